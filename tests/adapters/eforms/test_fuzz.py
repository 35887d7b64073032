"""Mutated notices never make the reader crash or hang: a few hundred here, always the same ones."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from tegenwaarde.adapters.eforms.parties import kvk_in
from tegenwaarde.adapters.eforms.social import shortened
from tests.adapters.eforms.reading import read
from tests.adapters.eforms.samples import samples
from tools.drill.fuzz import within
from tools.drill.mutations import MUTATIONS

ROUNDS = 40  # of each mutation
SECONDS = 30  # a notice that takes longer hangs
SAMPLES = samples()


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda each: each.__name__)
def test_a_mutated_notice_is_read_or_refused(mutation: Callable[[bytes, random.Random], bytes]) -> None:
    chance = random.Random(mutation.__name__)
    for name in chance.choices(sorted(SAMPLES), k=ROUNDS):
        content = SAMPLES[name]
        for _ in range(chance.randrange(1, 4)):
            content = mutation(content, chance)
        with within(SECONDS):
            read(content)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_notices_that_are_mutated_are_themselves_in_order(name: str) -> None:
    found = read(SAMPLES[name])
    assert found.awards or found.tenders


@pytest.mark.parametrize("piece", ["k.v.k. ", "1 ", "1.2-", "kamer van koophandel ", "0106:", "00000003"])
def test_a_long_number_is_looked_through_in_one_go(piece: str) -> None:
    assert kvk_in(piece * 100_000, "NLD") == ""


@pytest.mark.parametrize("piece", ["social ", "afstand tot de ", "sociale-", "sro", "langdurige werkl", "PSOPSO"])
def test_a_long_text_is_looked_through_in_one_go(piece: str) -> None:
    assert shortened(piece * 100_000) == ""
