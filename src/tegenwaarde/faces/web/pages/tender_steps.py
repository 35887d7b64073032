"""The steps of a tender: published, awarded, dropped, taken back, copied."""

from __future__ import annotations

from typing import Any

from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tegenwaarde.access.fence import NotAllowed
from tegenwaarde.access.keys import holds
from tegenwaarde.faces.web.pages.tender_forms import AwardForm, CopyForm, DropForm, LinkForm, PublishForm, StepForm
from tegenwaarde.faces.web.routes import HouseRequest, page, show_problems
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.usecases.reading.tender import TenderHead, contracts_to_link, read_tender, read_tender_head
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.tenders.award_tender import AWARDABLE, Award, award_tender, unlink_contract
from tegenwaarde.usecases.tenders.change_tender import OPEN
from tegenwaarde.usecases.tenders.copying import AlreadyCopied, copy_tender
from tegenwaarde.usecases.tenders.drop_tender import drop_tender
from tegenwaarde.usecases.tenders.publish_tender import publish_tender
from tegenwaarde.usecases.tenders.take_back import take_back

PLANNED = "planned"


def _head(request: HouseRequest, tender_id: int) -> TenderHead:
    """Return the head of a tender that the actor may change; NotVisible and NotAllowed."""
    head = read_tender_head(actor=request.actor, tender_id=tender_id, today=request.today)
    if not head.may_change:
        raise NotAllowed("tender.plan")
    return head


@page("tender.plan", "GET", "POST")
def tender_publish(request: HouseRequest, tender_id: int) -> HttpResponse:
    """Ask on which day the tender was published, and record it."""
    head = _head(request, tender_id)
    if request.method != "POST" and head.state != PLANNED:
        return redirect("tender", tender_id=tender_id)
    form = PublishForm(
        request.POST or None,
        initial={"version": head.version, "day": request.today, "reference": head.reference},
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                publish_tender(actor=request.actor, tender_id=tender_id, today=request.today, **form.cleaned_data)
            except Invalid as invalid:
                show_problems(form, invalid)
            else:
                success(request, _("The publication is recorded."))
                return redirect("tender", tender_id=tender_id)
    return render(request, "pages/tenders/publish.html", {"head": head, "form": form}, status=status)


@page("tender.plan", "GET", "POST")
def tender_award(request: HouseRequest, tender_id: int) -> HttpResponse:
    """Ask which contracts came of the tender: a new draft, or contracts that are there."""
    head = _head(request, tender_id)
    if request.method != "POST" and head.state not in AWARDABLE:
        return redirect("tender_publish", tender_id=tender_id)  # the step that comes before it
    choices = contracts_to_link(actor=request.actor, tender_id=tender_id)
    links = "link" in request.POST
    form = AwardForm(None if links else request.POST or None, initial={"version": head.version})
    link = LinkForm(request.POST if links else None, choices=choices, initial={"version": head.version})
    status = 200
    if request.method == "POST":
        status = 422
        asked: Any = link if links else form
        if asked.is_valid():
            try:
                return _award(request, head, asked.cleaned_data, links)
            except Invalid as invalid:
                show_problems(asked, invalid)
    context = {"head": head, "form": link if links else form, "award": form, "link": link, "choices": choices}
    return render(request, "pages/tenders/award.html", context, status=status)


def _award(request: HouseRequest, head: TenderHead, said: dict[str, Any], links: bool) -> HttpResponse:
    award = (
        Award(contract_ids=said["contract_ids"])
        if links
        else Award(draft=True, supplier=said["supplier"], value_cents=said["value_cents"])
    )
    made = award_tender(
        actor=request.actor, tender_id=head.tender_id, version=said["version"], award=award, today=request.today
    )
    if not links and holds(request.actor, "draft.see"):
        success(request, _("The tender is awarded. Complete the draft contract that was made of it."))
        return redirect("draft", contract_id=made[0].pk)
    words = _("The tender is awarded. The contact person or the coordinator completes the draft contract.")
    told = ngettext(
        "{number} contract belongs to the tender now.", "{number} contracts belong to the tender now.", len(made)
    )
    success(request, told.format(number=len(made)) if links else words)
    return redirect("tender", tender_id=head.tender_id)


@page("tender.plan", "POST")
def tender_unlink(request: HouseRequest, tender_id: int, contract_id: int) -> HttpResponse:
    """Take a contract off the tender."""
    unlink_contract(actor=request.actor, tender_id=tender_id, contract_id=contract_id, today=request.today)
    success(request, _("The contract was taken off the tender. The contract itself is as it was."))
    return redirect("tender", tender_id=tender_id)


@page("tender.plan", "GET", "POST")
def tender_drop(request: HouseRequest, tender_id: int) -> HttpResponse:
    """Ask why the tender does not go on, and drop it."""
    head = _head(request, tender_id)
    if request.method != "POST" and head.state not in OPEN:
        return redirect("tender", tender_id=tender_id)
    form = DropForm(request.POST or None, initial={"version": head.version})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                drop_tender(actor=request.actor, tender_id=tender_id, today=request.today, **form.cleaned_data)
            except Invalid as invalid:
                show_problems(form, invalid)
            else:
                success(request, _("The tender was dropped. It stays in the calendar, and counts for nothing."))
                return redirect("tender", tender_id=tender_id)
    return render(request, "pages/tenders/drop.html", {"head": head, "form": form, "danger": True}, status=status)


@page("tender.plan", "POST")
def tender_back(request: HouseRequest, tender_id: int) -> HttpResponse:
    """Take the last step back."""
    form = StepForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    take_back(actor=request.actor, tender_id=tender_id, version=version, today=request.today)
    success(request, _("The last step was taken back."))
    return redirect("tender", tender_id=tender_id)


@page("tender.plan", "GET", "POST")
def tender_copy(request: HouseRequest, tender_id: int) -> HttpResponse:
    """Ask where a copy of the tender goes, and make it."""
    head = _head(request, tender_id)
    next_year = Quarter(head.quarter.year + 1, head.quarter.number)
    form = CopyForm(
        request.POST or None,
        today=request.today,
        initial={"version": head.version, "quarter": next_year.start.isoformat()},
    )
    shown = read_tender(actor=request.actor, tender_id=tender_id, today=request.today)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            quarter = Quarter.of(form.cleaned_data["quarter"])
            try:
                made = copy_tender(
                    actor=request.actor,
                    tender_id=tender_id,
                    quarter=quarter,
                    twice=form.cleaned_data["twice"],
                    today=request.today,
                )
            except AlreadyCopied as refusal:
                form.add_error("twice", str(refusal))
            else:
                success(request, _("The copy is planned. Look whether it is still right."))
                return redirect("tender", tender_id=made.pk)
    again = bool(shown.copies) or bool(form.errors.get("twice"))
    context = {"head": head, "form": form, "shown": shown, "again": again}
    return render(request, "pages/tenders/copy.html", context, status=status)


urlpatterns = [
    path("aanbestedingen/<int:tender_id>/publiceren/", tender_publish, name="tender_publish"),
    path("aanbestedingen/<int:tender_id>/gunnen/", tender_award, name="tender_award"),
    path(
        "aanbestedingen/<int:tender_id>/contracten/<int:contract_id>/loskoppelen/", tender_unlink, name="tender_unlink"
    ),
    path("aanbestedingen/<int:tender_id>/vervallen/", tender_drop, name="tender_drop"),
    path("aanbestedingen/<int:tender_id>/terug/", tender_back, name="tender_back"),
    path("aanbestedingen/<int:tender_id>/kopie/", tender_copy, name="tender_copy"),
]
