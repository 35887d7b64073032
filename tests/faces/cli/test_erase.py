"""`tegenwaarde erase` and `tegenwaarde facts rotate`: what they say, and what they refuse."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tegenwaarde.faces.cli.main import main
from tests.usecases.erasing.test_erasing import Shelf
from tests.usecases.reports.stories import a_submitted_report

if TYPE_CHECKING:
    from tegenwaarde.access.actor import Actor
    from tegenwaarde.records.models import Contract, Report

pytestmark = pytest.mark.django_db


class Outside:
    """Ports of which only the files are used."""

    class files:  # noqa: N801 - the name that the ports have
        store = Shelf()


@pytest.fixture
def report(bram_actor: Actor, contract_in_force: Contract, today: date) -> Report:
    return a_submitted_report(bram_actor, contract_in_force, today)


def run(*words: str, today: date = date(2020, 1, 1)) -> int:
    outside: Any = Outside
    return main([*words, "--language", "en"], today=lambda: today, ports=outside)


def test_what_was_erased_is_said_contract_by_contract(report: Report, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("erase") == 0
    said = capsys.readouterr().out.splitlines()
    assert said == [
        f"Contract {report.contract_id}: facts of 1 reports, 0 drafts, 0 messages, 0 papers of the dossier.",
        "Persons: 1. Spreadsheets: 0. Files: 0.",
    ]
    report.refresh_from_db()
    assert report.facts is None


def test_a_look_beforehand_may_be_about_a_day_to_come_and_erases_nothing(
    report: Report, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("erase", "--on", "2020-01-01", "--dry-run", today=date(2017, 10, 2)) == 0
    assert "facts of 1 reports" in capsys.readouterr().out
    report.refresh_from_db()
    assert report.facts is not None


def test_nothing_is_erased_for_a_day_that_has_not_come(report: Report, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("erase", "--on", "2020-01-01", today=date(2017, 10, 2)) == 2
    assert "has not come" in capsys.readouterr().err
    report.refresh_from_db()
    assert report.facts is not None


def test_rotating_says_how_many_were_sealed_anew(
    report: Report, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    from cryptography.fernet import Fernet

    older = settings.FACT_KEYS
    settings.FACT_KEYS = [Fernet.generate_key().decode(), *older]
    assert run("facts", "rotate") == 0
    assert run("facts", "rotate") == 0
    settings.FACT_KEYS = older
    assert run("facts", "rotate") == 2
    said = capsys.readouterr()
    assert said.out.splitlines() == ["2 were sealed anew.", "Everything is sealed with the newest key already."]
    assert "Put the missing key back" in said.err
