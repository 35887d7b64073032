"""What is agreed counts in the forecast until reports take its place (C10): person by person, or euro by euro."""

from __future__ import annotations

from datetime import date

import pytest

from tegenwaarde.records.models import Agreement, PlanLine
from tegenwaarde.usecases.ledger.plans import Replaced, remaining_cents, remaining_persons

DAY = date(2017, 11, 1)


def line(number: int, block: str, cents: int, **more: object) -> tuple[int, PlanLine]:
    facts = {"persons": 1, "start": DAY, "end": DAY, "value_cents_each": cents, "agreement": Agreement(pk=1)}
    return 7, PlanLine(pk=number, block=block, **{**facts, **more})


def invoice(number: int, cents: int) -> tuple[int, PlanLine]:
    return line(number, "9", cents, invoice_cents=cents)


def replaced(number: int, block: str, persons: int, cents: int) -> Replaced:
    return Replaced(contract_id=7, line_id=number, block=block, persons=persons, cents=cents)


@pytest.mark.parametrize(
    ("approved", "left"),
    [
        ([], 1_000),
        ([replaced(1, "9", 1, 400)], 600),
        ([replaced(1, "9", 3, 1_000)], 0),
        ([replaced(1, "9", 1, 5_000)], 0),
    ],
)
def test_an_invoice_smaller_than_planned_replaces_only_its_own_amount(approved: list[Replaced], left: int) -> None:
    lines = [invoice(1, 1_000)]
    assert remaining_cents(lines, approved) == {1: left}
    assert remaining_persons(lines, approved) == {1: 1 if left else 0}


def test_what_an_invoice_is_over_its_line_replaces_another_line_of_the_same_block() -> None:
    lines = [invoice(1, 1_000), invoice(2, 1_000), line(3, "15", 700, activity_hours=700)]
    assert remaining_cents(lines, [replaced(1, "9", 1, 1_500)]) == {1: 0, 2: 500, 3: 700}


def test_what_was_invoiced_under_an_earlier_version_is_not_expected_again() -> None:
    assert remaining_cents([invoice(11, 1_000)], [replaced(1, "9", 2, 400)]) == {11: 600}


def test_a_person_replaces_a_person_whatever_the_value() -> None:
    lines = [line(1, "1", 3_000, persons=2, hours_per_week=3_600)]
    assert remaining_cents(lines, [replaced(1, "1", 1, 200)]) == {1: 3_000}
    assert remaining_persons(lines, [replaced(1, "1", 1, 200)]) == {1: 1}
    assert remaining_cents(lines, [replaced(1, "1", 3, 90_000)]) == {1: 0}


def test_an_invoice_taken_back_is_expected_again() -> None:
    assert remaining_cents([invoice(1, 1_000)], [replaced(1, "9", 1, 0)]) == {1: 1_000}


def test_contracts_do_not_replace_each_other() -> None:
    other = Replaced(contract_id=8, line_id=99, block="9", persons=1, cents=1_000)
    assert remaining_cents([invoice(1, 1_000)], [other]) == {1: 1_000}
