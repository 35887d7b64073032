"""The reasons with which a draft departs from what the policy says: checked, and kept in code and words (B2, B4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.policy.book_asking import DepartsFrom
from tegenwaarde.usecases.contracts.facts import ContractFacts
from tegenwaarde.usecases.departures import kept_reason, reason_problems

PERCENTAGE, NOT_APPLIED = DepartsFrom.PERCENTAGE, DepartsFrom.NOT_APPLIED


def departure_problems(book: PolicyBook | None, facts: ContractFacts) -> Iterator[Problem]:
    """Yield what is wrong with the reasons that were chosen; a reason in words alone needs no choice."""
    if facts.percentage_code:
        yield from reason_problems(book, PERCENTAGE, facts.percentage_code, facts.percentage_reason)
    if facts.not_applied_code:
        yield from reason_problems(book, NOT_APPLIED, facts.not_applied_code, facts.not_applied_reason)


def with_kept_reasons(book: PolicyBook | None, facts: ContractFacts) -> ContractFacts:
    """Return the facts with each reason in code and in words, so that neither is empty where something departs."""
    if facts.percentage is not None:
        code, words = kept_reason(book, PERCENTAGE, facts.percentage_code, facts.percentage_reason)
        facts = replace(facts, percentage_code=code, percentage_reason=words)
    if not facts.applied:
        code, words = kept_reason(book, NOT_APPLIED, facts.not_applied_code, facts.not_applied_reason)
        facts = replace(facts, not_applied_code=code, not_applied_reason=words)
    return facts
