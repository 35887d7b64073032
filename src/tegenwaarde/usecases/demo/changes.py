"""What changed in the demo's contracts: one got more work, and a label lapses soon."""

from __future__ import annotations

from datetime import date, timedelta

from tegenwaarde.access.actor import actor_for
from tegenwaarde.records.models import Contract
from tegenwaarde.usecases.amendments.amend_contract import amend_contract, effect_of_change
from tegenwaarde.usecases.amendments.change import Change
from tegenwaarde.usecases.certificates.labels import NewCertificate
from tegenwaarde.usecases.certificates.record_certificate import effect_of_recording, record_certificate
from tegenwaarde.usecases.demo.contracts import troupe
from tegenwaarde.usecases.demo.stories import month

AMENDED, TOWN = "Onderhoud wegen buitengebied", "Almelo"
MORE_CENTS = 12_000_000
ONE_DAY = timedelta(days=1)


def make_changes(today: date) -> None:
    """Let the coordinator record a label that lapses soon, and an amendment of the same supplier's contract."""
    coordinator = actor_for(troupe().coordinators[TOWN], today)
    contract = Contract.unfenced.select_related("supplier").get(title=AMENDED)
    if contract.supplier is None or contract.value_cents is None or contract.start is None or contract.end is None:
        return
    label = NewCertificate(label="pso1", first_day=month(today, -30), last_day=month(today, 2) - ONE_DAY)
    effects = effect_of_recording(actor=coordinator, supplier=contract.supplier, new=label, today=today)
    record_certificate(
        actor=coordinator,
        supplier_id=contract.supplier.pk,
        label=label.label,
        first_day=label.first_day,
        last_day=label.last_day,
        today=today,
        shown=effects.fingerprint,
    )
    change = Change(
        kind="more",
        value_cents=contract.value_cents + MORE_CENTS,
        start=contract.start,
        end=contract.end,
        agreed_on=today,
        reason="Twee wegen in het buitengebied komen erbij.",
    )
    effect = effect_of_change(actor=coordinator, contract_id=contract.pk, change=change, today=today)
    amend_contract(actor=coordinator, contract_id=contract.pk, change=change, shown=effect.fingerprint, today=today)
