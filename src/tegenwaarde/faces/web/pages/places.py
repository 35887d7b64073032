"""Buyers and their subregions, for the administrator; and the table of who may do what."""

from __future__ import annotations

from django import forms
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenwaarde.faces.web.forms_base import DayField, PageForm
from tegenwaarde.faces.web.routes import HouseRequest, page, show_problems
from tegenwaarde.usecases.places.move_buyer import move_buyer
from tegenwaarde.usecases.places.withdraw_move import withdraw_move
from tegenwaarde.usecases.reading.permissions import read_permissions
from tegenwaarde.usecases.reading.places import read_buyer_places, read_places
from tegenwaarde.usecases.refusals import Invalid, Refused


class MoveForm(PageForm):
    """Where a buyer goes, and from when."""

    subregion_id = forms.TypedChoiceField(label=gettext_lazy("Subregion"), coerce=int)
    from_day = DayField(
        label=gettext_lazy("From"),
        help_text=gettext_lazy(
            "The first day in the new subregion. From then on its coordinator sees all dossiers, also the older ones."
        ),
    )
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=300)


@page("places.see")
def places(request: HouseRequest) -> HttpResponse:
    """Show every subregion with its buyers."""
    found = read_places(actor=request.actor, today=request.today)
    return render(request, "pages/places/list.html", {"places": found})


@page("places.change", "GET", "POST")
def buyer_places(request: HouseRequest, buyer_id: int) -> HttpResponse:
    """Show where a buyer belonged, and move it after a confirmation that names what changes."""
    shown = read_buyer_places(actor=request.actor, buyer_id=buyer_id, today=request.today)
    form = MoveForm(request.POST or None)
    form.fields["subregion_id"].choices = shown.choices  # type: ignore[attr-defined]
    if request.method != "POST":
        return render(request, "pages/places/buyer.html", {"shown": shown, "form": form})
    if form.is_valid() and "confirmed" not in request.POST:
        chosen = dict(shown.choices)[form.cleaned_data["subregion_id"]]
        return render(request, "pages/places/confirm.html", {"shown": shown, "asked": form, "subregion": chosen})
    if form.is_valid():
        try:
            move_buyer(actor=request.actor, buyer_id=buyer_id, today=request.today, **form.cleaned_data)
        except Invalid as invalid:
            show_problems(form, invalid)
        except Refused as refusal:
            form.add_error("subregion_id", str(refusal))
        else:
            success(request, _("The move of {buyer} is recorded.").format(buyer=shown.name))
            return redirect("buyer_places", buyer_id=buyer_id)
    return render(request, "pages/places/buyer.html", {"shown": shown, "form": form}, status=422)


@page("places.change", "POST")
def move_withdraw(request: HouseRequest, buyer_id: int) -> HttpResponse:
    """Withdraw a planned move."""
    withdraw_move(actor=request.actor, buyer_id=buyer_id, today=request.today)
    success(request, _("The planned move was withdrawn."))
    return redirect("buyer_places", buyer_id=buyer_id)


@page("permissions.see")
def permissions(request: HouseRequest) -> HttpResponse:
    """Show who may do what."""
    return render(request, "pages/places/permissions.html", {"table": read_permissions(actor=request.actor)})


urlpatterns = [
    path("beheer/opdrachtgevers/", places, name="places"),
    path("beheer/opdrachtgevers/<int:buyer_id>/", buyer_places, name="buyer_places"),
    path("beheer/opdrachtgevers/<int:buyer_id>/intrekken/", move_withdraw, name="move_withdraw"),
    path("wie-mag-wat/", permissions, name="permissions"),
]
