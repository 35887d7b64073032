"""What the bytes of a sheet say before its cells are read: whether it is too large, and what a reader would lose.

Calamine lays a sheet out as one rectangle, so that one cell far away would cost gigabytes; and it gives nothing for a
cell that shows an error, or whose formula was never worked out. Those are looked up here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from tegenwaarde.adapters.spreadsheets.opening import MOST_CELLS, SHEET_TOO_BIG, SHEET_TOO_FULL, CannotOpen

MOST_COLUMNS = 104  # up to CZ
MOST_ROWS = 99_999  # five digits

CELL = re.compile(rb"""<c\b([^>]*?)(?:/>|>(.*?)</c>)""", re.DOTALL)
ROW = re.compile(rb"""<row\b[^>]*?\br\s*=\s*["']([0-9]{6,})["']""")
ROW_NUMBER = re.compile(rb"""\br\s*=\s*["']([0-9]{1,9})["']""")
ROW_OR_CELL = re.compile(rb"<(row|c)\b([^>]*?)(/?)>")
PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,4})([0-9]{1,9})["']""")
ERROR = re.compile(rb"""\bt\s*=\s*["']e["']""")
TELLING = (b"<f", b't="e"', b"t='e'")
TEXT = re.compile(rb"""\bt\s*=\s*["'](?:str|s|inlineStr)["']""")
SHOWN = re.compile(rb"<v[^>]*>([^<]*)</v>")
PREFIX = re.compile(rb"<([A-Za-z][A-Za-z0-9]*):worksheet\b")
FORMULA_ALONE = "="

# What each sign is in the name of a cell: a digit, a letter up to C, a later letter, or something else.
DIGIT, EARLY, LATE = 2, 1, 3
LOW = bytes([DIGIT] * 6)  # so many digits make a row that lies too low
LONGEST_NAME = 9
PIECE = 1 << 17  # bytes looked at together: they stay in a core's cache
KINDS = bytes(
    DIGIT if 48 <= sign <= 57 else (EARLY if sign & 0xDF < 68 else LATE) if 65 <= sign & 0xDF <= 90 else 0
    for sign in range(256)
)

Found = dict[tuple[int, int], str]


def without_prefix(sheet: bytes) -> bytes:
    """Return the sheet with its elements named plainly, where a program put a prefix before each."""
    found = PREFIX.search(sheet, 0, 2000)
    if found is None:
        return sheet
    return sheet.replace(b"<" + found[1] + b":", b"<").replace(b"</" + found[1] + b":", b"</")


def scan(sheet: bytes) -> Found:
    """Return the cells that show an error or have a formula without outcome (row and column from 0, and what shows).

    Raises CannotOpen for a sheet with cells too far away, or with too many of them.
    """
    if sheet.count(b"<c") + sheet.count(b"<row") > MOST_CELLS:
        raise CannotOpen(SHEET_TOO_FULL)
    start, end = sheet.find(b"<sheetData"), sheet.rfind(b"</sheetData>")
    cells = sheet[max(start, 0) : end if end > 0 else len(sheet)]
    far = telling = False
    for first in range(0, len(cells), PIECE):
        piece = cells[first : first + PIECE + LONGEST_NAME]
        far = far or _may_be_far(piece)
        telling = telling or any(sign in piece for sign in TELLING)
    if far and _is_far(cells):
        raise CannotOpen(SHEET_TOO_BIG)
    if not telling:
        return {}
    if any(PLACE.search(told) is None for told, _inside in _cells_to_look_at(cells)):
        cells = _placed(cells)
    return dict(_lost(cells))


def _placed(cells: bytes) -> bytes:
    """Return the cells each with its place, where a program left that out: each stands beside the one before it."""
    row = column = 0

    def named(found: re.Match[bytes]) -> bytes:
        nonlocal row, column
        what, told, end = found.groups()
        if what == b"row":
            given = ROW_NUMBER.search(told)
            row, column = int(given[1]) if given else row + 1, 0
            return found[0]
        place = PLACE.search(told)
        column = _column(place[1]) + 1 if place else column + 1
        return found[0] if place else b'<c r="%b%d"%b%b>' % (_letters(column), row, told, end)

    return ROW_OR_CELL.sub(named, cells)


def _may_be_far(cells: bytes) -> bool:
    """Say whether something in quotes looks like the name of a cell or row outside the limits; it may be wrong.

    Ordinary sheets have no column of two letters and no number of six digits, so that little has to be looked at.
    """
    told = cells.translate(KINDS) + bytes(LONGEST_NAME)
    quote = np.frombuffer(cells, dtype=np.uint8) == ord('"')
    if b"'" in cells:
        quote |= np.frombuffer(cells, dtype=np.uint8) == ord("'")
    kinds, length = np.frombuffer(told, dtype=np.uint8), len(cells)

    def after(mask: Any, place: int) -> Any:
        return mask[place : place + length]

    letter = kinds & 1  # the kinds of letters are odd
    named = quote & after(letter, 1) & after(letter, 2)
    if named.any():
        digit = kinds == DIGIT
        late, third = after(kinds, 1) == LATE, after(letter, 3) == 1
        if (named.astype(np.bool_) & ((late & after(digit, 3)) | (third & after(digit, 4)))).any():
            return True
    at = told.find(LOW)
    while at >= 0:
        end = at + len(LOW)
        if end < length and quote[end]:
            return True
        at = told.find(LOW, at + 1)
    return False


def _is_far(cells: bytes) -> bool:
    """Say whether a cell with something in it lies outside the limits; cells with looks alone may."""
    for told, inside in CELL.findall(cells):
        place = PLACE.search(told)
        if b"<" in inside and place and (int(place[2]) > MOST_ROWS or _column(place[1]) >= MOST_COLUMNS):
            return True
    return any(_has_content(cells, row) for row in ROW.finditer(cells))


def _has_content(cells: bytes, row: re.Match[bytes]) -> bool:
    """Say whether a row far down has cells that do not say where they are, with something in them."""
    end = cells.find(b"</row>", row.end())
    inside = cells[row.end() : end if end > 0 else len(cells)]
    return any(b"<" in held and PLACE.search(told) is None for told, held in CELL.findall(inside))


def _lost(cells: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    for told, inside in _cells_to_look_at(cells):
        place, shown = PLACE.search(told), SHOWN.search(inside)
        if place is None:
            continue
        at = int(place[2]) - 1, _column(place[1])
        if ERROR.search(told):
            yield at, shown[1].decode("utf-8", "replace") if shown else "#"
        elif b"<f" in inside and not (shown and shown[1].strip()) and TEXT.search(told) is None:
            yield at, FORMULA_ALONE


def _cells_to_look_at(cells: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield what each cell with an error or a formula says of itself and holds; the others are passed over quickly."""
    for sign in TELLING:
        at = cells.find(sign)
        while at >= 0:
            if cell := CELL.match(cells, _start_of_cell(cells, at)):
                yield cell[1], cell[2] or b""
            at = cells.find(sign, at + 1)


def _start_of_cell(cells: bytes, at: int) -> int:
    start = cells.rfind(b"<c", 0, at)
    while start > 0 and cells[start + 2 : start + 3].isalnum():
        start = cells.rfind(b"<c", 0, start)
    return max(start, 0)


def _column(letters: bytes) -> int:
    """Return the number of a column, from 0."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _letters(number: int) -> bytes:
    """Return the letters of a column, from 1."""
    letters = b""
    while number:
        number, place = divmod(number - 1, 26)
        letters = b"%c%b" % (ord("A") + place, letters)
    return letters
