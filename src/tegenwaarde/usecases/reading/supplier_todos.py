"""What a supplier has to do today, the most urgent first, each with its reason and where to do it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Exists, OuterRef

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import agreements_visible_to, proposals_visible_to, reports_visible_to, uploads_visible_to
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.records.models import (
    BulkUpload,
    Contract,
    Decision,
    Proposal,
    ProposalState,
    Report,
    ReportState,
    ReviewDecision,
    SecondPartyAnswer,
    SecondPartyRequest,
    UploadState,
)
from tegenwaarde.usecases.quarters.asked import AskedQuarter
from tegenwaarde.usecases.reading.lapsing import lapses_of
from tegenwaarde.usecases.reading.open_questions import open_questions
from tegenwaarde.usecases.reading.own_placements import placements_ending

URGENCY = (
    "confirm_late",
    "returned",
    "question",
    "plan_returned",
    "denied",
    "confirm",
    "sheet_checked",
    "sheet_refused",
    "plan_missing",
    "plan_begun",
    "sheet_busy",
    "draft",
    "ended",
    "ends",
    "certificate",
    "confirmed",
)
AROUND_THE_END = timedelta(days=31)
ANSWER_IS_NEWS = timedelta(days=14)
FIRST_WORDS = 90  # signs of a reason
ONE_BY_ONE = 3  # more of a kind on one contract stand together


@dataclass(frozen=True, slots=True)
class Todo:
    """Something to do: a code for the words and the place, what it is about, and by or since when.

    `target_id` is the report, contract, sheet or proposal; the contract where `number` says that it stands for several.
    `cents` is the discount that contract year `year` loses.
    """

    code: str
    about: str
    target_id: int = 0
    contract_id: int = 0
    who: str = ""
    day: date | None = None
    reason: str = ""
    number: int = 1
    quarter: Quarter | None = None
    quarters: int = 1
    lies_open: int = 0
    year: int = 0
    cents: int = 0


def todos_of(
    actor: Actor,
    contracts: Sequence[Contract],
    due: frozenset[int],
    asked: Mapping[int, Iterable[AskedQuarter]],
    today: date,
) -> tuple[Todo, ...]:
    """Return what there is to do on the supplier's running contracts, of which something is due on some.

    A constant number of queries.
    """
    titles = {one.pk: one.title for one in contracts}
    opened = list(reports_visible_to(actor).with_the_supplier().defer("facts").select_related("person").order_by("id"))
    found = [
        *_confirming(asked, opened, titles, today),
        *_together(_returned(opened, titles), titles),
        *(Todo("question", one.contract, one.report_id, who=one.who, day=one.since) for one in open_questions(actor)),
        *_plans(actor, [one for one in contracts if one.pk in due], today),
        *_sheets(actor, today),
        *_together(_drafts(opened, titles), titles),
        *_together(_ends(actor, contracts, today), titles),
        *_answers(actor, titles, today),
        *_certificates(contracts, today),
    ]
    return tuple(sorted(found, key=lambda one: (URGENCY.index(one.code), one.day or today, one.about)))


def first_words(text: str) -> str:
    """Return the beginning of a text, cut at a space."""
    line = " ".join(text.split())
    return line if len(line) <= FIRST_WORDS else f"{line[:FIRST_WORDS].rsplit(' ', 1)[0]} …"


def _together(todos: Iterable[Todo], titles: Mapping[int, str]) -> Iterator[Todo]:
    """Return the todos, those of more than a few of a kind on one contract as one."""

    def kind(one: Todo) -> tuple[str, int]:
        return one.code, one.contract_id

    for (code, contract_id), group in groupby(sorted(todos, key=kind), kind):
        rows = list(group)
        if len(rows) <= ONE_BY_ONE:
            yield from rows
        else:
            day = min((one.day for one in rows if one.day), default=None)
            yield Todo(code, titles[contract_id], contract_id, contract_id, day=day, number=len(rows))


def _confirming(
    asked: Mapping[int, Iterable[AskedQuarter]], opened: Iterable[Report], titles: Mapping[int, str], today: date
) -> Iterator[Todo]:
    """Return one todo for all quarters that are not confirmed for every contract; `quarter` is the newest of them."""
    still = [one for quarters in asked.values() for one in quarters if one.open]
    if not still:
        return
    late = any(one.overdue_on(today) for one in still)
    contracts = {one.contract_id for one in still}
    quarters = {one.quarter for one in still}
    yield Todo(
        "confirm_late" if late else "confirm",
        titles[still[0].contract_id] if len(contracts) == 1 else "",
        day=min(one.due_day for one in still),
        number=len(contracts),
        quarter=max(quarters),
        quarters=len(quarters),
        lies_open=sum(report.contract_id in contracts for report in opened),
    )


def _returned(opened: Iterable[Report], titles: Mapping[int, str]) -> Iterator[Todo]:
    rows = [one for one in opened if one.state == ReportState.RETURNED and one.contract_id in titles]
    decisions = ReviewDecision.unfenced.filter(report__in=rows, decision=Decision.RETURNED).order_by("id")
    last = {one.report_id: one for one in decisions}
    for report in rows:
        decision = last.get(report.pk)
        yield Todo(
            "returned",
            titles[report.contract_id],
            report.pk,
            report.contract_id,
            who=_who(report),
            day=decision.decided_on if decision else report.submitted_on,
            reason=first_words(decision.reason) if decision else "",
        )


def _drafts(opened: Iterable[Report], titles: Mapping[int, str]) -> Iterator[Todo]:
    for report in opened:
        if report.state == ReportState.DRAFT and report.contract_id in titles:
            about = titles[report.contract_id]
            yield Todo("draft", about, report.pk, report.contract_id, who=_who(report), day=report.made_on)


def _who(report: Report) -> str:
    return report.person.reference if report.person else ""


def _needs_a_plan(contract: Contract, plan: Proposal | None, agreed: set[int], today: date) -> bool:
    """Say whether nothing was agreed or proposed on a contract that goes on."""
    proposed = plan is not None and plan.state == ProposalState.PROPOSED
    return contract.pk not in agreed and not proposed and contract.end is not None and contract.end > today


def _plans(actor: Actor, contracts: Sequence[Contract], today: date) -> Iterator[Todo]:
    """Return the contracts on which something is due and nothing agreed or proposed."""
    ids = [one.pk for one in contracts]
    agreed = set(agreements_visible_to(actor).filter(contract__in=ids).values_list("contract_id", flat=True))
    newest: dict[int, Proposal] = {}
    for proposal in proposals_visible_to(actor).filter(contract__in=ids).order_by("number"):
        newest[proposal.contract_id] = proposal
    for contract in contracts:
        plan = newest.get(contract.pk)
        if plan and plan.state == ProposalState.RETURNED:
            reason = first_words(plan.reason)
            yield Todo("plan_returned", contract.title, contract.pk, contract.pk, day=plan.decided_on, reason=reason)
        elif plan and plan.state == ProposalState.DRAFT:
            yield Todo("plan_begun", contract.title, contract.pk, contract.pk, day=plan.made_on)
        elif _needs_a_plan(contract, plan, agreed, today):
            yield Todo("plan_missing", contract.title, contract.pk, contract.pk, day=contract.start)


_SHEETS = {
    UploadState.CHECKED: "sheet_checked",
    UploadState.REFUSED: "sheet_refused",
    UploadState.CHECKING: "sheet_busy",
    UploadState.IMPORTING: "sheet_busy",
}


def _sheets(actor: Actor, today: date) -> Iterator[Todo]:
    """Return the spreadsheets that wait for somebody; of those with errors only the newest, as long as it is news."""
    rows = list(uploads_visible_to(actor).defer("sealed", "problems").order_by("-pk")[:ONE_BY_ONE])
    for place, upload in enumerate(rows):
        code = _SHEETS.get(UploadState(upload.state))
        old = upload.state == UploadState.REFUSED and (place or upload.uploaded_on < today - ANSWER_IS_NEWS)
        if code and not old:
            yield _sheet(code, upload)


def _sheet(code: str, upload: BulkUpload) -> Todo:
    return Todo(code, upload.name, upload.pk, day=upload.uploaded_on, number=upload.rows)


def _ends(actor: Actor, contracts: Iterable[Contract], today: date) -> Iterator[Todo]:
    """Return who stops about now, while the contract goes on."""
    known = {one.pk: one for one in contracts}
    for placement in placements_ending(actor, known, today - AROUND_THE_END, today + AROUND_THE_END):
        contract, last = known[placement.contract_id], placement.last
        if last and contract.end and last < contract.end:
            code = "ended" if last < today else "ends"
            yield Todo(code, contract.title, placement.report_id, contract.pk, who=placement.who, day=last)


def _answers(actor: Actor, titles: Mapping[int, str], today: date) -> Iterator[Todo]:
    """Return what second parties answered about reports that are not decided yet."""
    undecided = (ReportState.DRAFT, ReportState.RETURNED, ReportState.SUBMITTED)
    reports = reports_visible_to(actor).filter(state__in=undecided)
    rows = SecondPartyRequest.unfenced.filter(
        report__in=reports, withdrawn=False, answered_on__gte=today - ANSWER_IS_NEWS
    )
    later = SecondPartyRequest.unfenced.filter(
        report=OuterRef("report"), fact_kind=OuterRef("fact_kind"), pk__gt=OuterRef("pk")
    )
    for row in rows.exclude(Exists(later)).select_related("report__person").order_by("pk"):
        report = row.report
        if report.contract_id in titles:
            code = "denied" if row.answer == SecondPartyAnswer.DENIED else "confirmed"
            about = titles[report.contract_id]
            yield Todo(
                code, about, report.pk, report.contract_id, who=_who(report), day=row.answered_on, reason=row.party
            )


def _certificates(contracts: Iterable[Contract], today: date) -> Iterator[Todo]:
    """Return the certificates that lapse while a contract goes on, each with the contract that loses most by it."""
    told: set[int] = set()
    for one in lapses_of([contract.pk for contract in contracts], today):
        if one.certificate_id not in told:
            told.add(one.certificate_id)
            yield Todo(
                "certificate",
                one.label,
                one.contract_id,
                one.contract_id,
                who=one.title,
                day=one.last_day,
                year=one.year,
                cents=one.cents,
            )
