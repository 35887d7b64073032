"""What a coordinator reads before and after deciding about several reports at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, reports_visible_to
from tegenwaarde.records.models import Decision, Report, ReviewDecision
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.reading.reports import booked, label_of, replaced_cents
from tegenwaarde.usecases.review.decide_several import MOST, Chosen
from tegenwaarde.usecases.review.readiness import why_not_approved, why_not_decided


@dataclass(frozen=True, slots=True)
class Item:
    """One of the chosen reports; `why` says why it is left out, empty where it goes through or was decided about.

    Cents: what was submitted, or once it is approved what was booked; `replaces_cents` is what a change takes away.
    """

    report_id: int
    version: int
    who: str
    what: str
    supplier: str
    contract: str
    value_cents: int
    replaces_cents: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Several:
    """The chosen reports: those that go through (or did), and those that are left out (or were), each with why."""

    going: tuple[Item, ...]
    left: tuple[Item, ...]

    @property
    def going_cents(self) -> int:
        """Return what those that go through add together to what is accepted."""
        return sum(item.value_cents - item.replaces_cents for item in self.going)

    @property
    def replaces(self) -> bool:
        """Say whether any of those that go through takes the place of what was approved before."""
        return any(item.replaces_cents for item in self.going)

    @property
    def suppliers(self) -> int:
        """Return of how many suppliers those are that go through."""
        return len({item.supplier for item in self.going})


def read_several(*, actor: Actor, decision: Decision, chosen: Iterable[Chosen]) -> Several:
    """Return what would go through, and what not and why; what the actor does not see is left away."""
    versions = dict(list(dict.fromkeys(chosen))[:MOST])
    allowed = set(contracts_visible_to(actor, _key(decision)).values_list("pk", flat=True))
    items = []
    reports = _reports(actor, versions)
    replaced = replaced_cents(reports)
    for report in reports:
        if report.contract_id not in allowed:
            why = _("You may not decide about this report.")
        else:
            check = why_not_approved if decision is Decision.APPROVED else why_not_decided
            why = str(check(report, versions[report.pk]) or "")
        item = _item(report, versions[report.pk], report.submitted_cents or 0, why)
        items.append(replace(item, replaces_cents=replaced.get(report.pk, 0)))
    return _apart(items)


def read_outcome(*, actor: Actor, decision: Decision, chosen: Iterable[Chosen]) -> Several:
    """Return what became of the chosen reports: decided about by the actor, or left as they are and why."""
    versions = dict(list(dict.fromkeys(chosen))[:MOST])
    reports = _reports(actor, versions)
    values = booked(reports)
    decided = ReviewDecision.unfenced.filter(report__in=reports, decided_by_id=actor.user_id, decision=decision)
    mine = set(decided.values_list("report_id", flat=True))
    items = []
    for report in reports:
        done = report.pk in mine and report.state == decision.value
        check = why_not_approved if decision is Decision.APPROVED else why_not_decided
        why = "" if done else str(check(report, versions[report.pk]) or _("This still waits for a decision."))
        value = values.get(report.pk, report.submitted_cents or 0)
        items.append(_item(report, versions[report.pk], value, why))
    return _apart(items)


def _key(decision: Decision) -> str:
    return "report.approve" if decision is Decision.APPROVED else "report.return"


def _reports(actor: Actor, versions: dict[int, int]) -> list[Report]:
    rows = reports_visible_to(actor, "queue.see").filter(pk__in=versions)
    return list(
        rows.select_related("contract__book", "contract__supplier", "person", "corrects").order_by("submitted_on", "id")
    )


def _item(report: Report, version: int, value_cents: int, why: str) -> Item:
    contract = report.contract
    return Item(
        report_id=report.pk,
        version=version,
        who=report.person.reference if report.person else "",
        what=label_of(open_book(contract.book), report.block) if contract.book else report.block,
        supplier=contract.supplier.name if contract.supplier else "",
        contract=contract.title,
        value_cents=value_cents,
        why=why,
    )


def _apart(items: list[Item]) -> Several:
    return Several(tuple(item for item in items if not item.why), tuple(item for item in items if item.why))
