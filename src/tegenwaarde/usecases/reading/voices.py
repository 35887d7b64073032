"""Who reads a thread, and whose names that reader sees."""

from __future__ import annotations

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import SUPPLIER_SIDE, may
from tegenwaarde.records.models import Report, RoleGrant
from tegenwaarde.usecases.reading.thread_entries import Voices


def voices_for(actor: Actor, report: Report) -> Voices:
    """Return how the actor reads the thread; the supplier's side sees the names of its own people only."""
    supplier_id = report.contract.supplier_id or 0
    of_supplier = supplier_id in actor.scope_ids("supplier", SUPPLIER_SIDE)
    people = RoleGrant.unfenced.filter(supplier_id=supplier_id).values_list("user_id", flat=True) if of_supplier else ()
    return Voices(
        supplier=of_supplier,
        sees_facts=may(actor, "report.facts", report.contract),
        colleagues=frozenset(people),
    )
