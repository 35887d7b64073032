"""Reads one table of a policy file key by key: what is wrong becomes a finding at its path, and reading goes on.

Every reading function returns a neutral value (empty text, zero, None for a day) where it has noted a finding, so that
one run finds everything. A book is made only where nothing was found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from numbers import Real
from typing import Any, TypeVar

from tegenwaarde.kernel.money import cents_from_text
from tegenwaarde.kernel.problem import Figure
from tegenwaarde.policy.book import PERCENT
from tegenwaarde.policy.locator import Path
from tegenwaarde.policy.text import Text

Word = TypeVar("Word", bound=StrEnum)

PERCENT_TEXT = re.compile(r"[0-9]+(\.[0-9]{1,4})?")
ID_TEXT = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
FULL_WEEK = 168 * 100  # hundredths of an hour

KIND_NAMES = {
    "bool": "true or false",
    "int": "a whole number",
    "str": "text in quotes",
    "date": "a date such as 2017-01-01",
    "list": "a list",
    "dict": "a table",
    "datetime": "a date with a time",
    "time": "a time",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong at `path`; the other fields are those of a Problem."""

    path: Path
    code: str
    text: str
    params: tuple[tuple[str, Figure], ...]


@dataclass(slots=True)
class Findings:
    """All that was found wrong so far, in order of reading."""

    found: list[Finding] = field(default_factory=list)

    def add(self, path: Path, code: str, text: str, **params: Figure) -> None:
        """Note one finding; `text` has `{named}` places for `params`."""
        self.found.append(Finding(path, code, text, tuple(params.items())))


class Table:
    """One table of the file. Ask for each key it may have, then `close` it: what was not asked for is unknown."""

    def __init__(self, content: dict[str, Any], path: Path, findings: Findings) -> None:
        self.path = path
        self.findings = findings
        self._content = content
        self._asked: set[str] = set()

    def at(self, *keys: str | int) -> Path:
        """Return the path of something in this table."""
        return (*self.path, *keys)

    def has(self, key: str) -> bool:
        """Say whether the table has `key`."""
        return key in self._content

    def close(self) -> None:
        """Note every key that nobody asked for."""
        for key in self._content:
            if key not in self._asked:
                self.findings.add(self.at(key), "UNKNOWN_KEY", "{key} is not a key of this place.", key=key)

    def text(self, key: str, *, optional: bool = False) -> str:
        """Return a text that is not blank; empty where it is optional and absent."""
        value = self._take(key, str, optional)
        if value is None:
            return ""
        if not value.strip():
            self.findings.add(self.at(key), "EMPTY", "{key} is empty.", key=key)
        return str(value)

    def source(self, key: str = "source") -> str:
        """Return where the row stands in the policy; every row has to say so."""
        if not self.has(key) or not str(self._content[key]).strip():
            self._asked.add(key)
            self.findings.add(
                self.at(key), "MISSING_SOURCE", "This row does not say where it comes from: add a source."
            )
            return ""
        return self.text(key)

    def name(self, key: str) -> str:
        """Return an id: lower-case letters, digits and single hyphens or underscores."""
        value = self.text(key)
        if value.strip() and not ID_TEXT.fullmatch(value):
            self.findings.add(
                self.at(key), "MALFORMED_ID", "{value} is not an id: use a–z, 0–9 and single hyphens.", value=value
            )
        return value

    def day(self, key: str) -> date | None:
        """Return a date without a time; None where there is none."""
        value = self._take(key, date, False)
        return value if isinstance(value, date) else None

    def whole(self, key: str, *, low: int = 0, high: int = 9999, optional: bool = False) -> int:
        """Return a whole number from `low` to `high`; 0 where it is optional and absent."""
        value = self._take(key, int, optional)
        if value is None:
            return 0
        return self._within(self.at(key), int(value), low, high)

    def flag(self, key: str) -> bool:
        """Return true or false; false where it is absent."""
        return bool(self._take(key, bool, True))

    def euros(self, key: str) -> int:
        """Return an amount written as text, in cents."""
        value = self._quoted(key, "an amount")
        cents = cents_from_text(value) if value else 0
        if cents is None:
            self.findings.add(
                self.at(key), "MALFORMED_AMOUNT", "{value} is not an amount such as 30000 or 12.50.", value=value
            )
        return cents or 0

    def percentage(self, key: str) -> int:
        """Return a percentage from 0 to 100 written as text, in ten-thousandths of a percent."""
        value = self._quoted(key, "a percentage")
        if not value:
            return 0
        if not PERCENT_TEXT.fullmatch(value):
            self.findings.add(
                self.at(key), "MALFORMED_PERCENTAGE", "{value} is not a percentage such as 5 or 2.5.", value=value
            )
            return 0
        whole, _, part = value.partition(".")
        rate = int(whole) * PERCENT + int(part.ljust(4, "0"))
        if rate > 100 * PERCENT:
            self.findings.add(
                self.at(key), "PERCENTAGE_OUT_OF_RANGE", "{value} percent is not between 0 and 100.", value=value
            )
        return rate

    def hours(self, key: str) -> int:
        """Return hours a week written as text, in hundredths of an hour; above zero."""
        value = self._quoted(key, "a number of hours")
        hundredths = cents_from_text(value) if value else FULL_WEEK
        if hundredths is None or not 0 < hundredths <= FULL_WEEK:
            self.findings.add(
                self.at(key), "MALFORMED_HOURS", "{value} is not a number of hours in a week, such as 36.", value=value
            )
        return hundredths or 0

    def word(self, key: str, otherwise: Word) -> Word:
        """Return one of the words of the enumeration that `otherwise` belongs to; `otherwise` after a finding."""
        words = type(otherwise)
        return words(self.one_of(key, [word.value for word in words]) or otherwise)

    def one_of(self, key: str, known: list[str]) -> str:
        """Return one of the words `known`; empty after a finding."""
        value = self.text(key)
        if not value.strip():
            return ""
        return value if self._is_known(self.at(key), value, known) else ""

    def some_of(self, key: str, known: list[str], *, optional: bool = False) -> tuple[str, ...]:
        """Return a list of words, each one of `known` and none twice; empty where it is optional and absent."""
        names = self.names(key, optional=optional)
        return tuple(name for place, name in enumerate(names) if self._is_known(self.at(key, place), name, known))

    def names(self, key: str, *, optional: bool = False) -> tuple[str, ...]:
        """Return a list of texts, none twice; empty where it is optional and absent."""
        found: list[str] = []
        for place, item in enumerate(self._list(key, optional)):
            if not isinstance(item, str):
                self._wrong_type(self.at(key, place), str, item)
            elif item in found:
                self.findings.add(self.at(key, place), "GIVEN_TWICE", "{value} is given twice.", value=item)
            else:
                found.append(item)
        return tuple(found)

    def wholes(self, key: str, *, low: int, high: int) -> tuple[int, ...]:
        """Return a list of whole numbers from `low` to `high`, each above the one before it."""
        found: list[int] = []
        for place, item in enumerate(self._list(key, False)):
            if type(item) is not int:
                self._wrong_type(self.at(key, place), int, item)
                continue
            self._within(self.at(key, place), item, low, high)
            if found and item <= found[-1]:
                self.findings.add(
                    self.at(key, place), "OUT_OF_ORDER", "{value} has to come after what stands before it.", value=item
                )
            found.append(item)
        return tuple(found)

    def both(self, key: str) -> Text:
        """Return a text in both languages."""
        table = self.table(key)
        text = Text(nl=table.text("nl"), en=table.text("en"))
        table.close()
        return text

    def table(self, key: str) -> Table:
        """Return the table at `key`; one that notes nothing more after a finding."""
        value = self._take(key, dict, False)
        if value is None:
            return Table({}, self.at(key), Findings())
        return Table(value, self.at(key), self.findings)

    def quiet(self) -> Table:
        """Return the same table for a second look, which notes nothing: the first look did."""
        return Table(self._content, self.path, Findings())

    def tables(self, key: str, *, optional: bool = False) -> list[Table]:
        """Return the tables of the list at `key`; none where it is optional and absent, at least one otherwise."""
        found = []
        for place, item in enumerate(self._list(key, optional)):
            if isinstance(item, dict):
                found.append(Table(item, self.at(key, place), self.findings))
            else:
                self._wrong_type(self.at(key, place), dict, item)
        return found

    def every_key(self) -> list[str]:
        """Return every key, and take each as asked for."""
        self._asked.update(self._content)
        return list(self._content)

    def _take(self, key: str, kind: type, optional: bool) -> Any:
        self._asked.add(key)
        if key not in self._content:
            if not optional:
                self.findings.add(self.at(key), "MISSING_KEY", "{key} is missing.", key=key)
            return None
        value = self._content[key]
        if type(value) is not kind:
            self._wrong_type(self.at(key), kind, value)
            return None
        return value

    def _list(self, key: str, optional: bool) -> list[Any]:
        items = self._take(key, list, optional)
        if items == [] and not optional:
            self.findings.add(self.at(key), "EMPTY", "{key} is empty.", key=key)
        return items or []

    def _quoted(self, key: str, what: str) -> str:
        """Return the text of a figure; figures of policy are text, so that no binary fraction slips in."""
        value = self._content.get(key)
        if isinstance(value, Real) and not isinstance(value, bool):
            self._asked.add(key)
            self.findings.add(
                self.at(key),
                "NUMBER_WITHOUT_QUOTES",
                'Write {what} as text in quotes: {key} = "{value}".',
                what=what,
                key=key,
                value=str(value),
            )
            return ""
        return self.text(key)

    def _within(self, path: Path, value: int, low: int, high: int) -> int:
        if not low <= value <= high:
            self.findings.add(
                path, "OUT_OF_RANGE", "{value} is not between {low} and {high}.", value=value, low=low, high=high
            )
        return value

    def _is_known(self, path: Path, value: str, known: list[str]) -> bool:
        if value not in known:
            self.findings.add(
                path,
                "UNKNOWN_WORD",
                "{value} is not known here: use one of {known}.",
                value=value,
                known=", ".join(known) or "nothing",
            )
        return value in known

    def _wrong_type(self, path: Path, kind: type, value: object) -> None:
        found = KIND_NAMES.get(type(value).__name__, "a number with a point")
        wanted = KIND_NAMES[kind.__name__]
        self.findings.add(path, "WRONG_TYPE", "This has to be {wanted}, not {found}.", wanted=wanted, found=found)
