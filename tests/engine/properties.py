"""How many examples a property is tried on, and what they are drawn from."""

from __future__ import annotations

import os
from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st

from tegenwaarde.engine.facts import CertificateFacts, HoursChange, ObligationFacts, PlacementFacts

EXAMPLES = int(os.environ.get("EXAMPLES", "10"))  # more where there is time for it: EXAMPLES=1000 make test-pure
few = settings(max_examples=EXAMPLES, deadline=None, database=None)

HOURS = st.one_of(st.integers(1, 4_500), st.sampled_from((2_400, 3_200, 3_600, 10**30)))
_EPOCH = date(2015, 12, 20)


def days(spread: int) -> st.SearchStrategy[date]:
    """Draw days near the turn of 2015, leap days included."""
    return st.one_of(
        st.integers(0, spread).map(lambda number: _EPOCH + timedelta(days=number)),
        st.sampled_from((date(2016, 2, 28), date(2016, 2, 29), date(2016, 3, 1), date(2017, 2, 28), date(2017, 3, 1))),
    )


def length_of(days_long: int) -> st.SearchStrategy[timedelta]:
    """Draw how long something takes."""
    return st.integers(0, days_long).map(lambda number: timedelta(days=number))


@st.composite
def placements(draw: st.DrawFn) -> PlacementFacts:
    """Draw a placement that is valued, in any row."""
    contract, employment = draw(days(900)), draw(days(1_200))
    changes = draw(st.lists(st.builds(HoursChange, days(1_500), HOURS), max_size=3, unique_by=lambda c: c.from_day))
    return PlacementFacts(
        block=draw(st.sampled_from([str(row) for row in range(1, 16) if row != 14])),
        contract_start=contract,
        contract_end=contract + draw(length_of(1_500)),
        employment_start=employment,
        employment_end=draw(st.one_of(st.none(), length_of(900).map(lambda length: employment + length))),
        first_employed=draw(st.one_of(st.none(), days(900))),
        hours_per_week=draw(HOURS),
        hours_changes=tuple(sorted(changes, key=lambda change: change.from_day)),
        fulltime_hours=draw(st.one_of(st.none(), HOURS)),
        birth_date=draw(st.one_of(st.none(), days(900).map(lambda day: date(day.year - 50, day.month, 1)))),
        refugee=draw(st.booleans()),
        permanent_from=draw(st.one_of(st.none(), days(1_500))),
        study_end=employment + draw(length_of(900)),
        invoice_cents=draw(st.sampled_from((0, 123_456, 10**30))),
        activity_date=draw(days(1_500)),
        activity_hours=draw(HOURS),
        infra_paid_on=draw(st.one_of(st.none(), days(1_500))),
    )


@st.composite
def obligations(draw: st.DrawFn) -> ObligationFacts:
    """Draw a tender with certificates, European or not."""
    start = draw(days(900))
    certificate = st.tuples(
        st.sampled_from(("pso1", "pso2", "pso3", "werkpakt")), days(1_500), st.integers(0, 500).map(timedelta)
    )
    return ObligationFacts(
        kind=draw(st.sampled_from(("works", "services", "supplies"))),
        tender_date=date(2017, 2, 1),
        value_cents=draw(st.one_of(st.integers(0, 10**9), st.just(10**30))),
        contract_start=start,
        contract_end=start + draw(length_of(1_500)),
        european=draw(st.sampled_from((None, False, False, True))),
        percentage=draw(st.one_of(st.none(), st.integers(0, 1_000_000))),
        certificates=tuple(
            CertificateFacts(label, first, first + length)
            for label, first, length in draw(st.lists(certificate, max_size=5))
        ),
    )
