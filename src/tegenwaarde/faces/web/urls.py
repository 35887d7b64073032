"""The addresses of the pages, gathered from each part; Dutch, as people read them."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from tegenwaarde.faces.web.pages import (
    agreements,
    changes,
    clashes,
    colleagues,
    confirmations,
    contracts,
    drafts,
    evidence,
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
    review_queue,
    second_party,
    suppliers,
    who,
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
    *evidence.urlpatterns,
    *report_page.urlpatterns,
    *changes.urlpatterns,
    *who.urlpatterns,
    *reports.urlpatterns,
    *review_queue.urlpatterns,
    *review.urlpatterns,
    *clashes.urlpatterns,
    *receipts.urlpatterns,
    *quarters.urlpatterns,
]
