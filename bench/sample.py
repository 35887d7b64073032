"""Random rows with a fixed seed, refusals included, for the measurements and for the tests that compare."""

from __future__ import annotations

import random
from datetime import date, timedelta

from bench.plain import PLACEMENT_COLUMNS

OBLIGATION_COLUMNS = (  # noqa: SIM905
    "id,kind,tender_date,value_eur,estimated_value_eur,european,labour_share,material_share,percentage,"
    "subsidy_per_year_eur,contract_start,contract_end,certificates"
).split(",")

_BAD_DATES = ("2017-02-29", "2017-13-01", "1899-12-31", "2200-01-01", "2017-3-1", "1-3-2017", "2017-03-01 ", "morgen")
_BAD_NUMBERS = ("-1", "1,5", "1.234", "1e3", ".5", "5.", " 36", "36 ", "+36", "½", "NaN")
_DATES = frozenset(name for name in PLACEMENT_COLUMNS if name.endswith(("_start", "_end", "_date", "_from", "_on"))) | {
    "benefit_since",
    "as_of",
}


class Sampler:
    """Makes rows. `refused` is the share of rows in which something is spoilt on purpose."""

    def __init__(self, seed: int, refused: float = 0.05) -> None:
        self.random = random.Random(seed)
        self.refused = refused

    def day(self, first: date, days: int) -> date:
        """Return a day within `days` of `first`, now and then a 29 February or its neighbours."""
        day = first + timedelta(days=self.random.randrange(days))
        if self.random.random() < 0.04:
            leap = day.year - day.year % 4
            return date(leap, 2, 29) + timedelta(days=self.random.randrange(-1, 2))
        return day

    def chance(self, share: float) -> bool:
        """Return True in `share` of the cases."""
        return self.random.random() < share

    def number(self, choices: tuple[str, ...], low: int, high: int) -> str:
        """Return one of `choices`, or a random number with at most two decimals."""
        if self.chance(0.7):
            return self.random.choice(choices)
        hundredths = self.random.randrange(low * 100, high * 100)
        return self.random.choice((f"{hundredths // 100}.{hundredths % 100:02d}", f"{hundredths / 1000:.1f}"))

    def placement(self, number: int) -> dict[str, str]:
        """Return one placement as cells by column."""
        contract = self.day(date(2014, 1, 1), 2500)
        start = self.day(contract - timedelta(days=500), 1500)
        block = self.random.randrange(1, 16)
        row = dict.fromkeys(PLACEMENT_COLUMNS, "")
        row |= {"id": f"p{number}", "block": str(block), "contract_start": f"{contract}"}
        row["contract_end"] = f"{self.day(contract, 1600)}"
        if block in (9, 15):
            row["activity_date"] = f"{self.day(contract, 900)}"
            row["invoice_eur" if block == 9 else "activity_hours"] = self.number(("8", "40", "1250.50"), 0, 20_000)
        else:
            self._person(row, block, start)
        if self.chance(0.15):
            row["as_of"] = f"{self.day(contract, 1300)}"
        if self.chance(self.refused):
            self._spoil(row)
        return row

    def _person(self, row: dict[str, str], block: int, start: date) -> None:
        row["employment_start"] = f"{start}"
        row["hours_per_week"] = self.number(("36", "32", "24", "40", "20", "16.5"), 1, 45)
        if self.chance(0.7):
            row["employment_end"] = f"{self.day(start, 1100)}"
        if self.chance(0.2):
            row["fulltime_hours"] = self.random.choice(("40", "38", "36", "37.5"))
        self._history(row, block, start)
        if 10 <= block <= 12:
            row["study_end"] = f"{self.day(start, 1000)}"
            if self.chance(0.4):
                row["study_start"] = f"{self.day(start - timedelta(days=300), 300)}"
        if self.chance(0.2):
            row["refugee"] = self.random.choice(("1", "1", "0"))
        if self.chance(0.2):
            row["permanent_from"] = f"{self.day(start, 900)}"
        if self.chance(0.1):
            row["infra_paid_on"] = f"{self.day(start, 900)}"

    def _history(self, row: dict[str, str], block: int, start: date) -> None:
        """Give a birth date and a benefit that mostly fit the block."""
        if block == 14:
            row["birth_date"] = f"{self.day(start - timedelta(days=9900), 3500)}"
        elif self.chance(0.5):
            row["birth_date"] = f"{self.day(date(1955, 1, 1), 17_000)}"
        if block in (1, 2, 5, 6) and self.chance(0.7):
            near, far = {1: (0, 731), 2: (729, 3000), 5: (88, 367), 6: (364, 900)}[block]
            row["benefit_since"] = f"{start - timedelta(days=self.random.randrange(near, far))}"

    def _spoil(self, row: dict[str, str]) -> None:
        name = self.random.choice(PLACEMENT_COLUMNS[1:])
        if self.chance(0.4):
            row[name] = ""
        elif self.chance(0.3):
            row[name] = "0"
        elif name in _DATES:
            swap = f"{self.day(date(2000, 1, 1), 12_000)}"
            row[name] = self.random.choice((*_BAD_DATES, swap, swap, swap))
        elif name == "block":
            row[name] = self.random.choice(("16", "23", "01", "99", "x", "1.0", "-1"))
        else:
            row[name] = self.random.choice((*_BAD_NUMBERS, "0.00", "1.5", "99999999999999999999.99"))

    def placements(self, count: int) -> list[dict[str, str]]:
        """Return `count` placements."""
        return [self.placement(number) for number in range(count)]
