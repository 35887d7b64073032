"""The tools do what they say."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest

from tests.house.tree import ROOT
from tools import assets, chromium, django_texts, messages
from tools.drill import restore


def test_a_backup_comes_back_row_for_row(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "demo.sqlite3")) as database:
        database.create_function("regexp", 2, restore.matches, deterministic=True)
        database.execute("CREATE TABLE line (id INTEGER, cents INTEGER, CHECK (id REGEXP '^[0-9]+$'))")
        database.executemany("INSERT INTO line VALUES (?, ?)", [(1, 100), (2, -100)])
        database.commit()
    before, after, integrity = restore.rehearse(tmp_path / "demo.sqlite3", tmp_path)
    assert before == after
    assert before["line"][0] == 2
    assert integrity == "ok"


def test_a_row_that_differs_shows(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "one.sqlite3")) as database:
        database.execute("CREATE TABLE line (id INTEGER, cents INTEGER)")
        database.execute("INSERT INTO line VALUES (1, 100)")
        before = restore.tables_of(database)
        database.execute("UPDATE line SET cents = 101")
        assert restore.tables_of(database) != before


def test_texts_of_a_template_are_found() -> None:
    counted = b"{% blocktranslate count n=x %}one{% plural %}{{ n }}{% endblocktranslate %}"
    template = BytesIO(b'{% load i18n %}{% translate "Report" %}' + counted)
    found = [message for _, _, message, _ in django_texts.extract(template, messages.KEYWORDS, [], {})]
    assert found == ["Report", ("one", "%(n)s", None)]


def test_every_catalogue_can_be_compiled() -> None:
    assert messages.catalogues()
    for po in messages.catalogues():
        messages.read(po)


def test_every_style_has_one_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    sheets = [name for name in names if not name.startswith(assets.FONTS)]
    targets = [assets.SPECIAL.get(name, ("", f"{name.split('/')[1].removesuffix('-css')}.css"))[1] for name in sheets]
    assert len(set(targets)) == len(sheets)
    monkeypatch.setattr(assets, "MODULES", tmp_path)
    monkeypatch.setattr(assets, "TARGET", tmp_path / "build")
    assert assets.main() == 1


def test_a_browser_that_is_named_goes_before_one_that_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/opt/a/browser")
    assert chromium.find() == "/opt/a/browser"
