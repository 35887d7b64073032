"""Agreements of a dossier: what was agreed, and recording a new version line by line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from django import forms
from django.contrib.messages import success
from django.forms import BaseFormSet, formset_factory
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenwaarde.faces.web.formats import euro_whole, hours
from tegenwaarde.faces.web.forms_base import DayField, HoursField, PageForm
from tegenwaarde.faces.web.routes import HouseRequest, page
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.usecases.agreements.lines import PlannedLine
from tegenwaarde.usecases.agreements.record_agreement import FarAboveDuty, NewerAgreement, record_agreement
from tegenwaarde.usecases.reading.agreement import PlanForm, PlanValue, read_agreements, read_plan_form, value_of_plan
from tegenwaarde.usecases.reading.dossier import read_head
from tegenwaarde.usecases.refusals import problem_words

PREFIX = "line"
MOST_LINES = 60
FIELDS = ("block", "persons", "hours_per_week", "start", "end")


class LineForm(PageForm):
    """One line of the plan. An empty line, and one that is ticked away, does not count."""

    block = forms.ChoiceField(label=gettext_lazy("Building block"))
    persons = forms.IntegerField(
        label=gettext_lazy("Number of persons"),
        min_value=1,
        max_value=9999,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": gettext_lazy("Enter a whole number.")},
    )
    hours_per_week = HoursField(label=gettext_lazy("Hours per week, each"), least=1, most=168 * 100)
    start = DayField(label=gettext_lazy("From"))
    end = DayField(label=gettext_lazy("Until and including"))
    away = forms.BooleanField(label=gettext_lazy("Leave this line out"), required=False)

    def __init__(self, *args: Any, blocks: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        """Offer the blocks of the policy."""
        super().__init__(*args, **{**kwargs, "empty_permitted": True})
        self.fields["block"].choices = [("", _("Make a choice")), *blocks]  # type: ignore[attr-defined]

    def has_changed(self) -> bool:
        """Say whether something was filled in, so that an empty line is passed over; a ticked line is passed over."""
        if self.is_bound and self.data.get(self.add_prefix("away")):
            return False
        return any(self.data.get(self.add_prefix(name), "").strip() for name in FIELDS) if self.is_bound else False

    def line(self) -> PlannedLine | None:
        """Return the line; None where it is empty, left out or not right yet."""
        if not self.has_changed() or self.errors or not set(FIELDS) <= set(self.cleaned_data):
            return None
        return PlannedLine(**{name: self.cleaned_data[name] for name in FIELDS})


class NoteForm(PageForm):
    """What else there is to say, and after which version this one was written."""

    after = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("Only the buyer's side reads this."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
    )
    sure = forms.BooleanField(label=gettext_lazy("Yes, the number of persons is right"), required=False)


Lines: TypeAlias = "BaseFormSet[LineForm]"
LineFormSet = formset_factory(LineForm, extra=0, max_num=MOST_LINES, absolute_max=MOST_LINES)


@page("dossier.see")
def dossier_agreements(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Show what was agreed, and whether it covers what is due."""
    head = read_head(actor=request.actor, contract_id=contract_id, today=request.today)
    shown = read_agreements(actor=request.actor, contract_id=contract_id)
    return render(request, "pages/contracts/agreements.html", {"head": head, "shown": shown, "tab": "agreements"})


@page("agreement.record", "GET", "POST")
def agreement_record(request: HouseRequest, contract_id: int) -> HttpResponse:
    """Ask for the lines of a new version, say what they are worth, and record them."""
    shown = read_plan_form(actor=request.actor, contract_id=contract_id)
    if request.method != "POST":
        note = NoteForm(initial={"after": shown.after})
        return _form_page(request, shown, _lines(shown), note)
    data = request.POST.copy()
    if "add" in data:
        _one_more(data)
    lines, note = _lines(shown, data), NoteForm(data)
    right = lines.is_valid() and note.is_valid()
    planned = [line for form in lines if (line := form.line())]
    value = value_of_plan(actor=request.actor, contract_id=contract_id, lines=planned)
    if not {"record", "calculate"} & set(data):
        for form in lines:
            form.errors.clear()
        return _form_page(request, shown, lines, note, value=value)
    if planned or right:
        right = _without_problems(value.problems, lines, note) and right
    if right and "calculate" in data:
        return _form_page(request, shown, lines, note, value=value)
    if right and _recorded(request, contract_id, note, planned):
        success(request, _("The agreements are recorded. The supplier can see them."))
        return redirect("dossier_agreements", contract_id=contract_id)
    return _form_page(request, shown, lines, note, value=value, status=422)


def _without_problems(problems: Sequence[Problem], lines: Lines, note: NoteForm) -> bool:
    """Put each problem of the plan at its line and field; say whether there is none."""
    filled = [form for form in lines if form.line()]
    for problem in problems:
        number, _stroke, field = problem.place.partition(".")
        form: forms.Form = filled[int(number)] if number.isdecimal() else note
        form.add_error(field if field in form.fields else None, problem_words(problem))
    return not problems


def _recorded(request: HouseRequest, contract_id: int, note: NoteForm, planned: Sequence[PlannedLine]) -> bool:
    """Record the plan; where it is refused, say so."""
    try:
        record_agreement(
            actor=request.actor,
            contract_id=contract_id,
            after=note.cleaned_data["after"],
            lines=planned,
            note=note.cleaned_data["note"],
            today=request.today,
            far_above_is_meant=note.cleaned_data["sure"],
        )
    except FarAboveDuty as refusal:
        note.add_error("sure", str(refusal))
        return False
    except NewerAgreement as refusal:
        note.add_error(None, str(refusal))
        return False
    return True


def _lines(shown: PlanForm, data: QueryDict | None = None) -> Lines:
    """Return the lines as filled in, or those of the present version, or one to begin with."""
    blocks = [
        (
            one.block,
            _("{row}. {words} ({amount} a year)").format(
                row=one.block, words=one.words, amount=euro_whole(one.amount_cents)
            ),
        )
        for one in shown.blocks
    ]
    present = [{name: getattr(line, name) for name in FIELDS} for line in shown.lines]
    begin = {"persons": 1, "hours_per_week": shown.fulltime_hours, "start": shown.term.start, "end": shown.term.last}
    return LineFormSet(
        data,
        initial=None if data is not None else present or [begin],
        prefix=PREFIX,
        form_kwargs={"blocks": blocks},
    )


def _one_more(data: QueryDict) -> None:
    """Add an empty line to what was filled in."""
    name = f"{PREFIX}-TOTAL_FORMS"
    held = data.get(name, "0")
    data[name] = str(min(MOST_LINES, (int(held) if held.isdecimal() and len(held) < 4 else 0) + 1))


def _form_page(
    request: HouseRequest,
    shown: PlanForm,
    lines: Lines,
    note: NoteForm,
    *,
    value: PlanValue | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "shown": shown,
        "lines": lines,
        "note": note,
        "value": value if value and value.lines and not value.problems else None,
        "far_above": str(FarAboveDuty(value.times_above)) if value and value.times_above else "",
        "fulltime": hours(shown.fulltime_hours),
        "wrong": [form for form in (*lines, note) if form.errors],
    }
    return render(request, "pages/contracts/record.html", context, status=status)


urlpatterns = [
    path("dossiers/<int:contract_id>/afspraken/", dossier_agreements, name="dossier_agreements"),
    path("dossiers/<int:contract_id>/afspraken/vastleggen/", agreement_record, name="agreement_record"),
]
