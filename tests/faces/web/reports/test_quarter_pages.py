"""The quarter of a buyer, down to the receipt."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tegenwaarde.access.actor import Actor
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.records.models import Buyer, Contract, ContractBuyer, LedgerLine, PolicyText, Report, Supplier, User
from tegenwaarde.usecases.ledger.reverse import reverse_report
from tegenwaarde.usecases.reading.quarter import read_quarter
from tests.cast import ActorFor, ClientFor, a_contract
from tests.faces.web.reports.test_reporting_pages import text_of
from tests.usecases.ledger.test_standing import an_agreement
from tests.usecases.reports.stories import a_submitted_report, approved

STRIPPED = re.compile(r"\s*<[^>]*>\s*")

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client_for: ClientFor, anna: User) -> Client:
    return client_for(anna)


@pytest.fixture
def accepted(anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date) -> Report:
    report = a_submitted_report(bram_actor, contract_in_force, today, hours_per_week=1200)
    approved(anna_actor, report, today)
    return report


def at(buyer: Buyer, quarter: str, *more: int) -> str:
    return "/".join(["/kwartaal", str(buyer.pk), quarter, *map(str, more), ""])


def test_a_quarter_that_ended_counts_by_its_ledger_lines(desk: Client, voorbeeldstad: Buyer, accepted: Report) -> None:
    page = desk.get(at(voorbeeldstad, "2017/3"))
    total = page.context["shown"].total
    lines = LedgerLine.unfenced.filter(report=accepted)
    assert total.in_quarter_cents == lines.get(year=2017, quarter=3).cents
    assert total.realised_cents == sum(lines.filter(year=2017, quarter__lte=3).values_list("cents", flat=True))
    assert (total.due_cents, total.forecast_cents) == (2_500_000, 1_838_356)
    assert "€ 25.000,00" in text_of(page)


def test_each_figure_opens_down_to_the_receipt(
    desk: Client, voorbeeldstad: Buyer, contract_in_force: Contract, accepted: Report
) -> None:
    assert accepted.pk
    made_of = at(voorbeeldstad, "2017/3", contract_in_force.pk)
    page = text_of(desk.get(at(voorbeeldstad, "2017/3")))
    opens = [f"{made_of}#{part}" for part in ("realised", "forecast", "agreed")]
    for address in ("#per-contract", f"/dossiers/{contract_in_force.pk}/verplichting/", *opens):
        assert f'href="{address}"' in page
    assert all(f'id="{part}"' in text_of(desk.get(made_of)) for part in ("realised", "forecast", "agreed"))
    receipt = LedgerLine.unfenced.filter(report=accepted).first()
    assert receipt is not None
    assert f'href="/bewijs/{receipt.receipt_id}/"' in text_of(desk.get(made_of))
    assert desk.get(f"/bewijs/{receipt.receipt_id}/").status_code == 200


def test_a_running_quarter_counts_up_to_today(
    desk: Client, voorbeeldstad: Buyer, contract_in_force: Contract, accepted: Report
) -> None:
    assert accepted.pk
    page = desk.get(at(voorbeeldstad, "2017/4"))
    assert page.context["shown"].total.in_quarter_cents == 5_480
    opened = desk.get(at(voorbeeldstad, "2017/4", contract_in_force.pk)).context["shown"]
    assert opened.in_quarter_cents == sum(row.cents for row in opened.so_far) == 5_480
    assert opened.lines_cents > opened.in_quarter_cents


def test_the_forecast_opens_to_what_is_approved_and_what_is_agreed_and_not_reported(
    desk: Client,
    anna: User,
    anna_actor: Actor,
    bram_actor: Actor,
    voorbeeldstad: Buyer,
    contract_in_force: Contract,
    today: date,
) -> None:
    an_agreement(contract_in_force, anna)
    approved(anna_actor, a_submitted_report(bram_actor, contract_in_force, today, hours_per_week=1200), today)
    total = desk.get(at(voorbeeldstad, "2017/3")).context["shown"].total
    page = desk.get(at(voorbeeldstad, "2017/3", contract_in_force.pk))
    found = page.context["shown"].commitments
    assert [(part.open_persons, part.persons, part.open_cents) for part in found.agreed] == [(1, 2, 1_000_000)]
    assert sum(part.cents for part in found.approved) == 1_838_356
    assert found.forecast_cents == total.forecast_cents == 2_838_356
    assert found.agreed_cents == total.agreed_cents == 2_000_000
    assert {"€ 28.383,56", "€ 20.000,00", "1 van 2"} <= {words for words in STRIPPED.split(text_of(page)) if words}
    for part in (*found.approved, *found.agreed):
        assert desk.get(f"/bewijs/{part.receipt_id}/").status_code == 200


def test_a_reversed_report_leaves_the_forecast_at_what_is_agreed(
    desk: Client, anna_actor: Actor, voorbeeldstad: Buyer, contract_in_force: Contract, accepted: Report, today: date
) -> None:
    reverse_report(actor=anna_actor, report_id=accepted.pk, reason="Dubbel gemeld", today=today)
    found = desk.get(at(voorbeeldstad, "2017/3", contract_in_force.pk)).context["shown"].commitments
    assert (found.approved_cents, found.forecast_cents) == (0, 0)


def test_the_forecast_of_a_shared_contract_opens_to_the_buyers_part(
    desk: Client, voorbeeldstad: Buyer, buurstad: Buyer, contract_in_force: Contract, accepted: Report
) -> None:
    assert accepted.pk
    ContractBuyer.unfenced.filter(contract=contract_in_force).update(share=666_667)
    ContractBuyer.unfenced.create(contract=contract_in_force, buyer=buurstad, share=333_333, leads=False)
    total = desk.get(at(voorbeeldstad, "2017/3")).context["shown"].total
    shown = desk.get(at(voorbeeldstad, "2017/3", contract_in_force.pk)).context["shown"]
    assert shown.forecast_part_cents == total.forecast_cents < shown.commitments.forecast_cents


def test_the_bar_of_a_quarter_that_ended_names_its_last_day(
    desk: Client, voorbeeldstad: Buyer, accepted: Report
) -> None:
    assert accepted.pk
    ended = text_of(desk.get(at(voorbeeldstad, "2017/3")))
    assert "verwacht op 30 september 2017" in ended
    assert "op vandaag" not in ended
    assert "zoals ze vandaag zijn" in ended
    assert "verwacht op vandaag" in text_of(desk.get(at(voorbeeldstad, "2017/4")))


def test_a_quarter_to_come_shows_the_figures_of_today(desk: Client, voorbeeldstad: Buyer, accepted: Report) -> None:
    assert accepted.pk
    shown = desk.get(at(voorbeeldstad, "2018/2")).context["shown"]
    assert shown.ahead
    assert (shown.total.in_quarter_cents, shown.total.realised_cents) == (0, 591_781)


def test_quarters_of_a_contract_add_up_to_its_value(anna_actor: Actor, voorbeeldstad: Buyer, accepted: Report) -> None:
    quarter, total = Quarter(2017, 1), 0
    while quarter < Quarter(2019, 1):
        read = read_quarter(actor=anna_actor, buyer_id=voorbeeldstad.pk, quarter=quarter, today=date(2020, 1, 1))
        total += read.total.in_quarter_cents
        assert read.total.realised_cents == total
        quarter = quarter.next()
    assert total == accepted.submitted_cents


def test_shares_of_several_buyers_add_up_to_the_cent(
    anna: User,
    actor_of: ActorFor,
    voorbeeldstad: Buyer,
    buurstad: Buyer,
    carla: User,
    contract_in_force: Contract,
    accepted: Report,
    today: date,
) -> None:
    ContractBuyer.unfenced.filter(contract=contract_in_force).update(share=666_667)
    ContractBuyer.unfenced.create(contract=contract_in_force, buyer=buurstad, share=333_333, leads=False)
    for quarter in (Quarter(2017, 1), Quarter(2017, 2), Quarter(2017, 3), Quarter(2017, 4)):
        mine = read_quarter(actor=actor_of(anna), buyer_id=voorbeeldstad.pk, quarter=quarter, today=today).total
        theirs = read_quarter(actor=actor_of(carla), buyer_id=buurstad.pk, quarter=quarter, today=today).total
        lines = LedgerLine.unfenced.filter(report=accepted, year=quarter.year, quarter=quarter.number)
        both = mine.plus(theirs)
        assert (both.due_cents, both.forecast_cents) == (2_500_000, 1_838_356)
        if quarter < Quarter.of(today):
            assert both.in_quarter_cents == sum(lines.values_list("cents", flat=True))


def test_a_reversal_takes_the_value_out_of_its_quarter(
    desk: Client, anna_actor: Actor, voorbeeldstad: Buyer, contract_in_force: Contract, accepted: Report, today: date
) -> None:
    reverse_report(actor=anna_actor, report_id=accepted.pk, reason="Dubbel gemeld", today=today)
    assert desk.get(at(voorbeeldstad, "2017/3")).context["shown"].total.realised_cents == 0
    shown = desk.get(at(voorbeeldstad, "2017/3", contract_in_force.pk)).context["shown"]
    assert [line.reversal for line in shown.lines] == [False, True]


def test_a_buyer_without_contracts_has_an_empty_quarter(desk: Client, voorbeeldstad: Buyer) -> None:
    assert "tw-empty" in text_of(desk.get(at(voorbeeldstad, "2017/3")))
    assert "tw-empty" in text_of(desk.get(at(voorbeeldstad, "1900/1")))


@pytest.mark.parametrize("quarter", ["2017/0", "2017/5", "1899/4", "2199/1", "99999999999/1"])
def test_a_quarter_that_is_none_is_not_found(desk: Client, voorbeeldstad: Buyer, quarter: str) -> None:
    assert desk.get(at(voorbeeldstad, quarter)).status_code == 404


def test_choosing_leads_to_the_quarter(desk: Client, voorbeeldstad: Buyer) -> None:
    assert desk.get("/kwartaal/").status_code == 200
    answer = desk.get(f"/kwartaal/?opdrachtgever={voorbeeldstad.pk}&kwartaal=2017-3")
    assert answer["Location"] == at(voorbeeldstad, "2017/3")
    assert desk.get("/kwartaal/?opdrachtgever=x&kwartaal=2017").status_code == 200


def test_a_manager_stops_at_totals(
    client_for: ClientFor,
    milan: User,
    voorbeeldstad: Buyer,
    buurstad: Buyer,
    contract_in_force: Contract,
    accepted: Report,
) -> None:
    desk = client_for(milan)
    page = desk.get(at(voorbeeldstad, "2017/3"))
    assert page.context["shown"].total.realised_cents == 586_301
    assert contract_in_force.title not in text_of(page)
    assert "#per-contract" not in text_of(page)
    assert desk.get(at(voorbeeldstad, "2017/3", contract_in_force.pk)).status_code == 404
    assert desk.get(at(buurstad, "2017/3")).status_code == 404
    line = LedgerLine.unfenced.filter(report=accepted).first()
    assert line is not None
    assert desk.get(f"/bewijs/{line.receipt_id}/").status_code == 404


def test_a_contact_person_opens_the_own_buyer_and_no_other(
    client_for: ClientFor, piet: User, nora: User, voorbeeldstad: Buyer, contract_in_force: Contract, accepted: Report
) -> None:
    line = LedgerLine.unfenced.filter(report=accepted).first()
    assert line is not None
    own, neighbour = client_for(piet), client_for(nora)
    addresses = (
        at(voorbeeldstad, "2017/3"),
        at(voorbeeldstad, "2017/3", contract_in_force.pk),
        f"/bewijs/{line.receipt_id}/",
    )
    for address in addresses:
        assert own.get(address).status_code == 200
        assert neighbour.get(address).status_code == 404
        assert Client().get(address).status_code == 404


def test_a_supplier_sees_its_receipt_and_no_quarter(
    client_for: ClientFor, bram: User, olga: User, voorbeeldstad: Buyer, accepted: Report
) -> None:
    line = LedgerLine.unfenced.filter(report=accepted).first()
    assert line is not None
    assert client_for(bram).get(f"/bewijs/{line.receipt_id}/").status_code == 200
    assert client_for(olga).get(f"/bewijs/{line.receipt_id}/").status_code == 404
    assert client_for(bram).get(at(voorbeeldstad, "2017/3")).status_code == 404


def test_a_receipt_is_computed_again_and_says_so(desk: Client, accepted: Report) -> None:
    line = LedgerLine.unfenced.filter(report=accepted).first()
    assert line is not None
    shown = desk.get(f"/bewijs/{line.receipt_id}/").context["shown"]
    assert shown.same
    assert shown.recomputed_cents == shown.booked_cents == shown.total_cents == 1_838_356
    assert shown.book_id == "twente-2017"
    assert len(shown.lines) == 8


def test_a_receipt_that_no_longer_gives_the_same_is_not_called_the_same(desk: Client, accepted: Report) -> None:
    from tegenwaarde.records.models import Receipt

    receipt = Receipt.unfenced.filter(ledger_lines__report=accepted).distinct().get()
    other = Receipt.unfenced.create(
        kind=receipt.kind, book=receipt.book, book_sha256=receipt.book_sha256, engine_version="1",
        figures={**receipt.figures, "yearly_cents": 1}, steps=receipt.steps, total_cents=receipt.total_cents,
        made_on=receipt.made_on,
    )  # fmt: skip
    LedgerLine.unfenced.create(
        contract=accepted.contract, report=accepted, receipt=other, year=2019, quarter=1, component="base", block="1",
        cents=1, booked_on=receipt.made_on,
    )  # fmt: skip
    shown = desk.get(f"/bewijs/{other.pk}/").context["shown"]
    assert not shown.same


def test_many_contracts_take_no_more_queries(
    desk: Client,
    voorbeeldstad: Buyer,
    de_brug: Supplier,
    policy_text: PolicyText,
    accepted: Report,
    django_assert_max_num_queries: Any,
) -> None:
    assert accepted.pk
    desk.get(at(voorbeeldstad, "2017/4"))
    with django_assert_max_num_queries(100) as few:
        desk.get(at(voorbeeldstad, "2017/4"))
    for number in range(6):
        a_contract(voorbeeldstad, de_brug, policy_text, title=f"Werk {number}")
    with django_assert_max_num_queries(len(few.captured_queries)):
        desk.get(at(voorbeeldstad, "2017/4"))
