"""What the page shows on which a report begins: what can be reported on a contract, and what not yet."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, find, require
from tegenwaarde.policy.book import Unit
from tegenwaarde.usecases.reading.report_form import extra_words
from tegenwaarde.usecases.reading.reports import book_of
from tegenwaarde.usecases.refusals import problem_words
from tegenwaarde.usecases.reports.answers import PLACEMENT
from tegenwaarde.usecases.reports.opening import require_running
from tegenwaarde.usecases.reports.questions import flat_block
from tegenwaarde.usecases.reports.valuing import FINDING_MISSING, finding_is_not_needed
from tegenwaarde.usecases.spoken import spoken

INFRA = "infra"


@dataclass(frozen=True, slots=True)
class Kind:
    """Something that can be reported: its words, and the reason why not yet (empty where it can)."""

    kind: str
    words: str
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class NewReport:
    """The page on which a report begins."""

    contract_id: int
    title: str
    kinds: tuple[Kind, ...]
    infra: str


def read_new_report(*, actor: Actor, contract_id: int) -> NewReport:
    """Return what can be reported on the contract; NotVisible, NotAllowed, ContractNotRunning."""
    contract = find(contracts_visible_to(actor).select_related("book"), pk=contract_id)
    require(actor, "report.write", contract)
    require_running(contract)
    book = book_of(contract)
    kinds = [Kind(PLACEMENT, _("Somebody who works or learns with us"))]
    if invoice := flat_block(book, Unit.INVOICE):
        kinds.append(Kind("invoice", spoken(invoice.label)))
    if activity := flat_block(book, Unit.HOUR):
        needed = activity.needs_finding and not finding_is_not_needed(contract)
        why_not = problem_words(FINDING_MISSING) if needed else ""
        kinds.append(Kind("activity", spoken(activity.label), why_not))
    infra = extra_words(book, "infra_paid_on")
    if infra:
        kinds.append(Kind(INFRA, _("Infra-Werkt, paid for somebody who was approved before")))
    return NewReport(contract.pk, contract.title, tuple(kinds), infra)
