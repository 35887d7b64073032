"""Agreements with branches of employers: the list of the region, recording one, and ending one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenwaarde.access.fence import require
from tegenwaarde.faces.web.forms_base import DayField, PageForm
from tegenwaarde.faces.web.routes import HouseRequest, page, show_problems
from tegenwaarde.usecases.branches.end_agreement import end_agreement
from tegenwaarde.usecases.branches.record_agreement import NewAgreement, record_agreement
from tegenwaarde.usecases.reading.branches import read_branch, read_branches
from tegenwaarde.usecases.refusals import Invalid


class BranchForm(PageForm):
    """What was agreed with a branch."""

    branch = forms.CharField(label=gettext_lazy("Branch"), max_length=120)
    cpv_prefixes = forms.CharField(
        label=gettext_lazy("For tenders with these CPV codes"),
        help_text=gettext_lazy(
            "The first digits of the codes, with a space between: “45 71” is building and engineering. Empty: for "
            "every tender."
        ),
        max_length=200,
        required=False,
    )
    words = forms.CharField(
        label=gettext_lazy("What was agreed"),
        help_text=gettext_lazy("This stands in the advice on every tender of the branch. Name no persons."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    first_day = DayField(label=gettext_lazy("First day"))
    last_day = DayField(
        label=gettext_lazy("Last day"), help_text=gettext_lazy("Empty: until you end it."), required=False
    )


class EndForm(PageForm):
    """The last day of an agreement."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    last_day = DayField(label=gettext_lazy("Last day"), help_text=gettext_lazy("This day counts too."))


@page("tender.see")
def branch_agreements(request: HouseRequest) -> HttpResponse:
    """Show the agreements of the region."""
    shown = read_branches(actor=request.actor, today=request.today)
    return render(request, "pages/branches/list.html", {"shown": shown})


@page("branch.write", "GET", "POST")
def branch_agreement_new(request: HouseRequest) -> HttpResponse:
    """Ask what was agreed, and keep it."""
    require(request.actor, "branch.write")
    form = BranchForm(request.POST if request.method == "POST" else None, initial={"first_day": request.today})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                record_agreement(actor=request.actor, new=NewAgreement(**form.cleaned_data))
            except Invalid as invalid:
                show_problems(form, invalid)
            else:
                success(request, _("The agreement is recorded. It stands in the advice on every tender that fits."))
                return redirect("branch_agreements")
    return render(request, "pages/branches/new.html", {"form": form}, status=status)


@page("branch.write", "GET", "POST")
def branch_agreement_end(request: HouseRequest, branch_id: int) -> HttpResponse:
    """Ask for the last day of an agreement, naming what follows; the button ends it."""
    shown = read_branch(actor=request.actor, agreement_id=branch_id, today=request.today)
    require(request.actor, "branch.write")
    initial: dict[str, Any] = {"version": shown.version, "last_day": shown.last_day or request.today}
    form = EndForm(request.POST if request.method == "POST" else None, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                end_agreement(actor=request.actor, agreement_id=branch_id, today=request.today, **form.cleaned_data)
            except Invalid as invalid:
                show_problems(form, invalid)
            else:
                success(request, _("The agreement with {branch} has a last day.").format(branch=shown.branch))
                return redirect("branch_agreements")
    elif shown.ended:
        return redirect("branch_agreements")
    return render(request, "pages/branches/end.html", {"shown": shown, "form": form}, status=status)


urlpatterns = [
    path("branche-afspraken/", branch_agreements, name="branch_agreements"),
    path("branche-afspraken/nieuw/", branch_agreement_new, name="branch_agreement_new"),
    path("branche-afspraken/<int:branch_id>/beeindigen/", branch_agreement_end, name="branch_agreement_end"),
]
