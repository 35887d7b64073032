"""The quarter of a buyer: due, agreed, realised and forecast, each opening to what it is made of."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from tegenwaarde.access.keys import holds
from tegenwaarde.faces.web.routes import HouseRequest, page
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.usecases.reading.quarter import (
    NoSuchQuarter,
    read_quarter,
    read_quarter_choice,
    read_quarter_contract,
)


@page("quarter.see")
def quarters(request: HouseRequest) -> HttpResponse:
    """Choose a buyer and a quarter; a buyer and a quarter in the address open that page."""
    shown = read_quarter_choice(actor=request.actor, today=request.today)
    buyer, wanted = request.GET.get("opdrachtgever", ""), request.GET.get("kwartaal", "")
    year, _stroke, number = wanted.partition("-")
    if buyer.isdecimal() and year.isdecimal() and number.isdecimal() and len(buyer + wanted) < 24:
        return redirect("quarter", buyer_id=int(buyer), year=int(year), number=int(number))
    context = {"shown": shown, "may_take_open_data": holds(request.actor, "opendata.take")}
    return render(request, "pages/quarters/choose.html", context)


@page("quarter.see")
def quarter(request: HouseRequest, buyer_id: int, year: int, number: int) -> HttpResponse:
    """Show a buyer's quarter."""
    try:
        shown = read_quarter(actor=request.actor, buyer_id=buyer_id, quarter=Quarter(year, number), today=request.today)
    except NoSuchQuarter as none:
        raise Http404 from none
    return render(request, "pages/quarters/quarter.html", {"shown": shown})


@page("quarter.open")
def quarter_contract(request: HouseRequest, buyer_id: int, year: int, number: int, contract_id: int) -> HttpResponse:
    """Show the ledger lines that a contract's realised figure is made of."""
    try:
        shown = read_quarter_contract(
            actor=request.actor,
            buyer_id=buyer_id,
            quarter=Quarter(year, number),
            contract_id=contract_id,
            today=request.today,
        )
    except NoSuchQuarter as none:
        raise Http404 from none
    return render(request, "pages/quarters/contract.html", {"shown": shown})


urlpatterns = [
    path("kwartaal/", quarters, name="quarters"),
    path("kwartaal/<int:buyer_id>/<int:year>/<int:number>/", quarter, name="quarter"),
    path(
        "kwartaal/<int:buyer_id>/<int:year>/<int:number>/<int:contract_id>/",
        quarter_contract,
        name="quarter_contract",
    ),
]
