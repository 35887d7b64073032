"""Agreements of a dossier: what was agreed and proposed, versions compared, and recording a new version."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenwaarde.faces.web.formats import hours, longdate
from tegenwaarde.faces.web.forms_base import PageForm
from tegenwaarde.faces.web.pages.plan_forms import (
    CHANGES,
    Lines,
    changed_data,
    kinds_to_add,
    lines_of,
    put_problems,
)
from tegenwaarde.faces.web.routes import HouseRequest, page
from tegenwaarde.usecases.agreements.lines import PlannedLine
from tegenwaarde.usecases.agreements.record_agreement import FarAboveDuty, NewerAgreement, record_agreement
from tegenwaarde.usecases.reading.agreement import PlanForm, read_agreements, read_plan_form, value_of_plan
from tegenwaarde.usecases.reading.dossier import read_head
from tegenwaarde.usecases.reading.finding import read_finding
from tegenwaarde.usecases.reading.plan_value import PlanValue
from tegenwaarde.usecases.reading.proposals import read_proposals
from tegenwaarde.usecases.reading.versions import PlanVersion, read_comparison


class NoteForm(PageForm):
    """What else there is to say, and after which version this one was written."""

    after = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("Only the buyer's side reads this."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
    )
    sure = forms.BooleanField(label=gettext_lazy("Yes, the numbers and amounts are right"), required=False)


@page("dossier.see")
def dossier_agreements(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Show what was agreed, whether it covers what is due, and what is proposed."""
    actor = request.actor
    context = {
        "head": read_head(actor=actor, contract_id=contract_id, today=request.today),
        "shown": read_agreements(actor=actor, contract_id=contract_id),
        "board": read_proposals(actor=actor, contract_id=contract_id),
        "finding": read_finding(actor=actor, contract_id=contract_id),
        "tab": "agreements",
    }
    return render(request, "pages/contracts/agreements.html", context)


@page("dossier.see")
def versions_compare(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Show two versions of the plan side by side; the address says which."""
    found = read_comparison(
        actor=request.actor,
        contract_id=contract_id,
        before=request.GET.get("van", ""),
        after=request.GET.get("naar", ""),
    )
    context = {
        "found": found,
        "choices": [(version.name, version_words(version)) for version in found.versions],
        "before_words": version_words(found.before) if found.before else "",
        "after_words": version_words(found.after) if found.after else "",
    }
    return render(request, "pages/agreements/compare.html", context)


def version_words(version: PlanVersion) -> str:
    """Return what a version is called."""
    told = {"number": version.number, "day": longdate(version.day)}
    if version.agreed:
        return _("Agreement, version {number} ({day})").format(**told)
    return _("Proposed plan {number} ({day})").format(**told)


@page("agreement.record", "GET", "POST")
def agreement_record(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Ask for the lines of a new version, say what they are worth, and record them."""
    shown = read_plan_form(actor=request.actor, contract_id=contract_id)
    if request.method != "POST":
        return _form_page(request, shown, lines_of(shown), NoteForm(initial={"after": shown.after}))
    changes = any(name in request.POST for name in CHANGES)
    data = changed_data(shown, request.POST) if changes else request.POST
    lines, note = lines_of(shown, data), NoteForm(data)
    right = lines.is_valid() and note.is_valid()
    planned = [line for form in lines if (line := form.line())]
    value = value_of_plan(actor=request.actor, contract_id=contract_id, lines=planned)
    if not {"record", "calculate"} & set(data):
        for form in lines:
            form.errors.clear()
        return _form_page(request, shown, lines, note, value=value)
    if planned or right:
        right = put_problems(value.problems, lines, note) and right
    if right and "record" not in data:
        return _form_page(request, shown, lines, note, value=value)
    if right and _recorded(request, contract_id, note, planned):
        success(request, _("The agreements are recorded. The supplier can see them."))
        return redirect("dossier_agreements", contract_id=contract_id)
    return _form_page(request, shown, lines, note, value=value, status=422)


def _recorded(request: HouseRequest, contract_id: int, note: NoteForm, planned: Sequence[PlannedLine]) -> bool:
    """Record the plan; where it is refused, say so."""
    try:
        record_agreement(
            actor=request.actor,
            contract_id=contract_id,
            after=note.cleaned_data["after"],
            lines=planned,
            note=note.cleaned_data["note"],
            today=request.today,
            far_above_is_meant=note.cleaned_data["sure"],
        )
    except FarAboveDuty as refusal:
        note.add_error("sure", str(refusal))
        return False
    except NewerAgreement as refusal:
        note.add_error(None, str(refusal))
        return False
    return True


def _form_page(
    request: HouseRequest,
    shown: PlanForm,
    lines: Lines,
    note: NoteForm,
    *,
    value: PlanValue | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "shown": shown,
        "lines": lines,
        "note": note,
        "kinds": kinds_to_add(shown),
        "value": value if value and value.lines and not value.problems else None,
        "far_above": str(FarAboveDuty(value.times_above)) if value and value.times_above else "",
        "fulltime": hours(shown.fulltime_hours),
        "wrong": [form for form in (*lines, note) if form.errors],
    }
    return render(request, "pages/contracts/record.html", context, status=status)


urlpatterns = [
    path("dossiers/<int:contract_id>/afspraken/", dossier_agreements, name="dossier_agreements"),
    path("dossiers/<int:contract_id>/afspraken/vergelijken/", versions_compare, name="versions_compare"),
    path("dossiers/<int:contract_id>/afspraken/vastleggen/", agreement_record, name="agreement_record"),
]
