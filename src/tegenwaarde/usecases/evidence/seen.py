"""Evidence that was seen: who of the buyer's side saw which kind of document, on which day, before approval."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.book import Evidence
from tegenwaarde.records.models import ChangeKind, ConfirmedFact, EvidenceSeen, Report
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.figures import day
from tegenwaarde.usecases.refusals import Invalid, Refused
from tegenwaarde.usecases.reports.asked import evidence_asked
from tegenwaarde.usecases.reports.facts import earlier_of
from tegenwaarde.usecases.reports.valuing import Offer, offer_of_report
from tegenwaarde.usecases.second_party.confirmed import confirmed_kinds
from tegenwaarde.usecases.spoken import spoken

WORK_CHANGED = (ChangeKind.ENDED, ChangeKind.EXTENDED, ChangeKind.HOURS)


class EvidenceMissing(Refused):
    """The report asks for evidence that nobody saw, and no reason was given why it is approved without."""

    code = "EVIDENCE_MISSING"
    words = _(
        "This report asks for evidence that was not seen yet: {kinds}. Say on which day you saw it, or say why you"
        " approve without it."
    )


@dataclass(frozen=True, slots=True)
class Seen:
    """A kind of evidence, by the policy's id, and the day on which it was seen."""

    kind: str
    seen_on: date


def asked_of(report: Report, offer: Offer) -> tuple[Evidence, ...]:
    """Return the evidence that the report asks for; `offer` is its chosen block and `contract.book` is read."""
    book = report.contract.book
    return evidence_asked(offer, open_book(book).extras if book else ())


def asked_now(report: Report) -> tuple[Evidence, ...]:
    """Return the evidence that the report asks for as it stands; nothing while no block of the policy is chosen.

    FactsErased where its answers are gone.
    """
    try:
        return asked_of(report, offer_of_report(report, earlier_of(report))) if report.block else ()
    except KeyError:
        return ()


def record_seen(
    *, actor: Actor, report: Report, asked: Iterable[Evidence], seen: Iterable[Seen], today: date
) -> list[EvidenceSeen]:
    """Keep what the actor saw, in the caller's transaction; a day that was kept already stays with who saw it first.

    Raises Invalid, each problem at `seen_<kind>`.
    """
    seen = tuple(seen)
    known = {kind.id for kind in asked}
    if problems := [problem for one in seen for problem in _wrong(one, known, today)]:
        raise Invalid(problems)
    kept = dict(EvidenceSeen.unfenced.filter(report=report).values_list("kind", "seen_on"))
    new = [one for one in seen if kept.get(one.kind) != one.seen_on]
    return [
        EvidenceSeen.unfenced.update_or_create(
            report=report, kind=one.kind, defaults={"seen_on": one.seen_on, "seen_by_id": actor.user_id}
        )[0]
        for one in new
    ]


def evidence_missing(report: Report, asked: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return what was neither seen nor confirmed by a second party, in the order of the policy."""
    seen = set(EvidenceSeen.unfenced.filter(report=report).values_list("kind", flat=True))
    covered = seen | confirmed_kinds(report)
    return tuple(kind for kind in asked if kind.id not in covered)


def require_evidence(report: Report, asked: Iterable[Evidence], without_because: str) -> tuple[Evidence, ...]:
    """Return what was not seen; raises EvidenceMissing, naming the kinds, where no reason says why not."""
    missing = evidence_missing(report, asked)
    if missing and not without_because.strip():
        raise EvidenceMissing(kinds="; ".join(spoken(kind.label) for kind in missing))
    return missing


def seen_in_words(report: Report, asked: Iterable[Evidence], other: str) -> str:
    """Return what was seen, with its days, as the decision keeps it; `other` is what else was seen."""
    labels = {kind.id: spoken(kind.label) for kind in asked}
    rows = EvidenceSeen.unfenced.filter(report=report, kind__in=labels).order_by("pk")
    told = [f"{labels[row.kind]} ({day(row.seen_on)})" for row in rows]
    return "; ".join([*told, *([other.strip()] if other.strip() else [])])


def carry_seen(correction: Report) -> None:
    """Let a correction begin with the evidence that was seen for the report that it corrects.

    What proves the work itself has to be seen again where the work changed, and everything after a mistake.
    """
    carried = [
        EvidenceSeen(report=correction, kind=one.kind, seen_on=one.seen_on, seen_by_id=one.seen_by_id)
        for one in EvidenceSeen.unfenced.filter(report__corrections=correction)
        if one.kind not in _to_see_again(correction)
    ]
    EvidenceSeen.unfenced.bulk_create(carried, ignore_conflicts=True)


def _to_see_again(correction: Report) -> frozenset[str]:
    """Return the kinds of evidence that what changed calls into question."""
    kinds = open_book(correction.contract.book).kinds_of_evidence() if correction.contract.book else {}
    if correction.change == ChangeKind.MISTAKE:
        return frozenset(kinds)
    if correction.change in WORK_CHANGED:
        return frozenset(name for name, kind in kinds.items() if kind.confirmed_as == ConfirmedFact.EMPLOYMENT)
    return frozenset()


def _wrong(one: Seen, asked: set[str], today: date) -> list[Problem]:
    place = f"seen_{one.kind}"
    if one.kind not in asked:
        return [Problem("EVIDENCE_NOT_ASKED", "This report does not ask for this evidence (any more).", place)]
    if one.seen_on > today:
        return [Problem("SEEN_LATER_THAN_TODAY", "Enter the day on which you saw it: today or earlier.", place)]
    return []
