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
    "plan_proposed": Wording(gettext_lazy("The supplier proposed plan {number}, worth {value_cents}.")),
    "plan_withdrawn": Wording(gettext_lazy("The supplier withdrew plan {number}.")),
    "plan_returned": Wording(gettext_lazy("Plan {number} was returned to the supplier, with a reason.")),
    "plan_agreed": Wording(
        gettext_lazy("Plan {plan_number} was agreed: it is version {number} of the agreements, worth {value_cents}.")
    ),
    "finding_recorded": Wording(
        gettext_lazy("It was recorded that placing people is not possible in this contract: activities count.")
    ),
    "finding_withdrawn": Wording(
        gettext_lazy("The finding that placing people is not possible was withdrawn: new activities do not count.")
    ),
    "facts_erased": Wording(
        gettext_lazy(
            "What {reports} reports and {drafts} drafts said of persons was erased: it can change no value any more."
        )
    ),
    "supplier_invited": Wording(gettext_lazy("Somebody of the supplier was invited to report.")),
    "quarter_confirmed": Wording(gettext_lazy("Quarter {quarter} of {year} was confirmed: everything was reported.")),
    "quarter_confirmed_unchanged": Wording(gettext_lazy("Quarter {quarter} of {year} was confirmed: nothing changed.")),
    "quarter_confirmation_withdrawn": Wording(
        gettext_lazy("The confirmation of quarter {quarter} of {year} was taken back.")
    ),
    "colleague_removed": Wording(gettext_lazy("Somebody of the supplier no longer has access.")),
    "last_colleague_removed": Wording(
        gettext_lazy("The last person of the supplier gave up access: nobody there can report any more.")
    ),
    "second_party_asked": Wording(gettext_lazy("Another party was asked to confirm something of a fulfilment.")),
    "second_party_confirmed": Wording(gettext_lazy("Another party confirmed something of a fulfilment.")),
    "second_party_denied": Wording(gettext_lazy("Another party answered that something of a fulfilment is not right.")),
    "evidence_seen": Wording(gettext_lazy("It was recorded that evidence of a fulfilment was seen.")),
    "evidence_withdrawn": Wording(gettext_lazy("It was taken back that evidence of a fulfilment was seen.")),
    "evidence_uploaded": Wording(gettext_lazy("A copy of evidence was added to a fulfilment.")),
    "evidence_removed": Wording(gettext_lazy("A copy of evidence was removed from a fulfilment.")),
    "report_submitted": Wording(gettext_lazy("A fulfilment of {value_cents} was reported.")),
    "sheet_taken_over": Wording(
        gettext_lazy("{number} fulfilments were reported with a spreadsheet, worth {value_cents} together.")
    ),
    "report_approved": Wording(gettext_lazy("A fulfilment was approved: {value_cents} counts.")),
    "report_returned": Wording(gettext_lazy("A fulfilment was returned to the supplier, with a reason.")),
    "report_rejected": Wording(gettext_lazy("A fulfilment was rejected, with a reason.")),
    "change_submitted": Wording(
        gettext_lazy("A change of an approved fulfilment was passed on: it becomes {value_cents}.")
    ),
    "report_replaced": Wording(
        gettext_lazy("An approved fulfilment was replaced by its change: {value_cents} no longer counts.")
    ),
    "clash_decided": Wording(gettext_lazy("It was decided whose hours count, where somebody was reported twice.")),
    "clash_told_apart": Wording(gettext_lazy("Two persons who looked like one were found to be two.")),
    "report_questioned": Wording(gettext_lazy("A question was asked about a fulfilment.")),
    "report_reversed": Wording(
        gettext_lazy("An approved fulfilment was taken back, with a reason: {value_cents} no longer counts.")
    ),
}

INSIDE = frozenset({"clash_decided", "clash_told_apart"})  # of double counting a supplier learns nothing (C9)
ROUTES_OF_ROWS = {"report": "report", "proposal": "proposal"}  # the figure that names a row, and the page of that row
ROUTES_OF_CODES = {
    "contract_started": "dossier_obligation",
    "contract_started_from_notice": "dossier_obligation",
    "agreement_recorded": "dossier_agreements",
    "finding_recorded": "dossier_agreements",
    "finding_withdrawn": "dossier_agreements",
}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: the day, the sentence, and who did it.

    `route` and `target_id` lead to what it is about: the name of a page and the number of its row; empty where there
    is no such page.
    """

    day: date
    sentence: str
    who: str
    route: str = ""
    target_id: int = 0


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that happened to a contract, the newest first."""

    contract_id: int
    events: tuple[Event, ...]


def read_timeline(*, actor: Actor, contract_id: int) -> Timeline:
    """Return the timeline; a supplier reads the names of its own people only, and nothing of double counting.

    Five queries.
    """
    rows = contracts_visible_to(actor).exclude(state=ContractState.DRAFT)
    contract = find(rows, pk=contract_id)
    told = contract.timeline.select_related("actor").order_by("-day", "-id")
    events = list(told if may(actor, "clash.see", contract) else told.exclude(code__in=INSIDE))
    inside = may(actor, "draft.see", contract)
    colleagues = frozenset() if inside else _colleagues(actor, contract)
    sentences = say((_step(event) for event in events), WORDS)
    return Timeline(
        contract.pk,
        tuple(
            Event(event.day, said.sentence, _who(event, inside, colleagues), *_about(event))
            for event, said in zip(events, sentences, strict=True)
        ),
    )


def _step(event: TimelineEvent) -> Step:
    return Step(event.code, tuple(event.figures.items()), "")


def _about(event: TimelineEvent) -> tuple[str, int]:
    """Return the page of what the event is about, and its row; empty where there is none."""
    for name, route in ROUTES_OF_ROWS.items():
        if name in event.figures:
            return route, int(event.figures[name])
    route = ROUTES_OF_CODES.get(event.code, "")
    return route, event.contract_id if route else 0


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
