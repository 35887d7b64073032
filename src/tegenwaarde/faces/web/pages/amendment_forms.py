"""The forms about amendments of a contract, and about leaving a proposed one aside."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tegenwaarde.faces.web.forms_base import DayField, MoneyField, PageForm
from tegenwaarde.usecases.amendments.change import Change
from tegenwaarde.usecases.reading.amendments import AmendmentForm

KINDS = (
    ("more", _("More work: the sum becomes higher")),
    ("less", _("Less work: the sum becomes lower, or the contract shorter")),
    ("extension", _("Extension or shortening: another last day")),
    ("correction", _("Correction: what is recorded is wrong")),
)


class ChangeForm(PageForm):
    """What the contract becomes, when that was agreed and why."""

    kind = forms.ChoiceField(label=_("What kind of amendment is it?"), choices=KINDS, widget=forms.RadioSelect)
    value_cents = MoneyField(
        label=_("New contract sum"),
        help_text=_("Excluding VAT: the whole sum after the amendment. Leave it where the sum stays the same."),
    )
    end = DayField(label=_("New last day of the contract"), help_text=_("This day counts too."))
    start = DayField(
        label=_("First day of the contract"),
        help_text=_("Only a correction can change this day."),
    )
    agreed_on = DayField(label=_("Agreed on"), help_text=_("The day on which buyer and supplier agreed to it."))
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("The supplier reads this too."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, shown: AmendmentForm) -> None:
        """Begin with the contract as it is, or with what a notice proposes."""
        initial: dict[str, Any] = {"value_cents": shown.value_cents, "start": shown.days.start, "end": shown.days.last}
        if shown.proposed is not None:
            initial = {
                "kind": kind_of(shown),
                "value_cents": shown.proposed.value_after_cents,
                "start": shown.proposed.days_after.start,
                "end": shown.proposed.days_after.last,
                "agreed_on": shown.proposed.agreed_on,
                "reason": shown.proposed.reason,
            }
        super().__init__(data, initial=initial)

    def change(self) -> Change:
        """Return what was filled in; the form is valid."""
        return Change(**self.cleaned_data)


class DeclineForm(PageForm):
    """Why a proposed amendment is left aside."""

    decided_reason = forms.CharField(
        label=_("Why not"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}), required=False
    )


def kind_of(shown: AmendmentForm) -> str:
    """Return the kind that the notice seems to propose."""
    return shown.proposed.kind if shown.proposed else ""
