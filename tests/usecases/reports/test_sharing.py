"""One person on several contracts: told once, a part of the hours for each, never more than was worked (C9)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotVisible
from tegenwaarde.records.models import Buyer, Contract, LedgerLine, PolicyText, Receipt, Report, ReportState, Supplier
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.reports.answers import answers_of
from tegenwaarde.usecases.reports.save_draft import save_draft
from tegenwaarde.usecases.reports.share_report import NotToShare, share_report
from tegenwaarde.usecases.reports.start_report import start_report
from tegenwaarde.usecases.reports.submit_report import submit_report
from tegenwaarde.usecases.reports.withdraw_draft import withdraw_draft
from tests.cast import a_contract
from tests.usecases.reports.stories import MARCH, a_draft, a_submitted_report, approved

pytestmark = pytest.mark.django_db

QUARTER, HALF, MOST, ALL = 250_000, 500_000, 750_000, 1_000_000


@pytest.fixture
def second(voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText) -> Contract:
    """Another contract of De Brug, over the same years."""
    return a_contract(voorbeeldstad, de_brug, policy_text, title="Nieuwbouw school", reference="2017-13")


def codes(refused: pytest.ExceptionInfo[Invalid]) -> set[str]:
    return {problem.code for problem in refused.value.problems}


def shared(actor: Actor, first: Contract, second: Contract, today: date, *parts: int, **more: Any) -> Report:
    draft = a_draft(actor, first, today, **more)
    shares = {first.pk: parts[0], second.pk: parts[1]}
    return share_report(actor=actor, report_id=draft.pk, shares=shares, today=today)


def test_one_entry_becomes_a_report_for_each_contract_with_its_own_part(
    bram_actor: Actor, contract_in_force: Contract, second: Contract, today: date
) -> None:
    draft = shared(bram_actor, contract_in_force, second, today, MOST, QUARTER)
    save_draft(actor=bram_actor, report_id=draft.pk, values={"employment_end": date(2018, 2, 28)})
    sent = submit_report(actor=bram_actor, report_id=draft.pk, today=today)
    other = Report.unfenced.get(entry=sent)
    assert (sent.submitted_cents, other.submitted_cents) == (2_250_000, 750_000)  # three and one quarter of a year
    assert (other.state, other.contract, other.person) == (ReportState.SUBMITTED, second, sent.person)
    assert answers_of(other) == answers_of(sent)


def test_the_parts_are_never_more_than_all_hours(
    bram_actor: Actor, contract_in_force: Contract, second: Contract, today: date
) -> None:
    with pytest.raises(Invalid) as refused:
        shared(bram_actor, contract_in_force, second, today, MOST, HALF)
    assert codes(refused) == {"SHARES_ABOVE_WHOLE"}
    with pytest.raises(Invalid) as nothing:
        shared(bram_actor, contract_in_force, second, today, 0, HALF)
    assert codes(nothing) == {"SHARE_MISSING"}


def test_a_part_of_nought_takes_the_contract_out_again(
    bram_actor: Actor, contract_in_force: Contract, second: Contract, today: date
) -> None:
    draft = shared(bram_actor, contract_in_force, second, today, HALF, HALF)
    share_report(actor=bram_actor, report_id=draft.pk, shares={contract_in_force.pk: ALL, second.pk: 0}, today=today)
    assert not Report.unfenced.filter(entry=draft).exists()


def test_throwing_the_entry_away_takes_what_follows_it_along(
    bram_actor: Actor, contract_in_force: Contract, second: Contract, today: date
) -> None:
    draft = shared(bram_actor, contract_in_force, second, today, HALF, HALF)
    withdraw_draft(actor=bram_actor, report_id=draft.pk)
    assert not Report.unfenced.exists()


def test_hours_are_shared_with_own_running_contracts_only(
    bram_actor: Actor,
    contract_in_force: Contract,
    voorbeeldstad: Buyer,
    other_supplier: Supplier,
    policy_text: PolicyText,
    today: date,
) -> None:
    foreign = a_contract(voorbeeldstad, other_supplier, policy_text, title="Schoonmaak")
    with pytest.raises(NotVisible):
        shared(bram_actor, contract_in_force, foreign, today, HALF, HALF)


def test_an_invoice_is_not_shared(
    bram_actor: Actor, contract_in_force: Contract, second: Contract, today: date
) -> None:
    made = start_report(actor=bram_actor, contract_id=contract_in_force.pk, kind="invoice", today=today)
    with pytest.raises(NotToShare):
        share_report(
            actor=bram_actor, report_id=made.pk, shares={contract_in_force.pk: HALF, second.pk: HALF}, today=today
        )


def test_the_same_hours_are_reported_once_by_a_supplier(
    bram_actor: Actor, contract_in_force: Contract, second: Contract, today: date
) -> None:
    a_submitted_report(bram_actor, contract_in_force, today)
    with pytest.raises(Invalid) as refused:
        a_submitted_report(bram_actor, second, today)
    assert codes(refused) == {"COUNTED_TWICE_HERE"}
    assert "Onderhoud van bruggen" in str(refused.value)
    assert {problem.place for problem in refused.value.problems} == {"share"}


def test_work_that_follows_other_work_is_no_double_counting(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, second: Contract, today: date
) -> None:
    first = a_submitted_report(bram_actor, contract_in_force, today, employment_end=date(2017, 6, 30))
    approved(anna_actor, first, today)
    later = a_submitted_report(bram_actor, second, today, employment_start=date(2017, 7, 1))
    assert later.state == ReportState.SUBMITTED


def test_parts_above_full_time_are_refused_even_where_the_hours_were_worked(
    bram_actor: Actor, contract_in_force: Contract, second: Contract, today: date
) -> None:
    draft = shared(bram_actor, contract_in_force, second, today, HALF, HALF, hours_per_week=4000)
    with pytest.raises(Invalid) as refused:
        submit_report(actor=bram_actor, report_id=draft.pk, today=today)
    assert codes(refused) == {"COUNTED_TWICE_HERE"}
    assert not Report.unfenced.filter(state=ReportState.SUBMITTED).exists()


def test_where_the_work_does_not_count_on_a_contract_that_contract_is_named(
    bram_actor: Actor, contract_in_force: Contract, voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText,
    today: date,
) -> None:  # fmt: skip
    later = a_contract(
        voorbeeldstad, de_brug, policy_text, title="Later werk", start=date(2019, 1, 1), end=date(2019, 12, 31)
    )
    draft = shared(bram_actor, contract_in_force, later, today, HALF, HALF, employment_end=date(2018, 2, 28))
    with pytest.raises(Invalid) as refused:
        submit_report(actor=bram_actor, report_id=draft.pk, today=today)
    assert codes(refused) == {"SHARE_DOES_NOT_COUNT"}
    assert "Later werk" in str(refused.value)


def test_an_extra_counts_on_one_of_the_contracts(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, second: Contract, today: date
) -> None:
    draft = shared(bram_actor, contract_in_force, second, today, HALF, HALF, permanent_from=date(2017, 9, 1))
    sent = submit_report(actor=bram_actor, report_id=draft.pk, today=today)
    other = Report.unfenced.get(entry=sent)
    assert (sent.submitted_cents or 0) - (other.submitted_cents or 0) == 1_000_000
    for report in (sent, other):
        approved(anna_actor, report, today)
    assert LedgerLine.unfenced.filter(component="permanent").count() == 1


def test_the_receipt_of_a_part_replays_and_says_which_part(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, second: Contract, today: date
) -> None:
    from tegenwaarde.usecases.reading.replayed import recomputed_cents

    change = ((date(2017, 9, 1), 2000),)
    draft = shared(bram_actor, contract_in_force, second, today, 333_333, HALF, hours_changes=change)
    approved(anna_actor, submit_report(actor=bram_actor, report_id=draft.pk, today=today), today)
    receipt = Receipt.unfenced.get(kind="fulfilment")
    assert receipt.total_cents == recomputed_cents(receipt)
    assert [(one["from_day"], one["part"] * 3600 // one["whole"]) for one in receipt.figures["hours"]] == [
        (MARCH.isoformat(), 1199), ("2017-09-01", 666)
    ]  # fmt: skip
    assert [step["figures"] for step in receipt.steps if step["code"] == "hours_shared"] == [{"share_percent": 333_333}]


@pytest.mark.parametrize(
    ("day", "code"),
    [(MARCH, "HOURS_CHANGE_BEFORE_START"), (date(2018, 3, 1), "HOURS_CHANGE_AFTER_END")],
)
def test_hours_change_during_the_work(
    bram_actor: Actor, contract_in_force: Contract, today: date, day: date, code: str
) -> None:
    draft = a_draft(bram_actor, contract_in_force, today, employment_end=date(2018, 2, 28))
    with pytest.raises(Invalid) as refused:
        save_draft(actor=bram_actor, report_id=draft.pk, values={"hours_changes": ((day, 1800),)})
    assert codes(refused) == {code}
