"""The notes of a dossier: writing one, and throwing one's own away."""

from __future__ import annotations

from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tegenwaarde.faces.web.pages.contacts import NoteForm, contacts_screen
from tegenwaarde.faces.web.routes import HouseRequest, page, show_problems
from tegenwaarde.usecases.dossier.add_note import add_note
from tegenwaarde.usecases.dossier.opening import contract_to_write
from tegenwaarde.usecases.dossier.remove_note import remove_note
from tegenwaarde.usecases.reading.notes import read_note
from tegenwaarde.usecases.refusals import Invalid


@page("dossier.write", "POST")
def notes(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Keep a note with the dossier."""
    contract_to_write(request.actor, contract_id)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return contacts_screen(request, contract_id, form)
    words = form.cleaned_data["words"]
    try:
        add_note(actor=request.actor, contract_id=contract_id, words=words, today=request.today)
    except Invalid as invalid:
        show_problems(form, invalid)
        return contacts_screen(request, contract_id, form)
    success(request, _("The note was kept."))
    return redirect("contacts", contract_id=contract_id)


@page("dossier.write", "GET", "POST")
def note_remove(request: HouseRequest, note_id: int) -> HttpResponse:
    """Throw a note away, after a page that shows it."""
    shown = read_note(actor=request.actor, note_id=note_id)
    if request.method != "POST":
        return render(request, "pages/dossier/note_remove.html", {"shown": shown, "danger": True})
    remove_note(actor=request.actor, note_id=note_id, today=request.today)
    success(request, _("The note was thrown away."))
    return redirect("contacts", contract_id=shown.contract_id)


urlpatterns = [
    path("dossiers/<int:contract_id>/notities/", notes, name="notes"),
    path("notitie/<int:note_id>/weggooien/", note_remove, name="note_remove"),
]
