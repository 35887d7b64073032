"""Amounts of money in a notice: whole euro cents, or why not."""

from __future__ import annotations

import re
from typing import NamedTuple

from tegenwaarde.adapters.eforms.walk import MASK, REFERENCE_LENGTH, Element, Notes
from tegenwaarde.kernel.money import half_up, text_from_cents

CENT_DIGITS = 2
PLACEHOLDER_CENTS = 100  # up to one euro: what systems fill in where the form wants an amount and there is none

_DECIMAL = re.compile(r"[+]?([0-9]{1,13})(?:\.([0-9]{0,20}))?")


class Amount(NamedTuple):
    """An amount as read: `cents` where it is in euros and usable, else `code` names the warning that says why not."""

    cents: int | None = None
    code: str = ""
    text: str = ""
    currency: str = ""

    @property
    def is_given(self) -> bool:
        """Return whether the notice says anything here, usable or not."""
        return self.cents is not None or bool(self.code)

    def warn(self, notes: Notes, place: str) -> None:
        """Add the warning that says why the amount was not used, or that it was rounded."""
        if self.code == "VALUE_IN_OTHER_CURRENCY":
            notes.add(self.code, place, amount=self.text, currency=self.currency)
        elif self.code == "VALUE_IS_A_PLACEHOLDER":
            notes.add(self.code, place, amount=self.text)
        elif self.code in ("VALUE_UNREADABLE", "VALUE_ROUNDED"):
            notes.add(self.code, place, text=self.text)
        elif self.code:
            notes.add(self.code, place)


NOT_GIVEN = Amount()
WITHHELD = Amount(code="VALUE_WITHHELD")


def amount(element: Element | None, *, withheld: bool = False) -> Amount:
    """Return the amount in `element`; one marked as withheld is never used, whatever stands there."""
    text = "" if element is None else " ".join((element.text or "").split())[:REFERENCE_LENGTH]
    if element is None or not text:
        return NOT_GIVEN
    if withheld or text == MASK or text[0] == "-":
        return WITHHELD
    match = _DECIMAL.fullmatch(text)
    if not match:
        return Amount(code="VALUE_UNREADABLE", text=text[:40])
    currency = element.get("currencyID", "").strip().upper()
    if currency != "EUR":
        return Amount(code="VALUE_IN_OTHER_CURRENCY", text=text[:40], currency=currency[:10] or "?")
    return _in_cents(match[1], match[2] or "", text)


def _in_cents(whole: str, part: str, text: str) -> Amount:
    if len(part) <= CENT_DIGITS:
        cents, rounded = int(whole + part.ljust(CENT_DIGITS, "0")), False
    else:
        cents = half_up(int(whole + part) * 100, 10 ** len(part))
        rounded = bool(part[CENT_DIGITS:].strip("0"))
    if cents <= PLACEHOLDER_CENTS:
        return Amount(code="VALUE_IS_A_PLACEHOLDER", text=text_from_cents(cents))
    return Amount(cents, "VALUE_ROUNDED" if rounded else "", text[:40])
