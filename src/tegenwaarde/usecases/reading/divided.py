"""How somebody's hours are divided over a supplier's contracts, with what each part is worth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to
from tegenwaarde.records.models import Contract, ContractState, Report, ReportState
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.figures import day, hours
from tegenwaarde.usecases.reading.block_words import block_problem_words, labels_of
from tegenwaarde.usecases.reports.answers import Answers
from tegenwaarde.usecases.reports.counting import WHOLE, share_of_hours
from tegenwaarde.usecases.reports.facts import Earlier, earlier_of
from tegenwaarde.usecases.reports.opening import OPEN
from tegenwaarde.usecases.reports.shared import of_the_same_entry
from tegenwaarde.usecases.reports.valuing import Offer, Terms, extras_counted, offer

GONE = (ReportState.REJECTED, ReportState.REPLACED)


@dataclass(frozen=True, slots=True)
class Part:
    """The part of one contract: its share (0: none), the hours in words, and its value (cents; None: not known).

    `fixed` says that this contract's report is with the coordinator already. `why_not` is why nothing counts there.
    """

    contract_id: int
    title: str
    share: int
    hours: str = ""
    value_cents: int | None = None
    why_not: str = ""
    own: bool = False
    fixed: bool = False


def parts_of(actor: Actor, report: Report, answers: Answers, block: str) -> tuple[Part, ...]:
    """Return the report's own part, those of the same entry, and the supplier's other running contracts without one.

    `block` is the one that the report is valued in; empty while none fits. A few queries, whatever the number of
    contracts that have no part.
    """
    group = list(of_the_same_entry(report).exclude(state__in=GONE).exclude(pk=report.pk))
    followers = [one for one in group if one.state in OPEN and one.entry_id == report.pk]
    fixed = [one for one in group if one not in followers]
    taken: frozenset[str] = frozenset()
    found = []
    for one in (report, *followers):
        valued = _valued(one, answers, block, earlier_of(one).with_extras(taken))
        taken |= extras_counted(valued) if valued else frozenset()
        found.append(_part(one, answers, valued, own=one.pk == report.pk))
    found += [Part(one.contract_id, one.contract.title, one.share, _hours(answers, one.share), one.submitted_cents,
                   fixed=True) for one in fixed]  # fmt: skip
    if report.corrects_id or report.entry_id:
        return tuple(found)
    known = {part.contract_id for part in found}
    return (*found, *(Part(pk, title, 0) for pk, title in _candidates(actor, report, answers) if pk not in known))


def _part(report: Report, answers: Answers, valued: Offer | None, *, own: bool) -> Part:
    labels = labels_of(open_book(report.contract.book)) if report.contract.book else {}
    problems = valued.problems if valued else ()
    return Part(
        contract_id=report.contract_id,
        title=report.contract.title,
        share=report.share,
        hours=_hours(answers, report.share),
        value_cents=valued.total_cents if valued and valued.fits else None,
        why_not=" ".join(dict.fromkeys(block_problem_words(problem, labels) for problem in problems)),
        own=own,
    )


def _valued(report: Report, answers: Answers, block: str, earlier: Earlier) -> Offer | None:
    book = open_book(report.contract.book) if report.contract.book else None
    found = next((one for one in book.blocks if one.id == block), None) if book else None
    if book is None or found is None:
        return None
    terms = Terms(book, report.contract, earlier, report.share, corrects=report.corrects_id is not None)
    return offer(terms, answers, found)


def _hours(answers: Answers, share: int) -> str:
    """Return the hours a week of a part in words, with the days from which they change."""
    if answers.hours_per_week is None:
        return ""
    changed = [
        _("{hours} from {day}").format(hours=hours(share_of_hours(worked, share)), day=day(since))
        for since, worked in answers.hours_changes
    ]
    return ", ".join([hours(share_of_hours(answers.hours_per_week, share)), *changed])


def _candidates(actor: Actor, report: Report, answers: Answers) -> Iterator[tuple[int, str]]:
    """Yield the supplier's running contracts in which days of the work can lie."""
    rows: QuerySet[Contract] = contracts_visible_to(actor).filter(
        supplier=report.contract.supplier, state=ContractState.RUNNING
    )
    last = answers.employment_end or date.max
    if answers.employment_start:
        rows = rows.filter(end__gte=answers.employment_start, start__lte=last)
    yield from rows.order_by("title", "pk").values_list("pk", "title")


def whole(parts: tuple[Part, ...]) -> int:
    """Return what the parts come to, ten-thousandths of a percent."""
    return sum(part.share for part in parts)


def is_divided(parts: tuple[Part, ...]) -> bool:
    """Say whether the hours are for more than one contract, or not all for this one."""
    return any(part.share not in (0, WHOLE) for part in parts)
