"""The start page of a supplier: one sentence, what to do today, and all contracts over all buyers."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from tegenwaarde.faces.web.links import SORT, filter_links, sort_link
from tegenwaarde.faces.web.routes import HouseRequest
from tegenwaarde.usecases.reading.supplier_start import PACES, SORTS, Wanted, read_supplier_start

PAGE = 50
SHOWN = 8
LONGEST_ID = 10


def supplier_home(request: HouseRequest) -> HttpResponse:
    """Show what waits for the supplier, and its contracts as the address asks for them."""
    wanted = _wanted(request.GET)
    start = read_supplier_start(actor=request.actor, wanted=wanted, today=request.today)
    asked = _asked(wanted)
    context = {
        "start": start,
        "today": request.today,
        "todos": start.todos[:SHOWN],
        "more": start.todos[SHOWN:],
        "states": filter_links(asked, "stand", start.states, states=True),
        "buyers": filter_links(asked, "opdrachtgever", start.buyers),
        "sorts": {name: sort_link(asked, name, unasked="urgent") for name in SORTS},
        "filtered": bool(wanted.state or wanted.buyer_id),
        "page": Paginator(start.contracts, PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "pages/home/supplier.html", context)


def _wanted(asked: QueryDict) -> Wanted:
    state, buyer, sort = asked.get("stand", ""), asked.get("opdrachtgever", ""), asked.get(SORT, "")
    return Wanted(
        state=state if state in PACES else "",
        buyer_id=int(buyer) if buyer.isdecimal() and len(buyer) < LONGEST_ID else 0,
        sort=sort if sort.removeprefix("-") in SORTS else "",
    )


def _asked(wanted: Wanted) -> dict[str, str]:
    """Return what is asked, as the address says it; what is empty is left out."""
    values = {"stand": wanted.state, "opdrachtgever": str(wanted.buyer_id or ""), SORT: wanted.sort}
    return {name: value for name, value in values.items() if value}
