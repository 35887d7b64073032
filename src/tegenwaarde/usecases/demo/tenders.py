"""The demo's tender calendar: what the demo's people plan, publish and drop, and where its contracts came from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tegenwaarde.access.actor import actor_for
from tegenwaarde.kernel.period import ONE_DAY
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.records.models import Buyer, Contract, ContractState, Tender, User
from tegenwaarde.usecases.contracts.parts import WHOLE, Share
from tegenwaarde.usecases.demo import cast
from tegenwaarde.usecases.demo.stories import month
from tegenwaarde.usecases.demo.tender_plans import DROPPED, PLANNED, PLANS, TenderPlan
from tegenwaarde.usecases.tenders.award_tender import Award, award_tender
from tegenwaarde.usecases.tenders.drop_tender import drop_tender
from tegenwaarde.usecases.tenders.facts import TenderFacts
from tegenwaarde.usecases.tenders.plan_tender import plan_tender
from tegenwaarde.usecases.tenders.publish_tender import publish_tender

EURO, PERCENT = 100, 10_000
AHEAD = 2  # quarters between planning and publication
OFFICER_TOWN = "Hengelo"
YEARS_SHOWN = 3


def make_tenders(today: date) -> None:
    """Fill the calendar as it would be on `today`."""
    buyers = {buyer.name.removeprefix("Gemeente "): buyer for buyer in Buyer.unfenced.all()}
    planners = _planners()
    for plan in PLANS:
        _play(plan, planners[plan.town], buyers, today)
    rows = Contract.unfenced.exclude(state=ContractState.DRAFT).filter(tender_date__year__gt=today.year - YEARS_SHOWN)
    for contract in rows.order_by("tender_date", "pk"):
        _look_back(contract, planners, today)


def _planners() -> Mapping[str, User]:
    """Return who plans for each town: its coordinator, and in one town its procurement officer."""
    users = {user.email: user for user in User.objects.all()}
    emails = {somebody.address: somebody.email for somebody in cast.PEOPLE}
    of_subregion = {"Almelo": "aylin", "Enschede": "erik", "Hengelo": "anna"}
    towns = {town: users[emails[of_subregion[name]]] for name, names in cast.SUBREGIONS.items() for town in names}
    return {**towns, OFFICER_TOWN: users[emails["ine"]]}


def _play(plan: TenderPlan, planner: User, buyers: Mapping[str, Buyer], today: date) -> None:
    quarter = _away(Quarter.of(today), plan.quarter)
    on = min(_away(quarter, -AHEAD).start, today)
    tender = plan_tender(actor=actor_for(planner, on), facts=_facts(plan, quarter, buyers), today=on)
    if plan.goes_to == PLANNED:
        return
    day = min(quarter.start + 20 * ONE_DAY, today)
    told = {"actor": actor_for(planner, day), "tender_id": tender.pk, "version": tender.version, "today": day}
    if plan.goes_to == DROPPED:
        drop_tender(**told, reason=plan.reason)  # type: ignore[arg-type]
    else:
        publish_tender(**told, day=day)  # type: ignore[arg-type]


def _facts(plan: TenderPlan, quarter: Quarter, buyers: Mapping[str, Buyer]) -> TenderFacts:
    rest = WHOLE - sum(share for _town, share in plan.others) * PERCENT
    start = _away(quarter, AHEAD).start
    return TenderFacts(
        title=plan.title,
        kind=plan.kind,
        procedure=plan.procedure,
        cpv=plan.cpv,
        quarter_start=quarter.start,
        start=start,
        end=month(start, plan.months) - ONE_DAY,
        estimated_value_cents=plan.euros * EURO or None,
        subsidy_per_year_cents=plan.subsidy_a_year * EURO or None,
        labour_share=plan.labour * PERCENT or None,
        material_share=plan.material * PERCENT or None,
        remarks=plan.remarks,
        buyers=(
            Share(buyers[plan.town].pk, rest),
            *(Share(buyers[town].pk, share * PERCENT) for town, share in plan.others),
        ),
    )


def _look_back(contract: Contract, planners: Mapping[str, User], today: date) -> Tender | None:
    """Let the contract have come from a tender, as it does where somebody plans."""
    shares = list(contract.buyers.select_related("buyer"))
    day = contract.tender_date
    if day is None or day > today or not shares:
        return None
    town = shares[0].buyer.name.removeprefix("Gemeente ")
    coordinator = planners[next(other for other in _towns_beside(town) if other != OFFICER_TOWN)]
    actor = actor_for(coordinator, day)
    facts = TenderFacts(
        title=contract.title,
        kind=contract.kind,
        quarter_start=day,
        start=contract.start,
        end=contract.end,
        estimated_value_cents=contract.estimated_value_cents or contract.value_cents,
        subsidy_per_year_cents=contract.subsidy_per_year_cents,
        labour_share=contract.labour_share,
        material_share=contract.material_share,
        buyers=tuple(Share(one.buyer_id, one.share) for one in shares),
    )
    tender = plan_tender(actor=actor, facts=facts, today=day)
    publish_tender(actor=actor, tender_id=tender.pk, version=1, day=day, today=day)
    award = Award(contract_ids=[contract.pk])
    awarded = max(day, min(today, contract.start or today))
    award_tender(actor=actor_for(coordinator, awarded), tender_id=tender.pk, version=2, award=award, today=awarded)
    return tender


def _towns_beside(town: str) -> tuple[str, ...]:
    """Return the towns of the same subregion."""
    return next(names for names in cast.SUBREGIONS.values() if town in names)


def _away(quarter: Quarter, steps: int) -> Quarter:
    """Return the quarter so many quarters later, or earlier where `steps` is below zero."""
    place = quarter.year * 4 + quarter.number - 1 + steps
    return Quarter(place // 4, place % 4 + 1)
