"""The fence: what each person sees on the street, from the buyers' side and the supplier's side, never from a third."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import QuerySet

from tegenwaarde.access import fence
from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import (
    NotVisible,
    agreements_visible_to,
    amendments_visible_to,
    batches_visible_to,
    branches_visible_to,
    buyers_visible_to,
    calendar_uploads_visible_to,
    calendar_visible_to,
    contacts_visible_to,
    contracts_visible_to,
    documents_visible_to,
    evidence_files_visible_to,
    find,
    label_holders_visible_to,
    memberships_visible_to,
    notes_visible_to,
    notices_visible_to,
    persons_visible_to,
    proposals_visible_to,
    receipts_visible_to,
    reports_visible_to,
    spec_texts_visible_to,
    subregions_visible_to,
    suppliers_visible_to,
    tender_notes_visible_to,
    tenders_visible_to,
    uploads_visible_to,
)
from tegenwaarde.access.keys import KEYS, UnknownKey
from tegenwaarde.records.models import CalendarUpload, Role, SubregionMembership
from tests.access.neighbours import Street, both, somebody
from tests.cast import TODAY

pytestmark = pytest.mark.django_db

Seeing = Callable[[Actor], QuerySet[Any]]
Seen = dict[str, set[str]]

OURS, BOTH, THEIRS = {"running"}, {"joint"}, {"neighbours"}
DRAFTS = {"draft", "unbought"}
SUBREGION_A = ("coordinator A", "assistant A")
FROM_A, FROM_B, FROM_DE_BRUG, FROM_HELDER = OURS | BOTH, BOTH | THEIRS, OURS | BOTH, THEIRS
BUYERS = {"Voorbeeldstad", "Buurstad"}


def each(people: tuple[str, ...], rows: set[str]) -> Seen:
    return {name: set(rows) for name in people}


def on(contracts: set[str], *what: str) -> set[str]:
    return {f"{contract}: {thing}" for contract in contracts for thing in what}


def seen_from(make: Callable[[set[str]], set[str]]) -> Seen:
    """Return what is seen of what hangs on contracts in force."""
    return {
        **each((*SUBREGION_A, "contact of Voorbeeldstad"), make(FROM_A)),
        **each(("coordinator B", "contact of Buurstad"), make(FROM_B)),
        "clerk of De Brug": make(FROM_DE_BRUG),
        "clerk of Helder": make(FROM_HELDER),
    }


def submitted(contracts: set[str]) -> set[str]:
    return on(contracts, "submitted", "returned", "approved")


def of_a_supplier(what: str) -> Seen:
    return {"clerk of De Brug": {f"{what} of De Brug"}, "clerk of Helder": {f"{what} of Helder"}}


DRAFT_SIDE: Seen = {
    **each(SUBREGION_A, FROM_A | DRAFTS),
    "contact of Voorbeeldstad": FROM_A | {"draft"},
    "coordinator B": FROM_B,
    "contact of Buurstad": FROM_B,
}
SUBREGION_REPORTS: Seen = {**each(SUBREGION_A, submitted(FROM_A)), "coordinator B": submitted(FROM_B)}
SUPPLIER_REPORTS: Seen = {
    "clerk of De Brug": submitted(FROM_DE_BRUG) | on(FROM_DE_BRUG, "draft"),
    "clerk of Helder": submitted(FROM_HELDER) | on(FROM_HELDER, "draft"),
}
OWN_BUYERS: Seen = {
    **each((*SUBREGION_A, "contact of Voorbeeldstad"), {"Voorbeeldstad"}),
    **each(("coordinator B", "contact of Buurstad"), {"Buurstad"}),
}

PLANNED_A, PLANNED_B = {"planned", "planned together"}, {"planned together", "planned next door"}


def planned() -> Seen:
    """Return the tenders that each person opens."""
    return {
        **each(SUBREGION_A, PLANNED_A | {"planned by nobody yet"}),
        **each(("contact of Voorbeeldstad", "procurement of Voorbeeldstad"), PLANNED_A),
        **each(("coordinator B", "contact of Buurstad"), PLANNED_B),
    }


SIGHTS: dict[str, tuple[Seeing, Seen]] = {
    "contracts": (
        contracts_visible_to,
        {**DRAFT_SIDE, "clerk of De Brug": FROM_DE_BRUG, "clerk of Helder": FROM_HELDER},
    ),
    "contracts, drafts wanted": (lambda actor: contracts_visible_to(actor, "draft.see"), DRAFT_SIDE),
    "contracts to put in force": (
        lambda actor: contracts_visible_to(actor, "contract.start"),
        {"coordinator A": FROM_A | DRAFTS, "coordinator B": FROM_B},
    ),
    "contracts to report on": (
        lambda actor: contracts_visible_to(actor, "report.write"),
        {"clerk of De Brug": FROM_DE_BRUG, "clerk of Helder": FROM_HELDER},
    ),
    "contracts to manage places with": (lambda actor: contracts_visible_to(actor, "places.see"), {}),
    "reports": (reports_visible_to, {**seen_from(submitted), **SUPPLIER_REPORTS}),
    "reports with their facts": (
        lambda actor: reports_visible_to(actor, "report.facts"),
        {**SUBREGION_REPORTS, **SUPPLIER_REPORTS},
    ),
    "reports to review": (lambda actor: reports_visible_to(actor, "queue.see"), SUBREGION_REPORTS),
    "receipts": (receipts_visible_to, seen_from(lambda contracts: on(contracts, "due", "planned", "booked"))),
    "evidence": (
        evidence_files_visible_to,
        {
            who: {row.replace(": ", ": file of ") for row in rows}
            for who, rows in {**SUBREGION_REPORTS, **SUPPLIER_REPORTS}.items()
        },
    ),
    "persons": (persons_visible_to, of_a_supplier("person")),
    "sheets": (uploads_visible_to, of_a_supplier("sheet")),
    "plans": (
        proposals_visible_to,
        {
            **seen_from(lambda contracts: on(contracts, "plan returned")),
            "clerk of De Brug": on(FROM_DE_BRUG, "plan returned", "plan draft"),
            "clerk of Helder": on(FROM_HELDER, "plan returned", "plan draft"),
        },
    ),
    "agreements": (agreements_visible_to, seen_from(lambda contracts: on(contracts, "agreement"))),
    "buyers with their figures": (
        buyers_visible_to,
        {
            **OWN_BUYERS,
            "manager of the region": BUYERS,
            "manager of A": {"Voorbeeldstad"},
            "manager of Voorbeeldstad": {"Voorbeeldstad"},
        },
    ),
    "buyers whose figures open": (lambda actor: buyers_visible_to(actor, "quarter.open"), OWN_BUYERS),
    "buyers to move": (lambda actor: buyers_visible_to(actor, "places.see"), {"administrator": BUYERS}),
    "suppliers": (
        suppliers_visible_to,
        {
            **each(SUBREGION_A, {"De Brug", "Helder"}),
            "contact of Voorbeeldstad": {"De Brug"},
            **each(("coordinator B", "contact of Buurstad"), {"De Brug", "Helder"}),
            "clerk of De Brug": {"De Brug"},
            "clerk of Helder": {"Helder"},
        },
    ),
    "tenders": (tenders_visible_to, planned()),
    "the calendar's lines": (
        calendar_visible_to,
        {**planned(), **each((*SUBREGION_A, "coordinator B"), {*PLANNED_A, *PLANNED_B, "planned by nobody yet"})},
    ),
    "notes on tenders": (
        tender_notes_visible_to,
        {who: {f"note on {row}" for row in rows} for who, rows in planned().items()},
    ),
    "agreements with branches": (
        branches_visible_to,
        each(
            (
                *SUBREGION_A,
                "coordinator B",
                "contact of Voorbeeldstad",
                "contact of Buurstad",
                "procurement of Voorbeeldstad",
            ),
            {"branch"},
        ),
    ),
    "spec texts": (
        spec_texts_visible_to,
        {who: {f"text of {row}" for row in rows} for who, rows in planned().items()},
    ),
    "amendments": (
        amendments_visible_to,
        {
            **seen_from(lambda contracts: on(contracts, "amendment proposed", "amendment in_force")),
            "clerk of De Brug": on(FROM_DE_BRUG, "amendment in_force"),
            "clerk of Helder": on(FROM_HELDER, "amendment in_force"),
        },
    ),
    "documents": (
        documents_visible_to,
        {
            **seen_from(lambda contracts: on(contracts, "document shared", "document inside")),
            "clerk of De Brug": on(FROM_DE_BRUG, "document shared"),
            "clerk of Helder": on(FROM_HELDER, "document shared"),
        },
    ),
    "contacts": (contacts_visible_to, seen_from(lambda contracts: on(contracts, "contact"))),
    "notes": (
        notes_visible_to,
        {
            who: rows
            for who, rows in seen_from(lambda contracts: on(contracts, "note")).items()
            if not who.startswith("clerk")
        },
    ),
    "imports": (batches_visible_to, {**each(SUBREGION_A, {"batch in A"}), "coordinator B": {"batch in B"}}),
    "who holds a label": (
        label_holders_visible_to,
        each(
            (
                *SUBREGION_A,
                "coordinator B",
                "contact of Voorbeeldstad",
                "contact of Buurstad",
                "procurement of Voorbeeldstad",
            ),
            {"De Brug"},
        ),
    ),
    "notices": (
        notices_visible_to,
        {
            **each((*SUBREGION_A, "contact of Voorbeeldstad"), {"notice in A"}),
            **each(("coordinator B", "contact of Buurstad"), {"notice in B"}),
        },
    ),
    "subregions": (
        subregions_visible_to,
        {**each(SUBREGION_A, {"A"}), "coordinator B": {"B"}, "administrator": {"A", "B"}},
    ),
}


def functions_of_the_fence() -> set[str]:
    return {name for name, _made in inspect.getmembers(fence, inspect.isfunction) if name.endswith("_visible_to")}


def test_every_function_of_the_fence_is_tried_here() -> None:
    tried = {name for name in globals() if name.endswith("_visible_to")}
    assert tried == functions_of_the_fence()


@pytest.mark.parametrize(("seeing", "expected"), SIGHTS.values(), ids=SIGHTS)
def test_each_person_sees_the_rows_of_the_own_side_and_no_other(street: Street, seeing: Seeing, expected: Seen) -> None:
    seen = {name: street.name(seeing(actor)) for name, actor in street.actors.items()}
    assert {name: rows for name, rows in seen.items() if rows} == expected


@pytest.mark.parametrize(("seeing", "_expected"), SIGHTS.values(), ids=SIGHTS)
def test_a_row_is_seen_once_whatever_ways_lead_to_it(street: Street, seeing: Seeing, _expected: Seen) -> None:
    everybody = street.actors["visitor"]
    for actor in street.actors.values():
        everybody = both(everybody, actor)
    rows = list(seeing(everybody))
    assert len(rows) == len(set(rows))


def test_where_a_buyer_belongs_is_for_whoever_manages_the_places(street: Street) -> None:
    for name, actor in street.actors.items():
        assert memberships_visible_to(actor).count() == (2 if name == "administrator" else 0)


def test_a_spreadsheet_with_tenders_is_for_who_put_it_in(street: Street) -> None:
    ine, piet = street.actors["procurement of Voorbeeldstad"], street.actors["contact of Voorbeeldstad"]
    days = {"uploaded_on": TODAY, "entered_in": street.a}
    for actor in (ine, street.actors["clerk of De Brug"]):
        CalendarUpload.unfenced.create(name="1.xlsx", content_hash="5" * 64, uploaded_by_id=actor.user_id, **days)
    assert [row.uploaded_by_id for row in calendar_uploads_visible_to(ine)] == [ine.user_id]
    assert not calendar_uploads_visible_to(piet).exists()
    assert not calendar_uploads_visible_to(street.actors["clerk of De Brug"]).exists()


def test_only_where_it_was_entered_is_a_draft_without_a_buyer_seen(street: Street) -> None:
    unbought = street.contract("unbought")
    seeing = {name for name, actor in street.actors.items() if unbought in contracts_visible_to(actor, "draft.see")}
    assert seeing == set(SUBREGION_A)


def test_a_draft_without_a_buyer_leaves_the_entering_subregion_once_the_neighbour_buys_it(street: Street) -> None:
    street.contract("unbought").buyers.create(buyer=street.buurstad)
    seeing = {name for name, actor in street.actors.items() if "unbought" in street.name(contracts_visible_to(actor))}
    assert seeing == {"coordinator B", "contact of Buurstad"}


def test_a_buyer_that_moves_takes_its_dossiers_along_on_that_day(street: Street) -> None:
    day = date(2018, 1, 1)
    SubregionMembership.unfenced.filter(buyer=street.voorbeeldstad).update(until_day=day)
    SubregionMembership.unfenced.create(buyer=street.voorbeeldstad, subregion=street.b, from_day=day)

    def seen(name: str, on_day: date) -> set[str]:
        return street.name(contracts_visible_to(replace(street.actors[name], today=on_day)))

    assert seen("coordinator A", day - timedelta(days=1)) == FROM_A | DRAFTS
    assert seen("coordinator A", day) == {"unbought"}
    assert seen("coordinator B", day) == FROM_A | FROM_B | {"draft"}
    assert seen("contact of Voorbeeldstad", day) == FROM_A | {"draft"}


def test_two_roles_open_what_each_of_them_opens_with_the_key_and_no_more(street: Street) -> None:
    contact_here_coordinator_there = both(street.actors["contact of Voorbeeldstad"], street.actors["coordinator B"])
    assert street.name(contracts_visible_to(contact_here_coordinator_there)) == FROM_A | FROM_B | {"draft"}
    facts = street.name(reports_visible_to(contact_here_coordinator_there, "report.facts"))
    assert facts == submitted(FROM_B)


def test_a_supplier_who_also_coordinates_sees_the_drafts_of_the_own_company_only(street: Street) -> None:
    clerk_and_coordinator = both(street.actors["clerk of De Brug"], street.actors["coordinator B"])
    seen = street.name(reports_visible_to(clerk_and_coordinator))
    assert seen & on(FROM_A | FROM_B, "draft") == on(FROM_DE_BRUG, "draft")


@pytest.mark.parametrize("role", Role)
def test_a_role_without_what_it_is_for_opens_no_dossier(street: Street, role: Role) -> None:
    for key in KEYS:
        assert not contracts_visible_to(somebody(role), key.name).exists()


@pytest.mark.parametrize("fenced", [contracts_visible_to, reports_visible_to, buyers_visible_to])
def test_an_unknown_key_opens_nothing_and_raises(fenced: Callable[..., object]) -> None:
    with pytest.raises(UnknownKey, match=r"dossier\.sea"):
        fenced(somebody(Role.COORDINATOR, subregion_id=1), "dossier.sea")


def test_what_is_not_seen_is_not_found(street: Street) -> None:
    rows = contracts_visible_to(street.actors["clerk of Helder"])
    assert find(rows, pk=street.contract("neighbours").pk) == street.contract("neighbours")
    for hidden in (street.contract("running").pk, 10**9, 10**30):
        with pytest.raises(NotVisible, match="Contract"):
            find(rows, pk=hidden)
