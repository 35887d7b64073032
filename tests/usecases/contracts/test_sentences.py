"""Every step that the engine can make of an obligation is a sentence in both languages, its figures written out."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from tegenwaarde.engine import obligation_steps
from tegenwaarde.engine.facts import CertificateFacts, ObligationFacts
from tegenwaarde.engine.obligations import calculate_obligation
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.kernel.step import Step
from tegenwaarde.usecases import figures
from tegenwaarde.usecases.contracts import obligation
from tegenwaarde.usecases.reading.sentences import say
from tegenwaarde.usecases.reading.sentences_obligation import obligation_words
from tegenwaarde.usecases.refusals import problem_words
from tests.engine.books import BOOK

PERCENT = 10_000
WORKS = ObligationFacts(
    kind="works",
    tender_date=date(2017, 2, 1),
    value_cents=50_000_000,
    contract_start=date(2017, 7, 1),
    contract_end=date(2018, 6, 30),
)
PSO = (CertificateFacts("pso2", date(2016, 1, 1), date(2018, 12, 31)),)
SUBSIDY = replace(WORKS, kind="subsidy", subsidy_per_year_cents=20_000_000)
STORIES = {
    "result": WORKS,
    "if possible": replace(WORKS, estimated_value_cents=15_000_000),
    "broad": replace(WORKS, estimated_value_cents=10_000_000),
    "European": replace(WORKS, estimated_value_cents=600_000_000, certificates=PSO),
    "stated": replace(WORKS, european=True),
    "stated otherwise": replace(WORKS, european=False),
    "capital": replace(WORKS, material_share=75 * PERCENT, labour_share=25 * PERCENT, certificates=PSO),
    "labour": replace(WORKS, material_share=50 * PERCENT, labour_share=50 * PERCENT),
    "chosen": replace(WORKS, percentage=3 * PERCENT),
    "past the thresholds": replace(WORKS, tender_date=date(2031, 1, 1)),
    "subsidy": replace(SUBSIDY, certificates=PSO),
    "small subsidy": replace(SUBSIDY, subsidy_per_year_cents=10_000_000),
}


def words_in(node: ast.AST) -> set[str]:
    """Return the text constants in a piece of code."""
    return {one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def codes_in(path: Path) -> set[str]:
    """Return the codes of steps that a module writes: the first words given to `Step` or `_step`, or to `code`."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"Step", "_step"}:
            given = [one for one in node.args[:2] if isinstance(one, ast.Constant)]
            found |= words_in(given[0]) if given else set()
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "code":
            found |= words_in(node.value)
    return found


def test_every_step_that_an_obligation_can_have_has_its_sentence() -> None:
    made = codes_in(Path(obligation_steps.__file__)) | codes_in(Path(obligation.__file__))
    assert {"thresholds", "regime", "percentage_capital", "net", "not_applied"} <= made
    assert made <= set(obligation_words(BOOK))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", STORIES)
def test_a_sentence_fills_in_every_figure(name: str, language: str) -> None:
    value = calculate_obligation(BOOK, STORIES[name])
    assert not value.problems
    with translation.override(language):
        told = say(value.steps, obligation_words(BOOK))
    assert len(told) == len(value.steps)
    for one in told:
        assert not re.search(r"[{}]|\d{4}-\d{2}-\d{2}|_", one.sentence)
        assert one.sentence.endswith(".")
        assert one.anchor == f"regel-{one.rule}"


def told_in_dutch(facts: ObligationFacts) -> list[str]:
    with translation.override("nl"):
        steps = calculate_obligation(BOOK, facts).steps
        return [one.sentence.replace("\N{NO-BREAK SPACE}", " ") for one in say(steps, obligation_words(BOOK))]


def test_a_supplier_reads_why_in_dutch() -> None:
    told = told_in_dutch(replace(WORKS, estimated_value_cents=700_000_000))[:5]
    assert " ".join(told) == (
        "De aanbesteding is gepubliceerd op 1 februari 2017. Van 1 januari 2016 tot en met 31 december 2017 zijn de "
        "Europese drempels € 209.000 voor leveringen en diensten en € 5.225.000 voor werken. "
        "De geraamde waarde van de aanbesteding is € 7.000.000. Dat is op of boven de Europese drempel voor "
        "leveringen en diensten van € 209.000. Daarom geldt een resultaatverplichting: voor wat niet is ingevuld, "
        "kan een boete volgen. "
        "Een aanbesteding voor werken is Europees vanaf € 5.225.000. Deze aanbesteding (€ 7.000.000) is dus "
        "Europees. Keurmerken van de opdrachtnemer verlagen de verplichting dan niet. "
        "De verplichting is 5% van de opdrachtsom. Die is lager als materiaal meer dan 70% en arbeid minder dan 30% "
        "van de kosten is; dat is hier niet bekend. "
        "5% van de opdrachtsom van € 500.000 is € 25.000."
    )


def test_each_contract_year_is_told_with_its_days_and_what_labels_take_off() -> None:
    years = told_in_dutch(replace(WORKS, contract_end=date(2019, 6, 30), certificates=PSO))[-3:]
    assert years == [
        "Contractjaar 1, 1 juli 2017 tot en met 30 juni 2018: het aandeel is € 12.500, min € 3.125 voor keurmerken.",
        "Contractjaar 2, 1 juli 2018 tot en met 30 juni 2019: het aandeel is € 12.500.",
        "€ 25.000 min € 3.125 voor keurmerken: de verplichting is € 21.875.",
    ]


def test_a_step_of_an_older_program_says_so() -> None:
    (told,) = say([Step("long_gone", (), "B4")], obligation_words(BOOK))
    assert "long_gone" in told.sentence


@pytest.mark.parametrize(
    ("name", "value", "dutch", "english"),
    [
        ("value_cents", 22_100_000, "€ 221.000", "€221,000"),
        ("value_cents", 123_456, "€ 1.234,56", "€1,234.56"),
        ("value_cents", -50, "€ -0,50", "-€0.50"),
        ("first_day", "2017-03-01", "1 maart 2017", "1 March 2017"),
        ("rest_days", 1, "1 dag", "1 day"),
        ("rest_days", 184, "184 dagen", "184 days"),
        ("counted_hours", 3_250, "32,5 uur", "32.5 hours"),
        ("rate_percent", 25_000, "2,5%", "2.5%"),
        ("full_years", 2, "2 jaar", "2 years"),
        ("number", 2017, "2017", "2017"),
        ("total", "3500000.00", "3.500.000,00", "3,500,000.00"),
        ("first_day", "", "", ""),
    ],
)
def test_a_figure_is_written_by_the_ending_of_its_name(name: str, value: Any, dutch: str, english: str) -> None:
    for language, text in (("nl", dutch), ("en", english)):
        with translation.override(language):
            assert figures.written(name, value).replace("\N{NO-BREAK SPACE}", " ") == text


def test_an_amount_in_a_column_keeps_its_cents() -> None:
    with translation.override("nl"):
        assert figures.in_a_column("value_cents", 22_100_000) == "€\N{NO-BREAK SPACE}221.000,00"


def test_a_problem_is_told_without_a_bare_date() -> None:
    problem = Problem("EARLY", "No policy version was in force on {day}: check the publication date.",
                      "tender_date", (("day", "2016-12-31"),))  # fmt: skip
    with translation.override("nl"):
        assert problem_words(problem).replace("\N{NO-BREAK SPACE}", " ") == (
            "Op 31 december 2016 gold nog geen beleid. Controleer de publicatiedatum."
        )
