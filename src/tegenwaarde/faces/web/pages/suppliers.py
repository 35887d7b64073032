"""The suppliers of the contracts on the buyer's side, who acts for them, and inviting somebody."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from tegenwaarde.faces.web.pages.colleagues import act_on_invitation
from tegenwaarde.faces.web.pages.people import InviteForm, invited_by
from tegenwaarde.faces.web.routes import HouseRequest, page
from tegenwaarde.usecases.people.invite_supplier_user import invite_for_supplier
from tegenwaarde.usecases.reading.suppliers import read_supplier, read_suppliers

PAGE = 50
WITHOUT_PEOPLE = "zonder"


@page("suppliers.see")
def suppliers(request: HouseRequest) -> HttpResponse:
    """Show the suppliers; those without anybody who can report where the address asks so."""
    alone = request.GET.get("mensen", "") == WITHOUT_PEOPLE
    found = read_suppliers(actor=request.actor, today=request.today, without_people=alone)
    rows = Paginator(found.rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "pages/people/suppliers.html", {"found": found, "page": rows, "alone": alone})


@page("suppliers.see", "GET", "POST")
def supplier(request: HouseRequest, supplier_id: int) -> HttpResponse:
    """Show who acts for a supplier, and invite somebody."""
    shown = read_supplier(actor=request.actor, supplier_id=supplier_id, today=request.today)
    form = InviteForm(request.POST or None)
    if invited_by(request, form, invite_for_supplier, supplier_id=supplier_id):
        return redirect("supplier", supplier_id=supplier_id)
    status = 422 if request.method == "POST" else 200
    context = {"shown": shown, "company": shown.company, "form": form}
    return render(request, "pages/people/supplier.html", context, status=status)


@page("suppliers.see", "POST")
def supplier_invitation(request: HouseRequest, invitation_id: int) -> HttpResponse:
    """Send an open invitation again, or withdraw it."""
    return redirect("supplier", supplier_id=act_on_invitation(request, invitation_id))


urlpatterns = [
    path("opdrachtnemers/", suppliers, name="suppliers"),
    path("opdrachtnemers/<int:supplier_id>/", supplier, name="supplier"),
    path("opdrachtnemers/uitnodigingen/<int:invitation_id>/", supplier_invitation, name="supplier_invitation"),
]
