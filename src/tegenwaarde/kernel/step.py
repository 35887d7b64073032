"""A step of a calculation: a figure, how it came about, and the rule it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Figure = int | str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an explanation.

    `code` names the sentence that a screen makes of it; `figures` are its numbers as pairs. The ending of a figure's
    name says its unit: `_cents` (euro cents), `_day` (ISO date, inclusive), `_days` (whole days), `_hours` (hundredths
    of an hour), `_percent` (ten-thousandths of a percent), `_years` (whole years); anything else is a plain number
    or word. `rule` is the id in rules.md (`C3`), `source` the place in the policy (`note 4.4/1`).
    """

    code: str
    figures: tuple[tuple[str, Figure], ...]
    rule: str
    source: str = ""

    def __getitem__(self, name: str) -> Figure:
        """Return the figure called `name`; KeyError where the step has none."""
        return dict(self.figures)[name]

    def as_json(self) -> dict[str, Any]:
        """Return the step as plain data for a receipt."""
        return {"code": self.code, "figures": dict(self.figures), "rule": self.rule, "source": self.source}


def steps_from_json(rows: Iterable[Mapping[str, Any]]) -> tuple[Step, ...]:
    """Return the steps that a receipt holds, in order."""
    return tuple(
        Step(code=row["code"], figures=tuple(row["figures"].items()), rule=row["rule"], source=row["source"])
        for row in rows
    )


def steps_to_json(steps: Sequence[Step]) -> list[dict[str, Any]]:
    """Return the steps as plain data, in order."""
    return [step.as_json() for step in steps]
