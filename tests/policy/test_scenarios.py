"""The policy stories of Twente, told to the engine without any framework."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from tegenwaarde.engine.costs import CostBearer, split_costs
from tegenwaarde.engine.obligations import calculate_obligation
from tegenwaarde.engine.results import COMPONENTS
from tegenwaarde.engine.valuing import value_placement
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.library import book
from tests.policy.stories import Story, cents, files, obligation_facts, placement_facts, rate, stories

PLACEMENTS = stories("placements")
OBLIGATIONS = stories("obligations")
COSTS = [(item, content["book"]) for content in files("twente").values() for item in content.get("costs", [])]


def told(one: Story) -> str:
    return one.id


def check_refusal(story: Story, problems: tuple[Problem, ...]) -> None:
    assert [problem.code for problem in problems] == [story.refused["code"]], story.why
    assert dict(problems[0].params).get("right_row") == story.refused.get("right_row"), story.why


@pytest.mark.parametrize("story", PLACEMENTS, ids=told)
def test_a_placement_is_worth_what_its_story_says(story: Story) -> None:
    valuation = value_placement(story.book, placement_facts(story.facts), story.as_of)
    if story.refused:
        check_refusal(story, valuation.problems)
        return
    assert valuation.problems == (), story.why
    expected = {part: cents(story.expect.get(part, "0")) for part in COMPONENTS}
    assert {part: getattr(valuation.amounts, part) for part in COMPONENTS} == expected, story.why
    window = (valuation.counted.start, valuation.counted.last) if valuation.counted else (None, None)
    assert window == (story.expect.get("counted_from"), story.expect.get("counted_until")), story.why


@pytest.mark.parametrize("story", OBLIGATIONS, ids=told)
def test_an_obligation_is_what_its_story_says(story: Story) -> None:
    value = calculate_obligation(story.book, obligation_facts(story.facts))
    if story.refused:
        check_refusal(story, value.problems)
        return
    assert value.problems == (), story.why
    found = (value.regime, value.european, value.percentage, value.gross_cents, value.discount_cents, value.net_cents)
    expect = story.expect
    amounts = tuple(cents(expect[name]) for name in ("gross", "discount", "net"))
    assert found == (expect["regime"], expect["european"], rate(expect["percentage"]), *amounts), story.why
    assert bool(value.warnings) == ("warning" in expect), story.why
    assert sum(year.share_cents for year in value.years) in (0, value.gross_cents)


@pytest.mark.parametrize(("split", "book_id"), COSTS, ids=lambda one: one["id"] if isinstance(one, dict) else one)
def test_costs_are_split_as_their_story_says(split: dict[str, Any], book_id: str) -> None:
    pots = [pot for pot in book(book_id).cost_pots if pot.id in split["pots"]]
    assert {pot.id: pot.amount_cents for pot in pots} == {name: cents(eur) for name, eur in split["pots"].items()}
    cities = split["municipalities"]
    bearers = [CostBearer(city["name"], city["population"], city.get("exempt", False)) for city in cities]
    answer = split_costs(book(book_id).cost_pots, bearers)
    assert [pot.id for pot in answer.pots] == list(split["pots"])
    assert [list(row) for row in answer.amounts] == [[cents(city[name]) for name in split["pots"]] for city in cities]
    for place, pot in enumerate(answer.pots):
        assert sum(row[place] for row in answer.amounts) == pot.amount_cents
    for row, city in zip(answer.amounts, cities, strict=True):
        assert abs(row[0] - cents(city["note_licences"])) <= 1


def test_every_row_has_three_stories_or_more() -> None:
    told_of = Counter(story.row for story in (*PLACEMENTS, *OBLIGATIONS) if story.row)
    twente = book("twente-2017")
    rows = [block.id for block in twente.blocks] + [extra.id for extra in twente.extras]
    rows += [label.row for label in twente.labels]
    assert {row: told_of[row] for row in rows if told_of[row] < 3} == {}


def test_every_story_has_a_name_of_its_own_and_says_why() -> None:
    names = Counter(story.id for story in (*PLACEMENTS, *OBLIGATIONS))
    assert [name for name, times in names.items() if times > 1] == []
    assert [story.id for story in (*PLACEMENTS, *OBLIGATIONS) if not story.why.endswith(".")] == []


def test_every_worked_example_is_told() -> None:
    worked = Counter(kind for kind in ("placements", "obligations") for _ in files("twente")["worked-examples"][kind])
    assert worked == {"placements": 9, "obligations": 6}
