"""What the pages show on which a supplier reports a fulfilment, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, find, reports_visible_to, require
from tegenwaarde.policy.book import PolicyBook, Unit
from tegenwaarde.records.models import Contract, Decision, Report
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.reading.offers import Offered, all_offered
from tegenwaarde.usecases.reading.same_person import SameDays, reports_on_the_same_days
from tegenwaarde.usecases.reading.told import Told, told
from tegenwaarde.usecases.refusals import problem_words
from tegenwaarde.usecases.reports.answers import PLACEMENT, Answers, answers_of
from tegenwaarde.usecases.reports.facts import earlier_of
from tegenwaarde.usecases.reports.opening import OPEN, ReportNotOpen, require_running
from tegenwaarde.usecases.reports.questions import (
    BENEFITS,
    Question,
    extra_for,
    flat_block,
    person_blocks,
    questions_of,
)
from tegenwaarde.usecases.reports.valuing import FINDING_MISSING, finding_is_not_needed, offers
from tegenwaarde.usecases.spoken import spoken


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in plain words; `benefit` names the one whose first day belongs to a yes, if any."""

    id: str
    words: str
    benefit: str
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Extras:
    """What adds to a value, as questions in plain words; empty where the policy has no such extra."""

    permanent: str
    fifty_plus: str
    refugee: str
    infra: str


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


@dataclass(frozen=True, slots=True)
class ReportForm:
    """A draft or returned report with everything its steps show; hours are hundredths, money is cents."""

    report_id: int
    contract_id: int
    title: str
    contract_start: date
    contract_end: date
    state: str
    version: int
    reference: str
    answers: Answers
    block: str
    no_displacement: bool
    questions: tuple[Asked, ...]
    extras: Extras
    offers: tuple[Offered, ...]
    not_asked: tuple[str, ...]
    fulltime_hours: int
    returned_because: str
    finding_missing: str
    told: Told
    same_days: tuple[SameDays, ...]

    @property
    def fitting(self) -> tuple[Offered, ...]:
        """Return the blocks that can be reported, the highest value first."""
        return tuple(offer for offer in self.offers if offer.fits)

    @property
    def not_fitting(self) -> tuple[Offered, ...]:
        """Return the blocks that were asked for and do not fit."""
        return tuple(offer for offer in self.offers if not offer.fits)

    @property
    def chosen(self) -> Offered | None:
        """Return the block that was chosen, else the best that fits; None while none fits."""
        fitting = self.fitting
        return next((offer for offer in fitting if offer.block == self.block), fitting[0] if fitting else None)

    @property
    def preselected(self) -> str:
        """Return the block that is chosen as the page opens: the kept one while it fits; the best before any choice."""
        fitting = [offer.block for offer in self.fitting]
        return (self.block if self.block in fitting else "") if self.block else next(iter(fitting), "")

    @property
    def still_needed(self) -> tuple[str, ...]:
        """Return what was not filled in yet, each once."""
        return tuple(dict.fromkeys(words for offer in self.offers if offer.incomplete for words in offer.problems))

    @property
    def is_placement(self) -> bool:
        """Say whether the report is about somebody's work."""
        return self.answers.kind == PLACEMENT


def read_new_report(*, actor: Actor, contract_id: int) -> NewReport:
    """Return what can be reported on the contract; NotVisible, NotAllowed, ContractNotRunning."""
    contract = find(contracts_visible_to(actor).select_related("book"), pk=contract_id)
    require(actor, "report.write", contract)
    require_running(contract)
    book = _book_of(contract)
    kinds = [Kind(PLACEMENT, str(_("Somebody who works or learns with us")))]
    if invoice := flat_block(book, Unit.INVOICE):
        kinds.append(Kind("invoice", spoken(invoice.label)))
    if activity := flat_block(book, Unit.HOUR):
        needed = activity.needs_finding and not finding_is_not_needed(contract)
        why_not = problem_words(FINDING_MISSING) if needed else ""
        kinds.append(Kind("activity", spoken(activity.label), why_not))
    return NewReport(contract.pk, contract.title, tuple(kinds), _extra_words(book, "infra_paid_on"))


def read_report_form(*, actor: Actor, report_id: int) -> ReportForm:
    """Return the report that the supplier works on; NotVisible, NotAllowed, ReportNotOpen, ContractNotRunning."""
    report = find(reports_visible_to(actor).select_related("contract__book", "person"), pk=report_id)
    require(actor, "report.write", report.contract)
    if report.state not in OPEN:
        raise ReportNotOpen
    require_running(report.contract)
    return _form(actor, report)


def _form(actor: Actor, report: Report) -> ReportForm:
    contract, answers = report.contract, answers_of(report)
    book = _book_of(contract)
    found = all_offered(
        offers(
            book=book,
            contract=contract,
            answers=answers,
            earlier=earlier_of(report),
            block=report.block,
            share=report.share,
            corrects=report.corrects_id is not None,
        ),
        book.extras,
    )
    asked = {offer.block for offer in found}
    return ReportForm(
        report_id=report.pk,
        contract_id=contract.pk,
        title=contract.title,
        contract_start=contract.start or report.made_on,
        contract_end=contract.end or report.made_on,
        state=report.state,
        version=report.version,
        reference=report.person.reference if report.person else "",
        answers=answers,
        block=report.block,
        no_displacement=report.no_displacement,
        questions=tuple(map(_asked, questions_of(book))),
        extras=Extras(
            permanent=_extra_words(book, "permanent_from"),
            fifty_plus=_extra_words(book, "birth_date"),
            refugee=_extra_words(book, "refugee"),
            infra=_extra_words(book, "infra_paid_on"),
        ),
        offers=found,
        not_asked=tuple(spoken(block.label) for block in person_blocks(book) if block.id not in asked),
        fulltime_hours=book.fulltime_hours,
        returned_because=_returned_because(report),
        finding_missing=_finding_missing(found),
        told=_told(book, report, answers),
        same_days=reports_on_the_same_days(actor, report, answers),
    )


def _finding_missing(found: tuple[Offered, ...]) -> str:
    words = problem_words(FINDING_MISSING)
    return words if any(words in offer.problems for offer in found) else ""


def _told(book: PolicyBook, report: Report, answers: Answers) -> Told:
    who = ((_("Reference"), report.person.reference),) if report.person else ()
    return tuple((str(label), words) for label, words in (*who, *told(book, answers, "")))


def _asked(question: Question) -> Asked:
    words = str(BENEFITS.get(question.benefit, "")) or spoken(question.situation)
    return Asked(question.id, words, question.benefit, question.needs)


def _extra_words(book: PolicyBook, fact: str) -> str:
    extra = extra_for(book, fact)
    return spoken(extra.situation or extra.label) if extra else ""


def _returned_because(report: Report) -> str:
    last = report.decisions.order_by("-id").first()
    return last.reason if last is not None and last.decision == Decision.RETURNED else ""


def _book_of(contract: Contract) -> PolicyBook:
    if contract.book is None:
        raise ValueError("a contract in force has its policy")
    return open_book(contract.book)
