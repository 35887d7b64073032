"""Submit a report: the supplier says it is complete, and the buyer's side has to decide."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.book import Block
from tegenwaarde.records.models import PlanLine, Report, ReportState
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.ledger.plans import lines_to_fulfil
from tegenwaarde.usecases.persons.naming import identity_problems
from tegenwaarde.usecases.refusals import Invalid, Refused, problem_words
from tegenwaarde.usecases.reports.answers import Answers, answers_of, sealed_answers
from tegenwaarde.usecases.reports.facts import earlier_of
from tegenwaarde.usecases.reports.opening import OPEN, ReportNotOpen, report_to_write, require_running
from tegenwaarde.usecases.reports.own_double import counted_twice_here
from tegenwaarde.usecases.reports.questions import question_id
from tegenwaarde.usecases.reports.shared import followers_of, where_it_is_filled_in
from tegenwaarde.usecases.reports.submissions import record_submission
from tegenwaarde.usecases.reports.valuing import Offer, extras_counted, offers
from tegenwaarde.usecases.timeline import remember

NOTHING_CHANGED = Problem(
    "NOTHING_CHANGED", "Nothing changed yet. Fill in what changed, or throw this change away.", "change"
)


class TakenBack(Refused):
    """What a change is about no longer stands."""

    code = "TAKEN_BACK"
    words = _("The approved report that this changes was taken back meanwhile. Throw this change away.")


def submit_report(*, actor: Actor, report_id: int, today: date) -> Report:
    """Submit the draft or returned report with its chosen block, and the reports that follow it on other contracts.

    Keeps the value that the supplier saw. Raises NotVisible, NotAllowed, ReportNotOpen, ContractNotRunning, TakenBack,
    and Invalid with every problem at its field.
    """
    with transaction.atomic():
        asked = report_to_write(actor, report_id)
        report = asked if asked.entry_id is None else report_to_write(actor, where_it_is_filled_in(asked).pk)
        members = [report, *followers_of(report)]
        if problems := identity_problems(report.person):
            raise Invalid(problems)
        _refuse_without_change(report)
        replacing = frozenset(one.corrects_id for one in members if one.corrects_id)
        taken: frozenset[str] = frozenset()
        for member in members:
            require_running(member.contract)
            chosen = _chosen_offer(member, report, taken)
            if double := counted_twice_here(member, chosen, replacing):
                raise Invalid([double])
            taken |= extras_counted(chosen)
            _submit(actor, member, chosen, today)
    asked.refresh_from_db()
    return asked


def _submit(actor: Actor, report: Report, chosen: Offer, today: date) -> None:
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
        code="change_submitted" if report.corrects_id else "report_submitted",
        today=today,
        report=report.pk,
        value_cents=chosen.total_cents,
    )


def only_what_counts(answers: Answers, block: Block) -> Answers:
    """Return the answers without the situations and benefits that the chosen block does not ask about."""
    wanted = block.benefit_span.benefit if block.benefit_span else ""
    return answers.with_values(
        {
            "situations": tuple(one for one in answers.situations if one == question_id(block)),
            "benefit_since": tuple((name, day) for name, day in answers.benefit_since if name == wanted),
        }
    )


def _refuse_without_change(report: Report) -> None:
    """Raise Invalid for a correction in which nothing differs from what it corrects; TakenBack where that is gone."""
    before = report.corrects
    if before is None:
        return
    if before.state != ReportState.APPROVED:
        raise TakenBack
    if before.facts is None:
        return
    same = answers_of(before) == answers_of(report)
    if same and (before.block, before.share, before.no_displacement) == (
        report.block, report.share, report.no_displacement
    ):  # fmt: skip
        raise Invalid([NOTHING_CHANGED])


def _chosen_offer(report: Report, entry: Report, taken: frozenset[str]) -> Offer:
    """Return the offer of the chosen block; Invalid where none was chosen or it does not fit."""
    contract = report.contract
    if contract.book is None:
        raise ReportNotOpen
    found = offers(
        book=open_book(contract.book),
        contract=contract,
        answers=answers_of(report),
        earlier=earlier_of(report).with_extras(taken),
        block=report.block,
        share=report.share,
        corrects=report.corrects_id is not None,
    )
    chosen = next((one for one in found if one.block.id == report.block), None)
    if chosen is None:
        raise Invalid([Problem("BLOCK_NOT_CHOSEN", "Choose what fits this person.", "block")])
    if not chosen.fits:
        raise Invalid(chosen.problems if report.pk == entry.pk else [_does_not_fit(report, chosen)])
    return chosen


def _does_not_fit(report: Report, offer: Offer) -> Problem:
    """Return why the report cannot be shared with another contract, by that contract's name."""
    why = " ".join(map(problem_words, offer.problems))
    text = "On “{contract}” this does not count: {why} Leave that contract out."
    return Problem("SHARE_DOES_NOT_COUNT", text, "share", (("contract", report.contract.title), ("why", why)))


def _plan_line_for(report: Report) -> PlanLine | None:
    """Return the line of the agreement that the report fulfils: the first of its block with somebody left.

    A correction takes the line of what it corrects, as long as the block stays the same.
    """
    before = report.corrects
    if before is not None and before.block == report.block:
        return before.plan_line
    return lines_to_fulfil((report.contract_id,)).get((report.contract_id, report.block))
