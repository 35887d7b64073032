"""The plain questions that lead to the blocks of a book: one a benefit, one for each block that asks no benefit."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tegenwaarde.policy.book import Block, Counts, Extra, PolicyBook, Unit
from tegenwaarde.policy.text import Text

BENEFITS: dict[str, str | Promise] = {
    "participatiewet": _(
        "Did this person have a benefit from the municipality (bijstand, Participatiewet) on the first working day"
        " with you?"
    ),
    "ww": _("Did this person have a WW benefit on the first working day with you?"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """One situation somebody can be in. `benefit` is empty where no benefit decides; `blocks` are what it leads to.

    `needs` are the facts that belong to a yes: `benefit_since`, `birth_date`, `study_end`.
    """

    id: str
    benefit: str
    blocks: tuple[str, ...]
    situation: Text
    needs: frozenset[str]


def questions_of(book: PolicyBook) -> tuple[Question, ...]:
    """Return the questions of the book, in the order of its blocks."""
    found: dict[str, list[Block]] = {}
    for block in person_blocks(book):
        found.setdefault(question_id(block), []).append(block)
    return tuple(_question(name, blocks) for name, blocks in found.items())


def person_blocks(book: PolicyBook) -> tuple[Block, ...]:
    """Return the blocks that value somebody's work."""
    return tuple(block for block in book.blocks if block.unit is Unit.FULL_TIME_YEAR)


def flat_block(book: PolicyBook, unit: Unit) -> Block | None:
    """Return the book's block for an invoice or for hours of an activity; None where it has none."""
    return next((block for block in book.blocks if block.unit is unit), None)


def question_id(block: Block) -> str:
    """Return the id of the question that leads to `block`."""
    return f"benefit-{block.benefit_span.benefit}" if block.benefit_span else f"block-{block.id}"


def extra_for(book: PolicyBook, fact: str) -> Extra | None:
    """Return the extra that `fact` calls for (`refugee`, `permanent_from`, …); None where the book has none."""
    return next((extra for extra in book.extras if extra.fact == fact), None)


def _question(name: str, blocks: list[Block]) -> Question:
    first = blocks[0]
    needs = set()
    for block in blocks:
        needs |= {"benefit_since"} if block.benefit_span else set()
        needs |= {"birth_date"} if block.too_old_at or "birth_date" in block.requires else set()
        needs |= {"study_end"} if block.counts is Counts.STUDY else set()
    return Question(
        id=name,
        benefit=first.benefit_span.benefit if first.benefit_span else "",
        blocks=tuple(block.id for block in blocks),
        situation=first.situation or first.label,
        needs=frozenset(needs),
    )
