"""The reports of a dossier, and one report with its thread, for both sides."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.contrib.messages import success
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenwaarde.faces.web.forms_base import PageForm
from tegenwaarde.faces.web.pages.thread import MessageForm, said
from tegenwaarde.faces.web.routes import HouseRequest, page, show_problems
from tegenwaarde.faces.web.words import STATES
from tegenwaarde.usecases.ledger.reverse import NothingToReverse, reverse_report
from tegenwaarde.usecases.reading.dossier import read_head
from tegenwaarde.usecases.reading.dossier_reports import PAGE, Choice, Wanted, read_dossier_reports
from tegenwaarde.usecases.reading.reports import read_report
from tegenwaarde.usecases.reading.second_party import read_second_party
from tegenwaarde.usecases.reading.taking_back import read_taking_back
from tegenwaarde.usecases.refusals import Invalid


class TakeBackForm(PageForm):
    """Why an approval is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The supplier reads this. Say what was wrong."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


@page("report.see")
def dossier_reports(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Show the reports of a contract, filtered by what the address says."""
    wanted = Wanted(
        state=request.GET.get("stand", ""),
        block=request.GET.get("bouwblok", ""),
        page=_number(request.GET.get("page", "")) or 1,
    )
    shown = read_dossier_reports(actor=request.actor, contract_id=contract_id, wanted=wanted)
    head = read_head(actor=request.actor, contract_id=contract_id, today=request.today)
    asked = {"stand": wanted.state, "bouwblok": wanted.block}
    context = {
        "shown": shown,
        "head": head,
        "tab": "reports",
        "wanted": wanted,
        "states": _links(asked, "stand", shown.states),
        "blocks": _links(asked, "bouwblok", shown.blocks),
        "page": Paginator(range(shown.found), PAGE).get_page(shown.page),
    }
    return render(request, "pages/reports/list.html", context)


@page("report.see")
def report(request: HouseRequest, report_id: int) -> HttpResponse:
    """Show one report; who sees personal facts from the buyer's side is logged."""
    return _shown(request, report_id)


@page("thread.write", "GET", "POST")
def report_say(request: HouseRequest, report_id: int) -> HttpResponse:
    """Say something in the thread; a look leads to the report."""
    if request.method != "POST":
        shown = read_report(actor=request.actor, report_id=report_id)
        return redirect("report", report_id=shown.report_id)
    refused = said(request, report_id)
    if refused:
        return _shown(request, report_id, form=refused)
    return redirect(reverse("report", args=[report_id]) + "#thread")


@page("report.approve", "GET", "POST")
def report_take_back(request: HouseRequest, report_id: int) -> HttpResponse:
    """Ask whether the approval may be taken back, with what that costs, and do so; without one, lead to the report."""
    try:
        shown = read_taking_back(actor=request.actor, report_id=report_id)
    except NothingToReverse:
        return redirect("report", report_id=report_id)
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            reverse_report(
                actor=request.actor,
                report_id=report_id,
                reason=form.cleaned_data["reason"],
                today=request.today,
                ports=request.ports,
            )
        except Invalid as invalid:
            show_problems(form, invalid)
        else:
            success(request, _("The approval is taken back. The ledger has lines that take the value off."))
            return redirect("report", report_id=report_id)
    context = {"shown": shown, "form": form, "danger": True}
    status = 422 if request.method == "POST" else 200
    return render(request, "pages/reports/take_back.html", context, status=status)


def _shown(request: HouseRequest, report_id: int, form: MessageForm | None = None) -> HttpResponse:
    shown = read_report(actor=request.actor, report_id=report_id)
    if shown.sees_facts and not shown.own:
        request.ports.log_sight(user_id=request.actor.user_id, report_id=report_id, day=request.today)
    asked = (
        read_second_party(actor=request.actor, report_id=report_id, today=request.today) if shown.sees_facts else None
    )
    context = {
        "shown": shown,
        "message": form or MessageForm(),
        "form": form,
        "say_url": reverse("report_say", args=[report_id]),
        "second_party": asked,
    }
    return render(request, "pages/reports/report.html", context, status=422 if form else 200)


def _links(asked: dict[str, str], name: str, choices: tuple[Choice, ...]) -> list[dict[str, object]]:
    """Return a link for each choice; the chosen one leads back to everything."""
    links = []
    for one in choices:
        chosen = asked[name] == one.value
        words = {**asked, name: "" if chosen else one.value}
        query = urlencode({key: value for key, value in words.items() if value})
        label = one.words or str(STATES[one.value].label)
        links.append({"words": label, "count": one.count, "url": f"?{query}", "chosen": chosen})
    return links


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


urlpatterns = [
    path("dossiers/<int:contract_id>/invulling/", dossier_reports, name="dossier_reports"),
    path("invulling/<int:report_id>/", report, name="report"),
    path("invulling/<int:report_id>/bericht/", report_say, name="report_say"),
    path("invulling/<int:report_id>/terugdraaien/", report_take_back, name="report_take_back"),
]
