"""The guide: the rules in plain words, and the amounts of a policy version. Public."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from tegenwaarde.faces.web.routes import PUBLIC, page
from tegenwaarde.usecases.reading.guide import UnknownGuide, newest_guide, read_guide


@page(PUBLIC)
def guide(request: HttpRequest, book_id: str = "") -> HttpResponse:
    """Show the guide of a policy version, the newest unless said."""
    try:
        shown = read_guide(book_id) if book_id else newest_guide()
    except UnknownGuide as unknown:
        raise Http404 from unknown
    return render(request, "pages/guide/guide.html", {"guide": shown})


urlpatterns = [
    path("leidraad/", guide, name="guide"),
    path("leidraad/<slug:book_id>/", guide, name="guide_of"),
]
