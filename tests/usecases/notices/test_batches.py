"""Many notices at once: each file has a line, nothing is half done, and what broke off is gone on with."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotVisible
from tegenwaarde.adapters.eforms import read_notice
from tegenwaarde.records.models import Buyer, Contract, NoticeBatch, NoticeFile, NoticeLine, Supplier, User
from tegenwaarde.usecases.notices import unpacking
from tegenwaarde.usecases.notices.batches import (
    LARGEST_UPLOAD_BYTES,
    FilesGone,
    NothingToGoOnWith,
    go_on,
    read_single,
    start_batch,
)
from tegenwaarde.usecases.notices.unpacking import MOST_FILES, Sent, from_packed, packed, parts_of
from tegenwaarde.usecases.refusals import Invalid
from tests.cast import ActorFor
from tests.usecases.notices.making import NOW, Memory, a_modification, a_notice, a_zip, give_numbers, outside

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("policy_text")]

MIXED = {
    "1-goed.xml": a_notice(),
    "2-map/": b"",
    "3-bekend.xml": a_notice(),
    "4-kapot.xml": b"<broken",
    "5-wijziging.xml": a_modification("one"),
    "6-leesmij.txt": b"hallo",
    "7-zip.zip": a_zip({"binnen.xml": a_notice("two")}),
    "8-leeg.xml": b"",
    "9-tweede.xml": a_notice("nine"),
}


@pytest.fixture(autouse=True)
def _numbers(voorbeeldstad: Buyer, de_brug: Supplier) -> None:
    assert voorbeeldstad.pk
    assert de_brug.pk
    give_numbers()


@pytest.fixture
def store() -> Memory:
    return Memory()


def started(actor: Actor, store: Memory, today: date, *files: Sent) -> NoticeBatch:
    size = sum(len(file.content) for file in files)
    return start_batch(actor=actor, files=files, size=size, outside=outside(store), today=today)


def outcomes(batch: NoticeBatch) -> dict[str, tuple[str, list[str]]]:
    """Return per file the outcome and the codes of what is said."""
    return {
        line.file_name.split(" › ")[-1]: (line.outcome, [one["code"] for one in line.problems])
        for line in batch.lines.all()
    }


def test_every_file_of_a_zip_has_a_line_and_the_good_ones_are_read(
    anna_actor: Actor, store: Memory, today: date
) -> None:
    batch = started(anna_actor, store, today, Sent("gunningen.zip", a_zip(MIXED)))
    assert outcomes(batch) == {
        "1-goed.xml": ("made", []),
        "2-map/": ("refused", ["FOLDER"]),
        "3-bekend.xml": ("known", ["NOTICE_ALREADY_READ"]),
        "4-kapot.xml": ("refused", ["XML_BROKEN"]),
        "5-wijziging.xml": ("updated", ["PUBLICATION_DATE_MISSING", "DRAFT_UPDATED"]),
        "6-leesmij.txt": ("refused", ["NOT_XML"]),
        "7-zip.zip": ("refused", ["ZIP_IN_ZIP"]),
        "8-leeg.xml": ("refused", ["FILE_EMPTY"]),
        "9-tweede.xml": ("made", []),
    }
    assert (batch.files, batch.done, batch.ended, batch.stored_as) == (9, 9, True, "")
    assert store.kept == {}
    values = Contract.unfenced.order_by("value_cents").values_list("value_cents", flat=True)
    assert list(values) == [50_000_000, 75_000_000]


def test_several_files_are_one_batch(anna_actor: Actor, store: Memory, today: date) -> None:
    files = (Sent("een.xml", a_notice("one")), Sent("twee.zip", a_zip({"drie.xml": a_notice("three")})))
    batch = started(anna_actor, store, today, *files)
    assert (batch.files, batch.source) == (2, "een.xml (+1)")
    assert [line.outcome for line in batch.lines.all()] == ["made", "made"]


def test_one_notice_is_read_at_once_and_kept_only_where_something_came_of_it(
    anna_actor: Actor, store: Memory, today: date
) -> None:
    def read(content: bytes) -> tuple[str, int]:
        came, batch_id = read_single(
            actor=anna_actor, file=Sent("x.xml", content), size=len(content), outside=outside(store), today=today
        )
        return str(came.outcome), batch_id

    assert read(b"<broken") == ("refused", 0)
    outcome, batch_id = read(a_notice())
    assert (outcome, NoticeBatch.unfenced.get().pk) == ("made", batch_id)
    assert read(a_notice()) == ("known", 0)
    assert NoticeLine.unfenced.count() == 1


class PowerCut(BaseException):
    """The process dies."""


def cut_after(count: int) -> Any:
    """Return a reader that dies at the file after `count`."""
    seen: list[int] = []

    def read(content: bytes) -> Any:
        if len(seen) == count:
            raise PowerCut
        seen.append(1)
        return read_notice(content)

    return read


@pytest.mark.parametrize("count", [0, 1, 2])
def test_an_import_that_broke_off_is_gone_on_with_and_makes_nothing_twice(
    anna_actor: Actor, store: Memory, today: date, count: int
) -> None:
    whole = Sent("gunningen.zip", a_zip({f"{n}.xml": a_notice(str(n)) for n in range(3)}))
    broken_off: list[Callable[[], None]] = []

    def later_on(work: Callable[[], None]) -> None:
        broken_off.append(work)

    dying = replace(outside(store), read=cut_after(count), later=later_on)
    batch = start_batch(actor=anna_actor, files=[whole], size=1, outside=dying, today=today)
    with pytest.raises(PowerCut):
        broken_off[0]()
    batch.refresh_from_db()
    assert (batch.ended, batch.done, NoticeFile.unfenced.count()) == (False, count, count)
    with pytest.raises(NothingToGoOnWith):
        go_on(actor=anna_actor, batch_id=batch.pk, outside=outside(store), today=today)
    later = replace(outside(store), now=lambda: NOW + timedelta(hours=1))
    go_on(actor=anna_actor, batch_id=batch.pk, outside=later, today=today)
    batch.refresh_from_db()
    assert (batch.ended, batch.done) == (True, 3)
    assert [line.outcome for line in batch.lines.all()] == ["made"] * 3
    assert Contract.unfenced.count() == 3
    assert store.kept == {}


def test_an_import_whose_files_are_gone_says_to_upload_them_again(
    anna_actor: Actor, anna: User, store: Memory, today: date
) -> None:
    subregion = anna.grants.get().subregion
    batch = NoticeBatch.unfenced.create(
        entered_in=subregion, uploaded_by=anna, uploaded_on=today, source="x.zip", files=2, stored_as="gone"
    )
    with pytest.raises(FilesGone):
        go_on(actor=anna_actor, batch_id=batch.pk, outside=outside(store), today=today)
    batch.refresh_from_db()
    assert batch.ended


def test_the_neighbour_does_not_see_an_import(
    anna_actor: Actor, carla: User, actor_of: ActorFor, store: Memory, today: date
) -> None:
    batch = started(anna_actor, store, today, Sent("x.zip", a_zip({"x.xml": a_notice()})))
    with pytest.raises(NotVisible):
        go_on(actor=actor_of(carla), batch_id=batch.pk, outside=outside(store), today=today)


def test_a_file_on_which_the_program_fails_has_a_line_and_the_others_are_read(
    anna_actor: Actor, store: Memory, today: date
) -> None:
    def stumbling(content: bytes) -> Any:
        if b"stumble" in content:
            raise RuntimeError("a mistake of ours")
        return read_notice(content)

    files = {"1.xml": a_notice("stumble"), "2.xml": a_notice("fine")}
    batch = start_batch(
        actor=anna_actor,
        files=[Sent("x.zip", a_zip(files))],
        size=1,
        outside=replace(outside(store), read=stumbling),
        today=today,
    )
    assert outcomes(batch) == {"1.xml": ("refused", ["READ_FAILED"]), "2.xml": ("made", [])}


def test_too_much_at_once_is_refused_at_the_field(anna_actor: Actor, store: Memory, today: date) -> None:
    for files, size, code in (
        ([Sent("a.zip", b"PK\x03\x04")], LARGEST_UPLOAD_BYTES + 1, "FILE_TOO_LARGE"),
        ([Sent("a.xml", b""), Sent("b.xml", b"")], LARGEST_UPLOAD_BYTES + 1, "UPLOAD_TOO_LARGE"),
        ([Sent("a.xml", b"")] * (MOST_FILES + 1), 0, "TOO_MANY_FILES"),
    ):
        with pytest.raises(Invalid) as refused:
            start_batch(actor=anna_actor, files=files, size=size, outside=outside(store), today=today)
        assert [(one.code, one.place) for one in refused.value.problems] == [(code, "files")]
    assert not NoticeBatch.unfenced.exists()


def codes(content: bytes, name: str = "x.zip") -> list[str]:
    return [part.problem.code if part.problem else "" for part in parts_of([Sent(name, content)])]


def test_a_zip_that_is_no_zip_inside_says_so() -> None:
    good = a_zip({"x.xml": a_notice()})
    assert codes(good[: len(good) // 2]) == ["ZIP_BROKEN"]
    assert codes(b"PK\x05\x06" + bytes(18)) == ["ZIP_EMPTY"]


def test_a_file_in_a_zip_that_was_damaged_says_so_and_the_next_is_read() -> None:
    stored = a_zip({"1.xml": b"<a>first</a>", "2.xml": b"<b/>"}, packed=zipfile.ZIP_STORED)
    assert codes(stored.replace(b"first", b"worst")) == ["ZIP_ENTRY_BROKEN", ""]


def test_a_file_in_a_zip_with_a_password_says_so() -> None:
    plain = bytearray(a_zip({"1.xml": b"<a/>"}))
    plain[plain.index(b"PK\x01\x02") + 8] |= 1
    assert codes(bytes(plain)) == ["ZIP_LOCKED"]


def test_a_bomb_is_cut_off_at_what_one_file_and_all_files_may_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "LARGEST_NOTICE_BYTES", 1_000)
    monkeypatch.setattr(unpacking, "LARGEST_UNPACKED_BYTES", 2_500)
    bomb = a_zip({f"{n}.xml": b"<" + b" " * 1_000_000 for n in range(4)})
    parts = list(parts_of([Sent("bomb.zip", bomb)]))
    assert [len(part.content) for part in parts] == [1_001, 1_001, 1_001, 0]
    assert codes(bomb)[-1] == "ZIP_TOO_MUCH"


def test_a_zip_with_far_too_many_files_is_not_opened() -> None:
    many = a_zip({f"{n}.xml": b"" for n in range(MOST_FILES + 1)})
    assert codes(many) == ["TOO_MANY_FILES"]


def test_files_come_out_as_they_were_packed() -> None:
    files = [Sent("a\nb.xml", b"1\n2"), Sent("ö.zip", b""), Sent("c", bytes(range(256)))]
    assert from_packed(packed(files)) == files
