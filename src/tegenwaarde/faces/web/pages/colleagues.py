"""A supplier's own people: who acts for the company, inviting, and removing a colleague."""

from __future__ import annotations

from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from tegenwaarde.faces.web.pages.people import InviteForm, invited_by
from tegenwaarde.faces.web.routes import HouseRequest, page
from tegenwaarde.usecases.people.invite_supplier_user import invite_colleague
from tegenwaarde.usecases.people.open_invitations import resend_invitation, withdraw_invitation
from tegenwaarde.usecases.people.remove_colleague import remove_colleague
from tegenwaarde.usecases.reading.colleagues import read_colleagues, read_removal


@page("colleagues.manage", "GET", "POST")
def colleagues(request: HouseRequest, supplier_id: int = 0) -> HttpResponse:
    """Show who acts for the company, and invite a colleague."""
    company = read_colleagues(actor=request.actor, supplier_id=supplier_id, today=request.today)
    form = InviteForm(request.POST or None)
    if invited_by(request, form, invite_colleague, supplier_id=company.supplier_id):
        return redirect(_address(company.supplier_id))
    status = 422 if request.method == "POST" else 200
    return render(request, "pages/people/colleagues.html", {"company": company, "form": form}, status=status)


@page("colleagues.manage", "GET", "POST")
def colleague_remove(request: HouseRequest, supplier_id: int, user_id: int) -> HttpResponse:
    """Say what it means that a colleague is removed, and do it."""
    shown = read_removal(actor=request.actor, supplier_id=supplier_id, user_id=user_id, today=request.today)
    if request.method != "POST":
        return render(request, "pages/people/remove.html", {"shown": shown, "danger": True})
    person = remove_colleague(
        actor=request.actor,
        supplier_id=supplier_id,
        user_id=user_id,
        today=request.today,
        last_is_meant=request.POST.get("last") == "meant",
    )
    success(request, _("{name} no longer has access to {supplier}.").format(name=person.name, supplier=shown.supplier))
    return redirect("start" if shown.person.is_you else _address(supplier_id))


@page("colleagues.manage", "POST")
def colleague_invitation(request: HouseRequest, invitation_id: int) -> HttpResponse:
    """Send an open invitation again, or withdraw it."""
    supplier_id = act_on_invitation(request, invitation_id)
    return redirect(_address(supplier_id))


def act_on_invitation(request: HouseRequest, invitation_id: int) -> int:
    """Do with an invitation what the button says; return whose company it is for."""
    if request.POST.get("action") == "withdraw":
        made = withdraw_invitation(actor=request.actor, invitation_id=invitation_id, today=request.today)
        told = _("The invitation to {email} was withdrawn.")
    else:
        made = resend_invitation(
            actor=request.actor, invitation_id=invitation_id, ports=request.ports, today=request.today
        )
        told = _("The invitation is on its way to {email}.")
    success(request, told.format(email=made.email))
    return made.supplier_id


def _address(supplier_id: int) -> str:
    return reverse("colleagues_of", args=[supplier_id])


urlpatterns = [
    path("collegas/", colleagues, name="colleagues"),
    path("collegas/<int:supplier_id>/", colleagues, name="colleagues_of"),
    path("collegas/<int:supplier_id>/<int:user_id>/verwijderen/", colleague_remove, name="colleague_remove"),
    path("collegas/uitnodigingen/<int:invitation_id>/", colleague_invitation, name="colleague_invitation"),
]
