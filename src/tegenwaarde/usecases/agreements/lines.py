"""The lines of a plan: persons, an invoice or an activity; as planned, and as far as somebody has written them.

A sketch is a line on its way: plain data by the names of `PlannedLine`, with `kind`, and without what is not filled in
yet. Proposals keep sketches, so that a plan can be left and found again half written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tegenwaarde.records.models import PlanLine

WORK, INVOICE, ACTIVITY = "work", "invoice", "activity"
NEEDED: Mapping[str, tuple[str, ...]] = {
    WORK: ("block", "persons", "hours_per_week", "start", "end"),
    INVOICE: ("block", "invoice_cents", "start"),
    ACTIVITY: ("block", "activity_hours", "start"),
}
DAYS = ("start", "end")

Sketch = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedLine:
    """So many persons of a block, so many hours (hundredths a week), from a day to a day, counted in.

    Or an invoice (cents, excluding VAT) or hours of an activity (hundredths), on the day `start`, which is then `end`.
    """

    block: str
    start: date
    end: date
    persons: int = 1
    hours_per_week: int | None = None
    invoice_cents: int | None = None
    activity_hours: int | None = None

    @property
    def kind(self) -> str:
        """Return what the line is about: `work`, `invoice` or `activity`."""
        if self.invoice_cents is not None:
            return INVOICE
        return WORK if self.activity_hours is None else ACTIVITY


def complete(sketch: Sketch) -> PlannedLine | None:
    """Return the line that a sketch has become; None while something is missing."""
    needed = NEEDED[sketch.get("kind", WORK)]
    if any(sketch.get(name) in (None, "") for name in needed):
        return None
    told = {name: sketch[name] for name in needed}
    return PlannedLine(**{"end": sketch["start"], **told})


def is_begun(sketch: Sketch) -> bool:
    """Say whether anything of the line was filled in."""
    return any(sketch.get(name) not in (None, "") for name in NEEDED[sketch.get("kind", WORK)])


def sketch_of(line: PlannedLine) -> dict[str, Any]:
    """Return a line as a sketch to go on with."""
    return {"kind": line.kind, **{name: getattr(line, name) for name in NEEDED[line.kind]}}


def line_of(row: PlanLine, fulltime_hours: int) -> PlannedLine:
    """Return a line of an agreement as it was planned; hours that an old line does not have are full time."""
    paid = row.invoice_cents is not None or row.activity_hours is not None
    return PlannedLine(
        block=row.block,
        persons=row.persons,
        hours_per_week=None if paid else (row.hours_per_week or fulltime_hours),
        invoice_cents=row.invoice_cents,
        activity_hours=row.activity_hours,
        start=row.start,
        end=row.end,
    )


def as_kept(sketches: Iterable[Sketch], after: int) -> dict[str, Any]:
    """Return sketches as a proposal keeps them, with the version of the agreement that they were written after."""
    return {"after": after, "lines": [_plain(sketch) for sketch in sketches]}


def kept_sketches(kept: Any) -> tuple[dict[str, Any], ...]:
    """Return the sketches that a proposal keeps, in order."""
    rows: Sequence[Sketch] = kept.get("lines", ()) if isinstance(kept, dict) else kept
    return tuple(
        {name: date.fromisoformat(value) if name in DAYS else value for name, value in row.items()} for row in rows
    )


def kept_lines(kept: Any) -> tuple[PlannedLine, ...]:
    """Return the lines of a proposal that are complete."""
    return tuple(line for sketch in kept_sketches(kept) if (line := complete(sketch)))


def written_after(kept: Any) -> int:
    """Return the number of the agreement that counted when the proposal was written; 0 where there was none."""
    return int(kept.get("after", 0)) if isinstance(kept, dict) else 0


def _plain(sketch: Sketch) -> dict[str, Any]:
    wanted = ("kind", *NEEDED[sketch.get("kind", WORK)])
    held = {name: sketch[name] for name in wanted if sketch.get(name) not in (None, "")}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in held.items()}
