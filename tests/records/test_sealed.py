"""Facts about a person: unreadable in the database, opened by any key that is still kept, and gone when erased."""

from __future__ import annotations

from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.db import connection

from tegenwaarde.records.models import Report
from tegenwaarde.records.sealed import FactsErased, FactsUnreadable, seal, unseal
from tests.records.world import World

FACTS = {"benefit": "wajong", "benefit_since": "2016-03-01", "refugee": True}
OLDER, NEWER, STRANGE = (Fernet.generate_key().decode() for _key in range(3))


def test_sealed_facts_open_as_they_were() -> None:
    assert unseal(seal(FACTS)) == FACTS


def test_the_same_facts_never_look_the_same() -> None:
    assert seal(FACTS) != seal(FACTS)


@pytest.mark.django_db
def test_facts_cannot_be_read_in_the_database(world: World) -> None:
    report = world.report(facts=seal(FACTS))
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM records_report WHERE id = %s", [report.pk])
        stored = b" ".join(as_bytes(value) for value in cursor.fetchone())
    assert b"wajong" not in stored
    assert b"2016-03-01" not in stored
    assert unseal(Report.unfenced.get(pk=report.pk).facts) == FACTS


def as_bytes(value: Any) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def test_an_older_key_behind_a_newer_one_still_opens(settings: Any) -> None:
    settings.FACT_KEYS = (OLDER,)
    sealed = seal(FACTS)
    settings.FACT_KEYS = (NEWER, OLDER)
    assert unseal(sealed) == FACTS


def test_new_facts_are_sealed_with_the_newest_key(settings: Any) -> None:
    settings.FACT_KEYS = (NEWER, OLDER)
    sealed = seal(FACTS)
    settings.FACT_KEYS = (NEWER,)
    assert unseal(sealed) == FACTS


def test_facts_whose_key_is_gone_say_what_is_wrong(settings: Any) -> None:
    settings.FACT_KEYS = (OLDER,)
    sealed = seal(FACTS)
    settings.FACT_KEYS = (STRANGE,)
    with pytest.raises(FactsUnreadable, match="FACT_KEYS"):
        unseal(sealed)


def test_tampered_facts_do_not_open() -> None:
    sealed = seal(FACTS)
    with pytest.raises(FactsUnreadable):
        unseal(sealed[:-4] + b"AAAA")


@pytest.mark.parametrize("nothing", [None, b"", memoryview(b"")], ids=["null", "empty", "empty on PostgreSQL"])
def test_erased_facts_are_named_as_such(nothing: bytes | memoryview | None) -> None:
    with pytest.raises(FactsErased, match="erased"):
        unseal(nothing)


@pytest.mark.django_db
def test_a_report_outlives_the_erasure_of_its_facts(world: World) -> None:
    report = world.report(facts=seal(FACTS))
    Report.unfenced.filter(pk=report.pk).update(facts=None)
    with pytest.raises(FactsErased):
        unseal(Report.unfenced.get(pk=report.pk).facts)
