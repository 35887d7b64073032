"""What was realised is open in steps of persons together: nothing of one person follows from it."""

from __future__ import annotations

from datetime import date

import pytest

from tegenwaarde.records.models import Contract, LedgerLine, Person, Report, User
from tegenwaarde.usecases.opendata.realised import OpenAmount, open_amounts

pytestmark = pytest.mark.django_db

LEAST = 5
END_OF_2017, END_OF_2018 = date(2017, 12, 31), date(2018, 12, 31)


class Ledger:
    """Books lines for persons called by a number."""

    def __init__(self, contract: Contract, user: User) -> None:
        self.contract, self.user = contract, user
        self.reports: dict[int, Report] = {}

    def report(self, person: int) -> Report:
        if person not in self.reports:
            assert self.contract.supplier
            who = Person.unfenced.create(supplier=self.contract.supplier, reference=f"P-{person}")
            self.reports[person] = Report.unfenced.create(
                contract=self.contract,
                person=who,
                state="approved",
                block="1",
                submitted_on=date(2017, 1, 31),
                made_by=self.user,
                made_on=date(2017, 1, 31),
            )
        return self.reports[person]

    def book(self, person: int, year: int, cents: int = 1_000_000, booked: date | None = None) -> LedgerLine:
        from tests.access.neighbours import a_copy

        return LedgerLine.unfenced.create(
            contract=self.contract,
            report=self.report(person),
            receipt=a_copy(self.contract.obligations.get().receipt),
            year=year,
            quarter=1,
            component="base",
            block="1",
            cents=cents,
            booked_on=booked or date(year, 2, 1),
        )

    def open_on(self, day: date) -> OpenAmount | None:
        return open_amounts([self.contract.pk], least_persons=LEAST, today=day).get(self.contract.pk)


@pytest.fixture
def ledger(contract_in_force: Contract, bram: User) -> Ledger:
    return Ledger(contract_in_force, bram)


def test_what_five_persons_brought_in_a_year_is_open_after_that_year(ledger: Ledger) -> None:
    for person in range(5):
        ledger.book(person, 2017)
    assert ledger.open_on(END_OF_2017) is None
    assert ledger.open_on(date(2018, 1, 1)) == OpenAmount(END_OF_2017, 5_000_000)


def test_what_four_persons_brought_is_never_open(ledger: Ledger) -> None:
    for person in range(4):
        for year in (2017, 2018):
            ledger.book(person, year)
    assert ledger.open_on(date(2030, 1, 1)) is None


def test_a_year_about_too_few_waits_until_enough_others_join(ledger: Ledger) -> None:
    for person in range(3):
        ledger.book(person, 2017)
    for person in (3, 4):
        ledger.book(person, 2018)
    assert ledger.open_on(date(2018, 6, 1)) is None
    assert ledger.open_on(date(2019, 1, 1)) == OpenAmount(END_OF_2018, 5_000_000)


def test_one_person_more_in_a_later_year_does_not_move_the_open_amount(ledger: Ledger) -> None:
    for person in range(5):
        ledger.book(person, 2017)
    before = ledger.open_on(date(2018, 6, 1))
    ledger.book(9, 2018)
    assert ledger.open_on(date(2019, 6, 1)) == before


def test_what_is_put_right_later_of_one_person_does_not_move_it_either(ledger: Ledger) -> None:
    lines = [ledger.book(person, 2017) for person in range(5)]
    before = ledger.open_on(date(2018, 2, 1))
    LedgerLine.unfenced.create(
        contract=lines[0].contract,
        report=lines[0].report,
        receipt=lines[0].receipt,
        year=2017,
        quarter=1,
        component="base",
        block="1",
        cents=-1_000_000,
        reverses=lines[0],
        booked_on=date(2018, 5, 1),
    )
    assert ledger.open_on(date(2019, 2, 1)) == before
    for person in range(10, 14):
        ledger.book(person, 2019)
    assert ledger.open_on(date(2020, 2, 1)) == OpenAmount(date(2019, 12, 31), 8_000_000)


def test_a_value_approved_after_its_year_counts_in_the_year_of_its_approval(ledger: Ledger) -> None:
    for person in range(5):
        ledger.book(person, 2017, booked=date(2018, 1, 15))
    assert ledger.open_on(date(2018, 3, 1)) is None
    assert ledger.open_on(date(2019, 1, 1)) == OpenAmount(END_OF_2018, 5_000_000)


def test_one_person_reported_five_times_is_one_person(ledger: Ledger) -> None:
    for year in range(2017, 2022):
        ledger.book(1, year)
    assert ledger.open_on(date(2030, 1, 1)) is None


def test_a_policy_that_says_nothing_opens_nothing(ledger: Ledger) -> None:
    for person in range(5):
        ledger.book(person, 2017)
    assert open_amounts([ledger.contract.pk], least_persons=0, today=date(2019, 1, 1)) == {}
