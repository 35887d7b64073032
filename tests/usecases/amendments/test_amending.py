"""Amending a contract in force: what is due, what counts and where it stands change together, as it was shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotAllowed, NotVisible
from tegenwaarde.records.models import (
    Amendment,
    Buyer,
    Contract,
    LedgerLine,
    ObligationVersion,
    PolicyText,
    Receipt,
    Report,
    ReportState,
    Supplier,
    TimelineEvent,
    User,
)
from tegenwaarde.usecases.amendments.amend_contract import amend_contract, effect_of_change
from tegenwaarde.usecases.amendments.change import Change
from tegenwaarde.usecases.amendments.effect import AmendmentEffect
from tegenwaarde.usecases.amendments.rebooking import ERASED
from tegenwaarde.usecases.contracts.drafting import ChangedMeanwhile
from tegenwaarde.usecases.contracts.recalculating import NotInForce
from tegenwaarde.usecases.reading.replayed import recomputed_cents
from tegenwaarde.usecases.reading.standing import standing_of
from tegenwaarde.usecases.refusals import Invalid
from tests.batch.files import csv_text, obligation, obligations, one
from tests.cast import ActorFor, a_contract
from tests.usecases.reports.stories import a_submitted_report, approved

pytestmark = pytest.mark.django_db

MORE = Change(
    kind="more",
    value_cents=60_000_000,
    start=date(2017, 1, 1),
    end=date(2018, 12, 31),
    agreed_on=date(2017, 9, 1),
    reason="Er komt een brug bij.",
)
SHORTER = replace(MORE, kind="extension", value_cents=50_000_000, end=date(2017, 12, 31), reason="Eerder klaar.")
LONGER = replace(SHORTER, end=date(2020, 12, 31), reason="Twee jaar erbij.")


def amended(actor: Actor, contract: Contract, change: Change, today: date, **more: Any) -> Amendment:
    """Amend as somebody does who looked at the effect."""
    shown = effect_of_change(actor=actor, contract_id=contract.pk, change=change, today=today).fingerprint
    return amend_contract(actor=actor, contract_id=contract.pk, change=change, shown=shown, today=today, **more)


def effect(actor: Actor, contract: Contract, change: Change, today: date) -> AmendmentEffect:
    return effect_of_change(actor=actor, contract_id=contract.pk, change=change, today=today)


def due(contract: Contract) -> ObligationVersion:
    return ObligationVersion.unfenced.filter(contract=contract).order_by("-number")[0]


@pytest.fixture
def a_year_approved(anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date) -> Report:
    """Row 1 from 1 March 2017: two years count, of which the contract holds one and 306 days."""
    report = a_submitted_report(bram_actor, contract_in_force, today)
    approved(anna_actor, report, today)
    return report


def test_more_work_makes_a_new_version_of_what_is_due(
    anna_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    made = amended(anna_actor, contract_in_force, MORE, today)
    contract_in_force.refresh_from_db()
    assert contract_in_force.value_cents == 60_000_000
    assert (due(contract_in_force).number, due(contract_in_force).net_cents) == (2, 3_000_000)
    assert made.obligation == due(contract_in_force)
    assert (made.value_before_cents, made.value_after_cents, made.state) == (50_000_000, 60_000_000, "in_force")
    event = TimelineEvent.unfenced.get(code="amendment_put_in_force")
    assert event.figures == {"number": 1, "net_before_cents": 2_500_000, "net_after_cents": 3_000_000}


def test_less_work_leaves_the_regime_of_the_tender(anna_actor: Actor, contract_in_force: Contract, today: date) -> None:
    less = replace(MORE, kind="less", value_cents=5_000_000, reason="Een brug minder.")
    amended(anna_actor, contract_in_force, less, today)
    assert (due(contract_in_force).regime, due(contract_in_force).net_cents) == ("result", 250_000)
    assert recomputed_cents(due(contract_in_force).receipt) == 250_000


def test_correcting_the_award_changes_the_regime_with_it(
    anna_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    typed_wrong = replace(MORE, kind="correction", value_cents=5_000_000, reason="Een nul te veel.")
    amended(anna_actor, contract_in_force, typed_wrong, today)
    assert due(contract_in_force).regime == "result_if_possible_broad"


def test_correcting_an_amendment_leaves_the_regime(anna_actor: Actor, contract_in_force: Contract, today: date) -> None:
    amended(anna_actor, contract_in_force, MORE, today)
    wrong = replace(MORE, kind="correction", value_cents=5_000_000, reason="Verkeerd getypt.")
    amended(anna_actor, contract_in_force, wrong, today)
    assert (due(contract_in_force).number, due(contract_in_force).regime) == (3, "result")


def test_the_estimate_of_the_tender_decides_where_it_is_known(
    anna_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    Contract.unfenced.filter(pk=contract_in_force.pk).update(estimated_value_cents=9_000_000)
    typed_wrong = replace(MORE, kind="correction", reason="Verkeerd getypt.")
    amended(anna_actor, contract_in_force, typed_wrong, today)
    assert due(contract_in_force).regime == "result_if_possible_broad"


def test_a_label_counts_in_the_years_of_the_extended_contract(
    anna_actor: Actor, voorbeeldstad: Buyer, de_brug: Supplier, policy_text: PolicyText, today: date
) -> None:
    """The story of rules B8 (7,500 less 1,250), of which the last two years were added later."""
    de_brug.certificates.create(label="pso3", first_day=date(2017, 1, 1), last_day=date(2018, 12, 31))
    facts = {"value_cents": 5_000_000, "estimated_value_cents": 15_000_000, "start": date(2017, 7, 1)}
    contract = a_contract(voorbeeldstad, de_brug, policy_text, end=date(2018, 6, 30), **facts)
    assert due(contract).net_cents == 125_000
    whole = replace(MORE, kind="extension", value_cents=15_000_000, start=date(2017, 7, 1), end=date(2020, 6, 30))
    amended(anna_actor, contract, whole, today)
    found = due(contract)
    assert (found.gross_cents, found.discount_cents, found.net_cents) == (750_000, 125_000, 625_000)


def test_a_shorter_contract_reverses_what_no_longer_counts(
    anna_actor: Actor, a_year_approved: Report, contract_in_force: Contract, today: date
) -> None:
    shown = effect(anna_actor, contract_in_force, SHORTER, today)
    [one] = shown.rebookings.booked_again
    assert (one.before_cents, one.after_cents) == (5_515_068, 2_515_068)
    amended(anna_actor, contract_in_force, SHORTER, today)
    lines = LedgerLine.unfenced.filter(report=a_year_approved)
    assert sum(lines.values_list("cents", flat=True)) == 2_515_068
    assert set(lines.standing().values_list("year", flat=True)) == {2017}
    receipt = Receipt.unfenced.filter(ledger_lines__in=lines.standing()).distinct().get()
    assert recomputed_cents(receipt) == receipt.total_cents == 2_515_068
    a_year_approved.refresh_from_db()
    assert a_year_approved.state == ReportState.APPROVED


def test_a_longer_contract_counts_on_by_the_facts_of_the_report(
    anna_actor: Actor, a_year_approved: Report, contract_in_force: Contract, today: date
) -> None:
    amended(anna_actor, contract_in_force, LONGER, today)
    assert sum(LedgerLine.unfenced.filter(report=a_year_approved).values_list("cents", flat=True)) == 6_000_000


def test_more_work_on_the_same_days_books_nothing_again(
    anna_actor: Actor, a_year_approved: Report, contract_in_force: Contract, today: date
) -> None:
    before = LedgerLine.unfenced.count()
    amended(anna_actor, contract_in_force, MORE, today)
    assert LedgerLine.unfenced.filter(report=a_year_approved).count() == before


def test_a_report_of_which_the_facts_were_erased_stays_as_it_is_and_is_named(
    anna_actor: Actor, a_year_approved: Report, contract_in_force: Contract, today: date
) -> None:
    Report.unfenced.filter(pk=a_year_approved.pk).update(facts=None)
    shown = effect(anna_actor, contract_in_force, SHORTER, today)
    assert [(one.report.pk, one.why) for one in shown.rebookings.left] == [(a_year_approved.pk, ERASED)]
    amended(anna_actor, contract_in_force, SHORTER, today)
    assert sum(LedgerLine.unfenced.filter(report=a_year_approved).values_list("cents", flat=True)) == 5_515_068


@pytest.mark.parametrize("change", [MORE, SHORTER, LONGER])
def test_the_contract_stands_afterwards_where_it_was_shown_to_stand(
    anna_actor: Actor, a_year_approved: Report, contract_in_force: Contract, today: date, change: Change
) -> None:
    now = standing_of([contract_in_force.pk], today)[contract_in_force.pk]
    shown = effect(anna_actor, contract_in_force, change, today).pace_after(
        on=today, realised_cents=now.realised_cents, forecast_cents=now.forecast_cents
    )
    amended(anna_actor, contract_in_force, change, today)
    after = standing_of([contract_in_force.pk], today)[contract_in_force.pk]
    assert (after.state, after.expected_cents) == (shown.state, shown.expected_cents)
    assert (after.realised_cents, after.forecast_cents) == (shown.realised_cents, shown.forecast_cents)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(euros=st.integers(1, 90_000_000), days=st.integers(1, 2_000), european=st.booleans())
def test_the_contract_years_add_up_to_what_is_due(
    anna_actor: Actor, contract_in_force: Contract, today: date, euros: int, days: int, european: bool
) -> None:
    contract_in_force.supplier.certificates.get_or_create(  # type: ignore[union-attr]
        label="pso2", first_day=date(2017, 1, 1), last_day=date(2018, 6, 30)
    )
    Contract.unfenced.filter(pk=contract_in_force.pk).update(european_stated=european)
    end = date.fromordinal(date(2017, 1, 1).toordinal() + days)
    change = replace(MORE, kind="correction", value_cents=euros, end=end)
    value = effect(anna_actor, contract_in_force, change, today).obligation.after.value
    assert sum(year.share_cents for year in value.years) == value.gross_cents
    assert sum(year.share_cents - year.discount_cents for year in value.years) == value.net_cents


def test_nothing_is_kept_of_an_effect_that_is_only_looked_at(
    anna_actor: Actor, a_year_approved: Report, contract_in_force: Contract, today: date
) -> None:
    lines, versions = LedgerLine.unfenced.count(), ObligationVersion.unfenced.count()
    effect(anna_actor, contract_in_force, SHORTER, today)
    assert (LedgerLine.unfenced.count(), ObligationVersion.unfenced.count()) == (lines, versions)
    assert not Amendment.unfenced.exists()


def test_who_looked_at_another_effect_is_refused(anna_actor: Actor, contract_in_force: Contract, today: date) -> None:
    shown = effect(anna_actor, contract_in_force, MORE, today).fingerprint
    amended(anna_actor, contract_in_force, replace(MORE, value_cents=55_000_000), today)
    with pytest.raises(ChangedMeanwhile):
        amend_contract(actor=anna_actor, contract_id=contract_in_force.pk, change=MORE, shown=shown, today=today)
    assert Amendment.unfenced.count() == 1


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (replace(MORE, value_cents=50_000_000), "value_cents"),
        (replace(MORE, value_cents=40_000_000), "value_cents"),
        (replace(MORE, kind="less"), "value_cents"),
        (replace(MORE, kind="extension"), "end"),
        (replace(MORE, start=date(2017, 2, 1)), "start"),
        (replace(MORE, kind="correction", end=date(2016, 12, 31)), "end"),
        (replace(MORE, agreed_on=date(2017, 10, 3)), "agreed_on"),
        (replace(MORE, reason=" "), "reason"),
        (replace(MORE, kind="nothing"), "kind"),
        (replace(MORE, value_cents=0), "value_cents"),
    ],
)
def test_an_amendment_that_cannot_be_is_refused_at_its_field(
    anna_actor: Actor, contract_in_force: Contract, today: date, change: Change, place: str
) -> None:
    with pytest.raises(Invalid) as refused:
        effect(anna_actor, contract_in_force, change, today)
    assert place in [problem.place for problem in refused.value.problems]


def test_only_the_coordinator_of_the_contract_amends_it(
    aisha: User,
    piet: User,
    carla: User,
    bram_actor: Actor,
    actor_of: ActorFor,
    contract_in_force: Contract,
    today: date,
) -> None:
    for actor in (actor_of(aisha), actor_of(piet), bram_actor):
        with pytest.raises(NotAllowed):
            amend_contract(actor=actor, contract_id=contract_in_force.pk, change=MORE, shown="", today=today)
    with pytest.raises(NotVisible):
        amend_contract(actor=actor_of(carla), contract_id=contract_in_force.pk, change=MORE, shown="", today=today)


def test_a_closed_contract_is_not_amended(anna_actor: Actor, contract_in_force: Contract, today: date) -> None:
    Contract.unfenced.filter(pk=contract_in_force.pk).update(state="closed")
    with pytest.raises(NotInForce):
        effect(anna_actor, contract_in_force, MORE, today)


def test_the_batch_gives_the_same_for_the_amended_contract(
    anna_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    amended(anna_actor, contract_in_force, replace(MORE, kind="less", value_cents=12_345_678), today)
    facts = {"estimated_value_eur": "500000", "contract_start": "2017-01-01", "contract_end": "2018-12-31"}
    row = one(obligations(csv_text([obligation(value_eur="123456.78", **facts)])))
    found = due(contract_in_force)
    assert (row["regime"], row["net_eur"]) == (found.regime, f"{found.net_cents // 100}.{found.net_cents % 100:02d}")
    assert row["net_eur"] == "6172.84"
