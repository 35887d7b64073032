"""Steps of a calculation turned into sentences, in the language that is active.

A table of words says for each step's code which sentence it makes (`sentences_obligation.WORDS` and its neighbours).
A sentence has `{named}` places for the step's figures, written by the endings of their names (`figures.written`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tegenwaarde.kernel.step import Step
from tegenwaarde.usecases.figures import in_a_column, written


@dataclass(frozen=True, slots=True)
class Sentence:
    """A step as people read it: the sentence, its rule, where the guide explains that rule, and its figure."""

    sentence: str
    rule: str
    anchor: str
    figure: str


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a step. `figure` names the one that stands beside them; `more` are places the step has no figure
    for, such as a code in words."""

    words: str | Promise
    figure: str = ""
    more: Mapping[str, str | Promise] = field(default_factory=dict)


Words = Mapping[str, Wording | Callable[[Step], Wording]]

UNKNOWN = Wording(_("This step was made by an older version of the program ({code})."))


def say(steps: Iterable[Step], words: Words) -> tuple[Sentence, ...]:
    """Return the steps as sentences, in order; a step that `words` does not know says so (old receipts are kept)."""
    return tuple(_said(step, words) for step in steps)


def _said(step: Step, words: Words) -> Sentence:
    known = words.get(step.code, UNKNOWN)
    wording = known if isinstance(known, Wording) else known(step)
    places = {name: written(name, value) for name, value in step.figures}
    places |= {"code": step.code} | {name: str(text) for name, text in wording.more.items()}
    figure = in_a_column(wording.figure, step[wording.figure]) if wording.figure else ""
    return Sentence(str(wording.words).format(**places), step.rule, f"regel-{step.rule}", figure)
