"""Who and what the demo region has. Municipalities are real, everybody else is made up."""

from __future__ import annotations

from dataclasses import dataclass

from tegenwaarde.records.models import Role

REGION = "Twente"
POLICY_REGION = "twente"
BOOK = "twente-2017"
PASSWORD = "samen-aan-het-werk"  # noqa: S105 - the demo's own, printed at its start
MAIL = "demo.example"

SUBREGIONS: dict[str, tuple[str, ...]] = {
    "Almelo": ("Almelo", "Hellendoorn", "Rijssen-Holten", "Tubbergen", "Twenterand", "Wierden"),
    "Enschede": ("Enschede", "Dinkelland", "Losser", "Oldenzaal"),
    "Hengelo": ("Hengelo", "Borne", "Haaksbergen", "Hof van Twente"),
}
ASSUMPTION = (
    "De beleidsnotitie noemt drie subregio's, maar niet welke gemeente waar hoort. De beheerder kan dit wijzigen."
)
RECOGNISES_WERKPAKT = frozenset({"Enschede"})  # note 4.4, the note under rows 19-22


@dataclass(frozen=True, slots=True)
class Somebody:
    """A demo account: `scope` names the subregion, municipality or supplier; empty for the whole region."""

    name: str
    address: str
    role: Role
    scope: str = ""

    @property
    def email(self) -> str:
        """Return the address to sign in with."""
        return f"{self.address}@{MAIL}"


@dataclass(frozen=True, slots=True)
class DemoSupplier:
    """A made-up company; the numbers belong to nobody."""

    name: str
    kvk: str
    city: str


SUPPLIERS = (
    DemoSupplier("Bouwbedrijf De Brug", "00000101", "Almelo"),
    DemoSupplier("Schoonmaak Helder", "00000102", "Hengelo"),
    DemoSupplier("Groenvoorziening Het Veld", "00000103", "Enschede"),
    DemoSupplier("Taxi Tukker", "00000104", "Oldenzaal"),
    DemoSupplier("Infra Noorderend", "00000105", "Rijssen"),
    DemoSupplier("Installatietechniek Van Dam", "00000106", "Borne"),
    DemoSupplier("Catering Proeflokaal", "00000107", "Hengelo"),  # nobody there can sign in yet
)

PEOPLE = (
    Somebody("Anna de Vries", "anna", Role.COORDINATOR, "Hengelo"),
    Somebody("Erik Mulder", "erik", Role.COORDINATOR, "Enschede"),
    Somebody("Aylin Kaya", "aylin", Role.COORDINATOR, "Almelo"),
    Somebody("Joost Wessels", "joost", Role.ASSISTANT, "Hengelo"),
    Somebody("Ine Slotman", "ine", Role.PROCUREMENT_OFFICER, "Hengelo"),
    Somebody("Kees Roelfsema", "kees", Role.CONSULTANT, "Hengelo"),
    Somebody("Bram Hofstra", "bram", Role.SUPPLIER, "Bouwbedrijf De Brug"),
    Somebody("Sanne Post", "sanne", Role.SUPPLIER, "Schoonmaak Helder"),
    Somebody("Henk Oude Voshaar", "henk", Role.SUPPLIER, "Groenvoorziening Het Veld"),
    Somebody("Thijs Nijhuis", "thijs", Role.SUPPLIER, "Taxi Tukker"),
    Somebody("Ingrid Wolters", "ingrid", Role.SUPPLIER, "Infra Noorderend"),
    Somebody("Daan van Dam", "daan", Role.SUPPLIER, "Installatietechniek Van Dam"),
    Somebody("Ria Bos", "ria", Role.MANAGER),
    Somebody("Fatima el Amrani", "fatima", Role.ADMINISTRATOR),
)
CONTACT_NAMES = {
    "Almelo": "Mark Jansen",
    "Hellendoorn": "Els Dijkstra",
    "Rijssen-Holten": "Gert Baan",
    "Tubbergen": "Loes Kuipers",
    "Twenterand": "Wim Schuurman",
    "Wierden": "Ilse Brand",
    "Enschede": "Yusuf Demir",
    "Dinkelland": "Karin Lansink",
    "Losser": "Peter Smit",
    "Oldenzaal": "Nina Visser",
    "Hengelo": "Piet Vos",
    "Borne": "Tessa Groen",
    "Haaksbergen": "Bas Leferink",
    "Hof van Twente": "Marloes Roelofs",
}


def contact_persons() -> tuple[Somebody, ...]:
    """Return the contact person of every municipality."""
    return tuple(
        Somebody(name, f"contact.{town.lower().replace(' ', '-')}", Role.CONTACT_PERSON, town)
        for town, name in CONTACT_NAMES.items()
    )
