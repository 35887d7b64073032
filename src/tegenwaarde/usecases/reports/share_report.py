"""Divide somebody's hours over several contracts: one entry, a report for each contract with its own share (C9)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, find, require
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Contract, Report, ReportState
from tegenwaarde.usecases.refusals import Invalid, Refused
from tegenwaarde.usecases.reports.answers import PLACEMENT, answers_of
from tegenwaarde.usecases.reports.counting import WHOLE
from tegenwaarde.usecases.reports.opening import OPEN, ChangedElsewhere, report_to_write, require_running
from tegenwaarde.usecases.reports.shared import followers_of, follows_an_entry, of_the_same_entry

GONE = (ReportState.REJECTED, ReportState.REPLACED)
ABOVE_WHOLE = Problem(
    "SHARES_ABOVE_WHOLE", "Together the parts are more than 100% of the hours worked: lower one of them.", "share"
)
NO_PART = Problem("SHARE_MISSING", "Give the part of the hours that is for this contract, above 0%.", "share")
STAYS = Problem("SHARE_STAYS", "This contract's report was submitted before, so it keeps a part above 0%.", "share")


class NotToShare(Refused):
    """Only somebody's work can be divided, and only at the entry that holds it."""

    code = "NOT_TO_SHARE"
    words = _("The hours of this report cannot be divided over contracts.")


def share_report(
    *, actor: Actor, report_id: int, shares: Mapping[int, int], today: date, version: int | None = None
) -> Report:
    """Give each contract (by its id) its share of the hours, ten-thousandths of a percent; 0 takes a contract out.

    The report's own contract must be among them. A correction, and a report that came from another entry, takes up no
    other contracts.
    Raises NotVisible, NotAllowed, ReportNotOpen, ContractNotRunning, ChangedElsewhere, NotToShare, and Invalid at
    `share` or `share_<contract id>`.
    """
    with transaction.atomic():
        report = report_to_write(actor, report_id)
        if answers_of(report).kind != PLACEMENT or follows_an_entry(report):
            raise NotToShare
        if version not in (None, report.version):
            raise ChangedElsewhere
        wanted = {contract_id: share for contract_id, share in shares.items() if share}
        _check(report, wanted)
        others = {contract_id: share for contract_id, share in wanted.items() if contract_id != report.contract_id}
        followers = {one.contract_id: one for one in followers_of(report)}
        for contract_id, follower in followers.items():
            _change_or_drop(follower, others.pop(contract_id, 0))
        if others and (report.corrects_id or report.entry_id):
            raise NotToShare
        for contract_id, share in others.items():
            _follow(actor, report, _contract(actor, report, contract_id), share, today)
        Report.unfenced.filter(pk=report.pk, state__in=OPEN).update(
            share=wanted[report.contract_id], version=F("version") + 1
        )
    report.refresh_from_db()
    return report


def _check(report: Report, wanted: Mapping[int, int]) -> None:
    own = wanted.get(report.contract_id, 0)
    if own <= 0:
        raise Invalid([NO_PART])
    open_ones = {report.pk, *followers_of(report).values_list("pk", flat=True)}
    group = of_the_same_entry(report).exclude(state__in=GONE).exclude(pk__in=open_ones)
    fixed = {one.contract_id: one.share for one in group}
    taken = sum(share for contract_id, share in wanted.items() if contract_id not in fixed)
    if min(wanted.values()) < 0 or taken + sum(fixed.values()) > WHOLE:
        raise Invalid([ABOVE_WHOLE])


def _change_or_drop(follower: Report, share: int) -> None:
    if share:
        Report.unfenced.filter(pk=follower.pk).update(share=share, version=F("version") + 1)
    elif follower.state == ReportState.DRAFT and follower.corrects_id is None:
        follower.second_party_requests.all().delete()
        follower.delete()
    else:
        raise Invalid([STAYS])


def _contract(actor: Actor, report: Report, contract_id: int) -> Contract:
    contract = find(contracts_visible_to(actor), pk=contract_id)
    require(actor, "report.write", contract)
    require_running(contract)
    if contract.supplier_id != report.contract.supplier_id:
        raise NotToShare
    return contract


def _follow(actor: Actor, report: Report, contract: Contract, share: int, today: date) -> None:
    """Make the draft that follows the entry on another contract; none where that contract has one decided already."""
    if of_the_same_entry(report).filter(contract=contract).exists():
        return
    Report.unfenced.create(
        contract=contract,
        person_id=report.person_id,
        entry=report,
        block=report.block,
        facts=report.facts,
        share=share,
        no_displacement=report.no_displacement,
        made_by_id=actor.user_id,
        made_on=today,
    )
