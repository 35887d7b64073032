"""Certificates of a draft's supplier, which can lower what is due (B7).

Nothing becomes due for another contract from here: where it would, the dossier of that contract is the place, because
there the effect is shown first.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotVisible
from tegenwaarde.records.models import Certificate, Contract, Supplier
from tegenwaarde.usecases.certificates.effects import Effects, effects_with
from tegenwaarde.usecases.certificates.labels import NewCertificate, labels_for, problems_of
from tegenwaarde.usecases.contracts.drafting import find_draft
from tegenwaarde.usecases.refusals import Invalid, Refused

KEY = "contract.complete"
LONGEST = 300


class SupplierFirst(Refused):
    """A certificate is somebody's."""

    code = "SUPPLIER_FIRST"
    words = _("Save the supplier of this contract first: a certificate belongs to a supplier.")


class ReachesContractsInForce(Refused):
    """The label changes what is due for contracts in force."""

    code = "REACHES_CONTRACTS_IN_FORCE"
    words = _(
        "{supplier} has contracts in force for which this changes what is due ({number}). The coordinator does this in"
        " one of their dossiers, on the page of the labels: there the effect is shown first. It counts for this draft"
        " too."
    )


def add_certificate(
    *, actor: Actor, contract_id: int, label: str, first_day: date, last_day: date, today: date
) -> Certificate:
    """Record a certificate of the draft's supplier, days counted in.

    Raises NotVisible, NotAllowed, NotADraft, SupplierFirst, ReachesContractsInForce, and Invalid with each problem at
    its field.
    """
    contract = find_draft(actor, contract_id, KEY)
    if contract.supplier is None:
        raise SupplierFirst
    new = NewCertificate(label=label, first_day=first_day, last_day=last_day)
    with transaction.atomic():
        supplier = Supplier.unfenced.select_for_update().get(pk=contract.supplier.pk)
        known = frozenset(one.id for one in labels_for(contract, today))
        problems = list(problems_of(new, supplier, known))
        if problems:
            raise Invalid(problems)
        effects = effects_with(actor, supplier, [*supplier.certificates.standing(), new.of(supplier)])
        _reaches_nobody_else(supplier, effects)
        made = new.of(supplier)
        made.recorded_by_id, made.recorded_on = actor.user_id, today
        made.save(force_insert=True)
    return made


def remove_certificate(*, actor: Actor, contract_id: int, certificate_id: int, today: date) -> None:
    """Take a certificate of the draft's supplier back; it is deleted where no contract can ever have counted it.

    Raises NotVisible, NotAllowed, NotADraft and ReachesContractsInForce.
    """
    contract = find_draft(actor, contract_id, KEY)
    if contract.supplier is None:
        raise NotVisible("certificate")
    with transaction.atomic():
        supplier = Supplier.unfenced.select_for_update().get(pk=contract.supplier.pk)
        held = supplier.certificates.standing().filter(pk=certificate_id)
        if not held.exists():
            raise NotVisible("certificate")
        _reaches_nobody_else(
            supplier, effects_with(actor, supplier, supplier.certificates.standing().exclude(pk=certificate_id))
        )
        if Contract.unfenced.in_force().filter(supplier=supplier).exists():
            words = _("Removed from the draft “{title}”.")
            held.update(removed_on=today, removed_reason=str(words).format(title=contract.title)[:LONGEST])
        else:
            held.delete()


def _reaches_nobody_else(supplier: Supplier, effects: Effects) -> None:
    if effects.changed:
        raise ReachesContractsInForce(supplier=supplier.name, number=len(effects.changed))
