"""The addresses of the pages, gathered from each part; Dutch, as people read them."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from tegenwaarde.faces.web.pages import (
    agreements,
    contracts,
    drafts,
    guide,
    home,
    people,
    places,
    quarters,
    receipts,
    reports,
    review,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *home.urlpatterns,
    *people.urlpatterns,
    *places.urlpatterns,
    *guide.urlpatterns,
    *drafts.urlpatterns,
    *contracts.urlpatterns,
    *agreements.urlpatterns,
    *reports.urlpatterns,
    *review.urlpatterns,
    *receipts.urlpatterns,
    *quarters.urlpatterns,
]
