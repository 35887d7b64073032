"""Append-only tables: the database itself refuses to change or delete their rows, on SQLite and on PostgreSQL.

SQLite makes a table anew when a migration changes it, and forgets the triggers: such a migration ends with `renew`.
What `INSERT OR REPLACE` throws away passes SQLite's triggers only with `PRAGMA recursive_triggers`, see `databases`.
"""

from __future__ import annotations

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

APPEND_ONLY = (
    "records_receipt",
    "records_ledgerline",
    "records_obligationversion",
    "records_reviewdecision",
    "records_timelineevent",
    "records_accesslog",
    "records_policytext",
    "records_clashresolution",
    "records_tenderevent",
    "records_spectemplate",
    "records_spectext",
    "records_buyerswitch",
)

_SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION tegenwaarde_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
_POSTGRES = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH ROW EXECUTE FUNCTION tegenwaarde_append_only()
"""
_POSTGRES_AT_ONCE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION tegenwaarde_append_only()
"""
_ON_SQLITE = {"UPDATE": _SQLITE, "DELETE": _SQLITE}
_ON_POSTGRES = {"UPDATE": _POSTGRES, "DELETE": _POSTGRES, "TRUNCATE": _POSTGRES_AT_ONCE}


def create(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers in place on the tables that exist by then, for a migration's RunPython."""
    postgres = schema_editor.connection.vendor == "postgresql"
    if postgres:
        schema_editor.execute(_POSTGRES_FUNCTION, params=None)
    for table in _existing(schema_editor):
        for verb, trigger in (_ON_POSTGRES if postgres else _ON_SQLITE).items():
            schema_editor.execute(trigger.format(table=table, verb=verb))


def drop(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away again, those that are there."""
    postgres = schema_editor.connection.vendor == "postgresql"
    for table in _existing(schema_editor):
        for verb in _ON_POSTGRES if postgres else _ON_SQLITE:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}" + (f" ON {table}" if postgres else ""))


def renew(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put every trigger in place again, whichever are there already."""
    drop(apps, schema_editor)
    create(apps, schema_editor)


def _existing(schema_editor: BaseDatabaseSchemaEditor) -> list[str]:
    with schema_editor.connection.cursor() as cursor:
        known = set(schema_editor.connection.introspection.table_names(cursor))
    return [table for table in APPEND_ONLY if table in known]
