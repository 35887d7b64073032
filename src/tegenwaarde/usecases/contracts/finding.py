"""The finding that placements are not possible in a contract (C7): recorded by the coordinator, and withdrawn.

It opens the activities of row 15. What was approved before a finding is withdrawn stays approved.
"""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, find, require
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Contract, ContractState, Finding
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.refusals import Invalid, Refused
from tegenwaarde.usecases.reports.valuing import BROADER_WAYS
from tegenwaarde.usecases.timeline import remember

KEY = "finding.record"
REASON_MISSING = Problem("REASON_MISSING", "Say why, so that it can be understood later.", "reason")


class NothingToFind(Refused):
    """A finding changes nothing for this contract."""

    code = "NOTHING_TO_FIND"
    words = _("For this contract no finding is needed: it is closed, or activities count without it.")


class FoundBefore(Refused):
    """Somebody recorded the finding already."""

    code = "FOUND_BEFORE"
    words = _("It was already recorded that placing people is not possible in this contract.")


class NothingFound(Refused):
    """There is no finding (any more) to withdraw."""

    code = "NO_FINDING"
    words = _("There is no finding (any more) that can be withdrawn.")


def finding_present(contract: Contract) -> bool:
    """Say whether the buyer's side found that placements are not possible; one query, none where prefetched."""
    return any(finding.withdrawn_on is None for finding in contract.findings.all())


def finding_matters(contract: Contract) -> bool:
    """Say whether the contract's policy has activities that wait for a finding, and its regime does too (B2, C7)."""
    if contract.book is None or not any(block.needs_finding for block in open_book(contract.book).blocks):
        return False
    latest = contract.obligations.order_by("-number").values_list("regime", flat=True).first()
    return latest != BROADER_WAYS


def record_finding(*, actor: Actor, contract_id: int, reason: str, today: date) -> Finding:
    """Record that placements are not possible; raises NotVisible, NotAllowed, NothingToFind, FoundBefore, Invalid."""
    contract = _contract(actor, contract_id)
    if contract.state != ContractState.RUNNING or not finding_matters(contract):
        raise NothingToFind
    why = _given(reason)
    try:
        with transaction.atomic():
            made = Finding.unfenced.create(contract=contract, reason=why, found_by_id=actor.user_id, found_on=today)
            remember(actor=actor, contract=contract, code="finding_recorded", today=today, finding=made.pk)
    except IntegrityError:
        raise FoundBefore from None
    return made


def withdraw_finding(*, actor: Actor, contract_id: int, reason: str, today: date) -> None:
    """Withdraw the finding; what was approved stays. Raises NotVisible, NotAllowed, NothingFound, and Invalid."""
    contract = _contract(actor, contract_id)
    why = _given(reason)
    with transaction.atomic():
        standing = contract.findings.filter(withdrawn_on__isnull=True)
        if not standing.update(withdrawn_on=today, withdrawn_by_id=actor.user_id, withdrawn_reason=why):
            raise NothingFound
        remember(actor=actor, contract=contract, code="finding_withdrawn", today=today)


def _contract(actor: Actor, contract_id: int) -> Contract:
    contract = find(contracts_visible_to(actor).select_related("book"), pk=contract_id)
    require(actor, KEY, contract)
    return contract


def _given(reason: str) -> str:
    if not reason.strip():
        raise Invalid([REASON_MISSING])
    return reason.strip()
