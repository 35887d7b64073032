"""Sentences of an explanation as the component draws them: each with a link to its rule in the guide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from tegenwaarde.usecases.reading.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Explained:
    """A step of an explanation, ready for `{% why %}`."""

    sentence: str
    rule: str
    rule_url: str
    figure: str


def explained(sentences: Iterable[Sentence]) -> tuple[Explained, ...]:
    """Return the sentences with links into the guide."""
    guide = reverse("guide")
    return tuple(
        Explained(one.sentence, one.rule, f"{guide}#{one.anchor}" if one.rule else "", one.figure) for one in sentences
    )
