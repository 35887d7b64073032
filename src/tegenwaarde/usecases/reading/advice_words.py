"""The advice on a tender in words: its steps as sentences, and what its timeline says of it (B1–B7)."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from tegenwaarde.kernel.step import Step
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.usecases.reading.sentences import Sentence, Wording, Words, say
from tegenwaarde.usecases.reading.sentences_obligation import obligation_words

LEFT_OUT = frozenset({"contract_year", "net"})  # of contract years nothing is known before the award

# What a tender's timeline says, by the code that was remembered.
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


def say_advice(book: PolicyBook, steps: Iterable[Step], *, planned: bool, estimated: bool) -> tuple[Sentence, ...]:
    """Return why the advice is what it is. `planned`: the publication day is still the first day of its quarter."""
    words = dict(obligation_words(book))
    if planned:
        words["thresholds"] = _thresholds_of_a_plan
    if estimated:
        words["gross"] = Wording(
            _("{rate_percent} of the estimated value of {value_cents} is {gross_cents}."), "gross_cents"
        )
    return say((step for step in steps if step.code not in LEFT_OUT), words)


def _thresholds_of_a_plan(step: Step) -> Wording:
    if str(step["tender_day"]) > str(step["last_day"]):
        return Wording(
            _(
                "The tender is planned for the quarter that begins on {tender_day}. The European thresholds of that "
                "time are not known yet. The last ones, up to {last_day}, are used: {services_supplies_cents} for "
                "services and supplies, {works_cents} for works."
            )
        )
    return Wording(
        _(
            "The tender is planned for the quarter that begins on {tender_day}. From {first_day} to {last_day} the "
            "European thresholds are {services_supplies_cents} for services and supplies and {works_cents} for works."
        )
    )
