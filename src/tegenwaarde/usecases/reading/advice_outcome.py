"""What the policy says of a tender, in words: regime, percentage, amount, labels and how it is asked (B1–B7)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.records.models import Tender, TenderKind, Variant
from tegenwaarde.usecases.figures import percent
from tegenwaarde.usecases.reading.advice_words import say_advice
from tegenwaarde.usecases.reading.sentences import Sentence
from tegenwaarde.usecases.reading.sentences_obligation import REGIMES
from tegenwaarde.usecases.refusals import problem_words
from tegenwaarde.usecases.spoken import spoken
from tegenwaarde.usecases.tenders.expected import Expected


@dataclass(frozen=True, slots=True)
class Labels:
    """Whether a label of the supplier can lower what is due (B7), why, and what the policy warns of."""

    possible: bool
    words: str
    warning: str = ""
    rates: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """How social return is asked: the variant in words, why, and where the policy says so."""

    variant: str
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the policy says of a tender; cents and ten-thousandths of a percent. Not `known`: `missing` says why."""

    known: bool
    regime: str = ""
    regime_words: str | Promise = ""
    if_possible: bool = False
    european: bool = False
    percentage: int = 0
    cents: int = 0
    sentences: tuple[Sentence, ...] = ()
    labels: Labels | None = None
    asking: Asking | None = None
    warnings: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def asked(self) -> bool:
        """Say whether the policy asks something at all."""
        return self.known and self.regime != "none"


def outcome_of(tender: Tender, expected: Expected) -> Outcome:
    """Return what `expected` of the tender, as advised, comes to in words."""
    value, book, facts = expected.value, expected.book, expected.facts
    if value is None or book is None or facts is None:
        return Outcome(False, missing=tuple(problem_words(problem) for problem in expected.problems))
    asked = value.regime != "none"
    return Outcome(
        known=True,
        regime=value.regime,
        regime_words=REGIMES[value.regime],
        if_possible=expected.if_possible,
        european=value.european,
        percentage=value.percentage,
        cents=value.gross_cents,
        sentences=say_advice(
            book,
            value.steps,
            planned=expected.day_assumed,
            estimated=facts.estimated_value_cents is not None and tender.kind != TenderKind.SUBSIDY,
        ),
        labels=_labels(book, facts.kind, value.european) if asked else None,
        asking=_asking(book, value.regime),
        warnings=tuple(problem_words(problem) for problem in value.warnings),
    )


def _labels(book: PolicyBook, kind: str, european: bool) -> Labels:
    if kind == TenderKind.SUBSIDY:
        return Labels(False, _("No: for subsidies labels do not lower what is due."))
    if european:
        return Labels(False, _("No: this is a European tender, where labels do not lower what is due."))
    if not book.labels:
        return Labels(False, _("No: the policy knows no labels."))
    most = book.obligation.highest_discount
    words = _("Yes: this is not a European tender. The highest label of the supplier counts, at most {most}.")
    rates = tuple((spoken(label.label), min(label.rate, most)) for label in book.labels)
    return Labels(
        True, words.format(most=percent(most)), spoken(book.label_warning) if book.label_warning else "", rates
    )


def _asking(book: PolicyBook, regime: str) -> Asking | None:
    rule = book.variant_for(regime)
    return Asking(str(Variant(rule.variant).label), spoken(rule.why), rule.source) if rule else None


def other_ways(book: PolicyBook, but: str, fitting: tuple[str, ...]) -> tuple[Asking, ...]:
    """Return the ways of asking that are `fitting` for the tender and not the usual one under any regime."""
    rules = (rule for rule in book.variants if not rule.regimes and rule.id != but and rule.variant in fitting)
    return tuple(Asking(str(Variant(rule.variant).label), spoken(rule.why), rule.source) for rule in rules)
