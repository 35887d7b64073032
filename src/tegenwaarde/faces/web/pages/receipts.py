"""A receipt: where a figure comes from, for good."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from tegenwaarde.faces.web.routes import HouseRequest, page
from tegenwaarde.usecases.reading.receipt import read_receipt


@page("receipt.see")
def receipt(request: HouseRequest, receipt_id: int) -> HttpResponse:
    """Show a receipt with its figures, its sentences and its ledger lines, computed again."""
    shown = read_receipt(actor=request.actor, receipt_id=receipt_id)
    return render(request, "pages/receipts/receipt.html", {"shown": shown})


urlpatterns = [path("bewijs/<int:receipt_id>/", receipt, name="receipt")]
