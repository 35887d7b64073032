"""The documents of a dossier: the list, adding, handing out, sharing and removing one."""

from __future__ import annotations

from django import forms
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenwaarde.faces.web.forms_base import PageForm
from tegenwaarde.faces.web.pages.evidence import handed_out
from tegenwaarde.faces.web.routes import HouseRequest, page, show_problems
from tegenwaarde.usecases.dossier.add_document import LONGEST_ABOUT, LONGEST_NAME, NewDocument, add_document
from tegenwaarde.usecases.dossier.download_document import download_document
from tegenwaarde.usecases.dossier.remove_document import remove_document
from tegenwaarde.usecases.dossier.share_document import share_document
from tegenwaarde.usecases.reading.documents import read_document, read_documents
from tegenwaarde.usecases.reading.dossier import read_head
from tegenwaarde.usecases.refusals import Invalid


class DocumentForm(PageForm):
    """A document. Whether a number in it is a BSN is asked only once such a number was found."""

    file = forms.FileField(
        label=gettext_lazy("File"), help_text=gettext_lazy("PDF, picture or office file."), max_length=255
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("Leave it empty to keep the name of the file."),
        required=False,
        max_length=LONGEST_NAME,
    )
    about = forms.CharField(label=gettext_lazy("What is it?"), required=False, max_length=LONGEST_ABOUT)
    shared = forms.BooleanField(
        label=gettext_lazy("The supplier may see this document"),
        help_text=gettext_lazy("You can change this later."),
        required=False,
    )
    is_bsn = forms.ChoiceField(
        label=gettext_lazy("Is this a citizen service number (BSN)?"),
        help_text=gettext_lazy("Choose the file again as well; nothing was kept of it."),
        choices=[("no", gettext_lazy("No")), ("yes", gettext_lazy("Yes"))],
        widget=forms.RadioSelect,
        required=False,
    )

    @property
    def asks(self) -> bool:
        """Say whether it is asked if a number is a BSN."""
        return bool(self.data.get("is_bsn")) or "is_bsn" in self.errors

    @property
    def new(self) -> NewDocument:
        """Return what was sent."""
        file, said = self.cleaned_data["file"], self.cleaned_data["is_bsn"]
        return NewDocument(
            file_name=file.name,
            content=file.read(),
            size=file.size,
            name=self.cleaned_data["name"],
            about=self.cleaned_data["about"],
            shared=self.cleaned_data["shared"],
            is_bsn=said == "yes" if said else None,
        )


@page("document.see")
def documents(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Show the documents of a dossier."""
    return _screen(request, contract_id, None)


@page("dossier.write", "POST")
def document_add(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Take in a document; a number that may be a BSN is asked about."""
    read_documents(actor=request.actor, contract_id=contract_id)
    form = DocumentForm(request.POST, request.FILES)
    if not form.is_valid():
        return _screen(request, contract_id, form)
    files, today = request.ports.files, request.today
    try:
        made = add_document(actor=request.actor, contract_id=contract_id, new=form.new, files=files, today=today)
    except Invalid as invalid:
        show_problems(form, invalid)
        return _screen(request, contract_id, form)
    success(request, _("“%(name)s” was added to the dossier.") % {"name": made.name})
    return redirect("documents", contract_id=contract_id)


@page("document.see")
def document(request: HouseRequest, document_id: int) -> HttpResponse:
    """Hand out a document as a download."""
    store = request.ports.files.store
    return handed_out(download_document(actor=request.actor, document_id=document_id, store=store))


@page("dossier.write", "POST")
def document_share(request: HouseRequest, document_id: int) -> HttpResponse:
    """Share a document with the supplier, or no longer."""
    wanted = request.POST.get("shared") == "yes"
    kept = share_document(actor=request.actor, document_id=document_id, shared=wanted, today=request.today)
    words = _("The supplier sees “%(name)s” now.") if wanted else _("The supplier no longer sees “%(name)s”.")
    success(request, words % {"name": kept.name})
    return redirect("documents", contract_id=kept.contract_id)


@page("dossier.write", "GET", "POST")
def document_remove(request: HouseRequest, document_id: int) -> HttpResponse:
    """Remove a document, after a page that names it."""
    shown = read_document(actor=request.actor, document_id=document_id)
    if request.method != "POST":
        return render(request, "pages/dossier/document_remove.html", {"shown": shown, "danger": True})
    store = request.ports.files.store
    remove_document(actor=request.actor, document_id=document_id, store=store, today=request.today)
    success(request, _("“%(name)s” was removed.") % {"name": shown.name})
    return redirect("documents", contract_id=shown.contract_id)


def _screen(request: HouseRequest, contract_id: int, form: DocumentForm | None) -> HttpResponse:
    shown = read_documents(actor=request.actor, contract_id=contract_id)
    context = {
        "head": read_head(actor=request.actor, contract_id=contract_id, today=request.today),
        "shown": shown,
        "tab": "documents",
        "upload": form or DocumentForm(),
        "form": form,
    }
    return render(request, "pages/dossier/documents.html", context, status=422 if form else 200)


urlpatterns = [
    path("dossiers/<int:contract_id>/documenten/", documents, name="documents"),
    path("dossiers/<int:contract_id>/documenten/toevoegen/", document_add, name="document_add"),
    path("document/<int:document_id>/", document, name="document"),
    path("document/<int:document_id>/delen/", document_share, name="document_share"),
    path("document/<int:document_id>/verwijderen/", document_remove, name="document_remove"),
]
