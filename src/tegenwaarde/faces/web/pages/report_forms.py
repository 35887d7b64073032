"""The forms of the steps in which a supplier reports a fulfilment: plain fields in, the names of `Answers` out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenwaarde.faces.web.forms_base import DayField, HoursField, MoneyField
from tegenwaarde.faces.web.pages.step_form import StepForm
from tegenwaarde.usecases.reading.report_form import Asked
from tegenwaarde.usecases.reports.contradictions import BENEFIT_NAMES


class SituationForm(StepForm):
    """The situation somebody was in on the first working day, in plain questions."""

    situations = forms.MultipleChoiceField(
        label=gettext_lazy("What applies to this person?"),
        help_text=gettext_lazy("Tick everything that applies. You then see what each is worth."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one.")},
    )
    study_start = DayField(label=gettext_lazy("First day of the study"), required=False)
    study_end = DayField(
        label=gettext_lazy("Last day of the study"),
        required=False,
        help_text=gettext_lazy("As in the agreement with the school."),
    )
    fifty_plus = forms.BooleanField(required=False)
    birth_date = DayField(
        label=gettext_lazy("Date of birth"),
        required=False,
        help_text=gettext_lazy("Only the age on the first working day matters. We keep this locked away."),
    )
    refugee = forms.BooleanField(required=False)

    def build(self) -> None:
        """Add the questions of the policy, with the first day of each benefit."""
        choices = [(one.id, one.words) for one in self.shown.questions]
        self.fields["situations"].choices = choices  # type: ignore[attr-defined]
        for benefit in self.benefits:
            self.fields[f"since_{benefit}"] = DayField(
                label=_("{benefit}: on which day did this benefit begin?").format(
                    benefit=BENEFIT_NAMES.get(benefit, benefit)
                ),
                required=False,
                help_text=_("It is in the decision about the benefit. Do you not know the day? Ask the person."),
            )
        for name in self._days_that_belong_to_a_yes():
            self.fields[name].required = True
        for name, words in (("fifty_plus", self.shown.extras.fifty_plus), ("refugee", self.shown.extras.refugee)):
            if words:
                self.fields[name].label = words
            else:
                del self.fields[name]
        since = (f"since_{benefit}" for benefit in self.benefits)
        self.order_fields(["situations", *since, "study_start", "study_end", "refugee", "fifty_plus", "birth_date"])

    def _days_that_belong_to_a_yes(self) -> set[str]:
        """Return the days to ask for: of every yes that was sent; before that of any, so that none looks optional."""
        sent = self.data.getlist("situations") if isinstance(self.data, QueryDict) else None
        asked = [one for one in self.shown.questions if sent is None or one.id in sent]
        wanted = {f"since_{one.benefit}" for one in asked if one.benefit}
        wanted |= {name for one in asked for name in ("birth_date", "study_end") if name in one.needs}
        return wanted | ({"birth_date"} if sent is None or "fifty_plus" in self.data else set())

    @property
    def benefits(self) -> tuple[str, ...]:
        """Return the benefits whose first day is asked for."""
        return tuple(one.benefit for one in self.shown.questions if one.benefit)

    @property
    def about_study(self) -> str:
        """Return the situations to which the days of study belong."""
        return ", ".join(one.words for one in self.shown.questions if "study_end" in one.needs)

    @property
    def questions(self) -> list[dict[str, Any]]:
        """Return each question with its tick and the day that belongs to a yes."""
        ticked = self["situations"].value() or ()
        return [
            {"asked": one, "ticked": one.id in ticked, "since": self._since(one), "id": f"id_situations_{place}"}
            for place, one in enumerate(self.shown.questions)
        ]

    def values(self) -> dict[str, Any]:
        """Return the answers; what belongs to a question that was not ticked is not kept."""
        filled = self.cleaned_data
        ticked = tuple(filled.get("situations", ()))
        needs = {need for one in self.shown.questions if one.id in ticked for need in one.needs}
        since = {one.benefit: filled.get(f"since_{one.benefit}") for one in self.shown.questions if one.id in ticked}
        wants_age = bool(filled.get("fifty_plus")) or "birth_date" in needs
        return {
            "situations": ticked,
            "benefit_since": tuple(sorted((name, day) for name, day in since.items() if name and day)),
            "study_start": filled.get("study_start") if "study_end" in needs else None,
            "study_end": filled.get("study_end") if "study_end" in needs else None,
            "birth_date": filled.get("birth_date") if wants_age else None,
            "refugee": bool(filled.get("refugee")),
        }

    def _since(self, asked: Asked) -> BoundField | None:
        return self[f"since_{asked.benefit}"] if asked.benefit else None


class InvoiceForm(StepForm):
    """A paid invoice."""

    invoice_by = forms.CharField(
        label=gettext_lazy("From which company is the invoice?"),
        help_text=gettext_lazy("The SW company that the people work for."),
        max_length=120,
    )
    invoice_number = forms.CharField(
        label=gettext_lazy("Number of the invoice"),
        help_text=gettext_lazy("So that no invoice is reported twice."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    activity_date = DayField(label=gettext_lazy("Day of the invoice"))
    invoice_cents = MoneyField(
        label=gettext_lazy("Amount without VAT"),
        least=1,
        help_text=gettext_lazy("Only what was paid for the work of people from the target group."),
    )


class ActivityForm(StepForm):
    """Hours of an activity."""

    activity_date = DayField(label=gettext_lazy("Day of the activity"))
    activity_hours = HoursField(label=gettext_lazy("Hours, of all people together"), least=1)
    participation = forms.CharField(
        label=gettext_lazy("How does this give people a better chance of work?"),
        help_text=gettext_lazy("A few sentences. Do not name anybody."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )


class CheckForm(StepForm):
    """The last step: which block, and the declaration."""

    block = forms.ChoiceField(
        label=gettext_lazy("What fits this person?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what fits this person.")},
    )
    no_displacement = forms.BooleanField(
        label=gettext_lazy("I declare that nobody's existing work was displaced by this."),
        required=False,
        help_text=gettext_lazy("Without this declaration the coordinator will ask you about it."),
    )

    def build(self) -> None:
        """Offer the blocks that fit; an invoice or activity has only its own."""
        self.fields["block"].choices = [(one.block, one.label) for one in self.shown.fitting]  # type: ignore[attr-defined]
        if not self.shown.is_placement:
            self.fields["block"].required = False
