"""Short ways to read a notice in a test and to look at what came of it."""

from __future__ import annotations

from collections.abc import Iterable

from tegenwaarde.adapters.eforms import read_notice
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.usecases.ports.notices import NoticeAward, ReadNotice


def read(content: bytes) -> ReadNotice:
    """Return the notice, checked for what is true of every notice that was read."""
    found = read_notice(content)
    assert bool(found.awards) + bool(found.tenders) + bool(found.problems) == 1
    for award in found.awards:
        assert award.winners
        assert (award.value_cents is None) == (award.value_found_at == "")
        assert not (award.start and award.end) or award.start <= award.end
    assert not found.awards or (found.buyers and found.notice_id)
    for said in (*found.problems, *found.warnings):
        assert str(said)
        assert str(said).endswith(".")
    return found


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
