"""The sentences of a placement's value (C1–C7) and of a contract's pace (D1, D2), one for each step's code."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tegenwaarde.kernel.step import Step
from tegenwaarde.records.models import Component
from tegenwaarde.usecases.reading.sentences import Wording, Words

WHY_IT_COUNTS: dict[str, str | Promise] = {
    "always": _("the whole time of the employment inside the contract"),
    "study": _("the time of the study"),
}
PACE_STATES: dict[str, str | Promise] = {
    "fulfilled": pgettext_lazy("pace", "fulfilled"),
    "on_track": pgettext_lazy("pace", "on track"),
    "behind_covered": pgettext_lazy("pace", "behind, but what is agreed covers it"),
    "at_risk": pgettext_lazy("pace", "at risk"),
    "short": pgettext_lazy("pace", "short"),
}


def _counted_window(step: Step) -> Wording:
    counts = str(step["counts"])
    if counts == "months":
        years, months = divmod(int(step["months"]), 12)
        if months == 0 and years == 1:
            words = _(
                "Counted from {first_day} to {last_day}: at most 1 year from the first working day with this supplier,"
                " inside the contract and the employment."
            )
        elif months == 0:
            words = _(
                "Counted from {first_day} to {last_day}: at most {years} years from the first working day with this"
                " supplier, inside the contract and the employment."
            )
        else:
            words = _(
                "Counted from {first_day} to {last_day}: at most {months} months from the first working day with this"
                " supplier, inside the contract and the employment."
            )
        return Wording(words, more={"years": str(years)})
    return Wording(_("Counted from {first_day} to {last_day}: {why}."), more={"why": WHY_IT_COUNTS.get(counts, counts)})


def _hours_factor(step: Step) -> Wording:
    figures = dict(step.figures)
    if not figures["counted_hours"]:
        return Wording(_("From {from_day}: no hours count.") if "from_day" in figures else _("No hours count."))
    if figures["counted_hours"] == figures["fulltime_hours"]:
        words = _("Works full time ({fulltime_hours} a week), so it counts in full.")
        since = _("From {from_day} works full time ({fulltime_hours} a week), so it counts in full.")
    else:
        words = _("Times {counted_hours} of {fulltime_hours} a week.")
        since = _("From {from_day}: times {counted_hours} of {fulltime_hours} a week.")
    return Wording(since if "from_day" in figures else words)


def _year_share(step: Step) -> Wording:
    if not step["rest_days"]:
        return Wording(_("From {first_day} to {last_day} is {full_years}."))
    if not step["full_years"]:
        return Wording(_("From {first_day} to {last_day} is {rest_days} of a year of {year_days}."))
    return Wording(_("From {first_day} to {last_day} is {full_years} and {rest_days} of a year of {year_days}."))


def _stretch_share(step: Step) -> Wording:
    years, rest = divmod(int(step["parts"]), int(step["of_parts"]))
    if not years:
        return Wording(_("From {first_day} to {last_day} is {parts}/{of_parts} of a year."))
    if not rest:
        words = _("From {first_day} to {last_day} is 1 year.")
        return Wording(
            words if years == 1 else _("From {first_day} to {last_day} is {years} years."), more={"years": str(years)}
        )
    words = _("From {first_day} to {last_day} is {years} and {rest}/{of_parts} of a year.")
    return Wording(words, more={"years": str(years), "rest": str(rest)})


def _extra_pro_rata(step: Step) -> Wording:
    name = Component(str(step["component"])).label
    words = _(
        "Extra, row {row} ({extra}): {amount_cents} a year, with the same hours, for at most one year. Once for each"
        " person."
    )
    return Wording(words, figure="value_cents", more={"extra": name})


def _extra_once(step: Step) -> Wording:
    name = Component(str(step["component"])).label
    words = _("Extra, row {row} ({extra}): once, on {on_day}.")
    return Wording(words, figure="amount_cents", more={"extra": name})


def _pace(step: Step) -> Wording:
    state = str(step["state"])
    words = _(
        "Realised is {realised_cents}, expected {expected_cents} (up to {tolerance_percent} less still counts as on"
        " track), forecast {forecast_cents} of {net_cents}: {state_words}."
    )
    return Wording(words, more={"state_words": PACE_STATES.get(state, state)})


PLACEMENT_WORDS: Words = {
    "nothing_counts": Wording(
        _("No day of this employment counts for this contract: they do not overlap in the time that row {row} counts.")
    ),
    "counted_window": _counted_window,
    "counts_later": Wording(_("It counts from {on_day} on.")),
    "yearly_amount": Wording(_("Row {row} is worth {amount_cents} for a full-time year."), figure="amount_cents"),
    "hours_shared": Wording(_("{share_percent} of the hours worked count for this contract.")),
    "hours_held": Wording(
        _("From {first_day} to {last_day} the coordinator lets at most {counted_hours} a week count.")
    ),
    "hours_factor": _hours_factor,
    "year_share": _year_share,
    "stretch_share": _stretch_share,
    "rounded_value": Wording(_("Together, rounded once to a cent."), figure="value_cents"),
    "outside_contract": Wording(_("The day lies outside the contract, so nothing counts.")),
    "invoice": Wording(_("Row {row}: the paid invoice without VAT, on {on_day}."), figure="value_cents"),
    "activity": Wording(_("Row {row}: the hours times {rate_cents} an hour, on {on_day}."), figure="value_cents"),
    "extra_pro_rata": _extra_pro_rata,
    "extra_once": _extra_once,
    "total": Wording(_("Total value for this contract."), figure="value_cents"),
}

PACE_WORDS: Words = {
    "expected": Wording(
        _("Of {net_cents} over {first_day} to {last_day}, so much is expected by this day."), figure="expected_cents"
    ),
    "pace": _pace,
}
