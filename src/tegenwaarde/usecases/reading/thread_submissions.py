"""What was submitted in a thread, each time with what changed since the time before."""

from __future__ import annotations

from dataclasses import dataclass

from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.records.models import Report, Submission
from tegenwaarde.records.sealed import FactsErased, unseal
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.reading.changes import Changed, changes_between
from tegenwaarde.usecases.reading.thread_entries import Entry, Voices
from tegenwaarde.usecases.reports.answers import Answers, answers_from_json


@dataclass(frozen=True, slots=True)
class Held:
    """What a report held at one time; `answers` is None where that was erased."""

    answers: Answers | None
    block: str
    share: int
    declared: bool


def submissions(report: Report, voices: Voices) -> list[Entry]:
    """Return each submission with what changed; the first of a correction is held against what it corrects."""
    rows = list(Submission.unfenced.filter(report=report).select_related("submitted_by").order_by("number"))
    held = [_held(row) for row in rows]
    first = _held(report.corrects) if report.corrects else None
    before = [first, *held][: len(rows)]
    book = open_book(report.contract.book) if report.contract.book else None
    return [_entry(row, voices, then, now, book) for row, then, now in zip(rows, before, held, strict=True)]


def changes_of(then: Held, now: Held, book: PolicyBook) -> tuple[Changed, ...]:
    """Return what differs between two versions; nothing where one of them was erased."""
    if then.answers is None or now.answers is None:
        return ()
    return changes_between(
        then.answers,
        now.answers,
        book,
        blocks=(then.block, now.block),
        shares=(then.share, now.share),
        declared=(then.declared, now.declared),
    )


def _entry(row: Submission, voices: Voices, then: Held | None, now: Held, book: PolicyBook | None) -> Entry:
    shown = voices.sees_facts and then is not None and book is not None
    gone = shown and then is not None and (then.answers is None or now.answers is None)
    return Entry(
        kind="submission",
        who=voices.name(row.submitted_by),
        day=row.submitted_on,
        moment=row.recorded_at,
        from_supplier=True,
        number=row.number,
        value_cents=row.value_cents,
        changes=changes_of(then, now, book) if shown and then and book else (),
        compared=shown,
        erased=gone,
    )


def _held(row: Submission | Report) -> Held:
    try:
        answers = answers_from_json(unseal(row.facts))
    except FactsErased:
        answers = None
    return Held(answers, row.block, row.share, row.no_displacement)
