"""A policy file that fits only one region is code in disguise: shapes that other regions use, in a file and valued."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tegenwaarde.engine.facts import PlacementFacts
from tegenwaarde.engine.results import Amounts
from tegenwaarde.engine.valuing import value_placement
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.policy.reader import read_book

SMALL = (Path(__file__).parent / "small.toml").read_text(encoding="utf-8")
EXTRA = SMALL[SMALL.index("[[extras]]") : SMALL.index("[[labels]]")]
EURO = 100


def read(text: str) -> PolicyBook:
    book, problems = read_book(text)
    assert book is not None, problems
    return book


def worth(book: PolicyBook, **facts: object) -> Amounts:
    contract = {"contract_start": date(2020, 1, 1), "contract_end": date(2025, 12, 31)}
    valuation = value_placement(book, PlacementFacts(**contract, hours_per_week=3600, **facts))  # type: ignore[arg-type]
    assert valuation.problems == ()
    return valuation.amounts


def with_tiers() -> PolicyBook:
    """Return a book with 5,000 from 50 and 7,500 from 55, as Harlingen has it."""
    older = EXTRA.replace('"older"', '"oldest"').replace("from_age = 50", "from_age = 55").replace('"5000"', '"7500"')
    younger = EXTRA.replace("from_age = 50", "from_age = 50\nbelow_age = 55")
    return read(SMALL.replace(EXTRA, younger + older))


@pytest.mark.parametrize(
    ("born", "euros"),
    [
        (date(1970, 6, 2), 0),
        (date(1970, 6, 1), 5_000),
        (date(1965, 6, 2), 5_000),
        (date(1965, 6, 1), 7_500),
    ],
    ids=["49", "50", "54", "55"],
)
def test_an_extra_can_have_tiers_of_age(born: date, euros: int) -> None:
    amounts = worth(with_tiers(), block="short", birth_date=born, employment_start=date(2020, 6, 1))
    assert amounts.fifty_plus == euros * EURO


def test_a_study_can_count_for_so_many_months_at_most() -> None:
    kind = 'kind = "months", months = 12, source'
    whole = read(SMALL.replace(kind, 'kind = "study", source'))
    capped = read(SMALL.replace(kind, 'kind = "study", months = 24, source'))
    study = {"block": "short", "employment_start": date(2020, 9, 1), "study_end": date(2023, 8, 31)}
    assert worth(whole, **study).base == 30_000 * EURO
    assert worth(capped, **study).base == 20_000 * EURO


def test_a_book_can_count_an_invoice_a_full_week_of_its_own_and_no_labels() -> None:
    text = SMALL.replace('hours = "36"', 'hours = "40"').replace(
        'kind = "months", months = 12, source', 'kind = "not_a_person", source'
    )
    text = text.replace('id = "short"\nunit = "full_time_year"', 'id = "short"\nunit = "hour"')
    labels = text[text.index("[[labels]]") : text.index("[[thresholds]]")]
    book = read(text.replace(labels, "").replace(', labels = ["star"]', ""))
    assert book.labels == ()
    assert worth(book, block="short", activity_date=date(2020, 5, 1), activity_hours=150).base == 15_000 * EURO
    person = {"block": "long", "employment_start": date(2020, 1, 1), "employment_end": date(2020, 12, 31)}
    assert worth(book, **person, birth_date=date(2000, 1, 1)).base == 1_125_045


def test_an_age_that_ends_before_it_starts_is_refused() -> None:
    _, problems = read_book(SMALL.replace("from_age = 50", "from_age = 50\nbelow_age = 50"))
    assert [(problem.code, problem.place) for problem in problems] == [
        ("ENDS_BEFORE_START", "line 46, extras[0].below_age")
    ]
