"""The finding that placing people is not possible in a contract: recorded and withdrawn, each with a reason."""

from __future__ import annotations

from django import forms
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenwaarde.faces.web.forms_base import PageForm
from tegenwaarde.faces.web.routes import HouseRequest, page, show_problems
from tegenwaarde.usecases.contracts.finding import record_finding, withdraw_finding
from tegenwaarde.usecases.reading.finding import read_finding_form
from tegenwaarde.usecases.refusals import Invalid


class ReasonForm(PageForm):
    """Why it was found, or is found no longer."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Only the buyer's side reads this. It is kept with the dossier."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )


@page("finding.record", "GET", "POST")
def finding_record(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Name what the finding does, ask why, and record it."""
    shown = read_finding_form(actor=request.actor, contract_id=contract_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            record_finding(actor=request.actor, contract_id=contract_id, reason=reason, today=request.today)
        except Invalid as invalid:
            show_problems(form, invalid)
        else:
            success(request, _("It is recorded that placing people is not possible. Activities count from now on."))
            return redirect("dossier_agreements", contract_id=contract_id)
    if request.method != "POST" and (shown.standing or not shown.matters):
        return redirect("dossier_agreements", contract_id=contract_id)
    status = 422 if request.method == "POST" else 200
    return render(request, "pages/agreements/finding.html", {"shown": shown, "form": form}, status=status)


@page("finding.record", "GET", "POST")
def finding_withdraw(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Name what withdrawing the finding does, ask why, and withdraw it."""
    shown = read_finding_form(actor=request.actor, contract_id=contract_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            withdraw_finding(actor=request.actor, contract_id=contract_id, reason=reason, today=request.today)
        except Invalid as invalid:
            show_problems(form, invalid)
        else:
            success(request, _("The finding is withdrawn. New activities do not count any more."))
            return redirect("dossier_agreements", contract_id=contract_id)
    if request.method != "POST" and not shown.standing:
        return redirect("dossier_agreements", contract_id=contract_id)
    context = {"shown": shown, "form": form, "danger": True}
    status = 422 if request.method == "POST" else 200
    return render(request, "pages/agreements/finding_withdraw.html", context, status=status)


urlpatterns = [
    path("dossiers/<int:contract_id>/plaatsen-niet-mogelijk/", finding_record, name="finding_record"),
    path("dossiers/<int:contract_id>/plaatsen-niet-mogelijk/intrekken/", finding_withdraw, name="finding_withdraw"),
]
