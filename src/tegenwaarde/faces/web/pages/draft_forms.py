"""The forms about drafts: the draft itself, the buyer to add, a certificate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from tegenwaarde.faces.web.formats import longdate
from tegenwaarde.faces.web.forms_base import DayField, MoneyField, PageForm, PercentageField
from tegenwaarde.usecases.contracts.create_buyer import NewBuyer
from tegenwaarde.usecases.contracts.facts import ContractFacts
from tegenwaarde.usecases.reading.drafts import BUYER_KINDS, KINDS, BuyerToAdd, DraftPage, Reading

NEEDED_IN_THE_END = (
    "buyer_id",
    "supplier_name",
    "supplier_kvk",
    "title",
    "kind",
    "value_cents",
    "tender_date",
    "start",
    "end",
)
DEVIATING = (
    "european_stated",
    "percentage",
    "percentage_code",
    "percentage_reason",
    "applied",
    "not_applied_code",
    "not_applied_reason",
)
OF_A_SUBSIDY = {  # who and what the fields are about, where it is a subsidy
    "supplier_name": _("Name of who receives the subsidy"),
    "supplier_kvk": _("KvK number of who receives the subsidy"),
    "value_cents": _("The whole subsidy"),
    "tender_date": _("Day on which the subsidy was announced or asked for"),
    "start": _("First day of the subsidy"),
    "end": _("Last day of the subsidy"),
}
EUROPEAN = {"": None, "yes": True, "no": False}
KVK_ATTRS = {"inputmode": "numeric", "autocomplete": "off"}


class DraftForm(PageForm):
    """What is known of a contract. Everything may still be empty while it is a draft."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    buyer_id = forms.TypedChoiceField(label=_("Buyer"), coerce=int, empty_value=None)
    supplier_name = forms.CharField(label=_("Name of the supplier"), max_length=200)
    supplier_kvk = forms.CharField(
        label=_("KvK number of the supplier"),
        help_text=_("Eight digits. A supplier that the register does not know yet is added."),
        widget=forms.TextInput(attrs=KVK_ATTRS),
    )
    supplier_country = forms.CharField(
        label=_("Country of a supplier abroad"),
        help_text=_("Three letters, for example DEU or FIN. Only for a supplier without a KvK number."),
        max_length=3,
        required=False,
    )
    supplier_number = forms.CharField(label=_("Number in the register of that country"), max_length=80, required=False)
    title = forms.CharField(label=_("Title of the contract"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    reference = forms.CharField(
        label=_("Reference"), help_text=_("Your own number of the contract."), max_length=100, required=False
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS, widget=forms.RadioSelect)
    value_cents = MoneyField(label=_("Contract sum, excluding VAT"))
    estimated_value_cents = MoneyField(
        label=_("Estimated value of the tender, excluding VAT"),
        help_text=_(
            "Decides which regime applies and whether the tender was European. Empty: the contract sum counts."
        ),
        required=False,
    )
    subsidy_per_year_cents = MoneyField(label=_("Subsidy per year"), help_text=_("Only for a subsidy."), required=False)
    tender_date = DayField(
        label=_("Publication date of the tender"),
        help_text=_(
            "The day on which the tender was published, not the award. It decides which policy version applies and "
            "which European thresholds count."
        ),
    )
    start = DayField(label=_("First day of the contract"))
    end = DayField(label=_("Last day of the contract"), help_text=_("This day counts too."))
    labour_share = PercentageField(
        label=_("Labour, share of the cost"), help_text=_("Leave it empty when it is not known."), required=False
    )
    material_share = PercentageField(
        label=_("Material, share of the cost"),
        help_text=_("With much material and little labour, a lower percentage applies."),
        required=False,
    )
    european_stated = forms.ChoiceField(
        label=_("Was it a European tender?"),
        choices=(("", _("By the estimated value")), ("yes", _("Yes")), ("no", _("No"))),
        widget=forms.RadioSelect,
        required=False,
    )
    percentage = PercentageField(
        label=_("Another percentage"),
        help_text=_("Only to depart from what the policy says, for example for proportionality."),
        required=False,
    )
    percentage_code = forms.ChoiceField(label=_("Why another percentage"), widget=forms.Select, required=False)
    percentage_reason = forms.CharField(
        label=_("Why another percentage, in your own words"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    applied = forms.ChoiceField(
        label=_("Is social return asked in this contract?"),
        help_text=_("“No” is only possible where the policy says “if possible”, and with a reason."),
        choices=(("yes", _("Yes")), ("no", _("No"))),
        widget=forms.RadioSelect,
    )
    not_applied_code = forms.ChoiceField(label=_("Why social return is not asked"), widget=forms.Select, required=False)
    not_applied_reason = forms.CharField(
        label=_("Why social return is not asked, in your own words"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def __init__(self, data: Any = None, *, shown: DraftPage) -> None:
        """Begin with what is kept of the draft."""
        super().__init__(data, initial=_initial(shown))
        empty = [("", _("Not chosen yet"))]
        self.fields["buyer_id"].choices = [*empty, *shown.buyers]  # type: ignore[attr-defined]
        choose = [("", _("Make a choice"))]
        self.fields["percentage_code"].choices = [*choose, *shown.percentage_reasons]  # type: ignore[attr-defined]
        self.fields["not_applied_code"].choices = [*choose, *shown.not_applied_reasons]  # type: ignore[attr-defined]
        if self["kind"].value() == "subsidy":
            for name, label in OF_A_SUBSIDY.items():
                self.fields[name].label = label
        if shown.reading and shown.reading.published_on:
            entry = self.fields["tender_date"]
            entry.help_text = f"{entry.help_text} {_date_offered(shown.reading)}"

    @property
    def abroad(self) -> bool:
        """Say whether the supplier is one abroad, or something is wrong there."""
        return any(self.errors.get(name) or self[name].value() for name in ("supplier_country", "supplier_number"))

    @property
    def deviates(self) -> bool:
        """Say whether something departs from what the policy says, or is wrong there."""
        usual = {"applied": "yes"}
        return any(self.errors.get(name) or (self[name].value() or "") != usual.get(name, "") for name in DEVIATING)

    def full_clean(self) -> None:
        """Let everything be empty: what is needed in the end is asked when the contract is put in force."""
        for name in NEEDED_IN_THE_END:
            self.fields[name].required = False
        super().full_clean()
        for name in NEEDED_IN_THE_END:
            self.fields[name].required = True

    def kept_beside(self) -> tuple[tuple[str, str], ...]:
        """Return the label of each field where something else is kept than was typed, and what is kept, in words."""
        return tuple((str(self[name].label), self._kept_words(name)) for name in self.changed_data)

    def _kept_words(self, name: str) -> str:
        entry, kept = self.fields[name], self[name].initial
        if isinstance(entry, forms.ChoiceField):
            return str(dict(entry.choices).get("" if kept is None else kept, ""))  # type: ignore[arg-type]
        if isinstance(kept, date):
            return longdate(kept)
        written = entry.prepare_value(kept)
        return "–" if written in (None, "") else str(written)

    def facts(self) -> ContractFacts:
        """Return what was filled in; what could not be read is left out."""
        known = {f.name: self.cleaned_data[f.name] for f in fields(ContractFacts) if f.name in self.cleaned_data}
        known["european_stated"] = EUROPEAN[known.get("european_stated", "")]
        known["applied"] = known.get("applied", "yes") != "no"
        for name in ("title", "supplier_name", "percentage_reason", "not_applied_reason"):
            known[name] = " ".join(known.get(name, "").split())
        known["supplier_country"] = known.get("supplier_country", "").strip().upper()
        known["supplier_number"] = known.get("supplier_number", "").strip()
        known["supplier_kvk"] = known.get("supplier_kvk", "").replace(" ", "").replace(".", "")
        return ContractFacts(**known)


def _initial(shown: DraftPage) -> dict[str, Any]:
    facts = shown.facts
    values = {field.name: getattr(facts, field.name) for field in fields(ContractFacts)}
    stated = {held: name for name, held in EUROPEAN.items()}
    return values | {
        "version": shown.version,
        "european_stated": stated[facts.european_stated],
        "applied": "yes" if facts.applied else "no",
    }


def _date_offered(reading: Reading) -> str:
    """Say of which day the date that is offered is, and where the right one stands."""
    if reading.earlier_notice:
        words = gettext(
            "{day} is the day of the award notice. The tender itself is in notice {earlier}: look up its date and "
            "fill it in."
        )
    else:
        words = gettext(
            "{day} is the day of the award notice. The tender itself was published earlier: fill in that date."
        )
    day = longdate(reading.published_on) if reading.published_on else ""
    return words.format(day=day, earlier=reading.earlier_notice)


class _WithSiblings(PageForm):
    """A form about the buyer of a draft that can hold for the other drafts of its notice too."""

    siblings = forms.BooleanField(required=False)

    def offer_siblings(self, count: int) -> None:
        """Offer the other drafts, chosen beforehand; the question goes where there are none."""
        if not count:
            del self.fields["siblings"]
            return
        words = ngettext(
            "Also in the other draft of this notice", "Also in the {count} other drafts of this notice", count
        )
        self.fields["siblings"].label = words.format(count=count)
        self.fields["siblings"].initial = True


class NewBuyerForm(_WithSiblings):
    """The buyer that is added."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind of buyer"), choices=BUYER_KINDS, widget=forms.RadioSelect)
    kvk = forms.CharField(label=_("KvK number"), required=False, widget=forms.TextInput(attrs=KVK_ATTRS))

    def __init__(self, data: Any = None, *, shown: BuyerToAdd) -> None:
        """Begin with what the notice says."""
        initial = {"version": shown.version, "name": shown.name, "kind": shown.kind, "kvk": shown.kvk}
        super().__init__(data, initial=initial)
        self.order_fields(("version", "name", "kind", "kvk", "siblings"))
        self.offer_siblings(shown.siblings)

    def new(self) -> NewBuyer:
        """Return the buyer to make; what was not filled in right is empty."""
        return NewBuyer(
            name=self.cleaned_data.get("name", ""),
            kind=self.cleaned_data.get("kind", ""),
            kvk=self.cleaned_data["kvk"].replace(" ", "").replace(".", ""),
        )


class KnownBuyerForm(_WithSiblings):
    """A buyer that the register knows."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    buyer_id = forms.TypedChoiceField(label=_("Buyer"), coerce=int)

    def __init__(self, data: Any = None, *, shown: BuyerToAdd) -> None:
        """Offer the buyers that the actor enters contracts for."""
        super().__init__(data, initial={"version": shown.version}, auto_id="id_known_%s")
        self.order_fields(("version", "buyer_id", "siblings"))
        self.offer_siblings(shown.siblings)
        self.fields["buyer_id"].choices = [("", _("Make a choice")), *shown.choices]  # type: ignore[attr-defined]


class CertificateForm(PageForm):
    """A certificate of the supplier."""

    label = forms.ChoiceField(label=_("Label"), widget=forms.RadioSelect)
    first_day = DayField(label=_("Valid from"))
    last_day = DayField(label=_("Valid until"), help_text=_("This day counts too."))

    def __init__(self, data: Any = None, *, labels: Sequence[tuple[str, str]]) -> None:
        """Offer the labels of the policy."""
        super().__init__(data)
        self.fields["label"].choices = list(labels)  # type: ignore[attr-defined]
