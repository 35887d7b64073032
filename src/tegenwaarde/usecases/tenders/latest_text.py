"""Which spec text a contract gets that comes of a tender."""

from __future__ import annotations

from tegenwaarde.records.models import SpecText, Tender


def latest_text(tender: Tender) -> SpecText | None:
    """Return the spec text that was taken last; None where none was."""
    return tender.spec_texts.order_by("-number").first()
