"""Coverage: where social return was asked, where not, and why not; the figures open to those who may."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenwaarde.faces.web.downloads import Head, answer, euros, table
from tegenwaarde.faces.web.links import FilterLink, address, filter_links
from tegenwaarde.faces.web.routes import HouseRequest, page
from tegenwaarde.usecases.ports.sheets import Cell
from tegenwaarde.usecases.reading.coverage import HAD, NOT, CoveragePage, CoverageWanted, ReasonRow, read_coverage
from tegenwaarde.usecases.reading.coverage_units import Unit
from tegenwaarde.usecases.reading.drafts import KINDS
from tegenwaarde.usecases.reading.sentences_obligation import REGIMES

FIRST_YEAR, LAST_YEAR = 1900, 2199


UNITS = (
    Head(gettext_lazy("What")),
    Head(gettext_lazy("Buyer")),
    Head(gettext_lazy("Kind")),
    Head(gettext_lazy("What the policy asks")),
    Head(gettext_lazy("Day"), "day"),
    Head(gettext_lazy("Value"), "money"),
    Head(gettext_lazy("Asked")),
    Head(gettext_lazy("Reason")),
    Head(gettext_lazy("Social return asked"), "money"),
    Head(gettext_lazy("Missed social return"), "money"),
)
REASONS = (
    Head(gettext_lazy("Reason")),
    Head(gettext_lazy("How many"), "number"),
    Head(gettext_lazy("Value"), "money"),
    Head(gettext_lazy("Missed social return"), "money"),
)


@page("coverage.see")
def coverage_download(request: HouseRequest) -> HttpResponse:
    """Give the tenders and contracts that the address asks for; to who reads figures only, the reasons."""
    shown = read_coverage(actor=request.actor, wanted=_wanted(request.GET), today=request.today)
    heads: Sequence[Head] = UNITS if shown.opens else REASONS
    rows = map(_unit_cells, shown.units) if shown.opens else map(_reason_cells, shown.reasons)
    name = _("social-return-asked-{year}").format(year=shown.year)
    return answer(request, table(_("Where social return was asked"), heads, rows), name)


def _unit_cells(unit: Unit) -> tuple[Cell, ...]:
    return (
        unit.title,
        unit.buyers,
        str(dict(KINDS).get(unit.kind, unit.kind)),
        str(REGIMES[unit.regime]),
        unit.day,
        euros(unit.value_cents),
        _("Yes") if unit.had else _("No"),
        unit.reason_words,
        euros(unit.due_cents),
        euros(unit.missed_cents),
    )


def _reason_cells(row: ReasonRow) -> tuple[Cell, ...]:
    return row.words, row.sum.count, euros(row.sum.value_cents), euros(row.sum.social_cents)


@page("coverage.see")
def coverage(request: HouseRequest) -> HttpResponse:
    """Show the coverage of a year, filtered by what the address says."""
    wanted = _wanted(request.GET)
    shown = read_coverage(actor=request.actor, wanted=wanted, today=request.today)
    asked = _asked(shown)
    context = {
        "shown": shown,
        "years": filter_links(asked, "jaar", shown.years),
        "subregions": filter_links(asked, "subregio", shown.subregions),
        "buyers": filter_links(asked, "opdrachtgever", shown.buyers),
        "kinds": filter_links(asked, "soort", shown.kinds),
        "answers": _answers(asked, shown),
        "all_url": address({"jaar": str(shown.year)}),
        "reasons": [(row, address(asked, reden=row.code, antwoord="")) for row in shown.reasons],
        "regimes": [(row, address(asked, regime="" if wanted.regime else row.regime)) for row in shown.regimes],
        "filtered": bool(wanted.subregion_id or wanted.buyer_id or wanted.kind or wanted.regime),
    }
    return render(request, "pages/coverage/coverage.html", context)


def _wanted(asked: QueryDict) -> CoverageWanted:
    year = _number(asked.get("jaar", ""))
    return CoverageWanted(
        year=year if FIRST_YEAR <= year <= LAST_YEAR else 0,
        subregion_id=_number(asked.get("subregio", "")),
        buyer_id=_number(asked.get("opdrachtgever", "")),
        kind=asked.get("soort", ""),
        regime=asked.get("regime", ""),
        answer=asked.get("antwoord", ""),
        reason=asked.get("reden", ""),
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _asked(shown: CoveragePage) -> dict[str, str]:
    wanted = shown.wanted
    values = {
        "jaar": str(shown.year),
        "subregio": str(wanted.subregion_id or ""),
        "opdrachtgever": str(wanted.buyer_id or ""),
        "soort": wanted.kind,
        "regime": wanted.regime,
        "antwoord": wanted.answer,
        "reden": wanted.reason,
    }
    return {name: value for name, value in values.items() if value}


def _answers(asked: dict[str, str], shown: CoveragePage) -> tuple[FilterLink, ...]:
    choices = (("", _("All"), shown.could), (HAD, _("Asked"), shown.had), (NOT, _("Not asked"), shown.not_had))
    wanted = shown.wanted
    return tuple(
        FilterLink(
            words=words,
            count=found.count,
            url=address(asked, antwoord=value, reden=""),
            chosen=wanted.answer == value and not wanted.reason,
        )
        for value, words, found in choices
    )


urlpatterns = [
    path("toepassing/", coverage, name="coverage"),
    path("toepassing/download/", coverage_download, name="coverage_download"),
]
