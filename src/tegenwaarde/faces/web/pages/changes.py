"""Passing on a change of an approved report: what changed, and for whom Infra-Werkt was paid."""

from __future__ import annotations

from django import forms
from django.contrib.messages import info
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenwaarde.faces.web.forms_base import PageForm
from tegenwaarde.faces.web.pages.report_steps import address_of, all_steps
from tegenwaarde.faces.web.routes import HouseRequest, page
from tegenwaarde.usecases.corrections.correct_report import ChangeKind, ChangeUnderWay, NotApproved, start_correction
from tegenwaarde.usecases.reading.changing import ChangeChoice, read_change_choice, read_infra_choice
from tegenwaarde.usecases.reading.report_form import read_report_form


class ChangeKindForm(PageForm):
    """What changed."""

    change = forms.ChoiceField(label=gettext_lazy("What changed?"), widget=forms.RadioSelect)

    def __init__(self, *args: object, shown: ChangeChoice, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["change"].choices = shown.kinds  # type: ignore[attr-defined]


@page("report.write", "GET", "POST")
def report_change(request: HouseRequest, report_id: int) -> HttpResponse:
    """Ask what changed about an approved report, and begin the change with what was approved filled in."""
    try:
        shown = read_change_choice(actor=request.actor, report_id=report_id)
    except NotApproved as refusal:
        info(request, str(refusal))
        return redirect("report", report_id=report_id)
    if shown.under_way_id:
        return _under_way(request, shown.under_way_id, is_open=shown.under_way_open)
    form = ChangeKindForm(request.POST if request.method == "POST" else None, shown=shown)
    if request.method == "POST" and form.is_valid():
        return _started(request, report_id, ChangeKind(form.cleaned_data["change"]))
    status = 422 if request.method == "POST" else 200
    return render(request, "pages/reports/change.html", {"shown": shown, "form": form}, status=status)


@page("report.write", "GET", "POST")
def report_infra(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Ask for whom Infra-Werkt was paid, and begin that change."""
    shown = read_infra_choice(actor=request.actor, contract_id=contract_id)
    chosen = request.POST.get("report", "")
    if request.method == "POST" and chosen in {str(report_id) for report_id, _who, _what in shown.rows}:
        return _started(request, int(chosen), ChangeKind.INFRA)
    status = 422 if request.method == "POST" else 200
    return render(request, "pages/reports/infra.html", {"shown": shown}, status=status)


def _started(request: HouseRequest, report_id: int, change: ChangeKind) -> HttpResponse:
    """Begin the change, and lead to the step that matters; to the one under way where there is one already."""
    try:
        made = start_correction(actor=request.actor, report_id=report_id, change=change, today=request.today)
    except ChangeUnderWay as refusal:
        shown = read_change_choice(actor=request.actor, report_id=report_id)
        return _under_way(request, int(refusal.figures["report"]), is_open=shown.under_way_open)
    now = read_report_form(actor=request.actor, report_id=made.pk)
    return redirect(address_of(made.pk, all_steps(now)[0]))


def _under_way(request: HouseRequest, report_id: int, *, is_open: bool) -> HttpResponse:
    info(request, _("A change of this report is under way already. This is it."))
    return redirect("report_check" if is_open else "report", report_id=report_id)


urlpatterns = [
    path("invulling/<int:report_id>/wijziging-doorgeven/", report_change, name="report_change"),
    path("dossiers/<int:contract_id>/invulling/infra-werkt/", report_infra, name="report_infra"),
]
