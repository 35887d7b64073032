"""What only grows: the database itself refuses to change or delete these rows, whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from tegenwaarde.records.models import PolicyText
from tegenwaarde.records.triggers import APPEND_ONLY
from tests.records import planning
from tests.records.world import World

pytestmark = pytest.mark.django_db

ONE_ROW: dict[str, Callable[[World], Any]] = {
    "records_receipt": World.a_receipt,
    "records_ledgerline": World.line,
    "records_obligationversion": World.obligation,
    "records_reviewdecision": World.decision,
    "records_timelineevent": World.event,
    "records_accesslog": World.sight,
    "records_policytext": World.policy_text,
    "records_clashresolution": World.resolution,
    "records_tenderevent": planning.tender_event,
    "records_spectemplate": planning.spec_template,
    "records_spectext": planning.spec_text,
    "records_buyerswitch": planning.switch,
}


def column_of(row: Model) -> str:
    return next(str(field.column) for field in row._meta.local_concrete_fields if not field.primary_key)


def by_the_queryset(row: Any) -> None:
    type(row).unfenced.filter(pk=row.pk).update(**{column_of(row): getattr(row, column_of(row))})


def by_saving(row: Any) -> None:
    row.save()


def by_deleting(row: Any) -> None:
    row.delete()


def by_deleting_at_once(row: Any) -> None:
    rows = type(row).unfenced.filter(pk=row.pk)
    rows._raw_delete(rows.db)


def by_an_update_of_ones_own(row: Any) -> None:
    column = column_of(row)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {row._meta.db_table} SET {column} = {column} WHERE id = %s", [row.pk])


def by_a_delete_of_ones_own(row: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {row._meta.db_table} WHERE id = %s", [row.pk])


WAYS = (
    by_the_queryset,
    by_saving,
    by_deleting,
    by_deleting_at_once,
    by_an_update_of_ones_own,
    by_a_delete_of_ones_own,
)


def test_every_append_only_table_is_tried_here() -> None:
    assert set(ONE_ROW) == set(APPEND_ONLY)
    assert {model._meta.db_table for model in apps.get_app_config("records").get_models()} >= set(APPEND_ONLY)


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_a_row_that_only_grows_stays_as_it_is(world: World, table: str) -> None:
    row = ONE_ROW[table](world)
    before = type(row).unfenced.filter(pk=row.pk).values().get()
    for way in WAYS:
        with pytest.raises(IntegrityError, match=f"{table} is append-only"), transaction.atomic():
            way(row)
    assert type(row).unfenced.filter(pk=row.pk).values().get() == before


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_a_table_that_only_grows_is_not_emptied_at_once(world: World, table: str) -> None:
    ONE_ROW[table](world)
    connection.check_constraints()
    empty = f"TRUNCATE {table} CASCADE" if connection.vendor == "postgresql" else f"DELETE FROM {table}"
    with pytest.raises(IntegrityError, match="is append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(empty)


def test_a_row_is_not_replaced_by_another_with_the_same_hash(world: World) -> None:
    kept = world.policy_text()
    with pytest.raises(IntegrityError), transaction.atomic():
        PolicyText.unfenced.bulk_create(
            [PolicyText(book_id="x", region="x", text="anders", sha256=kept.sha256, in_force_from=kept.in_force_from)],
            update_conflicts=True, update_fields=["text"], unique_fields=["sha256"],
        )  # fmt: skip
    kept.refresh_from_db()
    assert kept.text == "[book]"


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite has this statement")
def test_an_insert_that_replaces_is_a_deletion_too(world: World) -> None:
    kept = world.policy_text()
    columns = "book_id, region, text, sha256, in_force_from, recorded_at"
    with (
        pytest.raises(IntegrityError, match="is append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            f"INSERT OR REPLACE INTO records_policytext ({columns}) SELECT book_id, region, 'anders', sha256, "
            f"in_force_from, recorded_at FROM records_policytext WHERE id = {kept.pk}"
        )


def test_what_is_no_record_of_the_past_may_be_corrected(world: World) -> None:
    person = world.person()
    type(person).unfenced.filter(pk=person.pk).update(reference="medewerker 14")
    person.refresh_from_db()
    assert person.reference == "medewerker 14"
