"""Buyers: who they are, and what each of them chose within the policy."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenwaarde.access.fence import require
from tegenwaarde.faces.web.forms_base import DayField, PageForm
from tegenwaarde.faces.web.routes import HouseRequest, page, show_problems
from tegenwaarde.usecases.buyers.facts import BuyerFacts
from tegenwaarde.usecases.buyers.keep_buyer import add_buyer, change_buyer
from tegenwaarde.usecases.buyers.switch_label import KEY, Switch, switch_label
from tegenwaarde.usecases.contracts.drafting import ChangedMeanwhile
from tegenwaarde.usecases.reading.buyers import (
    BUYER_KINDS,
    BuyerSettings,
    BuyerToKeep,
    read_buyer_list,
    read_buyer_settings,
    read_buyer_to_change,
    read_new_buyer,
    read_switch,
)
from tegenwaarde.usecases.refusals import Invalid, Refused


class SwitchForm(PageForm):
    """What a buyer recognises, from which day on and why."""

    label = forms.ChoiceField(label=gettext_lazy("Label"), widget=forms.RadioSelect)
    on = forms.TypedChoiceField(
        label=gettext_lazy("Does the buyer recognise it?"),
        choices=(("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No, no longer"))),
        coerce=lambda text: text == "yes",
        widget=forms.RadioSelect,
    )
    from_day = DayField(
        label=gettext_lazy("From"),
        help_text=gettext_lazy("For tenders that are published on this day or later."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("For example the decision of the council or of the executive."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: object = None, *, shown: BuyerSettings) -> None:
        """Offer the labels that not every buyer recognises."""
        labels = [(one.label_id, one.label) for one in shown.labels]
        super().__init__(data, initial={"label": labels[0][0]} if len(labels) == 1 else {})
        self.fields["label"].choices = labels  # type: ignore[attr-defined]

    def switch(self) -> Switch:
        """Return the choice; the form is valid."""
        return Switch(**self.cleaned_data)


class BuyerForm(PageForm):
    """What the register holds of a buyer."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of buyer"), choices=BUYER_KINDS, widget=forms.RadioSelect)
    kvk = forms.CharField(
        label=gettext_lazy("KvK number"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    subregion_id = forms.TypedChoiceField(label=gettext_lazy("Subregion"), coerce=int)

    def __init__(self, data: object = None, *, shown: BuyerToKeep) -> None:
        """Begin with what is known; a new buyer needs a subregion, a known one moves on another page."""
        super().__init__(data, initial={"name": shown.name, "kind": shown.kind, "kvk": shown.kvk})
        if shown.buyer_id:
            del self.fields["subregion_id"]
        else:
            self.fields["subregion_id"].choices = [("", _("Make a choice")), *shown.subregions]  # type: ignore[attr-defined]

    def facts(self) -> BuyerFacts:
        """Return the buyer as filled in; the form is valid."""
        kvk = self.cleaned_data["kvk"].replace(" ", "").replace(".", "")
        return BuyerFacts(name=self.cleaned_data["name"], kind=self.cleaned_data["kind"], kvk=kvk)


@page("draft.see")
def buyer_list(request: HouseRequest) -> HttpResponse:
    """Show the buyers that one works for, and what each recognises."""
    rows = read_buyer_list(actor=request.actor, today=request.today)
    return render(request, "pages/buyers/list.html", {"rows": rows})


@page("draft.see", "GET", "POST")
def buyer_settings(request: HouseRequest, buyer_id: int) -> HttpResponse:
    """Show what a buyer recognises, ask for another choice, and show what that does before it is kept."""
    shown = read_buyer_settings(actor=request.actor, buyer_id=buyer_id, today=request.today)
    form = SwitchForm(request.POST or None, shown=shown)
    if request.method != "POST" or not form.is_valid() or request.POST.get("then") == "edit":
        if request.method == "POST" and not shown.may_change:
            require(request.actor, KEY)
        status = 422 if form.is_bound and not form.is_valid() else 200
        return render(request, "pages/buyers/settings.html", {"shown": shown, "form": form}, status=status)
    about: dict[str, Any] = {
        "actor": request.actor,
        "buyer_id": buyer_id,
        "switch": form.switch(),
        "today": request.today,
    }
    changed: Refused | None = None
    try:
        if request.POST.get("then") == "save":
            switch_label(**about, shown=request.POST.get("shown", ""), ports=request.ports)
            success(request, _("The choice of {buyer} is recorded.").format(buyer=shown.name))
            return redirect("buyer_settings", buyer_id=buyer_id)
        effect = read_switch(**about)
    except Invalid as invalid:
        show_problems(form, invalid)
        return render(request, "pages/buyers/settings.html", {"shown": shown, "form": form}, status=422)
    except ChangedMeanwhile as meanwhile:
        changed, effect = meanwhile, read_switch(**about)
    context = {"shown": shown, "asked": form, "effect": effect, "switch": form.switch(), "changed": changed}
    return render(request, "pages/buyers/confirm.html", context, status=409 if changed else 200)


@page("places.change", "GET", "POST")
def buyer_new(request: HouseRequest) -> HttpResponse:
    """Add a buyer of any kind to a subregion."""
    shown = read_new_buyer(actor=request.actor)
    form = BuyerForm(request.POST or None, shown=shown)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_buyer(
                actor=request.actor,
                facts=form.facts(),
                subregion_id=form.cleaned_data["subregion_id"],
                today=request.today,
            )
        except Invalid as invalid:
            show_problems(form, invalid)
        else:
            success(request, _("{buyer} was added.").format(buyer=made.name))
            return redirect("places")
    status = 422 if request.method == "POST" else 200
    return render(request, "pages/buyers/form.html", {"shown": shown, "form": form}, status=status)


@page("places.change", "GET", "POST")
def buyer_edit(request: HouseRequest, buyer_id: int) -> HttpResponse:
    """Change the name, kind or KvK number of a buyer."""
    shown = read_buyer_to_change(actor=request.actor, buyer_id=buyer_id)
    form = BuyerForm(request.POST or None, shown=shown)
    if request.method == "POST" and form.is_valid():
        try:
            kept = change_buyer(actor=request.actor, buyer_id=buyer_id, facts=form.facts())
        except Invalid as invalid:
            show_problems(form, invalid)
        else:
            success(request, _("What is known of {buyer} is saved.").format(buyer=kept.name))
            return redirect("buyer_places", buyer_id=buyer_id)
    status = 422 if request.method == "POST" else 200
    return render(request, "pages/buyers/form.html", {"shown": shown, "form": form}, status=status)


urlpatterns = [
    path("opdrachtgevers/", buyer_list, name="buyer_list"),
    path("opdrachtgevers/<int:buyer_id>/keuzes/", buyer_settings, name="buyer_settings"),
    path("beheer/opdrachtgevers/nieuw/", buyer_new, name="buyer_new"),
    path("beheer/opdrachtgevers/<int:buyer_id>/gegevens/", buyer_edit, name="buyer_edit"),
]
