"""Reviewing: one report on one screen, its thread, and the three decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.messages import error, success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenwaarde.faces.web.forms_base import PageForm
from tegenwaarde.faces.web.pages.evidence_forms import ApproveForm
from tegenwaarde.faces.web.pages.review_view import view_of
from tegenwaarde.faces.web.pages.thread import MessageForm, said
from tegenwaarde.faces.web.routes import HouseRequest, page, show_problems
from tegenwaarde.usecases.evidence.seen import EvidenceMissing
from tegenwaarde.usecases.reading.review import Review, next_waiting, read_review
from tegenwaarde.usecases.refusals import Invalid, Refused
from tegenwaarde.usecases.reports.reject_report import reject_report
from tegenwaarde.usecases.reports.return_report import return_report
from tegenwaarde.usecases.review.approve_report import approve_report


class ReasonForm(PageForm):
    """Why it is returned or rejected."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The supplier reads this. Say what has to be different."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


@page("queue.see")
def review(request: HouseRequest, report_id: int) -> HttpResponse:
    """Show one report with everything it is decided on; that its facts were seen is logged."""
    return _screen(request, report_id)


@page("report.approve", "GET", "POST")
def review_approve(request: HouseRequest, report_id: int) -> HttpResponse:
    """Approve the report as it was shown, and open the next; a look leads to the report."""
    shown = read_review(actor=request.actor, report_id=report_id, view=view_of(request), today=request.today)
    if request.method != "POST":
        return _back_to(request, report_id)
    form = ApproveForm(request.POST, lines=shown.evidence)
    if not form.is_valid():
        return _screen(request, report_id, approve=form)
    try:
        approve_report(
            actor=request.actor,
            report_id=report_id,
            version=form.cleaned_data["version"],
            today=request.today,
            shown_cents=_shown_cents(request),
            **form.decision(),
        )
    except EvidenceMissing as missing:
        form.ask_why(missing)
        return _screen(request, report_id, approve=form)
    except Invalid as invalid:
        form.show(invalid)
        return _screen(request, report_id, approve=form)
    except Refused as refusal:
        return _told(request, report_id, refusal)
    success(request, _("Approved. The value stands in the ledger, with its receipt."))
    return _next(request, shown)


@page("report.return", "GET", "POST")
def review_return(request: HouseRequest, report_id: int) -> HttpResponse:
    """Return the report with a reason, and open the next; a look leads to the report."""
    return _refuse(request, report_id, return_report, _("Returned. The supplier reads your reason."))


@page("report.return", "GET", "POST")
def review_reject(request: HouseRequest, report_id: int) -> HttpResponse:
    """Reject the report with a reason, and open the next; a look leads to the report."""
    return _refuse(request, report_id, reject_report, _("Rejected. The supplier reads your reason."))


@page("thread.write", "GET", "POST")
def review_say(request: HouseRequest, report_id: int) -> HttpResponse:
    """Say something in the thread of the report, and stay with it; a look leads to the report."""
    shown = read_review(actor=request.actor, report_id=report_id, view=view_of(request), today=request.today)
    if request.method != "POST":
        return _back_to(request, shown.report_id)
    if refused := said(request, report_id):
        return _screen(request, report_id, message=refused)
    return redirect(f"{_back_to(request, report_id)['Location']}#thread")


def _shown_cents(request: HouseRequest) -> int | None:
    """Return the value that the page showed; it may have changed since, by a decision about double counting."""
    sent = request.POST.get("value", "")
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 16 else None


def _refuse(request: HouseRequest, report_id: int, verb: Any, words: str) -> HttpResponse:
    shown = read_review(actor=request.actor, report_id=report_id, view=view_of(request), today=request.today)
    if request.method != "POST":
        return _back_to(request, report_id)
    form = ReasonForm(request.POST)
    form.fields["reason"].required = False
    if not form.is_valid():
        return _screen(request, report_id, reason=form)
    try:
        verb(
            actor=request.actor,
            report_id=report_id,
            today=request.today,
            ports=request.ports,
            **form.cleaned_data,
        )
    except Invalid as invalid:
        show_problems(form, invalid)
        return _screen(request, report_id, reason=form)
    except Refused as refusal:
        return _told(request, report_id, refusal, reason=form)
    success(request, words)
    return _next(request, shown)


def _told(request: HouseRequest, report_id: int, refusal: Refused, reason: ReasonForm | None = None) -> HttpResponse:
    """Show the report again with why the decision was not recorded; what was typed stays."""
    error(request, str(refusal))
    return _screen(request, report_id, reason=reason, status=409)


def _back_to(request: HouseRequest, report_id: int) -> HttpResponse:
    query = view_of(request).query
    return redirect(reverse("review", kwargs={"report_id": report_id}) + (f"?{query}" if query else ""))


def _screen(
    request: HouseRequest,
    report_id: int,
    *,
    approve: ApproveForm | None = None,
    reason: ReasonForm | None = None,
    message: MessageForm | None = None,
    status: int = 0,
) -> HttpResponse:
    """Show the report; with the status of a form that is shown again, unless another is said."""
    view = view_of(request)
    shown = read_review(actor=request.actor, report_id=report_id, view=view, today=request.today)
    request.ports.log_sight(user_id=request.actor.user_id, report_id=report_id, day=request.today)
    context = {
        "shown": shown,
        "query": f"?{view.query}" if view.query else "",
        "approve": approve or ApproveForm(initial={"seen_on": request.today}, lines=shown.evidence),
        "reason": reason or ReasonForm(),
        "message": message or MessageForm(),
        "say_url": reverse("review_say", args=[report_id]) + (f"?{view.query}" if view.query else ""),
        "form": approve or reason or message,
    }
    status = status or (422 if approve or reason or message else 200)
    return render(request, "pages/review/review.html", context, status=status)


def _next(request: HouseRequest, done: Review) -> HttpResponse:
    """Open the report that comes next in the same view; the queue where none waits."""
    view = view_of(request)
    following = next_waiting(actor=request.actor, after_id=done.report_id, view=view, was_at=max(0, done.position - 1))
    words = f"?{view.query}" if view.query else ""
    if following:
        return redirect(reverse("review", kwargs={"report_id": following}) + words)
    return redirect(reverse("queue") + words)


urlpatterns = [
    path("beoordelen/<int:report_id>/", review, name="review"),
    path("beoordelen/<int:report_id>/goedkeuren/", review_approve, name="review_approve"),
    path("beoordelen/<int:report_id>/teruggeven/", review_return, name="review_return"),
    path("beoordelen/<int:report_id>/afwijzen/", review_reject, name="review_reject"),
    path("beoordelen/<int:report_id>/bericht/", review_say, name="review_say"),
]
