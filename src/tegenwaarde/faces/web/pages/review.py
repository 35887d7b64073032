"""Reviewing: the queue, one report on one screen, and the three decisions."""

from __future__ import annotations

from textwrap import shorten
from typing import Any

from django import forms
from django.contrib.messages import error, success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenwaarde.faces.web.formats import longdate
from tegenwaarde.faces.web.forms_base import DayField, PageForm
from tegenwaarde.faces.web.routes import HouseRequest, page, show_problems
from tegenwaarde.usecases.reading.queue import LONGEST_WAITING, ORDERS, View, read_queue
from tegenwaarde.usecases.reading.review import Review, next_waiting, read_review
from tegenwaarde.usecases.refusals import Invalid, Refused
from tegenwaarde.usecases.reports.reject_report import reject_report
from tegenwaarde.usecases.reports.return_report import return_report
from tegenwaarde.usecases.review.approve_report import approve_report

LONGEST_EVIDENCE = 300
COLUMNS = (
    ("", gettext_lazy("Report"), ""),
    ("opdrachtnemer", gettext_lazy("Supplier"), ""),
    ("", gettext_lazy("Contract"), ""),
    ("sinds", gettext_lazy("Waiting since"), ""),
    ("waarde", gettext_lazy("Value"), "tw-money"),
)


class ApproveForm(PageForm):
    """What evidence was seen, and when; a day alone says nothing and is not kept."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.MultipleChoiceField(
        label=gettext_lazy("What did you see?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    other = forms.CharField(label=gettext_lazy("Something else"), required=False, max_length=120)
    seen_on = DayField(label=gettext_lazy("Seen on"), required=False)

    def __init__(self, *args: Any, kinds: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].choices = [(str(place), kind) for place, kind in enumerate(kinds)]  # type: ignore[attr-defined]
        if not kinds:
            del self.fields["seen"]
        self.kinds = kinds

    @property
    def evidence(self) -> str:
        """Return what was seen in words: kinds of document and a day; empty where nothing was ticked."""
        kinds = [self.kinds[int(place)] for place in self.cleaned_data.get("seen", ())]
        kinds += [self.cleaned_data["other"]] if self.cleaned_data["other"] else []
        if not kinds:
            return ""
        day = self.cleaned_data["seen_on"]
        told = "; ".join(kinds) + (f" ({longdate(day)})" if day else "")
        return shorten(told, LONGEST_EVIDENCE, placeholder="…")


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
def queue(request: HouseRequest) -> HttpResponse:
    """Show what waits for review."""
    view = _view(request)
    heads = [
        {
            "label": label,
            "css": css,
            "query": view.ordered(f"-{name}" if view.order == name else name) if name else "",
            "sorted": {name: "ascending", f"-{name}": "descending"}.get(view.order, "") if name else "",
            "sortable": bool(name),
        }
        for name, label, css in COLUMNS
    ]
    context = {"shown": read_queue(actor=request.actor, view=view), "view": view, "heads": heads}
    return render(request, "pages/review/queue.html", context)


@page("queue.see")
def review(request: HouseRequest, report_id: int) -> HttpResponse:
    """Show one report with everything it is decided on; that its facts were seen is logged."""
    return _screen(request, report_id)


@page("report.approve", "GET", "POST")
def review_approve(request: HouseRequest, report_id: int) -> HttpResponse:
    """Approve the report as it was shown, and open the next; a look leads to the report."""
    shown = read_review(actor=request.actor, report_id=report_id, view=_view(request))
    if request.method != "POST":
        return _back_to(request, report_id)
    form = ApproveForm(request.POST, kinds=_kinds(shown))
    if not form.is_valid():
        return _screen(request, report_id, approve=form)
    try:
        approve_report(
            actor=request.actor,
            report_id=report_id,
            version=form.cleaned_data["version"],
            today=request.today,
            evidence_seen=form.evidence,
        )
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


def _refuse(request: HouseRequest, report_id: int, verb: Any, words: str) -> HttpResponse:
    shown = read_review(actor=request.actor, report_id=report_id, view=_view(request))
    if request.method != "POST":
        return _back_to(request, report_id)
    form = ReasonForm(request.POST)
    form.fields["reason"].required = False
    if not form.is_valid():
        return _screen(request, report_id, reason=form)
    try:
        verb(actor=request.actor, report_id=report_id, today=request.today, **form.cleaned_data)
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
    query = _view(request).query
    return redirect(reverse("review", kwargs={"report_id": report_id}) + (f"?{query}" if query else ""))


def _screen(
    request: HouseRequest,
    report_id: int,
    *,
    approve: ApproveForm | None = None,
    reason: ReasonForm | None = None,
    status: int = 0,
) -> HttpResponse:
    """Show the report; with the status of a form that is shown again, unless another is said."""
    view = _view(request)
    shown = read_review(actor=request.actor, report_id=report_id, view=view)
    request.ports.log_sight(user_id=request.actor.user_id, report_id=report_id, day=request.today)
    kinds = _kinds(shown)
    context = {
        "shown": shown,
        "query": f"?{view.query}" if view.query else "",
        "approve": approve or ApproveForm(initial={"seen_on": request.today}, kinds=kinds),
        "reason": reason or ReasonForm(),
        "form": approve or reason,
    }
    status = status or (422 if approve or reason else 200)
    return render(request, "pages/review/review.html", context, status=status)


def _kinds(shown: Review) -> tuple[str, ...]:
    return tuple(one.words for one in shown.offer.evidence) if shown.offer else ()


def _next(request: HouseRequest, done: Review) -> HttpResponse:
    """Open the report that comes next in the same view; the queue where none waits."""
    view = _view(request)
    following = next_waiting(actor=request.actor, after_id=done.report_id, view=view, was_at=max(0, done.position - 1))
    words = f"?{view.query}" if view.query else ""
    if following:
        return redirect(reverse("review", kwargs={"report_id": following}) + words)
    return redirect(reverse("queue") + words)


def _view(request: HouseRequest) -> View:
    order = request.GET.get("volgorde", LONGEST_WAITING)
    return View(
        supplier_id=_number(request.GET.get("opdrachtnemer", "")),
        contract_id=_number(request.GET.get("contract", "")),
        order=order if order in ORDERS else LONGEST_WAITING,
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


urlpatterns = [
    path("beoordelen/", queue, name="queue"),
    path("beoordelen/<int:report_id>/", review, name="review"),
    path("beoordelen/<int:report_id>/goedkeuren/", review_approve, name="review_approve"),
    path("beoordelen/<int:report_id>/teruggeven/", review_return, name="review_return"),
    path("beoordelen/<int:report_id>/afwijzen/", review_reject, name="review_reject"),
]
