"""The calendar as a spreadsheet: what was asked for, in the columns of the template, so that it can come back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import tenders_visible_to
from tegenwaarde.records.models import Procedure, TenderBuyer, TenderKind, TenderState
from tegenwaarde.usecases.calendar_sheets.columns import TENDERS
from tegenwaarde.usecases.calendar_sheets.template import calendar_workbook
from tegenwaarde.usecases.calendar_sheets.words import others_in_words
from tegenwaarde.usecases.contracts.parts import WHOLE, Share
from tegenwaarde.usecases.figures import quarter
from tegenwaarde.usecases.ports.sheets import Cell, Workbook
from tegenwaarde.usecases.reading.calendar import Wanted, read_calendar
from tegenwaarde.usecases.reading.calendar_lines import Line
from tegenwaarde.usecases.sheets.shape import NO, YES
from tegenwaarde.usecases.tenders.facts import TenderFacts, facts_of

EVERYTHING = 1_000_000


def calendar_sheet(*, actor: Actor, wanted: Wanted, today: date) -> Workbook:
    """Return the calendar as it is asked for, all pages; of a line that stays closed what the list shows of it.

    Raises NotVisible without `calendar.see`. A constant number of queries.
    """
    lines = read_calendar(actor=actor, wanted=wanted, today=today, per_page=EVERYTHING).rows
    shares = Prefetch("buyers", TenderBuyer.unfenced.select_related("buyer"))
    opened = tenders_visible_to(actor).filter(pk__in=[line.tender_id for line in lines if line.opens])
    facts = {row.pk: facts_of(row) for row in opened.prefetch_related(shares)}
    rows = [_cells(line, facts.get(line.tender_id)) for line in lines]
    return calendar_workbook(today, rows, columns=TENDERS.columns)


def _cells(line: Line, facts: TenderFacts | None) -> Mapping[str, Cell]:
    names = dict(line.buyers)
    told: dict[str, Cell] = {
        "title": line.title,
        "buyer": line.buyers[0][1] if line.buyers else "",
        "others": "; ".join(name for _pk, name in line.buyers[1:]),
        "kind": str(TenderKind(line.kind).label),
        "quarter": quarter(line.quarter),
        "state": str(TenderState(line.state).label),
        "expected_cents": _euros(line.counted_cents if line.expected.known else None),
    }
    return told if facts is None else told | _opened(facts, names)


def _opened(facts: TenderFacts, names: Mapping[int, str]) -> dict[str, Cell]:
    """Return what stands in the cells of a tender that the actor opens."""
    infrastructure = "" if facts.infrastructure is None else str(YES if facts.infrastructure else NO)
    return {
        "reference": facts.reference,
        "others": others_in_words(facts.buyers, names) if _several(facts.buyers) else "",
        "procedure": str(Procedure(facts.procedure).label) if facts.procedure else "",
        "cpv": facts.cpv,
        "start": facts.start or "",
        "end": facts.end or "",
        "estimated_value_cents": _euros(facts.estimated_value_cents),
        "subsidy_per_year_cents": _euros(facts.subsidy_per_year_cents),
        "labour_share": _part(facts.labour_share),
        "material_share": _part(facts.material_share),
        "infrastructure": infrastructure,
        "remarks": facts.remarks,
    }


def _several(buyers: tuple[Share, ...]) -> bool:
    return len(buyers) > 1


def _euros(cents: int | None) -> Cell:
    return "" if cents is None else Decimal(cents) / 100


def _part(share: int | None) -> Cell:
    return "" if share is None else Decimal(share) / WHOLE
