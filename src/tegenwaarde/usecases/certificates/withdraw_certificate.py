"""Withdraw a certificate that was recorded: by mistake, or because who gave it took it back (B7)."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotVisible, contracts_visible_to, find, require
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Certificate, Contract, ContractState, Supplier
from tegenwaarde.usecases.certificates.effects import Effects, effects_with
from tegenwaarde.usecases.certificates.record_certificate import DECIDES, require_seen
from tegenwaarde.usecases.certificates.spreading import spread
from tegenwaarde.usecases.ports import Ports
from tegenwaarde.usecases.refusals import Invalid, Refused

REASON = gettext_noop("A label of the supplier was withdrawn.")
LONGEST = 300


class WithdrawnBefore(Refused):
    """Somebody was first."""

    code = "CERTIFICATE_WITHDRAWN_BEFORE"
    words = _("This certificate was withdrawn already.")


def find_certificate(actor: Actor, contract_id: int, certificate_id: int) -> Certificate:
    """Return a certificate of the supplier of a contract in force; NotVisible, NotAllowed, WithdrawnBefore."""
    rows = contracts_visible_to(actor, "draft.see").exclude(state=ContractState.DRAFT).select_related("supplier")
    contract: Contract = find(rows, pk=contract_id)
    held = Certificate.unfenced.filter(supplier=contract.supplier).select_related("supplier")
    found = held.filter(pk=certificate_id).first()
    if found is None:
        raise NotVisible("certificate")
    require(actor, DECIDES, contract)
    if found.removed_on is not None:
        raise WithdrawnBefore
    return found


def effect_of_withdrawing(*, actor: Actor, certificate: Certificate) -> Effects:
    """Return what withdrawing the certificate would do; nothing is written."""
    supplier = certificate.supplier
    return effects_with(actor, supplier, supplier.certificates.standing().exclude(pk=certificate.pk))


def withdraw_certificate(
    *,
    actor: Actor,
    contract_id: int,
    certificate_id: int,
    reason: str,
    shown: str,
    today: date,
    ports: Ports | None = None,
) -> None:
    """Withdraw a certificate from today's knowledge on, and keep what is due without it; it is not deleted.

    `shown` is the mark of the effect that was looked at. Raises NotVisible, NotAllowed, WithdrawnBefore, EffectNotSeen,
    ChangedMeanwhile, and Invalid at `reason`.
    """
    seen = find_certificate(actor, contract_id, certificate_id)
    why = reason.strip()
    if not why:
        raise Invalid([Problem("REASON_MISSING", "Say why, so that it can be understood later.", "reason")])
    if len(why) > LONGEST:
        raise Invalid([Problem("REASON_TOO_LONG", "Write a shorter reason: at most 300 characters.", "reason")])
    with transaction.atomic():
        supplier = Supplier.unfenced.select_for_update().get(pk=seen.supplier_id)
        effects = effect_of_withdrawing(actor=actor, certificate=seen)
        require_seen(actor, supplier, effects, shown)
        if not supplier.certificates.standing().filter(pk=seen.pk).update(removed_on=today, removed_reason=why):
            raise WithdrawnBefore
        spread(actor=actor, effects=effects, code="certificate_withdrawn", reason=REASON, today=today, ports=ports)
