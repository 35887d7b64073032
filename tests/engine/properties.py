"""How many examples a property is tried on, and what they are drawn from.

Facts are made from one drawn number each: drawing every fact on its own would take longer than valuing it.
"""

from __future__ import annotations

import os
from datetime import date, timedelta
from random import Random

from hypothesis import settings
from hypothesis import strategies as st

from tegenwaarde.engine.facts import CertificateFacts, HoursChange, ObligationFacts, PlacementFacts

EXAMPLES = int(os.environ.get("EXAMPLES", "12"))  # more where there is time for it: EXAMPLES=1000 make test-pure
few = settings(max_examples=EXAMPLES, deadline=None, database=None)

EPOCH = date(2015, 12, 20)
TURNS = (date(2016, 2, 28), date(2016, 2, 29), date(2016, 3, 1), date(2017, 2, 28), date(2017, 3, 1))
ROWS = tuple(str(row) for row in range(1, 16) if row != 14)
LABELS = ("pso1", "pso2", "pso3", "werkpakt")
HUGE = 10**30


class Draw(Random):
    """Draws facts: days near the turn of 2015 (leap days often), hours, and now and then a number of thirty digits."""

    def day(self, spread: int) -> date:
        return self.choice(TURNS) if self.random() < 0.3 else EPOCH + timedelta(days=self.randrange(spread))

    def maybe_day(self, spread: int) -> date | None:
        return self.day(spread) if self.random() < 0.5 else None

    def after(self, day: date, longest: int) -> date:
        return day + timedelta(days=self.choice((0, 1, 364, 365, 366, self.randrange(longest))))

    def hours(self) -> int:
        return self.choice((2_400, 3_200, 3_600, self.randrange(1, 4_500), self.randrange(1, 4_500), HUGE))


def make_placement(seed: int) -> PlacementFacts:
    """Make a placement that is valued, in any row."""
    draw = Draw(seed)
    contract, employment = draw.day(900), draw.day(1_200)
    changes = {draw.day(1_500): draw.hours() for _ in range(draw.choice((0, 0, 1, 3)))}
    return PlacementFacts(
        block=draw.choice(ROWS),
        contract_start=contract,
        contract_end=draw.after(contract, 1_500),
        employment_start=employment,
        employment_end=draw.after(employment, 900) if draw.random() < 0.5 else None,
        first_employed=draw.maybe_day(900),
        hours_per_week=draw.hours(),
        hours_changes=tuple(HoursChange(day, hours) for day, hours in sorted(changes.items())),
        fulltime_hours=draw.choice((None, draw.hours())),
        birth_date=draw.choice((None, date(draw.randrange(1964, 1970), 2, 28) + timedelta(days=draw.randrange(2)))),
        refugee=draw.random() < 0.5,
        permanent_from=draw.maybe_day(1_500),
        study_end=draw.after(employment, 900),
        invoice_cents=draw.choice((0, 123_456, HUGE)),
        activity_date=draw.day(1_500),
        activity_hours=draw.hours(),
        infra_paid_on=draw.maybe_day(1_500),
    )


def make_obligation(seed: int) -> ObligationFacts:
    """Make a tender with certificates, European or not."""
    draw = Draw(seed)
    start, last = draw.day(900), EPOCH
    held = []
    for _ in range(draw.randrange(5)):
        first = draw.choice((draw.day(1_500), last + timedelta(days=1), last + timedelta(days=2)))
        last = draw.after(first, 500)
        held.append(CertificateFacts(draw.choice(LABELS), first, last))
    return ObligationFacts(
        kind=draw.choice(("works", "services", "supplies")),
        tender_date=date(2017, 2, 1),
        value_cents=draw.choice((draw.randrange(10**9), draw.randrange(10**9), HUGE)),
        contract_start=start,
        contract_end=draw.after(start, 1_500),
        european=draw.choice((None, False, False, True)),
        percentage=draw.choice((None, draw.randrange(1_000_001))),
        certificates=tuple(held),
    )


SEEDS = st.integers(0, 2**63)
placements = SEEDS.map(make_placement)
obligations = SEEDS.map(make_obligation)
days = SEEDS.map(lambda seed: Draw(seed).day(1_800))
