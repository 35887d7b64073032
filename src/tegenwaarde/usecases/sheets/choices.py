"""The words to choose from in a spreadsheet: contracts, building blocks with their amounts, situations."""

from __future__ import annotations

from django.utils import translation

from tegenwaarde.policy.book import Block, PolicyBook, Unit
from tegenwaarde.policy.text import Text
from tegenwaarde.usecases.figures import money_in_a_sentence
from tegenwaarde.usecases.reports.questions import BENEFITS, questions_of

LONGEST_LABEL = 120
LONGEST_CHOICE = 250  # what a cell of a drop-down shows


def contract_label(reference: str, title: str) -> str:
    """Return what a contract is called in a list: its reference and title."""
    return " · ".join(part for part in (reference.strip(), " ".join(title.split())) if part)[:LONGEST_LABEL]


def spoken_in(text: Text, language: str) -> str:
    """Return a text of the policy in a language."""
    return text.nl if language.startswith("nl") else text.en


def block_choice(block: Block, language: str) -> str:
    """Return what a building block is called in a list: its number, its label and its amount."""
    words = f"{block.id} · {spoken_in(block.label, language)}"
    if block.unit is not Unit.FULL_TIME_YEAR:
        return words
    with translation.override(language):
        amount = money_in_a_sentence(block.amount_cents).replace("\N{NO-BREAK SPACE}", " ")
    return f"{words} ({amount})"[:LONGEST_CHOICE]


def situation_choices(book: PolicyBook, language: str) -> list[tuple[str, str]]:
    """Return the questions of the book with their words in a list."""
    with translation.override(language):
        return [
            (one.id, (str(BENEFITS.get(one.benefit, "")) or spoken_in(one.situation, language))[:LONGEST_CHOICE])
            for one in questions_of(book)
        ]
