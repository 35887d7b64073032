"""Submit a report: the supplier says it is complete, and the buyer's side has to decide."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F

from tegenwaarde.access.actor import Actor
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.book import Block
from tegenwaarde.records.models import PlanLine, Report, ReportState
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.ledger.plans import latest_plan_lines, remaining_persons, replaced_lines
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.reports.answers import Answers, answers_of, sealed_answers
from tegenwaarde.usecases.reports.facts import earlier_of
from tegenwaarde.usecases.reports.opening import OPEN, ReportNotOpen, report_to_write
from tegenwaarde.usecases.reports.questions import question_id
from tegenwaarde.usecases.reports.submissions import record_submission
from tegenwaarde.usecases.reports.valuing import Offer, offers
from tegenwaarde.usecases.timeline import remember


def submit_report(*, actor: Actor, report_id: int, today: date) -> Report:
    """Submit the draft or returned report with its chosen block; keeps the value that the supplier saw.

    Raises NotVisible, NotAllowed, ReportNotOpen, ContractNotRunning, and Invalid with every problem at its field.
    """
    with transaction.atomic():
        report = report_to_write(actor, report_id)
        chosen = _chosen_offer(report)
        changed = Report.unfenced.filter(pk=report.pk, state__in=OPEN, version=report.version).update(
            state=ReportState.SUBMITTED,
            submitted_on=today,
            submitted_cents=chosen.total_cents,
            plan_line=_plan_line_for(report),
            facts=sealed_answers(only_what_counts(answers_of(report), chosen.block)),
            version=F("version") + 1,
        )
        if not changed:
            raise ReportNotOpen
        report.refresh_from_db()
        record_submission(report, actor, today)
        remember(
            actor=actor,
            contract=report.contract,
            code="report_submitted",
            today=today,
            report=report.pk,
            value_cents=chosen.total_cents,
        )
    return report


def only_what_counts(answers: Answers, block: Block) -> Answers:
    """Return the answers without the situations and benefits that the chosen block does not ask about."""
    wanted = block.benefit_span.benefit if block.benefit_span else ""
    return answers.with_values(
        {
            "situations": tuple(one for one in answers.situations if one == question_id(block)),
            "benefit_since": tuple((name, day) for name, day in answers.benefit_since if name == wanted),
        }
    )


def _chosen_offer(report: Report) -> Offer:
    """Return the offer of the chosen block; Invalid where none was chosen or it does not fit."""
    contract = report.contract
    if contract.book is None:
        raise ReportNotOpen
    found = offers(
        book=open_book(contract.book),
        contract=contract,
        answers=answers_of(report),
        earlier=earlier_of(report),
        block=report.block,
        share=report.share,
        corrects=report.corrects_id is not None,
    )
    chosen = next((one for one in found if one.block.id == report.block), None)
    if chosen is None:
        raise Invalid([Problem("BLOCK_NOT_CHOSEN", "Choose what fits this person.", "block")])
    if not chosen.fits:
        raise Invalid(chosen.problems)
    return chosen


def _plan_line_for(report: Report) -> PlanLine | None:
    """Return the line of the agreement that the report fulfils: the first of its block with somebody left."""
    lines = latest_plan_lines((report.contract_id,))
    if not lines:
        return None
    remaining = remaining_persons(lines, replaced_lines((report.contract_id,)))
    fitting = (line for _contract, line in lines if line.block == report.block and remaining[line.pk])
    return next(fitting, None)
