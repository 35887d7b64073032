"""What second parties confirmed about a report as it is now, and which evidence that stands in for."""

from __future__ import annotations

from tegenwaarde.policy.book import Evidence
from tegenwaarde.records.models import Report, SecondPartyAnswer, SecondPartyRequest
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.second_party.fact import is_of_present


def confirmed_facts(report: Report) -> frozenset[str]:
    """Return the facts (`employment`, `study`, `invoice`, `activity`) that were confirmed and have not changed since.

    Of each party the latest answer counts; a fact that one of them calls wrong is not confirmed. One query.
    """
    answered = SecondPartyRequest.unfenced.filter(report=report).exclude(answer="").order_by("answered_on", "id")
    latest = {
        (request.fact_kind, request.party.casefold()): request.answer
        for request in answered
        if is_of_present(request, report)
    }
    denied = {kind for (kind, _party), answer in latest.items() if answer == SecondPartyAnswer.DENIED}
    return frozenset(kind for kind, _party in latest if kind not in denied)


def confirmed_kinds(report: Report) -> frozenset[str]:
    """Return the kinds of evidence (the policy's ids) for which a confirmation stands in.

    `report.contract.book` and `report.person` are read.
    """
    facts = confirmed_facts(report)
    return frozenset(kind.id for kind in _kinds(report) if kind.confirmed_as in facts)


def _kinds(report: Report) -> list[Evidence]:
    if report.contract.book is None:
        return []
    book = open_book(report.contract.book)
    asked = [*(block.evidence for block in book.blocks), *(extra.evidence for extra in book.extras)]
    return [kind for kinds in asked for kind in kinds]
