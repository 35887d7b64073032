"""Puts together the tenders that a planning or contract notice announces."""

from __future__ import annotations

from tegenwaarde.adapters.eforms.head import Head
from tegenwaarde.adapters.eforms.lots import Lot
from tegenwaarde.adapters.eforms.tables import Tables
from tegenwaarde.adapters.eforms.values import estimate_of
from tegenwaarde.adapters.eforms.walk import Notes
from tegenwaarde.usecases.ports.notices import NoticeTender


def announced(head: Head, tables: Tables, notes: Notes) -> tuple[NoticeTender, ...]:
    """Return one tender for each lot (or part, in a planning notice); for the procedure where there is none.

    One without a title, of itself or of the procedure, is no tender.
    """
    found = tables.lots.values() or (tables.procedure,)
    tenders = (_tender(lot, head, tables, notes) for lot in found)
    return tuple(tender for tender in tenders if tender.title)


def _tender(lot: Lot, head: Head, tables: Tables, notes: Notes) -> NoticeTender:
    procedure = tables.procedure
    span = tables.span_of((lot,))
    return NoticeTender(
        lot_ref=lot.id,
        title=lot.title or procedure.title,
        kind=lot.kind or procedure.kind,
        cpv=lot.cpv or procedure.cpv,
        estimated_cents=estimate_of((lot,), procedure, len(tables.lots) <= 1, notes),
        start=span.start,
        end=span.end,
        duration=span.duration,
        framework=lot.framework,
        planned_on=head.planned_on,
        procedure_type=head.procedure_type,
        social_return=tables.mentions_of((lot.id, "")),
    )
