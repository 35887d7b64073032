"""A BSN or the number of an identity document is kept out of everything that somebody types."""

from __future__ import annotations

from datetime import date

import pytest

from tegenwaarde.usecases.persons.naming import reference_problems
from tegenwaarde.usecases.reports.answers import Answers
from tegenwaarde.usecases.reports.contradictions import contradictions
from tegenwaarde.usecases.second_party.answer import _problems


@pytest.mark.parametrize("reference", ["123456782", "Jansen BSN 123456782", "paspoort SPECI2014"])
def test_a_reference_is_no_number_of_a_person(reference: str) -> None:
    assert [one.code for one in reference_problems(reference)] == ["REFERENCE_IS_BSN"]


@pytest.mark.parametrize("reference", ["medewerker 12", "201700123x", "PN-1024"])
def test_a_reference_of_ones_own_is_fine(reference: str) -> None:
    assert reference_problems(reference) == []


def test_how_an_activity_helps_holds_no_number_of_a_person() -> None:
    answers = Answers(kind="activity", participation="Bezoek met BSN 123456782", activity_date=date(2017, 5, 1))
    assert [(one.code, one.place) for one in contradictions(answers)] == [("TEXT_HAS_NUMBER", "participation")]


def test_a_second_partys_remark_holds_no_number_of_a_person() -> None:
    found = _problems("R. Meester", "Zijn sofinummer is 111222333", confirmed=False)
    assert [(one.code, one.place) for one in found] == [("TEXT_HAS_NUMBER", "remark")]
