"""A buyer's own choice within the policy: which labels it recognises from a day on (A4, B7).

What a contract's buyer recognised on the day of the tender decides, so a switch reaches drafts and contracts in force
of later tenders; the obligations in force are calculated again, as was shown before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_noop

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import buyers_visible_to, contracts_visible_to, find, require
from tegenwaarde.engine.single import FIRST_DATE, LAST_DATE
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.book import Label
from tegenwaarde.records.models import Buyer, BuyerSwitch, Contract, ContractState, PolicyText
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.certificates.effects import Effects
from tegenwaarde.usecases.certificates.spreading import spread
from tegenwaarde.usecases.contracts.drafting import ChangedMeanwhile
from tegenwaarde.usecases.contracts.obligation import calculate
from tegenwaarde.usecases.contracts.recalculating import (
    Effect,
    held_by_supplier,
    leader_of,
    running,
    version_that_counts,
)
from tegenwaarde.usecases.contracts.recognition import recognises
from tegenwaarde.usecases.ports import Ports
from tegenwaarde.usecases.refusals import Invalid

KEY = "switch.change"
REASON = gettext_noop("The buyer chose which labels it recognises.")
LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """A choice as somebody wants it: the label, whether it is recognised, from which day on, and why."""

    label: str
    on: bool
    from_day: date
    reason: str

    def of(self, buyer: Buyer, actor: Actor, today: date) -> BuyerSwitch:
        """Return the switch as it would be kept, in memory only."""
        return BuyerSwitch(
            buyer=buyer,
            name=self.label,
            on=self.on,
            from_day=self.from_day,
            reason=self.reason.strip(),
            decided_by_id=actor.user_id,
            decided_on=today,
        )


@dataclass(frozen=True, slots=True)
class SwitchEffect:
    """What a switch would do: to contracts in force, and to drafts whose supplier holds the label."""

    effects: Effects
    drafts: tuple[Contract, ...]

    @property
    def fingerprint(self) -> str:
        """Return the mark of what was shown."""
        return self.effects.fingerprint


def switchable_labels() -> tuple[Label, ...]:
    """Return the labels that only count for buyers that recognise them, by every kept policy, each once; one query."""
    found: dict[str, Label] = {}
    for text in PolicyText.unfenced.order_by("in_force_from", "pk"):
        found |= {label.id: label for label in open_book(text).labels if label.only_recognising_buyers}
    return tuple(found.values())


def buyer_to_switch(actor: Actor, buyer_id: int) -> Buyer:
    """Return a buyer whose choices the actor makes; NotVisible, NotAllowed."""
    buyer = find(buyers_visible_to(actor, "draft.see"), pk=buyer_id)
    require(actor, KEY)
    return find(buyers_visible_to(actor, KEY), pk=buyer.pk)


def effect_of_switch(*, actor: Actor, buyer_id: int, switch: Switch, today: date) -> SwitchEffect:
    """Return what the switch would do; nothing is written.

    Raises NotVisible, NotAllowed, and Invalid with each problem at its field.
    """
    buyer = buyer_to_switch(actor, buyer_id)
    problems = _problems_of(buyer, switch)
    if problems:
        raise Invalid(problems)
    planned = switch.of(buyer, actor, today)
    led = {"buyers__buyer": buyer, "buyers__leads": True, "tender_date__gte": switch.from_day}
    contracts = list(running(**led))
    effects = tuple(
        Effect(
            one,
            version_that_counts(one),
            calculate(
                one,
                buyer=leader_of(one),
                certificates=held_by_supplier(one),
                planned=planned,
            ),
        )
        for one in contracts
    )
    drafts = contracts_visible_to(actor, "draft.see").filter(state=ContractState.DRAFT, **led)
    holding = drafts.filter(
        supplier__certificates__label=switch.label, supplier__certificates__removed_on__isnull=True
    ).distinct()
    return SwitchEffect(Effects(effects, frozenset(one.pk for one in contracts)), tuple(holding.order_by("pk")))


def switch_label(
    *, actor: Actor, buyer_id: int, switch: Switch, shown: str, today: date, ports: Ports | None = None
) -> BuyerSwitch:
    """Keep the choice, and what becomes due by it, as it was shown (`shown` is `SwitchEffect.fingerprint`).

    With `ports` suppliers are mailed. Raises NotVisible, NotAllowed, ChangedMeanwhile, and Invalid with each problem.
    """
    with transaction.atomic():
        buyer = Buyer.unfenced.select_for_update().get(pk=buyer_to_switch(actor, buyer_id).pk)
        found = effect_of_switch(actor=actor, buyer_id=buyer.pk, switch=switch, today=today)
        if shown != found.fingerprint:
            raise ChangedMeanwhile
        made = switch.of(buyer, actor, today)
        made.save(force_insert=True)
        spread(
            actor=actor, effects=found.effects, code="obligation_recognition", reason=REASON, today=today, ports=ports
        )
    return made


def _problems_of(buyer: Buyer, switch: Switch) -> list[Problem]:
    found = []
    if switch.label not in {label.id for label in switchable_labels()}:
        found.append(Problem("UNKNOWN_LABEL", "Choose a label that the policy knows.", "label"))
    if not FIRST_DATE <= switch.from_day <= LAST_DATE:
        found.append(Problem("DAY_OUTSIDE_CALENDAR", "Give a day from 1900 to 2199.", "from_day"))
    if not switch.reason.strip():
        found.append(Problem("REASON_MISSING", "Say why, so that it can be understood later.", "reason"))
    if len(switch.reason.strip()) > LONGEST:
        found.append(Problem("REASON_TOO_LONG", "Write a shorter reason: at most 300 characters.", "reason"))
    later = any(one.name == switch.label and one.from_day > switch.from_day for one in buyer.switches.all())
    if not found and not later and recognises(buyer, switch.label, switch.from_day) is switch.on:
        found.append(Problem("SWITCH_IS_SO", "It is so already on that day: choose the other, or another day.", "on"))
    return found
