"""The demo's tenders to come and just gone, in quarters around the demo's own. All of it is made up."""

from __future__ import annotations

from dataclasses import dataclass

WORKS, SERVICES, SUPPLIES, SUBSIDY = "works", "services", "supplies", "subsidy"
EUROPEAN, NATIONAL, PRIVATE = "european", "national", "private"
PLANNED, PUBLISHED, DROPPED = "planned", "published", "dropped"


@dataclass(frozen=True, slots=True)
class TenderPlan:
    """A tender: `quarter` counts from the demo's quarter, `others` are towns with their percentage.

    `euros` of 0 is an estimate that nobody gave yet; the shares are percents.
    """

    title: str
    town: str
    kind: str
    euros: int
    quarter: int
    procedure: str = ""
    cpv: str = ""
    labour: int = 0
    material: int = 0
    months: int = 24
    goes_to: str = PLANNED
    others: tuple[tuple[str, int], ...] = ()
    subsidy_a_year: int = 0
    reason: str = ""
    remarks: str = ""


PLANS = (
    TenderPlan("Reconstructie Enschedesestraat", "Hengelo", WORKS, 3_400_000, 0, NATIONAL, "45233120", 35, 60),
    TenderPlan("Schoonmaak gemeentelijke gebouwen", "Hengelo", SERVICES, 1_850_000, 1, EUROPEAN, "90911200", 80, 8, 48),
    TenderPlan(
        "Onderhoud openbaar groen", "Hengelo", SERVICES, 2_600_000, -1, EUROPEAN, "77310000", 70, 15, 36, PUBLISHED
    ),
    TenderPlan("Levering straatmeubilair", "Hengelo", SUPPLIES, 180_000, 1, PRIVATE, "34928400", 10, 85),
    TenderPlan("Nieuwbouw basisschool", "Hengelo", WORKS, 9_200_000, 2, EUROPEAN, "45214210", 32, 60),
    TenderPlan("Catering stadhuis", "Hengelo", SERVICES, 420_000, 3, EUROPEAN, "55500000", 65, 25, 36),
    TenderPlan("Vervanging openbare verlichting", "Hengelo", WORKS, 760_000, -1, NATIONAL, "45316110", 22, 74),
    TenderPlan(
        "Leerlingenvervoer",
        "Borne",
        SERVICES,
        2_900_000,
        0,
        EUROPEAN,
        "60130000",
        72,
        10,
        48,
        PUBLISHED,
        (("Hengelo", 45), ("Hof van Twente", 20)),
    ),
    TenderPlan("Huishoudelijke hulp", "Haaksbergen", SERVICES, 5_400_000, 2, EUROPEAN, "85320000", 88, 3, 36),
    TenderPlan("Rioolvervanging Centrum", "Haaksbergen", WORKS, 1_150_000, 1, NATIONAL, "45232400", 30, 65),
    TenderPlan("Gladheidsbestrijding", "Hof van Twente", SERVICES, 240_000, 0, EUROPEAN, "90620000", 55, 30),
    TenderPlan("Beschermd wonen, subsidie", "Hof van Twente", SUBSIDY, 900_000, 1, subsidy_a_year=300_000, months=36),
    TenderPlan("Asfaltonderhoud", "Borne", WORKS, 640_000, 3, NATIONAL, "45233223", 20, 75),
    TenderPlan("Sporthal De Kei, verbouwing", "Borne", WORKS, 0, 2, remarks="De raming komt na het ontwerp."),
    TenderPlan(
        "Afvalinzameling",
        "Enschede",
        SERVICES,
        12_500_000,
        1,
        EUROPEAN,
        "90511000",
        60,
        20,
        60,
        PLANNED,
        (("Losser", 15), ("Oldenzaal", 15)),
    ),
    TenderPlan("Herinrichting stationsplein", "Enschede", WORKS, 6_800_000, 0, EUROPEAN, "45233262", 34, 58),
    TenderPlan(
        "Beveiliging en receptie", "Enschede", SERVICES, 2_100_000, -1, EUROPEAN, "79710000", 92, 2, 48, PUBLISHED
    ),
    TenderPlan("ICT-werkplekken", "Enschede", SUPPLIES, 1_600_000, 2, EUROPEAN, "30213000", 8, 88),
    TenderPlan("Schilderwerk gemeentewoningen", "Enschede", WORKS, 480_000, 3, NATIONAL, "45442110", 75, 20),
    TenderPlan("Ombouw rotonde Lossersestraat", "Oldenzaal", WORKS, 890_000, 1, NATIONAL, "45233128", 31, 62),
    TenderPlan("Welzijnswerk, subsidie", "Oldenzaal", SUBSIDY, 480_000, 2, subsidy_a_year=240_000),
    TenderPlan("Dagbesteding", "Dinkelland", SERVICES, 740_000, 2, EUROPEAN, "85311000", 82, 5, 36),
    TenderPlan(
        "Fietspad Denekamp",
        "Dinkelland",
        WORKS,
        520_000,
        -1,
        NATIONAL,
        "45233162",
        28,
        68,
        9,
        DROPPED,
        reason="De provincie geeft dit jaar geen bijdrage.",
    ),
    TenderPlan("Groot onderhoud sportvelden", "Losser", WORKS, 310_000, 0, PRIVATE, "45236100", 40, 50),
    TenderPlan("Printers en papier", "Losser", SUPPLIES, 85_000, 1, PRIVATE, "30232110", 6, 90),
    TenderPlan("Renovatie zwembad", "Almelo", WORKS, 7_300_000, 1, EUROPEAN, "45212290", 33, 60),
    TenderPlan("Postbezorging", "Almelo", SERVICES, 390_000, 0, EUROPEAN, "64110000", 85, 3, 36),
    TenderPlan("Vervanging brug Ootmarsumsestraat", "Almelo", WORKS, 2_250_000, 2, NATIONAL, "45221111", 27, 72),
    TenderPlan("Groenonderhoud", "Rijssen-Holten", SERVICES, 980_000, 2, EUROPEAN, "77310000", 71, 14, 48),
    TenderPlan(
        "Jeugdzorgvervoer",
        "Twenterand",
        SERVICES,
        1_450_000,
        1,
        EUROPEAN,
        "60130000",
        70,
        12,
        36,
        PLANNED,
        (("Hellendoorn", 30), ("Wierden", 20), ("Tubbergen", 10)),
    ),
    TenderPlan("Herbestrating dorpskern", "Wierden", WORKS, 410_000, 0, NATIONAL, "45233250", 45, 48),
    TenderPlan("Schoonmaak scholen", "Hellendoorn", SERVICES, 620_000, 3, EUROPEAN, "90919300", 84, 6, 48),
    TenderPlan("Speeltoestellen", "Tubbergen", SUPPLIES, 95_000, 2, PRIVATE, "37535200", 12, 80),
)
