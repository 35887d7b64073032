"""Imports of notices for the screen: the list of them, and one with a line for each file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import ngettext

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import (
    batches_visible_to,
    calendar_visible_to,
    contracts_visible_to,
    find,
    tenders_visible_to,
)
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import ContractState, NoticeLine, NoticeOutcome
from tegenwaarde.usecases.notices.batches import broke_off
from tegenwaarde.usecases.notices.keeping_lines import from_plain
from tegenwaarde.usecases.notices.outcome import Came
from tegenwaarde.usecases.reading.notice_words import place_words
from tegenwaarde.usecases.refusals import problem_words


@dataclass(frozen=True, slots=True)
class BatchRow:
    """An import in the list; `state` is reading, ended or broken."""

    batch_id: int
    source: str
    day: date
    who: str
    files: int
    done: int
    state: str
    refused: int = 0


@dataclass(frozen=True, slots=True)
class OutcomeChoice:
    """How many files ended in an outcome, as a filter."""

    value: str
    words: str | Promise
    count: int


@dataclass(frozen=True, slots=True)
class Made:
    """A contract or tender that a line speaks of; `route` is where it is shown, empty where the reader may not."""

    route: str
    row_id: int
    title: str


@dataclass(frozen=True, slots=True)
class LineRow:
    """One file: what came of it, in words, and what was made or changed."""

    number: int
    file_name: str
    outcome: str
    said: tuple[str, ...]
    made: tuple[Made, ...]

    @property
    def state(self) -> str:
        """Return the outcome as the screens name it."""
        return f"notice_{self.outcome}"


@dataclass(frozen=True, slots=True)
class BatchPage:
    """One import: where it stands, and how its files ended."""

    batch: BatchRow
    outcomes: tuple[OutcomeChoice, ...]
    asked: str

    @property
    def reading(self) -> bool:
        """Say whether somebody works on it now."""
        return self.batch.state == "reading"


def read_batches(*, actor: Actor, now: datetime) -> tuple[BatchRow, ...]:
    """Return the imports the actor sees, the newest first; one query."""
    rows = batches_visible_to(actor).select_related("uploaded_by").order_by("-pk")
    refused = Count("lines", filter=_refused())
    return tuple(_row(one, now) for one in rows.annotate(refused=refused))


def read_batch_page(*, actor: Actor, batch_id: int, outcome: str, now: datetime) -> BatchPage:
    """Return one import; raises NotVisible. Two queries."""
    rows = batches_visible_to(actor).select_related("uploaded_by").annotate(refused=Count("lines", filter=_refused()))
    batch = find(rows, pk=batch_id)
    counted = dict(batch.lines.order_by().values_list("outcome").annotate(Count("pk")))
    choices = tuple(
        OutcomeChoice(one.value, one.label, counted[one.value]) for one in NoticeOutcome if one.value in counted
    )
    return BatchPage(_row(batch, now), choices, outcome if outcome in counted else "")


def lines_of(*, actor: Actor, batch_id: int, outcome: str) -> QuerySet[NoticeLine]:
    """Return the lines of an import, those of one outcome where asked; not run yet."""
    batch = find(batches_visible_to(actor), pk=batch_id)
    rows = batch.lines.order_by("number")
    return rows.filter(outcome=outcome) if outcome else rows


def shown_lines(*, actor: Actor, lines: Sequence[NoticeLine]) -> tuple[LineRow, ...]:
    """Return lines in words, with links to what the actor sees of what was made; three queries for all of them."""
    contracts = _contracts(actor, {one for line in lines for one in line.contracts})
    tenders = _tenders(actor, {one for line in lines for one in line.tenders})
    return tuple(
        LineRow(
            number=line.number,
            file_name=line.file_name,
            outcome=line.outcome,
            said=tuple(_said(one) for one in line.problems),
            made=(
                *(contracts[one] for one in line.contracts if one in contracts),
                *(tenders[one] for one in line.tenders if one in tenders),
            ),
        )
        for line in lines
    )


def made_links(*, actor: Actor, contract_ids: Sequence[int], tender_ids: Sequence[int]) -> tuple[Made, ...]:
    """Return the contracts and tenders of these ids that the actor sees."""
    return (*_contracts(actor, set(contract_ids)).values(), *_tenders(actor, set(tender_ids)).values())


def came_words(came: Came) -> str:
    """Return in one line what came of a notice: the outcome, how much was made, and what is said of it."""
    made = []
    if came.contracts:
        made.append(ngettext("{count} contract", "{count} contracts", len(came.contracts)))
    if came.tenders:
        made.append(ngettext("{count} tender", "{count} tenders", len(came.tenders)))
    counts = (len(came.contracts), len(came.tenders)) if came.contracts else (len(came.tenders),)
    counted = ", ".join(words.format(count=count) for words, count in zip(made, counts, strict=False))
    outcome = str(NoticeOutcome(came.outcome).label)
    head = f"{outcome} ({counted})." if counted else f"{outcome}."
    return " ".join([head, *(_in_words(one) for one in came.said)])


def _refused() -> Q:
    return Q(lines__outcome=NoticeOutcome.REFUSED.value)


def _row(batch: Any, now: datetime) -> BatchRow:
    state = "ended" if batch.ended else "broken" if broke_off(batch, now) else "reading"
    return BatchRow(
        batch_id=batch.pk,
        source=batch.source,
        day=batch.uploaded_on,
        who=batch.uploaded_by.name if batch.uploaded_by else "",
        files=batch.files,
        done=batch.done,
        state=state,
        refused=batch.refused,
    )


def _contracts(actor: Actor, ids: set[int]) -> dict[int, Made]:
    rows = (contracts_visible_to(actor, "draft.see") | contracts_visible_to(actor)).filter(pk__in=ids)
    return {
        pk: Made("draft" if state == ContractState.DRAFT else "dossier", pk, title)
        for pk, state, title in rows.order_by("pk").values_list("pk", "state", "title").distinct()
    }


def _tenders(actor: Actor, ids: set[int]) -> dict[int, Made]:
    opened = set(tenders_visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))
    rows = calendar_visible_to(actor).filter(pk__in=ids).order_by("pk").values_list("pk", "title")
    return {pk: Made("tender" if pk in opened else "", pk, title) for pk, title in rows}


def _said(kept: dict[str, Any]) -> str:
    return _in_words(from_plain(kept))


def _in_words(problem: Problem) -> str:
    words = problem_words(problem)
    return f"{place_words(problem.place)}: {words}" if problem.place else words
