"""Whom to call and what to remember in the demo's dossiers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from tegenwaarde.access.actor import Actor, actor_for
from tegenwaarde.access.fence import contracts_visible_to
from tegenwaarde.records.models import User
from tegenwaarde.usecases.demo import cast
from tegenwaarde.usecases.dossier.add_contact import add_contact
from tegenwaarde.usecases.dossier.add_note import add_note
from tegenwaarde.usecases.dossier.contacts import ContactFacts

COORDINATORS = ("anna", "erik", "aylin")
CALLED = (
    ContactFacts("buyer", "contract_manager", "Marieke Slot", "m.slot@gemeente.example", "074 123 45 60"),
    ContactFacts("supplier", "site", "Gerrit Wissink", "g.wissink@aannemer.example", "06 12 34 56 78"),
)
DEPUTY = ContactFacts("supplier", "administration", "Truus ter Horst", "", "074 123 45 67")
NOTE = "Gesproken bij de start: Gerrit regelt de plaatsen op het werk zelf. Bel hem 's ochtends, dan is hij bereikbaar."


def keep_papers(today: date) -> None:
    """Give the oldest dossier of each coordinator its contacts, with a deputy, and a note."""
    for address in COORDINATORS:
        actor = actor_for(User.objects.get(email=f"{address}@{cast.MAIL}"), today)
        first = contracts_visible_to(actor).filter(state="running").order_by("start", "pk").first()
        if first is not None:
            _keep(actor, first.pk, today)


def _keep(actor: Actor, contract_id: int, today: date) -> None:
    told: dict[str, Any] = {"actor": actor, "contract_id": contract_id, "today": today}
    *_others, whom = [add_contact(facts=facts, **told).pk for facts in CALLED]
    add_contact(facts=replace(DEPUTY, deputy_of=whom), **told)
    add_note(words=NOTE, **told)
