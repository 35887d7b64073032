"""Documents of a dossier: kept encrypted, looked into first, shared or not, and removed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tegenwaarde.access.fence import NotAllowed, NotVisible
from tegenwaarde.records.models import Document, TimelineEvent
from tegenwaarde.usecases.dossier import add_document as adding
from tegenwaarde.usecases.dossier.add_document import NewDocument, TooManyDocuments, add_document
from tegenwaarde.usecases.dossier.download_document import DocumentErased, download_document
from tegenwaarde.usecases.dossier.remove_document import remove_document
from tegenwaarde.usecases.dossier.share_document import share_document
from tegenwaarde.usecases.erasing.rotate_facts import rotate_facts
from tegenwaarde.usecases.evidence.erase import erase_files
from tegenwaarde.usecases.reading.documents import read_documents
from tegenwaarde.usecases.refusals import Invalid
from tests.adapters.files.papers import pdf
from tests.usecases.evidence.stories import files_in, kept_in

if TYPE_CHECKING:
    from datetime import date

    from tegenwaarde.access.actor import Actor
    from tegenwaarde.records.models import Contract, User
    from tegenwaarde.usecases.ports.files import Files
    from tests.cast import ActorFor

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return files_in(tmp_path)


def a_paper(text: str = "Plan van aanpak", **more: Any) -> NewDocument:
    content = pdf(text)
    return NewDocument(**{"file_name": "plan.pdf", "content": content, "size": len(content), **more})


def kept(actor: Actor, contract: Contract, files: Files, today: date, **more: Any) -> Document:
    return add_document(actor=actor, contract_id=contract.pk, new=a_paper(**more), files=files, today=today)


def codes() -> list[str]:
    return list(TimelineEvent.unfenced.order_by("pk").values_list("code", flat=True))


def test_a_document_is_kept_under_the_name_it_is_given_with_its_true_ending(
    anna_actor: Actor, contract_in_force: Contract, files: Files, today: date
) -> None:
    made = kept(anna_actor, contract_in_force, files, today, name="Plan 2017/2018", about="Van de aannemer")
    assert (made.name, made.about, made.shared, made.content_type) == (
        "Plan 2017-2018.pdf", "Van de aannemer", False, "application/pdf",
    )  # fmt: skip
    assert kept(anna_actor, contract_in_force, files, today).name == "plan.pdf"
    assert codes() == ["document_kept", "document_kept"]


def test_what_is_kept_cannot_be_read_on_the_disk(
    anna_actor: Actor, contract_in_force: Contract, files: Files, today: date, tmp_path: Path
) -> None:
    made = kept(anna_actor, contract_in_force, files, today)
    (place,) = kept_in(tmp_path)
    assert b"PDF" not in place.read_bytes()
    copy = download_document(actor=anna_actor, document_id=made.pk, store=files.store)
    assert copy.content == a_paper().content


def test_a_supplier_sees_what_is_shared_and_nothing_else(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, files: Files, today: date
) -> None:
    made = kept(anna_actor, contract_in_force, files, today)
    with pytest.raises(NotVisible):
        download_document(actor=bram_actor, document_id=made.pk, store=files.store)
    assert read_documents(actor=bram_actor, contract_id=contract_in_force.pk).rows == ()
    share_document(actor=anna_actor, document_id=made.pk, shared=True, today=today)
    (row,) = read_documents(actor=bram_actor, contract_id=contract_in_force.pk).rows
    assert (row.name, row.who, row.kind) == ("plan.pdf", "De opdrachtgever", "PDF")
    assert download_document(actor=bram_actor, document_id=made.pk, store=files.store).name == "plan.pdf"
    share_document(actor=anna_actor, document_id=made.pk, shared=False, today=today)
    with pytest.raises(NotVisible):
        download_document(actor=bram_actor, document_id=made.pk, store=files.store)


def test_sharing_twice_is_told_once(anna_actor: Actor, contract_in_force: Contract, files: Files, today: date) -> None:
    made = kept(anna_actor, contract_in_force, files, today, shared=True)
    share_document(actor=anna_actor, document_id=made.pk, shared=True, today=today)
    assert codes() == ["document_added"]


def test_a_supplier_keeps_no_documents_here(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, files: Files, today: date
) -> None:
    made = kept(anna_actor, contract_in_force, files, today, shared=True)
    with pytest.raises(NotAllowed):
        kept(bram_actor, contract_in_force, files, today)
    with pytest.raises(NotAllowed):
        share_document(actor=bram_actor, document_id=made.pk, shared=False, today=today)
    with pytest.raises(NotAllowed):
        remove_document(actor=bram_actor, document_id=made.pk, store=files.store, today=today)


def test_a_neighbour_finds_no_document(
    anna_actor: Actor, carla: User, contract_in_force: Contract, files: Files, today: date, actor_of: ActorFor
) -> None:
    made = kept(anna_actor, contract_in_force, files, today, shared=True)
    with pytest.raises(NotVisible):
        download_document(actor=actor_of(carla), document_id=made.pk, store=files.store)
    with pytest.raises(NotVisible):
        kept(actor_of(carla), contract_in_force, files, today)


@pytest.mark.parametrize(
    ("more", "code", "place"),
    [
        ({"text": "BSN 111222333"}, "FILE_HAS_BSN", "file"),
        ({"name": "BSN 111222333"}, "FILE_HAS_BSN", "file"),
        ({"text": "Bel 111222333"}, "FILE_MAY_HAVE_BSN", "is_bsn"),
        ({"content": b"MZ\x90", "size": 3}, "FILE_PROGRAM", "file"),
        ({"content": b"", "size": adding.MOST_BYTES + 1}, "FILE_TOO_LARGE", "file"),
        ({"about": "x" * 301}, "TEXT_TOO_LONG", "about"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_of_it_stays(
    anna_actor: Actor, contract_in_force: Contract, files: Files, today: date, tmp_path: Path,
    more: dict[str, Any], code: str, place: str,
) -> None:  # fmt: skip
    with pytest.raises(Invalid) as refused:
        kept(anna_actor, contract_in_force, files, today, **more)
    assert [(one.code, one.place) for one in refused.value.problems] == [(code, place)]
    assert "coordinator" not in str(refused.value)
    assert kept_in(tmp_path) == []
    assert not Document.unfenced.exists()


def test_a_number_that_is_no_bsn_is_kept_once_somebody_says_so(
    anna_actor: Actor, contract_in_force: Contract, files: Files, today: date
) -> None:
    assert kept(anna_actor, contract_in_force, files, today, text="Bel 111222333", is_bsn=False).pk


def test_a_dossier_has_room_for_so_many_documents(
    anna_actor: Actor, contract_in_force: Contract, files: Files, today: date, monkeypatch: Any
) -> None:
    monkeypatch.setattr(adding, "MOST_DOCUMENTS", 1)
    kept(anna_actor, contract_in_force, files, today)
    with pytest.raises(TooManyDocuments):
        kept(anna_actor, contract_in_force, files, today)


def test_a_removed_document_is_erased_at_once_and_its_name_stays(
    anna_actor: Actor, contract_in_force: Contract, files: Files, today: date, tmp_path: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    made = kept(anna_actor, contract_in_force, files, today)
    with django_capture_on_commit_callbacks(execute=True):
        remove_document(actor=anna_actor, document_id=made.pk, store=files.store, today=today)
    assert kept_in(tmp_path) == []
    assert Document.unfenced.get().name == "plan.pdf"
    assert read_documents(actor=anna_actor, contract_id=contract_in_force.pk).rows == ()
    with pytest.raises(DocumentErased):
        download_document(actor=anna_actor, document_id=made.pk, store=files.store)
    with pytest.raises(NotVisible):
        share_document(actor=anna_actor, document_id=made.pk, shared=True, today=today)


def test_the_nightly_cleaning_keeps_documents_and_a_new_key_seals_them_anew(
    anna_actor: Actor, contract_in_force: Contract, files: Files, today: date
) -> None:
    made = kept(anna_actor, contract_in_force, files, today)
    from datetime import date as day

    assert erase_files(store=files.store, today=day(2099, 1, 1)).without_a_row == 0
    assert sum(rotate_facts(store=files.store)) == 1
    made.refresh_from_db()
    assert download_document(actor=anna_actor, document_id=made.pk, store=files.store).content == a_paper().content
