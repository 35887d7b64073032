"""The persons that a supplier reports about: its own references, and what each is used for. Nothing of others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import find, persons_visible_to, reports_visible_to, require
from tegenwaarde.records.models import Person, Report, ReportState
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.reading.reports import label_of

WITHOUT_VALUE = (ReportState.DRAFT, ReportState.REJECTED, ReportState.REPLACED)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person: the contracts (id and title) that its reports are on, and whether it is known who it is."""

    person_id: int
    reference: str
    known: bool
    erased: bool
    reports: int
    contracts: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class PersonList:
    """One page of the supplier's persons; `found` is how many there are on all pages of this search."""

    rows: tuple[PersonRow, ...]
    found: int
    total: int
    unknown: int


@dataclass(frozen=True, slots=True)
class PersonReport:
    """A report about the person; `value_cents` is what was shown when it was submitted; None where nothing counts."""

    report_id: int
    contract: str
    what: str
    state: str
    day: date
    value_cents: int | None


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person with the reports about it, the newest first."""

    person_id: int
    reference: str
    known: bool
    erased: bool
    reports: tuple[PersonReport, ...]


def read_persons(*, actor: Actor, search: str = "", only_unknown: bool = False, page: int = 1, size: int) -> PersonList:
    """Return a page of persons by reference; NotVisible for who reports about nobody. Five queries."""
    require(actor, "persons.see")
    rows = persons_visible_to(actor)
    unknown = Q(identity_hash="", erased_on__isnull=True)
    counted = rows.aggregate(total=Count("pk"), unknown=Count("pk", filter=unknown))
    found = rows.filter(unknown) if only_unknown else rows
    if search:
        found = found.filter(reference__icontains=search)
    number = found.count()
    first = (max(1, min(page, -(-number // size) or 1)) - 1) * size
    reports = Prefetch("reports", reports_visible_to(actor).select_related("contract").order_by("-pk"))
    shown = found.order_by("reference", "pk").prefetch_related(reports)[first : first + size]
    return PersonList(tuple(map(_row, shown)), number, counted["total"], counted["unknown"])


def read_person(*, actor: Actor, person_id: int) -> PersonPage:
    """Return one person of the actor's own supplier; NotVisible for any other. Two queries."""
    person = find(persons_visible_to(actor), pk=person_id)
    reports = person.reports.select_related("contract__book").order_by("-pk")
    return PersonPage(
        person_id=person.pk,
        reference=person.reference,
        known=bool(person.identity_hash),
        erased=person.erased_on is not None,
        reports=tuple(map(_report, reports)),
    )


def _row(person: Person) -> PersonRow:
    reports = tuple(person.reports.all())
    contracts = dict.fromkeys((one.contract_id, one.contract.title) for one in reports)
    return PersonRow(
        person_id=person.pk,
        reference=person.reference,
        known=bool(person.identity_hash),
        erased=person.erased_on is not None,
        reports=len(reports),
        contracts=tuple(contracts),
    )


def _report(report: Report) -> PersonReport:
    book = report.contract.book
    return PersonReport(
        report_id=report.pk,
        contract=report.contract.title,
        what=label_of(open_book(book), report.block) if book and report.block else "",
        state=report.state,
        day=report.submitted_on or report.made_on,
        value_cents=None if report.state in WITHOUT_VALUE else report.submitted_cents,
    )
