"""The store keeps whole files or none, encrypted, for us alone, and opens them with an older key too."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

from tegenwaarde.adapters.files import FileStore
from tegenwaarde.records.sealed import FactsUnreadable
from tegenwaarde.usecases.ports.files import FileGone


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "evidence")


def test_what_was_saved_comes_back(store: FileStore) -> None:
    name = store.save(b"een kopie")
    assert store.open(name) == b"een kopie"
    assert b"een kopie" not in (store.root / name[:2] / name).read_bytes()


def test_only_we_read_what_is_kept(store: FileStore) -> None:
    name = store.save(b"een kopie")
    place = store.root / name[:2] / name
    assert (place.stat().st_mode & 0o777, place.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_newer_key_in_front_still_opens_what_an_older_one_sealed(store: FileStore, settings: Any) -> None:
    name = store.save(b"een kopie")
    settings.FACT_KEYS = (Fernet.generate_key().decode(), *settings.FACT_KEYS)
    assert store.open(name) == b"een kopie"
    settings.FACT_KEYS = settings.FACT_KEYS[:1]
    with pytest.raises(FactsUnreadable):
        store.open(name)


def test_a_file_is_thrown_away_once_or_twice(store: FileStore) -> None:
    name = store.save(b"een kopie")
    store.delete(name)
    store.delete(name)
    with pytest.raises(FileGone):
        store.open(name)


@pytest.mark.parametrize("name", ["", "../secret", "a" * 63, "A" * 64, "/etc/passwd", "a" * 64 + "/x"])
def test_a_name_that_is_not_ours_leads_nowhere(store: FileStore, name: str) -> None:
    with pytest.raises(FileGone):
        store.open(name)


def test_a_save_that_is_cut_short_leaves_no_file(store: FileStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError("no space left on the disk")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        store.save(b"een kopie")
    assert [place for place in store.root.rglob("*") if place.is_file()] == []
