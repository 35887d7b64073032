"""Which part of the queue an address asks for, and which reports were chosen in it."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import QueryDict

from tegenwaarde.faces.web.routes import HouseRequest
from tegenwaarde.usecases.reading.queue import KINDS, LONGEST_WAITING, ORDERS, YES, View
from tegenwaarde.usecases.review.decide_several import Chosen

CHOSEN = "kies"
LONGEST_BLOCK = 20


def view_of(request: HouseRequest) -> View:
    """Return the part of the queue that the address asks for; what it does not know is no filter."""
    asked = request.GET
    order, kind = asked.get("volgorde", LONGEST_WAITING), asked.get("soort", "")
    return View(
        supplier_id=number(asked.get("opdrachtnemer", "")),
        contract_id=number(asked.get("contract", "")),
        buyer_id=number(asked.get("opdrachtgever", "")),
        block=asked.get("bouwblok", "")[:LONGEST_BLOCK],
        kind=kind if kind in KINDS else "",
        marked=asked.get("let-op") == YES,
        question=asked.get("vraag") == YES,
        upload_id=number(asked.get("spreadsheet", "")),
        mine=asked.get("van-mij") == YES,
        order=order if order in ORDERS else LONGEST_WAITING,
    )


def chosen_in(asked: QueryDict) -> tuple[Chosen, ...]:
    """Return the reports that were ticked, each with the version that was shown: `kies=12-3`."""
    return tuple(_chosen(asked.getlist(CHOSEN)))


def chosen_words(chosen: tuple[Chosen, ...]) -> list[tuple[str, str]]:
    """Return chosen reports as the words of an address."""
    return [(CHOSEN, f"{report_id}-{version}") for report_id, version in chosen]


def number(text: str) -> int:
    """Return the number that an address names; 0 where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


def _chosen(texts: list[str]) -> Iterator[Chosen]:
    for text in texts:
        report_id, _stroke, version = text.partition("-")
        if number(report_id) and number(version):
            yield number(report_id), number(version)
