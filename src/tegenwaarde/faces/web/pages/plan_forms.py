"""The lines of a plan as a form: add, copy or take away a line by a button, so that it works without JavaScript."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenwaarde.faces.web.formats import euro_whole
from tegenwaarde.faces.web.forms_base import DayField, HoursField, MoneyField, PageForm
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.usecases.agreements.lines import ACTIVITY, INVOICE, NEEDED, WORK, PlannedLine, Sketch, complete
from tegenwaarde.usecases.reading.agreement import BlockChoice, PlanForm
from tegenwaarde.usecases.refusals import problem_words

PREFIX = "line"
MOST_LINES = 60
CHANGES = ("add", "copy", "remove")
NAMES = ("kind", "block", "persons", "hours_per_week", "invoice_cents", "activity_hours", "start", "end")


class LineForm(PageForm):
    """One line of the plan, with the fields that its kind needs. An empty line does not count."""

    kind = forms.CharField(widget=forms.HiddenInput, required=False)
    block = forms.ChoiceField(label=gettext_lazy("Building block"))
    persons = forms.IntegerField(
        label=gettext_lazy("Number of persons"),
        min_value=1,
        max_value=9999,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": gettext_lazy("Enter a whole number.")},
    )
    hours_per_week = HoursField(label=gettext_lazy("Hours per week, each"), least=1, most=168 * 100)
    invoice_cents = MoneyField(label=gettext_lazy("Invoice without VAT"), least=1)
    activity_hours = HoursField(label=gettext_lazy("Hours of the activity"), least=1, most=99_999 * 100)
    start = DayField(label=gettext_lazy("From"))
    end = DayField(label=gettext_lazy("Until and including"))

    def __init__(self, *args: Any, blocks: Sequence[BlockChoice] = (), **kwargs: Any) -> None:
        """Offer the blocks of the policy that are of the line's kind."""
        super().__init__(*args, **{**kwargs, "empty_permitted": True})
        said = self.data.get(self.add_prefix("kind")) if self.is_bound else self.initial.get("kind")
        self.line_kind: str = str(said) if said in NEEDED else WORK
        for name in set(self.fields) - {"kind", *NEEDED[self.line_kind]}:
            del self.fields[name]
        if self.line_kind != WORK:
            self.fields["start"].label = _("Day")
        choices = [(one.block, _choice(one)) for one in blocks if one.kind == self.line_kind]
        self.fields["block"].choices = [("", _("Make a choice")), *choices]  # type: ignore[attr-defined]

    def has_changed(self) -> bool:
        """Say whether something was filled in, so that an empty line is passed over."""
        return self.is_bound and any(self._typed(name) for name in NEEDED[self.line_kind])

    @property
    def unreadable(self) -> bool:
        """Say whether something was typed that cannot be kept as it is."""
        return any(self._typed(name) and name in self.errors for name in NEEDED[self.line_kind])

    def sketch(self) -> dict[str, Any]:
        """Return the line as far as it can be read."""
        held = self.cleaned_data if self.is_bound and self.errors is not None else {}  # reading `errors` cleans once
        read = {name: held[name] for name in NEEDED[self.line_kind] if held.get(name) is not None}
        return {"kind": self.line_kind, **read}

    def line(self) -> PlannedLine | None:
        """Return the line; None where it is empty or not right yet."""
        return complete(self.sketch()) if self.has_changed() and not self.errors else None

    def _typed(self, name: str) -> str:
        return str(self.data.get(self.add_prefix(name)) or "").strip()


Lines: TypeAlias = "BaseFormSet[LineForm]"
LineFormSet = formset_factory(LineForm, extra=0, max_num=MOST_LINES, absolute_max=MOST_LINES)


def lines_of(shown: PlanForm, data: QueryDict | None = None) -> Lines:
    """Return the lines as filled in, or those to begin with; one of persons where there are none."""
    initial = [dict(sketch) for sketch in shown.sketches] or [new_line(shown, WORK)]
    return LineFormSet(
        data, initial=None if data is not None else initial, prefix=PREFIX, form_kwargs={"blocks": shown.blocks}
    )


def new_line(shown: PlanForm, kind: str) -> dict[str, Any]:
    """Return a line to begin with: the whole term for persons, the only block there is for what is paid."""
    if kind not in NEEDED or kind == WORK:
        hours = shown.fulltime_hours
        return {"kind": WORK, "persons": 1, "hours_per_week": hours, "start": shown.term.start, "end": shown.term.last}
    blocks = [one.block for one in shown.blocks if one.kind == kind]
    return {"kind": kind, **({"block": blocks[0]} if len(blocks) == 1 else {})}


def changed_lines(rows: list[Any], data: QueryDict, new: Any) -> int:
    """Add, copy or take away a line of `rows` as the pressed button asks; return the number of the line to go to."""
    last = max(0, len(rows) - 1)
    if "add" in data:
        if len(rows) < MOST_LINES:
            rows.append(new)
        return len(rows) - 1
    for change in ("copy", "remove"):
        place = _number(data.get(change, ""))
        if change not in data or place > last or not rows:
            continue
        if change == "remove":
            del rows[place]
            return max(0, place - 1)
        if len(rows) < MOST_LINES:
            rows.insert(place + 1, rows[place])
        return min(place + 1, len(rows) - 1)
    return last


def changed_data(shown: PlanForm, data: QueryDict) -> QueryDict:
    """Return what was typed, as it was typed, with the lines as the pressed button asks."""
    count = min(_number(data.get(f"{PREFIX}-TOTAL_FORMS", "")), MOST_LINES)
    rows = [{name: data.get(f"{PREFIX}-{place}-{name}", "") for name in NAMES} for place in range(count)]
    changed_lines(rows, data, as_typed_line(shown, data.get("add", "")))
    changed = data.copy()
    changed[f"{PREFIX}-TOTAL_FORMS"] = str(len(rows))
    for place, row in enumerate(rows):
        for name, typed in row.items():
            changed[f"{PREFIX}-{place}-{name}"] = typed
    return changed


def as_typed_line(shown: PlanForm, kind: str) -> dict[str, str]:
    """Return a new line as a browser would send it."""
    line = LineForm(initial=new_line(shown, kind))
    return {name: str(line[name].value() or "") for name in line.fields}


def put_problems(problems: Sequence[Problem], lines: Lines, above: forms.Form) -> bool:
    """Put each problem of the plan at its line and field; say whether there is none."""
    filled = [form for form in lines if form.line()]
    for problem in problems:
        number, _stroke, field = problem.place.partition(".")
        form: forms.Form = filled[int(number)] if number.isdecimal() else above
        field = field or problem.place
        form.add_error(field if field in form.fields else None, problem_words(problem))
    return not problems


def kinds_to_add(shown: PlanForm) -> tuple[tuple[str, str], ...]:
    """Return which kinds of line the policy knows for this contract, with what the button says."""
    words = {WORK: _("Add persons"), INVOICE: _("Add an invoice"), ACTIVITY: _("Add an activity")}
    there = {one.kind for one in shown.blocks}
    return tuple((kind, text) for kind, text in words.items() if kind in there)


def sketches_of(lines: Lines) -> list[Sketch]:
    """Return every line as far as it can be read, also an empty one."""
    return [form.sketch() for form in lines]


def _choice(one: BlockChoice) -> str:
    told = {"row": one.block, "words": one.words, "amount": euro_whole(one.amount_cents)}
    if one.kind == WORK:
        return _("{row}. {words} ({amount} a year)").format(**told)
    if one.kind == ACTIVITY:
        return _("{row}. {words} ({amount} an hour)").format(**told)
    return _("{row}. {words}").format(**told)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0
