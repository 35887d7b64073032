"""What the page of a receipt shows: where a figure comes from, for good."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, find, receipts_visible_to
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.kernel.step import steps_from_json
from tegenwaarde.records.models import Component, Contract, LedgerLine, Receipt, ReceiptKind
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.figures import day, money
from tegenwaarde.usecases.reading.replayed import recomputed_cents
from tegenwaarde.usecases.reading.sentences import Sentence, Words, say
from tegenwaarde.usecases.reading.sentences_obligation import obligation_words
from tegenwaarde.usecases.reading.sentences_placement import PLACEMENT_WORDS


@dataclass(frozen=True, slots=True)
class BookedLine:
    """One line of the ledger; cents. A reversal is below zero."""

    quarter: Quarter
    component: str
    cents: int
    booked_on: date
    reversal: bool


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """One receipt; cents. `recomputed_cents` is None where it cannot be computed from the figures alone."""

    receipt_id: int
    kind: str
    kind_words: str
    contract_id: int
    contract: str
    report_id: int
    book_id: str
    book_sha256: str
    engine_version: str
    made_on: date
    total_cents: int
    figures: tuple[tuple[str, str], ...]
    steps: tuple[Sentence, ...]
    lines: tuple[BookedLine, ...]
    booked_cents: int
    recomputed_cents: int | None

    @property
    def same(self) -> bool:
        """Say whether computing it again gave the same cents."""
        return self.recomputed_cents == self.total_cents


def read_receipt(*, actor: Actor, receipt_id: int) -> ReceiptPage:
    """Return the receipt, computed again from its own figures; NotVisible where the actor sees none."""
    receipt = find(receipts_visible_to(actor).select_related("book"), pk=receipt_id)
    lines = list(LedgerLine.unfenced.filter(receipt=receipt).order_by("year", "quarter", "id"))
    contract = _contract_of(actor, receipt)
    return ReceiptPage(
        receipt_id=receipt.pk,
        kind=receipt.kind,
        kind_words=str(ReceiptKind(receipt.kind).label),
        contract_id=contract.pk,
        contract=contract.title,
        report_id=lines[0].report_id if lines else 0,
        book_id=receipt.book.book_id,
        book_sha256=receipt.book_sha256,
        engine_version=receipt.engine_version,
        made_on=receipt.made_on,
        total_cents=receipt.total_cents,
        figures=_placement_figures(receipt.figures) if receipt.kind == ReceiptKind.FULFILMENT else (),
        steps=say(steps_from_json(receipt.steps), _words(receipt)),
        lines=tuple(map(_booked, lines)),
        booked_cents=sum(line.cents for line in lines),
        recomputed_cents=recomputed_cents(receipt),
    )


def _contract_of(actor: Actor, receipt: Receipt) -> Contract:
    """Return the contract that the receipt is about, as the actor sees it."""
    about = Q(ledger_lines__receipt=receipt) | Q(obligations__receipt=receipt) | Q(agreements__lines__receipt=receipt)
    return find(contracts_visible_to(actor, "receipt.see").filter(about).distinct())


def _words(receipt: Receipt) -> Words:
    if receipt.kind == ReceiptKind.FULFILMENT:
        return PLACEMENT_WORDS
    return obligation_words(open_book(receipt.book))


def _booked(line: LedgerLine) -> BookedLine:
    return BookedLine(
        quarter=Quarter(line.year, line.quarter),
        component=str(Component(line.component).label),
        cents=line.cents,
        booked_on=line.booked_on,
        reversal=line.reverses_id is not None,
    )


def _placement_figures(kept: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return the figures from which the value can be computed again, as labels and words."""
    return tuple(_figures(kept))


def _figures(kept: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if kept["from_day"]:
        window = _("{first} to {last}").format(first=_day(kept["from_day"]), last=_day(kept["last_day"]))
        yield _("Counted days"), window
        yield _("Amount for a full-time year"), money(kept["yearly_cents"])
    for one in kept["hours"]:
        yield (
            _("Part of full time from {day}").format(day=_day(one["from_day"])),
            _("{part} of {whole}").format(part=one["part"], whole=one["whole"]),
        )
    for one in kept["additions"]:
        name = str(Component(one["component"]).label)
        if one["day"]:
            yield name, _("{amount} on {day}").format(amount=money(one["cents"]), day=_day(one["day"]))
        else:
            yield name, _("{amount} a year, for at most one year").format(amount=money(one["cents"]))


def _day(text: str) -> str:
    return day(date.fromisoformat(text))
