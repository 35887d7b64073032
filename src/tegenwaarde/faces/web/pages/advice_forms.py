"""The forms about the advice on a tender: what somebody tries out, departing from it, and notes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tegenwaarde.faces.web.forms_base import DayField, MoneyField, PageForm, PercentageField
from tegenwaarde.policy.book_asking import DepartsFrom
from tegenwaarde.usecases.reading.advice import DepartChoices, WhatIf
from tegenwaarde.usecases.reading.drafts import KINDS
from tegenwaarde.usecases.reading.tender_notes import KINDS as NOTE_KINDS
from tegenwaarde.usecases.reading.tender_notes import NoteRow

NAMES = {
    "soort": "kind",
    "raming": "estimated_value_cents",
    "subsidie": "subsidy_per_year_cents",
    "personeel": "labour_share",
    "materiaal": "material_share",
}  # what the address says, and the fact it is


class WhatIfForm(PageForm):
    """What somebody tries out; asked in the address and kept nowhere."""

    soort = forms.ChoiceField(label=_("Kind"), choices=KINDS, required=False)
    raming = MoneyField(label=_("Estimated value, excluding VAT"), required=False)
    subsidie = MoneyField(label=_("Subsidy per year"), help_text=_("Only for a subsidy."), required=False)
    personeel = PercentageField(label=_("Labour, share of the cost"), required=False)
    materiaal = PercentageField(label=_("Material, share of the cost"), required=False)

    def __init__(self, asked: Any, *, kept: WhatIf) -> None:
        """Begin with what is kept of the tender; bound where the address asks something."""
        bound = asked if any(name in asked for name in NAMES) else None
        super().__init__(bound, initial={name: getattr(kept, fact) for name, fact in NAMES.items()})
        for entry in self.fields.values():
            entry.says_when = True  # type: ignore[attr-defined]

    def what_if(self, kept: WhatIf) -> WhatIf | None:
        """Return what is tried out, None where nothing is asked or something cannot be read."""
        if not self.is_bound or not self.is_valid():
            return None
        tried = {fact: self.cleaned_data[name] for name, fact in NAMES.items()}
        return WhatIf(**{**tried, "kind": tried["kind"] or kept.kind})


class DepartForm(PageForm):
    """Another percentage, or no social return, with the reason."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    what = forms.ChoiceField(label=_("What do you decide?"), widget=forms.RadioSelect)
    percentage = PercentageField(
        label=_("The percentage that you ask"),
        help_text=_("Fill this in when you choose another percentage."),
        required=False,
    )
    percentage_code = forms.ChoiceField(
        label=_("Why another percentage"),
        help_text=_("Fill this in when you choose another percentage."),
        widget=forms.Select,
        required=False,
    )
    not_applied_code = forms.ChoiceField(
        label=_("Why social return is not asked"),
        help_text=_("Fill this in when you do not ask social return."),
        widget=forms.Select,
        required=False,
    )
    words = forms.CharField(
        label=_("In your own words"),
        help_text=_("Needed with “another reason”; else what you want to add. Name no persons."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )

    def __init__(self, data: Any = None, *, shown: DepartChoices) -> None:
        """Offer the reasons of the policy; not applying only where that is possible."""
        super().__init__(data, initial={"version": shown.page.version, "what": self._first(shown)})
        decisions = [(DepartsFrom.PERCENTAGE.value, _("Another percentage"))]
        if shown.may_not_apply:
            decisions.append((DepartsFrom.NOT_APPLIED.value, _("Not asking social return")))
        self._offer("what", decisions)
        empty = [("", _("Make a choice"))]
        self._offer("percentage_code", [*empty, *shown.percentage])
        self._offer("not_applied_code", [*empty, *shown.not_applied])
        if not shown.may_not_apply:
            del self.fields["not_applied_code"]
        for name in ("percentage", "percentage_code", "not_applied_code", "words"):
            if name in self.fields:
                self.fields[name].says_when = True  # type: ignore[attr-defined]

    @staticmethod
    def _first(shown: DepartChoices) -> str:
        return "" if shown.may_not_apply else DepartsFrom.PERCENTAGE.value

    def _offer(self, name: str, choices: Any) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def decided(self) -> dict[str, Any]:
        """Return what was decided, as the use-case asks it."""
        what = DepartsFrom(self.cleaned_data["what"])
        return {
            "version": self.cleaned_data["version"],
            "what": what,
            "percentage": self.cleaned_data["percentage"] if what is DepartsFrom.PERCENTAGE else None,
            "code": self.cleaned_data.get(f"{what.value}_code", ""),
            "words": self.cleaned_data["words"],
        }


class NoteForm(PageForm):
    """A note on a tender."""

    kind = forms.ChoiceField(label=_("What is it about?"), choices=NOTE_KINDS, widget=forms.RadioSelect)
    day = DayField(label=_("Day"))
    words = forms.CharField(
        label=_("What has to be remembered"),
        help_text=_("Speak of companies and what they can do; name no persons."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, data: Any = None, *, note: NoteRow | None = None, **more: Any) -> None:
        """Begin with what a note says, where there is one."""
        initial = {"kind": note.kind, "day": note.day, "words": note.words} if note else more
        super().__init__(data, initial=initial)
