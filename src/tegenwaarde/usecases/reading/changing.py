"""What a supplier sees who passes on a change of an approved report: which changes there are, and what differs."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, find, reports_visible_to, require
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.records.models import ChangeKind, Report, ReportState
from tegenwaarde.records.sealed import FactsErased
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.corrections.correct_report import (
    FactsOfReportErased,
    NotApproved,
    change_under_way,
    changes_possible,
)
from tegenwaarde.usecases.reading.changes import Changed, changes_between
from tegenwaarde.usecases.reading.reports import book_of, label_of
from tegenwaarde.usecases.reports.answers import Answers, answers_of
from tegenwaarde.usecases.reports.opening import require_running
from tegenwaarde.usecases.reports.questions import extra_for

KINDS: dict[ChangeKind, str | Promise] = {
    ChangeKind.ENDED: _("The work ended, or will end on a day that is known now"),
    ChangeKind.EXTENDED: _("The work goes on longer than was reported"),
    ChangeKind.HOURS: _("The hours a week became more or fewer"),
    ChangeKind.PERMANENT: _("This person got a permanent contract"),
    ChangeKind.INFRA: _("We paid Infra-Werkt for training this person"),
    ChangeKind.MISTAKE: _("Something in the report is wrong"),
}


@dataclass(frozen=True, slots=True)
class ChangeChoice:
    """The page on which a supplier says what changed; `under_way_id` is the change that is not decided yet, else 0."""

    report_id: int
    contract_id: int
    title: str
    who: str
    kinds: tuple[tuple[str, str], ...]
    under_way_id: int
    under_way_open: bool
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changing:
    """What a draft changes about the approved report; cents."""

    report_id: int
    kind: str
    words: str
    before_cents: int
    changes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class InfraChoice:
    """The page on which a supplier says for whom Infra-Werkt was paid."""

    contract_id: int
    title: str
    infra: str
    rows: tuple[tuple[int, str, str], ...]


def read_change_choice(*, actor: Actor, report_id: int) -> ChangeChoice:
    """Return how an approved report of the own supplier can change.

    Raises NotVisible, NotAllowed, NotApproved, ContractNotRunning, FactsOfReportErased.
    """
    report = find(reports_visible_to(actor).select_related("contract__book", "person"), pk=report_id)
    require(actor, "report.write", report.contract)
    under_way = change_under_way(report)
    if report.state != ReportState.APPROVED and under_way is None:
        raise NotApproved
    require_running(report.contract)
    try:
        possible = changes_possible(book_of(report.contract), answers_of(report))
    except FactsErased as erased:
        raise FactsOfReportErased from erased
    together = reports_visible_to(actor).filter(state=ReportState.APPROVED).exclude(pk=report.pk)
    first = report.entry_id or report.pk
    shared = together.filter(entry_id=first) | together.filter(pk=first)
    return ChangeChoice(
        report_id=report.pk,
        contract_id=report.contract_id,
        title=report.contract.title,
        who=report.person.reference if report.person else "",
        kinds=tuple((kind.value, str(KINDS[kind])) for kind in possible),
        under_way_id=under_way.pk if under_way else 0,
        under_way_open=under_way is not None and under_way.state in (ReportState.DRAFT, ReportState.RETURNED),
        others=tuple(shared.order_by("pk").values_list("contract__title", flat=True)),
    )


def changing(report: Report, answers: Answers, book: PolicyBook) -> Changing | None:
    """Return what a draft changes; None where it changes no other report."""
    before = report.corrects
    if before is None:
        return None
    try:
        told = changes_between(
            answers_of(before),
            answers,
            book,
            blocks=(before.block, report.block),
            shares=(before.share, report.share),
            declared=(before.no_displacement, report.no_displacement),
        )
    except FactsErased:
        told = ()
    return Changing(before.pk, report.change, str(KINDS[ChangeKind(report.change)]), before.submitted_cents or 0, told)


def read_infra_choice(*, actor: Actor, contract_id: int) -> InfraChoice:
    """Return for whom Infra-Werkt can be reported as paid: approved placements that do not have it yet.

    Raises NotVisible, NotAllowed, ContractNotRunning.
    """
    contract = find(contracts_visible_to(actor).select_related("book"), pk=contract_id)
    require(actor, "report.write", contract)
    require_running(contract)
    book = open_book(contract.book) if contract.book else None
    extra = extra_for(book, "infra_paid_on") if book else None
    if book is None or extra is None:
        return InfraChoice(contract.pk, contract.title, "", ())
    rows = reports_visible_to(actor).filter(
        contract=contract, state=ReportState.APPROVED, person__isnull=False, block__in=extra.blocks
    )
    given = rows.filter(
        person__reports__ledger_lines__component=extra.component,
        person__reports__ledger_lines__reverses__isnull=True,
        person__reports__ledger_lines__reversed_by__isnull=True,
    ).values("person_id")
    free = rows.exclude(person_id__in=given).exclude(facts__isnull=True)
    changed = rows.filter(corrections__isnull=False).exclude(corrections__state=ReportState.REJECTED).values("pk")
    chosen = free.exclude(pk__in=changed).select_related("person").order_by("person__reference", "pk")
    return InfraChoice(
        contract_id=contract.pk,
        title=contract.title,
        infra=label_of(book, extra.id),
        rows=tuple((one.pk, one.person.reference, label_of(book, one.block)) for one in chosen if one.person),
    )
