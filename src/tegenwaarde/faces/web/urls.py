"""The addresses of the pages, gathered from each part; Dutch, as people read them."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from tegenwaarde.faces.web.pages import (
    agreements,
    colleagues,
    confirmations,
    contracts,
    drafts,
    findings,
    guide,
    home,
    people,
    places,
    plan_answers,
    proposals,
    quarters,
    receipts,
    report_page,
    reports,
    review,
    second_party,
    suppliers,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *home.urlpatterns,
    *people.urlpatterns,
    *colleagues.urlpatterns,
    *suppliers.urlpatterns,
    *confirmations.urlpatterns,
    *places.urlpatterns,
    *guide.urlpatterns,
    *drafts.urlpatterns,
    *contracts.urlpatterns,
    *agreements.urlpatterns,
    *proposals.urlpatterns,
    *plan_answers.urlpatterns,
    *findings.urlpatterns,
    *second_party.urlpatterns,
    *report_page.urlpatterns,
    *reports.urlpatterns,
    *review.urlpatterns,
    *receipts.urlpatterns,
    *quarters.urlpatterns,
]
