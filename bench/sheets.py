"""A spreadsheet: read and checked, beside Calamine's bare reading of the same file."""

from __future__ import annotations

import io
import os
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from bench.timing import Row, Sizes, best_in_turn

if TYPE_CHECKING:
    from tegenwaarde.usecases.ports.sheets import Cell
    from tegenwaarde.usecases.sheets.world import World

ROWS = 10_000
MOST_TIMES = 2.0
TODAY = date(2018, 1, 15)
NAMES = 5_000  # family names among ten thousand people
BEGINNINGS = ("Jans", "de Vri", "van den Berg", "Bakk", "Hendri", "Viss", "Smi", "Meij", "'t Hoo", "Dijk")
MIDDLES = ("e", "ings", "ar", "ol", "ui", "em", "ers", "an", "ij", "o")
ENDINGS = ("n", "ma", "stra", "sen", "man", "kamp", "huis", "veld", "donk", "laar")
MORE = ("", "er", "é", "tje", "-Kok")


def sheet_row(sizes: Sizes) -> Row:
    """Return the line for a sheet of 10,000 placements: how many times Calamine's own reading it takes."""
    _start_django()
    from python_calamine import CalamineWorkbook

    from tegenwaarde.adapters.spreadsheets import read_sheets
    from tegenwaarde.usecases.sheets.check import check_sheets

    content, world = filled_sheet(ROWS), a_world()
    if errors := check_sheets(read_sheets(content), world).errors:
        raise ValueError(f"the sheet to measure has errors: {errors[:3]}")

    def bare() -> None:
        opened = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in opened.sheet_names:
            opened.get_sheet_by_name(name).to_python(skip_empty_area=False)

    rounds = max(sizes.rounds, 5)
    ours, plain = best_in_turn(rounds, lambda: check_sheets(read_sheets(content), world), bare)
    times = ours / plain
    return Row(
        f"XLSX of {ROWS:,} placements, read and checked",
        f"{ours * 1000:.0f} ms",
        f"{plain * 1000:.0f} ms",
        f"{times:.2f} x",
        f"<= {MOST_TIMES:g} x bare",
        times > MOST_TIMES,
    )


def filled_sheet(count: int) -> bytes:
    """Return a sheet as a supplier with many people fills it in: everybody once, most columns filled."""
    from tegenwaarde.adapters.spreadsheets import write_sheets
    from tegenwaarde.usecases.sheets.template import filled

    return write_sheets(filled({"placement": [_cells(number) for number in range(count)]}))


def _cells(number: int) -> dict[str, Cell]:
    start = date(2017, 1, 2) + timedelta(days=number % 300)
    cells: dict[str, Cell] = {
        "contract": f"2017-{number % 5} · Onderhoud van bruggen {number % 5}",
        "reference": f"P-{number:05d}",
        "name_at_birth": _name(number * 37 % NAMES),
        "birth_date": date(1960, 1, 1) + timedelta(days=number * 7 % 14_000),
        "block": ("1", "2", "3", "7", "8")[number % 5],
        "benefit_since": start - timedelta(days=300 if number % 5 == 0 else 900),
        "employment_start": start,
        "hours_per_week": Decimal(1600 + 50 * (number % 40)) / 100,
        "fulltime_hours": 36 if number % 2 else 40,
        "refugee": "ja" if number % 20 == 0 else "nee",
        "no_displacement": "ja",
    }
    if number % 3 == 0:
        cells["employment_end"] = start + timedelta(days=200)
        cells["share"] = "50%"
    return cells


def _name(number: int) -> str:
    """Return one of some thousands of family names; one in three has a prefix, a mark, an apostrophe or two parts."""
    return f"{BEGINNINGS[number % 10]}{MIDDLES[number // 10 % 10]}{ENDINGS[number // 100 % 10]}{MORE[number // 1000]}"


def a_world() -> World:
    """Return a supplier with five running contracts and nobody reported before."""
    from tegenwaarde.policy import library
    from tegenwaarde.usecases.sheets.world import OwnContract, world_of

    book = library.newest("twente")
    return world_of(
        tuple(
            OwnContract(
                id=number,
                label=f"2017-{number} · Onderhoud van bruggen {number}",
                title=f"Onderhoud van bruggen {number}",
                book=book,
                start=date(2017, 1, 1),
                end=date(2019, 12, 31),
                activities=False,
            )
            for number in range(5)
        ),
        TODAY,
    )


def _start_django() -> None:
    """Load the settings of the tests: no database is asked, but the keys of identities are."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tegenwaarde.config.settings_test")
    import django

    django.setup()
