"""A receipt computed again, from what it keeps and nothing else: it must give the same cents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from tegenwaarde.engine.facts import CertificateFacts, ObligationFacts
from tegenwaarde.engine.obligations import calculate_obligation
from tegenwaarde.engine.single import LAST_DATE
from tegenwaarde.engine.valuing import replay
from tegenwaarde.records.models import Receipt, ReceiptKind
from tegenwaarde.usecases.books import open_book

NOT_APPLIED = "not_applied"


def recomputed_cents(receipt: Receipt) -> int | None:
    """Return what the receipt comes to when computed again; None where it does not keep enough for that."""
    if receipt.kind == ReceiptKind.FULFILMENT:
        return replay(receipt.figures, LAST_DATE).total
    kept = receipt.figures.get("facts")
    if kept is None:
        return None
    if any(step["code"] == NOT_APPLIED for step in receipt.steps):
        return 0
    return calculate_obligation(open_book(receipt.book), _obligation_facts(kept)).net_cents


def _obligation_facts(kept: Mapping[str, Any]) -> ObligationFacts:
    return ObligationFacts(**{name: _fact(name, value) for name, value in kept.items()})


def _fact(name: str, kept: Any) -> Any:
    if name == "certificates":
        return tuple(
            CertificateFacts(one["label"], date.fromisoformat(one["first"]), date.fromisoformat(one["last"]))
            for one in kept
        )
    return date.fromisoformat(kept) if name in _DAYS and kept else kept


_DAYS = frozenset(field.name for field in fields(ObligationFacts) if field.type == "date | None")
