"""Amendments of a contract: the list, a new one, and deciding about one that a notice proposes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tegenwaarde.faces.web.pages.amendment_forms import ChangeForm, DeclineForm
from tegenwaarde.faces.web.routes import HouseRequest, page, show_problems
from tegenwaarde.usecases.amendments.amend_contract import amend_contract
from tegenwaarde.usecases.amendments.change import Change
from tegenwaarde.usecases.amendments.decide_amendment import decline, take_over
from tegenwaarde.usecases.contracts.copy_contract import copy_contract
from tegenwaarde.usecases.contracts.drafting import ChangedMeanwhile
from tegenwaarde.usecases.reading.amendments import (
    AmendmentForm,
    ShownEffect,
    read_amendment_form,
    read_amendments,
    read_effect,
    read_proposed,
)
from tegenwaarde.usecases.reading.dossier import read_head
from tegenwaarde.usecases.refusals import Invalid

FORM, CONFIRM = "pages/amendments/form.html", "pages/amendments/confirm.html"


@page("dossier.see")
def amendments(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Show the amendments of a contract, what waits for a decision, and every version of what is due."""
    shown = read_amendments(actor=request.actor, contract_id=contract_id)
    head = read_head(actor=request.actor, contract_id=contract_id, today=request.today)
    return render(request, "pages/amendments/list.html", {"head": head, "shown": shown, "tab": "obligation"})


@page("contract.amend", "GET", "POST")
def amendment_new(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Ask what changes, show what that does, and keep it once that was seen."""
    shown = read_amendment_form(actor=request.actor, contract_id=contract_id)

    def keep(change: Change, seen: str) -> None:
        amend_contract(
            actor=request.actor,
            contract_id=contract_id,
            change=change,
            shown=seen,
            today=request.today,
            ports=request.ports,
        )

    return _asked(request, shown, keep)


@page("draft.see", "GET", "POST")
def amendment_decide(request: HouseRequest, amendment_id: int) -> HttpResponse:
    """Show what a notice proposes, to take it over (perhaps changed) or to leave it aside."""
    shown = read_proposed(actor=request.actor, amendment_id=amendment_id)
    if request.method == "POST" and request.POST.get("then") == "decline":
        return _declined(request, shown, amendment_id)

    def keep(change: Change, seen: str) -> None:
        take_over(
            actor=request.actor,
            amendment_id=amendment_id,
            change=change,
            shown=seen,
            today=request.today,
            ports=request.ports,
        )

    return _asked(request, shown, keep)


@page("contract.complete", "POST")
def contract_copy(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Begin a draft as the copy of a contract, and go there."""
    made = copy_contract(actor=request.actor, contract_id=contract_id)
    success(request, _("A draft was made that begins where this one ends. Complete it and put it in force."))
    return redirect("draft", contract_id=made.pk)


def _asked(request: HouseRequest, shown: AmendmentForm, keep: Callable[[Change, str], None]) -> HttpResponse:
    """Show the form, then the effect of what was filled in, then keep it."""
    form = ChangeForm(request.POST if request.method == "POST" else None, shown=shown)
    if request.method != "POST" or request.POST.get("then") == "edit":
        return _form(request, shown, form if request.method != "POST" else _unchecked(request, shown))
    if not form.is_valid():
        return _form(request, shown, form, status=422)
    try:
        effect = read_effect(
            actor=request.actor, contract_id=shown.contract_id, change=form.change(), today=request.today
        )
        if request.POST.get("then") != "save":
            return _confirm(request, shown, form, effect)
        keep(form.change(), request.POST.get("shown", ""))
    except Invalid as invalid:
        show_problems(form, invalid)
        return _form(request, shown, form, status=422)
    except ChangedMeanwhile as changed:
        return _confirm(request, shown, form, effect, changed=changed)
    success(request, _("The amendment is in force. The supplier can read it."))
    return redirect("amendments", contract_id=shown.contract_id)


def _unchecked(request: HouseRequest, shown: AmendmentForm) -> ChangeForm:
    """Return the form with what was typed, to go on with."""
    form = ChangeForm(shown=shown)
    form.initial = {name: request.POST.get(name, "") for name in form.fields}
    return form


def _declined(request: HouseRequest, shown: AmendmentForm, amendment_id: int) -> HttpResponse:
    declining = DeclineForm(request.POST)
    declining.is_valid()
    try:
        decline(
            actor=request.actor,
            amendment_id=amendment_id,
            reason=declining.cleaned_data.get("decided_reason", ""),
            today=request.today,
        )
    except Invalid as invalid:
        show_problems(declining, invalid)
        return _form(request, shown, ChangeForm(shown=shown), declining=declining, status=422)
    success(request, _("The amendment was left aside. The contract stays as it is."))
    return redirect("amendments", contract_id=shown.contract_id)


def _form(
    request: HouseRequest,
    shown: AmendmentForm,
    form: ChangeForm,
    *,
    declining: DeclineForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"shown": shown, "form": form, "declining": declining or DeclineForm()}
    return render(request, FORM, context, status=status)


def _confirm(
    request: HouseRequest,
    shown: AmendmentForm,
    form: ChangeForm,
    effect: ShownEffect,
    *,
    changed: ChangedMeanwhile | None = None,
) -> HttpResponse:
    """Show the effect; where it is not the one that was looked at before, say so and ask again."""
    context = {"shown": shown, "asked": form, "effect": effect, "changed": changed}
    return render(request, CONFIRM, context, status=409 if changed else 200)


urlpatterns = [
    path("dossiers/<int:contract_id>/wijzigingen/", amendments, name="amendments"),
    path("dossiers/<int:contract_id>/wijzigingen/nieuw/", amendment_new, name="amendment_new"),
    path("dossiers/<int:contract_id>/kopie/", contract_copy, name="contract_copy"),
    path("wijzigingen/<int:amendment_id>/", amendment_decide, name="amendment_decide"),
]
