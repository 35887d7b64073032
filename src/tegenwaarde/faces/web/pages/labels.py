"""Suppliers with a label, to invite to small tenders; recording a label; and the leaflet on labels (P4)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib.messages import success
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenwaarde.faces.web.forms_base import DayField, PageForm
from tegenwaarde.faces.web.links import filter_links
from tegenwaarde.faces.web.routes import PUBLIC, HouseRequest, page, show_problems
from tegenwaarde.usecases.certificates.labels import NewCertificate
from tegenwaarde.usecases.certificates.record_certificate import EffectNotSeen
from tegenwaarde.usecases.labels.record_label import Holder, record_label
from tegenwaarde.usecases.reading.label_sheet import holders_sheet
from tegenwaarde.usecases.reading.labels import (
    Wanted,
    known_supplier,
    label_choices,
    read_label_holders,
    trade_choices,
)
from tegenwaarde.usecases.reading.leaflet import read_leaflet
from tegenwaarde.usecases.refusals import Invalid

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_PLACE = 100


class DayForm(PageForm):
    """On which day the labels hold."""

    dag = DayField(label=gettext_lazy("Labels that hold on"), required=False)


class LabelForm(PageForm):
    """A supplier and its label."""

    kvk = forms.CharField(
        label=gettext_lazy("KvK number"),
        help_text=gettext_lazy("Eight digits. A supplier that is known already keeps its name."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    name = forms.CharField(label=gettext_lazy("Name of the supplier"), required=False, max_length=200)
    city = forms.CharField(label=gettext_lazy("Place"), required=False, max_length=100)
    label = forms.ChoiceField(label=gettext_lazy("Label"))
    first_day = DayField(label=gettext_lazy("First day of the certificate"))
    last_day = DayField(label=gettext_lazy("Last day of the certificate"))
    trades = forms.MultipleChoiceField(
        label=gettext_lazy("Trades"),
        help_text=gettext_lazy("What the supplier can be invited for. These are the main groups of the CPV list."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_kvk(self) -> str:
        """Return the number without spaces and points."""
        return str(self.cleaned_data["kvk"]).replace(" ", "").replace(".", "")


@page("labels.see")
def label_holders(request: HouseRequest) -> HttpResponse:
    """Show who holds a label: filtered by what the address says."""
    form = DayForm(request.GET if "dag" in request.GET else None)
    wanted = _wanted(request.GET, request.today)
    found = read_label_holders(actor=request.actor, wanted=wanted)
    asked = _asked(request.GET, wanted, request.today)
    context = {
        "found": found,
        "wanted": wanted,
        "form": form,
        "today": request.today,
        "labels": filter_links(asked, "keurmerk", found.labels),
        "trades": filter_links(asked, "vak", found.trades),
        "places": filter_links(asked, "plaats", found.places),
        "query": request.GET.urlencode(),
        "kept": {name: value for name, value in asked.items() if name != "dag"},
    }
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "pages/labels/holders.html", context, status=status)


@page("labels.see")
def label_holders_download(request: HouseRequest) -> HttpResponse:
    """Hand out the list as a spreadsheet, as it is filtered."""
    found = read_label_holders(actor=request.actor, wanted=_wanted(request.GET, request.today))
    answer = HttpResponse(request.ports.write_sheets(holders_sheet(found)), content_type=XLSX)
    name = _("label-holders.xlsx")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@page("label.record", "GET", "POST")
def label_record(request: HouseRequest) -> HttpResponse:
    """Record a label of a supplier, known or new."""
    known = known_supplier(actor=request.actor, supplier_id=_number(request.GET.get("opdrachtnemer", "")))
    form = LabelForm(request.POST if request.method == "POST" else None, initial=known)
    form.fields["label"].choices = label_choices(request.today)  # type: ignore[attr-defined]
    form.fields["trades"].choices = trade_choices()  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            recorded = _record(request, form.cleaned_data)
        except Invalid as invalid:
            show_problems(form, invalid)
        except EffectNotSeen as unseen:
            form.add_error(None, str(unseen))
        else:
            success(request, _("The label of {supplier} was recorded.").format(supplier=recorded))
            return redirect("label_holders")
    status = 422 if request.method == "POST" else 200
    return render(request, "pages/labels/record.html", {"form": form, "known": known}, status=status)


@page(PUBLIC)
def label_leaflet(request: HouseRequest) -> HttpResponse:
    """Show the leaflet on labels and their legal risk."""
    return render(request, "pages/labels/leaflet.html", {"shown": read_leaflet(today=request.today)})


def _record(request: HouseRequest, told: dict[str, Any]) -> str:
    holder = Holder(name=told["name"], kvk=told["kvk"], city=told["city"], trades=tuple(told["trades"]))
    new = NewCertificate(label=told["label"], first_day=told["first_day"], last_day=told["last_day"])
    made = record_label(actor=request.actor, holder=holder, label=new, today=request.today, ports=request.ports)
    return made.supplier.name


def _wanted(asked: QueryDict, today: date) -> Wanted:
    form = DayForm(asked)
    day = form.cleaned_data["dag"] if form.is_valid() else None
    return Wanted(
        day=day or today,
        label=asked.get("keurmerk", ""),
        trade=asked.get("vak", ""),
        place=asked.get("plaats", "")[:LONGEST_PLACE],
        buyer_id=_number(asked.get("opdrachtgever", "")),
    )


def _asked(given: QueryDict, wanted: Wanted, today: date) -> dict[str, str]:
    """Return what is asked, as the address says it; what is empty is left out."""
    values = {
        "dag": wanted.day.isoformat() if given.get("dag") and wanted.day != today else "",
        "keurmerk": wanted.label,
        "vak": wanted.trade,
        "plaats": wanted.place,
        "opdrachtgever": str(wanted.buyer_id or ""),
    }
    return {name: value for name, value in values.items() if value}


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


urlpatterns = [
    path("keurmerken/", label_holders, name="label_holders"),
    path("keurmerken/lijst.xlsx", label_holders_download, name="label_holders_download"),
    path("keurmerken/vastleggen/", label_record, name="label_record"),
    path("keurmerken/bijsluiter/", label_leaflet, name="label_leaflet"),
]
