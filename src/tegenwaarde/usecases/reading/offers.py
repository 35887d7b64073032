"""What a report's blocks are worth, as pages show it: the value with its sentences, or the reasons why not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tegenwaarde.policy.book import Extra, Unit
from tegenwaarde.usecases.reading.block_words import Labels, block_problem_words, words_for_suppliers
from tegenwaarde.usecases.reading.sentences import Sentence, say
from tegenwaarde.usecases.reading.sentences_placement import PLACEMENT_WORDS
from tegenwaarde.usecases.refusals import problem_words
from tegenwaarde.usecases.reports.asked import evidence_asked
from tegenwaarde.usecases.reports.uncounted import uncounted
from tegenwaarde.usecases.reports.valuing import Offer, is_absent_fact
from tegenwaarde.usecases.spoken import spoken

NO_LABELS: Labels = {}


@dataclass(frozen=True, slots=True)
class EvidenceAsked:
    """A kind of evidence that the buyer's side wants to see: the policy's id, and what it is called."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Offered:
    """One block: its value (cents, up to the contract's end) with the sentences behind it, or why it does not fit.

    `incomplete` says that nothing is wrong, and something was not filled in yet. `evidence` is what the buyer's side
    wants to see of the block and of the extras that count. `uncounted` says why an extra adds nothing. `yearly_cents`
    is what a full-time year is worth, 0 where the block values no work.
    """

    block: str
    label: str
    fits: bool
    incomplete: bool
    total_cents: int
    yearly_cents: int
    steps: tuple[Sentence, ...]
    problems: tuple[str, ...]
    evidence: tuple[EvidenceAsked, ...]
    uncounted: tuple[str, ...] = ()


def offered(offer: Offer, extras: tuple[Extra, ...] = (), labels: Labels = NO_LABELS) -> Offered:
    """Return an offer as pages show it; with `labels` blocks go by what they are called, else by their rows."""
    words = words_for_suppliers(labels) if labels else PLACEMENT_WORDS
    return Offered(
        block=offer.block.id,
        label=spoken(offer.block.label),
        fits=offer.fits,
        incomplete=bool(offer.problems) and all(map(is_absent_fact, offer.problems)),
        total_cents=offer.total_cents,
        yearly_cents=offer.block.amount_cents if offer.block.unit is Unit.FULL_TIME_YEAR else 0,
        steps=say(offer.valuation.steps, words) if offer.fits else (),
        problems=tuple(dict.fromkeys(block_problem_words(problem, labels) for problem in offer.problems)),
        evidence=tuple(EvidenceAsked(one.id, spoken(one.label)) for one in evidence_asked(offer, extras)),
        uncounted=tuple(map(problem_words, uncounted(offer, extras, spoken))),
    )


def all_offered(
    offers: Iterable[Offer], extras: tuple[Extra, ...] = (), labels: Labels = NO_LABELS
) -> tuple[Offered, ...]:
    """Return offers as pages show them, in their order; `extras` are the policy's."""
    return tuple(offered(offer, extras, labels) for offer in offers)
