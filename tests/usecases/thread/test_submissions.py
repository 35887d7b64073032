"""What a report held is kept each time it is submitted."""

from __future__ import annotations

from datetime import date

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import Contract, Submission
from tegenwaarde.records.sealed import unseal
from tegenwaarde.usecases.reports.return_report import return_report
from tegenwaarde.usecases.reports.save_draft import save_draft
from tegenwaarde.usecases.reports.submissions import record_many
from tegenwaarde.usecases.reports.submit_report import submit_report
from tests.usecases.reports.stories import a_draft, a_submitted_report

pytestmark = pytest.mark.django_db


def test_each_submission_keeps_its_own_facts_sealed_and_counts_on(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = a_submitted_report(bram_actor, contract_in_force, today)
    return_report(actor=anna_actor, report_id=report.pk, version=report.version, reason="Uren fout", today=today)
    save_draft(actor=bram_actor, report_id=report.pk, values={"hours_per_week": 1800})
    submit_report(actor=bram_actor, report_id=report.pk, today=today)
    first, second = Submission.unfenced.filter(report=report)
    assert (first.number, first.value_cents, second.number, second.value_cents) == (1, 5_515_068, 2, 2_757_534)
    assert [unseal(one.facts)["hours_per_week"] for one in (first, second)] == [3600, 1800]
    assert first.submitted_by_id == bram_actor.user_id
    assert first.no_displacement


def test_a_draft_has_no_submission(bram_actor: Actor, contract_in_force: Contract, today: date) -> None:
    draft = a_draft(bram_actor, contract_in_force, today)
    assert not Submission.unfenced.filter(report=draft).exists()


def test_many_reports_get_their_first_submission_in_one_go(
    bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    drafts = [a_draft(bram_actor, contract_in_force, today, reference=f"medewerker {n}") for n in (1, 2)]
    record_many(drafts, bram_actor, today)
    kept = Submission.unfenced.filter(report__in=drafts).values_list("report", "number")
    assert sorted(kept) == [(drafts[0].pk, 1), (drafts[1].pk, 1)]
