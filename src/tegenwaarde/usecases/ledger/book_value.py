"""Book accepted value: a receipt with derived figures only, and one line for each quarter and part (A4, C10)."""

from __future__ import annotations

from datetime import date

from tegenwaarde.engine.facts import PlacementFacts
from tegenwaarde.engine.results import Valuation
from tegenwaarde.engine.valuing import derived_figures, quarter_lines
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.records.models import LedgerLine, PolicyText, Receipt, ReceiptKind, Report
from tegenwaarde.usecases.receipts import keep_receipt


def book_value(
    *,
    report: Report,
    policy: PolicyText,
    book: PolicyBook,
    facts: PlacementFacts,
    valuation: Valuation,
    today: date,
) -> Receipt:
    """Keep the receipt of an approved report and its ledger lines over the whole contract; inside a transaction."""
    receipt = keep_receipt(
        kind=ReceiptKind.FULFILMENT,
        book=policy,
        figures=derived_figures(book, facts),
        steps=valuation.steps,
        total_cents=valuation.amounts.total,
        today=today,
    )
    LedgerLine.unfenced.bulk_create(
        LedgerLine(
            contract_id=report.contract_id,
            report=report,
            receipt=receipt,
            year=line.quarter.year,
            quarter=line.quarter.number,
            component=line.component,
            block=facts.block,
            cents=line.cents,
            booked_on=today,
        )
        for line in quarter_lines(book, facts)
    )
    return receipt
