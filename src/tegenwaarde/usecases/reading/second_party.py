"""What pages show of confirmations by second parties: at a report, and behind a link."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import find, may, reports_visible_to
from tegenwaarde.records.models import ConfirmedFact, Report, SecondPartyAnswer, SecondPartyRequest
from tegenwaarde.records.sealed import FactsErased
from tegenwaarde.usecases.figures import day, hours, money
from tegenwaarde.usecases.reading.told import Told
from tegenwaarde.usecases.reports.answers import answers_of
from tegenwaarde.usecases.second_party.answer import question_of
from tegenwaarde.usecases.second_party.ask import UNDECIDED
from tegenwaarde.usecases.second_party.fact import (
    REFERENCE,
    Fact,
    answers_in,
    fact_of,
    facts_to_confirm,
    frozen_fact,
    is_of_present,
)


@dataclass(frozen=True, slots=True)
class SecondParty:
    """One question to a second party: `state` is asked, expired, withdrawn, confirmed or denied.

    `present` says whether it is about the fact as the report holds it now; an answer about an earlier version does not
    count. `fact` is empty once it was erased.
    """

    request_id: int
    kind: str
    what: str
    party: str
    email: str
    state: str
    asked_on: date
    last_day: date
    answered_by: str
    answered_on: date | None
    remark: str
    fact: Told
    present: bool

    @property
    def counts(self) -> bool:
        """Say whether it is a confirmation of the report as it is now."""
        return self.state == SecondPartyAnswer.CONFIRMED and self.present


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """A fact that can be confirmed, in words."""

    kind: str
    label: str
    fact: Told


@dataclass(frozen=True, slots=True)
class SecondPartyPage:
    """What a supplier sees when asking: the facts that can be confirmed, and what was asked before."""

    report_id: int
    contract_id: int
    title: str
    who: str
    choices: tuple[ToConfirm, ...]
    asked: tuple[SecondParty, ...]
    may_ask: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What a second party sees behind its link: who asks, about which of the supplier's references, and the fact."""

    supplier: str
    party: str
    what: str
    reference: str
    fact: Told
    last_day: date


def second_party_of(report: Report, *, today: date) -> tuple[SecondParty, ...]:
    """Return what second parties were asked about a report that came through the fence; one query."""
    rows = SecondPartyRequest.unfenced.filter(report=report).order_by("-id")
    return tuple(_second_party(row, report, today) for row in rows)


def read_second_party(*, actor: Actor, report_id: int, today: date) -> SecondPartyPage:
    """Return the page on which a supplier asks; NotVisible for those who may not see the facts."""
    report = find(reports_visible_to(actor, "report.facts").select_related("contract", "person"), pk=report_id)
    asks = may(actor, "second_party.ask", report.contract) and report.state in UNDECIDED
    return SecondPartyPage(
        report_id=report.pk,
        contract_id=report.contract_id,
        title=report.contract.title,
        who=report.person.reference if report.person else "",
        choices=tuple(_to_confirm(report)) if asks else (),
        asked=second_party_of(report, today=today),
        may_ask=asks,
    )


def read_question(*, token: str, today: date) -> Question:
    """Return the question behind a link; LinkGone where there is none (any more)."""
    request = question_of(token=token, today=today)
    fact, contract = frozen_fact(request), request.report.contract
    return Question(
        supplier=contract.supplier.name if contract.supplier else "",
        party=request.party,
        what=str(ConfirmedFact(request.fact_kind).label),
        reference=str(fact.get(REFERENCE, "")),
        fact=fact_in_words(fact),
        last_day=request.last_day,
    )


def fact_in_words(fact: Fact) -> Told:
    """Return a fact as pairs of a label and words, without the reference."""
    return tuple(_words(fact))


def _words(fact: Fact) -> Iterator[tuple[str, str]]:
    held = answers_in(fact)
    if held.employment_start:
        yield _("First working day"), day(held.employment_start)
        yield _("Last working day"), day(held.employment_end) if held.employment_end else _("goes on")
    if held.hours_per_week:
        yield _("Hours a week"), hours(held.hours_per_week)
    for since, worked in held.hours_changes:
        yield _("Hours a week from {day}").format(day=day(since)), hours(worked)
    if held.study_start:
        yield _("First day of study"), day(held.study_start)
        yield _("Last day of study"), day(held.study_end) if held.study_end else _("goes on")
    if held.invoice_cents is not None:
        yield _("Invoice without VAT"), money(held.invoice_cents)
    if held.activity_date:
        yield _("Day"), day(held.activity_date)
    if held.activity_hours is not None:
        yield _("Hours of the activity"), hours(held.activity_hours)


def _to_confirm(report: Report) -> Iterator[ToConfirm]:
    try:
        kinds = facts_to_confirm(answers_of(report))
    except FactsErased:
        return
    for kind in kinds:
        yield ToConfirm(kind.value, str(kind.label), fact_in_words(fact_of(report, kind)))


def _second_party(row: SecondPartyRequest, report: Report, today: date) -> SecondParty:
    try:
        fact = fact_in_words(frozen_fact(row))
    except FactsErased:
        fact = ()
    return SecondParty(
        request_id=row.pk,
        kind=row.fact_kind,
        what=str(ConfirmedFact(row.fact_kind).label),
        party=row.party,
        email=row.email,
        state=_state(row, today),
        asked_on=row.made_on,
        last_day=row.last_day,
        answered_by=row.answered_by,
        answered_on=row.answered_on,
        remark=row.remark,
        fact=fact,
        present=is_of_present(row, report),
    )


def _state(row: SecondPartyRequest, today: date) -> str:
    if row.answer:
        return row.answer
    if row.withdrawn:
        return "withdrawn"
    return "asked" if row.last_day >= today else "expired"
