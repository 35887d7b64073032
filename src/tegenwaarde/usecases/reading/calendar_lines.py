"""The lines of the tender calendar: what everybody who sees a line reads of it, and what it is expected to bring."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import tenders_visible_to
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.records.models import Tender, TenderState
from tegenwaarde.records.models.tenders import TenderQuerySet
from tegenwaarde.usecases.tenders.expected import Expected, expected_of

COUNTING = (TenderState.PLANNED, TenderState.PUBLISHED, TenderState.AWARDED)


@dataclass(frozen=True, slots=True)
class Line:
    """A tender in the calendar; cents.

    `opens` says whether the actor may open it; of one that stays closed the reference and the estimate are left out.
    """

    tender_id: int
    title: str
    reference: str
    buyers: tuple[tuple[int, str], ...]
    subregion_id: int
    subregion: str
    kind: str
    procedure: str
    quarter: Quarter
    state: str
    value_cents: int | None
    expected: Expected
    opens: bool

    @property
    def counts(self) -> bool:
        """Say whether its expected social return counts: not where it was dropped."""
        return self.state != TenderState.DROPPED

    @property
    def counted_cents(self) -> int:
        """Return what it adds to what is expected; cents."""
        return self.expected.cents if self.counts else 0

    @property
    def buyer_names(self) -> str:
        """Return who buys, the one that leads in front."""
        return ", ".join(name for _pk, name in self.buyers)


def lines_of(actor: Actor, tenders: TenderQuerySet) -> list[Line]:
    """Return the tenders as lines, in order of quarter and title; a constant number of queries."""
    rows = list(tenders.select_related("entered_in").prefetch_related("buyers__buyer"))
    mine = set(tenders_visible_to(actor).filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    expected = expected_of(rows)
    return [_line(row, expected[row.pk], row.pk in mine) for row in rows]


def total_of(lines: Iterable[Line]) -> int:
    """Return what the lines are expected to bring together; cents."""
    return sum(line.counted_cents for line in lines)


def if_possible_of(lines: Iterable[Line]) -> int:
    """Return the part of it that the policy asks only where it is possible (B2); cents."""
    return sum(line.counted_cents for line in lines if line.expected.if_possible)


def unknown_in(lines: Sequence[Line]) -> int:
    """Return of how many lines that count nothing can be said yet."""
    return sum(line.counts and not line.expected.known for line in lines)


def _line(tender: Tender, expected: Expected, opens: bool) -> Line:
    return Line(
        tender_id=tender.pk,
        title=tender.title,
        reference=tender.reference if opens else "",
        buyers=tuple((one.buyer_id, one.buyer.name) for one in tender.buyers.all()),
        subregion_id=tender.entered_in_id,
        subregion=tender.entered_in.name,
        kind=tender.kind,
        procedure=tender.procedure,
        quarter=Quarter.of(tender.quarter_start),
        state=tender.state,
        value_cents=tender.estimated_value_cents if opens else None,
        expected=expected,
        opens=opens,
    )
