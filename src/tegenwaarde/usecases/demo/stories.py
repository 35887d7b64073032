"""The demo's contracts and what happened on them, in months around the demo's day. All of it is made up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tegenwaarde.usecases.demo.reports import APPROVED, DRAFT, RETURNED, SUBMITTED, Placement

FULL_TIME = 3600
MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Told:
    """A placement of a story: months are counted from the contract's first month; 0 for an end is still at work.

    `benefit_months` is how long the benefit had run on the first day of employment.
    """

    reference: str
    block: str
    situation: str
    starts: int = 0
    ends: int = 0
    hours: int = FULL_TIME
    benefit: str = ""
    benefit_months: int = 0
    age: int = 0
    refugee: bool = False
    permanent_after: int = 0
    studies_until: int = 0
    reported_after: int = 1
    goes_to: str = APPROVED
    no_displacement: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Agreed:
    """A line of the agreement: so many persons of a block, in months from the contract's first."""

    block: str
    persons: int
    starts: int
    ends: int
    hours: int = FULL_TIME


@dataclass(frozen=True, slots=True)
class Story:
    """One contract: `begins` is in months before (-) or after the demo's month."""

    title: str
    town: str
    supplier: str
    kind: str
    euros: int
    begins: int
    months: int
    estimated: int = 0
    labour: int = 0
    material: int = 0
    subsidy_a_year: int = 0
    labels: tuple[tuple[str, int, int], ...] = ()
    agreed: tuple[Agreed, ...] = ()
    told: tuple[Told, ...] = field(default_factory=tuple)


def month(day: date, more: int) -> date:
    """Return the first day of the month that is `more` months from that of `day`."""
    index = day.year * MONTHS_A_YEAR + day.month - 1 + more
    return date(index // MONTHS_A_YEAR, index % MONTHS_A_YEAR + 1, 1)


def placement_of(told: Told, first: date) -> Placement:
    """Return the report that a story tells, for a contract that begins on `first`."""
    start = month(first, told.starts)
    answers: dict[str, Any] = {
        "situations": (told.situation,),
        "employment_start": start,
        "hours_per_week": told.hours,
        "refugee": told.refugee,
    }
    if told.ends:
        answers["employment_end"] = month(first, told.ends)
    if told.benefit:
        answers["benefit_since"] = ((told.benefit, month(start, -told.benefit_months)),)
    if told.age:
        answers["birth_date"] = month(start, -told.age * MONTHS_A_YEAR - 2)
    if told.permanent_after:
        answers["permanent_from"] = month(start, told.permanent_after)
    if told.studies_until:
        answers["study_end"] = month(first, told.studies_until)
    return Placement(
        reference=told.reference,
        block=told.block,
        told=answers,
        goes_to=told.goes_to,
        no_displacement=told.no_displacement,
        reason=told.reason,
    )


BRUG, HELDER, VELD = "Bouwbedrijf De Brug", "Schoonmaak Helder", "Groenvoorziening Het Veld"
TUKKER, INFRA, VAN_DAM = "Taxi Tukker", "Infra Noorderend", "Installatietechniek Van Dam"
PWET, WW = "benefit-participatiewet", "benefit-ww"

STORIES = (
    Story(
        "Renovatie zwembad De Vijver", "Hengelo", BRUG, "works", 2_400_000, -14, 30, labour=40, material=60,
        labels=(("pso1", -20, 40),),
        agreed=(Agreed("2", 2, 1, 25), Agreed("10", 1, 2, 26)),
        told=(
            Told("DB-014", "2", PWET, starts=1, benefit="participatiewet", benefit_months=31, permanent_after=12),
            Told("DB-015", "10", "block-10", starts=2, hours=3200, studies_until=26),
            Told("DB-021", "5", WW, starts=9, hours=3200, benefit="ww", benefit_months=7, age=53, reported_after=4,
                 goes_to=SUBMITTED),
            Told("DB-022", "1", PWET, starts=11, benefit="participatiewet", benefit_months=9, reported_after=2,
                 no_displacement=False, goes_to=SUBMITTED),
        ),
    ),
    Story(
        "Schoonmaak gemeentelijke gebouwen", "Hengelo", HELDER, "services", 960_000, -20, 36,
        agreed=(Agreed("1", 1, 0, 23),),
        told=(
            Told("SH-7", "1", PWET, starts=2, hours=2400, benefit="participatiewet", benefit_months=14, ends=17),
            Told("SH-9", "6", WW, starts=17, hours=2800, benefit="ww", benefit_months=15, age=57, reported_after=2,
                 goes_to=RETURNED, reason="De ingangsdatum van de WW-uitkering ontbreekt op het besluit. Wilt u die "
                 "nakijken en de melding aanpassen?"),
            Told("SH-10", "3", "block-3", starts=19, hours=2000, goes_to=DRAFT),
        ),
    ),
    Story(
        "Onderhoud plantsoenen wijken Noord", "Borne", VELD, "services", 310_000, -9, 24,
        told=(Told("HV-31", "3", "block-3", starts=0, hours=2400),),
    ),
    Story(
        "Nieuwbouw kindcentrum De Regenboog", "Hof van Twente", BRUG, "works", 6_200_000, -4, 22, labour=35,
        material=65, agreed=(Agreed("2", 3, 3, 21), Agreed("11", 2, 5, 11)),
        told=(Told("DB-030", "12", "block-12", starts=1, hours=2400, studies_until=14),),
    ),
    Story(
        "Leerlingenvervoer", "Haaksbergen", TUKKER, "services", 480_000, -26, 24,
        told=(Told("TT-2", "7", "block-7", starts=1, hours=2000, ends=14),),
    ),
    Story("Bedrijfscatering stadhuis", "Hengelo", "Catering Proeflokaal", "services", 540_000, -1, 24),
    Story("Kantoormeubilair", "Hengelo", "Installatietechniek Van Dam", "supplies", 130_000, -6, 18),
    Story(
        "Groenonderhoud sportparken", "Enschede", VELD, "services", 1_250_000, -16, 36,
        labels=(("werkpakt", -18, 42),),
        agreed=(Agreed("3", 2, 0, 35), Agreed("8", 1, 4, 35)),
        told=(
            Told("HV-11", "3", "block-3", starts=0),
            Told("HV-12", "8", "block-8", starts=4, hours=2800),
            Told("HV-13", "14", "block-14", starts=13, age=22, reported_after=2, goes_to=SUBMITTED),
        ),
    ),
    Story(
        "Herinrichting Haven", "Enschede", INFRA, "works", 3_900_000, -11, 20, labour=22, material=78,
        told=(Told("IN-5", "1", PWET, starts=2, benefit="participatiewet", benefit_months=4, refugee=True),),
    ),
    Story("Vervanging cv-installaties", "Losser", VAN_DAM, "works", 410_000, -3, 14),
    Story(
        "Collectief vervoer", "Oldenzaal", TUKKER, "services", 890_000, -13, 36,
        told=(Told("TT-8", "6", WW, starts=3, hours=3000, benefit="ww", benefit_months=20, age=61),),
    ),
    Story(
        "Schoonmaak scholen", "Dinkelland", HELDER, "services", 220_000, -8, 24,
        told=(Told("SH-21", "1", PWET, starts=4, hours=2000, benefit="participatiewet", benefit_months=8,
                   goes_to=SUBMITTED),),
    ),
    Story(
        "Rioolvervanging centrum", "Almelo", INFRA, "works", 1_750_000, -18, 24, labour=28, material=72,
        told=(Told("IN-2", "2", PWET, starts=1, benefit="participatiewet", benefit_months=40, ends=20),),
    ),
    Story(
        "Beheer openbaar groen", "Rijssen-Holten", VELD, "services", 640_000, -10, 36,
        agreed=(Agreed("3", 1, 1, 35, 2800),),
        told=(Told("HV-40", "3", "block-3", starts=1, hours=2800),),
    ),
    Story(
        "Uitbreiding raadhuis", "Wierden", BRUG, "works", 5_800_000, -7, 18, labour=45, material=55,
        told=(
            Told("DB-040", "2", PWET, starts=1, benefit="participatiewet", benefit_months=27),
            Told("DB-041", "13", "block-13", starts=4, reported_after=2, goes_to=SUBMITTED),
        ),
    ),
    Story("Buurtwerk en ontmoeting", "Twenterand", "Schoonmaak Helder", "subsidy", 450_000, -11, 24,
          subsidy_a_year=225_000),
    Story("Zonnepanelen gemeentewerf", "Tubbergen", VAN_DAM, "supplies", 95_000, -2, 12),
    Story("Onderhoud wegen buitengebied", "Hellendoorn", INFRA, "works", 780_000, -5, 24, labour=25, material=75),
)  # fmt: skip
