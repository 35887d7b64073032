"""A plan that a supplier writes, proposes and withdraws."""

from __future__ import annotations

from django import forms
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenwaarde.faces.web.formats import hours
from tegenwaarde.faces.web.forms_base import PageForm
from tegenwaarde.faces.web.pages.plan_forms import (
    CHANGES,
    Lines,
    changed_data,
    changed_lines,
    kinds_to_add,
    lines_of,
    new_line,
    put_problems,
    sketches_of,
)
from tegenwaarde.faces.web.routes import HouseRequest, page
from tegenwaarde.usecases.agreements.lines import Sketch
from tegenwaarde.usecases.agreements.propose_plan import ShortOfDuty, propose_plan
from tegenwaarde.usecases.agreements.proposing import WRITE, PlanChangedElsewhere
from tegenwaarde.usecases.agreements.record_agreement import FarAboveDuty
from tegenwaarde.usecases.agreements.withdraw_proposal import withdraw_proposal
from tegenwaarde.usecases.agreements.write_proposal import write_proposal
from tegenwaarde.usecases.reading.proposals import ProposalForm, read_proposal, read_proposal_form
from tegenwaarde.usecases.refusals import Invalid


class NoteForm(PageForm):
    """What the supplier says to the coordinator with the plan, and which version of the draft was looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput(attrs={"id": "pl-version"}))
    note = forms.CharField(
        label=gettext_lazy("Note to the coordinator"),
        help_text=gettext_lazy(
            "For example why you plan it so, or why you cannot place people. No names or other personal facts."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
    )


class SureForm(PageForm):
    """What a plan needs that looks odd: that it is meant."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    sure = forms.BooleanField(label=gettext_lazy("Yes, this is the plan we want to propose"))


@page("proposal.write", "GET", "POST")
def proposal_write(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Write a plan; every button keeps what was filled in."""
    shown = read_proposal_form(actor=request.actor, contract_id=contract_id)
    if shown.waiting_id:
        return redirect("proposal", proposal_id=shown.waiting_id)
    if request.method != "POST":
        note = NoteForm(initial={"version": shown.version, "note": shown.note})
        return _write_page(request, shown, lines_of(shown.form), note)
    lines, note = lines_of(shown.form, request.POST), NoteForm(request.POST)
    right = lines.is_valid() and note.is_valid()
    if any(name in request.POST for name in CHANGES):
        return _changed(request, shown, lines, note)
    kept = _kept(request, contract_id, lines, note)
    if kept and "later" in request.POST:
        success(request, _("Your plan is kept. You can go on whenever you like."))
        return redirect("dossier_agreements", contract_id=contract_id)
    if kept and right and "propose" in request.POST:
        return _proposed(request, shown, kept, lines, note)
    now = read_proposal_form(actor=request.actor, contract_id=contract_id)
    right = put_problems(now.value.problems, lines, note) and right
    return _write_page(request, now, lines, note, kept=kept, status=200 if right and kept else 422)


@page("proposal.write", "GET", "POST")
def proposal_value(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Keep what is filled in so far, and show what it is worth beside the form; a look leads to the form."""
    shown = read_proposal_form(actor=request.actor, contract_id=contract_id)
    if request.method != "POST" or shown.waiting_id:
        return redirect("proposal_write", contract_id=contract_id)
    lines, note = lines_of(shown.form, request.POST), NoteForm(request.POST)
    note.is_valid()
    lines.is_valid()
    kept = _kept(request, contract_id, lines, note)
    now = read_proposal_form(actor=request.actor, contract_id=contract_id) if kept else shown
    unfinished = sum(form.has_changed() and form.line() is None for form in lines)
    context = {"shown": now, "value": now.value, "kept": kept, "live": True, "unfinished": unfinished, "note": note}
    return render(request, "pages/agreements/worth.html", context)


@page("proposal.write", "GET", "POST")
def proposal_send(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Ask whether a plan that looks odd is meant, and propose it."""
    shown = read_proposal_form(actor=request.actor, contract_id=contract_id)
    if shown.waiting_id:
        return redirect("proposal", proposal_id=shown.waiting_id)
    if not shown.draft_id:
        return redirect("proposal_write", contract_id=contract_id)
    form = SureForm(request.POST if request.method == "POST" else None, initial={"version": shown.version})
    if request.method == "POST" and form.is_valid():
        propose_plan(
            actor=request.actor,
            contract_id=contract_id,
            version=form.cleaned_data["version"],
            today=request.today,
            short_is_meant=True,
            far_above_is_meant=True,
        )
        return _told_proposed(request, contract_id)
    value = shown.value
    context = {
        "shown": shown,
        "form": form,
        "far_above": str(FarAboveDuty(value.times_above)) if value.times_above else "",
        "short": str(ShortOfDuty(short_cents=value.short_cents)) if value.short_cents else "",
    }
    return render(request, "pages/agreements/send.html", context, status=422 if request.method == "POST" else 200)


@page("proposal.write", "GET", "POST")
def proposal_withdraw(request: HouseRequest, proposal_id: int) -> HttpResponse:
    """Ask whether the draft may go or the proposal be taken back, and do so."""
    shown = read_proposal(actor=request.actor, proposal_id=proposal_id, key=WRITE)
    if request.method == "POST":
        withdraw_proposal(actor=request.actor, proposal_id=proposal_id, today=request.today)
        draft = shown.row.state == "draft"
        success(request, _("The draft is gone.") if draft else _("Your plan is withdrawn. You can change it now."))
        return redirect("dossier_agreements", contract_id=shown.contract_id)
    if shown.row.state not in ("draft", "proposed"):
        return redirect("proposal", proposal_id=proposal_id)
    return render(request, "pages/agreements/withdraw.html", {"shown": shown, "danger": True})


def _changed(request: HouseRequest, shown: ProposalForm, lines: Lines, note: NoteForm) -> HttpResponse:
    """Add, copy or take away a line; what cannot be kept yet stays typed on the page."""
    contract_id, data = shown.form.contract_id, request.POST
    sketches = sketches_of(lines)
    place = changed_lines(sketches, data, new_line(shown.form, data.get("add", "")))
    readable = not any(form.unreadable for form in lines)
    if _kept(request, contract_id, lines, note, sketches) and readable:
        return redirect(f"{reverse('proposal_write', kwargs={'contract_id': contract_id})}#line-{place}")
    now = read_proposal_form(actor=request.actor, contract_id=contract_id)
    typed = changed_data(shown.form, data)
    if note.is_valid():
        typed["version"] = str(now.version)
    again = lines_of(now.form, typed)
    for form in again:
        form.errors.clear()
    return _write_page(request, now, again, NoteForm(typed) if note.is_valid() else note)


def _kept(
    request: HouseRequest, contract_id: int, lines: Lines, note: NoteForm, sketches: list[Sketch] | None = None
) -> int:
    """Keep the draft and return its version; 0, with the reason in the form, where it was refused."""
    if not note.is_valid():
        return 0
    try:
        made = write_proposal(
            actor=request.actor,
            contract_id=contract_id,
            sketches=sketches_of(lines) if sketches is None else sketches,
            note=note.cleaned_data["note"],
            version=note.cleaned_data["version"],
            today=request.today,
        )
    except PlanChangedElsewhere as refusal:
        note.add_error(None, str(refusal))
        return 0
    return made.version


def _proposed(request: HouseRequest, shown: ProposalForm, version: int, lines: Lines, note: NoteForm) -> HttpResponse:
    """Propose the plan that was just kept; one that looks odd is asked about first."""
    contract_id = shown.form.contract_id
    try:
        propose_plan(actor=request.actor, contract_id=contract_id, version=version, today=request.today)
    except (ShortOfDuty, FarAboveDuty):
        return redirect("proposal_send", contract_id=contract_id)
    except Invalid as invalid:
        put_problems(invalid.problems, lines, note)
        now = read_proposal_form(actor=request.actor, contract_id=contract_id)
        return _write_page(request, now, lines, note, kept=version, status=422)
    return _told_proposed(request, contract_id)


def _told_proposed(request: HouseRequest, contract_id: int) -> HttpResponse:
    success(request, _("Your plan is proposed. The coordinator reads it and answers."))
    return redirect("dossier_agreements", contract_id=contract_id)


def _write_page(
    request: HouseRequest, shown: ProposalForm, lines: Lines, note: NoteForm, *, kept: int = 0, status: int = 200
) -> HttpResponse:
    context = {
        "shown": shown,
        "value": shown.value,
        "lines": lines,
        "note": note,
        "seen_version": kept or note["version"].value(),
        "kinds": kinds_to_add(shown.form),
        "fulltime": hours(shown.form.fulltime_hours),
        "unfinished": sum(form.has_changed() and form.line() is None for form in lines) if lines.is_bound else 0,
        "wrong": [form for form in (*lines, note) if form.errors],
    }
    return render(request, "pages/agreements/write.html", context, status=status)


urlpatterns = [
    path("dossiers/<int:contract_id>/afspraken/voorstel/", proposal_write, name="proposal_write"),
    path("dossiers/<int:contract_id>/afspraken/voorstel/waarde/", proposal_value, name="proposal_value"),
    path("dossiers/<int:contract_id>/afspraken/voorstel/doen/", proposal_send, name="proposal_send"),
    path("voorstellen/<int:proposal_id>/intrekken/", proposal_withdraw, name="proposal_withdraw"),
]
