"""Days as people and programs write them."""

from __future__ import annotations

from datetime import date

import pytest

from tegenwaarde.usecases.entries import day_from_entry


@pytest.mark.parametrize(
    "text",
    [
        "1-3-2017",
        "01/03/2017",
        "2017-03-01",
        "2017-03-01T00:00:00",
        "2017-03-01 09:30",
        "2017-03-01T09:30:00.000Z",
        "2017-03-01T09:30:00+01:00",
        "1 maart 2017",
        " 1  Maart 2017 ",
        "1 mrt 2017",
        "1 mrt. 2017",
        "1 March 2017",
        "1-mar-2017",
    ],
)
def test_a_day_is_known_in_the_ways_that_people_and_programs_write_it(text: str) -> None:
    assert day_from_entry(text) == date(2017, 3, 1)


@pytest.mark.parametrize("text", ["", "maart 2017", "30 februari 2017", "1 lentemaand 2017", "2017-03-01T", "1.3"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert day_from_entry(text) is None
