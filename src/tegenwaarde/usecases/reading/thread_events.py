"""What else happened in a thread: decisions, evidence, answers of second parties, corrections."""

from __future__ import annotations

from collections.abc import Iterator

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import evidence_files_visible_to, reports_visible_to
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.records.models import (
    ConfirmedFact,
    Decision,
    EvidenceSeen,
    Report,
    ReviewDecision,
    SecondPartyRequest,
)
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.reading.thread_entries import Entry, Voices
from tegenwaarde.usecases.spoken import spoken

TAKEN_BACK = "taken_back"


def decisions(report: Report, voices: Voices) -> Iterator[Entry]:
    """Yield what the buyer's side decided; a rejection after an approval takes that back."""
    approved = False
    for row in ReviewDecision.unfenced.filter(report=report).select_related("decided_by").order_by("id"):
        back = approved and row.decision == Decision.REJECTED
        approved = approved or row.decision == Decision.APPROVED
        yield Entry(
            kind=TAKEN_BACK if back else row.decision,
            who=voices.name(row.decided_by),
            day=row.decided_on,
            moment=row.recorded_at,
            text=row.reason if voices.sees_facts else "",
            evidence=row.evidence_seen if voices.sees_facts else "",
        )


def evidence(actor: Actor, report: Report, voices: Voices) -> Iterator[Entry]:
    """Yield which evidence was seen and which copies were added, for those who may see the facts."""
    if not voices.sees_facts:
        return
    named = evidence_names(open_book(report.contract.book)) if report.contract.book else {}
    for seen in EvidenceSeen.unfenced.filter(report=report).select_related("seen_by"):
        yield Entry(
            kind="seen",
            who=voices.name(seen.seen_by),
            day=seen.seen_on,
            moment=seen.recorded_at,
            text=named.get(seen.kind, seen.kind),
        )
    files = evidence_files_visible_to(actor).filter(report=report).select_related("uploaded_by")
    for file in files.order_by("id"):
        yield Entry(
            kind="file",
            who=voices.name(file.uploaded_by),
            day=file.uploaded_on,
            moment=file.recorded_at,
            from_supplier=True,
            text=named.get(file.kind, file.kind),
            erased=file.erased_on is not None,
        )


def evidence_names(book: PolicyBook) -> dict[str, str]:
    """Return what each kind of evidence of the book is called."""
    asked = [*(block.evidence for block in book.blocks), *(extra.evidence for extra in book.extras)]
    return {kind.id: spoken(kind.label) for kinds in asked for kind in kinds}


def second_parties(report: Report, voices: Voices) -> Iterator[Entry]:
    """Yield what second parties were asked and answered, for those who may see the facts."""
    if not voices.sees_facts:
        return
    for row in SecondPartyRequest.unfenced.filter(report=report).select_related("made_by").order_by("id"):
        what = f"{ConfirmedFact(row.fact_kind).label} ({row.party})"
        yield Entry(
            kind="second_party",
            who=voices.name(row.made_by),
            day=row.made_on,
            moment=row.recorded_at,
            from_supplier=True,
            text=what,
        )
        if row.answer and row.answered_on:
            told = f"{what}: {row.remark}" if row.remark else what
            yield Entry(kind=row.answer, who=f"{row.answered_by}, {row.party}", day=row.answered_on, text=told)


def corrections(actor: Actor, report: Report, voices: Voices) -> Iterator[Entry]:
    """Yield the report that this one corrects, and those that correct this one; no draft for the buyer's side."""
    for row in reports_visible_to(actor).filter(corrects=report).select_related("made_by").order_by("id"):
        yield Entry(
            kind="correction",
            who=voices.name(row.made_by),
            day=row.submitted_on or row.made_on,
            from_supplier=True,
            report_id=row.pk,
            state=row.state,
        )
