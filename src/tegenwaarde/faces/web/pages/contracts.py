"""Dossiers: the list, the overview, the obligation and the timeline."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path

from tegenwaarde.faces.web.links import address, filter_links, sort_link
from tegenwaarde.faces.web.routes import HouseRequest, page
from tegenwaarde.usecases.reading.dossier import read_head
from tegenwaarde.usecases.reading.dossiers import PAGE, SORTS, DossierList, Wanted, read_dossiers
from tegenwaarde.usecases.reading.drafts import is_draft
from tegenwaarde.usecases.reading.obligation import read_obligation
from tegenwaarde.usecases.reading.spec_texts import text_of_contract
from tegenwaarde.usecases.reading.timeline import PAGE as EVENTS
from tegenwaarde.usecases.reading.timeline import read_timeline

LONGEST_SEARCH = 100


@page("dossier.see")
def dossiers(request: HouseRequest) -> HttpResponse:
    """Show the dossiers: searched, filtered and sorted by what the address says."""
    wanted = wanted_in(request.GET)
    found = read_dossiers(actor=request.actor, wanted=wanted, today=request.today)
    asked = _asked(wanted)
    context = {
        "found": found,
        "wanted": wanted,
        "states": filter_links(asked, "stand", found.states, states=True),
        "kinds": filter_links(asked, "soort", found.kinds),
        "buyers": filter_links(asked, "opdrachtgever", found.buyers),
        "sorts": {name: sort_link(asked, name, unasked="end") for name in SORTS},
        "page": _page(found),
        "kept": {name: value for name, value in asked.items() if name != "zoek"},
    }
    return render(request, "pages/contracts/dossiers.html", context)


@page("dossier.see")
def dossier(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Show a contract at a glance; a draft leads to its own page."""
    if is_draft(actor=request.actor, contract_id=contract_id):
        return redirect("draft", contract_id=contract_id)
    head = read_head(actor=request.actor, contract_id=contract_id, today=request.today)
    text = text_of_contract(actor=request.actor, contract_id=contract_id)
    return render(request, "pages/contracts/overview.html", {"head": head, "tab": "overview", "spec_text": text})


@page("dossier.see")
def dossier_obligation(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Show what is due and why."""
    head = read_head(actor=request.actor, contract_id=contract_id, today=request.today)
    shown = read_obligation(actor=request.actor, contract_id=contract_id, today=request.today)
    return render(request, "pages/contracts/obligation.html", {"head": head, "shown": shown, "tab": "obligation"})


@page("dossier.see")
def dossier_timeline(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Show everything that happened."""
    head = read_head(actor=request.actor, contract_id=contract_id, today=request.today)
    asked = {"soort": request.GET.get("soort", "")[:20], "alles": "1" if request.GET.get("alles") else ""}
    number, whole = _number(request.GET.get("page", "")) or 1, bool(asked["alles"])
    told: dict[str, Any] = {"part": asked["soort"], "page": number, "whole": whole}
    shown = read_timeline(actor=request.actor, contract_id=contract_id, **told)
    pages = Paginator(range(shown.total), EVENTS)
    context = {
        "head": head,
        "shown": shown,
        "tab": "timeline",
        "asked": asked["soort"],
        "parts": filter_links(asked, "soort", shown.parts),
        "page": None if whole else pages.get_page(number),
        "whole_url": address(asked, alles="1") if pages.num_pages > 1 and not whole else "",
    }
    return render(request, "pages/contracts/timeline.html", context)


def wanted_in(asked: QueryDict) -> Wanted:
    """Return what the address asks of the list; what it does not know is no filter."""
    sort = asked.get("sorteer", "")
    return Wanted(
        text=asked.get("zoek", "").strip()[:LONGEST_SEARCH],
        state=asked.get("stand", ""),
        kind=asked.get("soort", ""),
        buyer_id=_number(asked.get("opdrachtgever", "")),
        sort=sort if sort.removeprefix("-") in SORTS else "",
        page=_number(asked.get("page", "")) or 1,
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _asked(wanted: Wanted) -> dict[str, str]:
    """Return what is asked, as the address says it; what is empty is left out."""
    values = {
        "zoek": wanted.text,
        "stand": wanted.state,
        "soort": wanted.kind,
        "opdrachtgever": str(wanted.buyer_id or ""),
        "sorteer": wanted.sort,
    }
    return {name: value for name, value in values.items() if value}


def _page(found: DossierList) -> Any:
    return Paginator(range(found.total), PAGE).get_page(found.page)


urlpatterns = [
    path("dossiers/", dossiers, name="dossiers"),
    path("dossiers/<int:contract_id>/", dossier, name="dossier"),
    path("dossiers/<int:contract_id>/verplichting/", dossier_obligation, name="dossier_obligation"),
    path("dossiers/<int:contract_id>/tijdlijn/", dossier_timeline, name="dossier_timeline"),
]
