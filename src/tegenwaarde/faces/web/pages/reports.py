"""Reporting a fulfilment: the steps of a report, from the situation to submitting it."""

from __future__ import annotations

from typing import Any

from django.contrib.messages import error, success
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tegenwaarde.faces.web.fields import problems
from tegenwaarde.faces.web.pages.report_forms import ActivityForm, CheckForm, InvoiceForm, SituationForm
from tegenwaarde.faces.web.pages.report_steps import (
    CHANGE,
    CHECK,
    DIVIDE,
    SITUATION,
    WORK,
    address_of,
    first_step,
    kept_for_later,
    require_step,
    step_after,
    step_before,
    step_page,
)
from tegenwaarde.faces.web.pages.step_form import StepForm
from tegenwaarde.faces.web.pages.work_forms import ChangeForm, DivideForm, WorkForm
from tegenwaarde.faces.web.routes import HouseRequest, page, show_problems
from tegenwaarde.usecases.persons.naming import IDENTITY_MISSING
from tegenwaarde.usecases.reading.report_form import ReportForm, read_report_form
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.reports.opening import ChangedElsewhere
from tegenwaarde.usecases.reports.save_draft import choose_block, save_draft
from tegenwaarde.usecases.reports.share_report import share_report
from tegenwaarde.usecases.reports.submit_report import submit_report
from tegenwaarde.usecases.reports.withdraw_draft import withdraw_draft

__all__ = ["first_step", "step_page", "urlpatterns"]

FORMS: dict[str, type[StepForm]] = {
    SITUATION: SituationForm,
    WORK: WorkForm,
    DIVIDE: DivideForm,
    CHANGE: ChangeForm,
    "rekening": InvoiceForm,
    "activiteit": ActivityForm,
}
MORE_ROWS = "meer"  # in the address of a step: show an empty row for another change of hours


@page("report.write", "GET", "POST")
def report_step(request: HouseRequest, report_id: int, step: str) -> HttpResponse:
    """Show a step and keep what is filled in; “later” keeps it without asking for more."""
    shown = read_report_form(actor=request.actor, report_id=report_id)
    if shown.report_id != report_id:  # it follows an entry: what they share is filled in there
        return redirect(address_of(shown.report_id, step))
    require_step(shown, step)
    if request.method != "POST":
        return step_page(request, shown, _form_of(shown, step, extra=MORE_ROWS in request.GET), step)
    sent = request.POST
    rows = "add_change" in sent or "remove_change" in sent
    form = _form_of(shown, step, sent, draft="later" in sent or "back" in sent or rows)
    if not (form.is_valid() and _saved(request, report_id, form)):
        return step_page(request, shown, form, step)
    if rows:
        more = f"?{MORE_ROWS}=1" if "add_change" in sent else ""
        return redirect(f"{address_of(report_id, step)}{more}#hours")
    if "back" in sent:
        return step_before(shown, step)
    return kept_for_later(request, shown) if "later" in sent else _after(request, shown, step)


def _after(request: HouseRequest, shown: ReportForm, step: str) -> HttpResponse:
    """Lead to the next step of the report as it is now: whether there is anything to divide follows from the work."""
    now = read_report_form(actor=request.actor, report_id=shown.report_id)
    return step_after(now, step)


@page("report.write", "GET", "POST")
def report_value(request: HouseRequest, report_id: int, step: str) -> HttpResponse:
    """Keep what is filled in so far, and show what it is worth beside the form; a look leads to the step."""
    shown = read_report_form(actor=request.actor, report_id=report_id)
    if request.method != "POST" or shown.report_id != report_id:
        return redirect("report_step", report_id=report_id, step=step)
    require_step(shown, step)
    form = _form_of(shown, step, request.POST, draft=True)
    form.is_valid()
    kept = _saved(request, report_id, form)
    now = read_report_form(actor=request.actor, report_id=report_id) if kept else shown
    context = {"shown": now, "kept": kept, "live": True, "wrong": problems(form)}
    return render(request, "pages/reports/value.html", context)


def _saved(request: HouseRequest, report_id: int, form: StepForm) -> bool:
    """Keep what can be kept; False, with the reason in the form, where it was refused."""
    told: dict[str, Any] = {"actor": request.actor, "report_id": report_id, "version": _version(request)}
    try:
        if isinstance(form, DivideForm):
            share_report(**told, shares=form.shares(), today=request.today)
        else:
            save_draft(**told, values=form.values(), today=request.today)
    except Invalid as invalid:
        show_problems(form, form.placed(invalid))
    except ChangedElsewhere as refusal:
        form.add_error(None, str(refusal))
    else:
        return True
    return False


def _version(request: HouseRequest) -> int | None:
    """Return the version of the report that the page showed."""
    sent = request.POST.get("version", "")
    return int(sent) if sent.isascii() and sent.isdecimal() else None


@page("report.write", "GET", "POST")
def report_check(request: HouseRequest, report_id: int) -> HttpResponse:
    """Show what fits and what it is worth; the button submits."""
    shown = read_report_form(actor=request.actor, report_id=report_id)
    if shown.report_id != report_id:
        return redirect("report_check", report_id=shown.report_id)
    later, back = "later" in request.POST, "back" in request.POST
    initial = {"block": shown.preselected, "no_displacement": shown.no_displacement}
    form = CheckForm(_posted(request), shown=shown, draft=later or back, initial=initial)
    if request.method == "POST" and form.is_valid() and _chosen(request, report_id, form):
        if back:
            return step_before(shown, CHECK)
        return kept_for_later(request, shown) if later else _submitted(request, shown, form)
    return step_page(request, shown, form, CHECK)


def _submitted(request: HouseRequest, shown: ReportForm, form: CheckForm) -> HttpResponse:
    """Submit the report, and lead to the list; what is refused stands in the form."""
    try:
        submit_report(actor=request.actor, report_id=shown.report_id, today=request.today)
    except Invalid as invalid:
        if IDENTITY_MISSING in {problem.text for problem in invalid.problems}:
            error(request, str(invalid))
            return redirect("report_who", report_id=shown.report_id)
        show_problems(form, invalid)
        return step_page(request, shown, form, CHECK)
    words = (
        _("Your change is submitted. The coordinator reads it and decides; until then what was approved counts.")
        if shown.changing
        else _("Your report is submitted. The coordinator reads it and decides.")
    )
    success(request, words)
    return redirect("dossier_reports", contract_id=shown.contract_id)


def _chosen(request: HouseRequest, report_id: int, form: CheckForm) -> bool:
    """Keep the choice; False, with the reason in the form, where the report was changed meanwhile."""
    try:
        choose_block(
            actor=request.actor,
            report_id=report_id,
            block=form.cleaned_data["block"],
            no_displacement=form.cleaned_data["no_displacement"],
            version=_version(request),
        )
    except ChangedElsewhere as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@page("report.write", "GET", "POST")
def report_withdraw(request: HouseRequest, report_id: int) -> HttpResponse:
    """Ask whether the draft may go, and throw it away."""
    shown = read_report_form(actor=request.actor, report_id=report_id)
    if shown.report_id != report_id:
        return redirect("report_withdraw", report_id=shown.report_id)
    if request.method == "POST":
        withdraw_draft(actor=request.actor, report_id=report_id)
        success(request, _("The draft is gone."))
        return redirect("dossier_reports", contract_id=shown.contract_id)
    return render(request, "pages/reports/withdraw.html", {"shown": shown, "danger": True})


def _posted(request: HouseRequest) -> QueryDict | None:
    """Return what was sent, also when that is nothing; None for a look."""
    return request.POST if request.method == "POST" else None


def _form_of(
    shown: ReportForm, step: str, data: QueryDict | None = None, *, draft: bool = False, extra: bool = False
) -> StepForm:
    answers = shown.answers
    initial: dict[str, Any] = {name: getattr(answers, name) for name in answers.__dataclass_fields__}
    initial |= {f"since_{benefit}": day for benefit, day in answers.benefit_since}
    needed = {need for one in shown.questions if one.id in answers.situations for need in one.needs}
    initial["fifty_plus"] = answers.birth_date is not None and "birth_date" not in needed
    return FORMS[step](data, shown=shown, draft=draft, extra_changes=int(extra), initial=initial)


urlpatterns = [
    path("invulling/<int:report_id>/indienen/", report_check, name="report_check"),
    path("invulling/<int:report_id>/weggooien/", report_withdraw, name="report_withdraw"),
    path("invulling/<int:report_id>/<slug:step>/", report_step, name="report_step"),
    path("invulling/<int:report_id>/<slug:step>/waarde/", report_value, name="report_value"),
]
