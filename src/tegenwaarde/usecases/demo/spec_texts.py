"""The demo's spec texts: one was taken for a street that is about to be put to the market."""

from __future__ import annotations

from datetime import date

from tegenwaarde.access.actor import actor_for
from tegenwaarde.records.models import Role, Tender, User
from tegenwaarde.usecases.demo import cast
from tegenwaarde.usecases.spec_texts.take_text import take_text

STREET = "Reconstructie Enschedesestraat"


def take_spec_texts(today: date) -> None:
    """Let the procurement officer take a text; the places that stay open are left for the officer to fill in."""
    officer = next((one for one in cast.PEOPLE if one.role == Role.PROCUREMENT_OFFICER), None)
    street = Tender.unfenced.filter(title=STREET).first()
    if officer is None or street is None:
        return
    actor = actor_for(User.objects.get(email=officer.email), today)
    take_text(actor=actor, tender_id=street.pk, variant="condition", gaps_are_meant=True, today=today)
