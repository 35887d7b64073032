"""What a coordinator sees of one report: what was told, its value with reasons, warnings, and what was decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import find, may, reports_visible_to
from tegenwaarde.policy.book import Extra
from tegenwaarde.records.models import Contract, Report, ReportState
from tegenwaarde.records.sealed import FactsErased
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.figures import money
from tegenwaarde.usecases.reading.offers import Offered, offered
from tegenwaarde.usecases.reading.queue import View, waiting_reports
from tegenwaarde.usecases.reading.reports import Decided, decisions_of, facts_in_words
from tegenwaarde.usecases.reading.told import Told
from tegenwaarde.usecases.refusals import problem_words
from tegenwaarde.usecases.reports.answers import answers_of
from tegenwaarde.usecases.reports.facts import Earlier, earlier_of
from tegenwaarde.usecases.reports.valuing import Offer, offer_of_report
from tegenwaarde.usecases.review.approve_report import clash_with_approved, counted_twice

LONG_BEFORE = timedelta(days=365)  # a start that asks for a second look; no rule of policy


@dataclass(frozen=True, slots=True)
class Warned:
    """Something to look at; `stops` says that it cannot be approved as it stands."""

    words: str | Promise
    stops: bool = False


@dataclass(frozen=True, slots=True)
class SamePerson:
    """Another report about the same person that the actor sees; cents."""

    report_id: int
    contract: str
    state: str
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
    no_displacement: bool
    warnings: tuple[Warned, ...]
    decisions: tuple[Decided, ...]
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


def read_review(*, actor: Actor, report_id: int, view: View) -> Review:
    """Return the report with its place in the queue as `view` shows it; NotVisible where the actor sees none."""
    rows = reports_visible_to(actor, "queue.see").select_related("contract__book", "contract__supplier", "person")
    report = find(rows, pk=report_id)
    contract, earlier = report.contract, earlier_of(report)
    facts, erased = facts_in_words(report)
    offer = None if erased else offer_of_report(report, earlier)
    ids = list(waiting_reports(actor, view).values_list("pk", flat=True))
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
        no_displacement=report.no_displacement,
        warnings=tuple(_warnings(report, offer, earlier)) if report.state == ReportState.SUBMITTED else (),
        decisions=decisions_of(report, reasons=True, names=True),
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
    ids = [pk for pk in waiting_reports(actor, view).values_list("pk", flat=True) if pk != after_id]
    return ids[min(was_at, len(ids) - 1)] if ids else 0


def next_after(ids: list[int], report_id: int) -> int:
    """Return the id behind `report_id`; the first where it is not among them, 0 at the end."""
    if report_id not in ids:
        return ids[0] if ids else 0
    place = ids.index(report_id)
    return ids[place + 1] if place + 1 < len(ids) else 0


def _warnings(report: Report, offer: Offer | None, earlier: Earlier) -> Iterator[Warned]:
    if offer is None:
        yield Warned(_("What the supplier filled in was erased, so this cannot be approved any more."), stops=True)
        return
    for problem in offer.problems:
        yield Warned(problem_words(problem), stops=True)
    if clash := clash_with_approved(offer, earlier, report):
        yield Warned(str(counted_twice(clash)), stops=True)
    if not report.no_displacement:
        yield Warned(_("The supplier did not declare that nobody's existing work was displaced."))
    if offer.fits and offer.total_cents != report.submitted_cents:
        words = _("The value is now {now}; the supplier saw {then} when submitting.")
        yield Warned(words.format(now=money(offer.total_cents), then=money(report.submitted_cents or 0)))
    if _began_long_before(report):
        yield Warned(_("The employment began more than a year before the contract. Is this the work that counts?"))


def _began_long_before(report: Report) -> bool:
    try:
        began = answers_of(report).employment_start
    except FactsErased:
        return False
    start = report.contract.start
    return began is not None and start is not None and start - began > LONG_BEFORE


def _others(actor: Actor, report: Report) -> tuple[SamePerson, ...]:
    if report.person_id is None:
        return ()
    rows = (
        reports_visible_to(actor, "queue.see")
        .filter(person_id=report.person_id)
        .exclude(pk=report.pk)
        .select_related("contract")
        .order_by("-id")
    )
    return tuple(SamePerson(row.pk, row.contract.title, row.state, row.submitted_cents) for row in rows)
