"""What the page of one report shows, to the supplier and to the buyer's side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum
from django.utils.translation import gettext as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import find, may, reports_visible_to
from tegenwaarde.kernel.step import steps_from_json
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.records.models import ChangeKind, Contract, LedgerLine, Receipt, Report, ReportState, ReviewDecision
from tegenwaarde.records.models.contracts import WHOLE
from tegenwaarde.records.sealed import FactsErased
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.figures import percent
from tegenwaarde.usecases.reading.block_words import labels_of, words_for_suppliers
from tegenwaarde.usecases.reading.evidence import EvidenceLine, evidence_of
from tegenwaarde.usecases.reading.sentences import Sentence, say
from tegenwaarde.usecases.reading.thread import Thread, thread_of
from tegenwaarde.usecases.reading.told import Told, told
from tegenwaarde.usecases.reports.answers import answers_of
from tegenwaarde.usecases.reports.facts import earlier_of
from tegenwaarde.usecases.reports.valuing import offer_of_report
from tegenwaarde.usecases.spoken import spoken

NEXT_ACTIONS = {
    (True, "draft"): "continue",
    (True, "returned"): "correct",
    (True, "submitted"): "wait",
    (False, "submitted"): "review",
    (False, "returned"): "wait_for_supplier",
}
UNDECIDED = (ReportState.DRAFT, ReportState.SUBMITTED, ReportState.RETURNED)


def next_action(state: str, *, writes: bool, reviews: bool) -> str:
    """Return what the reader does next with a report; who neither writes nor reviews (`reviews`) waits."""
    if state == ReportState.SUBMITTED and not reviews:
        return "wait"
    return NEXT_ACTIONS.get((writes, state), "")


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision about a report. `who` is empty on the supplier's side; reason and evidence for those who may not see
    personal facts."""

    decision: str
    who: str
    day: date
    reason: str
    evidence: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    """One report: what was told, what it is worth and why, what was decided; cents."""

    report_id: int
    contract_id: int
    title: str
    buyers: str
    supplier: str
    state: str
    who: str
    facts: Told
    facts_erased: bool
    sees_facts: bool
    value_cents: int | None
    steps: tuple[Sentence, ...]
    receipt_id: int
    submitted_on: date | None
    no_displacement: bool
    decisions: tuple[Decided, ...]
    next_action: str
    may_withdraw: bool
    own: bool
    thread: Thread
    version: int
    corrects_id: int
    change: str
    replaced_by_id: int
    waiting_correction_id: int
    may_take_back: bool
    evidence: tuple[EvidenceLine, ...]

    @property
    def may_change(self) -> bool:
        """Say whether the supplier can pass on a change of what was approved."""
        return self.own and self.state == ReportState.APPROVED and not self.waiting_correction_id

    @property
    def returned_because(self) -> str:
        """Return the reason of the latest return, for a report that came back."""
        return self.decisions[0].reason if self.state == ReportState.RETURNED and self.decisions else ""


def read_report(*, actor: Actor, report_id: int) -> ReportPage:
    """Return one report; NotVisible where the actor sees none."""
    report = find(
        reports_visible_to(actor).select_related("contract__book", "contract__supplier", "person", "corrects"),
        pk=report_id,
    )
    contract = report.contract
    sees_facts = may(actor, "report.facts", contract)
    writes = may(actor, "report.write", contract)
    facts, erased = facts_in_words(report) if sees_facts else ((), False)
    receipt = Receipt.unfenced.filter(ledger_lines__report=report).order_by("-pk").first()
    corrections = dict(reports_visible_to(actor).filter(corrects=report).values_list("state", "pk"))
    return ReportPage(
        report_id=report.pk,
        contract_id=contract.pk,
        title=contract.title,
        buyers=", ".join(share.buyer.name for share in contract.buyers.select_related("buyer")),
        supplier=contract.supplier.name if contract.supplier else "",
        state=report.state,
        who=report.person.reference if report.person and sees_facts else "",
        facts=facts,
        facts_erased=erased,
        sees_facts=sees_facts,
        value_cents=booked([report]).get(report.pk, report.submitted_cents),
        steps=_steps(report, receipt) if sees_facts or receipt else (),
        receipt_id=receipt.pk if receipt else 0,
        submitted_on=report.submitted_on,
        no_displacement=report.no_displacement,
        decisions=decisions_of(report, reasons=sees_facts, names=not writes),
        next_action=next_action(report.state, writes=writes, reviews=sees_facts),
        may_withdraw=writes and report.state == ReportState.DRAFT,
        own=writes,
        thread=thread_of(actor, report),
        version=report.version,
        corrects_id=report.corrects_id or 0,
        change=str(ChangeKind(report.change).label) if report.change else "",
        replaced_by_id=corrections.get(ReportState.APPROVED, 0),
        waiting_correction_id=next((pk for state, pk in corrections.items() if state in UNDECIDED), 0),
        may_take_back=report.state == ReportState.APPROVED and may(actor, "report.approve", contract),
        evidence=evidence_of(report, names=not writes) if may(actor, "evidence.see", contract) else (),
    )


def facts_in_words(report: Report) -> tuple[Told, bool]:
    """Return what the supplier told, and whether that was erased."""
    try:
        facts = told(book_of(report.contract), answers_of(report), report.block)
    except FactsErased:
        return (), True
    share = ((_("Part of the hours for this contract"), percent(report.share)),) if report.share != WHOLE else ()
    return (*facts, *share), False


def decisions_of(report: Report, *, reasons: bool, names: bool) -> tuple[Decided, ...]:
    """Return what was decided about the report, the newest first; with names on the buyer's side only."""
    rows = ReviewDecision.unfenced.filter(report=report).select_related("decided_by").order_by("-id")
    return tuple(
        Decided(
            row.decision,
            row.decided_by.name if names else "",
            row.decided_on,
            row.reason if reasons else "",
            row.evidence_seen if reasons else "",
        )
        for row in rows
    )


def label_of(book: PolicyBook, block_id: str) -> str:
    """Return what a block is called; its id where the book no longer has it, nothing without one."""
    return next((spoken(block.label) for block in book.blocks if block.id == block_id), block_id)


def booked(reports: Iterable[Report]) -> dict[int, int]:
    """Return what each report booked, reversals taken off, cents; one query."""
    rows = LedgerLine.unfenced.filter(report__in=reports).order_by().values_list("report").annotate(Sum("cents"))
    return dict(rows)


def replaced_cents(reports: Iterable[Report]) -> dict[int, int]:
    """Return, for each report that corrects another, what that one booked and this one replaces; cents, one query."""
    corrected = {report.pk: report.corrects_id for report in reports if report.corrects_id}
    rows = LedgerLine.unfenced.filter(report_id__in=corrected.values()).order_by().values_list("report")
    values = dict(rows.annotate(Sum("cents")))
    return {pk: values.get(corrects_id, 0) for pk, corrects_id in corrected.items()}


def _steps(report: Report, receipt: Receipt | None) -> tuple[Sentence, ...]:
    words = words_for_suppliers(labels_of(book_of(report.contract)))
    if receipt is not None:
        return say(steps_from_json(receipt.steps), words)
    if not report.block:
        return ()
    try:
        found = offer_of_report(report, earlier_of(report))
    except (FactsErased, KeyError):
        return ()
    return say(found.valuation.steps, words) if found.fits else ()


def book_of(contract: Contract) -> PolicyBook:
    """Return the policy of a contract in force."""
    if contract.book is None:
        raise ValueError("a contract in force has its policy")
    return open_book(contract.book)
