"""A start says what it lacks, all at once, and keeps what is secret."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from tegenwaarde.config.databases import database
from tegenwaarde.config.environment import StartRefused, read_environment

COMPLETE = {
    "SECRET_KEY": "a text that is long enough to sign sessions and links with, for this test alone",
    "FACT_KEYS": Fernet.generate_key().decode(),
    "REFERENCE_KEYS": Fernet.generate_key().decode(),
    "DATABASE_URL": "postgres://tegenwaarde:geheim@db.voorbeeldstad.example:5432/tegenwaarde",
    "ALLOWED_HOSTS": "tegenwaarde.voorbeeldstad.example",
    "SITE_ADDRESS": "https://tegenwaarde.voorbeeldstad.example/",
}


def test_silence_means_production_and_production_needs_everything(tmp_path: Path) -> None:
    with pytest.raises(StartRefused) as refused:
        read_environment({}, var=tmp_path)
    assert [name for name in COMPLETE if f"{name}:" not in str(refused.value)] == []


def test_a_complete_production_starts(tmp_path: Path) -> None:
    environment = read_environment(COMPLETE, var=tmp_path)
    assert environment.production
    assert environment.site_address == "https://tegenwaarde.voorbeeldstad.example"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("lacking", COMPLETE)
def test_a_production_that_lacks_one_thing_names_that_alone(tmp_path: Path, lacking: str) -> None:
    with pytest.raises(StartRefused) as refused:
        read_environment({**COMPLETE, lacking: " "}, var=tmp_path)
    assert [name for name in COMPLETE if f"  {name}:" in str(refused.value)] == [lacking]


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("SECRET_KEY", "short", "too short"),
        ("FACT_KEYS", "no-key", "no key"),
        ("REFERENCE_KEYS", COMPLETE["FACT_KEYS"], "shares a key"),
        ("TEGENWAARDE_TODAY", "2017-07-01", "leave it out"),
        ("TEGENWAARDE_ENV", "holiday", "production, demo, test"),
    ],
    ids=["a short secret", "no key", "a shared key", "another day", "an unknown kind"],
)
def test_a_production_that_is_unsafe_is_refused(tmp_path: Path, name: str, value: str, word: str) -> None:
    with pytest.raises(StartRefused, match=word):
        read_environment({**COMPLETE, name: value}, var=tmp_path)


def test_a_real_start_without_a_secret_key_stops_and_says_what_to_set(tmp_path: Path) -> None:
    bare = {name: value for name, value in os.environ.items() if name in {"PATH", "PYTHONPATH", "LANG"}}
    answer = subprocess.run(
        [sys.executable, "-m", "tegenwaarde.config.entry", "serve"],
        env={**bare, **COMPLETE, "SECRET_KEY": "", "TEGENWAARDE_VAR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 2
    assert "SECRET_KEY: a long random text" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_demo_makes_its_keys_once_and_keeps_them_to_itself(tmp_path: Path) -> None:
    first = read_environment({"TEGENWAARDE_ENV": "demo"}, var=tmp_path)
    second = read_environment({"TEGENWAARDE_ENV": "demo"}, var=tmp_path)
    assert first == second
    assert set(first.fact_keys).isdisjoint(first.reference_keys)
    assert {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "keys").iterdir()} == {0o600}


def test_a_training_may_live_on_another_day(tmp_path: Path) -> None:
    environment = read_environment({"TEGENWAARDE_ENV": "demo", "TEGENWAARDE_TODAY": "2017-07-01"}, var=tmp_path)
    assert environment.today == date(2017, 7, 1)


def test_a_day_that_is_no_day_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StartRefused, match="YYYY-MM-DD"):
        read_environment({"TEGENWAARDE_ENV": "demo", "TEGENWAARDE_TODAY": "1 juli"}, var=tmp_path)


def test_a_postgres_address_is_read_with_its_secrets_unescaped() -> None:
    found = database("postgres://anna:p%40ss@db.example:5433/register?sslmode=require")
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == ("anna", "p@ss", "db.example", "5433")
    assert found["NAME"] == "register"
    assert found["OPTIONS"]["sslmode"] == "require"
    assert "pool" in found["OPTIONS"]


def test_sqlite_waits_for_its_turn_and_takes_the_lock_at_the_start(tmp_path: Path) -> None:
    found = database(f"sqlite:///{tmp_path}/deep/register.sqlite3")
    assert found["NAME"] == f"{tmp_path}/deep/register.sqlite3"
    assert (tmp_path / "deep").is_dir()
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "WAL" in found["OPTIONS"]["init_command"]
    assert found["OPTIONS"]["timeout"] > 0


@pytest.mark.parametrize("address", ["", "mysql://host/name", "sqlite:///", "postgres://host/"])
def test_an_address_that_names_no_database_is_refused(address: str) -> None:
    with pytest.raises(StartRefused, match="DATABASE_URL"):
        database(address)
