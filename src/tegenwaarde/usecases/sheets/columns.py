"""What a spreadsheet of fulfilments holds: its sheets, and their columns with what to fill in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tegenwaarde.usecases.reports.answers import ACTIVITY, INVOICE, PLACEMENT
from tegenwaarde.usecases.sheets.shape import ERRORS, EXPLANATION, LISTS, Column, Kind, Layout, SheetKind

WEEK = 168 * 100
CONTRACT = Column(
    "contract",
    Kind.TEXT,
    _("Contract"),
    _("Choose the contract from the list. Its reference or its title alone will do, if no other contract has it."),
    example=_("2017-12 · Maintenance of bridges"),
    choices="contracts",
    width=34,
    needed=True,
)
PLACEMENTS = SheetKind(
    PLACEMENT,
    _("Placements"),
    (
        CONTRACT,
        Column(
            "reference",
            Kind.TEXT,
            _("Own reference"),
            _("Your own reference for this person, such as a staff number. No name, no BSN. Always the same one."),
            example="P-0012",
            needed=True,
        ),
        Column(
            "name_at_birth",
            Kind.NAME,
            _("Name at birth"),
            _("Only the first time you report this person. We make a code of it and do not keep the name."),
            example=_("Jansen"),
            width=20,
            private=True,
        ),
        Column(
            "birth_date",
            Kind.DAY,
            _("Date of birth"),
            _("The first time you report this person, and where the building block or extra has an age limit."),
            example="1-4-1966",
            private=True,
        ),
        Column(
            "block",
            Kind.TEXT,
            _("Building block"),
            _("Choose the building block from the list, or leave this empty and choose the situation."),
            example=_("1 · Participatiewet, under 2 years (€ 30,000)"),
            choices="blocks",
            width=40,
        ),
        Column(
            "situation",
            Kind.TEXT,
            _("Situation"),
            _("Do you not know the building block? Choose the situation on the first working day."),
            choices="situations",
            width=40,
        ),
        Column(
            "benefit_since",
            Kind.DAY,
            _("Benefit since"),
            _("The first day of the benefit, as in the decision about it. Needed for Participatiewet and WW."),
            example="1-3-2016",
        ),
        Column(
            "employment_start",
            Kind.DAY,
            _("First working day"),
            _("The first day this person worked for you."),
            example="1-3-2017",
            needed=True,
        ),
        Column(
            "employment_end",
            Kind.DAY,
            _("Last working day"),
            _("The last day of work. Leave this empty if the work goes on."),
            example="28-2-2018",
        ),
        Column(
            "hours_per_week",
            Kind.HOURS,
            _("Hours a week"),
            _("All hours this person works for you in a week, also for other contracts."),
            example="32,5",
            needed=True,
            most=WEEK,
        ),
        Column(
            "fulltime_hours",
            Kind.HOURS,
            _("Full-time hours"),
            _("The hours of a full-time week with you. Leave this empty if that is the usual number of the policy."),
            example="36",
            most=WEEK,
        ),
        Column(
            "share",
            Kind.SHARE,
            _("Share for this contract"),
            _("Which part of the hours is for this contract, for example 50%. Leave this empty for all of them."),
            example="100%",
            least=1,
            most=1_000_000,
        ),
        Column(
            "change_1_from",
            Kind.DAY,
            _("Other hours from (1)"),
            _("Do the hours change during the work? Give the first day of the new hours."),
        ),
        Column(
            "change_1_hours",
            Kind.HOURS,
            _("Hours a week then (1)"),
            _("The hours a week from that day on."),
            most=WEEK,
        ),
        Column("change_2_from", Kind.DAY, _("Other hours from (2)"), _("The first day of a second change of hours.")),
        Column(
            "change_2_hours",
            Kind.HOURS,
            _("Hours a week then (2)"),
            _("The hours a week from that second day on."),
            most=WEEK,
        ),
        Column(
            "refugee",
            Kind.YES,
            _("Refugee with a residence permit"),
            _("Yes for somebody with a residence permit as a refugee. This can add to the value, once per person."),
            example=_("no"),
            choices="yes_no",
        ),
        Column(
            "permanent_from",
            Kind.DAY,
            _("Permanent contract from"),
            _("The first day of a permanent contract. Leave this empty if there is none."),
        ),
        Column(
            "study_start",
            Kind.DAY,
            _("First day of the study"),
            _("Only for building blocks that count during a study."),
        ),
        Column(
            "study_end",
            Kind.DAY,
            _("Last day of the study"),
            _("Needed for building blocks that count during a study. As in the agreement with the school."),
        ),
        Column(
            "infra_paid_on",
            Kind.DAY,
            _("Infra-Werkt paid on"),
            _("The day on which you paid Infra-Werkt for training. Leave this empty if that does not apply."),
        ),
        Column(
            "no_displacement",
            Kind.YES,
            _("No work displaced"),
            _("Yes if nobody else lost work through this placement. Without it the coordinator asks about it."),
            example=_("yes"),
            choices="yes_no",
        ),
    ),
)
INVOICES = SheetKind(
    INVOICE,
    _("SW invoices"),
    (
        CONTRACT,
        Column(
            "invoice_number",
            Kind.TEXT,
            _("Invoice number"),
            _("The number on the invoice of the sheltered-employment company."),
            example="2017-00831",
            width=18,
            needed=True,
        ),
        Column(
            "activity_date",
            Kind.DAY,
            _("Invoice date"),
            _("The date on the invoice."),
            example="30-6-2017",
            needed=True,
        ),
        Column(
            "invoice_cents",
            Kind.MONEY,
            _("Amount excluding VAT"),
            _("The amount of the invoice that you paid, without VAT, in euros."),
            example="1.250,50",
            width=20,
            needed=True,
        ),
    ),
)
ACTIVITIES = SheetKind(
    ACTIVITY,
    _("MVO hours"),
    (
        CONTRACT,
        Column("activity_date", Kind.DAY, _("Date"), _("The day of the activity."), example="12-5-2017", needed=True),
        Column("activity_hours", Kind.HOURS, _("Hours"), _("The hours of the activity."), example="6", needed=True),
        Column(
            "participation",
            Kind.TEXT,
            _("Better chance of work"),
            _("Say in a sentence how this activity gives people a better chance of work."),
            width=60,
            needed=True,
        ),
    ),
)
SHEETS = (PLACEMENTS, INVOICES, ACTIVITIES)
FULFILMENTS = Layout(SHEETS, (EXPLANATION, LISTS, ERRORS))
LIST_HEADS = {
    "contracts": _("Contract"),
    "blocks": _("Building block"),
    "situations": _("Situation"),
    "yes_no": _("Yes or no"),
}
