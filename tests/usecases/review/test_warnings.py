"""What a coordinator is warned about, each with what to do."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import Contract, Report
from tegenwaarde.usecases.reading.queue import View
from tegenwaarde.usecases.reading.review import read_review
from tests.usecases.reports.stories import a_submitted_report

pytestmark = pytest.mark.django_db


def warned(actor: Actor, report: Report, today: date) -> str:
    shown = read_review(actor=actor, report_id=report.pk, view=View(), today=today)
    return " ".join(str(warning.words) for warning in shown.warnings)


@pytest.mark.parametrize(
    ("answers", "later", "words"),
    [
        ({"employment_end": date(2017, 10, 31)}, 60, "31 oktober 2017, is voorbij"),
        (
            {"employment_start": date(2015, 10, 1), "benefit_since": (("participatiewet", date(2015, 1, 1)),)},
            0,
            "meer dan een jaar voor het contract",
        ),
        ({}, 0, "telt dus tot en met 31 december 2018"),
        ({"employment_start": date(2016, 11, 1)}, 0, "telt dus tot en met 31 oktober 2018"),
    ],
)
def test_days_that_ask_for_a_second_look_are_told(
    anna_actor: Actor,
    bram_actor: Actor,
    contract_in_force: Contract,
    today: date,
    answers: dict[str, Any],
    later: int,
    words: str,
) -> None:
    report = a_submitted_report(bram_actor, contract_in_force, today, **answers)
    assert words in warned(anna_actor, report, today + timedelta(days=later)).replace("\xa0", " ")


def test_a_report_without_the_declaration_or_with_another_value_is_warned_about(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = a_submitted_report(bram_actor, contract_in_force, today, employment_end=date(2018, 2, 28))
    assert warned(anna_actor, report, today) == ""
    Report.unfenced.filter(pk=report.pk).update(no_displacement=False, submitted_cents=1)
    assert "verdrongen" in warned(anna_actor, report, today)
    assert "De waarde is nu" in warned(anna_actor, report, today)


def test_what_was_erased_cannot_be_approved(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    report = a_submitted_report(bram_actor, contract_in_force, today)
    Report.unfenced.filter(pk=report.pk).update(facts=None)
    shown = read_review(actor=anna_actor, report_id=report.pk, view=View(), today=today)
    assert shown.stopped
    assert "gewist" in str(shown.warnings[0].words)


def test_an_invoice_that_looks_like_one_before_is_warned_about(
    anna_actor: Actor, bram_actor: Actor, contract_in_force: Contract, today: date
) -> None:
    from tegenwaarde.usecases.reports.save_draft import save_draft
    from tegenwaarde.usecases.reports.start_report import start_report
    from tegenwaarde.usecases.reports.submit_report import submit_report

    def an_invoice() -> Report:
        made = start_report(actor=bram_actor, contract_id=contract_in_force.pk, kind="invoice", today=today)
        told = {"activity_date": date(2017, 9, 1), "invoice_cents": 100_000, "invoice_number": "F-12"}
        save_draft(actor=bram_actor, report_id=made.pk, values={**told, "invoice_by": "SW Twente"})
        return submit_report(actor=bram_actor, report_id=made.pk, today=today)

    an_invoice()
    assert "hetzelfde factuurnummer" in warned(anna_actor, an_invoice(), today)
