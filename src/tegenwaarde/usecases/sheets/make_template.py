"""Make the spreadsheet that a supplier fills in."""

from __future__ import annotations

from tegenwaarde.access.actor import Actor
from tegenwaarde.usecases.ports.sheets import Workbook
from tegenwaarde.usecases.sheets.template import template
from tegenwaarde.usecases.sheets.uploading import own_supplier
from tegenwaarde.usecases.sheets.world import own_contracts


def make_template(*, actor: Actor) -> Workbook:
    """Return the empty sheet for the running contracts of the actor's supplier; NotVisible where there is none."""
    contracts, _closed = own_contracts(own_supplier(actor))
    return template(contracts)
