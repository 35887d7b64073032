"""Receipts: how a figure came about, kept beside it for good."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tegenwaarde.engine import ENGINE_VERSION
from tegenwaarde.kernel.step import Step, steps_to_json
from tegenwaarde.records.models import PolicyText, Receipt, ReceiptKind


def keep_receipt(
    *,
    kind: ReceiptKind,
    book: PolicyText,
    figures: dict[str, Any],
    steps: Sequence[Step],
    total_cents: int,
    today: date,
) -> Receipt:
    """Keep how `total_cents` came about: the book and its hash, the engine's version, derived figures and steps."""
    return Receipt.unfenced.create(
        kind=kind,
        book=book,
        book_sha256=book.sha256,
        engine_version=ENGINE_VERSION,
        figures=figures,
        steps=steps_to_json(steps),
        total_cents=total_cents,
        made_on=today,
    )
