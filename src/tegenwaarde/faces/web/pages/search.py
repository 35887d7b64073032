"""Search: everything that somebody sees, by anything that a person remembers of it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from tegenwaarde.faces.web.links import address, filter_links
from tegenwaarde.faces.web.routes import HouseRequest, page
from tegenwaarde.usecases.reading.search import PAGE, SearchPage, read_search
from tegenwaarde.usecases.reading.search_words import LONGEST

LONGEST_NUMBER = 6


@page("search.use")
def search(request: HouseRequest) -> HttpResponse:
    """Show what was found, by kind, or a page of one kind."""
    text, kind = request.GET.get("zoek", "")[:LONGEST].strip(), request.GET.get("soort", "")[:20]
    said = request.GET.get("page", "")
    number = int(said) if said.isdecimal() and len(said) < LONGEST_NUMBER else 1
    found = read_search(actor=request.actor, text=text, kind=kind, page=number)
    chosen = kind if any(group.value == kind for group in found.groups) else ""
    asked = {"zoek": text, "soort": chosen}
    context = {
        "found": found,
        "asked": text,
        "asked_everywhere": text,
        "chosen": chosen,
        "kinds": filter_links(asked, "soort", found.groups),
        "groups": [(group, address(asked, soort=group.value)) for group in found.groups if group.hits],
        "page": _page(found, chosen, number),
        "meant_url": address({}, zoek=found.suggestion) if found.suggestion else "",
    }
    return render(request, "pages/search/search.html", context)


def _page(found: SearchPage, chosen: str, number: int) -> object:
    count = next((group.count for group in found.groups if group.value == chosen), 0)
    return Paginator(range(count), PAGE).get_page(number) if chosen else None


urlpatterns = [path("zoeken/", search, name="search")]
