"""The library of shipped books."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tegenwaarde.policy import library
from tegenwaarde.policy.book import NotInForce
from tegenwaarde.policy.library import BrokenBook, UnknownBook

SMALL = (Path(__file__).parent / "small.toml").read_text(encoding="utf-8")
CACHED = (library.book_ids, library.book_text, library.book, library.books_of, library._files)


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give an empty shelf that stands in for the shipped one."""
    for cached in CACHED:
        cached.cache_clear()
    monkeypatch.setattr(library, "SHELVES", (tmp_path / "absent", tmp_path))
    (tmp_path / "voorbeeldstad").mkdir()
    yield tmp_path
    for cached in CACHED:
        cached.cache_clear()


def put(shelf: Path, version: str, text: str) -> None:
    (shelf / "voorbeeldstad" / f"{version}.toml").write_text(text, encoding="utf-8")


def of_year(year: int) -> str:
    return SMALL.replace("voorbeeldstad-2020", f"voorbeeldstad-{year}").replace(
        "in_force_from = 2020", f"in_force_from = {year}"
    )


def test_the_book_of_twente_is_shipped() -> None:
    assert "twente-2017" in library.book_ids()
    assert library.newest("twente") is library.book("twente-2017")
    assert library.book_text("twente-2017").startswith("# The policy of the 14 Twente municipalities")


def test_every_shipped_book_is_fine() -> None:
    assert [library.book(book_id).id for book_id in library.book_ids()] == list(library.book_ids())


def test_a_tender_keeps_the_version_of_its_day(shelf: Path) -> None:
    put(shelf, "2020", SMALL)
    put(shelf, "2021", of_year(2021))
    assert library.book_in_force("voorbeeldstad", date(2020, 12, 31)).id == "voorbeeldstad-2020"
    assert library.book_in_force("voorbeeldstad", date(2021, 1, 1)).id == "voorbeeldstad-2021"
    assert library.newest("voorbeeldstad").id == "voorbeeldstad-2021"


def test_a_day_before_the_first_version_has_no_book(shelf: Path) -> None:
    put(shelf, "2020", SMALL)
    with pytest.raises(NotInForce, match="voorbeeldstad has nothing in force on 2019-12-31"):
        library.book_in_force("voorbeeldstad", date(2019, 12, 31))


def test_an_unknown_book_is_named_with_those_there_are(shelf: Path) -> None:
    put(shelf, "2020", SMALL)
    with pytest.raises(UnknownBook, match="no policy buurstad-2020; there is voorbeeldstad-2020"):
        library.book("buurstad-2020")
    with pytest.raises(UnknownBook, match="no policy buurstad; there is voorbeeldstad"):
        library.newest("buurstad")


def test_a_file_in_disorder_holds_no_book(shelf: Path) -> None:
    put(shelf, "2020", SMALL.replace('source = "example 6"', "", 1))
    with pytest.raises(BrokenBook, match=r"line 57, thresholds\[0\]\.source"):
        library.book("voorbeeldstad-2020")


def test_a_file_is_called_after_its_book(shelf: Path) -> None:
    put(shelf, "2021", SMALL)
    with pytest.raises(BrokenBook, match="voorbeeldstad-2021"):
        library.book("voorbeeldstad-2021")
