"""The words of the command line: Dutch unless `--language` or TEGENWAARDE_LANGUAGE says otherwise.

The sentences are those of the screens' catalogue; where none has been compiled they are English.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path

from tegenwaarde.kernel.problem import Problem

LANGUAGES = ("nl", "en")
NO_OUTPUT = Problem("NO_OUTPUT", "There is no standard output to write to.")
LOCALE = Path(__file__).resolve().parents[2] / "locale"


def default_language() -> str:
    """Return the language that the environment asks for, Dutch where it asks for none that is known."""
    asked = os.environ.get("TEGENWAARDE_LANGUAGE", "")
    return asked if asked in LANGUAGES else LANGUAGES[0]


@cache
def catalogue(language: str) -> NullTranslations:
    """Return the sentences of a language."""
    return translation("django", LOCALE, languages=[language], fallback=True)


def sayer(language: str) -> Callable[[Problem], str]:
    """Return what puts a problem into words of this language."""
    gettext = catalogue(language).gettext

    def say(problem: Problem) -> str:
        return gettext(problem.text).format(**dict(problem.params))

    return say


def tell(line: str) -> None:
    """Write a line to standard error, where there is one."""
    if sys.stderr is not None:
        print(line, file=sys.stderr)
