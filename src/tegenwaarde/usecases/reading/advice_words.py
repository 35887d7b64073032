"""The advice on a tender in words: its steps as sentences (B1–B7)."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from tegenwaarde.kernel.step import Step
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.usecases.reading.sentences import Sentence, Wording, say
from tegenwaarde.usecases.reading.tender_words import expected_words

LEFT_OUT = frozenset({"contract_year", "net"})  # of contract years nothing is known before the award


def say_advice(book: PolicyBook, steps: Iterable[Step], *, planned: bool, estimated: bool) -> tuple[Sentence, ...]:
    """Return why the advice is what it is. `planned`: the publication day is still the first day of its quarter."""
    words = dict(expected_words(book, day_assumed=planned))
    if estimated:
        words["gross"] = Wording(
            _("{rate_percent} of the estimated value of {value_cents} is {gross_cents}."), "gross_cents"
        )
    return say((step for step in steps if step.code not in LEFT_OUT), words)
