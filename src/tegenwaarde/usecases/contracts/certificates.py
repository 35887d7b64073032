"""Certificates of a draft's supplier, which can lower what is due (B7)."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotVisible
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.book import Label
from tegenwaarde.records.models import Certificate, Contract
from tegenwaarde.usecases.books import NoPolicyInForce, open_book, text_in_force
from tegenwaarde.usecases.contracts.drafting import find_draft
from tegenwaarde.usecases.refusals import Invalid, Refused

KEY = "contract.complete"


class SupplierFirst(Refused):
    """A certificate is somebody's."""

    code = "SUPPLIER_FIRST"
    words = _("Save the supplier of this contract first: a certificate belongs to a supplier.")


def labels_for(contract: Contract, today: date) -> tuple[Label, ...]:
    """Return the labels of the policy that the contract falls under, or of today's where that is not known yet."""
    region = contract.entered_in.region.policy_region
    for day in filter(None, (contract.tender_date, today)):
        try:
            return open_book(text_in_force(region, day)).labels
        except NoPolicyInForce:
            continue
    return ()


def add_certificate(
    *, actor: Actor, contract_id: int, label: str, first_day: date, last_day: date, today: date
) -> Certificate:
    """Record a certificate of the draft's supplier, days counted in.

    Raises NotVisible, NotAllowed, NotADraft, SupplierFirst, and Invalid with each problem at its field.
    """
    contract = find_draft(actor, contract_id, KEY)
    if contract.supplier is None:
        raise SupplierFirst
    problems = []
    if label not in {one.id for one in labels_for(contract, today)}:
        problems.append(Problem("UNKNOWN_LABEL", "Choose a label that the policy knows.", "label"))
    if last_day < first_day:
        text = "A certificate ends before it starts: correct one of its two days."
        problems.append(Problem("CERTIFICATE_ENDS_BEFORE_START", text, "last_day"))
    same = Certificate.unfenced.filter(supplier=contract.supplier, label=label, first_day=first_day, last_day=last_day)
    if not problems and same.exists():
        problems.append(Problem("CERTIFICATE_TWICE", "This certificate is recorded already.", "label"))
    if problems:
        raise Invalid(problems)
    with transaction.atomic():
        return Certificate.unfenced.create(
            supplier=contract.supplier, label=label, first_day=first_day, last_day=last_day
        )


def remove_certificate(*, actor: Actor, contract_id: int, certificate_id: int) -> None:
    """Take a certificate of the draft's supplier away; obligations that counted it keep their receipt.

    Raises NotVisible, NotAllowed and NotADraft.
    """
    contract = find_draft(actor, contract_id, KEY)
    held = contract.supplier.certificates.filter(pk=certificate_id) if contract.supplier else None
    if held is None or not held.delete()[0]:
        raise NotVisible("certificate")
