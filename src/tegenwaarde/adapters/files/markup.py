"""The text in one XML part of an office file: paragraphs, what stands outside them, and rows of cells.

Elements are known by their local name: `p` is a paragraph (`h` in OpenDocument, `si` and `is` in the strings of a
sheet); `tr`/`tc`, `table-row`/`table-cell` and `row`/`c` are rows with cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from lxml import etree

PARAGRAPHS = frozenset(
    {"p", "h", "si", "is", "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"}
)
BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "s": " ", "line-break": "\n"}
ROWS = frozenset({"tr", "table-row", "row"})
CELLS = frozenset({"tc", "table-cell", "covered-table-cell", "c"})
TELLING = frozenset({"descr", "title", "v", "value", "string-value", "alt"})  # attributes that hold text of people
COLUMN = re.compile(r"([A-Z]{1,3})[0-9]+")
WIDEST = 256  # columns that keep their place
LONGEST_CELL = 80  # signs: a label or a number is shorter, and one long text may stand in many cells
MOST_SIGNS = 4_000_000

_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
)


class TooMuchText(ValueError):
    """The file holds more text than is read."""


@dataclass(slots=True)
class Markup:
    """What was found in the parts of one office file; `strings` are those that the cells of its sheets name."""

    passages: list[str] = field(default_factory=list)
    tables: list[tuple[tuple[str, ...], ...]] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    signs: int = 0

    def keep(self, passage: str) -> None:
        """Add a passage that says something; TooMuchText beyond the limit."""
        self.count(passage)
        if passage.strip():
            self.passages.append(passage)

    def count(self, text: str) -> str:
        """Return the text, counted; TooMuchText beyond the limit."""
        self.signs += len(text)
        if self.signs > MOST_SIGNS:
            raise TooMuchText
        return text


def read_markup(content: bytes, name: str, found: Markup) -> None:
    """Add the text of a part to `found`; XMLSyntaxError or ValueError for a part that is no sound XML."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise ValueError("office files declare no entities")
    root = etree.fromstring(content, _PARSER)
    if name.endswith("sharedStrings.xml"):
        found.strings = [_text(one)[:LONGEST_CELL] for one in root.iter() if _local(one) == "si"]
    for passage in _passages(root):
        found.keep(passage)
    rows = list(_rows(root, found))
    for row in rows:
        found.keep("\t".join(row))
    if rows:
        found.tables.append(tuple(rows))


def _passages(root: etree._Element) -> Iterator[str]:
    """Yield each paragraph whole, then what stands outside paragraphs and cells, and telling attributes."""
    open_paragraphs: list[list[str]] = []
    outside: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        local = _local(element)
        here = open_paragraphs[-1] if open_paragraphs else outside
        if event == "start":
            if local in PARAGRAPHS:
                here = []
                open_paragraphs.append(here)
            here.append((element.text or "") if here is not outside else f" {element.text or ''}")
            here.append(BREAKS.get(local, ""))
            outside += [f" {value}" for key, value in element.attrib.items() if _bare(key) in TELLING]
            continue
        if local in PARAGRAPHS:
            yield "".join(open_paragraphs.pop())
            here = open_paragraphs[-1] if open_paragraphs else outside
        here.append(element.tail or "")
    yield "".join(outside)


def _rows(root: etree._Element, found: Markup) -> Iterator[tuple[str, ...]]:
    """Yield the cells of every row, each in its column."""
    for row in root.iter():
        if _local(row) in ROWS:
            cells: dict[int, str] = {}
            for cell in row:
                if _local(cell) in CELLS:
                    place = _column(cell, len(cells))
                    text = found.count(_cell_text(cell, found.strings)[:LONGEST_CELL])
                    for repeated in range(min(_repeats(cell), WIDEST - place)):
                        cells[place + repeated] = text
            if any(cells.values()):
                yield tuple(cells.get(place, "") for place in range(max(cells) + 1))


def _cell_text(cell: etree._Element, strings: list[str]) -> str:
    kind = cell.get("t", "")
    value = next((_text(one) for one in cell if _local(one) == "v"), "")
    if kind == "s":
        return strings[int(value)] if value.isdecimal() and int(value) < len(strings) else ""
    return _whole(value) if value else _text(cell)


def _whole(value: str) -> str:
    """Return a number without the point or exponent that a spreadsheet keeps it with: `1.23456782E8` → `123456782`."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    plain = abs(number) < 10**15 and number == number.to_integral_value()
    return str(int(number)) if plain else value


def _column(cell: etree._Element, otherwise: int) -> int:
    """Return the column of a cell from 0 on: by its address, or behind the one before it."""
    address = COLUMN.fullmatch(cell.get("r", ""))
    if address is None:
        return min(otherwise, WIDEST - 1)
    number = 0
    for letter in address[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return min(number, WIDEST) - 1


def _repeats(cell: etree._Element) -> int:
    """Return how many columns a cell of an OpenDocument sheet stands for."""
    said = next((value for key, value in cell.attrib.items() if _bare(key) == "number-columns-repeated"), "1")
    said = str(said)
    return int(said) if said.isdecimal() and said.isascii() and len(said) < 6 else 1


def _text(element: etree._Element) -> str:
    return "".join(str(part) for part in element.itertext())


def _local(element: etree._Element) -> str:
    return _bare(element.tag)


def _bare(name: str | bytes) -> str:
    return str(name).rsplit("}", 1)[-1]
