"""A text as a policy file writes it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A text in both languages of the screen."""

    nl: str
    en: str
