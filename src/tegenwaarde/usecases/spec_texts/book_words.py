"""What spec texts say of the policy book: its figures, its building blocks and its labels, in words."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tegenwaarde.policy.book import Block, Counts, Extra, Label, PolicyBook, Unit
from tegenwaarde.usecases import figures
from tegenwaarde.usecases.spoken import spoken

Value = str | tuple[str, ...] | None
MONTHS_A_YEAR = 12


def _money(cents: int) -> str:
    return figures.money_in_a_sentence(cents)


def _counts(block: Block) -> str:
    if block.counts is Counts.ALWAYS:
        return _("counts as long as the contract lasts")
    if block.counts is Counts.STUDY:
        return _("counts while the study lasts")
    if block.counts is Counts.MONTHS and block.counts_months % MONTHS_A_YEAR == 0:
        return _("counts for {years}").format(years=figures.years(block.counts_months // MONTHS_A_YEAR))
    if block.counts is Counts.MONTHS:
        return _("counts for {months} months").format(months=block.counts_months)
    return ""


def _block(block: Block) -> str:
    label = spoken(block.label)
    if block.unit is Unit.INVOICE:
        return _("{label}: the amount of the paid invoice").format(label=label)
    if block.unit is Unit.HOUR:
        return _("{label}: {amount} per hour").format(label=label, amount=_money(block.amount_cents))
    words = _("{label}: {amount} a year of full-time work").format(label=label, amount=_money(block.amount_cents))
    counts = _counts(block)
    return f"{words}; {counts}" if counts else words


def _extra(extra: Extra) -> str:
    amount = _money(extra.amount_cents)
    return _("On top of that, once: {label}: {amount}").format(label=spoken(extra.label), amount=amount)


def _blocks(book: PolicyBook) -> Value:
    return (*(_block(block) for block in book.blocks), *(_extra(extra) for extra in book.extras))


def label_in_words(label: Label, *, buyer_is_known: bool) -> str:
    """Return what a label takes off; whose label it is only where it is not known who buys."""
    told = {"label": spoken(label.label), "rate": figures.percent(label.rate)}
    if label.only_recognising_buyers and not buyer_is_known:
        return _("{label}: {rate} less, at buyers that recognise this label").format(**told)
    return _("{label}: {rate} less").format(**told)


def _weeks(book: PolicyBook) -> Value:
    weeks = book.spec_terms.plan_weeks
    return ngettext("{n} week", "{n} weeks", weeks).format(n=weeks) if weeks else None


def _months(book: PolicyBook) -> Value:
    months = book.reporting.due_months_after_quarter
    return ngettext("{n} month", "{n} months", months).format(n=months)


def _percent_or_none(value: int) -> Value:
    return figures.percent(value) if value else None


PLACES: dict[str, tuple[Promise, Callable[[PolicyBook], Value]]] = {
    "policy": (gettext_lazy("the name of the policy"), lambda book: spoken(book.title)),
    "policy_source": (gettext_lazy("the source of the policy"), lambda book: book.source),
    "blocks": (gettext_lazy("all building blocks with their amounts (a list)"), _blocks),
    "highest_discount": (
        gettext_lazy("how much labels take off at most"),
        lambda book: figures.percent(book.obligation.highest_discount),
    ),
    "label_warning": (
        gettext_lazy("what the policy warns of with labels"),
        lambda book: spoken(book.label_warning) if book.label_warning else None,
    ),
    "standard_percentage": (
        gettext_lazy("the usual percentage"),
        lambda book: figures.percent(book.obligation.standard_percentage),
    ),
    "capital_percentage": (
        gettext_lazy("the percentage with much material and little labour"),
        lambda book: figures.percent(book.obligation.capital_percentage),
    ),
    "capital_material_above": (
        gettext_lazy("from which share of material that percentage holds"),
        lambda book: figures.percent(book.obligation.capital_material_above),
    ),
    "capital_labour_below": (
        gettext_lazy("below which share of labour that percentage holds"),
        lambda book: figures.percent(book.obligation.capital_labour_below),
    ),
    "if_possible_above": (
        gettext_lazy("the limit of small contracts"),
        lambda book: _money(book.obligation.if_possible_above_cents),
    ),
    "subsidy_above": (
        gettext_lazy("the subsidy per year above which effort is asked"),
        lambda book: _money(book.obligation.subsidy_above_cents),
    ),
    "plan_weeks": (gettext_lazy("within how many weeks the plan is there"), _weeks),
    "report_months": (gettext_lazy("within how many months a quarter is reported"), _months),
    "criterion_weight": (
        gettext_lazy("how heavily the award criterion counts"),
        lambda book: _percent_or_none(book.spec_terms.criterion_weight),
    ),
}
