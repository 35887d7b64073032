"""Texts that policy gives in both languages, in the one that is active."""

from __future__ import annotations

from django.utils.translation import get_language

from tegenwaarde.policy.book import Text


def spoken(text: Text) -> str:
    """Return the text in the language of the reader; Dutch unless that is English."""
    return text.en if (get_language() or "nl").startswith("en") else text.nl
