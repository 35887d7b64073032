"""What stands above every page of a dossier: whose it is, how it stands, and what comes next by whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, find, may, reports_visible_to
from tegenwaarde.kernel.period import Period
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.records.models import Contract, ContractState, Kind, ReportState, RoleGrant
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.reading.sentences import Sentence, say
from tegenwaarde.usecases.reading.sentences_obligation import REGIMES
from tegenwaarde.usecases.reading.sentences_placement import PACE_WORDS
from tegenwaarde.usecases.reading.standing import Standing, standing_of

COORDINATOR = _("the coordinator")
SUPPLIER = _("the supplier")
BUYERS_SIDE = _("the coordinator or the assistant")


@dataclass(frozen=True, slots=True)
class NextStep:
    """What has to be done now, by whom, and the name of the page where it is done (empty where there is none)."""

    words: str | Promise
    who: str | Promise
    route: str = ""
    by_day: date | None = None


@dataclass(frozen=True, slots=True)
class DossierHead:
    """A contract in force at a glance; cents. What only the buyer's side may do is False for others."""

    contract_id: int
    title: str
    reference: str
    kind: str
    buyers: tuple[str, ...]
    supplier: str
    supplier_kvk: str
    term: Period
    closed: bool
    value_cents: int
    regime: str
    regime_words: str | Promise
    standing: Standing
    pace: tuple[Sentence, ...]
    next_step: NextStep
    reports: int
    inside: bool
    may_agree: bool
    may_invite: bool
    may_report: bool


def read_head(*, actor: Actor, contract_id: int, today: date) -> DossierHead:
    """Return the head of a dossier; NotVisible where the actor sees no contract in force of that number."""
    rows = contracts_visible_to(actor).exclude(state=ContractState.DRAFT).select_related("supplier", "book")
    contract = find(rows, pk=contract_id)
    standing = standing_of([contract.pk], today)[contract.pk]
    obligation = contract.obligations.order_by("-number").first()
    regime = obligation.regime if obligation else "none"
    reports = _reports(actor, contract)
    running = contract.state == ContractState.RUNNING
    return DossierHead(
        contract_id=contract.pk,
        title=contract.title,
        reference=contract.reference,
        kind=str(Kind(contract.kind).label),
        buyers=tuple(share.buyer.name for share in contract.buyers.select_related("buyer")),
        supplier=contract.supplier.name if contract.supplier else "",
        supplier_kvk=contract.supplier.kvk if contract.supplier else "",
        term=_term(contract),
        closed=not running,
        value_cents=contract.value_cents or 0,
        regime=regime,
        regime_words=REGIMES.get(regime, regime),
        standing=standing,
        pace=say(standing.steps, PACE_WORDS),
        next_step=_next_step(contract, standing, reports, today),
        reports=sum(reports.values()),
        inside=may(actor, "draft.see", contract),
        may_agree=running and may(actor, "agreement.record", contract),
        may_invite=running and may(actor, "supplier.invite", contract),
        may_report=running and may(actor, "report.write", contract),
    )


def _term(contract: Contract) -> Period:
    if contract.start is None or contract.end is None:
        raise ValueError("a contract in force is complete")
    return Period.inclusive(contract.start, contract.end)


def _reports(actor: Actor, contract: Contract) -> Counter[str]:
    """Return how many reports the actor sees in each state."""
    rows = reports_visible_to(actor).filter(contract=contract).order_by()
    return Counter(dict(rows.values_list("state").annotate(Count("id"))))


def _next_step(contract: Contract, standing: Standing, reports: Counter[str], today: date) -> NextStep:
    if contract.state == ContractState.CLOSED:
        return NextStep(_("This contract is closed. Nothing is asked any more."), "")
    if standing.net_cents == 0:
        return NextStep(_("Nothing is due for this contract, so nothing is asked."), "")
    if reports[ReportState.SUBMITTED]:
        words = _("Review what the supplier reported.")
        return NextStep(words, COORDINATOR, "dossier_reports")
    if reports[ReportState.RETURNED]:
        return NextStep(_("Correct what was returned, and submit it again."), SUPPLIER, "dossier_reports")
    if standing.state == "fulfilled":
        return NextStep(_("What is due is fulfilled. Go on reporting what changes."), SUPPLIER, "dossier_reports")
    if not standing.agreed_cents:
        words = _("Agree with the supplier how the obligation will be fulfilled, and record it.")
        return NextStep(words, COORDINATOR, "dossier_agreements")
    if not RoleGrant.unfenced.in_force_on(today).filter(supplier_id=contract.supplier_id or 0).exists():
        words = _("Invite somebody of the supplier, so that fulfilments can be reported.")
        return NextStep(words, BUYERS_SIDE, "invite")
    return _reporting(contract, today)


def _reporting(contract: Contract, today: date) -> NextStep:
    """Return the report that is due next (D4): of the quarter that ended while its day has not passed, else of this."""
    if contract.book is None:
        raise ValueError("a contract in force has its policy")
    months = open_book(contract.book).reporting.due_months_after_quarter
    quarter = Quarter.of(today).previous()
    due = _last_day_of_month_after(quarter, months)
    if due < today:
        due = _last_day_of_month_after(quarter.next(), months)
    words = _("Report what was done in the quarter, also when nothing changed.")
    return NextStep(words, SUPPLIER, "dossier_reports", due)


def _last_day_of_month_after(quarter: Quarter, months: int) -> date:
    """Return the last day of the n-th month after the quarter."""
    months_on = quarter.period.until.month - 1 + months
    year, month = quarter.period.until.year + months_on // 12, months_on % 12 + 1
    return date.fromordinal(date(year, month, 1).toordinal() - 1)
