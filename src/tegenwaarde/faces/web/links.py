"""Filters and sortable heads of a list as links: what is asked of a list stands in its address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlencode

from django.utils.functional import Promise

from tegenwaarde.faces.web.words import STATES

SORT = "sorteer"


@dataclass(frozen=True, slots=True)
class FilterLink:
    """A filter as a link: chosen or not, and the address that the other choice has."""

    words: str
    count: int
    url: str
    chosen: bool


class Choice(Protocol):
    """A filter: its value, its words, and how many rows it keeps."""

    @property
    def value(self) -> str:
        """Return what the address says."""
        ...

    @property
    def words(self) -> str | Promise:
        """Return what the link says."""
        ...

    @property
    def count(self) -> int:
        """Return how many rows it keeps."""
        ...


def address(asked: Mapping[str, str], **changes: str) -> str:
    """Return the address of a list with what is asked of it, changed; what is empty is left out."""
    query = urlencode({name: value for name, value in {**asked, **changes}.items() if value})
    return f"?{query}" if query else "?"


def filter_links(
    asked: Mapping[str, str], name: str, choices: Iterable[Choice], *, states: bool = False
) -> tuple[FilterLink, ...]:
    """Return a link for each choice; the chosen one leads back to everything. `states` are called as elsewhere."""
    chosen = asked.get(name, "")
    return tuple(
        FilterLink(
            words=str(STATES[one.value].label if states else one.words),
            count=one.count,
            url=address(asked, **{name: "" if one.value == chosen else one.value}),
            chosen=one.value == chosen,
        )
        for one in choices
    )


def sort_link(asked: Mapping[str, str], name: str, *, unasked: str = "") -> dict[str, str]:
    """Return the address that sorts by `name`, or turns that around, and what a head says to a screen reader.

    `unasked` is what the list is sorted by where nothing is asked.
    """
    present = asked.get(SORT, unasked)
    aria = {name: "ascending", f"-{name}": "descending"}.get(present, "")
    return {"url": address(asked, **{SORT: f"-{name}" if present == name else name}), "aria": aria}
