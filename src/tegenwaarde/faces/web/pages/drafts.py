"""Drafts: completing what a notice says, and putting the contract in force."""

from __future__ import annotations

from typing import Any

from django.contrib.messages import success, warning
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tegenwaarde.access.fence import require
from tegenwaarde.faces.web.pages.draft_forms import CertificateForm, DraftForm, KnownBuyerForm, NewBuyerForm
from tegenwaarde.faces.web.routes import HouseRequest, page, show_problems
from tegenwaarde.usecases.certificates.of_drafts import add_certificate, remove_certificate
from tegenwaarde.usecases.contracts.begin_draft import begin_draft
from tegenwaarde.usecases.contracts.choose_buyer import choose_buyer
from tegenwaarde.usecases.contracts.create_buyer import create_buyer, problems_of
from tegenwaarde.usecases.contracts.delete_draft import delete_draft
from tegenwaarde.usecases.contracts.drafting import ChangedMeanwhile, NotADraft
from tegenwaarde.usecases.contracts.save_draft import save_draft
from tegenwaarde.usecases.contracts.start_contract import start_contract
from tegenwaarde.usecases.reading.drafts import DraftPage, read_buyer_to_add, read_draft, read_drafts
from tegenwaarde.usecases.reading.obligation import Preview, preview_obligation
from tegenwaarde.usecases.refusals import Invalid


@page("draft.see")
def drafts(request: HouseRequest) -> HttpResponse:
    """Show the drafts that wait for completion."""
    return render(request, "pages/contracts/drafts.html", {"rows": read_drafts(actor=request.actor)})


@page("contract.import", "POST")
def draft_new(request: HouseRequest) -> HttpResponse:
    """Begin an empty draft."""
    made = begin_draft(actor=request.actor)
    return redirect("draft", contract_id=made.pk)


@page("draft.see", "GET", "POST")
def draft(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Show a draft, and keep what is filled in."""
    try:
        shown = read_draft(actor=request.actor, contract_id=contract_id, today=request.today)
    except NotADraft:
        return redirect("dossier", contract_id=contract_id)
    if request.method != "POST":
        preview = preview_obligation(actor=request.actor, contract_id=contract_id)
        return _draft_page(request, shown, DraftForm(shown=shown), preview)
    form = DraftForm(request.POST, shown=shown)
    if not form.is_valid():
        return _draft_page(request, shown, form, _preview(request, form, contract_id), status=422)
    if request.POST.get("then") == "preview":
        return _draft_page(request, shown, form, _preview(request, form, contract_id))
    try:
        save_draft(
            actor=request.actor, contract_id=contract_id, version=form.cleaned_data["version"], facts=form.facts()
        )
    except Invalid as invalid:
        show_problems(form, invalid)
    except ChangedMeanwhile:
        return _changed_meanwhile(request, contract_id)
    else:
        return _after_save(request, contract_id)
    return _draft_page(request, shown, form, _preview(request, form, contract_id), status=422)


def _after_save(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Go on where the button said: stay, look after the certificates, or to the page that puts it in force."""
    kept = read_draft(actor=request.actor, contract_id=contract_id, today=request.today)
    then = request.POST.get("then")
    if then == "certificates":
        return redirect("draft_certificates", contract_id=contract_id)
    if then != "start":
        success(request, _("The draft is saved."))
        return redirect("draft", contract_id=contract_id)
    if not kept.missing:
        return redirect("draft_start", contract_id=contract_id)
    warning(request, _("The draft is saved. Something is still missing before it can be put in force."))
    form = DraftForm(_as_typed(request, kept), shown=kept)
    form.is_valid()
    show_problems(form, Invalid(kept.missing))
    return _draft_page(request, kept, form, _preview(request, form, contract_id), status=422)


def _changed_meanwhile(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Keep what was typed on the page, and show beside it what somebody else saved; saving again replaces that."""
    kept = read_draft(actor=request.actor, contract_id=contract_id, today=request.today)
    form = DraftForm(_as_typed(request, kept), shown=kept)
    form.add_error(
        None,
        _("Somebody else saved this draft while you were filling it in. What you typed is still here, not saved yet."),
    )
    return _draft_page(request, kept, form, _preview(request, form, contract_id), status=422, beside=form.kept_beside())


def _as_typed(request: HouseRequest, kept: DraftPage) -> Any:
    typed = request.POST.copy()
    typed["version"] = str(kept.version)
    return typed


def _preview(request: HouseRequest, form: DraftForm, contract_id: int) -> Preview:
    return preview_obligation(actor=request.actor, contract_id=contract_id, facts=form.facts())


def _draft_page(
    request: HouseRequest,
    shown: DraftPage,
    form: DraftForm,
    preview: Preview,
    *,
    status: int = 200,
    beside: tuple[tuple[str, str], ...] = (),
) -> HttpResponse:
    complete = shown.may_start and not shown.missing
    context = {"shown": shown, "form": form, "preview": preview, "beside": beside, "complete": complete}
    return render(request, "pages/contracts/draft.html", context, status=status)


@page("draft.see", "POST")
def draft_preview(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Show what would be due for what is filled in, without keeping it: the part of the page beside the form."""
    shown = read_draft(actor=request.actor, contract_id=contract_id, today=request.today)
    form = DraftForm(request.POST, shown=shown)
    form.is_valid()
    return render(request, "pages/contracts/preview.html", {"preview": _preview(request, form, contract_id)})


@page("buyer.create", "GET", "POST")
def draft_buyer(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Ask who the buyer is that the register does not know: added after confirmation, or one that is known."""
    shown = read_buyer_to_add(actor=request.actor, contract_id=contract_id)
    known = "known" in request.POST
    form = NewBuyerForm(request.POST if request.method == "POST" and not known else None, shown=shown)
    choice = KnownBuyerForm(request.POST if known else None, shown=shown)
    status = 200
    if request.method == "POST":
        status = 422
        try:
            if known and choice.is_valid():
                chosen = choose_buyer(actor=request.actor, contract_id=contract_id, **choice.cleaned_data)
                success(request, _("{buyer} is the buyer of this contract.").format(buyer=chosen.name))
                return redirect("draft", contract_id=contract_id)
            if not known and not form.is_valid():
                raise Invalid(one for one in problems_of(form.new()) if one.place not in form.errors)
            if not known:
                made = create_buyer(
                    actor=request.actor,
                    contract_id=contract_id,
                    version=form.cleaned_data["version"],
                    new=form.new(),
                    today=request.today,
                    siblings=form.cleaned_data.get("siblings", False),
                )
                success(request, _("{buyer} was added to your subregion.").format(buyer=made.name))
                return redirect("draft", contract_id=contract_id)
        except Invalid as invalid:
            show_problems(form, invalid)
    context = {"shown": shown, "form": form, "choice": choice}
    return render(request, "pages/contracts/buyer.html", context, status=status)


@page("contract.complete", "GET", "POST")
def draft_certificates(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Show the certificates of the supplier, and add one."""
    shown = read_draft(actor=request.actor, contract_id=contract_id, today=request.today)
    form = CertificateForm(request.POST or None, labels=shown.labels)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                add_certificate(actor=request.actor, contract_id=contract_id, today=request.today, **form.cleaned_data)
            except Invalid as invalid:
                show_problems(form, invalid)
            else:
                success(request, _("The certificate is recorded."))
                return redirect("draft_certificates", contract_id=contract_id)
    return render(request, "pages/contracts/certificates.html", {"shown": shown, "form": form}, status=status)


@page("contract.complete", "POST")
def certificate_remove(request: HouseRequest, contract_id: int, certificate_id: int) -> HttpResponse:
    """Take a certificate away."""
    remove_certificate(actor=request.actor, contract_id=contract_id, certificate_id=certificate_id, today=request.today)
    success(request, _("The certificate was removed."))
    return redirect("draft_certificates", contract_id=contract_id)


@page("contract.start", "GET", "POST")
def draft_start(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Ask whether the contract is put in force, naming what follows; the button does it."""
    shown = read_draft(actor=request.actor, contract_id=contract_id, today=request.today)
    if not shown.may_start:
        require(request.actor, "contract.start")
    if request.method == "POST":
        try:
            started = start_contract(
                actor=request.actor,
                contract_id=contract_id,
                version=_version(request),
                today=request.today,
            )
        except Invalid as invalid:
            warning(request, str(invalid))
            return redirect("draft", contract_id=contract_id)
        success(request, _("“{title}” is in force. The supplier can see it now.").format(title=started.title))
        return redirect("dossier", contract_id=contract_id)
    preview = preview_obligation(actor=request.actor, contract_id=contract_id)
    if shown.missing or preview.due is None:
        warning(request, _("Something is still missing before this contract can be put in force."))
        return redirect("draft", contract_id=contract_id)
    return render(request, "pages/contracts/start.html", {"shown": shown, "preview": preview})


def _version(request: HouseRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


@page("contract.complete", "GET", "POST")
def draft_delete(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Ask whether the draft is deleted; the button does it."""
    shown = read_draft(actor=request.actor, contract_id=contract_id, today=request.today)
    if request.method == "POST":
        delete_draft(actor=request.actor, contract_id=contract_id)
        success(request, _("The draft was deleted."))
        return redirect("drafts")
    return render(request, "pages/contracts/delete.html", {"shown": shown, "danger": True})


urlpatterns = [
    path("concepten/", drafts, name="drafts"),
    path("concepten/nieuw/", draft_new, name="draft_new"),
    path("concepten/<int:contract_id>/", draft, name="draft"),
    path("concepten/<int:contract_id>/voorbeeld/", draft_preview, name="draft_preview"),
    path("concepten/<int:contract_id>/opdrachtgever/", draft_buyer, name="draft_buyer"),
    path("concepten/<int:contract_id>/keurmerken/", draft_certificates, name="draft_certificates"),
    path(
        "concepten/<int:contract_id>/keurmerken/<int:certificate_id>/verwijderen/",
        certificate_remove,
        name="certificate_remove",
    ),
    path("concepten/<int:contract_id>/in-werking/", draft_start, name="draft_start"),
    path("concepten/<int:contract_id>/verwijderen/", draft_delete, name="draft_delete"),
]
