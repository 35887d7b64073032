"""Words and pictures of the screens: what a state is called, its icon and its tone. Never a colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Drawn for this project, on a field of 24 by 24, as lines.
ICONS = {
    "arrow-left": "M19 12H5m6-6-6 6 6 6",
    "arrow-right": "M5 12h14m-6-6 6 6-6 6",
    "calendar": "M4 6h16v14H4zM4 10h16M8 3v5m8-5v5",
    "check": "M4 13l5 5L20 6",
    "chevron-down": "M6 9l6 6 6-6",
    "clock": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.5 2",
    "cross": "M6 6l12 12M18 6 6 18",
    "document": "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6m-6 4h6",
    "download": "M12 4v11m-5-5 5 5 5-5M5 20h14",
    "error": "M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 7v6m0 3.5v.5",
    "eye": "M2 12c3-5 6.5-7 10-7s7 2 10 7c-3 5-6.5 7-10 7s-7-2-10-7zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
    "flag": "M6 21V4h12l-3 4.5 3 4.5H6",
    "info": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v6m0-9.5v-.5",
    "key": "M8 11a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM11 12l9-9m-3 3 3 3m-6 0 2 2",
    "lock": "M5 11h14v10H5zM8 11V8a4 4 0 0 1 8 0v3",
    "minus": "M5 12h14",
    "pencil": "M4 20l1-5L16 4l4 4L9 19zM13 7l4 4",
    "people": "M9 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM3 20c0-4 2-6 6-6s6 2 6 6M16 5a3 3 0 0 1 0 6M17 14c2 0 4 2 4 6",
    "plus": "M12 5v14M5 12h14",
    "print": "M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z",
    "return": "M9 7 4 12l5 5M4 12h11a5 5 0 0 1 5 5v2",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 21 21",
    "send": "M3 12 21 4l-5 17-4-8zM12 13l9-9",
    "target": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z",
    "user": "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c0-5 3-7 8-7s8 2 8 7",
    "warning": "M12 3.5 22 20.5H2zM12 10v5m0 2.5v.5",
}

TONES = ("positive", "info", "warning", "negative", "neutral")


@dataclass(frozen=True, slots=True)
class State:
    """How a state is shown: its word, its icon and its tone."""

    label: str | Promise
    icon: str
    tone: str


STATES = {
    # how a contract keeps pace (D2)
    "fulfilled": State(pgettext_lazy("pace", "Fulfilled"), "check", "positive"),
    "on_track": State(pgettext_lazy("pace", "On track"), "arrow-right", "positive"),
    "behind_covered": State(pgettext_lazy("pace", "Behind, agreements cover it"), "clock", "info"),
    "at_risk": State(pgettext_lazy("pace", "At risk"), "warning", "warning"),
    "short": State(pgettext_lazy("pace", "Fell short"), "cross", "negative"),
    # what a supplier reports
    "draft": State(_("Draft"), "pencil", "neutral"),
    "submitted": State(_("Waiting for review"), "clock", "info"),
    "returned": State(_("Returned to supplier"), "return", "warning"),
    "approved": State(_("Approved"), "check", "positive"),
    "rejected": State(_("Rejected"), "cross", "negative"),
    "withdrawn": State(_("Withdrawn"), "minus", "neutral"),
    "replaced": State(_("Replaced by a change"), "minus", "neutral"),
    # a question to a second party
    "asked": State(pgettext_lazy("second party", "Not answered yet"), "clock", "info"),
    "expired": State(pgettext_lazy("second party", "Expired"), "minus", "neutral"),
    "confirmed": State(pgettext_lazy("second party", "Confirmed"), "check", "positive"),
    "denied": State(pgettext_lazy("second party", "Not right"), "cross", "negative"),
    "earlier": State(pgettext_lazy("second party", "Confirmed for an earlier version"), "info", "neutral"),
    # a plan
    "proposed": State(_("Waits for an answer"), "send", "info"),
    "agreed": State(_("Agreed upon"), "check", "positive"),
    # a spreadsheet
    "checking": State(_("Being checked"), "clock", "info"),
    "refused": State(_("Has errors"), "error", "negative"),
    "checked": State(_("Ready to submit"), "check", "positive"),
    "importing": State(_("Being submitted"), "clock", "info"),
    "imported": State(pgettext_lazy("spreadsheet", "Submitted"), "check", "positive"),
    "discarded": State(_("Thrown away"), "minus", "neutral"),
    "broken_checking": State(_("Broken off"), "warning", "warning"),
    "broken_importing": State(_("Broken off"), "warning", "warning"),
    # an import of notices, and what came of a file
    "reading": State(_("At work"), "clock", "info"),
    "ended": State(_("Finished"), "check", "positive"),
    "broken": State(_("Broken off"), "warning", "warning"),
    "notice_made": State(_("Contracts made"), "check", "positive"),
    "notice_planned": State(_("Put in the calendar"), "calendar", "positive"),
    "notice_updated": State(_("Brought up to date"), "return", "info"),
    "notice_amendment": State(_("Amendment proposed"), "pencil", "info"),
    "notice_known": State(_("Known already"), "minus", "neutral"),
    "notice_refused": State(_("Not read"), "error", "negative"),
    # a contract
    "running": State(_("In force"), "arrow-right", "info"),
    "closed": State(_("Closed"), "lock", "neutral"),
}

TENDER_STATES = {
    "planned": State(_("Planned"), "calendar", "neutral"),
    "published": State(_("Published"), "send", "info"),
    "awarded": State(_("Awarded"), "check", "positive"),
    "dropped": State(_("Dropped"), "cross", "negative"),
}
