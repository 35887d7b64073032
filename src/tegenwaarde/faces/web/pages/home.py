"""The first page: for visitors what this is, for others what to do today. And the demo's mail."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from tegenwaarde.access.keys import holds
from tegenwaarde.faces.web.pages.supplier_home import supplier_home
from tegenwaarde.faces.web.routes import PUBLIC, HouseRequest, page
from tegenwaarde.usecases.reading.demo_mail import read_demo_mail
from tegenwaarde.usecases.reading.start import read_start
from tegenwaarde.usecases.reading.start_planner import read_planner_start

CONSULTANT = "consultant"  # answers requests for candidates; has no rows of its own


@page(PUBLIC)
def home(request: HttpRequest) -> HttpResponse:
    """Show the start of whoever asks."""
    house: HouseRequest = request  # type: ignore[assignment]
    if not house.actor.signed_in:
        return render(request, "public/start.html")
    if holds(house.actor, "report.write"):
        return supplier_home(house)
    if holds(house.actor, "tender.plan") and not holds(house.actor, "draft.see"):
        start = read_planner_start(actor=house.actor, today=house.today)
        return render(request, "pages/home/planner.html", {"start": start})
    if CONSULTANT in house.actor.roles:
        return render(request, "pages/home/consultant.html")
    return render(request, "pages/home/start.html", {"start": read_start(actor=house.actor, today=house.today)})


@page(PUBLIC)
def demo_mail(request: HttpRequest) -> HttpResponse:
    """Show the mail that the demo would have sent; outside the demo there is no such page."""
    house: HouseRequest = request  # type: ignore[assignment]
    if not house.ports.demo:
        raise Http404
    return render(request, "pages/home/demo_mail.html", {"mails": read_demo_mail()})


urlpatterns = [
    path("", home, name="start"),
    path("demo/post/", demo_mail, name="demo_mail"),
]
