"""The forms that ask about whom a report is. Who somebody is, is asked once and never shown again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenwaarde.faces.web.forms_base import DayField, PageForm
from tegenwaarde.usecases.persons.naming import reference_problems
from tegenwaarde.usecases.reading.new_report import NewReport
from tegenwaarde.usecases.refusals import problem_words
from tegenwaarde.usecases.reports.answers import PLACEMENT

IDENTITY = ("name_at_birth", "birth_date")


class UnkeptText(forms.TextInput):
    """A text that comes back empty, unless it is the text itself that has to be corrected."""

    comes_back = False

    def format_value(self, value: Any) -> Any:
        """Return nothing to show, unless the field itself was wrong."""
        return super().format_value(value) if self.comes_back else None


class UnkeptDay(forms.DateInput):
    """A day that comes back empty, unless it is the day itself that has to be corrected."""

    comes_back = False

    def format_value(self, value: Any) -> Any:
        """Return nothing to show, unless the field itself was wrong."""
        return super().format_value(value) if self.comes_back else None


def reference_field() -> forms.CharField:
    """Return the field for a supplier's own reference."""
    return forms.CharField(
        label=gettext_lazy("Your own reference for this person"),
        help_text=gettext_lazy(
            "For example a staff number. No name and no citizen service number (BSN): the buyer does not need to know"
            " who it is. Use the same reference each time you report something about this person."
        ),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "known-references"}),
    )


class IdentityForm(PageForm):
    """Who somebody is: hashed at once, so that it comes back empty when the form is shown again."""

    name_at_birth = forms.CharField(
        label=gettext_lazy("Family name at birth"),
        help_text=gettext_lazy("Not a partner's name, and no first names."),
        max_length=200,
        required=False,
        widget=UnkeptText(attrs={"autocomplete": "off"}),
    )
    birth_date = DayField(
        label=gettext_lazy("Date of birth"),
        required=False,
        widget=UnkeptDay(attrs={"type": "date", "autocomplete": "off"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in IDENTITY:
            self.fields[name].says_when = True  # type: ignore[attr-defined]

    def add_error(self, field: str | None, error: Any) -> None:
        """Keep a mistake; what was typed comes back only where the mistake is."""
        super().add_error(field, error)
        if field in IDENTITY and field in self.fields:
            self.fields[field].widget.comes_back = True

    @property
    def asks_again(self) -> bool:
        """Say whether something was typed that is not shown again."""
        if not self.is_bound or not self.errors:
            return False
        typed = [name for name in IDENTITY if name in self.fields and self.data.get(name)]
        return any(name not in self.errors for name in typed)

    def ask_for_identity(self) -> None:
        """Ask for both parts of who somebody is, where neither was typed."""
        if any(self.data.get(name) for name in IDENTITY):
            return
        for name in IDENTITY:
            words = _("You did not say yet who has this reference. Fill this in once; it is not kept.")
            self.add_error(name, words)


class WhoForm(IdentityForm):
    """About whom the report is; `is_known` says whether it is known who has a reference."""

    reference = reference_field()
    field_order: tuple[str, ...] = ("reference", *IDENTITY)

    def __init__(self, *args: Any, is_known: Callable[[str], bool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_known = is_known

    def clean(self) -> dict[str, Any]:
        """Ask who it is, where that is not known yet."""
        filled = super().clean() or {}
        reference = filled.get("reference", "")
        wrong = reference_problems(reference) if reference else []
        for problem in wrong:
            self.add_error("reference", problem_words(problem))
        if reference and not wrong and not self.is_known(reference):
            self.ask_for_identity()
        return filled


class NewForm(WhoForm):
    """What is reported, and about whom."""

    kind = forms.ChoiceField(label=gettext_lazy("What do you report?"), widget=forms.RadioSelect)
    field_order = ("kind", "reference", *IDENTITY)

    def __init__(self, *args: Any, shown: NewReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        kind.choices = [(one.kind, one.words) for one in shown.kinds]  # type: ignore[attr-defined]
        kind.initial = shown.kinds[0].kind
        self.fields["reference"].required = self.about_somebody

    @property
    def about_somebody(self) -> bool:
        """Say whether the report is about somebody's work."""
        return bool(self.data.get("kind", PLACEMENT) == PLACEMENT)

    def clean(self) -> dict[str, Any]:
        """Ask who it is only for somebody's work."""
        return super().clean() if self.about_somebody else self.cleaned_data
