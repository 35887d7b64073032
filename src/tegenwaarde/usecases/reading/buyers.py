"""What the pages about buyers show: who they are, and what each recognises from which day on (A4, B7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import buyers_visible_to, find, require, subregions_visible_to
from tegenwaarde.access.keys import holds
from tegenwaarde.records.models import Buyer, BuyerKind, BuyerSwitch
from tegenwaarde.usecases.buyers.switch_label import KEY, Switch, effect_of_switch, switchable_labels
from tegenwaarde.usecases.contracts.recognition import recognises
from tegenwaarde.usecases.reading.before_after import BeforeAfter, before_after
from tegenwaarde.usecases.reading.sentences_obligation import text_of

BUYER_KINDS = tuple((kind.value, kind.label) for kind in BuyerKind)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A label that only counts for buyers that recognise it, and whether this one does today."""

    label_id: str
    label: str
    on: bool


@dataclass(frozen=True, slots=True)
class SwitchRow:
    """A choice that was made: recognised or no longer, from a day on, why and by whom."""

    label: str
    on: bool
    from_day: date
    reason: str
    decided_by: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class BuyerRow:
    """A buyer in the list."""

    buyer_id: int
    name: str
    kind: str
    kvk: str
    recognises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BuyerSettings:
    """What a buyer chose within the policy, the newest choice first."""

    buyer_id: int
    name: str
    kind: str
    kvk: str
    labels: tuple[Recognised, ...]
    history: tuple[SwitchRow, ...]
    may_change: bool


@dataclass(frozen=True, slots=True)
class SwitchPreview:
    """What a choice would do to drafts, and to contracts in force of which something else is due; see `fingerprint`."""

    fingerprint: str
    label: str
    contracts: tuple[BeforeAfter, ...]
    drafts: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class BuyerToKeep:
    """What the form of a buyer begins with; `buyer_id` is 0 for a new one."""

    buyer_id: int
    name: str
    kind: str
    kvk: str
    subregions: tuple[tuple[int, str], ...]


def read_buyer_list(*, actor: Actor, today: date) -> tuple[BuyerRow, ...]:
    """Return the buyers of which the actor sees contracts; three queries."""
    labels = switchable_labels()
    rows = buyers_visible_to(actor, "draft.see").prefetch_related("switches").order_by("name")
    return tuple(
        BuyerRow(
            buyer_id=one.pk,
            name=one.name,
            kind=str(BuyerKind(one.kind).label),
            kvk=one.kvk,
            recognises=tuple(text_of(label.label) for label in labels if recognises(one, label.id, today)),
        )
        for one in rows
    )


def read_buyer_settings(*, actor: Actor, buyer_id: int, today: date) -> BuyerSettings:
    """Return what a buyer recognises and recognised; NotVisible where the actor sees no contracts of it."""
    buyer: Buyer = find(buyers_visible_to(actor, "draft.see").prefetch_related("switches__decided_by"), pk=buyer_id)
    labels = switchable_labels()
    names = {label.id: text_of(label.label) for label in labels}
    return BuyerSettings(
        buyer_id=buyer.pk,
        name=buyer.name,
        kind=str(BuyerKind(buyer.kind).label),
        kvk=buyer.kvk,
        labels=tuple(Recognised(one.id, names[one.id], recognises(buyer, one.id, today)) for one in labels),
        history=tuple(_row(one, names) for one in buyer.switches.all()),
        may_change=holds(actor, KEY) and buyers_visible_to(actor, KEY).filter(pk=buyer.pk).exists(),
    )


def read_switch(*, actor: Actor, buyer_id: int, switch: Switch, today: date) -> SwitchPreview:
    """Return what a choice would do; nothing is written. Raises NotVisible, NotAllowed and Invalid."""
    found = effect_of_switch(actor=actor, buyer_id=buyer_id, switch=switch, today=today)
    names = {label.id: text_of(label.label) for label in switchable_labels()}
    return SwitchPreview(
        fingerprint=found.fingerprint,
        label=names[switch.label],
        contracts=tuple(before_after(one) for one in found.effects.changed),
        drafts=tuple((one.pk, one.title) for one in found.drafts),
    )


def read_new_buyer(*, actor: Actor) -> BuyerToKeep:
    """Return an empty form for a buyer; NotVisible for whoever does not manage the buyers."""
    require(actor, "places.see")
    return BuyerToKeep(0, "", "", "", tuple((one.pk, one.name) for one in subregions_visible_to(actor)))


def read_buyer_to_change(*, actor: Actor, buyer_id: int) -> BuyerToKeep:
    """Return what the register holds of a buyer; NotVisible for whoever does not manage the buyers."""
    require(actor, "places.see")
    buyer = find(buyers_visible_to(actor, "places.see"), pk=buyer_id)
    return BuyerToKeep(buyer.pk, buyer.name, buyer.kind, buyer.kvk, ())


def _row(one: BuyerSwitch, names: dict[str, str]) -> SwitchRow:
    return SwitchRow(
        names.get(one.name, one.name), one.on, one.from_day, one.reason, one.decided_by.name, one.decided_on
    )
