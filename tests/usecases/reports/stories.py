"""How a report comes about in the stories: Bram fills one in, Anna decides."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    from tegenwaarde.access.actor import Actor
    from tegenwaarde.records.models import Contract, Report, ReviewDecision
    from tegenwaarde.usecases.persons.identify import Identity

MARCH = date(2017, 3, 1)
PARTICIPATIEWET = "benefit-participatiewet"


def work(**more: Any) -> dict[str, Any]:
    """Answers of somebody on benefit for a year who works full time from 1 March 2017 on."""
    return {
        "situations": (PARTICIPATIEWET,),
        "benefit_since": (("participatiewet", date(2016, 3, 1)),),
        "employment_start": MARCH,
        "hours_per_week": 3600,
        **more,
    }


def identity_of(who: str) -> Identity:
    """Somebody invented, another for each `who`."""
    from tegenwaarde.usecases.persons.identify import identify

    born = date(1960, 1, 1) + timedelta(days=crc32(who.encode()) % 14_000)
    found = identify(name_at_birth="van der Proef", birth_date=born, today=date(2017, 1, 1))
    assert found
    return found


def a_draft(actor: Actor, contract: Contract, today: date, reference: str = "medewerker 12", **more: Any) -> Report:
    from tegenwaarde.usecases.reports.save_draft import choose_block, save_draft
    from tegenwaarde.usecases.reports.start_report import start_report

    block = more.pop("block", "1")
    who = more.pop("who", f"{contract.supplier_id} {reference}")
    identity = more.pop("identity", None) or identity_of(who)
    made = start_report(actor=actor, contract_id=contract.pk, reference=reference, today=today, identity=identity)
    save_draft(actor=actor, report_id=made.pk, values=work(**more))
    return choose_block(actor=actor, report_id=made.pk, block=block, no_displacement=True)


def a_submitted_report(actor: Actor, contract: Contract, today: date, **more: Any) -> Report:
    from tegenwaarde.usecases.reports.submit_report import submit_report

    return submit_report(actor=actor, report_id=a_draft(actor, contract, today, **more).pk, today=today)


def approved(actor: Actor, report: Report, today: date) -> ReviewDecision:
    from tegenwaarde.usecases.review.approve_report import approve_report

    return approve_report(
        actor=actor,
        report_id=report.pk,
        version=report.version,
        today=today,
        evidence_seen="besluit, 2 oktober 2017",
        without_evidence_reason="Het andere bewijs is telefonisch bevestigd",
    )
