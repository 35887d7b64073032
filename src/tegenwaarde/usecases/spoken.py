"""Words in the language of the reader, or in all of them: texts of the policy, and names that a file may use."""

from __future__ import annotations

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import get_language

from tegenwaarde.policy.text import Text

LANGUAGES = ("nl", "en")


def spoken(text: Text) -> str:
    """Return the text in the language of the reader; Dutch unless that is English."""
    return text.en if (get_language() or "nl").startswith("en") else text.nl


def in_every_language(words: str | Promise) -> tuple[str, ...]:
    """Return words in each language of the screens, the Dutch first."""
    found = []
    for language in LANGUAGES:
        with translation.override(language):
            found.append(str(words))
    return tuple(found)
