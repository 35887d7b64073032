"""Approval stays shut while a person would count for more than full time (C9)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from tegenwaarde.records.models import Report
from tegenwaarde.usecases.double_counting.clashes import clashes_of, still_too_much
from tegenwaarde.usecases.refusals import Refused


class CountedTwice(Refused):
    """The person would count for more than full time, and nobody decided whose hours count."""

    code = "COUNTED_TWICE"
    words = _(
        "This cannot be approved yet: from {first_day} to {last_day} this person counts for more than full time, "
        "together with another report. Decide first whose hours count, under Double counting."
    )


class StillCounted(CountedTwice):
    """It was decided whose hours count, and what is approved leaves no room for these."""

    code = "STILL_COUNTED"
    words = _(
        "This cannot be approved yet: what is approved on {contracts} still counts from {first_day} to {last_day}. Have"
        " that corrected or taken back first, or decide anew whose hours count, under Double counting."
    )


def why_not_counted(report: Report, figures: Mapping[str, Any]) -> CountedTwice | None:
    """Return CountedTwice where something is left to decide, StillCounted where `figures` do not fit what is approved.

    `figures` are those with which the report would be booked; None where nothing stands in the way. The transaction
    that approves has the persons locked (`persons.alike.lock_alike`): two decisions, one on either side, never let more
    than full time through together.
    """
    undecided = next((one for one in clashes_of(report) if not one.settled), None)
    if undecided is not None:
        return CountedTwice(first_day=undecided.first_day.isoformat(), last_day=undecided.last_day.isoformat())
    found = still_too_much(report, figures)
    if found is None:
        return None
    side, there = found
    return StillCounted(
        contracts=", ".join(dict.fromkeys(f"“{one.contract.title}”" for one in there)),
        first_day=side.first_day.isoformat(),
        last_day=side.last_day.isoformat(),
    )
