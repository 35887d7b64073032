"""Fill a spec text from a tender; always in Dutch, as the contract is, whatever language the screens have."""

from __future__ import annotations

from django.utils.translation import override

from tegenwaarde.usecases.spec_texts.facts import SpecFacts
from tegenwaarde.usecases.spec_texts.language import Filled, Template, fill, read_template
from tegenwaarde.usecases.spec_texts.places import CONDITIONS, PLACES, name_of

LANGUAGE = "nl"


def read_words(words: str) -> Template:
    """Return the template that `words` say, with every problem at its line."""
    return read_template(words, places=PLACES, conditions=CONDITIONS)


def filled(words: str, facts: SpecFacts) -> Filled:
    """Return a template's words filled in from a tender; the words have been checked when they were saved."""
    with override(LANGUAGE):
        return fill(
            read_words(words),
            values={name: place.value(facts) for name, place in PLACES.items()},
            conditions={name: question.holds(facts) for name, question in CONDITIONS.items()},
            name_of=name_of,
        )
