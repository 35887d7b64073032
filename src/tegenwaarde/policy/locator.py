"""Says on which line of a policy file a value stands: `tomllib` reads values but forgets where they stood.

Expects text that `tomllib` accepts; other text gives lines that mean nothing, but never an endless loop.
"""

from __future__ import annotations

import re
from bisect import bisect_right

Path = tuple[str | int, ...]

BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
SPACE = re.compile(r"[ \t]*")
KEY = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|[A-Za-z0-9_-]+')
STRING = re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}(?!")|\'\'\'.*?\'{3,5}(?!\')|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'', re.DOTALL)
BARE = re.compile(r"[^,\]}#\n]*")


def path_text(path: Path) -> str:
    """Return a path as people write it, such as `blocks[3].amounts[0].source`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


class Lines:
    """The line (from 1) of every value of one TOML text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._at = 0
        self._counts: dict[Path, int] = {}
        self._lines: dict[Path, int] = {(): 1}
        self._document()

    def of(self, path: Path) -> int:
        """Return the line of `path`, or that of the nearest thing around it where it is not in the text."""
        while path not in self._lines:
            path = path[:-1]
        return self._lines[path]

    def _mark(self, path: Path) -> None:
        self._lines.setdefault(path, bisect_right(self._starts, self._at))

    def _skip(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        if found is None:
            return ""
        self._at = found.end()
        return found.group()

    def _sees(self, mark: str) -> bool:
        """Step over `mark` where it comes next, and say whether it did."""
        if not self._text.startswith(mark, self._at):
            return False
        self._at += len(mark)
        return True

    def _document(self) -> None:
        table: Path = ()
        while True:
            self._skip(BLANK)
            before = self._at
            if self._sees("[["):
                table = self._next_of(self._inside(self._keys()))
                self._mark(table)
                self._sees("]]")
            elif self._sees("["):
                table = self._inside(self._keys())
                self._mark(table)
                self._sees("]")
            else:
                self._pair(table)
            if self._at == before:
                return

    def _next_of(self, path: Path) -> Path:
        self._mark(path)
        number = self._counts.get(path, 0)
        self._counts[path] = number + 1
        return (*path, number)

    def _inside(self, keys: Path) -> Path:
        """Return the path of a table head: inside the last row so far of every array of tables on the way."""
        path: Path = ()
        for number, key in enumerate(keys):
            path = (*path, key)
            if path in self._counts and number < len(keys) - 1:
                path = (*path, self._counts[path] - 1)
        return path

    def _keys(self) -> Path:
        keys = []
        while True:
            self._skip(SPACE)
            key = self._skip(KEY)
            keys.append(key[1:-1] if key[:1] in ('"', "'") else key)
            self._skip(SPACE)
            if not self._sees("."):
                return tuple(keys)

    def _pair(self, table: Path) -> None:
        start = self._at
        keys = self._keys()
        if not self._sees("="):
            return
        end, self._at = self._at, start
        for number in range(1, len(keys) + 1):
            self._mark((*table, *keys[:number]))
        self._at = end
        self._value((*table, *keys))

    def _value(self, path: Path) -> None:
        self._skip(SPACE)
        self._mark(path)
        if self._sees("["):
            self._items(path)
        elif self._sees("{"):
            self._pairs(path)
        elif not self._skip(STRING):
            self._skip(BARE)

    def _items(self, path: Path) -> None:
        number = 0
        while self._at < len(self._text):
            self._skip(BLANK)
            if self._sees("]"):
                return
            self._value((*path, number))
            number += 1
            self._skip(BLANK)
            self._sees(",")

    def _pairs(self, path: Path) -> None:
        while self._at < len(self._text):
            self._skip(BLANK)
            if self._sees("}"):
                return
            before = self._at
            self._pair(path)
            self._skip(BLANK)
            self._sees(",")
            if self._at == before:
                return
