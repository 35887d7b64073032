"""The forms about the work itself: since when, how many hours, hours that change, and their part for each contract."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenwaarde.faces.web.formats import hours_number
from tegenwaarde.faces.web.forms_base import DayField, HoursField, PercentageField
from tegenwaarde.faces.web.pages.step_form import StepForm
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.usecases.entries import MOST_WEEK_HOURS
from tegenwaarde.usecases.reading.divided import Part
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.reports.counting import WHOLE

MOST_CHANGES = 50
CHANGE_INCOMPLETE = gettext_lazy("Fill in both: the day and the new hours. Or take this change out.")


class HoursChangesForm(StepForm):
    """A form in which hours can change from a day on: a row for each change, added and taken out with buttons."""

    rows: tuple[int, ...] = ()

    def build_changes(self, extra: int = 0) -> None:
        """Add a row for each change that is known or sent, and `extra` empty ones; a row taken out is left away."""
        known = self.shown.answers.hours_changes
        sent = self._number("changes", MOST_CHANGES) if self.is_bound else None
        count = len(known) + extra if sent is None else sent
        gone = self._number("remove_change", MOST_CHANGES) if self.is_bound else None
        self.rows = tuple(row for row in range(1, count + 1) if row != gone)
        for row in self.rows:
            day, hours = known[row - 1] if row <= len(known) and not self.is_bound else (None, None)
            asked = not self.is_bound  # so that neither looks as if it may stay empty; `clean` wants both or none
            self.fields[f"change_{row}_day"] = DayField(label=_("From which day?"), required=asked, initial=day)
            self.fields[f"change_{row}_hours"] = HoursField(
                label=_("How many hours a week from then on?"), most=MOST_WEEK_HOURS, required=asked, initial=hours
            )
        self.change_count = count

    def _number(self, name: str, most: int) -> int | None:
        sent = str(self.data.get(name, ""))
        return min(int(sent), most) if sent.isascii() and sent.isdecimal() else None

    @property
    def change_rows(self) -> Iterator[tuple[int, BoundField, BoundField]]:
        """Yield each row with its two fields."""
        for row in self.rows:
            yield row, self[f"change_{row}_day"], self[f"change_{row}_hours"]

    def clean(self) -> dict[str, Any]:
        """Refuse a change of which only half was filled in."""
        filled = super().clean() or self.cleaned_data
        for row in self.rows:
            day, hours = f"change_{row}_day", f"change_{row}_hours"
            empty = [name for name in (day, hours) if name in filled and filled[name] is None]
            if len(empty) == 1:
                self.add_error(empty[0], str(CHANGE_INCOMPLETE))
        return filled

    def changes(self) -> tuple[tuple[date, int], ...]:
        """Return the changes that were filled in, in order of day; of two on one day the lower row counts."""
        return tuple(sorted({day: hours for day, hours, _row in self._filled()}.items()))

    def _filled(self) -> Iterator[tuple[date, int, int]]:
        for row in self.rows:
            day, hours = (self.cleaned_data.get(f"change_{row}_{part}") for part in ("day", "hours"))
            if day is not None and hours is not None:
                yield day, hours, row

    def placed(self, invalid: Invalid) -> Invalid:
        """Return the problems at the rows of this form; answers count changes in order of day."""
        rows = {day: row for day, _hours, row in self._filled()}
        in_order = [rows[day] for day, _hours in self.changes()]
        places = {f"change_{place}_day": f"change_{row}_day" for place, row in enumerate(in_order, start=1)}
        return Invalid(
            Problem(one.code, one.text, places.get(one.place, one.place), one.params) for one in invalid.problems
        )


class WorkForm(HoursChangesForm):
    """The work: since when, until when, how many hours, and what adds to its value."""

    employment_start = DayField(
        label=gettext_lazy("First working day with you"),
        help_text=gettext_lazy("Also when that was before this contract."),
    )
    employment_end = DayField(
        label=gettext_lazy("Last working day"),
        required=False,
        help_text=gettext_lazy("Leave this empty as long as the work goes on."),
    )
    hours_per_week = HoursField(
        label=gettext_lazy("Hours a week"),
        least=1,
        most=MOST_WEEK_HOURS,
        help_text=gettext_lazy("All hours with you, also those for other contracts."),
    )
    other_week = forms.BooleanField(required=False)
    fulltime_hours = HoursField(
        label=gettext_lazy("Hours of a full-time week with you"), least=1, most=MOST_WEEK_HOURS, required=False
    )
    permanent = forms.BooleanField(required=False)
    permanent_from = DayField(label=gettext_lazy("From which day?"), required=False)
    infra = forms.BooleanField(required=False)
    infra_paid_on = DayField(label=gettext_lazy("On which day was it paid?"), required=False)

    TICKS = (("other_week", "fulltime_hours"), ("permanent", "permanent_from"), ("infra", "infra_paid_on"))

    def build(self) -> None:
        """Ask for the extras that the policy has; what belongs to a tick is asked where it is ticked."""
        self.build_changes(self.extra_changes)
        self.fields["other_week"].label = _("With us a full-time week is not {hours} hours").format(
            hours=hours_number(self.shown.fulltime_hours)
        )
        extras = self.shown.extras
        for tick, words in (("permanent", extras.permanent), ("infra", extras.infra)):
            self.fields[tick].label = words
        absent = {"permanent": not extras.permanent, "infra": not extras.infra}
        for tick, fact in self.TICKS:
            if absent.get(tick):
                del self.fields[tick], self.fields[fact]
                continue
            self.fields[tick].initial = getattr(self.shown.answers, fact) is not None
            self.fields[fact].required = tick in self.data if self.is_bound else True

    def values(self) -> dict[str, Any]:
        """Return the answers; what belongs to a box that was not ticked is not kept."""
        filled = dict(self.cleaned_data)
        kept = {name: value for name, value in filled.items() if name in self.KEPT}
        for tick, fact in self.TICKS:
            if tick in self.fields and not filled.get(tick):
                kept[fact] = None
        return kept | {"hours_changes": self.changes()}

    KEPT = frozenset(
        ("employment_start", "employment_end", "hours_per_week", "fulltime_hours", "permanent_from", "infra_paid_on")
    )


class ChangeForm(HoursChangesForm):
    """What changed about an approved report: only what belongs to that change."""

    employment_end = DayField(label=gettext_lazy("Last working day"))
    study_end = DayField(label=gettext_lazy("Last day of the study"), required=False)
    permanent_from = DayField(label=gettext_lazy("First day of the permanent contract"))
    infra_paid_on = DayField(label=gettext_lazy("On which day was Infra-Werkt paid?"))

    ASKED = {
        "ended": ("employment_end",),
        "extended": ("employment_end", "study_end"),
        "hours": (),
        "permanent": ("permanent_from", "employment_end"),
        "infra": ("infra_paid_on",),
    }

    def build(self) -> None:
        """Keep the fields of this kind of change."""
        kind = self.kind
        for name in set(self.fields) - set(self.ASKED[kind]):
            del self.fields[name]
        if kind in ("extended", "permanent"):
            end = self.fields["employment_end"]
            end.required, end.help_text = False, _("Leave this empty as long as the work goes on.")
        if kind == "extended" and not self.shown.answers.study_end:
            del self.fields["study_end"]
        if kind == "hours":
            first = not self.shown.answers.hours_changes
            self.build_changes(max(self.extra_changes, 1 if first else 0))

    @property
    def kind(self) -> str:
        """Return which kind of change it is."""
        return self.shown.changing.kind if self.shown.changing else ""

    def values(self) -> dict[str, Any]:
        """Return what changed."""
        filled = {name: value for name, value in self.cleaned_data.items() if name in self.ASKED[self.kind]}
        return filled | ({"hours_changes": self.changes()} if self.kind == "hours" else {})


class DivideForm(StepForm):
    """Which part of the hours is for which contract."""

    several = forms.ChoiceField(
        label=gettext_lazy("Does this person also work for another contract of yours?"),
        choices=[("no", gettext_lazy("No, all hours are for this contract")), ("yes", gettext_lazy("Yes"))],
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Each hour counts once. Then you say which part of the hours is for which contract; the report is made for"
            " all of them at once."
        ),
    )

    def build(self) -> None:
        """Add a percentage for each contract that can have a part."""
        self.fields["several"].initial = "yes" if self.shown.divided else "no"
        wants = not self.is_bound or self.data.get("several") == "yes"
        for part in self.asked:
            name = self.name_of(part)
            self.fields[name] = PercentageField(label=part.title, required=part.own and wants)
            self.fields[name].initial = part.share or None

    @property
    def asked(self) -> tuple[Part, ...]:
        """Return the contracts whose part can be filled in."""
        return tuple(part for part in self.shown.parts if not part.fixed)

    @staticmethod
    def name_of(part: Part) -> str:
        """Return the name of a contract's field."""
        return "share" if part.own else f"share_{part.contract_id}"

    @property
    def rows(self) -> Iterator[tuple[Part, BoundField | None]]:
        """Yield every contract with its field; None where its part stands."""
        for part in self.shown.parts:
            yield part, None if part.fixed else self[self.name_of(part)]

    def shares(self) -> dict[int, int]:
        """Return the part of each contract, ten-thousandths of a percent; all for this one where the answer is no."""
        if self.cleaned_data.get("several") != "yes":
            return {part.contract_id: WHOLE if part.own else 0 for part in self.asked}
        return {part.contract_id: self.cleaned_data.get(self.name_of(part)) or 0 for part in self.asked}
