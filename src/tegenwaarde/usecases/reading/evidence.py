"""The evidence of reports as pages show it: what is asked, what was seen or confirmed, and the copies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from tegenwaarde.policy.book import Evidence
from tegenwaarde.records.models import EvidenceFile, EvidenceSeen, Report, SecondPartyAnswer, SecondPartyRequest
from tegenwaarde.records.sealed import FactsErased
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.evidence.seen import asked_now, asked_of
from tegenwaarde.usecases.reports.valuing import Offer
from tegenwaarde.usecases.second_party.confirmed import confirmed_facts
from tegenwaarde.usecases.spoken import spoken


@dataclass(frozen=True, slots=True)
class FileLine:
    """A copy that was uploaded; `size` is bytes."""

    file_id: int
    name: str
    size: int
    uploaded_on: date
    erase_on: date


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One kind of evidence of a report: seen by whom and when, its copies, and the second party that confirmed it.

    `asked` is False for what the report no longer asks for and of which something is there.
    """

    kind: str
    words: str
    seen_on: date | None
    seen_by: str
    files: tuple[FileLine, ...]
    confirmed_by: str
    asked: bool = True

    @property
    def missing(self) -> bool:
        """Say whether it is asked, and was neither seen nor confirmed."""
        return self.asked and self.seen_on is None and not self.confirmed_by


@dataclass(frozen=True, slots=True)
class _Found:
    """What the tables hold of some reports, by report."""

    seen: Mapping[int, Mapping[str, EvidenceSeen]]
    files: Mapping[int, Mapping[str, tuple[FileLine, ...]]]
    confirmations: Mapping[int, Mapping[str, str]]


def evidence_of(report: Report, offer: Offer | None = None, *, names: bool = True) -> tuple[EvidenceLine, ...]:
    """Return the evidence of a report that came through the fence; `offer` is its chosen block where it is known.

    `contract.book` and `person` are read. Without `names` nobody of the buyer's side is named.
    """
    lines = evidence_of_many([report], {report.pk: offer} if offer else {})[report.pk]
    return lines if names else tuple(replace(line, seen_by="") for line in lines)


def evidence_of_many(
    reports: Iterable[Report], offers: Mapping[int, Offer] | None = None
) -> dict[int, tuple[EvidenceLine, ...]]:
    """Return the evidence of each report by its id; three queries where `offers` has each report's chosen block."""
    rows = list(reports)
    found = _Found(_seen(rows), _files(rows), _confirmations(rows))
    return {row.pk: _lines(row, found, (offers or {}).get(row.pk)) for row in rows}


def _lines(report: Report, found: _Found, offer: Offer | None) -> tuple[EvidenceLine, ...]:
    asked = {kind.id: kind for kind in _asked(report, offer)}
    seen, files = found.seen.get(report.pk, {}), found.files.get(report.pk, {})
    left = {
        name: kind for name, kind in _kinds(report).items() if name not in asked and (name in seen or name in files)
    }
    return tuple(_line(kind, report, found, asked=name in asked) for name, kind in {**asked, **left}.items())


def _line(kind: Evidence, report: Report, found: _Found, *, asked: bool) -> EvidenceLine:
    seen = found.seen.get(report.pk, {}).get(kind.id)
    return EvidenceLine(
        kind=kind.id,
        words=spoken(kind.label),
        seen_on=seen.seen_on if seen else None,
        seen_by=seen.seen_by.name if seen else "",
        files=found.files.get(report.pk, {}).get(kind.id, ()),
        confirmed_by=found.confirmations.get(report.pk, {}).get(kind.confirmed_as, "") if kind.confirmed_as else "",
        asked=asked,
    )


def _asked(report: Report, offer: Offer | None) -> tuple[Evidence, ...]:
    try:
        return asked_of(report, offer) if offer else asked_now(report)
    except FactsErased:
        return ()


def _kinds(report: Report) -> dict[str, Evidence]:
    return open_book(report.contract.book).kinds_of_evidence() if report.contract.book else {}


def _seen(reports: list[Report]) -> dict[int, dict[str, EvidenceSeen]]:
    found: dict[int, dict[str, EvidenceSeen]] = {}
    for row in EvidenceSeen.unfenced.filter(report__in=reports).select_related("seen_by"):
        found.setdefault(row.report_id, {})[row.kind] = row
    return found


def _files(reports: list[Report]) -> dict[int, dict[str, tuple[FileLine, ...]]]:
    found: dict[int, dict[str, tuple[FileLine, ...]]] = {}
    for row in EvidenceFile.unfenced.kept().filter(report__in=reports):
        of_report = found.setdefault(row.report_id, {})
        line = FileLine(row.pk, row.name, row.size, row.uploaded_on, row.erase_on)
        of_report[row.kind] = (*of_report.get(row.kind, ()), line)
    return found


def _confirmations(reports: list[Report]) -> dict[int, dict[str, str]]:
    """Return by report which facts second parties confirmed, each with who did."""
    asked = SecondPartyRequest.unfenced.filter(report__in=reports, answer=SecondPartyAnswer.CONFIRMED)
    parties: dict[int, dict[str, str]] = {}
    for row in asked.order_by("pk"):
        parties.setdefault(row.report_id, {})[row.fact_kind] = row.party
    confirmed = {row.pk: confirmed_facts(row) for row in reports if row.pk in parties}
    return {
        pk: {fact: party for fact, party in parties[pk].items() if fact in facts} for pk, facts in confirmed.items()
    }
