"""Record a supplier's label, also of a supplier without contracts: it is taken up by its KvK number (P4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import require
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Certificate, Supplier
from tegenwaarde.usecases.certificates.labels import NewCertificate
from tegenwaarde.usecases.certificates.record_certificate import record_certificate
from tegenwaarde.usecases.labels.trades import divisions, trades_kept
from tegenwaarde.usecases.ports import Ports
from tegenwaarde.usecases.refusals import Invalid

KEY = "label.record"
KVK = re.compile(r"[0-9]{8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds the label: `trades` are divisions of the CPV. What stays empty leaves a known supplier as it is."""

    name: str
    kvk: str
    city: str = ""
    trades: tuple[str, ...] = ()


def record_label(
    *, actor: Actor, holder: Holder, label: NewCertificate, today: date, ports: Ports | None = None
) -> Certificate:
    """Record a label; the supplier is taken up where the register does not know its number.

    Raises NotAllowed, EffectNotSeen where it changes what is due for a contract in force, and Invalid with each problem
    at its field.
    """
    require(actor, KEY)
    problems = list(_problems(holder))
    if problems:
        raise Invalid(problems)
    with transaction.atomic():
        supplier = _taken_up(holder)
        return record_certificate(
            actor=actor,
            supplier_id=supplier.pk,
            label=label.label,
            first_day=label.first_day,
            last_day=label.last_day,
            today=today,
            ports=ports,
        )


def _problems(holder: Holder) -> Iterator[Problem]:
    if not KVK.fullmatch(holder.kvk):
        yield Problem("KVK_NOT_EIGHT_DIGITS", "A KvK number has eight digits, for example 12345678.", "kvk")
    elif not holder.name.strip() and not Supplier.unfenced.filter(kvk=holder.kvk).exists():
        yield Problem("SUPPLIER_NAME_MISSING", "Give the name of the supplier.", "name")
    if not set(holder.trades) <= set(divisions()):
        yield Problem("UNKNOWN_TRADE", "Choose trades from the list.", "trades")


def _taken_up(holder: Holder) -> Supplier:
    """Return the supplier with the number, with its place and trades where those were given."""
    given = {"city": " ".join(holder.city.split()), "trades": trades_kept(holder.trades)}
    supplier, made = Supplier.unfenced.get_or_create(
        kvk=holder.kvk, defaults={"name": " ".join(holder.name.split()), **given}
    )
    changed = {name: value for name, value in given.items() if value and getattr(supplier, name) != value}
    if changed and not made:
        Supplier.unfenced.filter(pk=supplier.pk).update(**changed)
    return supplier
