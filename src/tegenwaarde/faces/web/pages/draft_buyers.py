"""The buyers of a draft contract and their parts."""

from __future__ import annotations

from django import forms
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tegenwaarde.access.fence import require
from tegenwaarde.faces.web.forms_base import PageForm
from tegenwaarde.faces.web.pages.buyer_rows import (
    Rows,
    changes_rows,
    put_on_rows,
    rows_of,
    shares_in,
    with_rows_changed,
)
from tegenwaarde.faces.web.routes import HouseRequest, page, show_problems
from tegenwaarde.usecases.contracts.divide_draft import divide_draft
from tegenwaarde.usecases.contracts.parts import Share
from tegenwaarde.usecases.reading.drafts import DraftPage, read_draft
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.tenders.places import every_buyer


class VersionForm(PageForm):
    """Which version of the draft was on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput)


@page("contract.complete", "GET", "POST")
def draft_buyers(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Show the buyers of a draft with their parts, and keep them."""
    shown = read_draft(actor=request.actor, contract_id=contract_id, today=request.today)
    require(request.actor, "contract.complete")
    data = request.POST if request.method == "POST" else None
    form = VersionForm(data, initial={"version": shown.version})
    kept = [Share(one.buyer_id, one.share) for one in shown.shares]
    if data is not None and changes_rows(data):
        rows = rows_of(kept, every_buyer(), with_rows_changed(data))
        for row in rows.forms:
            row.errors.clear()
        return _page(request, shown, form, rows)
    rows = rows_of(kept, every_buyer(), data)
    if data is None:
        return _page(request, shown, form, rows)
    buyers = shares_in(rows)
    if form.is_valid() and buyers:
        version = form.cleaned_data["version"]
        try:
            divide_draft(actor=request.actor, contract_id=contract_id, version=version, buyers=buyers)
        except Invalid as invalid:
            show_problems(form, put_on_rows(rows, invalid))
        else:
            success(request, _("The buyers and their parts are saved."))
            return redirect("draft", contract_id=contract_id)
    return _page(request, shown, form, rows, status=422)


def _page(request: HouseRequest, shown: DraftPage, form: VersionForm, rows: Rows, *, status: int = 200) -> HttpResponse:
    wrong = [one for one in (form, *rows.forms) if one.is_bound and one.errors]
    context = {"shown": shown, "form": form, "rows": rows, "wrong": wrong}
    return render(request, "pages/tenders/draft_buyers.html", context, status=status)


urlpatterns = [path("concepten/<int:contract_id>/opdrachtgevers/", draft_buyers, name="draft_buyers")]
