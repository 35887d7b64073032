"""What the pages show on which a supplier reports a fulfilment, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import find, reports_visible_to, require
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.records.models import Contract, Decision, Report
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.reading.block_words import labels_of
from tegenwaarde.usecases.reading.changing import Changing, changing
from tegenwaarde.usecases.reading.divided import Part, is_divided, parts_of
from tegenwaarde.usecases.reading.offers import Offered, all_offered
from tegenwaarde.usecases.reading.same_person import SameDays, reports_on_the_same_days
from tegenwaarde.usecases.reading.told import Told, told
from tegenwaarde.usecases.refusals import problem_words
from tegenwaarde.usecases.reports.answers import PLACEMENT, Answers, answers_of
from tegenwaarde.usecases.reports.doubles import PossibleDouble, possible_doubles
from tegenwaarde.usecases.reports.facts import earlier_of
from tegenwaarde.usecases.reports.opening import OPEN, ReportNotOpen, require_running
from tegenwaarde.usecases.reports.own_double import counted_twice_here
from tegenwaarde.usecases.reports.questions import (
    BENEFITS,
    Question,
    extra_for,
    person_blocks,
    questions_of,
)
from tegenwaarde.usecases.reports.shared import followers_of, follows_an_entry
from tegenwaarde.usecases.reports.valuing import FINDING_MISSING, Offer, offers
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
    beside: tuple[SameDays, ...]
    share: int
    parts: tuple[Part, ...]
    changing: Changing | None
    doubles: tuple[PossibleDouble, ...]
    counted_twice: str

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
    def divided(self) -> tuple[Part, ...]:
        """Return the contracts over which the hours are divided; nothing where all are for this one."""
        return tuple(part for part in self.parts if part.share) if is_divided(self.parts) else ()

    @property
    def divides(self) -> bool:
        """Say whether there is a contract to divide the hours with."""
        return self.is_placement and len(self.parts) > 1

    @property
    def together_cents(self) -> int:
        """Return what the divided parts are worth together."""
        return sum(part.value_cents or 0 for part in self.divided)

    @property
    def may_submit(self) -> bool:
        """Say whether anything can be submitted as it stands."""
        return bool(self.fitting) and not self.counted_twice and not any(part.why_not for part in self.divided)

    @property
    def is_placement(self) -> bool:
        """Say whether the report is about somebody's work."""
        return self.answers.kind == PLACEMENT

    @property
    def same_days(self) -> tuple[SameDays, ...]:
        """Return other reports about the person on the same days."""
        return tuple(one for one in self.beside if not one.stays)

    @property
    def staying(self) -> tuple[SameDays, ...]:
        """Return the parts on other contracts that this change leaves as they are."""
        return tuple(one for one in self.beside if one.stays)


def read_report_form(*, actor: Actor, report_id: int) -> ReportForm:
    """Return the report that the supplier works on; for one that follows an entry, that entry.

    Raises NotVisible, NotAllowed, ReportNotOpen, ContractNotRunning.
    """
    rows = reports_visible_to(actor).select_related("contract__book", "person", "corrects", "entry")
    report = find(rows, pk=report_id)
    require(actor, "report.write", report.contract)
    if follows_an_entry(report):
        report = find(rows, pk=report.entry_id)
    if report.state not in OPEN:
        raise ReportNotOpen
    require_running(report.contract)
    return _form(actor, report)


def _offers(report: Report, book: PolicyBook, answers: Answers) -> list[Offer]:
    return offers(
        book=book,
        contract=report.contract,
        answers=answers,
        earlier=earlier_of(report),
        block=report.block,
        share=report.share,
        corrects=report.corrects_id is not None,
    )


def _counted_twice(report: Report, found: list[Offer]) -> str:
    """Return why the chosen block, or the best, would count hours twice within the supplier; empty where not."""
    fitting = [one for one in found if one.fits]
    best = next((one for one in fitting if one.block.id == report.block), next(iter(fitting), None))
    together = followers_of(report).exclude(corrects__isnull=True).values_list("corrects_id", flat=True)
    problem = counted_twice_here(report, best, frozenset(together)) if best else None
    return problem_words(problem) if problem else ""


def _form(actor: Actor, report: Report) -> ReportForm:
    contract, answers = report.contract, answers_of(report)
    book = _book_of(contract)
    valued = _offers(report, book, answers)
    found = all_offered(valued, book.extras, labels_of(book))
    best = next((one.block for one in found if one.fits), "")
    chosen = report.block if any(one.fits and one.block == report.block for one in found) else best
    parts = parts_of(actor, report, answers, chosen) if answers.kind == PLACEMENT else ()
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
            permanent=extra_words(book, "permanent_from"),
            fifty_plus=extra_words(book, "birth_date"),
            refugee=extra_words(book, "refugee"),
            infra=extra_words(book, "infra_paid_on"),
        ),
        offers=found,
        not_asked=tuple(spoken(block.label) for block in person_blocks(book) if block.id not in asked),
        fulltime_hours=book.fulltime_hours,
        returned_because=_returned_because(report),
        finding_missing=_finding_missing(found),
        told=_told(book, report, answers),
        beside=reports_on_the_same_days(actor, report, answers),
        share=report.share,
        parts=parts,
        changing=changing(report, answers, book),
        doubles=possible_doubles(report, answers),
        counted_twice=_counted_twice(report, valued),
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


def extra_words(book: PolicyBook, fact: str) -> str:
    """Return the plain question of the extra that `fact` calls for; empty where the policy has none."""
    extra = extra_for(book, fact)
    return spoken(extra.situation or extra.label) if extra else ""


def _returned_because(report: Report) -> str:
    last = report.decisions.order_by("-id").first()
    return last.reason if last is not None and last.decision == Decision.RETURNED else ""


def _book_of(contract: Contract) -> PolicyBook:
    if contract.book is None:
        raise ValueError("a contract in force has its policy")
    return open_book(contract.book)
