"""Which of many waiting reports are about somebody who is reported elsewhere too: a reason to look (C9)."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q

from tegenwaarde.records.models import Report, ReportState

COUNTED = (ReportState.SUBMITTED, ReportState.APPROVED)


def reported_elsewhere(persons: Mapping[int, tuple[int, str]]) -> frozenset[int]:
    """Return the reports about whose person another report waits or was approved, of whatever supplier; one query.

    `persons` has by report the person's id and identity hash. For the buyer's side only. Whether the days clash is
    told by the report's own page; a correction and what it corrects are one.
    """
    ids = {person_id for person_id, _made in persons.values()}
    hashes = {made for _person_id, made in persons.values() if made}
    same = Q(person_id__in=ids) | Q(person__identity_hash__in=hashes)
    rows = Report.unfenced.filter(same, state__in=COUNTED).values_list(
        "pk", "corrects_id", "person_id", "person__identity_hash"
    )
    known: dict[object, set[int]] = {}
    for pk, corrects, person_id, made in rows:
        for name in filter(None, (person_id, made)):
            known.setdefault(name, set()).add(corrects or pk)
    return frozenset(
        pk for pk, who in persons.items() if any(len(known.get(name, ())) > 1 for name in filter(None, who))
    )
