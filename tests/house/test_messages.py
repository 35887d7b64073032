"""Every text of the screens is there in Dutch, with the same figures in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from tools.messages import catalogues, read, texts_of

PLACES = re.compile(r"%\([a-z_]+\)[sd]|\{[a-z_]*\}")
FOLDERS = {po.parents[3] for po in catalogues()}


def wanted(po: Path) -> Iterator[Message]:
    """Return every text that the catalogue has to hold, as the code has it today."""
    return (message for message in texts_of(po.parents[3], FOLDERS) if message.id)


def forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text or "",) if isinstance(text, str | None) else tuple(text)


@pytest.mark.parametrize("po", catalogues(), ids=lambda po: po.parents[3].name)
def test_every_text_is_there_in_dutch(po: Path) -> None:
    kept = read(po)
    missing = []
    for message in wanted(po):
        found = kept.get(forms(message.id)[0], message.context)
        if found is None or not all(forms(found.string)) or found.fuzzy:
            missing.append(message.id)
    assert missing == []


@pytest.mark.parametrize("po", catalogues(), ids=lambda po: po.parents[3].name)
def test_the_dutch_has_the_same_figures_as_the_english(po: Path) -> None:
    wrong = [
        message.id
        for message in read(po)
        if message.id
        for dutch in forms(message.string)
        if set(PLACES.findall(dutch)) - {place for text in forms(message.id) for place in PLACES.findall(text)}
    ]
    assert wrong == []
