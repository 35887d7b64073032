"""Inviting somebody of a supplier, and accepting an invitation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from django import forms
from django.contrib.auth import login
from django.contrib.messages import success
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenwaarde.faces.web.forms_base import PageForm
from tegenwaarde.faces.web.routes import PUBLIC, HouseRequest, page, show_problems
from tegenwaarde.usecases.people.accept_invitation import (
    SignInFirst,
    accept_as_known_user,
    accept_as_new_user,
    has_account,
    invitation_of,
)
from tegenwaarde.usecases.people.invite_supplier_user import invite_supplier_user
from tegenwaarde.usecases.reading.invitations import read_supplier_people
from tegenwaarde.usecases.refusals import Invalid, Refused

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Sent(Protocol):
    """An invitation that was sent."""

    email: str


class InviteForm(PageForm):
    """Whom to invite."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("The invitation goes to this address. The link in it works once."),
    )


class AcceptForm(PageForm):
    """Who accepts."""

    name = forms.CharField(
        label=gettext_lazy("Your name"), max_length=120, help_text=gettext_lazy("As colleagues know you.")
    )
    password = forms.CharField(
        label=gettext_lazy("Choose a password"),
        help_text=gettext_lazy("At least 12 characters. Three or four words in a row are easy to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )


def invited_by(request: HouseRequest, form: InviteForm, invite: Callable[..., Sent], **whose: int) -> bool:
    """Say whether the form was sent and the use-case invited; what it refused stands in the form then."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        made = invite(
            actor=request.actor,
            email=form.cleaned_data["email"],
            ports=request.ports,
            today=request.today,
            **whose,
        )
    except Invalid as invalid:
        show_problems(form, invalid)
    except Refused as refusal:
        form.add_error("email", str(refusal))
    else:
        success(request, _("The invitation is on its way to {email}.").format(email=made.email))
        return True
    return False


@page("supplier.invite", "GET", "POST")
def invite(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Show who can sign in for the supplier, and invite somebody."""
    shown = read_supplier_people(actor=request.actor, contract_id=contract_id, today=request.today)
    form = InviteForm(request.POST or None)
    if invited_by(request, form, invite_supplier_user, contract_id=contract_id):
        return redirect("invite", contract_id=contract_id)
    status = 422 if request.method == "POST" else 200
    return render(request, "pages/people/invite.html", {"shown": shown, "form": form}, status=status)


@page(PUBLIC, "GET", "POST")
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Show the invitation; only the button accepts it (mail scanners open links)."""
    house: HouseRequest = request  # type: ignore[assignment]
    invitation = invitation_of(token=token, today=house.today)
    if house.actor.signed_in:
        return _accept_known(house, token, invitation.supplier.name, invitation.email)
    if has_account(invitation):
        whose = {"supplier": invitation.supplier.name, "email": invitation.email}
        return render(request, "pages/people/accept_sign_in.html", whose)
    form = AcceptForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                user = accept_as_new_user(token=token, today=house.today, **form.cleaned_data)
            except Invalid as invalid:
                show_problems(form, invalid)
            except SignInFirst as refusal:
                form.add_error(None, str(refusal))
            else:
                login(request, user, backend=BACKEND)
                success(request, _("Welcome, {name}. You can report now.").format(name=user.name))
                return redirect("start")
    context = {"form": form, "supplier": invitation.supplier.name, "email": invitation.email}
    return render(request, "pages/people/accept.html", context, status=status)


def _accept_known(request: HouseRequest, token: str, supplier: str, email: str) -> HttpResponse:
    if request.method == "POST":
        accept_as_known_user(actor=request.actor, token=token, today=request.today)
        success(request, _("You can report for {supplier} now.").format(supplier=supplier))
        return redirect("start")
    return render(request, "pages/people/accept_known.html", {"supplier": supplier, "email": email})


urlpatterns = [
    path("dossiers/<int:contract_id>/uitnodigen/", invite, name="invite"),
    path("uitnodiging/<str:token>/", accept, name="accept_invitation"),
]
