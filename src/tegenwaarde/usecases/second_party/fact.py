"""The one fact that a second party is asked about: what it can know itself, and nothing else of a report.

Never a benefit, an age, a residence permit or the block: those a second party need not learn.
"""

from __future__ import annotations

from typing import Any

from tegenwaarde.records.models import ConfirmedFact, Report, SecondPartyRequest
from tegenwaarde.records.sealed import FactsErased, unseal
from tegenwaarde.usecases.reports.answers import Answers, answers_from_json, answers_of

Fact = dict[str, Any]

REFERENCE = "reference"
HELD: dict[ConfirmedFact, tuple[str, ...]] = {
    ConfirmedFact.EMPLOYMENT: ("employment_start", "employment_end", "hours_per_week", "hours_changes"),
    ConfirmedFact.STUDY: ("study_start", "study_end"),
    ConfirmedFact.INVOICE: ("invoice_cents",),
    ConfirmedFact.ACTIVITY: ("activity_date", "activity_hours"),
}
NEEDED: dict[ConfirmedFact, tuple[str, ...]] = {
    ConfirmedFact.EMPLOYMENT: ("employment_start", "hours_per_week"),
    ConfirmedFact.STUDY: ("study_start",),
    ConfirmedFact.INVOICE: ("invoice_cents",),
    ConfirmedFact.ACTIVITY: ("activity_date", "activity_hours"),
}


def facts_to_confirm(answers: Answers) -> tuple[ConfirmedFact, ...]:
    """Return the facts that were filled in far enough to be confirmed."""
    held = answers.as_json()
    return tuple(kind for kind, needed in NEEDED.items() if all(name in held for name in needed))


def fact_of(report: Report, kind: ConfirmedFact) -> Fact:
    """Return the fact as the report holds it now, plain data with the supplier's reference; FactsErased without it.

    `report.person` is read.
    """
    held = answers_of(report).as_json()
    fact: Fact = {name: held[name] for name in HELD[kind] if name in held}
    return fact | ({REFERENCE: report.person.reference} if report.person else {})


def frozen_fact(request: SecondPartyRequest) -> Fact:
    """Return the fact as it was asked; FactsErased where it was erased."""
    return unseal(request.fact)


def answers_in(fact: Fact) -> Answers:
    """Return the fact as answers that hold nothing else."""
    return answers_from_json({name: value for name, value in fact.items() if name != REFERENCE})


def is_of_present(request: SecondPartyRequest, report: Report) -> bool:
    """Say whether the question is about the fact as the report holds it now; after erasure it stays as it was."""
    try:
        return frozen_fact(request) == fact_of(report, ConfirmedFact(request.fact_kind))
    except FactsErased:
        return True
