"""Work after the answer: in a thread of its own, with a database connection of its own that is closed at the end."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextvars import copy_context
from threading import Thread

from django.db import connections, transaction

log = logging.getLogger(__name__)


def in_the_background(work: Callable[[], None]) -> None:
    """Run `work` in a thread once the transaction at hand is kept; in the language of who asked.

    The thread may die with its process: what it does has to be able to begin again.
    """
    context = copy_context()
    transaction.on_commit(lambda: Thread(target=context.run, args=(_run, work), daemon=True).start())


def at_once(work: Callable[[], None]) -> None:
    """Run `work` before the answer: for tests, which see what came of it."""
    work()


def _run(work: Callable[[], None]) -> None:
    try:
        work()
    except Exception as failure:  # noqa: BLE001 - nobody waits for a thread; the record shows that it broke off
        log.error("work in the background broke off: %s", type(failure).__name__)  # the words could hold a person's
    finally:
        connections.close_all()
