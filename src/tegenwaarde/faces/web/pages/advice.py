"""The advice on a tender: what the policy says and why, trying out, departing with a reason, and notes."""

from __future__ import annotations

from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tegenwaarde.faces.web.pages.advice_forms import DepartForm, NoteForm, WhatIfForm
from tegenwaarde.faces.web.routes import HouseRequest, page, show_problems
from tegenwaarde.usecases.contracts.drafting import ChangedMeanwhile
from tegenwaarde.usecases.reading.advice import read_advice, read_depart_choices
from tegenwaarde.usecases.reading.tender import read_tender_head
from tegenwaarde.usecases.reading.tender_notes import read_tender_note, read_tender_notes
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.tenders.depart import depart_from_advice, take_back_departure
from tegenwaarde.usecases.tenders.note_remove import remove_tender_note
from tegenwaarde.usecases.tenders.note_write import add_tender_note, change_tender_note


@page("tender.see")
def tender_advice(request: HouseRequest, tender_id: int) -> HttpResponse:
    """Show the advice; what the address asks is tried out and kept nowhere."""
    shown = read_advice(actor=request.actor, tender_id=tender_id, today=request.today)
    form = WhatIfForm(request.GET, kept=shown.as_kept)
    what_if = form.what_if(shown.as_kept)
    if what_if is not None:
        shown = read_advice(actor=request.actor, tender_id=tender_id, what_if=what_if, today=request.today)
    head = read_tender_head(actor=request.actor, tender_id=tender_id, today=request.today)
    context = {"head": head, "here": "tender_advice", "shown": shown, "form": form}
    return render(request, "pages/advice/advice.html", context, status=422 if form.errors else 200)


@page("tender.depart", "GET", "POST")
def tender_depart(request: HouseRequest, tender_id: int) -> HttpResponse:
    """Ask what is decided otherwise and why, and keep it."""
    shown = read_depart_choices(actor=request.actor, tender_id=tender_id, today=request.today)
    form = DepartForm(request.POST if request.method == "POST" else None, shown=shown)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                depart_from_advice(actor=request.actor, tender_id=tender_id, today=request.today, **form.decided())
            except Invalid as invalid:
                show_problems(form, invalid)
            except ChangedMeanwhile as refusal:
                form.add_error(None, str(refusal))
            else:
                success(request, _("Your decision is kept, with its reason."))
                return redirect("tender_advice", tender_id=tender_id)
    elif not shown.page.may_depart:
        return redirect("tender_advice", tender_id=tender_id)
    return render(
        request, "pages/advice/depart.html", {"shown": shown.page, "choices": shown, "form": form}, status=status
    )


@page("tender.depart", "POST")
def tender_depart_back(request: HouseRequest, tender_id: int) -> HttpResponse:
    """Let the tender be as the advice says again."""
    text = request.POST.get("version", "")
    version = int(text) if text.isdecimal() and len(text) < 10 else 0
    take_back_departure(actor=request.actor, tender_id=tender_id, version=version, today=request.today)
    success(request, _("The tender is as the advice says again."))
    return redirect("tender_advice", tender_id=tender_id)


@page("tender.see", "GET", "POST")
def tender_notes(request: HouseRequest, tender_id: int) -> HttpResponse:
    """Show the notes on a tender, and add one."""
    shown = read_tender_notes(actor=request.actor, tender_id=tender_id)
    form = NoteForm(request.POST if request.method == "POST" else None, kind="consultation", day=request.today)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                add_tender_note(actor=request.actor, tender_id=tender_id, today=request.today, **form.cleaned_data)
            except Invalid as invalid:
                show_problems(form, invalid)
            else:
                success(request, _("The note is added."))
                return redirect("tender_notes", tender_id=tender_id)
    head = read_tender_head(actor=request.actor, tender_id=tender_id, today=request.today)
    context = {"head": head, "here": "tender_notes", "shown": shown, "form": form}
    return render(request, "pages/advice/notes.html", context, status=status)


@page("tender.plan", "GET", "POST")
def tender_note(request: HouseRequest, tender_id: int, tender_note_id: int) -> HttpResponse:
    """Change one's own note."""
    shown = read_tender_notes(actor=request.actor, tender_id=tender_id)
    note = read_tender_note(actor=request.actor, tender_id=tender_id, note_id=tender_note_id)
    form = NoteForm(request.POST if request.method == "POST" else None, note=note)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                change_tender_note(
                    actor=request.actor, note_id=tender_note_id, today=request.today, **form.cleaned_data
                )
            except Invalid as invalid:
                show_problems(form, invalid)
            else:
                success(request, _("The note is changed."))
                return redirect("tender_notes", tender_id=tender_id)
    elif not note.own:
        return redirect("tender_notes", tender_id=tender_id)
    return render(request, "pages/advice/note.html", {"shown": shown, "note": note, "form": form}, status=status)


@page("tender.plan", "GET", "POST")
def tender_note_remove(request: HouseRequest, tender_id: int, tender_note_id: int) -> HttpResponse:
    """Ask whether one's own note is removed; the button does it."""
    shown = read_tender_notes(actor=request.actor, tender_id=tender_id)
    note = read_tender_note(actor=request.actor, tender_id=tender_id, note_id=tender_note_id)
    if request.method == "POST":
        remove_tender_note(actor=request.actor, note_id=tender_note_id, today=request.today)
        success(request, _("The note is removed."))
        return redirect("tender_notes", tender_id=tender_id)
    if not note.own:
        return redirect("tender_notes", tender_id=tender_id)
    return render(request, "pages/advice/note_remove.html", {"shown": shown, "note": note, "danger": True})


urlpatterns = [
    path("aanbestedingen/<int:tender_id>/advies/", tender_advice, name="tender_advice"),
    path("aanbestedingen/<int:tender_id>/advies/anders/", tender_depart, name="tender_depart"),
    path("aanbestedingen/<int:tender_id>/advies/terug/", tender_depart_back, name="tender_depart_back"),
    path("aanbestedingen/<int:tender_id>/notities/", tender_notes, name="tender_notes"),
    path("aanbestedingen/<int:tender_id>/notities/<int:tender_note_id>/", tender_note, name="tender_note"),
    path(
        "aanbestedingen/<int:tender_id>/notities/<int:tender_note_id>/verwijderen/",
        tender_note_remove,
        name="tender_note_remove",
    ),
]
