"""Evidence of a report: what is asked and was seen, copies, and recording that something was seen."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tegenwaarde.faces.web.pages.evidence_forms import SeenForm, UploadForm
from tegenwaarde.faces.web.routes import HouseRequest, page, show_problems
from tegenwaarde.usecases.evidence.attest import attest_evidence
from tegenwaarde.usecases.evidence.download import Download, download_evidence
from tegenwaarde.usecases.evidence.remove import remove_evidence
from tegenwaarde.usecases.evidence.upload import upload_evidence
from tegenwaarde.usecases.evidence.withdraw import withdraw_evidence
from tegenwaarde.usecases.reading.evidence_page import read_evidence, read_evidence_file
from tegenwaarde.usecases.refusals import Invalid

SANDBOX = "sandbox; default-src 'none'"


@page("evidence.see")
def evidence(request: HouseRequest, report_id: int) -> HttpResponse:
    """Show the evidence of a report; on the buyer's side that is a sight of personal facts."""
    return _screen(request, report_id)


@page("evidence.attest", "POST")
def evidence_attest(request: HouseRequest, report_id: int) -> HttpResponse:
    """Record what was seen."""
    shown = read_evidence(actor=request.actor, report_id=report_id)
    form = SeenForm(request.POST, lines=shown.lines)
    if not form.is_valid():
        return _screen(request, report_id, seen=form)
    try:
        kept = attest_evidence(actor=request.actor, report_id=report_id, seen=form.attested, today=request.today)
    except Invalid as invalid:
        form.show(invalid)
        return _screen(request, report_id, seen=form)
    if not kept:
        form.add_error("seen" if "seen" in form.fields else None, _("Tick what you saw."))
        return _screen(request, report_id, seen=form)
    success(request, _("Recorded what you saw."))
    return redirect("evidence", report_id=report_id)


@page("evidence.attest", "POST")
def evidence_withdraw(request: HouseRequest, report_id: int) -> HttpResponse:
    """Take back that something was seen."""
    kind = request.POST.get("kind", "")
    withdraw_evidence(actor=request.actor, report_id=report_id, kind=kind, today=request.today)
    success(request, _("Taken back: this evidence is asked again."))
    return redirect("evidence", report_id=report_id)


@page("evidence.upload", "POST")
def evidence_upload(request: HouseRequest, report_id: int) -> HttpResponse:
    """Take in a copy; a number that may be a BSN is asked about."""
    shown = read_evidence(actor=request.actor, report_id=report_id)
    form = UploadForm(request.POST, request.FILES, lines=shown.lines)
    if not form.is_valid():
        return _screen(request, report_id, upload=form)
    try:
        upload_evidence(
            actor=request.actor, report_id=report_id, upload=form.upload, files=request.ports.files, today=request.today
        )
    except Invalid as invalid:
        form.ask_about_numbers(invalid)
        show_problems(form, invalid)
        return _screen(request, report_id, upload=form)
    success(request, _("The copy was kept, encrypted."))
    return redirect("evidence", report_id=report_id)


@page("evidence.see")
def evidence_file(request: HouseRequest, file_id: int) -> HttpResponse:
    """Hand out a copy as a download that a browser opens in nothing of this site."""
    return handed_out(download_evidence(actor=request.actor, file_id=file_id, ports=request.ports, today=request.today))


@page("evidence.upload", "GET", "POST")
def evidence_remove(request: HouseRequest, file_id: int) -> HttpResponse:
    """Remove a copy, after a page that names it."""
    shown = read_evidence_file(actor=request.actor, file_id=file_id)
    if request.method != "POST":
        return render(request, "pages/evidence/remove.html", {"shown": shown, "danger": True})
    remove_evidence(actor=request.actor, file_id=file_id, store=request.ports.files.store, today=request.today)
    success(request, _("The copy was removed."))
    return redirect("evidence", report_id=shown.report_id)


def handed_out(copy: Download) -> HttpResponse:
    """Return a file as a download that a browser opens in nothing of this site."""
    return HttpResponse(
        copy.content,
        content_type=copy.content_type,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(copy.name, safe='')}",
            "Content-Length": str(len(copy.content)),
            "Content-Security-Policy": SANDBOX,
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


def _screen(
    request: HouseRequest, report_id: int, *, seen: SeenForm | None = None, upload: UploadForm | None = None
) -> HttpResponse:
    shown = read_evidence(actor=request.actor, report_id=report_id)
    if not shown.own:
        request.ports.log_sight(user_id=request.actor.user_id, report_id=report_id, day=request.today)
    context = {
        "shown": shown,
        "seen": seen or SeenForm(initial={"seen_on": request.today}, lines=shown.lines),
        "upload": upload or UploadForm(lines=shown.lines),
        "form": seen or upload,
    }
    return render(request, "pages/evidence/evidence.html", context, status=422 if seen or upload else 200)


urlpatterns = [
    path("invulling/<int:report_id>/bewijs/", evidence, name="evidence"),
    path("invulling/<int:report_id>/bewijs/gezien/", evidence_attest, name="evidence_attest"),
    path("invulling/<int:report_id>/bewijs/niet-gezien/", evidence_withdraw, name="evidence_withdraw"),
    path("invulling/<int:report_id>/bewijs/toevoegen/", evidence_upload, name="evidence_upload"),
    path("bewijsstuk/<int:file_id>/", evidence_file, name="evidence_file"),
    path("bewijsstuk/<int:file_id>/verwijderen/", evidence_remove, name="evidence_remove"),
]
