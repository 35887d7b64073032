"""What a notice says about its lots, and about the procedure where a lot is silent."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import NamedTuple

from tegenwaarde.adapters.eforms import tags
from tegenwaarde.adapters.eforms.amounts import Amount, amount
from tegenwaarde.adapters.eforms.walk import (
    Children,
    Element,
    Notes,
    all_of,
    children,
    day,
    every,
    first,
    ids_of,
    in_best_language,
    reference,
    reference_at,
)
from tegenwaarde.kernel.calendar import add_months, date_of, day_number
from tegenwaarde.kernel.period import ONE_DAY

ONE_LOT = {"Lot", "Part"}  # a group of lots is none
KINDS = {"works", "services", "supplies"}
MONTHS_IN = {"MONTH": 1, "MON": 1, "YEAR": 12, "ANN": 12}
DAYS_IN = {"DAY": 1, "WEEK": 7, "WEE": 7}
MOST_LOTS = 1000
LONGEST = {"MONTH": 1200, "MON": 1200, "YEAR": 100, "ANN": 100, "DAY": 36525, "WEEK": 5218, "WEE": 5218}

_WHOLE = re.compile(r"([0-9]{1,6})(?:\.0{0,6})?")


class Span(NamedTuple):
    """When a contract runs; both days inclusive, `duration` as written."""

    start: date | None = None
    end: date | None = None
    duration: str = ""


NO_SPAN = Span()


class Lot(NamedTuple):
    """A lot, or the procedure as a whole (then `id` is empty)."""

    id: str
    title: str
    kind: str
    cpv: str
    estimate: Amount
    span: Span
    framework: bool
    element: Element


def lots(elements: Iterable[Element], notes: Notes) -> dict[str, Lot]:
    """Return the lots by id, or the parts of a planning notice, without groups of lots."""
    found: dict[str, Lot] = {}
    for element in elements:
        parts = children(element)
        name = parts.get(tags.ID)
        lot_id = reference(name)
        if name is not None and lot_id and name.get("schemeName", "Lot") in ONE_LOT:
            found.setdefault(lot_id, project_of(element, parts, lot_id, notes))
    return found


def lots_in_groups(terms: Element | None) -> dict[str, tuple[str, ...]]:
    """Return the lots of each group of lots (of at most `MOST_LOTS`), by the group's id."""
    distribution = first(terms, tags.LOT_DISTRIBUTION)
    return {
        reference_at(group, tags.LOTS_GROUP_ID): ids_of(islice(every(group, tags.LOT_REFERENCE), MOST_LOTS))
        for group in every(distribution, tags.LOTS_GROUP)
    }


def project_of(element: Element, parts: Children, lot_id: str, notes: Notes) -> Lot:
    """Return what `element` (a lot, or the root), with these `parts`, says about its project."""
    project = parts.get(tags.PROJECT)
    within = children(project)
    kind = reference(within.get(tags.PROCUREMENT_TYPE_CODE))
    return Lot(
        id=lot_id,
        title="" if project is None else in_best_language(all_of(project, within, tags.NAME), notes.language),
        kind=kind if kind in KINDS else "",
        cpv=reference_at(within.get(tags.MAIN_CLASSIFICATION), tags.CPV_CODE),
        estimate=amount(first(within.get(tags.TENDER_TOTAL), tags.ESTIMATED_AMOUNT)),
        span=_span(within.get(tags.PLANNED_PERIOD), lot_id or "procedure", notes),
        framework=_is_framework(parts.get(tags.TENDERING_PROCESS)),
        element=element,
    )


def _is_framework(process: Element | None) -> bool:
    for system in every(process, tags.CONTRACTING_SYSTEM):
        for code in system:
            if code.get("listName") == "framework-agreement":
                return reference(code) not in ("", "none")
    return False


def _span(period: Element | None, place: str, notes: Notes) -> Span:
    if period is None:
        return NO_SPAN
    parts = children(period)
    start = day(parts.get(tags.START_DATE), notes, f"{place} · start date")
    end = day(parts.get(tags.END_DATE), notes, f"{place} · end date")
    measure = parts.get(tags.DURATION)
    number = reference(measure)
    unit = measure.get("unitCode", "").strip().upper() if measure is not None else ""
    duration = " ".join(part for part in (number, unit) if part)
    if number and end is None:
        end = _last_day(start, number, unit, place, notes)
    if start and end and end < start:
        notes.add("END_BEFORE_START", place)
        end = None
    return Span(start, end, duration)


def _last_day(start: date | None, number: str, unit: str, place: str, notes: Notes) -> date | None:
    """Return the last day of so many units from `start`; the turn of a month follows the policy's calendar (C8)."""
    match = _WHOLE.fullmatch(number)
    if not match or not 0 < int(match[1]) <= LONGEST.get(unit, 0):
        notes.add("DURATION_UNREADABLE", f"{place} · duration", text=f"{number[:20]} {unit[:20]}".strip())
        return None
    if start is None:
        return None
    if unit in DAYS_IN:
        return start + (int(match[1]) * DAYS_IN[unit] - 1) * ONE_DAY
    return date_of(add_months(day_number(start), int(match[1]) * MONTHS_IN[unit])) - ONE_DAY
