"""Small steps through the tree, and the plain values that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from lxml import etree

from tegenwaarde.adapters.eforms import tags
from tegenwaarde.adapters.eforms.problems import warning
from tegenwaarde.kernel.problem import Figure, Problem

Element = etree._Element  # noqa: SLF001 - lxml gives its element type no public name

NAME_LENGTH = 400
REFERENCE_LENGTH = 80
FIRST_YEAR, LAST_YEAR = 1900, 2199
MASKS = {"", "unpublished"}  # what the publisher writes over a withheld text

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_DUMMY_DATES = {date(1970, 1, 1), date(2000, 1, 1)}  # written where the schema wants a date and there is none


@dataclass(slots=True)
class Notes:
    """The warnings gathered while one notice is read, each once."""

    language: str = ""
    found: dict[Problem, None] = field(default_factory=dict)

    def add(self, code: str, place: str = "", **params: Figure) -> None:
        """Remember the warning `code`."""
        self.found[warning(code, place, **params)] = None


def first(element: Element | None, *path: str) -> Element | None:
    """Return the first element down `path`, or None."""
    for tag in path:
        if element is None:
            return None
        element = next(element.iterchildren(tag), None)
    return element


def every(element: Element | None, tag: str) -> Iterator[Element]:
    """Return the children called `tag`, none for no element."""
    return iter(()) if element is None else element.iterchildren(tag)


def words(element: Element | None, limit: int = NAME_LENGTH) -> str:
    """Return the element's text with single spaces for white space; empty where there is none or it is withheld."""
    if element is None or not element.text:
        return ""
    text = " ".join(element.text.split())
    return "" if text in MASKS else text[:limit].rstrip()


def reference(element: Element | None) -> str:
    """Return a short text: an id or a code."""
    return words(element, REFERENCE_LENGTH)


def reference_at(element: Element | None, *path: str) -> str:
    """Return the id or code down `path`."""
    return words(first(element, *path), REFERENCE_LENGTH)


def in_best_language(elements: Iterator[Element], language: str) -> str:
    """Return the Dutch text, else the one in the notice's language, else the first."""
    texts = [(element.get("languageID", ""), words(element)) for element in elements]
    texts = [pair for pair in texts if pair[1]]
    for wanted in ("NLD", language):
        for code, text in texts:
            if code == wanted:
                return text
    return texts[0][1] if texts else ""


def coded(elements: Iterator[Element], list_name: str) -> str:
    """Return the code from the list called `list_name`, or empty."""
    return next((reference(element) for element in elements if element.get("listName") == list_name), "")


def day(element: Element | None, notes: Notes, place: str) -> date | None:
    """Return the calendar day as written, whatever the time zone; None (with a warning) where it is not one."""
    text = reference(element)
    if not text:
        return None
    match = _DATE.fullmatch(text)
    try:
        found = date(*map(int, match.groups())) if match else None
    except ValueError:
        found = None
    if found in _DUMMY_DATES:
        return None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        notes.add("DATE_UNREADABLE", place, text=text[:40])
        return None
    return found


def is_true(element: Element | None) -> bool:
    """Return whether an indicator says true."""
    return reference(element) in ("true", "1")


def withheld_codes(element: Element) -> frozenset[str]:
    """Return the codes of the fields that the notice withholds directly in `element`."""
    return frozenset(reference_at(privacy, tags.FIELD_IDENTIFIER) for privacy in every(element, tags.FIELDS_PRIVACY))
