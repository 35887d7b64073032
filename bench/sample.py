"""Random rows with a fixed seed, refusals included, for the measurements and for the tests that compare."""

from __future__ import annotations

import csv
import io
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


def csv_bytes(columns: list[str], rows: list[dict[str, str]]) -> bytes:
    """Return rows as CSV in UTF-8."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


class Sampler:
    """Makes rows. `refused` is the share of rows in which something is spoilt on purpose.

    Without `vast`, no number has more digits than people write.
    """

    def __init__(self, seed: int, refused: float = 0.05, *, vast: bool = True) -> None:
        self.random = random.Random(seed)
        self.refused = refused
        self.odd_numbers = (*_BAD_NUMBERS, "0.00", "1.5", *(["99999999999999999999.99"] if vast else []))

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
            row[name] = self.random.choice(self.odd_numbers)

    def placements(self, count: int) -> list[dict[str, str]]:
        """Return `count` placements."""
        return [self.placement(number) for number in range(count)]

    def obligation(self, number: int) -> dict[str, str]:
        """Return one contract or subsidy as cells by column."""
        start = self.day(date(2014, 1, 1), 5000)
        end = self.day(start, 2000)
        row = dict.fromkeys(OBLIGATION_COLUMNS, "")
        row |= {"id": f"o{number}", "contract_start": f"{start}", "contract_end": f"{end}"}
        row["kind"] = self.random.choice(("works", "works", "services", "services", "supplies", "subsidy"))
        row["tender_date"] = f"{self.day(start - timedelta(days=200), 200)}"
        row["value_eur"] = self.number(("150000", "100000", "100000.01", "207000", "2400000"), 1, 9_000_000)
        if self.chance(0.3):
            row["estimated_value_eur"] = self.number(("209000", "5225000", "5548000", "221000"), 1, 9_000_000)
        if self.chance(0.2):
            row["european"] = self.random.choice("01")
        if self.chance(0.4):
            row["labour_share"] = self.random.choice(("25", "29.9999", "30", "45.5"))
            row["material_share"] = self.random.choice(("75", "70.0001", "70", ""))
        if self.chance(0.1):
            row["percentage"] = self.random.choice(("0", "2.5", "7.1234", "100", "100.0001"))
        if row["kind"] == "subsidy" or self.chance(0.1):
            row["subsidy_per_year_eur"] = self.random.choice(("100000", "100000.01", "250000"))
        if self.chance(0.7):
            row["certificates"] = self._certificates(start)
        if self.chance(self.refused):
            self._spoil_obligation(row)
        return row

    def _certificates(self, start: date) -> str:
        """Return a few certificates, some of which follow each other to the day."""
        held, last = [], self.day(start - timedelta(days=400), 400)
        for _ in range(self.random.randrange(1, 5)):
            first = last + timedelta(days=self.random.choice((1, 1, 1, 2, 30, -20)))
            last = self.day(first, 900)
            held.append(f"{self.random.choice(('pso1', 'pso2', 'pso3', 'werkpakt'))}:{first}:{last}")
        self.random.shuffle(held)
        return ";".join(held)

    def _spoil_obligation(self, row: dict[str, str]) -> None:
        name = self.random.choice(OBLIGATION_COLUMNS[1:])
        wrong = {
            "kind": ("Works", "goods", ""),
            "certificates": (
                "pso4:2017-01-01:2017-12-31",
                "pso1:2017-01-02:2017-01-01",
                "pso1",
                ";",
                "pso1:2017-1-1:x",
            ),
            "european": ("2", "ja"),
        }
        days = (*_BAD_DATES, "2013-12-31", "2014-01-01", "2040-01-01", "")
        row[name] = self.random.choice(wrong.get(name, days if name in _DATES else (*_BAD_NUMBERS, "", "0")))

    def obligations(self, count: int) -> list[dict[str, str]]:
        """Return `count` contracts and subsidies."""
        return [self.obligation(number) for number in range(count)]
