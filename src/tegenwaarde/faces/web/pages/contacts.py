"""The contacts of a dossier: whom to call on both sides, with the notes of the buyer's side."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django import forms
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenwaarde.faces.web.forms_base import PageForm
from tegenwaarde.faces.web.routes import HouseRequest, page, show_problems
from tegenwaarde.usecases.dossier.add_contact import add_contact
from tegenwaarde.usecases.dossier.add_note import LONGEST_NOTE
from tegenwaarde.usecases.dossier.change_contact import change_contact
from tegenwaarde.usecases.dossier.contacts import LONGEST_EMAIL, LONGEST_NAME, LONGEST_PHONE, ContactFacts
from tegenwaarde.usecases.dossier.end_contact import end_contact
from tegenwaarde.usecases.reading.contacts import ContactToWrite, read_contact, read_contacts, read_new_contact
from tegenwaarde.usecases.reading.dossier import read_head
from tegenwaarde.usecases.refusals import Invalid

BUYER, SUPPLIER = "buyer", "supplier"


class NoteForm(PageForm):
    """A note for the buyer's side."""

    words = forms.CharField(
        label=gettext_lazy("New note"),
        help_text=gettext_lazy("Only the buyer's side reads this. Leave out what is not needed about a person."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_NOTE,
    )


class ContactForm(PageForm):
    """Somebody to call."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    side = forms.ChoiceField(label=gettext_lazy("Works for"), widget=forms.RadioSelect)
    role = forms.ChoiceField(label=gettext_lazy("Role in this contract"))
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=LONGEST_NAME, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    email = forms.CharField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("Fill in an e-mail address, a phone number, or both."),
        required=False,
        max_length=LONGEST_EMAIL,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Phone"),
        required=False,
        max_length=LONGEST_PHONE,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    deputy_of = forms.TypedChoiceField(
        label=gettext_lazy("Stands in for"),
        help_text=gettext_lazy("For example during holidays or illness."),
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(self, data: Any = None, *, shown: ContactToWrite) -> None:
        """Begin with what is known; offer the other contacts to stand in for."""
        known = asdict(shown.facts) if shown.facts else {"side": BUYER, "role": "social_return"}
        super().__init__(data, initial={**known, "version": shown.version, "deputy_of": known.get("deputy_of") or ""})
        organisations = {BUYER: shown.buyer, SUPPLIER: shown.supplier}
        self.fields["side"].choices = list(organisations.items())  # type: ignore[attr-defined]
        self.fields["role"].choices = list(shown.roles)  # type: ignore[attr-defined]
        others = [(pk, f"{name} ({organisations[side]})") for pk, side, name in shown.others]
        self.fields["deputy_of"].choices = [("", _("Nobody")), *others]  # type: ignore[attr-defined]
        if not others:
            del self.fields["deputy_of"]

    def facts(self) -> ContactFacts:
        """Return what was filled in."""
        given = self.cleaned_data
        names = ("side", "role", "name", "email", "phone")
        return ContactFacts(**{name: given[name] for name in names}, deputy_of=given.get("deputy_of") or 0)


@page("dossier.see")
def contacts(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Show whom to call on both sides."""
    return contacts_screen(request, contract_id)


@page("dossier.write", "GET", "POST")
def contact_new(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Add a contact."""
    shown = read_new_contact(actor=request.actor, contract_id=contract_id, today=request.today)
    form = ContactForm(request.POST if request.method == "POST" else None, shown=shown)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_contact(actor=request.actor, contract_id=contract_id, facts=form.facts(), today=request.today)
        except Invalid as invalid:
            show_problems(form, invalid)
        else:
            success(request, _("%(name)s was added.") % {"name": made.name})
            return redirect("contacts", contract_id=contract_id)
    return _form_screen(request, shown, form)


@page("dossier.write", "GET", "POST")
def contact_change(request: HouseRequest, contact_id: int) -> HttpResponse:
    """Change a contact."""
    shown = read_contact(actor=request.actor, contact_id=contact_id, today=request.today)
    form = ContactForm(request.POST if request.method == "POST" else None, shown=shown)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            kept = change_contact(
                actor=request.actor, contact_id=contact_id, version=version, facts=form.facts(), today=request.today
            )
        except Invalid as invalid:
            show_problems(form, invalid)
        else:
            success(request, _("What is known of %(name)s was changed.") % {"name": kept.name})
            return redirect("contacts", contract_id=kept.contract_id)
    return _form_screen(request, shown, form)


@page("dossier.write", "GET", "POST")
def contact_end(request: HouseRequest, contact_id: int) -> HttpResponse:
    """End a contact, after a page that names it."""
    shown = read_contact(actor=request.actor, contact_id=contact_id, today=request.today)
    if request.method != "POST":
        return render(request, "pages/dossier/contact_end.html", {"shown": shown})
    ended = end_contact(actor=request.actor, contact_id=contact_id, today=request.today)
    success(request, _("%(name)s is no longer a contact of this dossier.") % {"name": ended.name})
    return redirect("contacts", contract_id=ended.contract_id)


def contacts_screen(request: HouseRequest, contract_id: int, note: NoteForm | None = None) -> HttpResponse:
    """Show the tab; `note` is a note that could not be kept as it was written."""
    context = {
        "shown": read_contacts(actor=request.actor, contract_id=contract_id, today=request.today),
        "head": read_head(actor=request.actor, contract_id=contract_id, today=request.today),
        "tab": "contacts",
        "note": note or NoteForm(),
        "form": note,
    }
    return render(request, "pages/dossier/contacts.html", context, status=422 if note else 200)


def _form_screen(request: HouseRequest, shown: ContactToWrite, form: ContactForm) -> HttpResponse:
    context = {"shown": shown, "form": form}
    return render(request, "pages/dossier/contact.html", context, status=422 if request.method == "POST" else 200)


urlpatterns = [
    path("dossiers/<int:contract_id>/contact/", contacts, name="contacts"),
    path("dossiers/<int:contract_id>/contact/toevoegen/", contact_new, name="contact_new"),
    path("contact/<int:contact_id>/", contact_change, name="contact_change"),
    path("contact/<int:contact_id>/beeindigen/", contact_end, name="contact_end"),
]
