"""Anna sees where somebody is counted twice, calls her colleague, and decides; nobody else's person is shown."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import Buyer, Contract, PolicyText, Report, Supplier, User
from tegenwaarde.usecases.reading.person_warnings import person_warnings
from tests.cast import ActorFor, ClientFor, a_contract
from tests.usecases.reports.stories import a_submitted_report

pytestmark = pytest.mark.django_db
WHO = "somebody at two suppliers"


@pytest.fixture
def theirs(buurstad: Buyer, other_supplier: Supplier, policy_text: PolicyText) -> Contract:
    return a_contract(buurstad, other_supplier, policy_text, title="Schoonmaak van scholen")


@pytest.fixture
def here(bram_actor: Actor, contract_in_force: Contract, today: date) -> Report:
    return a_submitted_report(bram_actor, contract_in_force, today, who=WHO)


@pytest.fixture
def there(olga: User, actor_of: ActorFor, theirs: Contract, today: date, carla: User) -> Report:
    told: dict[str, Any] = {"employment_start": date(2017, 5, 1), "hours_per_week": 2000, "who": WHO}
    return a_submitted_report(
        actor_of(olga), theirs, today, reference="S-4", situations=("block-3",), block="3", **told
    )


@pytest.fixture
def desk(client_for: ClientFor, anna: User) -> Client:
    return client_for(anna)


def told(answer: Any) -> str:
    return str(answer.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


def test_the_review_shows_it_and_leads_to_the_decision(desk: Client, here: Report, there: Report) -> None:
    page = told(desk.get(f"/beoordelen/{here.pk}/"))
    assert "Schoonmaak van scholen" in page
    assert f"/beoordelen/{here.pk}/dubbeltelling/" in page
    assert "S-4" not in page


def test_it_names_contract_days_hours_and_whom_to_call_and_no_reference(
    desk: Client, here: Report, there: Report
) -> None:
    page = told(desk.get(f"/beoordelen/{here.pk}/dubbeltelling/"))
    for words in ("Schoonmaak van scholen", "Schoonmaakbedrijf Helder", "Buurstad", "Carla", "carla@voorbeeld.nl",
                  "20 uur", "156%", "1 mei 2017"):  # fmt: skip
        assert words in page, words
    assert "S-4" not in page
    assert f"/beoordelen/{there.pk}/" not in page


def decide(desk: Client, here: Report, **filled: str) -> Any:
    at = f"/beoordelen/{here.pk}/dubbeltelling/"
    row: Any = next(iter(desk.get(at).context["shown"].rows), None)
    sent = {"other": row.other_id, "seen": row.seen, "outcome": "other", "reason": "Gebeld met Carla", **filled}
    return desk.post(at, sent)


def test_a_decision_opens_the_approval(desk: Client, here: Report, there: Report) -> None:
    assert desk.get(f"/beoordelen/{here.pk}/").context["shown"].stopped
    assert decide(desk, here)["Location"] == f"/beoordelen/{here.pk}/"
    shown = desk.get(f"/beoordelen/{here.pk}/")
    assert not shown.context["shown"].stopped
    assert "Gebeld met Carla" in told(shown)
    assert shown.context["shown"].offer.total_cents < here.submitted_cents


def test_a_value_that_a_colleague_changed_meanwhile_is_not_approved(
    desk: Client, here: Report, there: Report, client_for: ClientFor, carla: User
) -> None:
    decide(desk, here, outcome="this")
    shown = desk.get(f"/beoordelen/{here.pk}/").context["shown"]
    decide(client_for(carla), there, outcome="this")
    sent = {"version": here.version, "value": shown.offer.total_cents, "other": "besluit", "seen_on": "2017-10-02"}
    answer = desk.post(f"/beoordelen/{here.pk}/goedkeuren/", sent)
    assert answer.status_code == 409
    here.refresh_from_db()
    assert here.state == "submitted"


@pytest.mark.parametrize(
    ("filled", "field"), [({"reason": ""}, "reason"), ({"outcome": "split"}, "hours"), ({"outcome": ""}, "outcome")]
)
def test_what_lacks_is_said_at_its_field(
    desk: Client, here: Report, there: Report, filled: dict[str, str], field: str
) -> None:
    answer = decide(desk, here, **filled)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_a_decision_about_what_changed_is_told_and_nothing_typed_is_lost(
    desk: Client, here: Report, there: Report
) -> None:
    answer = decide(desk, here, seen="1-1-1-0-0")
    assert answer.status_code == 409
    assert "Gebeld met Carla" in told(answer)


def test_an_assistant_sees_it_and_decides_nothing(
    client_for: ClientFor, aisha: User, here: Report, there: Report
) -> None:
    prepares = client_for(aisha)
    page = prepares.get(f"/beoordelen/{here.pk}/dubbeltelling/")
    assert page.status_code == 200
    assert '<form method="post" novalidate' not in told(page)
    assert decide(prepares, here).status_code == 403


def test_nobody_else_finds_it(
    client_for: ClientFor, here: Report, there: Report, carla: User, bram: User, olga: User, piet: User
) -> None:
    for person in (carla, bram, olga, piet):
        assert client_for(person).get(f"/beoordelen/{here.pk}/dubbeltelling/").status_code == 404


def test_a_report_without_it_says_so(desk: Client, here: Report) -> None:
    page = desk.get(f"/beoordelen/{here.pk}/dubbeltelling/")
    assert page.status_code == 200
    assert page.context["rows"] == []


def test_the_review_warns_of_another_block_without_saying_which(here: Report, there: Report) -> None:
    (warning,) = person_warnings(here)
    assert "Schoonmaak van scholen" in warning
    assert "banenafspraak" not in warning.lower()


def test_a_new_employer_who_reported_the_person_before_is_asked_about(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    a_submitted_report(
        bram_actor, contract_in_force, today, who=WHO, situations=("block-7",), block="7",
        employment_end=date(2017, 3, 31),
    )  # fmt: skip
    again = a_submitted_report(
        bram_actor, contract_in_force, today, who=WHO, situations=("block-7",), block="7",
        employment_start=date(2017, 6, 1),
    )  # fmt: skip
    assert len(person_warnings(again)) == 1
