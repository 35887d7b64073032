"""What a spreadsheet of tenders holds: its columns with what to fill in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tegenwaarde.usecases.contracts.parts import WHOLE
from tegenwaarde.usecases.sheets.shape import ERRORS, EXPLANATION, LISTS, Column, Kind, Layout, SheetKind

TENDERS = SheetKind(
    "tender",
    _("Tenders"),
    (
        Column(
            "title",
            Kind.TEXT,
            _("Title"),
            _("What is bought, in a few words that everybody understands."),
            example=_("Maintenance of roads 2018"),
            width=40,
            needed=True,
        ),
        Column(
            "reference",
            Kind.TEXT,
            _("Reference"),
            _("Your own number. With it the tender is known again when you upload the sheet once more."),
            example="2018-014",
            width=16,
        ),
        Column(
            "buyer",
            Kind.TEXT,
            _("Buyer"),
            _("Choose the buyer that leads. It pays what the other buyers leave."),
            example=_("Voorbeeldstad"),
            choices="buyers",
            width=26,
            needed=True,
        ),
        Column(
            "others",
            Kind.TEXT,
            _("Other buyers and their part"),
            _("For several buyers: the others with their parts, divided by semicolons. Without parts all pay alike."),
            example=_("Buurstad 25%; Havenstad 15%"),
            width=34,
        ),
        Column(
            "kind",
            Kind.TEXT,
            _("Kind"),
            _("Choose works, services, supplies or subsidy."),
            example=_("Works"),
            choices="kinds",
            needed=True,
        ),
        Column(
            "procedure",
            Kind.TEXT,
            _("Procedure"),
            _("Choose how it is put to the market. Leave this empty if you do not know yet."),
            example=_("European"),
            choices="procedures",
            width=26,
        ),
        Column(
            "cpv",
            Kind.TEXT,
            _("CPV code"),
            _("The main code: eight digits, sometimes with a stroke and one digit more."),
            example="45233141-9",
        ),
        Column(
            "quarter",
            Kind.TEXT,
            _("Quarter of publication"),
            _("Choose the quarter in which the tender is published."),
            example=_("2nd quarter of 2018"),
            choices="quarters",
            width=20,
            needed=True,
        ),
        Column(
            "start",
            Kind.DAY,
            _("First day of the contract"),
            _("The first day. Leave this empty if you do not know yet."),
            example="1-9-2018",
        ),
        Column(
            "end",
            Kind.DAY,
            _("Last day of the contract"),
            _("The last day, without extensions. Leave this empty if you do not know yet."),
            example="31-8-2020",
        ),
        Column(
            "estimated_value_cents",
            Kind.MONEY,
            _("Estimated value"),
            _("What the whole contract is expected to cost, without VAT, in euros."),
            example="850.000",
            width=18,
        ),
        Column(
            "subsidy_per_year_cents",
            Kind.MONEY,
            _("Subsidy per year"),
            _("Only for a subsidy: how much in a year, in euros."),
            width=18,
        ),
        Column(
            "labour_share",
            Kind.SHARE,
            _("Labour share"),
            _("Which part of the cost is labour, for example 60%. Leave this empty if you do not know yet."),
            example="60%",
            most=WHOLE,
        ),
        Column(
            "material_share",
            Kind.SHARE,
            _("Material share"),
            _("Which part of the cost is material. Leave this empty if you do not know yet."),
            example="30%",
            most=WHOLE,
        ),
        Column(
            "infrastructure",
            Kind.TEXT,
            _("Infrastructure"),
            _("Yes for roads, sewers, bridges and the like, no for anything else. Empty: the CPV code tells."),
            example=_("yes"),
            choices="yes_no",
        ),
        Column(
            "remarks",
            Kind.TEXT,
            _("Remarks"),
            _("What colleagues should know. No names of persons."),
            width=44,
        ),
        Column("state", Kind.TEXT, _("State"), _("How far it is. This column is not read."), width=16, told=True),
        Column(
            "expected_cents",
            Kind.MONEY,
            _("Expected social return"),
            _("As calculated at the estimated value. This column is not read."),
            width=20,
            told=True,
        ),
    ),
)
CALENDAR = Layout((TENDERS,), (EXPLANATION, LISTS, ERRORS))
LIST_HEADS = {
    "buyers": _("Buyer"),
    "kinds": _("Kind"),
    "procedures": _("Procedure"),
    "quarters": _("Quarter of publication"),
    "yes_no": _("Yes or no"),
}
