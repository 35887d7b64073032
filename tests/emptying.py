"""Empty the database between tests with real transactions, although some of its tables only grow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import TransactionTestCase

from tegenwaarde.records import triggers


@contextmanager
def without_triggers() -> Iterator[None]:
    """Within the body, Django's clearing-away runs while the append-only triggers are lifted."""
    clear = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def lifted(case: Any) -> None:
        with connection.schema_editor() as editor:
            triggers.drop(apps, editor)
        try:
            clear(case)
        finally:
            with connection.schema_editor() as editor:
                triggers.create(apps, editor)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lifted)
        yield
