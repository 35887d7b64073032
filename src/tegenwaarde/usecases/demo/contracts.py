"""The demo's contracts: entered, put in force, agreed and reported on by the demo's own people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tegenwaarde.access.actor import actor_for
from tegenwaarde.records.models import Buyer, Contract, Role, Supplier, User
from tegenwaarde.usecases.agreements.lines import PlannedLine
from tegenwaarde.usecases.agreements.record_agreement import record_agreement
from tegenwaarde.usecases.certificates.of_drafts import add_certificate
from tegenwaarde.usecases.contracts.begin_draft import begin_draft
from tegenwaarde.usecases.contracts.facts import ContractFacts
from tegenwaarde.usecases.contracts.save_draft import save_draft
from tegenwaarde.usecases.contracts.start_contract import start_contract
from tegenwaarde.usecases.demo import cast
from tegenwaarde.usecases.demo.reports import tell
from tegenwaarde.usecases.demo.stories import STORIES, Story, Told, month, placement_of

EURO = 100
PERCENT = 10_000
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Troupe:
    """The accounts that act in the stories: coordinators by subregion, clerks by supplier."""

    coordinators: Mapping[str, User]
    clerks: Mapping[str, User]


def troupe() -> Troupe:
    """Return who acts."""
    users = {user.email: user for user in User.objects.all()}
    return Troupe(
        coordinators={p.scope: users[p.email] for p in cast.PEOPLE if p.role == Role.COORDINATOR},
        clerks={p.scope: users[p.email] for p in cast.PEOPLE if p.role == Role.SUPPLIER},
    )


def make_contracts(today: date) -> None:
    """Make every story come true, as it would have been done up to `today`."""
    people = troupe()
    buyers = {buyer.name: buyer for buyer in Buyer.unfenced.all()}
    suppliers = {supplier.name: supplier for supplier in Supplier.unfenced.all()}
    subregion_of = {town: name for name, towns in cast.SUBREGIONS.items() for town in towns}
    for story in STORIES:
        coordinator = people.coordinators[subregion_of[story.town]]
        supplier = suppliers[story.supplier]
        contract = _start(story, coordinator, buyers[f"Gemeente {story.town}"], supplier, today)
        _agree(story, contract, coordinator, today)
        for told in story.told:
            _tell(told, contract, people.clerks[story.supplier], coordinator, today)


def _start(story: Story, coordinator: User, buyer: Buyer, supplier: Supplier, today: date) -> Contract:
    first = month(today, story.begins)
    on = min(first, today)
    actor = actor_for(coordinator, on)
    draft = begin_draft(actor=actor)
    draft = save_draft(
        actor=actor, contract_id=draft.pk, version=draft.version, facts=_facts(story, buyer, supplier, first)
    )
    for label, begins, ends in story.labels:
        add_certificate(
            actor=actor,
            contract_id=draft.pk,
            label=label,
            first_day=month(today, begins),
            last_day=month(today, ends) - ONE_DAY,
            today=on,
        )
    draft.refresh_from_db()
    return start_contract(actor=actor, contract_id=draft.pk, version=draft.version, today=on)


def _facts(story: Story, buyer: Buyer, supplier: Supplier, first: date) -> ContractFacts:
    return ContractFacts(
        title=story.title,
        buyer_id=buyer.pk,
        supplier_name=supplier.name,
        supplier_kvk=supplier.kvk,
        kind=story.kind,
        value_cents=story.euros * EURO,
        estimated_value_cents=story.estimated * EURO if story.estimated else None,
        subsidy_per_year_cents=story.subsidy_a_year * EURO if story.subsidy_a_year else None,
        tender_date=month(first, -4),
        start=first,
        end=month(first, story.months) - ONE_DAY,
        labour_share=story.labour * PERCENT if story.labour else None,
        material_share=story.material * PERCENT if story.material else None,
    )


def _agree(story: Story, contract: Contract, coordinator: User, today: date) -> None:
    if not story.agreed or contract.start is None:
        return
    first = contract.start
    lines = tuple(
        PlannedLine(
            block=line.block,
            persons=line.persons,
            hours_per_week=line.hours,
            start=month(first, line.starts),
            end=month(first, line.ends) - ONE_DAY,
        )
        for line in story.agreed
    )
    on = min(first, today)
    record_agreement(
        actor=actor_for(coordinator, on), contract_id=contract.pk, lines=lines, note="Besproken bij de start.", today=on
    )


def _tell(told: Told, contract: Contract, clerk: User, coordinator: User, today: date) -> None:
    if contract.start is None:
        return
    on = min(month(contract.start, told.starts + told.reported_after), today)
    tell(
        placement=placement_of(told, contract.start),
        contract=contract,
        clerk=actor_for(clerk, on),
        coordinator=actor_for(coordinator, on),
        on=on,
    )
