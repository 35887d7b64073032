"""Open data: what is in it, and the file itself."""

from __future__ import annotations

import json

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from tegenwaarde.faces.web.routes import HouseRequest, page
from tegenwaarde.usecases.opendata.package import Publishing, take_package
from tegenwaarde.usecases.reading.opendata import read_open_data

ESTIMATES = "ramingen"


@page("opendata.take")
def open_data(request: HouseRequest) -> HttpResponse:
    """Show what the open data holds and what not, and offer the file."""
    shown = read_open_data(actor=request.actor, today=request.today)
    return render(request, "pages/opendata/opendata.html", {"shown": shown})


@page("opendata.take")
def open_data_file(request: HouseRequest) -> HttpResponse:
    """Answer the release package; with the estimates of tenders where the address asks so."""
    publishing = Publishing(
        site_address=request.ports.site_address, with_estimates=request.GET.get(ESTIMATES, "") == "ja"
    )
    package = take_package(actor=request.actor, publishing=publishing, today=request.today)
    text = json.dumps(package, ensure_ascii=False, indent=2, default=float) + "\n"
    name = f"social-return-{request.today.isoformat()}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="application/json; charset=utf-8", headers=headers)


urlpatterns = [
    path("open-data/", open_data, name="open_data"),
    path("open-data/ocds.json", open_data_file, name="open_data_file"),
]
