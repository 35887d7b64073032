"""The log of who saw personal facts, kept beside the records it is about."""

from __future__ import annotations

from datetime import date

from tegenwaarde.records.models import AccessLog


def log_sight(*, user_id: int, report_id: int, day: date) -> None:
    """Record that the user saw the personal facts of the report; once a day is enough."""
    AccessLog.unfenced.get_or_create(user_id=user_id, report_id=report_id, day=day)
