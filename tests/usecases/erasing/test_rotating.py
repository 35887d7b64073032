"""A new key in front of FACT_KEYS: everything is sealed anew, and the older key can go."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.fernet import Fernet

from tests.usecases.erasing.test_erasing import Shelf
from tests.usecases.reports.stories import a_submitted_report
from tests.usecases.second_party.stories import ask

if TYPE_CHECKING:
    from tegenwaarde.access.actor import Actor
    from tegenwaarde.records.models import Contract, Report

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(bram_actor: Actor, contract_in_force: Contract, today: date) -> Report:
    made = a_submitted_report(bram_actor, contract_in_force, today)
    ask(bram_actor, made, today)
    return made


def rotate(batch: int = 1) -> int:
    from tegenwaarde.usecases.erasing.rotate_facts import rotate_facts

    return sum(rotate_facts(store=Shelf(), batch=batch))


def test_with_a_new_key_in_front_the_older_one_can_go(report: Report, settings: Any) -> None:
    from tegenwaarde.usecases.reports.answers import answers_of

    before, newest = answers_of(report), Fernet.generate_key().decode()
    settings.FACT_KEYS = [newest, *settings.FACT_KEYS]
    assert rotate() == 3  # the report, its submission and the question to a second party
    settings.FACT_KEYS = [newest]
    report.refresh_from_db()
    assert answers_of(report) == before


def test_what_the_newest_key_sealed_is_left_alone(report: Report) -> None:
    sealed = bytes(report.facts or b"")
    assert rotate() == 0
    report.refresh_from_db()
    assert bytes(report.facts or b"") == sealed


def test_a_missing_key_is_said_and_nothing_is_lost(report: Report, settings: Any) -> None:
    from tegenwaarde.records.sealed import FactsUnreadable

    sealed = bytes(report.facts or b"")
    settings.FACT_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(FactsUnreadable):
        rotate()
    report.refresh_from_db()
    assert bytes(report.facts or b"") == sealed


def test_a_copy_of_evidence_gets_a_new_name_and_the_older_copy_goes(
    report: Report, django_capture_on_commit_callbacks: Any
) -> None:
    from tegenwaarde.records.models import EvidenceFile
    from tegenwaarde.usecases.erasing.rotate_facts import rotate_facts

    class Renaming(Shelf):
        def open(self, name: str) -> bytes:
            return b"copy"

    kept = EvidenceFile.unfenced.create(
        report=report,
        kind="employment",
        size=4,
        stored_as="b" * 64,
        uploaded_by=report.made_by,
        uploaded_on=date(2017, 10, 2),
        erase_on=date(2018, 10, 2),
    )
    shelf = Renaming()
    with django_capture_on_commit_callbacks(execute=True):
        assert sum(rotate_facts(store=shelf)) == 1
    kept.refresh_from_db()
    assert kept.stored_as == b"copy".hex()
    assert shelf.thrown_away == ["b" * 64]
