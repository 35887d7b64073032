"""The sentences of an obligation's steps (B1–B8), as a supplier understands them."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tegenwaarde.kernel.step import Step
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.policy.text import Text
from tegenwaarde.usecases.reading.sentences import Wording, Words

KINDS: dict[str, str | Promise] = {
    "works": _("works"),
    "services": _("services"),
    "supplies": _("supplies"),
    "subsidy": _("a subsidy"),
}
REGIMES: dict[str, str | Promise] = {
    "result": _("Result obligation"),
    "result_if_possible": _("Result obligation, if possible"),
    "result_if_possible_broad": _("Result obligation, if possible, with more ways to fulfil it"),
    "effort": _("Effort obligation"),
    "none": _("No obligation"),
}
ESTIMATE = _("The estimated value of the tender is {estimated_cents}.")
NO_ESTIMATE = _("No estimated value is known, so the contract sum of {estimated_cents} counts.")
AT_THE_AWARD = _(
    "No estimated value is known, so the contract sum at the award counts, {estimated_cents}: amendments leave the "
    "regime as it is."
)
BY_REGIME: dict[str, str | Promise] = {
    "result": _(
        "{estimate} That is at or above the European threshold for services and supplies of {threshold_cents}, so a "
        "result obligation applies: what is not fulfilled can be fined."
    ),
    "result_if_possible": _(
        "{estimate} That is above {above_cents} and below the European threshold for services and supplies of "
        "{threshold_cents}, so a result obligation applies if social return is possible in this contract."
    ),
    "result_if_possible_broad": _(
        "{estimate} That is not above {above_cents}, so a result obligation applies if social return is possible in "
        "this contract, with more ways to fulfil it."
    ),
}
BY_SUBSIDY: dict[str, str | Promise] = {
    "effort": _(
        "The subsidy is {per_year_cents} a year. That is more than {above_cents}, so an effort obligation applies: you "
        "do what you can, and there is never a fine."
    ),
    "none": _(
        "The subsidy is {per_year_cents} a year. That is not more than {above_cents}, so no social return is asked."
    ),
}


def text_of(text: Text) -> str:
    """Return a policy's text in the language of the reader."""
    return text.nl if (get_language() or "nl").startswith("nl") else text.en


def obligation_words(book: PolicyBook) -> Words:
    """Return the words of an obligation's steps; labels are called as `book` calls them."""
    names = {label.id: text_of(label.label) for label in book.labels}

    def label(step: Step) -> Wording:
        words = _(
            "The supplier holds {label_name} from {first_day} to {last_day}: a discount of {rate_percent} in each "
            "contract year of which the last day is covered."
        )
        return Wording(words, "rate_percent", {"label_name": names.get(str(step["label"]), str(step["label"]))})

    def not_recognised(step: Step) -> Wording:
        words = _("{label_name} does not lower this obligation: {buyer} does not recognise that label.")
        return Wording(words, more={"label_name": names.get(str(step["label"]), str(step["label"]))})

    return {**WORDS, "label": label, "label_not_recognised": not_recognised}


def _thresholds(step: Step) -> Wording:
    if str(step["tender_day"]) > str(step["last_day"]):
        return Wording(
            _(
                "The tender was published on {tender_day}. The European thresholds of that time are not known yet. The "
                "last ones, up to {last_day}, are used: {services_supplies_cents} for services and supplies, "
                "{works_cents} for works."
            )
        )
    return Wording(
        _(
            "The tender was published on {tender_day}. From {first_day} to {last_day} the European thresholds are "
            "{services_supplies_cents} for services and supplies and {works_cents} for works."
        )
    )


def _regime(step: Step) -> Wording:
    estimate = str((ESTIMATE, NO_ESTIMATE, AT_THE_AWARD)[int(step["from_award"])])
    words = str(BY_REGIME[str(step["regime"])]).replace("{estimate}", estimate)
    return Wording(words, "estimated_cents")


def _european(step: Step) -> Wording:
    if step["stated"]:
        stated = _("The buyer stated that this is a European tender.")
        not_stated = _("The buyer stated that this is not a European tender.")
        return Wording(stated if step["european"] else not_stated)
    european = _(
        "A tender for {kind_words} is European from {threshold_cents}. This tender ({estimated_cents}) is European, so "
        "labels of the supplier do not lower what is due."
    )
    national = _(
        "A tender for {kind_words} is European from {threshold_cents}. This tender ({estimated_cents}) is not, so "
        "labels of the supplier can lower what is due."
    )
    return Wording(european if step["european"] else national, more={"kind_words": KINDS[str(step["kind"])]})


def _percentage(step: Step) -> Wording:
    known = {name for name, _value in step.figures}
    if {"material_percent", "labour_percent"} <= known:
        words = _(
            "Material is {material_percent} of the cost and labour {labour_percent}. Only with more than "
            "{material_above_percent} material and less than {labour_below_percent} labour the percentage is lower, so "
            "{rate_percent} of the contract sum is due."
        )
    else:
        words = _(
            "{rate_percent} of the contract sum is due. It is less where material is more than "
            "{material_above_percent} and labour less than {labour_below_percent} of the cost; that is not known here."
        )
    return Wording(words, "rate_percent")


def _labels_do_not_count(step: Step) -> Wording:
    if step["reason"] == "subsidy":
        return Wording(_("The supplier holds a label, but for subsidies labels do not lower what is due."))
    return Wording(_("The supplier holds a label, but at European tenders labels do not lower what is due."))


def _contract_year(step: Step) -> Wording:
    if step["discount_cents"]:
        words = _(
            "Contract year {number}, {first_day} to {last_day}: its share is {share_cents}, less {discount_cents} for "
            "labels."
        )
    else:
        words = _("Contract year {number}, {first_day} to {last_day}: its share is {share_cents}.")
    return Wording(words, "share_cents")


def _net(step: Step) -> Wording:
    if step["discount_cents"]:
        return Wording(_("{gross_cents} less {discount_cents} for labels: {net_cents} is due."), "net_cents")
    return Wording(_("So {net_cents} is due over the whole contract."), "net_cents")


WORDS: Words = {
    "thresholds": _thresholds,
    "regime": _regime,
    "subsidy_regime": lambda step: Wording(BY_SUBSIDY[str(step["regime"])], "per_year_cents"),
    "european": _european,
    "percentage_chosen": Wording(
        _("The buyer chose {rate_percent}, with a reason; usually it is {standard_percent} or more."), "rate_percent"
    ),
    "percentage_capital": Wording(
        _(
            "Material is {material_percent} of the cost, more than {material_above_percent}, and labour "
            "{labour_percent}, less than {labour_below_percent}; so {rate_percent} of the contract sum is due."
        ),
        "rate_percent",
    ),
    "percentage_standard": _percentage,
    "gross": Wording(_("{rate_percent} of the contract sum of {value_cents} is {gross_cents}."), "gross_cents"),
    "labels_do_not_count": _labels_do_not_count,
    "contract_year": _contract_year,
    "net": _net,
    "not_applied": Wording(
        _(
            "The buyer decided not to ask social return in this contract, with a reason. Otherwise {would_be_cents} "
            "would be due."
        )
    ),
}
