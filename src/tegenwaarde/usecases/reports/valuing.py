"""What a supplier's answers are worth, block by block, and why a block does not fit (C8)."""

from __future__ import annotations

from dataclasses import dataclass

from tegenwaarde.engine.facts import PlacementFacts
from tegenwaarde.engine.results import Valuation
from tegenwaarde.engine.valuing import value_placement
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.book import Block, PolicyBook
from tegenwaarde.records.models import Contract, Report
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.reports.answers import Answers, answers_of
from tegenwaarde.usecases.reports.facts import Earlier, facts_for_block, is_about_a_person
from tegenwaarde.usecases.reports.questions import person_blocks, question_id

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


def offers(*, book: PolicyBook, contract: Contract, answers: Answers, earlier: Earlier, block: str) -> list[Offer]:
    """Return the blocks that the answers ask for: those that fit first, the highest value first.

    `block` is the one that an invoice or activity has; a placement's follow from its situations.
    """
    if is_about_a_person(answers):
        asked = [one for one in person_blocks(book) if question_id(one) in answers.situations]
    else:
        asked = [one for one in book.blocks if one.id == block]
    found = [offer(book=book, contract=contract, answers=answers, earlier=earlier, block=one) for one in asked]
    return sorted(found, key=lambda one: (not one.fits, -one.total_cents))


def offer(*, book: PolicyBook, contract: Contract, answers: Answers, earlier: Earlier, block: Block) -> Offer:
    """Return what the answers are worth in one block, with every reason why it cannot be reported."""
    facts = facts_for_block(book=book, contract=contract, answers=answers, block_id=block.id, earlier=earlier)
    valuation = value_placement(book, facts)
    problems = [*valuation.problems, *_missing_since(block, answers)]
    if block.needs_finding and not finding_is_not_needed(contract):
        problems.append(FINDING_MISSING)
    if block.needs_finding and not answers.participation:
        problems.append(PARTICIPATION_MISSING)
    if not problems and not valuation.amounts.total:
        problems.append(NOTHING_COUNTS)
    return Offer(block, facts, valuation, tuple(problems))


def offer_of_report(report: Report, earlier: Earlier) -> Offer:
    """Return what a report's chosen block is worth; FactsErased where its answers are gone.

    `report.contract.book` is read; KeyError for a block that the book does not have.
    """
    if report.contract.book is None:
        raise ValueError("a contract in force has its policy")
    book = open_book(report.contract.book)
    return offer(
        book=book,
        contract=report.contract,
        answers=answers_of(report),
        earlier=earlier,
        block=book.block(report.block),
    )


FINDING_MISSING = Problem(
    "FINDING_MISSING",
    "This counts only after the coordinator has found, on record, that placing people is not possible in this"
    " contract. Ask the coordinator first.",
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
    """Say whether the contract's regime takes activities without a finding of the buyer's side (B2, C7)."""
    latest = contract.obligations.order_by("-number").values_list("regime", flat=True).first()
    return latest == BROADER_WAYS


def is_absent_fact(problem: Problem) -> bool:
    """Say whether the problem is only that something was not filled in yet."""
    return problem.code.endswith("_MISSING") and problem is not FINDING_MISSING
