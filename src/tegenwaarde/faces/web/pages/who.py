"""About whom a report is: beginning one, and changing it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.debug import sensitive_post_parameters

from tegenwaarde.faces.web.pages.reports import first_step, step_page
from tegenwaarde.faces.web.pages.who_forms import IDENTITY, NewForm, WhoForm
from tegenwaarde.faces.web.routes import HouseRequest, page, show_problems
from tegenwaarde.usecases.persons.identify import Identity, identify
from tegenwaarde.usecases.reading.known_persons import identity_is_known, own_references
from tegenwaarde.usecases.reading.new_report import INFRA, read_new_report
from tegenwaarde.usecases.reading.report_form import read_report_form
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.reports.answers import PLACEMENT
from tegenwaarde.usecases.reports.opening import ChangedElsewhere
from tegenwaarde.usecases.reports.save_draft import rename_person
from tegenwaarde.usecases.reports.start_report import start_report


@sensitive_post_parameters(*IDENTITY)
@page("report.write", "GET", "POST")
def report_new(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Begin a report: what it is about, and about whom."""
    shown = read_new_report(actor=request.actor, contract_id=contract_id)
    form = NewForm(_posted(request), shown=shown, is_known=_known(request, contract_id))
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["kind"] == INFRA:
            return redirect("report_infra", contract_id=contract_id)
        try:
            made = start_report(
                actor=request.actor,
                contract_id=contract_id,
                today=request.today,
                kind=form.cleaned_data["kind"],
                reference=form.cleaned_data["reference"],
                identity=_identity(request, form) if form.about_somebody else None,
            )
        except Invalid as invalid:
            show_problems(form, invalid)
        else:
            return redirect(first_step(form.cleaned_data["kind"], made.pk))
    context = {"shown": shown, "form": form, "references": own_references(actor=request.actor, contract_id=contract_id)}
    status = 422 if request.method == "POST" else 200
    return render(request, "pages/reports/new.html", context, status=status)


@sensitive_post_parameters(*IDENTITY)
@page("report.write", "GET", "POST")
def report_who(request: HouseRequest, report_id: int) -> HttpResponse:
    """Change about whom the report is, or say who that is."""
    shown = read_report_form(actor=request.actor, report_id=report_id)
    initial = {"reference": shown.reference}
    form = WhoForm(_posted(request), initial=initial, is_known=_known(request, shown.contract_id))
    if request.method == "POST" and form.is_valid() and _renamed(request, report_id, form):
        done = shown.answers.kind == PLACEMENT and bool(shown.block)
        return redirect("report_check", report_id) if done else redirect(first_step(shown.answers.kind, report_id))
    references = own_references(actor=request.actor, contract_id=shown.contract_id)
    return step_page(request, shown, form, "wie", references=references)


def _renamed(request: HouseRequest, report_id: int, form: WhoForm) -> bool:
    """Keep about whom the report is; False, with the reason in the form, where it was refused."""
    sent = request.POST.get("version", "")
    try:
        rename_person(
            actor=request.actor,
            report_id=report_id,
            reference=form.cleaned_data["reference"],
            identity=_identity(request, form),
            version=int(sent) if sent.isascii() and sent.isdecimal() else None,
        )
    except Invalid as invalid:
        show_problems(form, invalid)
    except ChangedElsewhere as refusal:
        form.add_error(None, str(refusal))
    else:
        return True
    return False


def _identity(request: HouseRequest, form: WhoForm) -> Identity | None:
    """Return who was filled in, hashed; Invalid where it is no name or day."""
    given = form.cleaned_data
    return identify(name_at_birth=given["name_at_birth"], birth_date=given["birth_date"], today=request.today)


def _known(request: HouseRequest, contract_id: int) -> Any:
    return lambda reference: identity_is_known(actor=request.actor, contract_id=contract_id, reference=reference)


def _posted(request: HouseRequest) -> Any:
    return request.POST if request.method == "POST" else None


urlpatterns = [
    path("dossiers/<int:contract_id>/invulling/nieuw/", report_new, name="report_new"),
    path("invulling/<int:report_id>/wie/", report_who, name="report_who"),
]
