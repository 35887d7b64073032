"""What stands above every page of a dossier: whose it is, how it stands, and what comes next by whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, find, may, proposals_visible_to, reports_visible_to
from tegenwaarde.kernel.period import Period
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.records.models import Contract, ContractState, Kind, ProposalState, ReportState
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.figures import day
from tegenwaarde.usecases.post.tell_supplier import people_of
from tegenwaarde.usecases.quarters.asked import AskedQuarter, confirmations_of, due_day
from tegenwaarde.usecases.reading.sentences import Sentence, say
from tegenwaarde.usecases.reading.sentences_obligation import REGIMES
from tegenwaarde.usecases.reading.sentences_placement import PACE_WORDS
from tegenwaarde.usecases.reading.standing import Standing, standing_of
from tegenwaarde.usecases.reading.supplier_words import supplier_number

LAST_QUARTERS = 4
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
    supplier_number: str  # with the register it stands in: KvK, or that of another country
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
    may_plan: bool
    quarters: tuple[AskedQuarter, ...]
    nobody_there: bool
    subsidy: bool
    subsidy_per_year_cents: int | None


def read_head(*, actor: Actor, contract_id: int, today: date) -> DossierHead:
    """Return the head of a dossier; NotVisible where the actor sees no contract in force of that number."""
    rows = contracts_visible_to(actor).exclude(state=ContractState.DRAFT).select_related("supplier", "book")
    contract = find(rows, pk=contract_id)
    standing = standing_of([contract.pk], today)[contract.pk]
    obligation = contract.obligations.order_by("-number").first()
    regime = obligation.regime if obligation else "none"
    reports = _reports(actor, contract)
    running = contract.state == ContractState.RUNNING
    asked = confirmations_of([contract.pk], today).get(contract.pk, ())
    nobody_there = not people_of(contract.supplier_id or 0, today)
    known = _Known(reports, _plan(actor, contract), nobody_there, asked)
    return DossierHead(
        contract_id=contract.pk,
        title=contract.title,
        reference=contract.reference,
        kind=str(Kind(contract.kind).label),
        buyers=tuple(share.buyer.name for share in contract.buyers.select_related("buyer")),
        supplier=contract.supplier.name if contract.supplier else "",
        supplier_number=supplier_number(contract.supplier),
        term=_term(contract),
        closed=not running,
        value_cents=contract.value_cents or 0,
        regime=regime,
        regime_words=REGIMES.get(regime, regime),
        standing=standing,
        pace=say(standing.steps, PACE_WORDS),
        next_step=_next_step(contract, standing, known, today),
        reports=sum(reports.values()),
        inside=may(actor, "draft.see", contract),
        may_agree=running and may(actor, "agreement.record", contract),
        may_invite=running and may(actor, "supplier.invite", contract),
        may_report=running and may(actor, "report.write", contract),
        may_plan=running and may(actor, "proposal.write", contract),
        quarters=_shown(asked, today),
        nobody_there=running and nobody_there,
        subsidy=contract.kind == Kind.SUBSIDY,
        subsidy_per_year_cents=contract.subsidy_per_year_cents,
    )


def _term(contract: Contract) -> Period:
    if contract.start is None or contract.end is None:
        raise ValueError("a contract in force is complete")
    return Period.inclusive(contract.start, contract.end)


def _reports(actor: Actor, contract: Contract) -> Counter[str]:
    """Return how many reports the actor sees in each state."""
    rows = reports_visible_to(actor).filter(contract=contract).order_by()
    return Counter(dict(rows.values_list("state").annotate(Count("id"))))


def _plan(actor: Actor, contract: Contract) -> str:
    """Return the state of the newest plan of the supplier that the actor sees; empty where there is none."""
    newest = proposals_visible_to(actor).filter(contract=contract).order_by("-number")
    return newest.values_list("state", flat=True).first() or ""


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the supplier's side: reports by state, newest plan, whether anybody is there, quarters asked."""

    reports: Counter[str]
    plan: str
    nobody_there: bool
    asked: tuple[AskedQuarter, ...]


def _next_step(contract: Contract, standing: Standing, known: _Known, today: date) -> NextStep:
    if contract.state == ContractState.CLOSED:
        return NextStep(_("This contract is closed. Nothing is asked any more."), "")
    if standing.net_cents == 0:
        return NextStep(_("Nothing is due for this contract, so nothing is asked."), "")
    if waiting := _waiting(known.reports, known.plan):
        return waiting
    if standing.state == "fulfilled":
        return NextStep(_("What is due is fulfilled. Go on reporting what changes."), SUPPLIER, "dossier_reports")
    if known.nobody_there:
        words = _("Invite somebody of the supplier, so that a plan can be proposed and fulfilments reported.")
        return NextStep(words, BUYERS_SIDE, "invite")
    return _reporting(contract, known.asked, today) if standing.agreed_cents else _planning(known.plan)


def _waiting(reports: Counter[str], plan: str) -> NextStep | None:
    """Return what somebody handed to the other side and was not answered yet; None where there is no such thing."""
    if reports[ReportState.SUBMITTED]:
        return NextStep(_("Review what the supplier reported."), COORDINATOR, "dossier_reports")
    if plan == ProposalState.PROPOSED:
        return NextStep(_("Judge the plan that the supplier proposed."), COORDINATOR, "dossier_agreements")
    if reports[ReportState.RETURNED]:
        return NextStep(_("Correct what was returned, and submit it again."), SUPPLIER, "dossier_reports")
    return None


def _planning(plan: str) -> NextStep:
    """Return what to do where nothing was agreed yet."""
    if plan == ProposalState.RETURNED:
        return NextStep(_("Change the plan that was returned, and propose it again."), SUPPLIER, "proposal_write")
    if plan == ProposalState.DRAFT:
        return NextStep(_("Finish the plan, and propose it to the coordinator."), SUPPLIER, "proposal_write")
    return NextStep(_("Propose a plan: how the obligation will be fulfilled."), SUPPLIER, "proposal_write")


def _reporting(contract: Contract, asked: Sequence[AskedQuarter], today: date) -> NextStep:
    """Return the quarter to confirm (D4), the oldest first; where there is none, when the running one is due."""
    if contract.book is None:
        raise ValueError("a contract in force has its policy")
    still = [one for one in asked if one.open]
    if not still:
        words = _("Report what changes. After the quarter, confirm it.")
        return NextStep(words, SUPPLIER, "dossier_reports", due_day(open_book(contract.book), Quarter.of(today)))
    oldest = still[-1]
    if oldest.overdue_on(today):
        late = gettext("Confirm the quarter after all: that had to be done by {day}.").format(day=day(oldest.due_day))
        return NextStep(late, SUPPLIER, "quarter_confirm")
    words = _("Confirm the quarter: everything was reported, or nothing changed.")
    return NextStep(words, SUPPLIER, "quarter_confirm", oldest.due_day)


def _shown(asked: Sequence[AskedQuarter], today: date) -> tuple[AskedQuarter, ...]:
    """Return the last quarters, and every one that is late."""
    return tuple(one for place, one in enumerate(asked) if place < LAST_QUARTERS or one.overdue_on(today))
