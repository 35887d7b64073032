"""Figures and days as people type them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django import forms
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tegenwaarde.faces.web.forms_base import (
    DayField,
    HoursField,
    MoneyField,
    PageForm,
    PercentageField,
)
from tegenwaarde.usecases.entries import cents_from_entry, day_from_entry, scaled_from_entry


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("1.234,56", 123456),
        ("1234,56", 123456),
        ("1234.56", 123456),
        ("1,234.56", 123456),
        ("1234,5", 123450),
        ("1.234", 123400),
        ("1.234.567", 123456700),
        ("€ 1.234,-", 123400),
        ("€\N{NO-BREAK SPACE}0,05", 5),
        ("0", 0),
        ("", None),
        ("veel", None),
        ("1.23.456", None),
        ("1,234", None),
        ("12,345", None),
        ("-5", None),
        ("٣", None),
        ("123456789012,00", None),
    ],
)
def test_an_amount_is_read_as_it_is_written_in_the_netherlands(typed: str, cents: int | None) -> None:
    assert cents_from_entry(typed) == cents


@pytest.mark.parametrize("language", ["nl", "en"])
@given(cents=st.integers(0, 10**12))
def test_an_amount_that_the_form_writes_is_read_back_the_same(language: str, cents: int) -> None:
    with translation.override(language):
        assert MoneyField().clean(MoneyField().prepare_value(cents)) == cents


@pytest.mark.parametrize("language", ["nl", "en"])
@given(share=st.integers(0, 1_000_000))
def test_a_percentage_that_the_form_writes_is_read_back_the_same(language: str, share: int) -> None:
    with translation.override(language):
        assert PercentageField().clean(PercentageField().prepare_value(share)) == share


def test_hours_are_hundredths_with_a_comma_or_a_point() -> None:
    assert scaled_from_entry("32,5", 2) == scaled_from_entry("32.5", 2) == 3250
    assert scaled_from_entry("32,555", 2) is None


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1-3-2017", date(2017, 3, 1)),
        ("01/03/2017", date(2017, 3, 1)),
        ("2017-03-01", date(2017, 3, 1)),
        ("31-2-2017", None),
        ("1-3-17", None),
        ("morgen", None),
    ],
)
def test_a_day_is_read_in_dutch_and_as_the_browser_sends_it(typed: str, day: date | None) -> None:
    assert day_from_entry(typed) == day


class _Placement(PageForm):
    amount = MoneyField(label="Bedrag", least=100)
    hours = HoursField(label="Uren", most=16_800, required=False)
    day = DayField(label="Dag")


def _errors(**typed: Any) -> dict[str, list[str]]:
    with translation.override("nl"):
        return {name: list(map(str, words)) for name, words in _Placement(typed).errors.items()}


def test_a_message_says_what_to_do() -> None:
    assert _errors(amount="veel", hours="200", day="") == {
        "amount": ["Vul een bedrag in, bijvoorbeeld 1.234,56."],
        "hours": ["Vul 168 of minder in."],
        "day": ["Vul dit veld in."],
    }


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("-5", "Vul een bedrag zonder minteken in."),
        ("€ -1.234,56", "Vul een bedrag zonder minteken in."),
        ("123456789012,00", "Dit bedrag is te groot: vul hoogstens 11 cijfers in voor de komma."),
        ("123.456.789.012", "Dit bedrag is te groot: vul hoogstens 11 cijfers in voor de komma."),
        ("1,234", "Vul hoogstens 2 cijfers in achter de komma."),
        ("1.234,567", "Vul hoogstens 2 cijfers in achter de komma."),
        ("1.23.456", "Vul een bedrag in, bijvoorbeeld 1.234,56."),
    ],
)
def test_each_way_to_go_wrong_with_an_amount_has_its_own_words(typed: str, words: str) -> None:
    assert _errors(amount=typed, day="1-3-2017") == {"amount": [words]}


class _Plan(PageForm):
    persons = forms.IntegerField(label="Personen", min_value=1, max_value=9)
    words = forms.CharField(label="Tekst", max_length=4, required=False)


def test_djangos_own_limits_are_told_in_our_words_and_cut_nothing() -> None:
    with translation.override("nl"):
        few, many = _Plan({"persons": "0", "words": "te lang"}), _Plan({"persons": "10"})
        assert few.errors["persons"] == ["Vul 1 of meer in."]
        assert many.errors["persons"] == ["Vul 9 of minder in."]
        assert few.errors["words"] == ["Schrijf hoogstens 4 tekens. Nu zijn het er 7."]
    assert "maxlength" not in str(few["words"])


def test_an_amount_below_the_least_is_refused_with_the_least() -> None:
    assert _errors(amount="0,50", day="1-3-2017") == {"amount": ["Vul 1 of meer in."]}


def test_another_way_to_write_the_same_amount_is_no_change() -> None:
    form = _Placement({"amount": "1.234,50", "day": "2017-03-01"}, initial={"amount": 123450, "day": date(2017, 3, 1)})
    assert form.changed_data == []


def test_an_empty_optional_figure_is_nothing() -> None:
    form = _Placement({"amount": "5", "hours": "", "day": "1-3-2017"})
    assert form.is_valid()
    assert form.cleaned_data["hours"] is None
