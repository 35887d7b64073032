"""Empty the database between tests with real transactions, although some of its tables only grow."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connection
from django.test import TransactionTestCase

from tegenwaarde.records import triggers


def lift_triggers_when_emptying() -> None:
    """Let Django's clearing-away run while the append-only triggers are lifted; for the rest of the run, once."""
    clear = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]
    if getattr(clear, "lifts_triggers", False):
        return

    def lifted(case: Any) -> None:
        with connection.schema_editor() as editor:
            triggers.drop(apps, editor)
        try:
            clear(case)
        finally:
            with connection.schema_editor() as editor:
                triggers.create(apps, editor)

    lifted.lifts_triggers = True  # type: ignore[attr-defined]
    TransactionTestCase._fixture_teardown = lifted  # type: ignore[attr-defined]
