"""Short ways to read a notice in a test and to look at what came of it."""

from __future__ import annotations

from collections.abc import Iterable

from tegenwaarde.adapters.eforms import read_notice
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.usecases.ports.notices import NoticeAward, ReadNotice

LONGEST = 400
LARGEST_CENTS = 10**15 * 1000


def read(content: bytes) -> ReadNotice:
    """Return the notice, checked for what is true of every notice that was read."""
    found = read_notice(content)
    check(found)
    return found


def check(found: ReadNotice) -> None:
    """Assert what is true of every notice that was read: nothing half, nothing longer than it may be."""
    assert bool(found.awards) + bool(found.tenders) + bool(found.problems) == 1
    for award in found.awards:
        assert award.winners
        assert (award.value_cents is None) == (award.value_found_at == "")
        assert not (award.start and award.end) or award.start <= award.end
        assert 0 < (award.value_cents or 1) < LARGEST_CENTS
        assert len(award.title) <= LONGEST
        assert all(winner.name and len(winner.name) <= LONGEST for winner in award.winners)
    for tender in found.tenders:
        assert 0 < len(tender.title) <= LONGEST
        assert not (tender.start and tender.end) or tender.start <= tender.end
        assert 0 < (tender.estimated_cents or 1) < LARGEST_CENTS
    assert bool(found.problems) or (found.buyers and found.notice_id)
    for said in (*found.problems, *found.warnings):
        assert str(said).endswith(".")
        assert len(str(said)) < 2 * LONGEST
        assert len(said.place) < 2 * LONGEST
    for mention in found.social_return:
        assert mention.route
        assert mention.place
        assert 0 < len(mention.words) <= LONGEST


def the_award(content: bytes) -> NoticeAward:
    """Return the only award in the notice."""
    (award,) = read(content).awards
    return award


def codes(problems: Iterable[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def refusal(content: bytes) -> Problem:
    """Return the only problem with the notice."""
    (problem,) = read(content).problems
    return problem
