"""What the pages of amendments show: the amendments of a contract, and what one would do before it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import amendments_visible_to, contracts_visible_to, find, may, require
from tegenwaarde.engine.results import Pace
from tegenwaarde.kernel.period import Period
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.records.models import Amendment, AmendmentKind, AmendmentState, Contract, ContractState
from tegenwaarde.usecases.amendments.amend_contract import KEY, contract_to_amend, effect_of_change
from tegenwaarde.usecases.amendments.change import Change
from tegenwaarde.usecases.amendments.decide_amendment import amendment_to_decide
from tegenwaarde.usecases.amendments.effect import AmendmentEffect
from tegenwaarde.usecases.amendments.rebooking import ELSEWHERE, ERASED, Left
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.reading.before_after import BeforeAfter, before_after
from tegenwaarde.usecases.reading.reports import label_of
from tegenwaarde.usecases.reading.standing import Standing, standing_of
from tegenwaarde.usecases.refusals import problem_words


@dataclass(frozen=True, slots=True)
class AmendmentRow:
    """An amendment; cents. `net_…` are what was due before and after, None while it is not in force."""

    amendment_id: int
    number: int
    state: str
    kind: str
    kind_words: str
    agreed_on: date
    reason: str
    value_before_cents: int
    value_after_cents: int
    days_before: Period
    days_after: Period
    net_before_cents: int | None
    net_after_cents: int | None
    receipt_id: int
    notice: str
    decided_by: str
    decided_on: date | None
    decided_reason: str

    @property
    def other_days(self) -> bool:
        """Say whether it gives the contract other days."""
        return self.days_before != self.days_after

    @property
    def other_due(self) -> bool:
        """Say whether something else is due by it."""
        return self.net_before_cents != self.net_after_cents

    @property
    def other_sum(self) -> bool:
        """Say whether it gives the contract another sum."""
        return self.value_before_cents != self.value_after_cents


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of what is due, with its receipt; cents."""

    number: int
    made_on: date
    reason: str
    gross_cents: int
    discount_cents: int
    net_cents: int
    receipt_id: int


@dataclass(frozen=True, slots=True)
class AmendmentsPage:
    """The amendments of a contract, the newest first, and every version of what is due."""

    contract_id: int
    proposed: tuple[AmendmentRow, ...]
    decided: tuple[AmendmentRow, ...]
    versions: tuple[VersionRow, ...]
    may_amend: bool
    may_copy: bool


@dataclass(frozen=True, slots=True)
class AmendmentForm:
    """What the form begins with: the figures now, or those that a notice proposes; cents, days counted in."""

    contract_id: int
    title: str
    value_cents: int
    days: Period
    subsidy: bool
    proposed: AmendmentRow | None = None


@dataclass(frozen=True, slots=True)
class ReportChange:
    """An approved report that would be worth something else; cents."""

    report_id: int
    what: str
    before_cents: int
    after_cents: int


@dataclass(frozen=True, slots=True)
class ReportLeft:
    """An approved report that would stay as it was booked, and why."""

    report_id: int
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class ShownEffect:
    """Everything that an amendment would do, in the words of the page; `fingerprint` marks what was shown."""

    fingerprint: str
    change: Change
    value_before_cents: int
    days_before: Period
    days_after: Period
    due: BeforeAfter
    standing: Standing
    pace: Pace
    reports: tuple[ReportChange, ...]
    left: tuple[ReportLeft, ...]
    undecided: tuple[int, ...]
    plan_lines_outside: int

    @property
    def other_days(self) -> bool:
        """Say whether the contract gets other days."""
        return self.days_before != self.days_after

    @property
    def kind_words(self) -> str:
        """Return the kind of amendment in words."""
        return kind_in_words(self.change.kind, self.days_before, self.days_after)


def read_amendments(*, actor: Actor, contract_id: int) -> AmendmentsPage:
    """Return the amendments that the actor sees; a supplier those in force, without names of the buyer's side.

    Five queries. Raises NotVisible.
    """
    contract = find(contracts_visible_to(actor).exclude(state=ContractState.DRAFT), pk=contract_id)
    require(actor, "receipt.see", contract)
    inside = may(actor, "draft.see", contract)
    versions = {one.pk: one for one in contract.obligations.order_by("-number")}
    by_number = {one.number: one.net_cents for one in versions.values()}
    rows = amendments_visible_to(actor).filter(contract=contract).select_related("obligation", "notice", "decided_by")
    shown = [_row(one, by_number, inside) for one in rows.order_by("-obligation_id", "-number")]
    return AmendmentsPage(
        contract_id=contract.pk,
        proposed=tuple(one for one in shown if one.state == AmendmentState.PROPOSED),
        decided=tuple(one for one in shown if one.state != AmendmentState.PROPOSED),
        versions=tuple(
            VersionRow(
                number=one.number,
                made_on=one.made_on,
                reason=_(one.reason),
                gross_cents=one.gross_cents,
                discount_cents=one.discount_cents,
                net_cents=one.net_cents,
                receipt_id=one.receipt_id,
            )
            for one in versions.values()
        ),
        may_amend=contract.state == ContractState.RUNNING and may(actor, KEY, contract),
        may_copy=may(actor, "contract.complete", contract),
    )


def read_amendment_form(*, actor: Actor, contract_id: int) -> AmendmentForm:
    """Return the contract as it is now, to be amended; NotVisible, NotAllowed, NotInForce."""
    contract = contract_to_amend(actor, contract_id)
    return AmendmentForm(contract.pk, contract.title, contract.value_cents or 0, days_of(contract), _subsidy(contract))


def read_proposed(*, actor: Actor, amendment_id: int) -> AmendmentForm:
    """Return a proposed amendment to decide about; NotVisible, NotAllowed, NotInForce, DecidedBefore."""
    found = amendment_to_decide(actor, amendment_id)
    contract = contract_to_amend(actor, found.contract_id)
    return AmendmentForm(
        contract.pk,
        contract.title,
        contract.value_cents or 0,
        days_of(contract),
        _subsidy(contract),
        _row(found, {}, inside=True),
    )


def read_effect(*, actor: Actor, contract_id: int, change: Change, today: date) -> ShownEffect:
    """Return what the change would do; nothing is written. Raises what `effect_of_change` raises."""
    effect = effect_of_change(actor=actor, contract_id=contract_id, change=change, today=today)
    contract = effect.obligation.contract
    now = standing_of([contract.pk], today)[contract.pk]
    book = open_book(effect.obligation.after.text)
    return ShownEffect(
        fingerprint=effect.fingerprint,
        change=change,
        value_before_cents=contract.value_cents or 0,
        days_before=days_of(contract),
        days_after=Period.inclusive(change.start, change.end),
        due=before_after(effect.obligation),
        standing=now,
        pace=effect.pace_after(on=today, realised_cents=now.realised_cents, forecast_cents=now.forecast_cents),
        reports=_reports(effect, book),
        left=tuple(_left(one, book) for one in effect.rebookings.left),
        undecided=effect.undecided,
        plan_lines_outside=effect.plan_lines_outside,
    )


def days_of(contract: Contract) -> Period:
    """Return the days of a contract in force."""
    if contract.start is None or contract.end is None:
        raise ValueError("a contract in force is complete")
    return Period.inclusive(contract.start, contract.end)


def kind_in_words(kind: str, before: Period, after: Period) -> str:
    """Return the kind of an amendment in words; an extension to an earlier last day is a shorter contract."""
    if kind == AmendmentKind.EXTENSION and after.last < before.last:
        return _("Shorter contract")
    return str(AmendmentKind(kind).label)


def _subsidy(contract: Contract) -> bool:
    return contract.kind == "subsidy"


def _row(one: Amendment, by_number: dict[int, int], inside: bool) -> AmendmentRow:
    made = one.obligation
    days_before = Period.inclusive(one.start_before, one.end_before)
    days_after = Period.inclusive(one.start_after, one.end_after)
    return AmendmentRow(
        amendment_id=one.pk,
        number=one.number,
        state=one.state,
        kind=one.kind,
        kind_words=kind_in_words(one.kind, days_before, days_after),
        agreed_on=one.agreed_on,
        reason=one.reason,
        value_before_cents=one.value_before_cents,
        value_after_cents=one.value_after_cents,
        days_before=days_before,
        days_after=days_after,
        net_before_cents=by_number.get(made.number - 1) if made else None,
        net_after_cents=made.net_cents if made else None,
        receipt_id=made.receipt_id if made else 0,
        notice=str(one.notice) if one.notice and inside else "",
        decided_by=one.decided_by.name if one.decided_by and inside else "",
        decided_on=one.decided_on,
        decided_reason=one.decided_reason if inside else "",
    )


def _reports(effect: AmendmentEffect, book: PolicyBook) -> tuple[ReportChange, ...]:
    return tuple(
        ReportChange(one.report.pk, label_of(book, one.report.block), one.before_cents, one.after_cents)
        for one in effect.rebookings.booked_again
    )


def _left(one: Left, book: PolicyBook) -> ReportLeft:
    why = {
        ERASED: _("What the supplier filled in was erased, so it cannot be calculated again."),
        ELSEWHERE: _("On the added days this person counts elsewhere for full time. Have a change passed on."),
    }
    words = why.get(one.why) or " ".join(problem_words(problem) for problem in one.problems)
    return ReportLeft(one.report.pk, label_of(book, one.report.block), words)
