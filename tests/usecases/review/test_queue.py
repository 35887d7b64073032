"""The review queue: what waits, by whom and by what it can be filtered, and how it is sorted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import Contract, PolicyText, Report, User
from tegenwaarde.usecases.reading.queue import Queue, View, read_queue
from tegenwaarde.usecases.reports.return_report import return_report
from tegenwaarde.usecases.reports.submit_report import submit_report
from tegenwaarde.usecases.thread.say import say
from tests.cast import ActorFor, a_contract
from tests.usecases.post.letters import Post, ports_with
from tests.usecases.reports.stories import a_submitted_report, approved

pytestmark = pytest.mark.django_db


@pytest.fixture
def theirs(voorbeeldstad: Any, other_supplier: Any, policy_text: PolicyText) -> Contract:
    return a_contract(voorbeeldstad, other_supplier, policy_text, title="Schoonmaak")


@pytest.fixture
def olga_actor(actor_of: ActorFor, olga: User) -> Actor:
    return actor_of(olga)


def who(queue: Queue) -> list[str]:
    return [row.who for row in queue.rows]


def test_each_filter_keeps_its_part(
    anna_actor: Actor,
    bram_actor: Actor,
    olga_actor: Actor,
    contract_in_force: Contract,
    theirs: Contract,
    voorbeeldstad: Any,
    today: date,
) -> None:
    first = a_submitted_report(bram_actor, contract_in_force, today, reference="B-1")
    a_submitted_report(olga_actor, theirs, today, reference="O-1")
    return_report(actor=anna_actor, report_id=first.pk, version=first.version, reason="Uren", today=today)
    submit_report(actor=bram_actor, report_id=first.pk, today=today)
    undeclared = a_submitted_report(bram_actor, contract_in_force, today, reference="B-2")
    Report.unfenced.filter(pk=undeclared.pk).update(no_displacement=False)
    say(actor=bram_actor, report_id=undeclared.pk, text="Goed?", asks=True, ports=ports_with(Post()), today=today)
    found = {
        "everything": View(),
        "supplier": View(supplier_id=theirs.supplier_id or 0),
        "contract": View(contract_id=contract_in_force.pk),
        "buyer": View(buyer_id=voorbeeldstad.pk),
        "block": View(block="2"),
        "again": View(kind="opnieuw"),
        "new": View(kind="nieuw"),
        "marked": View(marked=True),
        "question": View(question=True),
        "sheet": View(upload_id=99),
    }
    kept = {name: sorted(who(read_queue(actor=anna_actor, view=view))) for name, view in found.items()}
    assert kept == {
        "everything": ["B-1", "B-2", "O-1"],
        "supplier": ["O-1"],
        "contract": ["B-1", "B-2"],
        "buyer": ["B-1", "B-2", "O-1"],
        "block": [],
        "again": ["B-1"],
        "new": ["B-2", "O-1"],
        "marked": ["B-2"],
        "question": ["B-2"],
        "sheet": [],
    }


def test_what_one_works_on_is_known_by_the_timeline(
    anna_actor: Actor, bram_actor: Actor, olga_actor: Actor, contract_in_force: Contract, theirs: Contract, today: date
) -> None:
    approved(anna_actor, a_submitted_report(bram_actor, contract_in_force, today, reference="B-1"), today)
    a_submitted_report(bram_actor, contract_in_force, today, reference="B-2")
    a_submitted_report(olga_actor, theirs, today, reference="O-1")
    assert who(read_queue(actor=anna_actor, view=View(mine=True))) == ["B-2"]


def test_somebody_reported_by_two_suppliers_is_marked_for_the_coordinator(
    anna_actor: Actor, bram_actor: Actor, olga_actor: Actor, contract_in_force: Contract, theirs: Contract, today: date
) -> None:
    a_submitted_report(bram_actor, contract_in_force, today, reference="B-1", who="dezelfde")
    a_submitted_report(bram_actor, contract_in_force, today, reference="B-2")
    a_submitted_report(olga_actor, theirs, today, reference="O-1", who="dezelfde")
    assert sorted(who(read_queue(actor=anna_actor, view=View(marked=True)))) == ["B-1", "O-1"]


@pytest.mark.parametrize(
    ("order", "first"),
    [("melding", "A"), ("-melding", "C"), ("waarde", "B"), ("-waarde", "A"), ("sinds", "A"), ("-sinds", "C")],
)
def test_every_column_sorts_both_ways(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date, order: str, first: str
) -> None:
    for reference, hours, day in (("A", 3600, 2), ("B", 900, 3), ("C", 1800, 4)):
        on = date(2017, 10, day)
        a_submitted_report(bram_actor, contract_in_force, on, reference=reference, hours_per_week=hours)
    assert who(read_queue(actor=anna_actor, view=View(order=order)))[0] == first


def test_five_hundred_take_no_more_queries_than_one_and_come_fifty_a_page(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    one = a_submitted_report(bram_actor, contract_in_force, today)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            read_queue(actor=anna_actor, view=View(), page=2)
        return len(seen)

    before = queries()
    copies = [copy_of(one, bram_actor, today) for _number in range(500)]
    Report.unfenced.bulk_create(copies)
    assert queries() == before
    second = read_queue(actor=anna_actor, view=View(), page=2)
    assert (len(second.rows), second.found, second.page) == (50, 501, 2)
    assert second.total_cents == 501 * (one.submitted_cents or 0)


def copy_of(report: Report, actor: Actor, today: date) -> Report:
    return Report(
        contract=report.contract,
        person=report.person,
        state=report.state,
        block=report.block,
        facts=report.facts,
        no_displacement=True,
        submitted_on=today,
        submitted_cents=report.submitted_cents,
        made_by_id=actor.user_id,
        made_on=today,
    )
