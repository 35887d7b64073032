"""What happened to a contract, in words: one sentence for each code that a use-case remembers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import SUPPLIER_SIDE, contracts_visible_to, find, may
from tegenwaarde.access.keys import key_named
from tegenwaarde.kernel.step import Step
from tegenwaarde.records.models import Contract, ContractState, RoleGrant, TimelineEvent
from tegenwaarde.usecases.reading.sentences import Wording, Words, say

WORDS: Words = {
    "contract_started": Wording(gettext_lazy("The contract was put in force. {net_cents} is due.")),
    "contract_started_from_notice": Wording(
        gettext_lazy("The contract was put in force, from notice {notice}. {net_cents} is due.")
    ),
    "agreement_recorded": Wording(
        gettext_lazy("Version {number} of the agreements was recorded, worth {value_cents}.")
    ),
    "supplier_invited": Wording(gettext_lazy("Somebody of the supplier was invited to report.")),
    "report_submitted": Wording(gettext_lazy("A fulfilment of {value_cents} was reported.")),
    "report_approved": Wording(gettext_lazy("A fulfilment was approved: {value_cents} counts.")),
    "report_returned": Wording(gettext_lazy("A fulfilment was returned to the supplier, with a reason.")),
    "report_rejected": Wording(gettext_lazy("A fulfilment was rejected, with a reason.")),
    "report_reversed": Wording(
        gettext_lazy("An approved fulfilment was taken back, with a reason: {value_cents} no longer counts.")
    ),
}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: the day, the sentence, and who did it."""

    day: date
    sentence: str
    who: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that happened to a contract, the newest first."""

    contract_id: int
    events: tuple[Event, ...]


def read_timeline(*, actor: Actor, contract_id: int) -> Timeline:
    """Return the timeline; a supplier reads the names of its own people only. Four queries."""
    rows = contracts_visible_to(actor).exclude(state=ContractState.DRAFT)
    contract = find(rows, pk=contract_id)
    events = list(contract.timeline.select_related("actor").order_by("-day", "-id"))
    inside = may(actor, "draft.see", contract)
    colleagues = frozenset() if inside else _colleagues(actor, contract)
    sentences = say((_step(event) for event in events), WORDS)
    return Timeline(
        contract.pk,
        tuple(
            Event(event.day, said.sentence, _who(event, inside, colleagues))
            for event, said in zip(events, sentences, strict=True)
        ),
    )


def _step(event: TimelineEvent) -> Step:
    return Step(event.code, tuple(event.figures.items()), "")


def _colleagues(actor: Actor, contract: Contract) -> frozenset[int]:
    own = actor.scope_ids("supplier", key_named("dossier.see").roles & SUPPLIER_SIDE)
    supplier_id = contract.supplier_id or 0
    people: Iterable[int] = RoleGrant.unfenced.filter(supplier_id=supplier_id).values_list("user_id", flat=True)
    return frozenset(people) if supplier_id in own else frozenset()


def _who(event: TimelineEvent, inside: bool, colleagues: frozenset[int]) -> str:
    if event.actor is None:
        return ""
    if inside or event.actor.pk in colleagues:
        return event.actor.name
    return _("The buyer")
