"""What a supplier's answers are worth, block by block, and why a block does not fit (C8)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tegenwaarde.engine.facts import PlacementFacts
from tegenwaarde.engine.results import COMPONENTS, Valuation
from tegenwaarde.engine.valuing import value_placement
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.kernel.step import Step
from tegenwaarde.policy.book import Block, PolicyBook
from tegenwaarde.records.models import Contract, Report
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.reports.answers import Answers, answers_of
from tegenwaarde.usecases.reports.counting import WHOLE, Cap
from tegenwaarde.usecases.reports.facts import BASE, Earlier, facts_for_block, is_about_a_person
from tegenwaarde.usecases.reports.questions import person_blocks, question_id

NOTHING_EARLIER = Earlier()
BROADER_WAYS = "result_if_possible_broad"  # B2: there row 15 needs no finding


@dataclass(frozen=True, slots=True)
class Offer:
    """One block for the answers: what it is worth, or the problems for which it does not fit."""

    block: Block
    facts: PlacementFacts
    valuation: Valuation
    problems: tuple[Problem, ...]

    @property
    def fits(self) -> bool:
        """Say whether the block can be reported."""
        return not self.problems

    @property
    def total_cents(self) -> int:
        """Return what the block is worth up to the contract's end, cents."""
        return self.valuation.amounts.total


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms answers are valued: the policy, the contract with its share of the hours, and what came before."""

    book: PolicyBook
    contract: Contract
    earlier: Earlier = NOTHING_EARLIER
    share: int = WHOLE
    caps: tuple[Cap, ...] = ()
    corrects: bool = False


def offers(
    *,
    book: PolicyBook,
    contract: Contract,
    answers: Answers,
    earlier: Earlier,
    block: str,
    share: int = WHOLE,
    caps: tuple[Cap, ...] = (),
    corrects: bool = False,
) -> list[Offer]:
    """Return the blocks that the answers ask for: those that fit first, the highest value first.

    `block` is the one that an invoice or activity has; a placement's follow from its situations. `share` is the part of
    the hours for this contract. A correction (`corrects`) may come to nothing.
    """
    if is_about_a_person(answers):
        asked = [one for one in person_blocks(book) if question_id(one) in answers.situations]
    else:
        asked = [one for one in book.blocks if one.id == block]
    terms = Terms(book, contract, earlier, share, caps, corrects)
    found = [offer(terms, answers, one) for one in asked]
    return sorted(found, key=lambda one: (not one.fits, -one.total_cents))


def offer(terms: Terms, answers: Answers, block: Block) -> Offer:
    """Return what the answers are worth in one block, with every reason why it cannot be reported."""
    facts = facts_for_block(
        book=terms.book,
        contract=terms.contract,
        answers=answers,
        block_id=block.id,
        earlier=terms.earlier,
        share=terms.share,
        caps=terms.caps,
    )
    valuation = value_placement(terms.book, facts)
    if facts.hours_per_week is not None and valuation.steps:
        valuation = replace(valuation, steps=with_counted_hours(valuation.steps, terms))
    problems = [*valuation.problems, *_missing_since(block, answers)]
    if block.needs_finding and not finding_is_not_needed(terms.contract):
        problems.append(FINDING_MISSING)
    if block.needs_finding and not answers.participation:
        problems.append(PARTICIPATION_MISSING)
    if not problems and not valuation.amounts.total and not terms.corrects:
        problems.append(NOTHING_COUNTS)
    return Offer(block, facts, valuation, tuple(problems))


def with_counted_hours(steps: tuple[Step, ...], terms: Terms) -> tuple[Step, ...]:
    """Return the steps with those that say which part of the hours counts, before the hours themselves (C9)."""
    said: list[Step] = []
    if terms.share != WHOLE:
        said.append(Step("hours_shared", (("share_percent", terms.share),), "C9"))
    for cap in terms.caps:
        days = (("first_day", cap.first_day.isoformat()), ("last_day", cap.last_day.isoformat()))
        said.append(Step("hours_held", (*days, ("counted_hours", cap.hours_per_week)), "C9"))
    place = next((place for place, step in enumerate(steps) if step.code == "hours_factor"), None)
    return steps if place is None else (*steps[:place], *said, *steps[place:])


def offer_of_report(report: Report, earlier: Earlier, caps: tuple[Cap, ...] = ()) -> Offer:
    """Return what a report's chosen block is worth; FactsErased where its answers are gone.

    `caps` are what decisions about double counting leave of its hours. `report.contract.book` is read; KeyError for a
    block that the book does not have.
    """
    if report.contract.book is None:
        raise ValueError("a contract in force has its policy")
    book = open_book(report.contract.book)
    terms = Terms(book, report.contract, earlier, report.share, caps, report.corrects_id is not None)
    return offer(terms, answers_of(report), book.block(report.block))


def extras_counted(offer: Offer) -> frozenset[str]:
    """Return the extras that count in an offer, by component: each counts once for a person and supplier (C4–C6)."""
    amounts = offer.valuation.amounts
    return frozenset(name for name in COMPONENTS if name != BASE and getattr(amounts, name))


FINDING_MISSING = Problem(
    "FINDING_MISSING",
    "This counts only after the coordinator has found, on record, that placing people is not possible in this"
    " contract. Ask for it in the note to a plan that you propose, on the page Agreements of the contract.",
    "block",
)
PARTICIPATION_MISSING = Problem(
    "PARTICIPATION_MISSING", "Say how this activity gives people a better chance of work.", "participation"
)
NOTHING_COUNTS = Problem(
    "NOTHING_COUNTS",
    "Nothing of this counts for this contract: the days lie outside the contract, or outside the time that counts.",
    "block",
)
SINCE_MISSING = Problem("BENEFIT_SINCE_MISSING", "Give the day on which this benefit began.", "benefit_since")


def _missing_since(block: Block, answers: Answers) -> list[Problem]:
    """Return a problem where a benefit decides between blocks and its first day was not given (C8)."""
    span = block.benefit_span
    return [SINCE_MISSING] if span and answers.since(span.benefit) is None else []


def finding_is_not_needed(contract: Contract) -> bool:
    """Say whether activities count: the buyer's side found that placing is not possible, or needs not (B2, C7)."""
    if contract.findings.filter(withdrawn_on__isnull=True).exists():
        return True
    latest = contract.obligations.order_by("-number").values_list("regime", flat=True).first()
    return latest == BROADER_WAYS


def is_absent_fact(problem: Problem) -> bool:
    """Say whether the problem is only that something was not filled in yet."""
    return problem.code.endswith("_MISSING") and problem is not FINDING_MISSING
