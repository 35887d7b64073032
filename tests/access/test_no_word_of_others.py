"""A supplier cannot learn that another supplier's person exists: every answer is the same, byte for byte, either way.

Three worlds have the same rows. In the first, the persons of the other supplier are strangers; in the second they are
the same people as those of De Brug, on the same days, approved, and an approval of De Brug's report was refused for it;
in the third Anna has decided whose hours count. Bram asks every page he can reach, and does everything he can do.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.color import no_style
from django.db import connection, transaction
from django.test import Client

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.keys import KEYS
from tegenwaarde.faces.web.routes import PUBLIC
from tegenwaarde.records.identity import identity_hash
from tegenwaarde.records.models import Buyer, Contract, Person, PolicyText, Report, Role, Supplier, User
from tegenwaarde.usecases.double_counting.clashes import clashes_of
from tegenwaarde.usecases.double_counting.refusing import CountedTwice
from tegenwaarde.usecases.double_counting.resolve_clash import Decided, resolve_clash, seen_of
from tegenwaarde.usecases.persons.identify import Identity, identify
from tests.cast import ActorFor, ClientFor, a_contract
from tests.faces.web.test_routes import ROUTES, Route, Rows, address, rows
from tests.usecases.reports.stories import a_draft, a_submitted_report, approved
from tests.usecases.sheets.making import a_file, placement, uploaded

__all__ = ["rows"]
pytestmark = pytest.mark.django_db

Body = dict[str, Any]
BORN = date(1980, 4, 27)
PEOPLE = ("Anders", "Beheim", "Celik", "Dekker", "Evers")
HIDDEN = "geheim-kenmerk"
WORK = {"employment_start": "2017-03-01", "hours_per_week": "36", "several": "no"}
SUBMIT = {"block": "3", "no_displacement": "on"}
SUPPLIERS = {key.name for key in KEYS if Role.SUPPLIER in key.roles} | {PUBLIC}


def who(number: int) -> Body:
    """Who somebody of the other supplier is."""
    return {"name_at_birth": PEOPLE[number], "birth_date": BORN.isoformat()}


def a_sheet() -> bytes:
    """A sheet with one person, who works elsewhere too."""
    return a_file(placement("nieuw-1", **{**who(3), "birth_date": BORN, "block": "3", "benefit_since": ""}))


def a_sheet_with_a_mistake() -> bytes:
    """A sheet with two people; one was reported for the same days before."""
    known = {"birth_date": BORN, "block": "3", "benefit_since": ""}
    return a_file(placement("nieuw-1", **who(3) | known), placement("DB-1", **who(0) | known))


def sent(content: bytes) -> Body:
    return {"file": SimpleUploadedFile("plaatsingen.xlsx", content)}


# What Bram does on each page beside looking at it. A page of a supplier that is not here makes the test fail.
NOTHING: Callable[[], tuple[Body, ...]] = tuple
DOES: dict[str, Callable[[], tuple[Body, ...]]] = {
    "accept_invitation": lambda: ({"name": "Nieuw", "password": "vier woorden op een rij"},),
    "amendments": NOTHING,
    "colleague_invitation": lambda: ({}, {"action": "withdraw"}),
    "colleague_remove": lambda: ({},),
    "colleagues": lambda: ({"email": "nieuw@debrug.example"},),
    "colleagues_of": lambda: ({"email": "nieuw@debrug.example"},),
    "contacts": NOTHING,
    "demo_mail": NOTHING,
    "document": NOTHING,
    "documents": NOTHING,
    "dossier": NOTHING,
    "dossier_agreements": NOTHING,
    "dossier_obligation": NOTHING,
    "dossier_reports": NOTHING,
    "dossier_timeline": NOTHING,
    "dossiers": NOTHING,
    "dossiers_download": NOTHING,
    "evidence": NOTHING,
    "evidence_file": NOTHING,
    "evidence_remove": lambda: ({},),
    "evidence_upload": lambda: ({},),
    "guide": NOTHING,
    "guide_of": NOTHING,
    "label_leaflet": NOTHING,
    "person": NOTHING,
    "person_identity": lambda: (who(3), who(0)),
    "person_reference": lambda: ({"reference": "DB-9", "was": "DB-1"}, {"reference": HIDDEN, "was": "DB-1"}),
    "persons": NOTHING,
    "proposal": NOTHING,
    "proposal_send": lambda: ({},),
    "proposal_value": lambda: ({},),
    "proposal_withdraw": lambda: ({},),
    "proposal_write": lambda: ({},),
    "quarter_confirm": lambda: ({"year": "2017", "number": "3", "everything": "1"}, {}),
    "quarter_confirm_withdraw": lambda: ({"year": "2017", "number": "3"},),
    "receipt": NOTHING,
    "report": NOTHING,
    "report_change": lambda: ({"change": "hours"}, {"change": "mistake"}),
    "report_check": lambda: (SUBMIT, {**SUBMIT, "later": "1"}),
    "report_infra": lambda: ({},),
    "report_new": lambda: (
        {"kind": "placement", "reference": "nieuw", **who(3)},
        {"kind": "placement", "reference": HIDDEN, **who(0)},
        {"kind": "placement", "reference": HIDDEN, **who(4)},
        {"kind": "placement", "reference": "DB-1"},
        {"kind": "placement", "reference": "nieuw"},
        {"kind": "invoice"},
    ),
    "report_say": lambda: ({"text": "Wat ontbreekt er nog?"},),
    "report_step": lambda: (WORK, {**WORK, "employment_end": "2016-01-01"}, {**WORK, "later": "1"}),
    "report_value": lambda: (WORK, {**WORK, "hours_per_week": "60"}),
    "report_who": lambda: (
        {"reference": "nieuw", **who(3)},
        {"reference": HIDDEN, **who(0)},
        {"reference": "DB-1"},
        {"reference": "nieuw"},
    ),
    "report_withdraw": lambda: ({},),
    "review_say": lambda: ({"text": "Wat ontbreekt er nog?"},),
    "search": NOTHING,
    "second_party": lambda: ({}, {"party": "Detacheerder", "email": "zuid@voorbeeld.nl", "fact": "employment"}),
    "second_party_answer": lambda: ({"answer": "confirmed"},),
    "second_party_thanks": NOTHING,
    "second_party_withdraw": lambda: ({},),
    "sheet": NOTHING,
    "sheet_discard": lambda: ({},),
    "sheet_marked": NOTHING,
    "sheet_progress": NOTHING,
    "sheet_take_over": lambda: ({},),
    "sheet_template": NOTHING,
    "sheets": lambda: (sent(a_sheet_with_a_mistake()), sent(a_sheet() + b"\0"), {}),
    "start": NOTHING,
    "versions_compare": NOTHING,
}


DID = tuple(
    f"{name} 0"
    for name in (
        "report_new",
        "report_who",
        "report_step",
        "report_check",
        "report_say",
        "person_identity",
        "sheets",
        "sheet_take_over",
    )
)


def reachable() -> list[Route]:
    """Return the pages that the key of a supplier opens, and those that are open to all."""
    return [route for route in ROUTES if route.key in SUPPLIERS]


def test_every_page_of_a_supplier_is_tried() -> None:
    assert {route.name for route in reachable()} == set(DOES)


@pytest.fixture
def theirs(buurstad: Buyer, other_supplier: Supplier, policy_text: PolicyText) -> Contract:
    return a_contract(buurstad, other_supplier, policy_text, title="Schoonmaak van scholen")


def told(today: date, number: int) -> Body:
    return {
        "situations": ("block-3",),
        "block": "3",
        "identity": identify(name_at_birth=PEOPLE[number], birth_date=BORN, today=today),
    }


@pytest.fixture
def street(
    rows: Rows, contract_in_force: Contract, theirs: Contract, bram_actor: Actor, anna_actor: Actor, olga: User,
    carla: User, actor_of: ActorFor, today: date,
) -> Rows:  # fmt: skip
    """De Brug's persons 0 (submitted), 1 (a draft), 2 (approved) and one nobody knows; Olga's, all approved."""
    Report.unfenced.filter(pk=rows["report_id"]).update(state="rejected")
    kept = {"reference": "DB-1", **told(today, 0)}
    Person.unfenced.filter(pk=rows["person_id"]).update(
        identity_hash=kept["identity"].made, identity_keys=kept["identity"].keys
    )
    sent = a_submitted_report(bram_actor, contract_in_force, today, **kept)
    draft = a_draft(bram_actor, contract_in_force, today, reference="DB-2", **told(today, 1))
    done = a_submitted_report(bram_actor, contract_in_force, today, reference="DB-3", **told(today, 2))
    approved(anna_actor, done, today)
    nobody = Person.unfenced.create(supplier_id=rows["supplier_id"], reference="DB-4")
    for number in range(len(PEOPLE)):
        reference = HIDDEN if number == 0 else f"{HIDDEN}-{number}"
        other = a_submitted_report(actor_of(olga), theirs, today, reference=reference, who=f"vreemde {number}")
        approved(actor_of(carla), other, today)
    return {**rows, "sent_id": sent.pk, "draft_id_2": draft.pk, "done_id": done.pk, "nobody_id": nobody.pk}


def become_alike(theirs: Contract) -> None:
    """Let the persons of the other supplier be the same people as those that Bram reports, or means to."""
    for person in Person.unfenced.filter(supplier=theirs.supplier):
        number = int(person.reference.rpartition("-")[2]) if person.reference != HIDDEN else 0
        made, keys = identity_hash(PEOPLE[number], BORN)
        Person.unfenced.filter(pk=person.pk).update(identity_hash=made, identity_keys=keys)


def where(route: Route, street: Rows) -> str:
    """Return the address of a page for the row that fits it best."""
    reports = {"report_change": "done_id", "report": "sent_id", "review_say": "sent_id", "report_say": "sent_id"}
    own = {**street, "begun_id": street["draft_id_2"], "report_id": street[reports.get(route.name, "report_id")]}
    if route.name == "report_change":
        own["begun_id"] = street["done_id"]
    if route.name == "person_identity":
        own["person_id"] = street["nobody_id"]
    return address(route, own)


def everything_bram_gets(
    client: Client, street: Rows, actor: Actor, today: date, only: frozenset[str] = frozenset(DOES)
) -> dict[str, Any]:
    """Return every answer to Bram, and every letter that was sent, with what is random by nature taken out."""
    found: dict[str, Any] = {}
    with transaction.atomic():
        upload = uploaded(actor, a_sheet(), today)
        street = {**street, "upload_id": upload.pk}
        for route in (one for one in reachable() if one.name in only):
            at = where(route, street)
            found[route.name] = plain(client.get(at, follow=True))
            for number, body in enumerate(DOES[route.name]()):
                found[f"{route.name} {number}"] = done(client, at, body)
        transaction.set_rollback(True)
    set_sequences_back()
    return found


def done(client: Client, at: str, body: Body) -> Any:
    """Do something, and undo it."""
    mail.outbox.clear()
    with transaction.atomic():
        answer = plain(client.post(at, body, follow=True))
        transaction.set_rollback(True)
    letters = [(letter.to, letter.subject, without_chance(str(letter.body))) for letter in mail.outbox]
    return answer, letters


def set_sequences_back() -> None:
    """Let the next world number its rows as this one did, also where a rollback does not see to that."""
    for sql in connection.ops.sequence_reset_sql(no_style(), list(apps.get_models())):
        with connection.cursor() as cursor:
            cursor.execute(sql)


def plain(answer: Any) -> tuple[int, list[Any], Any]:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            kept = {name: book.read(name) for name in book.namelist() if name != "docProps/core.xml"}
        return answer.status_code, answer.redirect_chain, kept
    try:
        return answer.status_code, answer.redirect_chain, without_chance(content.decode())
    except UnicodeDecodeError:
        return answer.status_code, answer.redirect_chain, content


def without_chance(text: str) -> str:
    """Take out what is random by nature: signatures of forms, tokens of links, and the minute it is."""
    text = re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]*', r"\1", text)
    text = re.sub(r'(hx-headers=|"X-CSRFToken": ?)["\'][^"\']*["\']', r"\1", text)
    text = re.sub(r"/(uitnodiging|bevestigen)/[A-Za-z0-9_-]{20,}/", r"/\1/…/", text)
    return re.sub(r"\b[0-9]{1,2}:[0-9]{2}\b", "…", text)


def differing(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    return [name for name in one if one[name] != other.get(name)]


def test_a_supplier_gets_the_same_answers_whether_or_not_its_people_work_elsewhere_too(
    street: Rows, theirs: Contract, bram: User, bram_actor: Actor, anna_actor: Actor, client_for: ClientFor, today: date
) -> None:
    bram_asks = client_for(bram)

    def world() -> dict[str, Any]:
        return everything_bram_gets(bram_asks, street, bram_actor, today)

    among_strangers = world()
    assert [name for name in DID if not among_strangers[name][0][1]] == [], "Bram has to get things done"
    become_alike(theirs)
    sent = Report.unfenced.get(pk=street["sent_id"])
    with pytest.raises(CountedTwice), transaction.atomic():
        approved(anna_actor, sent, today)
    assert differing(among_strangers, world()) == []
    (clash,) = clashes_of(sent)
    resolve_clash(
        actor=anna_actor,
        report_id=sent.pk,
        other_id=clash.other.pk,
        decided=Decided("other", "Gebeld met Carla"),
        seen=seen_of(sent, clash),
        today=today,
    )
    assert differing(among_strangers, world()) == []


def test_a_leak_would_be_seen(
    street: Rows, theirs: Contract, bram: User, bram_actor: Actor, client_for: ClientFor, today: date, monkeypatch: Any
) -> None:
    """Were somebody known to any supplier known to all, beginning a report would tell."""

    def known_to_anybody(supplier_id: int, identity: Identity) -> Person | None:
        del supplier_id
        return Person.unfenced.filter(identity_hash=identity.made).order_by("-pk").first()

    monkeypatch.setattr("tegenwaarde.usecases.persons.naming.own_person", known_to_anybody)
    ask = (client_for(bram), street, bram_actor, today, frozenset({"report_new"}))
    before = everything_bram_gets(*ask)
    become_alike(theirs)
    assert "report_new 0" in differing(before, everything_bram_gets(*ask))


def test_a_coordinator_sees_no_reference_from_across_the_fence(
    street: Rows, theirs: Contract, anna: User, client_for: ClientFor
) -> None:
    become_alike(theirs)
    desk = client_for(anna)
    sent = {**street, "report_id": street["sent_id"]}
    pages = {route.name: desk.get(address(route, sent), follow=True) for route in ROUTES}
    assert "Schoonmaak van scholen" in pages["review_clashes"].content.decode()
    assert [name for name, page in pages.items() if not page.streaming and HIDDEN.encode() in page.content] == []
