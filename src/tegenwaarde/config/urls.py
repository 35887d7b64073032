"""Addresses: the pages, under /account/ signing in, and under /language/ the choice of language."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def health(request: HttpRequest) -> HttpResponse:
    """Say that the site answers; for whoever watches over it."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


handler400 = "tegenwaarde.faces.web.bad_request.bad_request"
urlpatterns = [
    path("health", health, name="health"),
    path("account/", include("allauth.urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("", include("tegenwaarde.faces.web.urls")),
]
