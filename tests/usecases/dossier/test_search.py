"""Searching: everything that somebody sees, by anything that a person remembers, and nothing of what is not seen."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tegenwaarde.access.fence import NotVisible
from tegenwaarde.records.models import Contract, ContractBuyer, DossierNote, NoticeFile, Tender, TenderBuyer
from tegenwaarde.usecases.dossier.add_contact import add_contact
from tegenwaarde.usecases.dossier.add_note import add_note
from tegenwaarde.usecases.dossier.contacts import ContactFacts
from tegenwaarde.usecases.dossier.remove_note import remove_note
from tegenwaarde.usecases.reading.dossiers import Wanted, read_dossiers
from tegenwaarde.usecases.reading.search import SearchPage, read_search
from tests.cast import a_contract
from tests.usecases.amendments.test_amending import MORE, amended

if TYPE_CHECKING:
    from tegenwaarde.access.actor import Actor
    from tegenwaarde.records.models import Buyer, PolicyText, Subregion, Supplier, User
    from tests.cast import ActorFor

pytestmark = pytest.mark.django_db
GERRIT = ContactFacts("supplier", "site", "Gérrit Müller", "gerrit@debrug.example", "074 123 45 67")


@pytest.fixture
def notice(subregion_a: Subregion) -> NoticeFile:
    return NoticeFile.unfenced.create(
        notice_id="7f1c2d3e-0000", version="01", publication_number="00191536-2024", procedure_id="a1b2c3",
        title="Aankondiging bruggen", sha256="0" * 64, read={}, entered_in=subregion_a, uploaded_on=date(2017, 1, 5),
    )  # fmt: skip


@pytest.fixture
def bridges(contract_in_force: Contract, notice: NoticeFile, anna_actor: Actor, today: date) -> Contract:
    Contract.unfenced.filter(pk=contract_in_force.pk).update(notice=notice, cpv="45221100")
    add_contact(actor=anna_actor, contract_id=contract_in_force.pk, facts=GERRIT, today=today)
    add_note(actor=anna_actor, contract_id=contract_in_force.pk, words="Belt liever 's morgens.", today=today)
    return contract_in_force


@pytest.fixture
def schools(buurstad: Buyer, other_supplier: Supplier, policy_text: PolicyText) -> Contract:
    """A contract on the other side of the fence."""
    return a_contract(buurstad, other_supplier, policy_text, title="Schoonmaak van scholen", reference="2017-99")


def titles(found: SearchPage) -> dict[str, list[str]]:
    return {group.value: ["".join(part.text for part in hit.title) for hit in group.hits] for group in found.groups}


@pytest.mark.parametrize(
    "text",
    [
        "bruggen",
        "BRÜGGEN onderhoud",
        "2017-12",
        "00191536",
        "7f1c2d3e",
        "a1b2c3",
        "de brug",
        "33333333",
        "33 33 33 33",
        "3333 3333",
        "Voorbeeldstad",
        "11111111",
        "gerrit",
        "MULLER gerrit@debrug.example",
        "0741234567",
        "074 1234567",
        "morgens",
        "45221100",
        "500.000",
        "€ 500.000",
        "500000",
        "500 000",
        "25.000",
        "500.000,00",
        "2018",
        "31-12-2018",
        "1 februari 2017",
        "december 2018",
        "bruggen 500.000 2018",
    ],
)
def test_a_dossier_is_found_by_anything_that_somebody_remembers(
    bridges: Contract, anna_actor: Actor, text: str
) -> None:
    assert titles(read_search(actor=anna_actor, text=text)).get("dossiers") == [bridges.title]


@pytest.mark.parametrize("sum_", ["500.000", "600.000", "25.000", "27.000", "30.000"])
def test_a_dossier_is_found_by_every_sum_it_ever_had_and_what_was_due_without_labels(
    bridges: Contract, de_brug: Supplier, anna_actor: Actor, today: date, sum_: str
) -> None:
    de_brug.certificates.create(label="pso1", first_day=date(2017, 1, 1), last_day=date(2018, 12, 31))
    Contract.unfenced.filter(pk=bridges.pk).update(estimated_value_cents=15_000_000)
    amended(anna_actor, bridges, MORE, today)
    assert titles(read_search(actor=anna_actor, text=sum_)).get("dossiers") == [bridges.title]


@pytest.mark.parametrize("text", ["bruggen scholen", "500.001", "2019", "1-1-2018", "%", "_", "x" * 200, "500.000,01"])
def test_every_word_has_to_stand_somewhere(bridges: Contract, anna_actor: Actor, text: str) -> None:
    assert read_search(actor=anna_actor, text=text).total == 0


@pytest.mark.parametrize("text", ["", " ", "a", "€"])
def test_nothing_is_searched_for_with_hardly_a_word(bridges: Contract, anna_actor: Actor, text: str) -> None:
    assert read_search(actor=anna_actor, text=text).groups == ()


def test_it_says_where_the_words_stand(bridges: Contract, anna_actor: Actor) -> None:
    (group, *_more) = read_search(actor=anna_actor, text="muller bruggen 500.000").groups
    (hit,) = group.hits
    assert [part.text for part in hit.title if part.marked] == ["bruggen"]
    contact, amount = hit.found
    assert [part.text for part in contact.parts if part.marked] == ["Müller"]
    assert [part.text for part in amount.parts] == ["€\N{NO-BREAK SPACE}500.000"]


def test_a_supplier_is_found_by_who_works_there(bridges: Contract, bram: User, anna_actor: Actor) -> None:
    assert titles(read_search(actor=anna_actor, text="bram"))["suppliers"] == ["Bouwbedrijf De Brug"]


def test_drafts_notices_and_tenders_are_found_too(
    bridges: Contract, voorbeeldstad: Buyer, subregion_a: Subregion, anna_actor: Actor, today: date
) -> None:
    draft = Contract.unfenced.create(title="Nieuwe bruggen", entered_in=subregion_a)
    ContractBuyer.unfenced.create(contract=draft, buyer=voorbeeldstad)
    tender = Tender.unfenced.create(
        title="Bruggen in 2018", kind="works", quarter_start=date(2018, 1, 1), entered_in=subregion_a, made_on=today
    )
    TenderBuyer.unfenced.create(tender=tender, buyer=voorbeeldstad)
    found = read_search(actor=anna_actor, text="bruggen")
    assert titles(found) == {
        "dossiers": ["Onderhoud van bruggen"],
        "drafts": ["Nieuwe bruggen"],
        "tenders": ["Bruggen in 2018"],
        "notices": ["Aankondiging bruggen"],
    }
    assert [hit.route for hit in found.groups[3].hits] == ["dossier"]


def test_what_is_called_so_comes_first(
    bridges: Contract, voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText, anna_actor: Actor
) -> None:
    for title in ("Groot onderhoud", "Onderhoud"):
        a_contract(voorbeeldstad, de_brug, policy_text, title=title)
    found = titles(read_search(actor=anna_actor, text="onderhoud"))["dossiers"]
    assert found == ["Onderhoud", "Onderhoud van bruggen", "Groot onderhoud"]


@pytest.mark.parametrize("who", ["carla", "nora", "olga"])
def test_what_is_behind_the_fence_is_not_found_and_not_counted(
    bridges: Contract, schools: Contract, who: str, actor_of: ActorFor, request: pytest.FixtureRequest
) -> None:
    neighbour = actor_of(request.getfixturevalue(who))
    for text in ("bruggen", "de brug", "gerrit", "morgens", "00191536", "voorbeeldstad", "33333333"):
        assert read_search(actor=neighbour, text=text).total == 0, text
    assert titles(read_search(actor=neighbour, text="2018"))["dossiers"] == [schools.title]


def test_the_other_way_round_nothing_is_found_either(
    bridges: Contract, schools: Contract, carla: User, anna_actor: Actor, bram_actor: Actor, actor_of: ActorFor,
    today: date,
) -> None:  # fmt: skip
    add_note(actor=actor_of(carla), contract_id=schools.pk, words="Vraag naar Truus.", today=today)
    for text in ("scholen", "helder", "2017-99", "buurstad", "22222222", "44444444", "truus"):
        assert read_search(actor=anna_actor, text=text).total == 0, text
        assert read_search(actor=bram_actor, text=text).total == 0, text


def test_a_suggestion_tells_nothing_of_what_is_not_seen(
    bridges: Contract, schools: Contract, anna_actor: Actor
) -> None:
    assert read_search(actor=anna_actor, text="brugegn").suggestion == "bruggen"
    assert read_search(actor=anna_actor, text="scholne").suggestion == ""


def test_a_supplier_finds_its_own_and_no_notes_of_the_buyer(bridges: Contract, bram_actor: Actor) -> None:
    assert titles(read_search(actor=bram_actor, text="bruggen")) == {"dossiers": [bridges.title]}
    assert titles(read_search(actor=bram_actor, text="gerrit")) == {"dossiers": [bridges.title]}
    assert read_search(actor=bram_actor, text="morgens").total == 0


def test_what_was_thrown_away_is_not_found(bridges: Contract, anna_actor: Actor, today: date) -> None:
    remove_note(actor=anna_actor, note_id=DossierNote.unfenced.get().pk, today=today)
    assert read_search(actor=anna_actor, text="morgens").total == 0


def test_who_sees_figures_only_cannot_search(milan: User, actor_of: ActorFor) -> None:
    with pytest.raises(NotVisible):
        read_search(actor=actor_of(milan), text="bruggen")


def test_the_list_of_dossiers_searches_alike(bridges: Contract, anna_actor: Actor, today: date) -> None:
    for text in ("muller", "500.000", "33 33 33 33", "BRÜGGEN"):
        found = read_dossiers(actor=anna_actor, wanted=Wanted(text=text), today=today)
        assert [row.title for row in found.rows] == [bridges.title], text


def test_searching_takes_as_many_queries_whatever_there_is(
    bridges: Contract, voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText, anna_actor: Actor,
    django_assert_num_queries: Any, today: date,
) -> None:  # fmt: skip
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        read_search(actor=anna_actor, text="bruggen")
    for number in range(4):
        more = a_contract(voorbeeldstad, de_brug, policy_text, title=f"Bruggen {number}")
        add_contact(actor=anna_actor, contract_id=more.pk, facts=GERRIT, today=today)
    with django_assert_num_queries(len(few)):
        read_search(actor=anna_actor, text="bruggen")


def test_of_one_kind_a_page_is_shown_at_a_time(
    voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText, anna_actor: Actor
) -> None:
    for number in range(27):
        a_contract(voorbeeldstad, de_brug, policy_text, title=f"Sloop {number}")
    few = read_search(actor=anna_actor, text="sloop")
    assert (few.total, len(few.groups[0].hits)) == (27, 8)
    second = read_search(actor=anna_actor, text="sloop", kind="dossiers", page=2)
    assert len(second.groups[0].hits) == 2
