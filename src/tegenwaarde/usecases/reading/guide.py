"""What the guide shows: the rules in plain words with their ids, and the book's own amounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tegenwaarde.policy.book import Block, Counts, PolicyBook, Unit
from tegenwaarde.policy.text import Text
from tegenwaarde.records.models import PolicyText
from tegenwaarde.usecases.books import open_book

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class UnknownGuide(LookupError):
    """No policy version of that name is in use."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in plain words; `id` is what explanations cite."""

    id: str
    title: str | _StrPromise
    words: str | _StrPromise


@dataclass(frozen=True, slots=True)
class BlockRow:
    """One row of the building-block table for the screen; cents."""

    id: str
    label: str
    amount_cents: int
    unit: str
    counts: str
    counts_years: int
    source: str


@dataclass(frozen=True, slots=True)
class ExtraRow:
    """One row that adds to a block (cents) or lowers an obligation (ten-thousandths of a percent)."""

    id: str
    label: str
    amount_cents: int
    rate: int
    source: str


@dataclass(frozen=True, slots=True)
class ThresholdRow:
    """The European thresholds of one period; cents."""

    first: date
    last: date
    services_supplies_cents: int
    works_cents: int


@dataclass(frozen=True, slots=True)
class Guide:
    """The whole guide of one book."""

    title: str
    source: str
    in_force_from: date
    rules: tuple[Rule, ...]
    blocks: tuple[BlockRow, ...]
    extras: tuple[ExtraRow, ...]
    labels: tuple[ExtraRow, ...]
    thresholds: tuple[ThresholdRow, ...]


RULES: tuple[Rule, ...] = (
    Rule("A2", _("Days"), _("Every day that you enter counts: the first and the last day too.")),
    Rule(
        "A3",
        _("Parts of a year"),
        _(
            "A period is counted in whole years from its first day, and then in days of the year that runs. "
            "One contract year is exactly one."
        ),
    ),
    Rule(
        "A4",
        _("Quarters"),
        _(
            "The value up to a day is rounded once, to a cent. A quarter is the difference between two such values, "
            "so that quarters always add up to the total."
        ),
    ),
    Rule(
        "A5",
        _("Policy version"),
        _(
            "A contract keeps the policy version that was in force when the tender was published. Later changes leave "
            "it alone."
        ),
    ),
    Rule(
        "B1",
        _("European threshold"),
        _(
            "The European Union sets thresholds for public contracts, every two years anew. The day on which the "
            "tender was published decides which one counts."
        ),
    ),
    Rule(
        "B2",
        _("Which obligation"),
        _(
            "The estimated value decides. From the threshold for services and supplies on, there is an obligation with "
            "a result. Below it the buyer applies social return where possible, and explains when not. For small "
            "contracts there are more ways to fulfil it."
        ),
    ),
    Rule(
        "B3", _("Subsidies"), _("Who receives a large yearly subsidy promises an effort. This never leads to a fine.")
    ),
    Rule(
        "B4",
        _("Percentage"),
        _(
            "A fixed part of the contract sum is due. Work with much material and little labour has a lower "
            "percentage. The buyer can set another percentage, and says why."
        ),
    ),
    Rule("B5", _("The amount due"), _("The percentage of the contract sum, excluding VAT.")),
    Rule(
        "B6",
        _("European tender"),
        _(
            "A tender is European when its estimated value reaches the threshold of its own kind. Works have a "
            "threshold of their own."
        ),
    ),
    Rule(
        "B7",
        _("Discount for a label"),
        _(
            "Who holds a social label owes less, except in European tenders. Labels are never added together: the "
            "highest counts. Mind: a label in tenders carries legal risk."
        ),
    ),
    Rule(
        "B8",
        _("Label and contract years"),
        _(
            "The amount is spread over the contract years. A label counts in a year only when it still holds on the "
            "last day of that year. When it lapses, the whole discount of that year lapses."
        ),
    ),
    Rule(
        "B9",
        _("Fine"),
        _(
            "When a contract is closed and something is missing, the buyer can ask for the missing part. A person "
            "always decides that."
        ),
    ),
    Rule(
        "C1",
        _("Which days count"),
        _(
            "Only days count on which somebody is employed, the contract runs, and the counting period of the building "
            "block has not ended. That period starts on the first day of employment."
        ),
    ),
    Rule("C2", _("Hours"), _("Who works part-time counts for that part. More than full-time does not count extra.")),
    Rule(
        "C3",
        _("Value of a building block"),
        _("The amount per year, times the part of full-time, times the part of the year."),
    ),
    Rule("C4", _("Extra: 50 or older, refugee"), _("An extra amount, once for a person, over at most one year.")),
    Rule(
        "C5",
        _("Extra: permanent contract"),
        _("A fixed amount on the first day of a permanent contract, once for a person."),
    ),
    Rule(
        "C6",
        _("Extra: Infra-Werkt"),
        _("A fixed amount on the day on which Infra-Werkt was paid for training, once for a person."),
    ),
    Rule(
        "C7",
        _("Invoices and activities"),
        _(
            "A paid invoice of a sheltered-employment company counts for its amount excluding VAT. Activities "
            "count per hour, only when placements are not possible."
        ),
    ),
    Rule(
        "C8",
        _("Which building block"),
        _("The first day of employment decides: how long a benefit had then been received, and how old somebody was."),
    ),
    Rule("C9", _("Counted once"), _("The hours of a person count once, over all contracts together.")),
    Rule(
        "C10",
        _("Realised and forecast"),
        _(
            "Realised is what was approved, up to a day. The forecast adds what is still to come: approved up to the "
            "end of the contract, and agreed but not yet reported."
        ),
    ),
    Rule("C11", _("No displacement"), _("The supplier declares that nobody lost work because of a placement.")),
    Rule(
        "D1",
        _("Expected"),
        _("What should be realised by a day, with the obligation spread evenly over the contract."),
    ),
    Rule(
        "D2",
        _("On track or behind"),
        _("A contract is on track when no more than a small part of the expected amount is missing."),
    ),
    Rule(
        "D3",
        _("Steps"),
        _(
            "Who is behind gets a talk first, then a warning, and at the end possibly a fine. A person decides every "
            "step."
        ),
    ),
    Rule("D4", _("Reports"), _("Suppliers report every quarter.")),
)


def _words(text: Text) -> str:
    return text.en if (get_language() or "nl").startswith("en") else text.nl


def _block_row(block: Block) -> BlockRow:
    return BlockRow(
        id=block.id,
        label=_words(block.label),
        amount_cents=block.amount_cents if block.unit != Unit.INVOICE else 0,
        unit=block.unit.value,
        counts=block.counts.value,
        counts_years=block.counts_months // 12 if block.counts == Counts.MONTHS else 0,
        source=block.source,
    )


def _thresholds(book: PolicyBook) -> tuple[ThresholdRow, ...]:
    return tuple(
        ThresholdRow(t.from_day, t.until_day, t.services_supplies_cents, t.works_cents) for t in book.thresholds
    )


def newest_guide() -> Guide:
    """Return the guide of the book that was put in use last; UnknownGuide where none was."""
    newest = PolicyText.unfenced.order_by("-in_force_from", "-id").values_list("book_id", flat=True).first()
    return read_guide(newest or "")


def read_guide(book_id: str) -> Guide:
    """Return the guide of a book that is in use; UnknownGuide where there is none of that name."""
    kept = PolicyText.unfenced.filter(book_id=book_id).order_by("-id").first()
    if kept is None:
        raise UnknownGuide(book_id)
    book = open_book(kept)
    return Guide(
        title=_words(book.title),
        source=book.source,
        in_force_from=book.in_force_from,
        rules=RULES,
        blocks=tuple(_block_row(block) for block in book.blocks),
        extras=tuple(ExtraRow(e.id, _words(e.label), e.amount_cents, 0, e.source) for e in book.extras),
        labels=tuple(ExtraRow(r.row, _words(r.label), 0, r.rate, r.source) for r in book.labels),
        thresholds=_thresholds(book),
    )
