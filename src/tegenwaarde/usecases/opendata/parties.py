"""Organisations in open data: buyers and suppliers with the number they are registered under."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tegenwaarde.records.models import Buyer, Supplier

KVK_SCHEME = "NL-KVK"  # in the list of org-id.guide
Plain = dict[str, Any]


def id_of(one: Buyer | Supplier) -> str:
    """Return the id of an organisation within a release: by its KvK number, else by its place in the register."""
    if one.kvk:
        return f"{KVK_SCHEME}-{one.kvk}"
    return f"{'buyer' if isinstance(one, Buyer) else 'supplier'}-{one.pk}"


def reference_to(one: Buyer | Supplier) -> Plain:
    """Return how a release points at an organisation."""
    return {"id": id_of(one), "name": one.name}


def organisations(buyers: Iterable[Buyer], suppliers: Iterable[Supplier]) -> list[Plain]:
    """Return everybody in a release, each once with every role; the first buyer leads."""
    found: dict[str, Plain] = {}
    for place, buyer in enumerate(buyers):
        _add(found, buyer, ["buyer", "procuringEntity"] if place == 0 else ["buyer"])
    for supplier in suppliers:
        _add(found, supplier, ["supplier"])
    return list(found.values())


def _add(found: dict[str, Plain], one: Buyer | Supplier, roles: list[str]) -> None:
    party = found.setdefault(id_of(one), {**reference_to(one), "roles": [], **_identifier(one), **_address(one)})
    party["roles"].extend(role for role in roles if role not in party["roles"])


def _identifier(one: Buyer | Supplier) -> Plain:
    if one.kvk:
        return {"identifier": {"scheme": KVK_SCHEME, "id": one.kvk, "legalName": one.name}}
    number = getattr(one, "register_number", "")
    return {"identifier": {"id": number, "legalName": one.name}} if number else {}


def _address(one: Buyer | Supplier) -> Plain:
    city = getattr(one, "city", "")
    return {"address": {"locality": city}} if city else {}
