"""A newer version, a correction, a procedure's other notice or a change: never a second contract, never lost work."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import Amendment, Buyer, Contract, NoticeFile, PolicyText, Supplier, User
from tegenwaarde.usecases.contracts.delete_draft import delete_draft
from tegenwaarde.usecases.ports.notices import NoticeModification, NoticeParty, ReadNotice
from tests.cast import ActorFor, an_obligation
from tests.usecases.contracts.notices import AWARD, UNKNOWN_FIRM, of_voorbeeldstad, said, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("voorbeeldstad", "de_brug")]

MORE = replace(AWARD, value_cents=400_000_000, end=date(2019, 12, 31))


def the_contract() -> Contract:
    return Contract.unfenced.get()


def in_force(contract: Contract, policy: PolicyText) -> Contract:
    """Put the draft in force as it stands."""
    Contract.unfenced.filter(pk=contract.pk).update(state="running", book=policy, version=contract.version + 1)
    contract.refresh_from_db()
    an_obligation(contract)
    return contract


def touched(contract: Contract, **changes: Any) -> None:
    """Let somebody fill in something else in the draft."""
    Contract.unfenced.filter(pk=contract.pk).update(version=contract.version + 1, **changes)


def modification(award: Any = MORE, **more: Any) -> ReadNotice:
    """Return a notice that changes the contract of the award notice."""
    change = NoticeModification("12345-2017", ("CON-0001",), "add-wss", "Er kwam een brug bij.")
    own = {"notice_id": "change", "publication_number": "00055555-2017", "published_on": date(2017, 9, 1)}
    facts = {**own, "form": "modification", "modifications": (change,), "awards": (award,), **more}
    return of_voorbeeldstad(**facts)


@pytest.mark.parametrize(
    "newer",
    [
        {"version": "02"},
        {"notice_id": "another", "corrected_notice": "00012345-2017", "procedure_id": ""},
        {"notice_id": "another", "corrected_notice": "12345-2017", "procedure_id": ""},
        {"notice_id": "another", "corrected_notice": "0a0a0a0a-1111-4222-8333-444444444444-01", "procedure_id": ""},
        {"notice_id": "another", "publication_number": "00099999-2017"},
    ],
    ids=["version", "number", "short number", "id and version", "same procedure"],
)
def test_an_untouched_draft_follows_a_newer_notice(anna_actor: Actor, today: date, newer: dict[str, Any]) -> None:
    upload(anna_actor, of_voorbeeldstad(), today)
    came = upload(anna_actor, of_voorbeeldstad(awards=(MORE,), **newer), today)
    assert (came.outcome, said(came)) == ("updated", ["DRAFT_UPDATED"])
    assert (the_contract().value_cents, the_contract().end) == (400_000_000, date(2019, 12, 31))
    assert the_contract().notice == came.kept
    assert not Amendment.unfenced.exists()


def test_where_nothing_differs_the_line_says_so(anna_actor: Actor, today: date) -> None:
    upload(anna_actor, of_voorbeeldstad(), today)
    came = upload(anna_actor, of_voorbeeldstad(version="02"), today)
    assert (came.outcome, said(came)) == ("known", ["NOTHING_DIFFERS"])


def test_what_a_newer_notice_is_silent_about_stays(anna_actor: Actor, today: date) -> None:
    upload(anna_actor, of_voorbeeldstad(), today)
    upload(anna_actor, of_voorbeeldstad(version="02", awards=(replace(AWARD, start=None, value_cents=None),)), today)
    assert (the_contract().start, the_contract().value_cents) == (AWARD.start, AWARD.value_cents)


def test_an_older_version_changes_nothing(anna_actor: Actor, today: date) -> None:
    upload(anna_actor, of_voorbeeldstad(version="02", awards=(MORE,)), today)
    came = upload(anna_actor, of_voorbeeldstad(version="01"), today)
    assert (came.outcome, said(came)) == ("known", ["NEWER_READ"])
    assert the_contract().value_cents == 400_000_000


def test_what_somebody_filled_in_goes_before_a_newer_notice_and_is_proposed_instead(
    anna_actor: Actor, today: date
) -> None:
    upload(anna_actor, of_voorbeeldstad(), today)
    touched(the_contract(), value_cents=100, title="Vloeren")
    came = upload(anna_actor, of_voorbeeldstad(version="02", awards=(MORE,)), today)
    assert (the_contract().value_cents, the_contract().title) == (100, "Vloeren")
    assert the_contract().end == date(2019, 12, 31)
    proposed = Amendment.unfenced.get()
    assert (proposed.kind, proposed.state) == ("correction", "proposed")
    assert (proposed.value_before_cents, proposed.value_after_cents) == (100, 400_000_000)
    assert came.outcome == "amendment"


def test_a_touched_draft_without_all_days_is_left_alone_and_told(anna_actor: Actor, today: date) -> None:
    bare = replace(AWARD, start=None, end=None)
    upload(anna_actor, of_voorbeeldstad(awards=(bare,)), today)
    touched(the_contract(), value_cents=100)
    came = upload(anna_actor, of_voorbeeldstad(version="02", awards=(replace(bare, value_cents=200),)), today)
    assert said(came) == ["DRAFT_KEPT"]
    assert the_contract().value_cents == 100
    assert not Amendment.unfenced.exists()


def test_a_contract_in_force_gets_a_proposal_with_the_difference(
    anna_actor: Actor, policy_text: PolicyText, today: date
) -> None:
    upload(anna_actor, of_voorbeeldstad(), today)
    contract = in_force(the_contract(), policy_text)
    came = upload(anna_actor, of_voorbeeldstad(version="02", awards=(MORE,)), today)
    proposed = contract.amendments.get()
    assert (came.outcome, said(came)) == ("amendment", ["CHANGE_PROPOSED"])
    assert (proposed.kind, proposed.made_by_id, proposed.notice) == ("correction", anna_actor.user_id, came.kept)
    assert (proposed.value_before_cents, proposed.value_after_cents) == (388_700_000, 400_000_000)
    assert (proposed.end_before, proposed.end_after) == (date(2019, 6, 30), date(2019, 12, 31))
    contract.refresh_from_db()
    assert contract.value_cents == 388_700_000


def test_another_version_brings_a_proposal_up_to_date_instead_of_adding_one(
    anna_actor: Actor, policy_text: PolicyText, today: date
) -> None:
    upload(anna_actor, of_voorbeeldstad(), today)
    contract = in_force(the_contract(), policy_text)
    upload(anna_actor, of_voorbeeldstad(version="02", awards=(MORE,)), today)
    upload(anna_actor, of_voorbeeldstad(version="03", awards=(replace(MORE, value_cents=1),)), today)
    assert contract.amendments.get().value_after_cents == 1


def test_a_contract_in_force_of_which_another_title_is_told_stays_and_says_so(
    anna_actor: Actor, policy_text: PolicyText, today: date
) -> None:
    upload(anna_actor, of_voorbeeldstad(), today)
    contract = in_force(the_contract(), policy_text)
    came = upload(anna_actor, of_voorbeeldstad(version="02", awards=(replace(AWARD, title="Daken"),)), today)
    assert "DIFFERS_OTHERWISE" in said(came)
    assert not contract.amendments.exists()


def test_an_announced_award_followed_by_its_award_is_one_contract(anna_actor: Actor, today: date) -> None:
    unknown = NoticeParty("Bluefors Oy", "", "", "Helsinki", "FIN")
    known = replace(unknown, number="VAT: FI 2183 2199")
    beforehand = of_voorbeeldstad(
        notice_id="veat", form="direct_award", subtype="25", awards=(replace(AWARD, winners=(unknown,)),)
    )
    upload(anna_actor, beforehand, today)
    award = replace(AWARD, winners=(known,), value_cents=65_000_000, contract_ref="CON-0007")
    came = upload(anna_actor, of_voorbeeldstad(awards=(award,), published_on=date(2017, 7, 1)), today)
    assert came.outcome == "updated"
    assert the_contract().value_cents == 65_000_000
    assert the_contract().supplier == Supplier.unfenced.get(country="FIN")


def test_an_announced_award_that_is_read_after_its_award_changes_nothing(anna_actor: Actor, today: date) -> None:
    upload(anna_actor, of_voorbeeldstad(awards=(MORE,)), today)
    beforehand = of_voorbeeldstad(notice_id="veat", form="direct_award", published_on=date(2017, 4, 1))
    assert said(upload(anna_actor, beforehand, today)) == ["NEWER_READ"]
    assert the_contract().value_cents == MORE.value_cents


def test_different_lots_of_one_procedure_are_different_contracts(anna_actor: Actor, today: date) -> None:
    upload(anna_actor, of_voorbeeldstad(), today)
    other = replace(AWARD, lot_refs=("LOT-0002",))
    came = upload(anna_actor, of_voorbeeldstad(notice_id="another", awards=(other,)), today)
    assert (came.outcome, Contract.unfenced.count()) == ("made", 2)


def test_another_winner_of_the_same_lot_in_another_notice_is_another_contract(anna_actor: Actor, today: date) -> None:
    upload(anna_actor, of_voorbeeldstad(), today)
    other = replace(AWARD, winners=(UNKNOWN_FIRM,))
    assert upload(anna_actor, of_voorbeeldstad(notice_id="another", awards=(other,)), today).outcome == "made"
    assert Contract.unfenced.count() == 2


def test_another_winner_in_another_version_is_the_same_contract(anna_actor: Actor, today: date) -> None:
    upload(anna_actor, of_voorbeeldstad(), today)
    upload(anna_actor, of_voorbeeldstad(version="02", awards=(replace(AWARD, winners=(UNKNOWN_FIRM,)),)), today)
    supplier = the_contract().supplier
    assert supplier
    assert supplier.kvk == UNKNOWN_FIRM.kvk


def test_a_contract_that_a_newer_version_names_no_longer_is_pointed_at(anna_actor: Actor, today: date) -> None:
    second = replace(AWARD, contract_ref="CON-0002", lot_refs=("LOT-0002",))
    upload(anna_actor, of_voorbeeldstad(awards=(AWARD, second)), today)
    came = upload(anna_actor, of_voorbeeldstad(version="02"), today)
    assert "NO_LONGER_AWARDED" in said(came)
    assert Contract.unfenced.count() == 2


def test_a_modification_is_proposed_as_more_work(anna_actor: Actor, policy_text: PolicyText, today: date) -> None:
    upload(anna_actor, of_voorbeeldstad(), today)
    contract = in_force(the_contract(), policy_text)
    came = upload(anna_actor, modification(), today)
    proposed = contract.amendments.get()
    assert (came.outcome, came.contracts) == ("amendment", [contract.pk])
    assert (proposed.kind, proposed.reason) == ("more", "Er kwam een brug bij.")
    assert upload(anna_actor, modification(), today).outcome == "known"


@pytest.mark.parametrize(
    ("award", "kind"),
    [
        (replace(AWARD, value_cents=1), "less"),
        (replace(AWARD, end=date(2020, 1, 1)), "extension"),
        (replace(AWARD, end=date(2018, 1, 1)), "correction"),
    ],
)
def test_the_kind_of_an_amendment_follows_from_its_figures(
    anna_actor: Actor, policy_text: PolicyText, today: date, award: Any, kind: str
) -> None:
    upload(anna_actor, of_voorbeeldstad(), today)
    contract = in_force(the_contract(), policy_text)
    upload(anna_actor, modification(award), today)
    assert contract.amendments.get().kind == kind


def test_a_modification_of_a_draft_brings_the_draft_up_to_date(anna_actor: Actor, today: date) -> None:
    upload(anna_actor, of_voorbeeldstad(), today)
    came = upload(anna_actor, modification(), today)
    assert (came.outcome, the_contract().value_cents) == ("updated", 400_000_000)


def test_a_modification_finds_its_contract_by_procedure_and_lot_too(anna_actor: Actor, today: date) -> None:
    upload(anna_actor, of_voorbeeldstad(), today)
    named_nowhere = modification(replace(MORE, contract_ref="CON-9"), modifications=())
    assert upload(anna_actor, named_nowhere, today).outcome == "updated"


def test_a_modification_of_a_contract_that_nobody_knows_is_refused_with_what_to_do(
    anna_actor: Actor, today: date
) -> None:
    came = upload(anna_actor, modification(), today)
    assert (came.outcome, said(came)) == ("refused", ["CHANGED_CONTRACT_UNKNOWN"])
    assert "12345-2017" in str(came.said[0])
    assert not NoticeFile.unfenced.exists()


def test_a_modification_that_says_the_same_is_known(anna_actor: Actor, policy_text: PolicyText, today: date) -> None:
    upload(anna_actor, of_voorbeeldstad(), today)
    in_force(the_contract(), policy_text)
    assert said(upload(anna_actor, modification(AWARD), today)) == ["NOTHING_DIFFERS"]


def test_a_draft_with_a_proposal_can_be_deleted(anna_actor: Actor, today: date) -> None:
    upload(anna_actor, of_voorbeeldstad(), today)
    touched(the_contract(), value_cents=100)
    upload(anna_actor, of_voorbeeldstad(version="02", awards=(MORE,)), today)
    delete_draft(actor=anna_actor, contract_id=the_contract().pk)
    assert not Contract.unfenced.exists()
    assert not NoticeFile.unfenced.exists()


def test_a_newer_notice_of_the_neighbours_contract_is_left_to_the_neighbour(
    anna_actor: Actor, carla: User, actor_of: ActorFor, buurstad: Buyer, today: date
) -> None:
    theirs = replace(of_voorbeeldstad(), buyers=(NoticeParty(buurstad.name, buurstad.kvk),))
    upload(actor_of(carla), theirs, today)
    came = upload(anna_actor, of_voorbeeldstad(version="02", awards=(MORE,)), today)
    assert said(came) == ["NOT_YOURS"]
    assert the_contract().value_cents == AWARD.value_cents


def test_a_number_in_the_award_settles_what_was_asked_about_the_announced_award(anna_actor: Actor, today: date) -> None:
    firm = Supplier.unfenced.create(name="Kältetechnik Werke", country="DEU", register_number="HRB 21599")
    named = NoticeParty("Kältetechnik Werke GmbH", country="DEU")
    numbered = replace(named, number="HRB 21599")
    upload(anna_actor, of_voorbeeldstad(form="direct_award", awards=(replace(AWARD, winners=(named,)),)), today)
    assert the_contract().party_questions.get().answered_on is None
    award = of_voorbeeldstad(notice_id="another", awards=(replace(AWARD, winners=(numbered,)),))
    upload(anna_actor, award, today)
    assert the_contract().supplier == firm
    assert not the_contract().party_questions.exists()
