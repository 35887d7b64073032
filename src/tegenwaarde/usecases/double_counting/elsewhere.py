"""Which of many waiting reports are about somebody who is reported elsewhere too: a reason to look (C9)."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q

from tegenwaarde.records.models import Distinction, Report, ReportState

COUNTED = (ReportState.SUBMITTED, ReportState.APPROVED)


def reported_elsewhere(persons: Mapping[int, tuple[int, str]]) -> frozenset[int]:
    """Return the reports about whose person another report waits or was approved, of whatever supplier; two queries.

    `persons` has by report the person's id and identity hash. For the buyer's side only. Whether the days clash is
    told by the report's own page; a correction and what it corrects are one, and people told apart are two.
    """
    ids = {person_id for person_id, _made in persons.values()}
    hashes = {made for _person_id, made in persons.values() if made}
    same = Q(person_id__in=ids) | Q(person__identity_hash__in=hashes)
    rows = Report.unfenced.filter(same, state__in=COUNTED).values_list(
        "pk", "corrects_id", "person_id", "person__identity_hash"
    )
    known: dict[object, set[tuple[int, int]]] = {}
    for pk, corrects, person_id, made in rows:
        for name in filter(None, (person_id, made)):
            known.setdefault(name, set()).add((corrects or pk, person_id or 0))
    apart = _told_apart(ids)
    return frozenset(
        report
        for report, (person_id, made) in persons.items()
        if len(
            {
                root
                for root, whose in known.get(person_id, set()) | (known.get(made, set()) if made else set())
                if frozenset((whose, person_id)) not in apart
            }
        )
        > 1
    )


def _told_apart(ids: set[int]) -> frozenset[frozenset[int]]:
    """Return the pairs of persons, one of them in `ids`, of whom somebody found that they are two people."""
    pairs = Distinction.unfenced.filter(Q(first_id__in=ids) | Q(second_id__in=ids)).values_list("first_id", "second_id")
    return frozenset(frozenset(pair) for pair in pairs)
