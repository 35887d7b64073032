"""Thousands of random rows, every kind of refusal among them: the batch and plain Python agree to the cent."""

from __future__ import annotations

import io
from fractions import Fraction

import pytest

from bench.plain_csv import placements_csv
from bench.plain_obligations import Refused, obligation, split
from bench.sample import Sampler
from tegenwaarde.kernel.money import text_from_cents
from tegenwaarde.usecases.batch.placements import calc_placements
from tests.batch.files import costs, csv_text, obligations, placements, read_csv, valued

AMOUNTS = ["id", "base_eur", "permanent_eur", "fifty_plus_eur", "refugee_eur", "infra_eur", "total_eur"]
DAYS = ["counted_from", "counted_until"]


@pytest.mark.parametrize(("seed", "refused"), [(1, 0.05), (2, 0.5)])
def test_placements_are_worth_what_plain_python_says(seed: int, refused: float) -> None:
    content = csv_text(Sampler(seed, refused).placements(4000))
    plain = io.StringIO()
    placements_csv(io.StringIO(content, newline=""), plain)
    expected = read_csv(plain.getvalue().encode())
    lines = placements(content, piece_bytes=100_000)
    assert len(lines) == 4000
    for line, other in zip(lines, expected, strict=True):
        assert [line[name] for name in AMOUNTS + DAYS] == [other[name] for name in AMOUNTS + DAYS]
        assert bool(line["error"]) == bool(other["error"])


def test_the_random_placements_know_every_reason_to_refuse() -> None:
    reasons = " ".join({line["error"] for line in placements(csv_text(Sampler(2, 0.5).placements(12_000)))})
    expected = """
        must be above zero|no such row|contract ends before|employment ends before|study ends before|so this is row 1
        so this is row 2|so this is row 5|so this is row 6|no row values that|age limit|not yet 27|during the study
        counts the invoice|counts hours|on one day|first day of the employment|first day of the contract
        last day of the contract|Give the hours per week|Give the row|existing day|write a number|write 1
    """
    assert not [part for part in expected.replace("\n", "|").split("|") if part.strip() not in reasons]


@pytest.mark.parametrize(("seed", "refused"), [(3, 0.1), (4, 0.5)])
def test_obligations_are_what_plain_python_says(seed: int, refused: float) -> None:
    rows = Sampler(seed, refused).obligations(1500)
    for row, line in zip(rows, obligations(csv_text(rows), piece_bytes=20_000), strict=True):
        try:
            regime, european, percentage, *amounts = obligation(row)
        except Refused:
            assert line["error"], row
            assert {line[name] for name in ("regime", "european", "percentage", "gross_eur", "net_eur")} == {""}
            continue
        assert line["error"] == "", row
        assert (line["regime"], line["european"]) == (regime, str(european)), row
        assert Fraction(line["percentage"]) == percentage, row
        assert [line[name] for name in ("gross_eur", "discount_eur", "net_eur")] == list(
            map(text_from_cents, amounts)
        ), row


def test_pots_are_split_as_plain_python_does() -> None:
    chance = Sampler(5).random
    for _ in range(50):
        people = [chance.choice((0, 1, 500, 500, chance.randrange(100_000))) for _ in range(chance.randrange(2, 15))]
        exempt = [chance.random() < 0.2 for _ in people]
        people[0], exempt[0] = 7, False
        cents = [chance.randrange(1, 10_000_000) for _ in range(3)]
        rows = [{"name": str(n), "population": str(p), "one_off_exempt": str(int(e))}
                for n, (p, e) in enumerate(zip(people, exempt, strict=True))]  # fmt: skip
        weights = [people, [1] * len(people), [int(not one) for one in exempt]]
        expected = [split(pot, weight, people) for pot, weight in zip(cents, weights, strict=True)]
        for line, shares in zip(costs(csv_text(rows), cents), zip(*expected, strict=True), strict=True):
            assert list(line.values())[1:] == list(map(text_from_cents, (*shares, sum(shares))))


def test_a_file_of_one_row_and_a_file_of_many_say_the_same() -> None:
    rows = Sampler(6, 0.3).placements(150)
    assert [placements(csv_text([row]))[0] for row in rows] == placements(csv_text(rows))


def test_the_tally_counts_what_was_refused() -> None:
    content = csv_text(Sampler(7, 0.3).placements(500))
    tally, answer = valued(calc_placements, content, piece_bytes=5000)
    assert (tally.rows, tally.refused) == (500, sum(bool(line["error"]) for line in read_csv(answer)))
