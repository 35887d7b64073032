"""Refusals are named: what happened, why, and what to do next, in words a person understands.

A face answers 409 for a refusal and 422 for one about what was filled in (`Invalid`, each problem at its field).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tegenwaarde.kernel.problem import Figure, Problem
from tegenwaarde.usecases.figures import sentence


class Refused(Exception):
    """A use-case says no. Subclasses give `code` (stable) and `words` (translated, with `{named}` places)."""

    code: ClassVar[str] = "REFUSED"
    words: ClassVar[str | Promise] = ""

    def __init__(self, **figures: Figure) -> None:
        super().__init__(self.code)
        self.figures: Mapping[str, Figure] = figures

    def __str__(self) -> str:
        """Return the refusal in the language of the reader."""
        return sentence(str(self.words), self.figures)


class Invalid(Refused):
    """What was filled in has problems; each has the field as its `place`."""

    code = "INVALID"

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__()
        self.problems: tuple[Problem, ...] = tuple(problems)

    def __str__(self) -> str:
        return " ".join(problem_words(problem) for problem in self.problems)


class ErasedMeanwhile(Refused):
    """What somebody wants to work with was erased, because its day had come."""

    code = "FACTS_ERASED"
    words = _(
        "What was filled in here was erased: the contract ended so long ago that it can change no value any more. The"
        " figures stay."
    )


def problem_words(problem: Problem) -> str:
    """Return a problem in the language of the reader, with its figures as people write them."""
    return sentence(gettext(problem.text), dict(problem.params))
