"""A proposed plan as both sides read it; the coordinator agrees to it or returns it."""

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
from tegenwaarde.usecases.agreements.answer_proposal import agree_to_proposal, return_proposal
from tegenwaarde.usecases.agreements.proposing import ANSWER
from tegenwaarde.usecases.agreements.record_agreement import FarAboveDuty
from tegenwaarde.usecases.reading.proposals import ProposalPage, read_proposal
from tegenwaarde.usecases.refusals import Invalid


class AgreeForm(PageForm):
    """What goes with an agreement: a note for the buyer's side; and that a plan far above what is due is meant."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    after = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("Only the buyer's side reads this."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
    )
    sure = forms.BooleanField(label=gettext_lazy("Yes, the numbers and amounts are right"), required=False)


class ReturnForm(PageForm):
    """Why a plan goes back."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Why do you return this plan?"),
        help_text=gettext_lazy("The supplier reads this. Say what has to change."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )


@page("dossier.see")
def proposal(request: HouseRequest, proposal_id: int) -> HttpResponse:
    """Show one proposal, with what it is worth, and what can be done with it."""
    shown = read_proposal(actor=request.actor, proposal_id=proposal_id)
    if shown.row.state == "draft":
        return redirect("proposal_write", contract_id=shown.contract_id)
    return render(request, "pages/agreements/proposal.html", {"shown": shown})


@page("proposal.answer", "GET", "POST")
def proposal_agree(request: HouseRequest, proposal_id: int) -> HttpResponse:
    """Name what agreeing does, and agree."""
    shown = read_proposal(actor=request.actor, proposal_id=proposal_id, key=ANSWER)
    initial = {"version": shown.row.version, "after": shown.present_number}
    form = AgreeForm(request.POST if request.method == "POST" else None, initial=initial)
    if not shown.value.times_above:
        del form.fields["sure"]
    if request.method == "POST" and form.is_valid():
        try:
            agree_to_proposal(
                actor=request.actor,
                proposal_id=proposal_id,
                version=form.cleaned_data["version"],
                after=form.cleaned_data["after"],
                note=form.cleaned_data["note"],
                ports=request.ports,
                today=request.today,
                far_above_is_meant=form.cleaned_data.get("sure", False),
            )
        except FarAboveDuty as refusal:
            form.add_error("sure", str(refusal))
        else:
            success(request, _("You agreed to the plan. The supplier gets a mail."))
            return redirect("dossier_agreements", contract_id=shown.contract_id)
    return _answer_page(request, "agree", shown, form)


@page("proposal.answer", "GET", "POST")
def proposal_return(request: HouseRequest, proposal_id: int) -> HttpResponse:
    """Ask why the plan goes back, and return it."""
    shown = read_proposal(actor=request.actor, proposal_id=proposal_id, key=ANSWER)
    form = ReturnForm(request.POST if request.method == "POST" else None, initial={"version": shown.row.version})
    if request.method == "POST" and form.is_valid():
        try:
            return_proposal(
                actor=request.actor,
                proposal_id=proposal_id,
                version=form.cleaned_data["version"],
                reason=form.cleaned_data["reason"],
                ports=request.ports,
                today=request.today,
            )
        except Invalid as invalid:
            show_problems(form, invalid)
        else:
            success(request, _("The plan is returned. The supplier gets a mail."))
            return redirect("dossier_agreements", contract_id=shown.contract_id)
    return _answer_page(request, "return", shown, form)


def _answer_page(request: HouseRequest, answer: str, shown: ProposalPage, form: AgreeForm | ReturnForm) -> HttpResponse:
    """Ask before answering; what does not wait any more leads back to the proposal."""
    if request.method != "POST" and not shown.waiting:
        return redirect("proposal", proposal_id=shown.row.proposal_id)
    far_above = str(FarAboveDuty(shown.value.times_above)) if shown.value.times_above else ""
    context = {"shown": shown, "form": form, "far_above": far_above}
    status = 422 if request.method == "POST" else 200
    return render(request, f"pages/agreements/{answer}.html", context, status=status)


urlpatterns = [
    path("voorstellen/<int:proposal_id>/", proposal, name="proposal"),
    path("voorstellen/<int:proposal_id>/akkoord/", proposal_agree, name="proposal_agree"),
    path("voorstellen/<int:proposal_id>/terugsturen/", proposal_return, name="proposal_return"),
]
