"""Reporting a fulfilment: the steps of a report, from who to submitting it."""

from __future__ import annotations

from typing import Any

from django.contrib.messages import success
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from tegenwaarde.faces.web.fields import problems
from tegenwaarde.faces.web.pages.report_forms import (
    ActivityForm,
    CheckForm,
    InvoiceForm,
    NewForm,
    SituationForm,
    StepForm,
    WhoForm,
    WorkForm,
)
from tegenwaarde.faces.web.routes import HouseRequest, page, show_problems
from tegenwaarde.usecases.reading.report_form import ReportForm, read_new_report, read_report_form
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.reports.opening import ChangedElsewhere
from tegenwaarde.usecases.reports.save_draft import choose_block, rename_person, save_draft
from tegenwaarde.usecases.reports.start_report import start_report
from tegenwaarde.usecases.reports.submit_report import submit_report
from tegenwaarde.usecases.reports.withdraw_draft import withdraw_draft

FORMS: dict[str, type[StepForm]] = {
    "situatie": SituationForm,
    "werk": WorkForm,
    "rekening": InvoiceForm,
    "activiteit": ActivityForm,
}
FLAT = {"invoice": "rekening", "activity": "activiteit"}


@page("report.write", "GET", "POST")
def report_new(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Begin a report: what it is about, and about whom."""
    shown = read_new_report(actor=request.actor, contract_id=contract_id)
    form = NewForm(_posted(request), shown=shown)
    if request.method == "POST" and form.is_valid():
        try:
            made = start_report(
                actor=request.actor,
                contract_id=contract_id,
                today=request.today,
                kind=form.cleaned_data["kind"],
                reference=form.cleaned_data["reference"],
            )
        except Invalid as invalid:
            show_problems(form, invalid)
        else:
            return redirect(_first_step(form.cleaned_data["kind"], made.pk))
    status = 422 if request.method == "POST" else 200
    return render(request, "pages/reports/new.html", {"shown": shown, "form": form}, status=status)


@page("report.write", "GET", "POST")
def report_who(request: HouseRequest, report_id: int) -> HttpResponse:
    """Change about whom the report is."""
    shown = read_report_form(actor=request.actor, report_id=report_id)
    form = WhoForm(_posted(request), initial={"reference": shown.reference})
    if request.method == "POST" and form.is_valid():
        try:
            rename_person(actor=request.actor, report_id=report_id, reference=form.cleaned_data["reference"])
        except Invalid as invalid:
            show_problems(form, invalid)
        else:
            return redirect(_first_step(shown.answers.kind, report_id))
    return _step_page(request, shown, form, "wie")


@page("report.write", "GET", "POST")
def report_step(request: HouseRequest, report_id: int, step: str) -> HttpResponse:
    """Show a step and keep what is filled in; “later” keeps it without asking for more."""
    shown = _form_at(request, report_id, step)
    later = "later" in request.POST
    if request.method != "POST":
        return _step_page(request, shown, _form_of(shown, step), step)
    back = "back" in request.POST
    form = _form_of(shown, step, request.POST, draft=later or back)
    if form.is_valid() and _saved(request, report_id, form):
        return _before(shown, step) if back else _after(request, shown, step, later=later)
    return _step_page(request, shown, form, step)


@page("report.write", "GET", "POST")
def report_value(request: HouseRequest, report_id: int, step: str) -> HttpResponse:
    """Keep what is filled in so far, and show what it is worth beside the form; a look leads to the step."""
    shown = _form_at(request, report_id, step)
    if request.method != "POST":
        return redirect("report_step", report_id=report_id, step=step)
    form = _form_of(shown, step, request.POST, draft=True)
    form.is_valid()
    kept = _saved(request, report_id, form)
    now = read_report_form(actor=request.actor, report_id=report_id) if kept else shown
    context = {"shown": now, "kept": kept, "live": True, "wrong": problems(form)}
    return render(request, "pages/reports/value.html", context)


def _saved(request: HouseRequest, report_id: int, form: StepForm) -> bool:
    """Keep what can be kept; False, with the reason in the form, where it was refused."""
    try:
        save_draft(
            actor=request.actor,
            report_id=report_id,
            values=form.values(),
            version=_version(request),
            today=request.today,
        )
    except Invalid as invalid:
        show_problems(form, invalid)
    except ChangedElsewhere as refusal:
        form.add_error(None, str(refusal))
    else:
        return True
    return False


def _version(request: HouseRequest) -> int | None:
    """Return the version of the report that the page showed."""
    sent = request.POST.get("version", "")
    return int(sent) if sent.isascii() and sent.isdecimal() else None


def _before(shown: ReportForm, step: str) -> HttpResponse:
    steps = _all_steps(shown)
    return redirect(_address(shown, steps[max(0, steps.index(step) - 1)]))


@page("report.write", "GET", "POST")
def report_check(request: HouseRequest, report_id: int) -> HttpResponse:
    """Show what fits and what it is worth; the button submits."""
    shown = read_report_form(actor=request.actor, report_id=report_id)
    later, back = "later" in request.POST, "back" in request.POST
    initial = {"block": shown.preselected, "no_displacement": shown.no_displacement}
    form = CheckForm(_posted(request), shown=shown, draft=later or back, initial=initial)
    if request.method == "POST" and form.is_valid() and _chosen(request, report_id, form):
        if back:
            return _before(shown, "indienen")
        if later:
            return _kept_for_later(request, shown)
        try:
            submit_report(actor=request.actor, report_id=report_id, today=request.today)
        except Invalid as invalid:
            show_problems(form, invalid)
        else:
            success(request, _("Your report is submitted. The coordinator reads it and decides."))
            return redirect("dossier_reports", contract_id=shown.contract_id)
    return _step_page(request, shown, form, "indienen")


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
    if request.method == "POST":
        withdraw_draft(actor=request.actor, report_id=report_id)
        success(request, _("The draft is gone."))
        return redirect("dossier_reports", contract_id=shown.contract_id)
    return render(request, "pages/reports/withdraw.html", {"shown": shown, "danger": True})


def _posted(request: HouseRequest) -> QueryDict | None:
    """Return what was sent, also when that is nothing; None for a look."""
    return request.POST if request.method == "POST" else None


def _form_at(request: HouseRequest, report_id: int, step: str) -> ReportForm:
    """Return the report, where it has that step."""
    shown = read_report_form(actor=request.actor, report_id=report_id)
    if step not in steps_of(shown):
        raise Http404
    return shown


def steps_of(shown: ReportForm) -> tuple[str, ...]:
    """Return the steps that are forms, in order."""
    return (FLAT[shown.answers.kind],) if shown.answers.kind in FLAT else ("situatie", "werk")


def _form_of(shown: ReportForm, step: str, data: QueryDict | None = None, *, draft: bool = False) -> StepForm:
    answers = shown.answers
    initial: dict[str, Any] = {name: getattr(answers, name) for name in answers.__dataclass_fields__}
    initial |= {f"since_{benefit}": day for benefit, day in answers.benefit_since}
    needed = {need for one in shown.questions if one.id in answers.situations for need in one.needs}
    initial["fifty_plus"] = answers.birth_date is not None and "birth_date" not in needed
    return FORMS[step](data, shown=shown, draft=draft, initial=initial)


def _first_step(kind: str, report_id: int) -> str:
    return reverse("report_step", kwargs={"report_id": report_id, "step": FLAT.get(kind, "situatie")})


def _after(request: HouseRequest, shown: ReportForm, step: str, *, later: bool) -> HttpResponse:
    if later:
        return _kept_for_later(request, shown)
    if step == "situatie":
        return redirect("report_step", report_id=shown.report_id, step="werk")
    return redirect("report_check", report_id=shown.report_id)


def _kept_for_later(request: HouseRequest, shown: ReportForm) -> HttpResponse:
    success(request, _("Your draft is kept. You can go on whenever you like."))
    return redirect("dossier_reports", contract_id=shown.contract_id)


def _all_steps(shown: ReportForm) -> tuple[str, ...]:
    flat = FLAT.get(shown.answers.kind)
    return ("wie", flat, "indienen") if flat else ("wie", "situatie", "werk", "indienen")


def _step_page(request: HouseRequest, shown: ReportForm, form: Any, step: str) -> HttpResponse:
    flat, steps = FLAT.get(shown.answers.kind), _all_steps(shown)
    labels = {
        "wie": _("Who") if not flat else _("What"),
        "situatie": _("Situation"),
        "werk": _("Work"),
        "rekening": _("Invoice"),
        "activiteit": _("Activity"),
        "indienen": _("Check and submit"),
    }
    place = steps.index(step) if step in steps else 0
    context = {
        "shown": shown,
        "form": form,
        "step": step,
        "step_number": place + 1,
        "step_labels": [labels[name] for name in steps],
        "step_addresses": [_address(shown, name) if name != "wie" or not flat else "" for name in steps],
        "seen_version": request.POST.get("version", shown.version),
        "back": place > 1 or (place == 1 and not flat),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, f"pages/reports/step_{TEMPLATES.get(step, 'plain')}.html", context, status=status)


TEMPLATES = {"situatie": "situation", "werk": "work", "indienen": "check", "wie": "who"}


def _address(shown: ReportForm, step: str) -> str:
    if step == "wie":
        return reverse("report_who", kwargs={"report_id": shown.report_id})
    if step == "indienen":
        return reverse("report_check", kwargs={"report_id": shown.report_id})
    return reverse("report_step", kwargs={"report_id": shown.report_id, "step": step})


urlpatterns = [
    path("dossiers/<int:contract_id>/invulling/nieuw/", report_new, name="report_new"),
    path("invulling/<int:report_id>/wie/", report_who, name="report_who"),
    path("invulling/<int:report_id>/indienen/", report_check, name="report_check"),
    path("invulling/<int:report_id>/weggooien/", report_withdraw, name="report_withdraw"),
    path("invulling/<int:report_id>/<slug:step>/", report_step, name="report_step"),
    path("invulling/<int:report_id>/<slug:step>/waarde/", report_value, name="report_value"),
]
