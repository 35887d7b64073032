"""A page with every component on it: what the tests render, and what somebody who changes the looks wants to see."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils.functional import lazystr

from tegenwaarde.faces.web.context import Entry, Shell
from tegenwaarde.faces.web.forms_base import DayField, HoursField, MoneyField, PageForm, PercentageField
from tegenwaarde.kernel.period import Period
from tegenwaarde.usecases.reading.sentences import Sentence


class SampleForm(PageForm):
    """Every kind of field."""

    name = forms.CharField(label="Eigen kenmerk", help_text="Een nummer uit uw eigen administratie; geen naam.")
    kind = forms.ChoiceField(label="Soort opdracht", choices=[("works", "Werken"), ("services", "Diensten")])
    situation = forms.ChoiceField(
        label="Wat past bij deze persoon?",
        help_text="Kies wat op de eerste werkdag gold.",
        widget=forms.RadioSelect,
        choices=[("1", "Bijstand, korter dan 2 jaar"), ("2", "Bijstand, 2 jaar of langer"), ("5", "WW")],
    )
    extras = forms.MultipleChoiceField(
        label="Wat geldt ook?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("refugee", "Statushouder"), ("permanent", "Vast contract")],
    )
    amount = MoneyField(label="Factuurbedrag zonder btw")
    hours = HoursField(label="Uren per week", most=16_800)
    share = PercentageField(label="Deel loonkosten", required=False)
    first_day = DayField(label="Eerste werkdag")
    remark = forms.CharField(label="Toelichting", required=False, widget=forms.Textarea)
    proof = forms.FileField(label="Bewijsstuk", required=False)
    displaced = forms.BooleanField(
        label="Niemand verliest door deze plaatsing zijn werk.", help_text="Dit verklaart u."
    )


PAGE = Path(__file__).with_suffix(".html")

STEPS = [
    Sentence("De opdrachtsom is € 2.400.000 zonder btw.", "", "", "€ 2.400.000,00"),
    Sentence("Bij werken is het percentage 5%.", "B4", "regel-B4", "5%"),
    Sentence("5% van € 2.400.000,00 is de bruto verplichting.", "B5", "regel-B5", "€ 120.000,00"),
]


def context() -> dict[str, Any]:
    """Return what the page shows: the cast of the tests."""
    numbers = Paginator(range(320), 50)
    return {
        "shell": Shell(
            person="Anna de Vries",
            sees=("Subregio Voorbeeldstad",),
            entries=(
                Entry("/", lazystr("Start"), current=False),
                Entry("/dossiers/", lazystr("Dossiers"), current=True),
                Entry("/beoordelen/", lazystr("Beoordelen"), current=False),
                Entry("/kwartalen/", lazystr("Kwartalen"), current=False),
            ),
        ),
        "request": RequestFactory().get("/dossiers/?staat=lopend&page=3"),
        "page": numbers.page(3),
        "term": Period(date(2017, 4, 1), date(2019, 10, 1)),
        "first": date(2017, 3, 1),
        "last": date(2017, 8, 31),
        "due": "€ 120.000",
        "agreed": "€ 90.000",
        "realised": "€ 60.000",
        "forecast": "€ 118.500",
        "share": "50% van de verplichting",
        "steps": STEPS,
        "rows": [
            {"name": "P-2017-01", "state": "approved", "hours": 2400, "cents": 1344292},
            {"name": "P-2017-02", "state": "submitted", "hours": 3250, "cents": 1344292},
            {"name": "P-2017-03", "state": "returned", "hours": 3600, "cents": 0},
        ],
        "pairs": [
            ("Opdrachtgever", "Voorbeeldstad"),
            ("Leverancier", "Bouwbedrijf De Brug"),
            ("KvK-nummer", "12345678"),
            ("Einde", None),
        ],
        "form": SampleForm({"name": "", "amount": "veel", "hours": "200", "first_day": "31-2-2017", "kind": "works"}),
        "states": ("fulfilled", "on_track", "behind_covered", "at_risk", "short", "draft"),
    }


def render() -> str:
    """Return the page in HTML."""
    return str(engines["django"].from_string(PAGE.read_text(encoding="utf-8")).render(context()))
