"""Amend a contract in force: its sum and days, what is due, and what approved reports count, in one go (B5, C1)."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_noop

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, find, require
from tegenwaarde.records.models import Amendment, AmendmentState, Contract, ContractState, Report, ReportState
from tegenwaarde.usecases.amendments.change import Change, problems_of
from tegenwaarde.usecases.amendments.effect import AmendmentEffect, effect_of
from tegenwaarde.usecases.amendments.rebooking import book_again
from tegenwaarde.usecases.contracts.drafting import ChangedMeanwhile
from tegenwaarde.usecases.contracts.obligation import keep_obligation
from tegenwaarde.usecases.contracts.recalculating import NotInForce, claim_running, running
from tegenwaarde.usecases.persons.alike import lock_alike
from tegenwaarde.usecases.ports import Ports
from tegenwaarde.usecases.post.tell_supplier import News, tell_supplier
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.timeline import remember

KEY = "contract.amend"
REASON = gettext_noop("The contract was amended.")


def contract_to_amend(actor: Actor, contract_id: int) -> Contract:
    """Return a contract in force that the actor may amend, with what its effect reads.

    Raises NotVisible, NotAllowed and NotInForce.
    """
    seen = find(contracts_visible_to(actor).exclude(state=ContractState.DRAFT), pk=contract_id)
    require(actor, KEY, seen)
    found = running(pk=seen.pk).first()
    if found is None:
        raise NotInForce(title=seen.title)
    return found


def effect_of_change(*, actor: Actor, contract_id: int, change: Change, today: date) -> AmendmentEffect:
    """Return what the change would do; nothing is written.

    Raises NotVisible, NotAllowed, NotInForce, and Invalid with each problem at its field.
    """
    contract = contract_to_amend(actor, contract_id)
    problems = list(problems_of(contract, change, today))
    if problems:
        raise Invalid(problems)
    return effect_of(contract, change, today)


def amend_contract(
    *, actor: Actor, contract_id: int, change: Change, shown: str, today: date, ports: Ports | None = None
) -> Amendment:
    """Amend the contract as it was shown (`shown` is `AmendmentEffect.fingerprint`).

    With `ports` the supplier is mailed. Raises NotVisible, NotAllowed, NotInForce, ChangedMeanwhile, and Invalid with
    each problem at its field.
    """
    with transaction.atomic():
        lock_persons(contract_id)
        effect = effect_of_change(actor=actor, contract_id=contract_id, change=change, today=today)
        return put_in_force(actor=actor, effect=effect, shown=shown, today=today, ports=ports)


def put_in_force(
    *,
    actor: Actor,
    effect: AmendmentEffect,
    shown: str,
    today: date,
    ports: Ports | None,
    proposed: Amendment | None = None,
) -> Amendment:
    """Keep everything the effect says, as a new amendment or as the `proposed` one; inside a transaction.

    Raises ChangedMeanwhile.
    """
    if shown != effect.fingerprint:
        raise ChangedMeanwhile
    contract, change = effect.obligation.contract, effect.change
    facts = _facts(contract, change)
    claim_running(contract, value_cents=change.value_cents, start=change.start, end=change.end)
    kept = keep_obligation(contract=contract, calculated=effect.obligation.after, reason=REASON, today=today)
    book_again(contract, effect.rebookings.booked_again, today)
    decided = {
        "state": AmendmentState.IN_FORCE,
        "obligation": kept,
        "decided_by_id": actor.user_id,
        "decided_on": today,
    }
    if proposed is None:
        number = next_number(contract)
        made_by = {"number": number, "made_by_id": actor.user_id, "made_on": today}
        amendment = Amendment.unfenced.create(contract=contract, **made_by, **facts, **decided)
    else:
        amendment = _taken_over(proposed, {**facts, **decided})
    figures = {"net_before_cents": effect.obligation.before.net_cents, "net_after_cents": kept.net_cents}
    remember(
        actor=actor, contract=contract, code="amendment_put_in_force", today=today, number=amendment.number, **figures
    )
    _say_what_counts(actor, effect, today)
    _tell(contract, today, ports)
    return amendment


def lock_persons(contract_id: int) -> None:
    """Lock who was reported on the contract, so that nobody else decides about them meanwhile (C9)."""
    reports = Report.unfenced.filter(contract_id=contract_id, state=ReportState.APPROVED, person__isnull=False)
    for report in reports.select_related("person").order_by("person"):
        if report.person is not None:
            lock_alike(report.person)


def next_number(contract: Contract) -> int:
    """Return the number of the contract's next amendment."""
    latest = Amendment.unfenced.filter(contract=contract).aggregate(latest=Max("number"))["latest"]
    return (latest or 0) + 1


def _facts(contract: Contract, change: Change) -> dict[str, object]:
    return {
        "kind": change.kind,
        "agreed_on": change.agreed_on,
        "reason": change.reason.strip(),
        "value_before_cents": contract.value_cents,
        "value_after_cents": change.value_cents,
        "start_before": contract.start,
        "start_after": change.start,
        "end_before": contract.end,
        "end_after": change.end,
    }


def _taken_over(proposed: Amendment, facts: dict[str, object]) -> Amendment:
    """Claim the proposed amendment as it was read; ChangedMeanwhile where somebody decided first."""
    rows = Amendment.unfenced.filter(pk=proposed.pk, state=AmendmentState.PROPOSED, version=proposed.version)
    if not rows.update(version=proposed.version + 1, **facts):
        raise ChangedMeanwhile
    proposed.refresh_from_db()
    return proposed


def _say_what_counts(actor: Actor, effect: AmendmentEffect, today: date) -> None:
    for one in effect.rebookings.booked_again:
        remember(
            actor=actor,
            contract=effect.obligation.contract,
            code="report_booked_again",
            today=today,
            report=one.report.pk,
            before_cents=one.before_cents,
            after_cents=one.after_cents,
        )


def _tell(contract: Contract, today: date, ports: Ports | None) -> None:
    if ports is not None and contract.supplier_id:
        tell_supplier(
            ports=ports,
            supplier_id=contract.supplier_id,
            what=News.CONTRACT_AMENDED,
            link=f"/dossiers/{contract.pk}/wijzigingen/",
            today=today,
            contract=contract,
        )
