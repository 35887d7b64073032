"""A tender: its page, planning a new one, and changing it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tegenwaarde.access.fence import NotAllowed, require
from tegenwaarde.access.keys import holds
from tegenwaarde.faces.web.pages.buyer_rows import (
    Rows,
    changes_rows,
    put_on_rows,
    rows_of,
    shares_in,
    with_rows_changed,
)
from tegenwaarde.faces.web.pages.tender_forms import TenderForm
from tegenwaarde.faces.web.routes import HouseRequest, page, show_problems
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.usecases.contracts.drafting import ChangedMeanwhile
from tegenwaarde.usecases.contracts.parts import Share
from tegenwaarde.usecases.reading.labels import invitation_filter_of
from tegenwaarde.usecases.reading.tender import TenderHead, TenderPage, read_tender
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.tenders.change_tender import OPEN, change_tender
from tegenwaarde.usecases.tenders.facts import TenderFacts
from tegenwaarde.usecases.tenders.places import every_buyer
from tegenwaarde.usecases.tenders.plan_tender import plan_tender


@page("tender.see")
def tender(request: HouseRequest, tender_id: int) -> HttpResponse:
    """Show a tender: what it may bring, the next step, and what came of it."""
    shown = read_tender(actor=request.actor, tender_id=tender_id, today=request.today)
    inviting = urlencode(invitation_filter_of(actor=request.actor, tender_id=tender_id))
    context = {"shown": shown, "head": shown.head, "here": "tender", "inviting": inviting}
    return render(request, "pages/tenders/tender.html", context)


@page("tender.plan", "GET", "POST")
def tender_new(request: HouseRequest) -> HttpResponse:
    """Ask for a new tender, and put it in the calendar."""
    require(request.actor, "tender.plan")
    kept = TenderFacts(quarter_start=Quarter.of(request.today).next().start)
    own = own_buyers(request)
    data = request.POST if request.method == "POST" else None
    if data is not None and changes_rows(data):
        return _form_page(request, None, *_unchecked(request, kept, with_rows_changed(data), own))
    form = TenderForm(data, facts=kept, version=0, today=request.today)
    rows = rows_of((), every_buyer(), data, first=own)
    if data is None:
        return _form_page(request, None, form, rows)
    right, buyers = form.is_valid(), shares_in(rows)
    if right and buyers:
        try:
            made = plan_tender(actor=request.actor, facts=form.facts(kept, buyers), today=request.today)
        except Invalid as invalid:
            show_problems(form, put_on_rows(rows, invalid))
        else:
            success(request, _("“{title}” is in the calendar.").format(title=made.title))
            return redirect("tender", tender_id=made.pk)
    return _form_page(request, None, form, rows, status=422)


@page("tender.plan", "GET", "POST")
def tender_edit(request: HouseRequest, tender_id: int) -> HttpResponse:
    """Ask what changed about a tender, and keep it."""
    shown = read_tender(actor=request.actor, tender_id=tender_id, today=request.today)
    if not shown.head.may_change:
        raise NotAllowed("tender.plan")
    if request.method != "POST" and shown.head.state not in OPEN:
        return redirect("tender", tender_id=tender_id)
    data = request.POST if request.method == "POST" else None
    if data is not None and changes_rows(data):
        typed = with_rows_changed(data)
        form, rows = _form(request, shown, typed), rows_of(shown.facts.buyers, every_buyer(), typed)
        return _form_page(request, shown.head, *_quiet(form, rows))
    form, rows = _form(request, shown, data), rows_of(shown.facts.buyers, every_buyer(), data)
    if data is None:
        return _form_page(request, shown.head, form, rows)
    right, buyers = form.is_valid(), shares_in(rows)
    if right and buyers:
        return _change(request, shown, form, rows, buyers)
    return _form_page(request, shown.head, form, rows, status=422)


def _change(
    request: HouseRequest, shown: TenderPage, form: TenderForm, rows: Rows, buyers: tuple[Share, ...]
) -> HttpResponse:
    """Keep the change; where somebody was first, show what that person saved beside what was typed."""
    try:
        change_tender(
            actor=request.actor,
            tender_id=shown.head.tender_id,
            version=form.cleaned_data["version"],
            facts=form.facts(shown.facts, buyers),
            today=request.today,
        )
    except Invalid as invalid:
        show_problems(form, put_on_rows(rows, invalid))
    except ChangedMeanwhile:
        typed = request.POST.copy()
        typed["version"] = str(shown.head.version)
        form = _form(request, shown, typed)
        words = _("Somebody else saved this tender while you were filling it in. What you typed is not saved yet.")
        form.add_error(None, words)
        return _form_page(request, shown.head, form, rows, status=422, beside=form.kept_beside())
    else:
        success(request, _("The tender is saved."))
        return redirect("tender", tender_id=shown.head.tender_id)
    return _form_page(request, shown.head, form, rows, status=422)


def _form(request: HouseRequest, shown: TenderPage, data: Any) -> TenderForm:
    head = shown.head
    return TenderForm(data, facts=shown.facts, version=head.version, today=request.today, published=head.tender_date)


def _unchecked(request: HouseRequest, kept: TenderFacts, data: Any, own: int) -> tuple[TenderForm, Rows]:
    form = TenderForm(data, facts=kept, version=0, today=request.today)
    return _quiet(form, rows_of((), every_buyer(), data, first=own))


def _quiet(form: TenderForm, rows: Rows) -> tuple[TenderForm, Rows]:
    """Say nothing of what is wrong yet: somebody only asked for a row."""
    for one in (form, *rows.forms):
        one.errors.clear()
    return form, rows


def own_buyers(request: HouseRequest) -> int:
    """Return the buyer that somebody of one buyer plans for; 0 for others."""
    own = {grant.buyer_id for grant in request.actor.grants if grant.buyer_id}
    return own.pop() if len(own) == 1 and holds(request.actor, "tender.plan") else 0


def _form_page(
    request: HouseRequest,
    head: TenderHead | None,
    form: TenderForm,
    rows: Rows,
    *,
    status: int = 200,
    beside: tuple[tuple[str, str], ...] = (),
) -> HttpResponse:
    wrong = [one for one in (form, *rows.forms) if one.is_bound and one.errors]
    context = {"head": head, "form": form, "rows": rows, "beside": beside, "wrong": wrong}
    return render(request, "pages/tenders/form.html", context, status=status)


urlpatterns = [
    path("aanbestedingen/nieuw/", tender_new, name="tender_new"),
    path("aanbestedingen/<int:tender_id>/", tender, name="tender"),
    path("aanbestedingen/<int:tender_id>/wijzigen/", tender_edit, name="tender_edit"),
]
