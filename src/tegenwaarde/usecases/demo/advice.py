"""What the demo's people decided otherwise than the advice, heard in consultations, and agreed with branches."""

from __future__ import annotations

from datetime import date

from tegenwaarde.access.actor import actor_for
from tegenwaarde.kernel.period import ONE_DAY
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.policy.book_asking import DepartsFrom
from tegenwaarde.records.models import Buyer, Tender, TenderKind, TenderState, User
from tegenwaarde.usecases.branches.record_agreement import NewAgreement, record_agreement
from tegenwaarde.usecases.contracts.parts import WHOLE, Share
from tegenwaarde.usecases.demo import cast
from tegenwaarde.usecases.tenders.change_tender import OPEN
from tegenwaarde.usecases.tenders.changing import claim, remember
from tegenwaarde.usecases.tenders.depart import depart_from_advice
from tegenwaarde.usecases.tenders.facts import TenderFacts
from tegenwaarde.usecases.tenders.note_write import add_tender_note
from tegenwaarde.usecases.tenders.plan_tender import plan_tender
from tegenwaarde.usecases.tenders.publish_tender import publish_tender

EURO = 100
COORDINATORS = {"Almelo": "aylin", "Enschede": "erik", "Hengelo": "anna"}
BRANCHES = (
    (
        "Infra (Infra-Werkt)",
        "45",
        "Opdrachtnemers vragen eerst bij Infra-Werkt of er kandidaten zijn. Opleiden via Infra-Werkt telt mee.",
    ),
    ("Schoonmaak", "909", "Nieuwe krachten komen waar het kan uit de bijstand, met een leerlijn op de werkplek."),
)
NOTES = (
    ("Reconstructie Enschedesestraat", "Vier bedrijven spraken mee. Twee leerwerkplekken zijn goed haalbaar."),
    ("Schoonmaak gemeentelijke gebouwen", "De markt ziet ruimte voor mensen die halve dagen werken."),
)
# Awarded this year: the title, the town, euros, and the reason for which social return was left out; none is known.
LEFT_OUT = (
    ("Levering laptops", "Hengelo", 175_000, "no-labour"),
    ("Onderhoud liften", "Enschede", 120_000, "legal-demands"),
    ("Levering speeltoestellen", "Almelo", 95_000, ""),
)


def make_advice(today: date) -> None:
    """Let the coordinators agree with branches, note what the market said, and depart from advice."""
    people = {user.email: user for user in User.objects.all()}
    by = {name: people[f"{address}@{cast.MAIL}"] for name, address in COORDINATORS.items()}
    anna = actor_for(by["Hengelo"], today)
    first_day = date(today.year, 1, 1)
    for branch, cpv, words in BRANCHES:
        new = NewAgreement(branch=branch, cpv_prefixes=cpv, words=words, first_day=first_day)
        record_agreement(actor=anna, new=new)
    for title, words in NOTES:
        tender = _upcoming(title)
        add_tender_note(actor=anna, tender_id=tender.pk, kind="consultation", day=today, words=words, today=today)
    furniture = _upcoming("Levering straatmeubilair")
    depart_from_advice(
        actor=anna,
        tender_id=furniture.pk,
        version=furniture.version,
        what=DepartsFrom.NOT_APPLIED,
        code="no-labour",
        today=today,
    )
    for one in LEFT_OUT:
        _leave_out(*one, today=today, coordinator=by[one[1]])


def _upcoming(title: str) -> Tender:
    """Return the tender of that title that is not awarded yet, the latest one."""
    return Tender.unfenced.filter(title=title, state__in=OPEN).latest("quarter_start")


def _leave_out(title: str, town: str, euros: int, code: str, *, coordinator: User, today: date) -> None:
    """Award a tender of this year of which no contract was entered, for a reason or for none that is known."""
    actor = actor_for(coordinator, today)
    quarter = Quarter(today.year, 1)
    facts = TenderFacts(
        title=title,
        kind=TenderKind.SUPPLIES.value if title.startswith("Levering") else TenderKind.SERVICES.value,
        quarter_start=quarter.start,
        estimated_value_cents=euros * EURO,
        buyers=(Share(Buyer.unfenced.get(name=f"Gemeente {town}").pk, WHOLE),),
    )
    tender = plan_tender(actor=actor, facts=facts, today=today)
    day = min(quarter.start + 14 * ONE_DAY, today)
    tender = publish_tender(actor=actor, tender_id=tender.pk, version=tender.version, day=day, today=today)
    if code:
        told = {"what": DepartsFrom.NOT_APPLIED, "code": code, "today": today}
        tender = depart_from_advice(actor=actor, tender_id=tender.pk, version=tender.version, **told)  # type: ignore[arg-type]
    claim(tender, tender.version, state=TenderState.AWARDED)
    remember(actor=actor, tender=tender, code="tender_awarded", today=today, number=0)
