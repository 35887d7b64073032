"""The demo's label holders: companies with and without a contract, and the trades they are found by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tegenwaarde.access.actor import actor_for
from tegenwaarde.kernel.period import ONE_DAY
from tegenwaarde.records.models import Supplier
from tegenwaarde.usecases.certificates.labels import NewCertificate
from tegenwaarde.usecases.demo.contracts import troupe
from tegenwaarde.usecases.demo.stories import month
from tegenwaarde.usecases.labels.record_label import Holder, record_label

TRADES = {
    "Bouwbedrijf De Brug": "45 71",
    "Schoonmaak Helder": "90",
    "Groenvoorziening Het Veld": "77 90",
    "Taxi Tukker": "60",
    "Infra Noorderend": "45",
    "Installatietechniek Van Dam": "45 50 51",
    "Catering Proeflokaal": "55",
}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A made-up company with a label: days in months from the demo's month."""

    name: str
    kvk: str
    city: str
    trades: tuple[str, ...]
    label: str
    begins: int
    ends: int


HOLDERS = (
    Labelled("Hoveniersbedrijf De Meidoorn", "00000201", "Enschede", ("77",), "pso3", -14, 22),
    Labelled("Drukkerij Twentse Letter", "00000202", "Hengelo", ("22", "79"), "pso2", -22, 2),
    Labelled("Schildersbedrijf Kleur en Kans", "00000203", "Almelo", ("45",), "pso3", -8, 28),
    Labelled("Bezorgdienst De Fietskoerier", "00000204", "Enschede", ("60", "64"), "werkpakt", -10, 14),
    Labelled("Wasserij Helder Wit", "00000205", "Oldenzaal", ("98",), "pso2", -30, 6),
    Labelled("Kantine en Catering Samen", "00000206", "Hengelo", ("55",), "pso3", -4, 32),
    Labelled("Straatwerk Noaberschap", "00000207", "Borne", ("45",), "pso2", -12, 24),
)


def make_label_holders(today: date) -> None:
    """Give the suppliers their trades, and record the labels of companies without a contract."""
    for name, trades in TRADES.items():
        Supplier.unfenced.filter(name=name).update(trades=trades)
    coordinator = actor_for(troupe().coordinators["Enschede"], today)
    for one in HOLDERS:
        days = {"first_day": month(today, one.begins), "last_day": month(today, one.ends) - ONE_DAY}
        holder = Holder(name=one.name, kvk=one.kvk, city=one.city, trades=one.trades)
        label = NewCertificate(label=one.label, **days)
        record_label(actor=coordinator, holder=holder, label=label, today=today)
