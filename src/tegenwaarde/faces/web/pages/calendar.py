"""The tender calendar: as a list, by quarter and subregion, and planning a year by copying the one before."""

from __future__ import annotations

from typing import Any

from django.contrib.messages import success
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import ngettext

from tegenwaarde.access.fence import require
from tegenwaarde.access.keys import holds
from tegenwaarde.faces.web.links import address, filter_links, sort_link
from tegenwaarde.faces.web.pages.calendar_chart import chart_of
from tegenwaarde.faces.web.routes import HouseRequest, page
from tegenwaarde.usecases.reading.calendar import EVERY_YEAR, PAGE, SORTS, Calendar, Wanted, read_calendar
from tegenwaarde.usecases.reading.calendar_copy import read_copying
from tegenwaarde.usecases.reading.calendar_timeline import read_calendar_timeline
from tegenwaarde.usecases.tenders.copying import copy_year

LONGEST_SEARCH = 100
FILTERS = (
    ("years", "jaar"),
    ("quarters", "kwartaal"),
    ("states", "stand"),
    ("mine", "eigen"),
    ("subregions", "subregio"),
    ("kinds", "soort"),
    ("regimes", "regime"),
    ("buyers", "opdrachtgever"),
)
FIRST_YEAR, LAST_YEAR = 2000, 2198


@page("calendar.see")
def calendar(request: HouseRequest) -> HttpResponse:
    """Show the calendar's lines; who sees figures only goes to those."""
    if not holds(request.actor, "tender.see"):
        return redirect("calendar_timeline")
    wanted = wanted_in(request.GET)
    found = read_calendar(actor=request.actor, wanted=wanted, today=request.today)
    asked = _asked(wanted)
    chosen = {**asked, "jaar": found.year}
    links = {name: filter_links(chosen, word, found.filters[name]) for name, word in FILTERS}
    links["years"] = tuple(_year_link(asked, choice, found.year) for choice in found.filters["years"])
    context = {
        "found": found,
        "wanted": wanted,
        "links": links,
        "sorts": {name: sort_link(asked, name, unasked="quarter") for name in SORTS},
        "page": _page(found),
        "kept": {name: value for name, value in asked.items() if name != "zoek"},
        "narrowed": bool(set(asked) - {"jaar", "sorteer"}),
        "more": any(name in asked for name in ("subregio", "soort", "regime", "opdrachtgever")),
        "every_year": found.year == EVERY_YEAR,
        "may_upload": holds(request.actor, "calendar.upload"),
        "table_year": found.year if found.year.isdecimal() else str(request.today.year),
    }
    return render(request, "pages/tenders/calendar.html", context)


@page("calendar.see")
def calendar_timeline(request: HouseRequest) -> HttpResponse:
    """Show a year by quarter and subregion, and the ambition."""
    year = _year(request)
    mine = request.GET.get("eigen") == "ja" and holds(request.actor, "tender.see")
    found = read_calendar_timeline(actor=request.actor, year=year, mine=mine)
    context = {"found": found, "chart": chart_of(found), "own": "ja" if mine else ""}
    return render(request, "pages/tenders/timeline.html", context)


@page("tender.plan", "GET", "POST")
def calendar_copy(request: HouseRequest) -> HttpResponse:
    """Show a year's tenders to choose from, ask once whether they are copied, and copy them to the year after."""
    require(request.actor, "tender.plan")
    year = _year(request)
    sent = request.POST if request.method == "POST" else None
    chosen = [_number(value) for value in sent.getlist("tender")] if sent is not None else None
    found = read_copying(actor=request.actor, year=year, chosen=chosen)
    if sent is None or not found.chosen:
        context = {"found": found, "nothing": sent is not None}
        return render(request, "pages/tenders/copy_year.html", context, status=422 if sent is not None else 200)
    if "sure" not in sent:
        return render(request, "pages/tenders/copy_year_sure.html", {"found": found})
    done = copy_year(
        actor=request.actor, year=year, tender_ids=[one.tender_id for one in found.chosen], today=request.today
    )
    words = ngettext("{number} tender was copied to {year}.", "{number} tenders were copied to {year}.", done.made)
    success(request, words.format(number=done.made, year=year + 1))
    return redirect(f"{reverse('calendar')}{address({'jaar': str(year + 1)})}")


def _year_link(asked: dict[str, str], choice: Any, year: str) -> Any:
    """Return a year as a link; the chosen one leads to every year."""
    value = EVERY_YEAR if choice.value == year else choice.value
    (link,) = filter_links({**asked, "jaar": year}, "jaar", [choice])
    return link if choice.value != year else type(link)(link.words, link.count, address(asked, jaar=value), True)


def wanted_in(asked: QueryDict) -> Wanted:
    """Return what the address asks of the list; what it does not know is no filter."""
    sort, year = asked.get("sorteer", ""), asked.get("jaar", "")
    right_year = year == EVERY_YEAR or (year.isdecimal() and FIRST_YEAR <= _number(year) <= LAST_YEAR)
    return Wanted(
        text=asked.get("zoek", "").strip()[:LONGEST_SEARCH],
        year=year if right_year else "",
        quarter=_number(asked.get("kwartaal", "")),
        subregion_id=_number(asked.get("subregio", "")),
        buyer_id=_number(asked.get("opdrachtgever", "")),
        kind=asked.get("soort", ""),
        state=asked.get("stand", ""),
        regime=asked.get("regime", ""),
        mine=asked.get("eigen", "") == "ja",
        sort=sort if sort.removeprefix("-") in SORTS else "",
        page=_number(asked.get("page", "")) or 1,
    )


def _year(request: HouseRequest) -> int:
    """Return the year that the address asks for, the present one unless it does."""
    year = _number(request.GET.get("jaar", "")) or request.today.year
    return min(max(year, FIRST_YEAR), LAST_YEAR)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 10 else 0


def _asked(wanted: Wanted) -> dict[str, str]:
    """Return what is asked, as the address says it; what is empty is left out."""
    values = {
        "zoek": wanted.text,
        "jaar": wanted.year,
        "kwartaal": str(wanted.quarter or ""),
        "subregio": str(wanted.subregion_id or ""),
        "opdrachtgever": str(wanted.buyer_id or ""),
        "soort": wanted.kind,
        "stand": wanted.state,
        "regime": wanted.regime,
        "eigen": "ja" if wanted.mine else "",
        "sorteer": wanted.sort,
    }
    return {name: value for name, value in values.items() if value}


def _page(found: Calendar) -> Any:
    return Paginator(range(found.total), PAGE).get_page(found.page)


urlpatterns = [
    path("aanbestedingen/", calendar, name="calendar"),
    path("aanbestedingen/tijdlijn/", calendar_timeline, name="calendar_timeline"),
    path("aanbestedingen/kopie/", calendar_copy, name="calendar_copy"),
]
