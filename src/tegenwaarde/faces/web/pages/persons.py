"""The persons that a supplier reports about: the list, one person, another reference, and who it is said once."""

from __future__ import annotations

from typing import Any

from django.contrib.messages import success
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from tegenwaarde.faces.web.forms_base import PageForm
from tegenwaarde.faces.web.pages.who_forms import IDENTITY, IdentityForm, reference_field
from tegenwaarde.faces.web.routes import HouseRequest, page, show_problems
from tegenwaarde.usecases.persons.change_person import RenamedMeanwhile, change_reference, give_identity
from tegenwaarde.usecases.reading.persons import PersonPage, read_person, read_persons
from tegenwaarde.usecases.refusals import Invalid

PAGE = 50
LONGEST_SEARCH = 60


class ReferenceForm(PageForm):
    """Another reference for the same person."""

    reference = reference_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reference"].widget.attrs.pop("list", None)


class WhoIsForm(IdentityForm):
    """Who the person is, said later."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in IDENTITY:
            self.fields[name].required = True


@page("persons.see")
def persons(request: HouseRequest) -> HttpResponse:
    """Show the supplier's own persons, by reference."""
    search = request.GET.get("zoek", "").strip()[:LONGEST_SEARCH]
    unknown = request.GET.get("wie") == "onbekend"
    number = request.GET.get("page", "1")
    shown = read_persons(
        actor=request.actor,
        search=search,
        only_unknown=unknown,
        page=int(number) if number.isascii() and number.isdecimal() and len(number) < 9 else 1,
        size=PAGE,
    )
    rows = Paginator(range(shown.found), PAGE).get_page(number)
    context = {"shown": shown, "search": search, "only_unknown": unknown, "page": rows}
    return render(request, "pages/persons/list.html", context)


@page("persons.see")
def person(request: HouseRequest, person_id: int) -> HttpResponse:
    """Show one person with the reports about it."""
    return _screen(request, read_person(actor=request.actor, person_id=person_id))


@page("persons.see", "GET", "POST")
def person_reference(request: HouseRequest, person_id: int) -> HttpResponse:
    """Give the person another reference; a look leads to the person."""
    shown = read_person(actor=request.actor, person_id=person_id)
    if request.method != "POST":
        return redirect("person", person_id=person_id)
    form = ReferenceForm(request.POST)
    if form.is_valid():
        was = request.POST.get("was", shown.reference)
        try:
            change_reference(
                actor=request.actor, person_id=person_id, reference=form.cleaned_data["reference"], was=was
            )
        except Invalid as invalid:
            show_problems(form, invalid)
        except RenamedMeanwhile as refusal:
            form.add_error(None, str(refusal))
        else:
            success(request, _("The reference was changed, for all reports about this person."))
            return redirect("person", person_id=person_id)
    return _screen(request, shown, renaming=form)


@sensitive_post_parameters(*IDENTITY)
@page("persons.see", "GET", "POST")
def person_identity(request: HouseRequest, person_id: int) -> HttpResponse:
    """Say who the person is, where that was not known; a look leads to the person."""
    shown = read_person(actor=request.actor, person_id=person_id)
    if request.method != "POST":
        return redirect("person", person_id=person_id)
    form = WhoIsForm(request.POST)
    if form.is_valid():
        try:
            give_identity(actor=request.actor, person_id=person_id, today=request.today, **form.cleaned_data)
        except Invalid as invalid:
            show_problems(form, invalid)
        else:
            success(request, _("It is known now who this is. The name and the day were not kept."))
            return redirect("person", person_id=person_id)
    return _screen(request, shown, naming=form)


def _screen(
    request: HouseRequest,
    shown: PersonPage,
    *,
    renaming: ReferenceForm | None = None,
    naming: WhoIsForm | None = None,
) -> HttpResponse:
    context = {
        "shown": shown,
        "form": renaming or naming,
        "renaming": renaming or ReferenceForm(initial={"reference": shown.reference}),
        "naming": naming or WhoIsForm(),
    }
    status = 422 if renaming or naming else 200
    return render(request, "pages/persons/person.html", context, status=status)


urlpatterns = [
    path("personen/", persons, name="persons"),
    path("personen/<int:person_id>/", person, name="person"),
    path("personen/<int:person_id>/referentie/", person_reference, name="person_reference"),
    path("personen/<int:person_id>/wie/", person_identity, name="person_identity"),
]
