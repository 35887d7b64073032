"""The timeline of a dossier: everything that happened in words, filtered, and for a supplier what it may see."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tegenwaarde.records.models import Contract, Message, NoticeFile, Tender, TenderBuyer, TenderEvent, TimelineEvent
from tegenwaarde.usecases.dossier.add_contact import add_contact
from tegenwaarde.usecases.dossier.add_document import NewDocument, add_document
from tegenwaarde.usecases.dossier.add_note import add_note
from tegenwaarde.usecases.dossier.contacts import ContactFacts
from tegenwaarde.usecases.dossier.remove_document import remove_document
from tegenwaarde.usecases.erasing.erase_all import erase_all
from tegenwaarde.usecases.erasing.erase_contract import Erased
from tegenwaarde.usecases.reading import timeline
from tegenwaarde.usecases.reading.timeline import EVERY_WORD, Timeline, read_timeline
from tegenwaarde.usecases.reading.timeline_words import PART_NAMES, part_of
from tests.adapters.files.papers import pdf
from tests.usecases.evidence.stories import files_in, kept_in
from tests.usecases.reports.stories import a_submitted_report

if TYPE_CHECKING:
    from tegenwaarde.access.actor import Actor
    from tegenwaarde.records.models import Buyer, User
    from tegenwaarde.usecases.ports.files import Files

pytestmark = pytest.mark.django_db
USECASES = Path(timeline.__file__).parents[1]
GERRIT = ContactFacts("buyer", "site", "Gerrit", "gerrit@voorbeeldstad.example")


def a_paper(**more: Any) -> NewDocument:
    content = pdf("Plan")
    return NewDocument(**{"file_name": "plan.pdf", "content": content, "size": len(content), **more})


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return files_in(tmp_path)


@pytest.fixture
def full(
    contract_in_force: Contract, voorbeeldstad: Buyer, anna: User, anna_actor: Actor, bram_actor: Actor, files: Files,
    today: date,
) -> Contract:  # fmt: skip
    """A dossier with a notice, a tender, a report with a message, two documents, a contact and a note."""
    number = contract_in_force.pk
    notice = NoticeFile.unfenced.create(
        notice_id="7f1c", version="01", publication_number="00191536-2024", sha256="0" * 64, read={},
        entered_in=contract_in_force.entered_in, uploaded_on=date(2017, 1, 1), uploaded_by=anna,
    )  # fmt: skip
    tender = Tender.unfenced.create(
        title="Bruggen", kind="works", quarter_start=date(2017, 1, 1), made_on=date(2016, 9, 1),
        entered_in=contract_in_force.entered_in,
    )  # fmt: skip
    TenderBuyer.unfenced.create(tender=tender, buyer=voorbeeldstad)
    TenderEvent.unfenced.create(tender=tender, day=date(2016, 9, 1), code="tender_planned", actor=anna)
    Contract.unfenced.filter(pk=number).update(notice=notice, tender=tender)
    report = a_submitted_report(bram_actor, contract_in_force, today)
    Message.unfenced.create(report=report, author=anna, from_supplier=False, asks=False, text="Dank.", day=today)
    for shared in (True, False):
        new = a_paper(shared=shared, name="gedeeld" if shared else "intern")
        add_document(actor=anna_actor, contract_id=number, new=new, files=files, today=today)
    add_contact(actor=anna_actor, contract_id=number, facts=GERRIT, today=today)
    add_note(actor=anna_actor, contract_id=number, words="Belt liever.", today=today)
    return contract_in_force


def told(found: Timeline) -> str:
    return "\n".join(one.sentence for one in found.events)


def parts(found: Timeline) -> dict[str, int]:
    return {one.value: one.count for one in found.parts}


def test_everything_stands_in_it_for_the_buyers_side(full: Contract, anna_actor: Actor) -> None:
    found = read_timeline(actor=anna_actor, contract_id=full.pk)
    assert parts(found) == {
        "tender": 1, "contract": 1, "fulfilment": 1, "messages": 1, "documents": 2, "contacts": 1, "notes": 1,
    }  # fmt: skip
    assert ("‘intern.pdf’" in told(found), "‘gedeeld.pdf’" in told(found), "Gerrit" in told(found)) == (True,) * 3
    assert found.events[-1].route == "tender"
    assert found.total == len(found.events) == 8


def test_a_supplier_reads_nothing_of_notes_tenders_and_what_is_not_shared(full: Contract, bram_actor: Actor) -> None:
    found = read_timeline(actor=bram_actor, contract_id=full.pk)
    assert parts(found) == {"contract": 1, "fulfilment": 1, "messages": 1, "documents": 1, "contacts": 1}
    assert "intern" not in told(found)
    assert {one.who for one in found.events} == {"Bram", "De opdrachtgever"}


def test_one_part_is_shown_alone(full: Contract, anna_actor: Actor) -> None:
    found = read_timeline(actor=anna_actor, contract_id=full.pk, part="documents")
    assert (found.total, len(found.events), parts(found)["notes"]) == (2, 2, 1)
    assert read_timeline(actor=anna_actor, contract_id=full.pk, part="nothing").events == ()


def test_a_page_holds_so_many_and_the_whole_holds_all(full: Contract, anna_actor: Actor, monkeypatch: Any) -> None:
    monkeypatch.setattr(timeline, "PAGE", 3)
    pages = [read_timeline(actor=anna_actor, contract_id=full.pk, page=page) for page in (1, 2, 3, 99)]
    assert [len(one.events) for one in pages] == [3, 3, 2, 2]
    assert len(read_timeline(actor=anna_actor, contract_id=full.pk, whole=True).events) == 8


def test_a_removed_document_keeps_its_name_until_the_dossier_is_erased(
    full: Contract,
    anna_actor: Actor,
    files: Files,
    today: date,
    tmp_path: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    document = full.documents.get(shared=True)
    remove_document(actor=anna_actor, document_id=document.pk, store=files.store, today=today)
    assert "Het document ‘gedeeld.pdf’ is verwijderd." in told(read_timeline(actor=anna_actor, contract_id=full.pk))
    with django_capture_on_commit_callbacks(execute=True):
        done = list(erase_all(store=files.store, today=date(2040, 1, 1)))
    assert [one.papers for one in done if isinstance(one, Erased)] == [4]
    erased = told(read_timeline(actor=anna_actor, contract_id=full.pk))
    assert "gedeeld.pdf" not in erased
    assert "Er is een document verwijderd." in erased
    assert "2 documenten, 1 contactpersonen en 1 notities van dit dossier zijn gewist" in erased
    assert (full.contacts.count(), full.notes.count(), kept_in(tmp_path)) == (0, 0, [])
    assert [one for one in erase_all(store=files.store, today=date(2040, 1, 1)) if isinstance(one, Erased)] == []


def test_the_number_of_queries_does_not_grow(
    full: Contract, anna_actor: Actor, today: date, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        read_timeline(actor=anna_actor, contract_id=full.pk)
    for _again in range(5):
        add_note(actor=anna_actor, contract_id=full.pk, words="Nog iets.", today=today)
        add_contact(actor=anna_actor, contract_id=full.pk, facts=GERRIT, today=today)
    with django_assert_num_queries(len(few)):
        read_timeline(actor=anna_actor, contract_id=full.pk)


def remembered() -> set[str]:
    """Return every code that a use-case remembers by its name."""
    found: set[str] = set()
    for path in USECASES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "remember":
                given = [one.value for one in node.keywords if one.arg == "code"]
                found |= {
                    one.value
                    for value in given
                    for one in ((value.body, value.orelse) if isinstance(value, ast.IfExp) else (value,))
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)
                }
    return found


def test_every_code_that_is_remembered_has_words_and_a_part() -> None:
    assert len(remembered()) > 15
    assert sorted(remembered() - set(EVERY_WORD)) == []
    assert {part_of(code) for code in EVERY_WORD} <= set(PART_NAMES)


def test_a_code_of_an_older_program_says_so(contract_in_force: Contract, anna_actor: Actor, today: date) -> None:
    TimelineEvent.unfenced.create(contract=contract_in_force, day=today, code="long_gone")
    assert "long_gone" in told(read_timeline(actor=anna_actor, contract_id=contract_in_force.pk))
