"""Change somebody to call about a contract."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import DossierContact
from tegenwaarde.usecases.dossier.contacts import ContactFacts, contact_to_write, problems_of
from tegenwaarde.usecases.dossier.opening import ChangedMeanwhile
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.timeline import remember


def change_contact(*, actor: Actor, contact_id: int, version: int, facts: ContactFacts, today: date) -> DossierContact:
    """Keep what is different of a contact at `version`; a change of side ends standing in between the two sides.

    Raises NotVisible, NotAllowed, ChangedMeanwhile, and Invalid at its fields.
    """
    contact = contact_to_write(actor, contact_id)
    if problems := problems_of(facts, contact.contract, contact.pk):
        raise Invalid(problems)
    with transaction.atomic():
        rows = DossierContact.unfenced.filter(pk=contact.pk, version=version, until_day__isnull=True)
        if not rows.update(version=version + 1, **facts.columns()):
            raise ChangedMeanwhile
        DossierContact.unfenced.filter(~Q(side=facts.side), deputy_of_id=contact.pk).update(deputy_of=None)
        remember(actor=actor, contract=contact.contract, code="contact_changed", today=today, contact=contact.pk)
    contact.refresh_from_db()
    return contact
