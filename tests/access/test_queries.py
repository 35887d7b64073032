"""What looking costs: one query, however many rows there are, and along an index to the rows of one dossier."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from tegenwaarde.access.fence import memberships_visible_to, receipts_visible_to
from tegenwaarde.records.models import (
    AccessLog,
    Agreement,
    ContractBuyer,
    Invitation,
    LedgerLine,
    ObligationVersion,
    Report,
    ReviewDecision,
    RoleGrant,
    SubregionMembership,
    TimelineEvent,
)
from tests.access.neighbours import Street
from tests.access.test_fence import SIGHTS, Seeing
from tests.cast import TODAY

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "seeing", [*(see for see, _ in SIGHTS.values()), memberships_visible_to], ids=[*SIGHTS, "places"]
)
def test_looking_takes_one_query_for_everybody(
    street: Street, seeing: Seeing, django_assert_max_num_queries: Any
) -> None:
    for actor in street.actors.values():
        with django_assert_max_num_queries(1):
            list(seeing(actor))


COMMON = {
    "the reports of a contract": lambda: Report.unfenced.filter(contract_id=1),
    "the reports of a person": lambda: Report.unfenced.filter(person_id=1),
    "the lines of a contract": lambda: LedgerLine.unfenced.filter(contract_id=1).before_quarter(2017, 4),
    "the lines of a report": lambda: LedgerLine.unfenced.standing().filter(report_id=1),
    "the obligation of a contract": lambda: ObligationVersion.unfenced.filter(contract_id=1),
    "the agreements of a contract": lambda: Agreement.unfenced.filter(contract_id=1),
    "the contracts of a buyer": lambda: ContractBuyer.unfenced.filter(buyer_id=1),
    "the decisions about a report": lambda: ReviewDecision.unfenced.filter(report_id=1),
    "the timeline of a contract": lambda: TimelineEvent.unfenced.filter(contract_id=1),
    "who saw a report": lambda: AccessLog.unfenced.filter(report_id=1),
    "the roles of somebody": lambda: RoleGrant.unfenced.in_force_on(TODAY).filter(user_id=1),
    "the people of a supplier": lambda: RoleGrant.unfenced.in_force_on(TODAY).filter(supplier_id=1),
    "the buyers of a subregion": lambda: SubregionMembership.unfenced.in_force_on(TODAY).filter(subregion_id=1),
    "an invitation": lambda: Invitation.unfenced.open_on(TODAY).filter(token_hash="x"),
}


def scans(rows: QuerySet[Any]) -> list[str]:
    """Return the steps of the plan that read a whole table although a filter names a few of its rows."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    plan = rows.order_by().explain().splitlines()
    return [step for step in plan if re.search(r"\bSCAN (?!CONSTANT)|Seq Scan on", step)]


@pytest.mark.parametrize("filtering", COMMON.values(), ids=COMMON)
def test_what_is_asked_often_has_an_index(filtering: Any) -> None:
    assert scans(filtering()) == []


def test_a_scan_is_seen_where_no_index_helps() -> None:
    assert scans(Report.unfenced.filter(made_on=TODAY)) != []


def test_a_receipt_is_found_without_reading_the_ledger(street: Street) -> None:
    receipt = street.rows["running: booked"]
    assert scans(receipts_visible_to(street.actors["contact of Voorbeeldstad"]).filter(pk=receipt.pk)) == []
