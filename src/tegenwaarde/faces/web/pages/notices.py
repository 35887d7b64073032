"""Notices: uploading them, finding an import back with a line for each file, and saying who is meant by a name."""

from __future__ import annotations

from typing import Any

from django.contrib.messages import success
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tegenwaarde.access.fence import require
from tegenwaarde.faces.web.links import filter_links
from tegenwaarde.faces.web.pages.notice_forms import UploadForm, WhoForm
from tegenwaarde.faces.web.routes import HouseRequest, page, show_problems
from tegenwaarde.usecases.notices.answer_question import SOMEBODY_NEW, Answered, answer_question
from tegenwaarde.usecases.notices.batches import Outside, go_on, read_single, start_batch
from tegenwaarde.usecases.notices.outcome import Came
from tegenwaarde.usecases.notices.unpacking import Sent, is_zip
from tegenwaarde.usecases.reading.notices import (
    BatchPage,
    lines_of,
    made_links,
    read_batch_page,
    read_batches,
    shown_lines,
)
from tegenwaarde.usecases.reading.party_questions import read_question
from tegenwaarde.usecases.refusals import Invalid, problem_words

KEY = "contract.import"
A_PAGE = 50
OUTCOME = "uitkomst"


@page(KEY, "GET", "POST")
def notice_upload(request: HouseRequest) -> HttpResponse:
    """Ask for notices; one is read at once, many are read after the answer."""
    require(request.actor, KEY)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method != "POST":
        return _upload_page(request, form)
    if not form.is_valid():
        return _upload_page(request, form, status=422)
    try:
        return _taken_in(request, form, form.cleaned_data["files"])
    except Invalid as invalid:
        show_problems(form, invalid)
    return _upload_page(request, form, status=422)


def _upload_page(request: HouseRequest, form: UploadForm, *, status: int = 200, **more: Any) -> HttpResponse:
    return render(request, "pages/notices/upload.html", {"form": form, **more}, status=status)


def _taken_in(request: HouseRequest, form: UploadForm, sent: list[UploadedFile[bytes]]) -> HttpResponse:
    files = [Sent(file.name or "", file.read()) for file in sent]
    size = sum(file.size or 0 for file in sent)
    outside = _outside(request)
    if len(files) == 1 and not is_zip(files[0].content):
        came, batch_id = read_single(
            actor=request.actor, file=files[0], size=size, outside=outside, today=request.today
        )
        return _after_one(request, form, came, batch_id)
    batch = start_batch(actor=request.actor, files=files, size=size, outside=outside, today=request.today)
    return redirect("notice_batch", batch_id=batch.pk)


def _outside(request: HouseRequest) -> Outside:
    ports = request.ports
    return Outside(read=ports.read_notice, later=ports.later, store=ports.files.store, now=ports.now)


def _after_one(request: HouseRequest, form: UploadForm, came: Came, batch_id: int) -> HttpResponse:
    """Lead to the draft that one notice made, else to what came of it; what was not taken up is said at the field."""
    if came.outcome == "refused":
        for problem in came.said:
            form.add_error("files", problem_words(problem))
        return _upload_page(request, form, status=422)
    if came.outcome == "known":
        known = made_links(actor=request.actor, contract_ids=came.contracts, tender_ids=came.tenders)
        said = [problem_words(one) for one in came.said]
        return _upload_page(request, form, status=409, said=said, known=known)
    if came.outcome == "made" and len(came.contracts) == 1:
        success(request, _("The notice was read and made a draft. Check it and add what is missing."))
        return redirect("draft", contract_id=came.contracts[0])
    return redirect("notice_batch", batch_id=batch_id)


@page(KEY)
def notice_batches(request: HouseRequest) -> HttpResponse:
    """Show the imports, the newest first."""
    rows = read_batches(actor=request.actor, now=request.ports.now())
    context = {"page": Paginator(rows, A_PAGE).get_page(request.GET.get("page"))}
    return render(request, "pages/notices/batches.html", context)


@page(KEY)
def notice_batch(request: HouseRequest, batch_id: int) -> HttpResponse:
    """Show an import: how far it is, and what came of each file."""
    shown = _batch(request, batch_id)
    lines = lines_of(actor=request.actor, batch_id=batch_id, outcome=shown.asked)
    part = Paginator(lines, A_PAGE).get_page(request.GET.get("page"))
    asked = {OUTCOME: shown.asked}
    context = {
        "shown": shown,
        "page": part,
        "lines": shown_lines(actor=request.actor, lines=list(part)),
        "outcomes": filter_links(asked, OUTCOME, shown.outcomes),
    }
    return render(request, "pages/notices/batch.html", context)


@page(KEY)
def notice_batch_progress(request: HouseRequest, batch_id: int) -> HttpResponse:
    """Show how far the work is, for a page that asks again and again; once it is done the page is loaded anew."""
    shown = _batch(request, batch_id)
    answer = render(request, "pages/notices/busy.html", {"shown": shown})
    if not shown.reading:
        answer.headers["HX-Refresh"] = "true"
    return answer


@page(KEY, "POST")
def notice_batch_go_on(request: HouseRequest, batch_id: int) -> HttpResponse:
    """Go on with an import whose work broke off."""
    go_on(actor=request.actor, batch_id=batch_id, outside=_outside(request), today=request.today)
    return redirect("notice_batch", batch_id=batch_id)


def _batch(request: HouseRequest, batch_id: int) -> BatchPage:
    outcome = request.GET.get(OUTCOME, "")
    return read_batch_page(actor=request.actor, batch_id=batch_id, outcome=outcome, now=request.ports.now())


@page("contract.complete", "GET", "POST")
def party_question(request: HouseRequest, contract_id: int, question_id: int) -> HttpResponse:
    """Ask who is meant by a name in the notice of a draft, and keep the answer."""
    shown = read_question(actor=request.actor, contract_id=contract_id, question_id=question_id)
    form = WhoForm(request.POST if request.method == "POST" else None, shown=shown)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            answered = answer_question(
                actor=request.actor,
                contract_id=contract_id,
                question_id=question_id,
                who=form.cleaned_data["who"],
                today=request.today,
            )
            success(request, _told(answered))
            if form.cleaned_data["who"] == SOMEBODY_NEW and shown.role == "buyer" and shown.may_add_buyer:
                return redirect("draft_buyer", contract_id=contract_id)
            return redirect("draft", contract_id=contract_id)
    return render(request, "pages/notices/question.html", {"shown": shown, "form": form}, status=status)


def _told(answered: Answered) -> str:
    if not answered.meant:
        return _("“{name}” is another organisation than those that are known.").format(name=answered.name)
    words = ngettext(
        "“{name}” means {meant}. This is remembered for the next notice.",
        "“{name}” means {meant}, in {drafts} drafts. This is remembered for the next notice.",
        answered.drafts,
    )
    return words.format(name=answered.name, meant=answered.meant, drafts=answered.drafts)


urlpatterns = [
    path("aankondigingen/", notice_batches, name="notice_batches"),
    path("aankondigingen/nieuw/", notice_upload, name="notice_upload"),
    path("aankondigingen/<int:batch_id>/", notice_batch, name="notice_batch"),
    path("aankondigingen/<int:batch_id>/voortgang/", notice_batch_progress, name="notice_batch_progress"),
    path("aankondigingen/<int:batch_id>/verder/", notice_batch_go_on, name="notice_batch_go_on"),
    path("concepten/<int:contract_id>/wie/<int:question_id>/", party_question, name="party_question"),
]
