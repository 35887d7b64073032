"""The forms about tenders: the tender itself, its publication, its award, why it is dropped, and where a copy goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tegenwaarde.faces.web.formats import longdate
from tegenwaarde.faces.web.formats import quarter as quarter_words
from tegenwaarde.faces.web.forms_base import DayField, MoneyField, PageForm, PercentageField
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.usecases.contracts.parts import Share
from tegenwaarde.usecases.reading.drafts import KINDS
from tegenwaarde.usecases.reading.tender import PROCEDURES
from tegenwaarde.usecases.tenders.facts import TenderFacts

YEARS_BACK, YEARS_AHEAD = 1, 4
SAID: dict[str, bool | None] = {"": None, "yes": True, "no": False}
STATED = ("infrastructure", "european_stated")


def quarters_around(today: date, *more: date) -> list[tuple[str, str]]:
    """Return the quarters to choose from: from last year to four years ahead, and those of `more` days."""
    years = range(today.year - YEARS_BACK, today.year + YEARS_AHEAD + 1)
    found = {Quarter(year, number) for year in years for number in range(1, 5)} | {Quarter.of(day) for day in more}
    return [(one.start.isoformat(), quarter_words(one)) for one in sorted(found)]


class TenderForm(PageForm):
    """What is known of a tender; only the title, the kind and the quarter are needed to plan it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title of the tender"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS, widget=forms.RadioSelect)
    quarter_start = forms.TypedChoiceField(
        label=_("Quarter of publication"), coerce=date.fromisoformat, empty_value=None
    )
    estimated_value_cents = MoneyField(
        label=_("Estimated value, excluding VAT"),
        help_text=_(
            "Of the whole contract, with its extensions; of a subsidy, what is granted in total. Without it nothing can"
            " be said of the social return."
        ),
        required=False,
    )
    subsidy_per_year_cents = MoneyField(label=_("Subsidy per year"), help_text=_("Only for a subsidy."), required=False)
    labour_share = PercentageField(
        label=_("Labour, share of the cost"), help_text=_("Leave it empty when it is not known."), required=False
    )
    material_share = PercentageField(
        label=_("Material, share of the cost"),
        help_text=_("With much material and little labour, a lower percentage applies."),
        required=False,
    )
    reference = forms.CharField(
        label=_("Reference"), help_text=_("Your own number of the tender."), max_length=100, required=False
    )
    procedure = forms.ChoiceField(label=_("Procedure"), choices=[("", _("Not known yet")), *PROCEDURES], required=False)
    cpv = forms.CharField(
        label=_("CPV code"),
        help_text=_("Eight digits: what is bought, in the European list. Agreements with branches are found by it."),
        required=False,
    )
    infrastructure = forms.ChoiceField(
        label=_("Is it infrastructure?"),
        help_text=_("Roads, sewers, cables and the like: there Infra-Werkt can help."),
        choices=(("", _("Judge by the CPV code")), ("yes", _("Yes")), ("no", _("No"))),
        widget=forms.RadioSelect,
        required=False,
    )
    european_stated = forms.ChoiceField(
        label=_("Is it a European tender?"),
        choices=(("", _("By the estimated value")), ("yes", _("Yes")), ("no", _("No"))),
        widget=forms.RadioSelect,
        required=False,
    )
    start = DayField(label=_("First day of the contract"), required=False)
    end = DayField(label=_("Last day of the contract"), help_text=_("This day counts too."), required=False)
    remarks = forms.CharField(
        label=_("Remarks"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000, required=False
    )

    def __init__(
        self, data: Any = None, *, facts: TenderFacts, version: int, today: date, published: date | None = None
    ) -> None:
        """Begin with what is kept; of a published tender its day says the quarter."""
        super().__init__(data, initial=_initial(facts, version))
        if published is not None:
            del self.fields["quarter_start"]
            return
        more = [facts.quarter_start] if facts.quarter_start else []
        choices = [("", _("Make a choice")), *quarters_around(today, *more)]
        self.fields["quarter_start"].choices = choices  # type: ignore[attr-defined]

    def facts(self, kept: TenderFacts, buyers: Sequence[Share]) -> TenderFacts:
        """Return what was filled in; what the form does not ask is as it is kept."""
        names = {f.name for f in fields(TenderFacts)} & set(self.cleaned_data)
        held = {f.name: getattr(kept, f.name) for f in fields(TenderFacts)}
        known = held | {name: self.cleaned_data[name] for name in names}
        known |= {name: SAID[self.cleaned_data.get(name, "")] for name in STATED}
        known["title"] = " ".join(known["title"].split())
        known["cpv"] = known["cpv"].replace(" ", "").replace(".", "")
        return TenderFacts(**{**known, "buyers": tuple(buyers)})

    def kept_beside(self) -> tuple[tuple[str, str], ...]:
        """Return the label of each field where something else is kept than was typed, and what is kept, in words."""
        names = [name for name in self.changed_data if name != "version"]
        return tuple((str(self[name].label), self._kept_words(name)) for name in names)

    def _kept_words(self, name: str) -> str:
        entry, kept = self.fields[name], self[name].initial
        if isinstance(entry, forms.ChoiceField):
            return str(dict(entry.choices).get("" if kept is None else kept, ""))  # type: ignore[arg-type]
        if isinstance(kept, date):
            return longdate(kept)
        written = entry.prepare_value(kept)
        return "–" if written in (None, "") else str(written)


def _initial(facts: TenderFacts, version: int) -> dict[str, Any]:
    said = {held: name for name, held in SAID.items()}
    held = {f.name: getattr(facts, f.name) for f in fields(TenderFacts) if f.name != "buyers"}
    quarter = Quarter.of(facts.quarter_start).start.isoformat() if facts.quarter_start else ""
    stated = {name: said[held[name]] for name in STATED}
    return held | stated | {"version": version, "quarter_start": quarter}


class StepForm(PageForm):
    """A step with a tender: which version of it was on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class PublishForm(StepForm):
    """The publication."""

    day = DayField(
        label=_("Publication date of the tender"),
        help_text=_("It decides which policy version applies and which European thresholds count."),
    )
    reference = forms.CharField(
        label=_("Reference"),
        help_text=_("For example the number at TenderNed. Empty: what is there stays."),
        max_length=100,
        required=False,
    )


class DropForm(StepForm):
    """Why a tender does not go on."""

    reason = forms.CharField(
        label=_("Why does this tender not go on?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )


class LinkForm(StepForm):
    """The contracts that came of a tender."""

    contract_ids = forms.TypedMultipleChoiceField(
        label=_("Contracts that are in the register"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, choices: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        """Offer the contracts."""
        super().__init__(data, auto_id="id_link_%s", **kwargs)
        self.fields["contract_ids"].choices = list(choices)  # type: ignore[attr-defined]


class AwardForm(StepForm):
    """The winner, for a draft contract."""

    supplier = forms.CharField(label=_("Name of the winner"), max_length=200, required=False)
    value_cents = MoneyField(label=_("Contract sum, excluding VAT"), required=False)


class CopyForm(StepForm):
    """Where a copy goes."""

    quarter = forms.TypedChoiceField(label=_("Quarter of the copy"), coerce=date.fromisoformat)
    twice = forms.BooleanField(label=_("Copy it once more"), required=False)

    def __init__(self, data: Any = None, *, today: date, **kwargs: Any) -> None:
        """Offer the quarters."""
        super().__init__(data, **kwargs)
        self.fields["quarter"].choices = quarters_around(today)  # type: ignore[attr-defined]
