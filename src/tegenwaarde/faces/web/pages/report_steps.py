"""The steps of a report: which there are, how they are called, where they are, and the page of each."""

from __future__ import annotations

from typing import Any

from django.contrib.messages import success
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tegenwaarde.faces.web.routes import HouseRequest
from tegenwaarde.usecases.reading.report_form import ReportForm

WHO, SITUATION, WORK, DIVIDE, CHANGE, CHECK = "wie", "situatie", "werk", "verdeling", "wijziging", "indienen"
FLAT = {"invoice": "rekening", "activity": "activiteit"}
TEMPLATES = {
    SITUATION: "situation",
    WORK: "work",
    DIVIDE: "divide",
    CHANGE: "change",
    CHECK: "check",
    WHO: "who",
}
MISTAKE = "mistake"


def all_steps(shown: ReportForm) -> tuple[str, ...]:
    """Return the steps in order; of a change those that matter."""
    flat = FLAT.get(shown.answers.kind)
    divide = (DIVIDE,) if shown.divides else ()
    if shown.changing and shown.changing.kind != MISTAKE:
        return (CHANGE, CHECK)
    if shown.changing:
        return (flat, CHECK) if flat else (SITUATION, WORK, *divide, CHECK)
    return (WHO, flat, CHECK) if flat else (WHO, SITUATION, WORK, *divide, CHECK)


def forms_at(shown: ReportForm) -> tuple[str, ...]:
    """Return the steps that are forms of the report's answers, also those that a change passes over."""
    flat = FLAT.get(shown.answers.kind)
    more = (CHANGE,) if CHANGE in all_steps(shown) else ()
    divide = (DIVIDE,) if shown.divides else ()
    return (flat,) if flat else (*more, SITUATION, WORK, *divide)


def require_step(shown: ReportForm, step: str) -> None:
    """Raise Http404 where the report has no such form."""
    if step not in forms_at(shown):
        raise Http404


def first_step(kind: str, report_id: int) -> str:
    """Return the address of the first step that is a form."""
    return reverse("report_step", kwargs={"report_id": report_id, "step": FLAT.get(kind, SITUATION)})


def address_of(report_id: int, step: str) -> str:
    """Return where a step is."""
    if step in (WHO, CHECK):
        return reverse("report_who" if step == WHO else "report_check", kwargs={"report_id": report_id})
    return reverse("report_step", kwargs={"report_id": report_id, "step": step})


def step_before(shown: ReportForm, step: str) -> HttpResponse:
    """Lead to the step before this one."""
    steps = all_steps(shown)
    place = steps.index(step) if step in steps else len(steps)
    return redirect(address_of(shown.report_id, steps[max(0, place - 1)]))


def step_after(shown: ReportForm, step: str) -> HttpResponse:
    """Lead to the step behind this one; to the check from a step that a change passes over."""
    steps = all_steps(shown)
    place = steps.index(step) if step in steps else len(steps)
    return redirect(address_of(shown.report_id, steps[min(place + 1, len(steps) - 1)]))


def kept_for_later(request: HouseRequest, shown: ReportForm) -> HttpResponse:
    """Say that the draft is kept, and lead to the list."""
    success(request, _("Your draft is kept. You can go on whenever you like."))
    return redirect("dossier_reports", contract_id=shown.contract_id)


def step_page(request: HouseRequest, shown: ReportForm, form: Any, step: str, **more: Any) -> HttpResponse:
    """Show a step with its form; `more` is what its template needs besides."""
    flat, steps, labels = FLAT.get(shown.answers.kind), all_steps(shown), _labels(shown)
    place = steps.index(step) if step in steps else len(steps) - 2
    addresses = [address_of(shown.report_id, name) if name != WHO or not flat else "" for name in steps]
    others = [name for name in forms_at(shown) if name not in steps]
    context = {
        "shown": shown,
        "form": form,
        "here": request.path,
        "step": step,
        "step_number": place + 1,
        "step_labels": [labels[name] for name in steps],
        "step_addresses": addresses,
        "links": [(labels[name], address_of(shown.report_id, name)) for name in (*steps, *others) if name != step]
        if shown.state == "returned" or shown.changing
        else [],
        "work_address": address_of(shown.report_id, flat or (CHANGE if CHANGE in steps else WORK)),
        "divide_address": address_of(shown.report_id, DIVIDE) if shown.divides else "",
        "seen_version": request.POST.get("version", shown.version),
        "back": step in steps and (place > 1 or (place == 1 and not flat)),
        **more,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, f"pages/reports/step_{TEMPLATES.get(step, 'plain')}.html", context, status=status)


def _labels(shown: ReportForm) -> dict[str, str]:
    return {
        WHO: _("What") if shown.answers.kind in FLAT else _("Who"),
        SITUATION: _("Situation"),
        WORK: _("Work"),
        DIVIDE: _("Division"),
        CHANGE: _("What changed"),
        FLAT["invoice"]: _("Invoice"),
        FLAT["activity"]: _("Activity"),
        CHECK: _("Check and submit"),
    }
