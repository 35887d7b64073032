"""Add somebody to call about a contract."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import DossierContact
from tegenwaarde.usecases.dossier.contacts import ContactFacts, problems_of
from tegenwaarde.usecases.dossier.opening import contract_to_write
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.timeline import remember


def add_contact(*, actor: Actor, contract_id: int, facts: ContactFacts, today: date) -> DossierContact:
    """Keep the contact with the dossier; raises NotVisible, NotAllowed, and Invalid at its fields."""
    contract = contract_to_write(actor, contract_id)
    if problems := problems_of(facts, contract):
        raise Invalid(problems)
    with transaction.atomic():
        made = DossierContact.unfenced.create(contract=contract, **facts.columns())
        remember(actor=actor, contract=contract, code="contact_added", today=today, contact=made.pk)
    return made
