"""The reports of a contract, as its dossier lists them: filtered by state and block, a page at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, find, may, reports_visible_to
from tegenwaarde.records.models import Contract, ContractState, Report, ReportState
from tegenwaarde.usecases.reading.reports import book_of, booked, label_of, next_action

PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks of the list; empty is everything."""

    state: str = ""
    block: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report in a list; cents. `who` and `what` are empty for those who may not see personal facts.

    `corrects_id` is the report that this one corrects, `corrected_by_id` the one that corrects this; 0 for none.
    """

    report_id: int
    who: str
    what: str
    state: str
    value_cents: int | None
    day: date
    next_action: str
    corrects_id: int
    corrected_by_id: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter: its value, its words (empty for a state), and how many reports it keeps."""

    value: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class DossierReports:
    """The reports of a contract: those of the page that is asked, with the totals of all; cents."""

    contract_id: int
    title: str
    rows: tuple[ReportRow, ...]
    everything: int
    found: int
    page: int
    states: tuple[Choice, ...]
    blocks: tuple[Choice, ...]
    may_report: bool
    sees_facts: bool
    accepted_cents: int
    waiting_cents: int


def read_dossier_reports(*, actor: Actor, contract_id: int, wanted: Wanted) -> DossierReports:
    """Return the contract's reports, the newest first; a constant number of queries. Raises NotVisible."""
    contract = find(contracts_visible_to(actor, "report.see").select_related("book"), pk=contract_id)
    writes = may(actor, "report.write", contract)
    sees_facts = may(actor, "report.facts", contract)
    reports = list(reports_visible_to(actor).filter(contract=contract).select_related("person").order_by("-id"))
    values = booked(reports)
    kept = [one for one in reports if _keeps(wanted, one, sees_facts=sees_facts)]
    page = min(max(1, wanted.page), max(1, -(-len(kept) // PAGE)))
    standing = [one for one in reports if one.state != ReportState.REJECTED]
    corrected = {one.corrects_id: one.pk for one in standing if one.corrects_id}
    shown = kept[(page - 1) * PAGE : page * PAGE]
    return DossierReports(
        contract_id=contract.pk,
        title=contract.title,
        rows=tuple(_row(contract, one, values, corrected, writes=writes, sees_facts=sees_facts) for one in shown),
        everything=len(reports),
        found=len(kept),
        page=page,
        states=_states(reports),
        blocks=_blocks(contract, reports) if sees_facts else (),
        sees_facts=sees_facts,
        may_report=writes and contract.state == ContractState.RUNNING,
        accepted_cents=sum(values.values()),
        waiting_cents=_waiting_cents(reports, values),
    )


def _waiting_cents(reports: Iterable[Report], values: dict[int, int]) -> int:
    """Return what approving all that waits adds: of a change only what differs from what it replaces; cents."""
    waiting = (one for one in reports if one.state == ReportState.SUBMITTED)
    return sum((one.submitted_cents or 0) - values.get(one.corrects_id or 0, 0) for one in waiting)


def _keeps(wanted: Wanted, report: Report, *, sees_facts: bool) -> bool:
    of_state = not wanted.state or report.state == wanted.state
    return of_state and (not wanted.block or not sees_facts or report.block == wanted.block)


def _states(reports: Iterable[Report]) -> tuple[Choice, ...]:
    counts = Counter(report.state for report in reports)
    return tuple(Choice(state.value, "", counts[state.value]) for state in ReportState if counts[state.value])


def _blocks(contract: Contract, reports: Iterable[Report]) -> tuple[Choice, ...]:
    counts = Counter(report.block for report in reports if report.block)
    book = book_of(contract)
    named = ((label_of(book, block), block, count) for block, count in counts.items())
    return tuple(Choice(block, label, count) for label, block, count in sorted(named))


def _row(
    contract: Contract,
    report: Report,
    values: dict[int, int],
    corrected: dict[int, int],
    *,
    writes: bool,
    sees_facts: bool,
) -> ReportRow:
    return ReportRow(
        report_id=report.pk,
        who=report.person.reference if report.person and sees_facts else "",
        what=label_of(book_of(contract), report.block) if sees_facts else "",
        state=report.state,
        value_cents=values.get(report.pk, report.submitted_cents),
        day=report.submitted_on or report.made_on,
        next_action=next_action(report.state, writes=writes, reviews=sees_facts),
        corrects_id=report.corrects_id or 0,
        corrected_by_id=corrected.get(report.pk, 0),
    )
