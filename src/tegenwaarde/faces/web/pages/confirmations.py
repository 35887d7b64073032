"""Confirming a quarter, for all contracts at once, and taking that back; the contracts that are late."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.messages import success
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tegenwaarde.faces.web.formats import quarter as quarter_words
from tegenwaarde.faces.web.routes import HouseRequest, page
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.usecases.quarters.confirm_open_quarters import confirm_open_quarters
from tegenwaarde.usecases.quarters.confirm_quarter import Confirmed, confirm_quarter
from tegenwaarde.usecases.quarters.withdraw_confirmation import withdraw_confirmation
from tegenwaarde.usecases.reading.quarter_confirmations import read_confirm_page, read_late_confirmations
from tegenwaarde.usecases.refusals import Invalid, problem_words

FIRST_YEAR, LAST_YEAR = 2000, 2100
LONGEST_ID = 10


@page("quarter.confirm", "GET", "POST")
def quarter_confirm(request: HouseRequest) -> HttpResponse:
    """Show what is to be confirmed; confirm a quarter for what is ticked or for all, or every open quarter at once."""
    if request.method != "POST":
        return _page(request)
    quarter = _quarter(request)
    if "all_open" in request.POST:
        all_made = confirm_open_quarters(actor=request.actor, last=quarter, today=request.today)
        success(request, _told_together(all_made))
        return _back(request)
    try:
        made = confirm_quarter(actor=request.actor, quarter=quarter, contract_ids=_chosen(request), today=request.today)
    except Invalid as invalid:
        wrong = [{"target": f"quarter-{quarter}", "words": problem_words(one)} for one in invalid.problems]
        return _page(request, problems=wrong)
    success(request, _told(made))
    return _back(request)


@page("quarter.confirm", "POST")
def quarter_confirm_withdraw(request: HouseRequest) -> HttpResponse:
    """Take the confirmation of a quarter back for every contract for which that can be done."""
    quarter = _quarter(request)
    number = withdraw_confirmation(actor=request.actor, quarter=quarter, today=request.today)
    told = ngettext(
        "The confirmation of the %(quarter)s was taken back for %(number)s contract.",
        "The confirmation of the %(quarter)s was taken back for %(number)s contracts.",
        number,
    )
    success(request, told % {"quarter": quarter_words(quarter), "number": number})
    return redirect("quarter_confirm")


@page("suppliers.see")
def confirmations_late(request: HouseRequest) -> HttpResponse:
    """Show the contracts whose quarters were not confirmed in time."""
    rows = read_late_confirmations(actor=request.actor, today=request.today)
    return render(request, "pages/confirmations/late.html", {"rows": rows})


def _back(request: HouseRequest) -> HttpResponse:
    return redirect("start" if request.POST.get("from") == "start" else "quarter_confirm")


def _page(request: HouseRequest, *, problems: list[dict[str, str]] | None = None) -> HttpResponse:
    shown = read_confirm_page(actor=request.actor, today=request.today)
    context = {"shown": shown, "problems": problems}
    return render(request, "pages/confirmations/confirm.html", context, status=422 if problems else 200)


def _quarter(request: HouseRequest) -> Quarter:
    """Return the quarter that the form is about; Http404 where there is no such quarter."""
    year, number = request.POST.get("year", ""), request.POST.get("number", "")
    if not (year.isdecimal() and len(year) == len(str(LAST_YEAR)) and number in {"1", "2", "3", "4"}):
        raise Http404
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise Http404
    return Quarter(int(year), int(number))


def _chosen(request: HouseRequest) -> list[int] | None:
    """Return the contracts that were ticked; None for all that are asked."""
    if "everything" in request.POST:
        return None
    ticked = request.POST.getlist("contracts")
    if not all(one.isdecimal() and len(one) < LONGEST_ID for one in ticked):
        raise Http404
    return [int(one) for one in ticked]


def _told_together(made: Sequence[Confirmed]) -> str:
    if len(made) == 1:
        return _told(made[0])
    told = _("%(number)s quarters are confirmed, up to and with the %(quarter)s.")
    return told % {"number": len(made), "quarter": quarter_words(made[-1].quarter)}


def _told(made: Confirmed) -> str:
    figures = {"quarter": quarter_words(made.quarter), "number": made.contracts}
    confirmed = (
        ngettext(
            "The %(quarter)s is confirmed for %(number)s contract.",
            "The %(quarter)s is confirmed for %(number)s contracts.",
            made.contracts,
        )
        % figures
    )
    if not made.before:
        return confirmed
    others = ngettext(
        "A colleague had confirmed %(number)s other contract already.",
        "A colleague had confirmed %(number)s other contracts already.",
        made.before,
    )
    return f"{confirmed} {others % {'number': made.before}}"


urlpatterns = [
    path("kwartaalbevestiging/", quarter_confirm, name="quarter_confirm"),
    path("kwartaalbevestiging/intrekken/", quarter_confirm_withdraw, name="quarter_confirm_withdraw"),
    path("kwartaalbevestigingen/te-laat/", confirmations_late, name="confirmations_late"),
]
