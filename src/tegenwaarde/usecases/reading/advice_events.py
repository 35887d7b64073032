"""What a tender's timeline says of its advice and its notes, by the code that was remembered."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tegenwaarde.usecases.reading.sentences import Wording, Words

ADVICE_EVENTS: Words = {
    "tender_percentage_chosen": Wording(_("Another percentage was decided on: {rate_percent}. {reason}")),
    "tender_not_applied": Wording(_("It was decided not to ask social return. {reason}")),
    "tender_departure_taken_back": Wording(
        _("What was decided otherwise was taken back: the tender is as the advice says.")
    ),
    "tender_consulted": Wording(_("A note was added about the market consultation of {day}.")),
    "tender_noted": Wording(_("A note of {day} was added.")),
    "tender_note_removed": Wording(_("The note of {day} was removed by who wrote it.")),
}
