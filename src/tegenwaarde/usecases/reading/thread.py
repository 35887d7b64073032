"""The thread of a report: what was submitted and what changed, what was said, seen and decided, in order."""

from __future__ import annotations

from dataclasses import dataclass

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import may
from tegenwaarde.records.models import Message, Report, ReportState
from tegenwaarde.usecases.reading.open_questions import unanswered
from tegenwaarde.usecases.reading.thread_entries import Entry, Voices
from tegenwaarde.usecases.reading.thread_events import corrections, decisions, evidence, second_parties
from tegenwaarde.usecases.reading.thread_submissions import submissions
from tegenwaarde.usecases.reading.voices import voices_for


@dataclass(frozen=True, slots=True)
class Thread:
    """What happened to a report, the oldest first. `asked` says that a question waits for the reader's side."""

    report_id: int
    entries: tuple[Entry, ...]
    may_write: bool
    asked: bool
    sees_facts: bool

    @property
    def last_changes(self) -> Entry | None:
        """Return the latest submission when it says what changed; None where there is nothing to compare."""
        given = [entry for entry in self.entries if entry.kind == "submission"]
        return given[-1] if given and given[-1].compared else None


def thread_of(actor: Actor, report: Report) -> Thread:
    """Return the thread of a report that came through the fence; a constant number of queries.

    Personal facts, messages and reasons are there for those who may see the facts; on the supplier's side the people
    of the buyer's side go without their names.
    """
    voices = voices_for(actor, report)
    said = list(Message.unfenced.filter(report=report).select_related("author")) if voices.sees_facts else []
    waiting = set(unanswered(Message.unfenced.filter(report=report)).values_list("pk", flat=True)) if said else set()
    entries = [
        *submissions(report, voices),
        *(_message(message, voices, waiting) for message in said),
        *decisions(report, voices),
        *evidence(actor, report, voices),
        *second_parties(report, voices),
        *corrections(actor, report, voices),
    ]
    asked = any(message.pk in waiting and message.from_supplier != voices.supplier for message in said)
    return Thread(
        report_id=report.pk,
        entries=tuple(sorted(entries, key=lambda entry: entry.order)),
        may_write=report.state != ReportState.DRAFT and may(actor, "thread.write", report.contract),
        asked=asked,
        sees_facts=voices.sees_facts,
    )


def _message(message: Message, voices: Voices, waiting: set[int]) -> Entry:
    return Entry(
        kind="question" if message.asks else "message",
        who=voices.name(message.author),
        day=message.day,
        moment=message.recorded_at,
        from_supplier=message.from_supplier,
        text=message.text,
        erased=message.erased_on is not None,
        waits=message.pk in waiting,
    )
