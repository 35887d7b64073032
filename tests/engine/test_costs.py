"""The running costs split over the municipalities (E)."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tegenwaarde.engine.costs import CostBearer, split_costs
from tegenwaarde.policy.book import CostPot, PotShape
from tests.engine.books import POTS, WORDS
from tests.engine.properties import few

# Note 4.9: inhabitants on 1-1-2016, and the cents that the note gives each municipality of the first pot.
NOTE = {
    "Almelo": (72_505, 430_341),
    "Borne": (22_347, 132_637),
    "Dinkelland": (26_119, 155_025),
    "Enschede": (158_480, 940_630),
    "Haaksbergen": (24_329, 144_401),
    "Hellendoorn": (35_652, 211_606),
    "Hengelo": (81_080, 481_236),
    "Hof van Twente": (34_890, 207_083),
    "Losser": (22_445, 133_218),
    "Oldenzaal": (32_112, 190_595),
    "Rijssen-Holten": (37_875, 224_800),
    "Tubbergen": (21_122, 125_366),
    "Twenterand": (33_856, 200_946),
    "Wierden": (23_944, 142_115),
}
TWENTE = [CostBearer(name, population, name == "Enschede") for name, (population, _) in NOTE.items()]
POPULATION, EQUAL, ONE_OFF = POTS


def test_the_table_of_the_note_comes_out_within_a_cent() -> None:
    split = split_costs(POTS, TWENTE)
    for bearer, (by_population, equal, one_off) in zip(TWENTE, split.amounts, strict=True):
        assert abs(by_population - NOTE[bearer.name][1]) <= 1
        assert equal == 50_000
        assert abs(one_off - (0 if bearer.one_off_exempt else 30_770)) <= 1


def test_every_pot_of_the_note_adds_up_exactly() -> None:
    split = split_costs(POTS, TWENTE)
    assert [sum(pot) for pot in zip(*split.amounts, strict=True)] == [pot.amount_cents for pot in POTS]


def test_equal_remainders_go_to_the_larger_and_then_to_the_earlier() -> None:
    bearers = [CostBearer("Buurstad", 10), CostBearer("Voorbeeldstad", 20), CostBearer("Derdestad", 20)]
    cent = replace(EQUAL, amount_cents=2)
    assert split_costs([cent], bearers).amounts == ((0,), (1,), (1,))
    assert split_costs([replace(cent, amount_cents=1)], bearers).amounts == ((0,), (1,), (0,))


def test_a_pot_that_is_not_split_is_left_out() -> None:
    staff = CostPot("staff", WORDS, PotShape.NOT_SPLIT, 100, "note 4.9")
    split = split_costs([staff, EQUAL], TWENTE)
    assert split.pots == (EQUAL,)
    assert {len(amounts) for amounts in split.amounts} == {1}


def test_a_pot_that_nobody_bears_is_a_problem() -> None:
    exempt = [CostBearer("Voorbeeldstad", 0, one_off_exempt=True)]
    split = split_costs(POTS, exempt)
    assert [problem.code for problem in split.problems] == ["NOBODY_BEARS", "NOBODY_BEARS"]
    assert split.amounts == ()


def test_an_empty_pot_needs_nobody() -> None:
    split = split_costs([replace(ONE_OFF, amount_cents=0)], [CostBearer("Voorbeeldstad", 5, one_off_exempt=True)])
    assert split.amounts == ((0,),)


@few
@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**6), min_size=1, max_size=8))
def test_every_pot_adds_up_and_nobody_is_a_cent_off(cents: int, populations: list[int]) -> None:
    bearers = [CostBearer(f"stad {number}", 1 + people) for number, people in enumerate(populations)]
    amounts = [row[0] for row in split_costs([replace(POPULATION, amount_cents=cents)], bearers).amounts]
    total = sum(bearer.population for bearer in bearers)
    assert sum(amounts) == cents
    assert all(
        abs(amount * total - cents * bearer.population) < total for amount, bearer in zip(amounts, bearers, strict=True)
    )
