"""What a coordinator sees of one report: what was told, its value with reasons, warnings, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import find, may, reports_visible_to
from tegenwaarde.policy.book import Extra
from tegenwaarde.records.models import ChangeKind, Contract, Report, ReportState
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.double_counting.clashes import caps_of
from tegenwaarde.usecases.reading.clashes import Clashes, clashes_shown
from tegenwaarde.usecases.reading.evidence import EvidenceLine, evidence_of
from tegenwaarde.usecases.reading.offers import Offered, offered
from tegenwaarde.usecases.reading.queue import View, waiting_in
from tegenwaarde.usecases.reading.queue_rows import everything_waiting
from tegenwaarde.usecases.reading.reports import booked, facts_in_words, label_of
from tegenwaarde.usecases.reading.thread import Thread, thread_of
from tegenwaarde.usecases.reading.told import Told
from tegenwaarde.usecases.reading.warnings import Warned, warnings_of
from tegenwaarde.usecases.reports.facts import earlier_of
from tegenwaarde.usecases.reports.valuing import offer_of_report


@dataclass(frozen=True, slots=True)
class SamePerson:
    """Another report about the same person that the actor sees; cents."""

    report_id: int
    contract: str
    what: str
    state: str
    submitted_on: date | None
    value_cents: int | None


@dataclass(frozen=True, slots=True)
class Review:
    """One report on the screen where it is decided about; cents."""

    report_id: int
    version: int
    state: str
    who: str
    contract_id: int
    contract: str
    contract_start: date | None
    contract_end: date | None
    buyers: str
    supplier: str
    submitted_on: date
    submitted_cents: int
    facts: Told
    facts_erased: bool
    offer: Offered | None
    evidence: tuple[EvidenceLine, ...]
    no_displacement: bool
    warnings: tuple[Warned, ...]
    clashes: Clashes
    thread: Thread
    corrects_id: int
    before_cents: int | None
    change: str
    sheet: str
    others: tuple[SamePerson, ...]
    waits: bool
    may_decide: bool
    position: int
    waiting: int
    previous_id: int
    next_id: int

    @property
    def stopped(self) -> bool:
        """Say whether something stops approval."""
        return any(warning.stops for warning in self.warnings)


def read_review(*, actor: Actor, report_id: int, view: View, today: date) -> Review:
    """Return the report with its place in the queue as `view` shows it; NotVisible where the actor sees none."""
    rows = reports_visible_to(actor, "queue.see").select_related(
        "contract__book", "contract__supplier", "person", "corrects", "upload"
    )
    report = find(rows, pk=report_id)
    contract = report.contract
    facts, erased = facts_in_words(report)
    offer = None if erased else offer_of_report(report, earlier_of(report), caps_of(report))
    ids = [row.report_id for row in waiting_in(everything_waiting(actor), view)]
    place = ids.index(report.pk) if report.pk in ids else -1
    return Review(
        report_id=report.pk,
        version=report.version,
        state=report.state,
        who=report.person.reference if report.person else "",
        contract_id=contract.pk,
        contract=contract.title,
        contract_start=contract.start,
        contract_end=contract.end,
        buyers=", ".join(share.buyer.name for share in contract.buyers.select_related("buyer")),
        supplier=contract.supplier.name if contract.supplier else "",
        submitted_on=report.submitted_on or report.made_on,
        submitted_cents=report.submitted_cents or 0,
        facts=facts,
        facts_erased=erased,
        offer=offered(offer, _extras(contract)) if offer else None,
        evidence=evidence_of(report, offer),
        no_displacement=report.no_displacement,
        warnings=warnings_of(report, offer, today) if report.state == ReportState.SUBMITTED else (),
        clashes=clashes_shown(actor, report),
        thread=thread_of(actor, report),
        corrects_id=report.corrects_id or 0,
        before_cents=booked([report.corrects]).get(report.corrects.pk) if report.corrects else None,
        change=str(ChangeKind(report.change).label) if report.change else "",
        sheet=report.upload.name if report.upload else "",
        others=_others(actor, report),
        waits=report.state == ReportState.SUBMITTED,
        may_decide=may(actor, "report.approve", contract),
        position=place + 1,
        waiting=len(ids),
        previous_id=ids[place - 1] if place > 0 else 0,
        next_id=next_after(ids, report.pk),
    )


def _extras(contract: Contract) -> tuple[Extra, ...]:
    return open_book(contract.book).extras if contract.book else ()


def next_waiting(*, actor: Actor, after_id: int, view: View, was_at: int) -> int:
    """Return the report that comes next once `after_id` left place `was_at` of the queue; 0 where none waits."""
    waiting = waiting_in(everything_waiting(actor), view)
    ids = [row.report_id for row in waiting if row.report_id != after_id]
    return ids[min(was_at, len(ids) - 1)] if ids else 0


def next_after(ids: list[int], report_id: int) -> int:
    """Return the id behind `report_id`; the first where it is not among them, 0 at the end."""
    if report_id not in ids:
        return ids[0] if ids else 0
    place = ids.index(report_id)
    return ids[place + 1] if place + 1 < len(ids) else 0


def _others(actor: Actor, report: Report) -> tuple[SamePerson, ...]:
    if report.person_id is None:
        return ()
    rows = (
        reports_visible_to(actor, "queue.see")
        .filter(person_id=report.person_id)
        .exclude(pk=report.pk)
        .select_related("contract__book")
        .order_by("-id")
    )
    return tuple(
        SamePerson(
            report_id=row.pk,
            contract=row.contract.title,
            what=label_of(open_book(row.contract.book), row.block) if row.contract.book else "",
            state=row.state,
            submitted_on=row.submitted_on,
            value_cents=row.submitted_cents,
        )
        for row in rows
    )
