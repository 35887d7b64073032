"""Logging to standard error, without personal data.

A line names the request's method, route and status, never a query string, a form field, an e-mail address or an
address on the network: those identify people.
"""

from __future__ import annotations

import logging
import re
from typing import Any

EMAIL = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+\.[^\s@<>\"']+")
QUERY = re.compile(r"\?\S+")


class WithoutPeople(logging.Filter):
    """Take e-mail addresses and query strings out of every line before it is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record's message; always let the record through."""
        text = record.getMessage()
        record.msg = QUERY.sub("?…", EMAIL.sub("…@…", text))
        record.args = ()
        return True


def logging_settings(level: str) -> dict[str, Any]:
    """Return Django's LOGGING: one handler on standard error, everything through `WithoutPeople`."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"without_people": {"()": WithoutPeople}},
        "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "filters": ["without_people"], "formatter": "line"},
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "axes": {"level": "ERROR"},
            "django": {"handlers": ["stderr"], "level": level, "propagate": False},
            "django.server": {"handlers": ["stderr"], "level": level, "propagate": False},
        },
    }
