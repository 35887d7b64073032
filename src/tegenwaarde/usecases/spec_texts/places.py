"""The places and conditions of spec texts: what each is called, and what it becomes for a tender.

Everything comes from the tender or from the policy book; nothing is typed here. Values are in the active language,
which is Dutch while a text is filled.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tegenwaarde.kernel.period import ONE_DAY
from tegenwaarde.records.models import TenderKind
from tegenwaarde.usecases import figures
from tegenwaarde.usecases.contracts.recognition import recognises
from tegenwaarde.usecases.spec_texts import book_words
from tegenwaarde.usecases.spec_texts.facts import SpecFacts, is_infrastructure

Value = str | tuple[str, ...] | None
MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a text: what it is called, what it becomes, and the field of the tender's form that it needs."""

    words: Promise
    value: Callable[[SpecFacts], Value]
    field: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A condition of a text: what it asks, what the answer is, and the field of the tender's form that it needs."""

    words: Promise
    holds: Callable[[SpecFacts], bool | None]
    field: str = ""


def _money(cents: int | None) -> str | None:
    return None if cents is None else figures.money_in_a_sentence(cents)


def _day(day: date | None) -> str | None:
    return None if day is None else figures.day(day)


def _percentage(facts: SpecFacts) -> str | None:
    return figures.percent(facts.expected.value.percentage) if facts.expected.value else None


def _amount(facts: SpecFacts) -> str | None:
    return _money(facts.expected.cents) if facts.expected.known else None


def _threshold(facts: SpecFacts) -> str | None:
    if facts.book is None:
        return None
    row, _past = facts.book.threshold_on(facts.expected.day)
    works = facts.tender.kind == TenderKind.WORKS
    return _money(row.works_cents if works else row.services_supplies_cents)


def _criterion_most(facts: SpecFacts) -> str | None:
    """Return up to which percentage an offer earns points; not known where what is asked anyhow is as much."""
    most = facts.book.spec_terms.criterion_most if facts.book else 0
    asked = facts.expected.value.percentage if facts.expected.value else 0
    return figures.percent(most) if most > asked else None


def _buyers(facts: SpecFacts) -> str | None:
    return get_text_list(list(facts.buyers), _("and")) if facts.buyers else None


def _term(facts: SpecFacts) -> str | None:
    """Return how long the contract lasts in years and months, the last month counted whole."""
    start, end = facts.tender.start, facts.tender.end
    if start is None or end is None:
        return None
    until = end + ONE_DAY
    months = (until.year - start.year) * MONTHS_A_YEAR + until.month - start.month + (until.day > start.day)
    years, months = divmod(max(1, months), MONTHS_A_YEAR)
    parts = [figures.years(years)] if years else []
    if months:
        parts.append(ngettext("{n} month", "{n} months", months).format(n=months))
    return get_text_list(parts, _("and"))


def _european(facts: SpecFacts) -> bool | None:
    if facts.tender.european_stated is not None:
        return facts.tender.european_stated
    return facts.expected.value.european if facts.expected.value else None


def _label_lines(facts: SpecFacts) -> Value:
    """Return what each label takes off that counts for the buyer who leads, on the tender's day (B7)."""
    leader, day = facts.leader, facts.expected.day
    return (
        tuple(
            book_words.label_in_words(label, buyer_is_known=leader is not None)
            for label in (facts.book.labels if facts.book else ())
            if not label.only_recognising_buyers or leader is None or recognises(leader, label.id, day)
        )
        or None
    )


def _labels(facts: SpecFacts) -> bool | None:
    """Say whether a label may lower what is due: never for a subsidy, and not where the tender is European (B7)."""
    european = _european(facts)
    return False if facts.subsidy else None if european is None else not european


def _broad(facts: SpecFacts) -> bool | None:
    return facts.expected.regime == "result_if_possible_broad" if facts.expected.known else None


def _capital(facts: SpecFacts) -> bool | None:
    """Say whether the percentage is that of contracts with much material and little labour (B4)."""
    if facts.book is None or facts.expected.value is None or facts.tender.percentage is not None:
        return None if facts.expected.value is None else False
    rules = facts.book.obligation
    return facts.expected.value.percentage == rules.capital_percentage != rules.standard_percentage


PLACES: dict[str, Place] = {
    "buyer": Place(gettext_lazy("the buyer that leads"), lambda f: f.buyers[0] if f.buyers else None, "buyer_0"),
    "buyers": Place(gettext_lazy("all buyers"), _buyers, "buyer_0"),
    "title": Place(gettext_lazy("the title of the tender"), lambda f: f.tender.title or None, "title"),
    "reference": Place(gettext_lazy("the reference"), lambda f: f.tender.reference or None, "reference"),
    "region": Place(gettext_lazy("the region"), lambda f: f.region.name),
    "sum": Place(
        gettext_lazy("the estimated value"), lambda f: _money(f.tender.estimated_value_cents), "estimated_value_cents"
    ),
    "subsidy": Place(
        gettext_lazy("the subsidy per year"),
        lambda f: _money(f.tender.subsidy_per_year_cents),
        "subsidy_per_year_cents",
    ),
    "percentage": Place(gettext_lazy("the percentage"), _percentage, "estimated_value_cents"),
    "amount": Place(gettext_lazy("the expected amount of social return"), _amount, "estimated_value_cents"),
    "first_day": Place(gettext_lazy("the first day of the contract"), lambda f: _day(f.tender.start), "start"),
    "last_day": Place(gettext_lazy("the last day of the contract"), lambda f: _day(f.tender.end), "end"),
    "years": Place(gettext_lazy("how long the contract lasts"), _term, "end"),
    "criterion_most": Place(gettext_lazy("above which percentage an offer earns no more points"), _criterion_most),
    "threshold": Place(gettext_lazy("the European threshold for this kind"), _threshold),
    "labels": Place(
        gettext_lazy("the labels that count for the buyer, with how much they take off (a list)"), _label_lines
    ),
    **{
        name: Place(words, lambda f, value=value: value(f.book) if f.book else None)  # type: ignore[misc]
        for name, (words, value) in book_words.PLACES.items()
    },
}

CONDITIONS: dict[str, Question] = {
    "infrastructure": Question(
        gettext_lazy("whether this is an infrastructure project"),
        lambda f: is_infrastructure(f.tender, f.book),
        "infrastructure",
    ),
    "european": Question(gettext_lazy("whether the tender is European"), _european, "estimated_value_cents"),
    "label_counts": Question(gettext_lazy("whether a label may count"), _labels, "estimated_value_cents"),
    "broad": Question(gettext_lazy("whether broader ways to fulfil count"), _broad, "estimated_value_cents"),
    "capital": Question(
        gettext_lazy("whether the percentage for much material and little labour holds"),
        _capital,
        "estimated_value_cents",
    ),
    "joint": Question(gettext_lazy("whether several buyers tender together"), lambda f: len(f.buyers) > 1, "buyer_0"),
}


def name_of(name: str) -> str:
    """Return what a place or a condition is called, in the active language."""
    known: Place | Question = PLACES[name] if name in PLACES else CONDITIONS[name]
    return str(known.words)


def field_of(name: str) -> str:
    """Return the field of the tender's form that a place or condition needs; empty where it needs none."""
    return (PLACES[name] if name in PLACES else CONDITIONS[name]).field
