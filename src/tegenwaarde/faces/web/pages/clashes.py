"""Double counting of one report: where it stands, and deciding whose hours count."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.messages import success
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenwaarde.faces.web.formats import hours
from tegenwaarde.faces.web.forms_base import HoursField, PageForm
from tegenwaarde.faces.web.routes import HouseRequest, page, show_problems
from tegenwaarde.usecases.double_counting.resolve_clash import SOMEBODY_ELSE, Decided, resolve_clash
from tegenwaarde.usecases.entries import MOST_WEEK_HOURS
from tegenwaarde.usecases.reading.clashes import Clashes, ShownClash, read_clashes
from tegenwaarde.usecases.refusals import Invalid, Refused


class ClashForm(PageForm):
    """Whose hours count, and why."""

    seen = forms.CharField(widget=forms.HiddenInput)
    other = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=gettext_lazy("Whose hours count?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose whose hours count.")},
    )
    hours = HoursField(
        label=gettext_lazy("Hours a week of this report that count"),
        help_text=gettext_lazy("Only where the hours are divided."),
        most=MOST_WEEK_HOURS,
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("For your colleagues; the suppliers do not read it. Name nobody."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": gettext_lazy("Say why, so that a colleague understands it later. Name nobody.")},
    )

    def __init__(self, *args: Any, row: ShownClash, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"id_{row.other_id}_%s", **kwargs})
        self.fields["outcome"].choices = _choices(row)  # type: ignore[attr-defined]
        self.fields["hours"].says_when = True  # type: ignore[attr-defined]
        self.initial.update({"seen": row.seen, "other": row.other_id})


def _choices(row: ShownClash) -> list[tuple[str, str]]:
    left = _("The hours of the other report; of this one at most {hours} a week then").format(hours=hours(row.left))
    choices = [
        ("this", _("The hours of this report")),
        ("other", left if row.left else _("The hours of the other report; none of this one then")),
        ("split", _("Divide the hours")),
    ]
    return choices if row.same_supplier else [*choices, (SOMEBODY_ELSE, _("These are two different people"))]


@page("clash.see", "GET", "POST")
def review_clashes(request: HouseRequest, report_id: int) -> HttpResponse:
    """Show the double counting of a report that waits, and record a decision about one."""
    shown = read_clashes(actor=request.actor, report_id=report_id)
    if request.method != "POST":
        return _screen(request, shown)
    row = _row(request, shown)
    form = ClashForm(request.POST, row=row)
    if not form.is_valid():
        return _screen(request, shown, form, row)
    try:
        _resolve(request, report_id, form)
    except Invalid as invalid:
        show_problems(form, invalid)
        return _screen(request, shown, form, row)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _screen(request, read_clashes(actor=request.actor, report_id=report_id), form, row, status=409)
    success(request, _("Your decision is recorded."))
    return redirect("review", report_id=report_id)


def _resolve(request: HouseRequest, report_id: int, form: ClashForm) -> None:
    given = form.cleaned_data
    resolve_clash(
        actor=request.actor,
        report_id=report_id,
        other_id=given["other"],
        decided=Decided(given["outcome"], given["reason"], given["hours"]),
        seen=given["seen"],
        today=request.today,
    )


def _row(request: HouseRequest, shown: Clashes) -> ShownClash:
    sent = request.POST.get("other", "")
    row = shown.row(int(sent)) if sent.isascii() and sent.isdecimal() and len(sent) < 16 else None
    if row is None:
        raise Http404
    return row


def _screen(
    request: HouseRequest,
    shown: Clashes,
    form: ClashForm | None = None,
    about: ShownClash | None = None,
    status: int = 0,
) -> HttpResponse:
    """Show all double counting, each with its form; `form` is the one that was sent."""
    rows = [
        (row, form if form and about and row.other_id == about.other_id else ClashForm(row=row)) for row in shown.rows
    ]
    context = {"shown": shown, "rows": rows, "form": form}
    return render(request, "pages/review/double_counting.html", context, status=status or (422 if form else 200))


urlpatterns = [path("beoordelen/<int:report_id>/dubbeltelling/", review_clashes, name="review_clashes")]
