"""The release package: what anybody may know of tenders and contracts, in the words of the standard."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotVisible
from tegenwaarde.records.models import Amendment, Buyer, Contract, PolicyText, Supplier, Tender, User
from tegenwaarde.usecases.opendata.package import Publishing, release_package, take_package
from tests.cast import TODAY, ActorFor, a_contract, a_tender

pytestmark = pytest.mark.django_db

SITE = Publishing(site_address="https://social-return.example")


def releases(publishing: Publishing = SITE) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = release_package(publishing=publishing, today=TODAY)["releases"]
    return found


def test_a_contract_tells_its_sum_its_supplier_and_what_is_due(contract_in_force: Contract, de_brug: Supplier) -> None:
    (release,) = releases()
    contract, award = release["contracts"][0], release["awards"][0]
    assert release["tag"] == ["award", "contract"]
    assert contract["awardID"] == award["id"]
    assert contract["value"] == {"amount": Decimal("500000.00"), "currency": "EUR"}
    assert award["suppliers"] == [{"id": f"NL-KVK-{de_brug.kvk}", "name": de_brug.name}]
    due = contract["socialReturn"]
    assert (due["obligation"]["amount"], due["percentage"]) == (Decimal("25000.00"), Decimal(5))
    assert (due["regime"], due["policy"]) == ("result", "twente-2017")


def test_every_organisation_is_described_once_with_all_its_roles(contract_in_force: Contract) -> None:
    (release,) = releases()
    roles = {party["id"]: party["roles"] for party in release["parties"]}
    assert sorted(roles.values()) == [["buyer", "procuringEntity"], ["supplier"]]
    assert release["buyer"]["id"] in roles


def test_a_planned_tender_keeps_its_estimate_to_itself(voorbeeldstad: Buyer, policy_text: PolicyText) -> None:
    a_tender(voorbeeldstad)
    (release,) = releases()
    assert release["tag"] == ["planning"]
    assert release["tender"]["status"] == "planned"
    assert "value" not in release["tender"]
    assert release["planning"]["milestones"][0]["dueDate"] == "2017-12-31T00:00:00Z"


def test_the_estimate_is_open_after_the_award_or_where_the_region_says_so(
    voorbeeldstad: Buyer, policy_text: PolicyText
) -> None:
    tender = a_tender(voorbeeldstad)
    open_to_all = Publishing(site_address="", with_estimates=True)
    estimate = {"amount": Decimal("500000.00"), "currency": "EUR"}
    assert releases(open_to_all)[0]["tender"]["value"] == estimate
    Tender.unfenced.filter(pk=tender.pk).update(state="awarded")
    assert releases()[0]["tender"]["value"] == estimate


def test_a_contract_from_the_calendar_stands_in_the_release_of_its_tender(
    contract_in_force: Contract, voorbeeldstad: Buyer
) -> None:
    tender = a_tender(voorbeeldstad, state="awarded")
    Contract.unfenced.filter(pk=contract_in_force.pk).update(tender=tender)
    (release,) = releases()
    assert release["tag"] == ["tender", "award", "contract"]
    assert release["contracts"][0]["id"] == f"C{contract_in_force.pk}"


def test_a_dropped_tender_says_that_it_was_cancelled_and_not_why(voorbeeldstad: Buyer, policy_text: PolicyText) -> None:
    a_tender(voorbeeldstad, state="dropped", dropped_reason="Ruzie met de wethouder.")
    (release,) = releases()
    assert (release["tag"], release["tender"]["status"]) == (["tenderCancellation"], "cancelled")
    assert "wethouder" not in str(release)


def test_an_amendment_in_force_shows_and_the_award_keeps_its_sum(contract_in_force: Contract, anna: User) -> None:
    Contract.unfenced.filter(pk=contract_in_force.pk).update(value_cents=60_000_000)
    days = {"start_before": TODAY, "start_after": TODAY, "end_before": TODAY, "end_after": TODAY}
    Amendment.unfenced.create(
        contract=contract_in_force,
        number=1,
        state="in_force",
        kind="more",
        agreed_on=date(2017, 9, 1),
        reason="Piet Jansen vroeg het.",
        value_before_cents=50_000_000,
        value_after_cents=60_000_000,
        obligation=contract_in_force.obligations.get(),
        made_on=TODAY,
        **days,
    )
    (release,) = releases()
    assert release["awards"][0]["value"]["amount"] == Decimal("500000.00")
    assert release["contracts"][0]["value"]["amount"] == Decimal("600000.00")
    assert [one["date"] for one in release["contracts"][0]["amendments"]] == ["2017-09-01T00:00:00Z"]
    assert "Jansen" not in str(release)


def test_a_draft_is_not_open(contract_in_force: Contract) -> None:
    Contract.unfenced.create(title="Nog niet", entered_in=contract_in_force.entered_in)
    assert len(releases()) == 1


def test_only_who_may_take_it_takes_it(
    anna_actor: Actor, bram: User, piet: User, actor_of: ActorFor, policy_text: PolicyText
) -> None:
    assert take_package(actor=anna_actor, publishing=SITE, today=TODAY)["version"] == "1.1"
    for other in (bram, piet):
        with pytest.raises(NotVisible):
            take_package(actor=actor_of(other), publishing=SITE, today=TODAY)


def test_more_contracts_take_no_more_queries(
    voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText, django_assert_num_queries: Any
) -> None:
    a_contract(voorbeeldstad, de_brug, policy_text)
    a_tender(voorbeeldstad)
    with CaptureQueriesContext(
        connection,
    ) as few:
        releases()
    for _more in range(4):
        a_contract(voorbeeldstad, de_brug, policy_text)
        a_tender(voorbeeldstad)
    with django_assert_num_queries(len(few)):
        releases()


def test_a_tender_of_which_the_buyer_is_not_known_yet_is_not_told(voorbeeldstad: Buyer) -> None:
    a_tender(voorbeeldstad).buyers.all().delete()
    assert releases() == []
