"""Small steps through the tree, and the plain values that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from lxml import etree

from tegenwaarde.adapters.eforms import tags
from tegenwaarde.adapters.eforms.problems import warning
from tegenwaarde.kernel.problem import Figure, Problem

Element = etree._Element  # noqa: SLF001 - lxml gives its element type no public name
Children = dict[str, Element]

DUTCH = "NLD"
NAME_LENGTH = 400
REFERENCE_LENGTH = 80
FIRST_YEAR, LAST_YEAR = 1900, 2199
MASK = "unpublished"  # what the publisher writes over a withheld text

_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_DUMMY_DATES = {date(1970, 1, 1), date(2000, 1, 1)}  # written where the schema wants a date and there is none


@dataclass(slots=True)
class Notes:
    """The warnings gathered while one notice is read, each once."""

    language: str = ""
    found: dict[Problem, None] = field(default_factory=dict)

    def add(self, code: str, place: str = "", **params: Figure) -> None:
        """Remember the warning `code`."""
        self.found[warning(code, place, **params)] = None


def children(element: Element | None) -> Children:
    """Return the first child of each name; quicker than looking for each name in turn."""
    return {} if element is None else {child.tag: child for child in reversed(element)}


def every(element: Element | None, tag: str) -> list[Element]:
    """Return the children called `tag`, none for no element."""
    return [] if element is None else list(element.iterchildren(tag))


def all_of(element: Element, parts: Children, tag: str) -> list[Element]:
    """Return the children called `tag` of an element whose first children are `parts`."""
    if len(parts) == len(element):
        return [parts[tag]] if tag in parts else []
    return list(element.iterchildren(tag))


def first(element: Element | None, *path: str) -> Element | None:
    """Return the first element down `path`, or None."""
    for tag in path:
        if element is None:
            return None
        for child in element:
            if child.tag == tag:
                element = child
                break
        else:
            return None
    return element


def words(element: Element | None, limit: int = NAME_LENGTH) -> str:
    """Return the element's text with single spaces for white space; empty where there is none or it is withheld."""
    text = None if element is None else element.text
    if text is None:
        return ""
    text = " ".join(text.split())
    if len(text) > limit:
        text = text[:limit].rstrip()
    return "" if text == MASK else text


def reference(element: Element | None) -> str:
    """Return a short text: an id or a code. It is asked for so often that it does not ask `words`."""
    text = None if element is None else element.text
    if text is None:
        return ""
    text = " ".join(text.split())
    if len(text) > REFERENCE_LENGTH:
        text = text[:REFERENCE_LENGTH].rstrip()
    return "" if text == MASK else text


def reference_at(element: Element | None, *path: str) -> str:
    """Return the id or code down `path`."""
    return reference(first(element, *path))


def coded(elements: Iterable[Element], list_name: str) -> str:
    """Return the code from the list called `list_name`, or empty."""
    return next((reference(element) for element in elements if element.get("listName") == list_name), "")


def id_of(element: Element | None) -> str:
    """Return the id that is an element's child."""
    if element is not None:
        for child in element:
            if child.tag == tags.ID:
                return reference(child)
    return ""


def ids_of(elements: Iterable[Element]) -> tuple[str, ...]:
    """Return the ids that are a child of each, every one once."""
    found = [id_of(element) for element in elements]
    if len(found) == 1 and found[0]:
        return (found[0],)
    return tuple(filter(None, dict.fromkeys(found)))


def in_best_language(elements: Sequence[Element], language: str) -> str:
    """Return the Dutch text, else the one in the notice's language, else the first."""
    if len(elements) == 1:
        return words(elements[0])
    rated: dict[int, str] = {}
    for element in elements:
        text = words(element)
        if text:
            code = element.get("languageID", "")
            rated.setdefault(0 if code == DUTCH else 1 if code == language else 2, text)
    return rated[min(rated)] if rated else ""


def day(element: Element | None, notes: Notes, place: str) -> date | None:
    """Return the calendar day as written, whatever the time zone; None (with a warning) where it is not one."""
    text = reference(element) if element is not None else ""
    if not text:
        return None
    match = _DATE.fullmatch(text)
    try:
        found = date.fromisoformat(match[1]) if match else None
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
    return element is not None and reference(element) in ("true", "1")
