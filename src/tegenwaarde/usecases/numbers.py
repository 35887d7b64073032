"""Numbers that say who somebody is, found in text: a BSN, or the number of an identity document.

A number of nine digits (eight where a leading zero fell off) that is labelled as a BSN and passes the 11-test is one. A
number of nine digits without any label may be one: that is asked. VAT numbers, IBANs and everything that another label
stands before are none. Numbers are found across spaces, dots and dashes, and whatever signs a file uses for digits.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from stdnum.nl import bsn

NEAR = 60  # signs between a label and its number
CLOSE = 12  # signs between a label and a number of eight digits, which may be many other things
LONGEST_GAP = 2  # signs between two parts of one number

_BSN_WORDS = (
    r"b\.? ?s\.? ?n\.?(?:[- ]?(?:nummer|nr))?",
    r"burger[- ]?service[- ]?(?:nummer|nr|no)",
    r"so\.?fi\.?(?:[- ]?(?:nummer|nr|no))?",
    r"sociaal[- ]fiscaal (?:nummer|nr)",
    r"persoonsgebonden (?:nummer|nr)",
    r"pgn",
    r"citizen service (?:number|no)",
    r"social security (?:number|no)",
)
_NUMBER = r"(?:[- ]?(?:nummer|nr|number|no))?"
_DOCUMENT_WORDS = (
    rf"(?:paspoort|passport|identiteits(?:kaart|bewijs)|id[- ]?(?:kaart|card|bewijs)){_NUMBER}",
    rf"identity (?:card|document){_NUMBER}",
    rf"(?:rijbewijs|driving licen[cs]e){_NUMBER}",
    rf"(?:verblijfsdocument|vreemdelingendocument|verblijfsvergunning|residence permit){_NUMBER}",
    r"v-?(?:nummer|nr)",
    r"vreemdelingen(?:nummer|nr)",
    r"document[- ]?(?:nummer|nr|number|no)",
)
_OTHER_WORDS = (
    r"kvk(?:[- ]?(?:nummer|nr))?",
    r"kamer van koophandel",
    r"rsin",
    r"(?:btw|vat|ob)(?:[- ]?(?:nummer|nr|id|number|no))?",
    r"omzetbelastingnummer",
    r"loonheffingen(?:nummer|nr)",
    r"iban",
    r"rekening(?:[- ]?(?:nummer|nr))?",
    r"(?:tel|telefoon|mobiel|phone|fax)(?:[- ]?(?:nummer|nr|number))?",
    r"(?:factuur|order|project|polis|invoice|bestel|kenmerk|zaak)[- ]?(?:nummer|nr|number|no)?",
    r"(?:ons|uw) kenmerk",
    r"postcode",
)


def _words(patterns: Iterable[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)


LABEL = re.compile(
    rf"(?<![^\W_])(?:(?P<bsn>{_words(_BSN_WORDS)})|(?P<document>{_words(_DOCUMENT_WORDS)})"
    rf"|(?P<other>{_words(_OTHER_WORDS)}))(?![^\W_0-9])",
    re.IGNORECASE,
)
GLUED = re.compile(r"(?<![^\W_])(bsn|(?:[a-z]+)(?:nummer|nr))(?=[0-9])", re.IGNORECASE)  # BSN123456782
GAP = rf"[ \t.\-/]{{1,{LONGEST_GAP}}}"
RUN = re.compile(rf"(?<![^\W_])[0-9]+(?:{GAP}[0-9]+)*")
PARTS = re.compile(r"[0-9]+")
ANOTHER_NUMBER = re.compile(r"[0-9]{5}")
COMPANY_NUMBER = re.compile(r"\s?[BL]\s?[0-9]{2}(?![0-9])", re.IGNORECASE)  # 123456782B01, 123456782L01
BANK_BEFORE = re.compile(r"[A-Z]{2} ?[0-9]{2} ?[A-Z]{4} ?[0-9 ]{0,12}$")
MONEY_BEFORE = re.compile(r"(?:€|eur|euro)\s*-?\s*$", re.IGNORECASE)
MONEY_AFTER = re.compile(r",[0-9]{2}(?![0-9])|,-|\s?(?:€|eur)", re.IGNORECASE)
DOCUMENT = re.compile(r"(?<![^\W_])(?=(?:[A-Z]*[0-9]){2})[A-NP-Z]{2}[A-NP-Z0-9]{6}[0-9](?![^\W_])")
TEN_DIGITS = re.compile(r"(?<![0-9])[0-9]{10}(?![0-9])")
MACHINE_READABLE = re.compile(r"(?<![A-Z0-9<])(?=[A-Z0-9<]*<<)[PIACV][A-Z0-9<][A-Z]{3}[A-Z0-9<]{23,39}(?![A-Z0-9<])")
OPENING = re.compile(r"[ (\[]{0,3}")
BSN_DIGITS = 9
GROUPINGS = frozenset({(3, 3, 3), (4, 2, 3), (2, 3, 4), (2, 2, 2, 3)})


@dataclass(frozen=True, slots=True)
class Numbers:
    """What was found, as written: labelled BSNs, numbers of identity documents, and `unsure`, which may be either."""

    bsns: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Say whether the text may not be kept."""
        return bool(self.bsns or self.documents)


def labelled_numbers(text: str) -> Numbers:
    """Return the telling numbers in one stretch of text, such as a paragraph, a page or a message."""
    return numbers_in([text])


def may_not_be_kept(text: str) -> bool:
    """Say whether a short text holds a labelled BSN or the number of an identity document; quick where it has none."""
    if text.isascii() and (len(text) < BSN_DIGITS or not (LABEL.search(text) or MACHINE_READABLE.search(text))):
        return False
    return labelled_numbers(text).refused


def numbers_in(passages: Iterable[str], tables: Iterable[tuple[tuple[str, ...], ...]] = ()) -> Numbers:
    """Return the telling numbers in stretches of text and in tables, where the head of a column is a label too."""
    found: dict[str, dict[str, None]] = {"bsn": {}, "document": {}, "unsure": {}}
    for passage in passages:
        text = plain(passage)
        labels = _Labels(text)
        for kind, number in (*_digits(text, labels), *_documents(text, labels)):
            found[kind][number] = None
    for table in tables:
        for number in _below_a_label(table):
            found["bsn"][number] = None
    unsure = [number for number in found["unsure"] if number not in found["bsn"]]
    return Numbers(tuple(found["bsn"]), tuple(found["document"]), tuple(unsure))


def plain(text: str) -> str:
    """Return the text with every digit as 0–9, every kind of dash and space as one, and without invisible signs."""
    if not text.isascii():
        text = "".join(_plain_sign(sign) for sign in unicodedata.normalize("NFKC", text))
    return GLUED.sub(r"\1 ", text)


def _plain_sign(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind == "Nd":
        return str(unicodedata.digit(sign))
    if kind == "Pd":
        return "-"
    if kind == "Zs":
        return " "
    return "" if kind == "Cf" else sign


@dataclass(frozen=True, slots=True)
class _Label:
    """The nearest label before a number: its kind (empty for none), how far it is, and whether a BSN's is near too."""

    kind: str = ""
    distance: int = 0
    bsn_too: bool = False


class _Labels:
    """The labels in a text, found once, to be asked for the one that a number belongs to."""

    def __init__(self, text: str) -> None:
        found = [(label.start(), label.end(), label.lastgroup or "") for label in LABEL.finditer(text)]
        self._text = text
        self._ends = [end for _start, end, _kind in found]
        self._kinds = [kind for _start, _end, kind in found]
        self._begins = {start: kind for start, _end, kind in found}

    def before(self, place: int) -> _Label:
        """Return the nearest label before `place`. One of another kind belongs to the first number behind it only."""
        near: list[tuple[str, int]] = []
        for number in range(bisect_right(self._ends, place) - 1, -1, -1):
            end, kind = self._ends[number], self._kinds[number]
            if place - end > NEAR:
                break
            if kind != "other" or not ANOTHER_NUMBER.search(self._text, end, place):
                near.append((kind, place - end))
        if not near:
            return _Label()
        return _Label(*near[0], bsn_too=any(kind == "bsn" for kind, _distance in near[1:]))

    def bsn_behind(self, place: int) -> bool:
        """Say whether a number that ends at `place` is followed by its label: `123456782 (BSN)`."""
        opening = OPENING.match(self._text, place)
        return opening is not None and self._begins.get(opening.end()) == "bsn"


def _digits(text: str, labels: _Labels) -> Iterator[tuple[str, str]]:
    """Yield the numbers of nine digits, each with what it is: `bsn` or `unsure`; and labelled ones of eight."""
    for run in RUN.finditer(text):
        if len(run[0]) < BSN_DIGITS - 1 or COMPANY_NUMBER.match(text, run.end()):
            continue
        label = labels.before(run.start())
        if label.kind == "bsn" or labels.bsn_behind(run.end()):
            passing = list(_passing(run[0], eight=label.distance <= CLOSE))
            yield from (("bsn", number) for number in passing)
            if not passing:
                yield from _unsure(text, run)
        elif not label.kind or label.bsn_too:
            yield from _unsure(text, run)


def _passing(run: str, *, eight: bool) -> Iterator[str]:
    """Yield what passes the 11-test among the parts of a run of digits: nine digits, or eight that lost a zero."""
    parts = list(PARTS.finditer(run))
    for first in range(len(parts)):
        digits = ""
        for last in range(first, len(parts)):
            digits += parts[last][0]
            if len(digits) > BSN_DIGITS:
                break
            whole = len(digits) == BSN_DIGITS
            lost_zero = eight and len(digits) == BSN_DIGITS - 1 and first == last
            if (whole or lost_zero) and bsn.is_valid(digits.zfill(BSN_DIGITS)):
                yield run[parts[first].start() : parts[last].end()]


def _unsure(text: str, run: re.Match[str]) -> Iterator[tuple[str, str]]:
    """Yield the numbers of nine digits in a run, but for those of phones, companies, banks and amounts."""
    before = text[max(0, run.start() - 30) : run.start()]
    if before.endswith("+") or run[0].startswith("00"):
        return
    parts = list(PARTS.finditer(text, run.start(), run.end()))
    whole = tuple(len(part[0]) for part in parts) in GROUPINGS
    for found in [run] if whole else [part for part in parts if len(part[0]) == BSN_DIGITS]:
        if not _belongs_elsewhere(
            text[max(0, found.start() - 30) : found.start()], text[found.end() : found.end() + 8]
        ):
            yield "unsure", found[0]


def _belongs_elsewhere(before: str, behind: str) -> bool:
    """Say whether what stands around a number makes it a company's or bank account's number, or an amount."""
    if COMPANY_NUMBER.match(behind) or MONEY_AFTER.match(behind) or before.endswith(","):
        return True
    return bool(BANK_BEFORE.search(before) or MONEY_BEFORE.search(before))


def _documents(text: str, labels: _Labels) -> Iterator[tuple[str, str]]:
    """Yield the numbers of identity documents: labelled ones, machine-readable lines, and what looks like one."""
    for line in MACHINE_READABLE.finditer(text):
        yield "document", line[0]
    for number in DOCUMENT.finditer(text):
        label = labels.before(number.start()).kind
        if label != "other":
            yield ("document" if label == "document" else "unsure"), number[0]
    for number in TEN_DIGITS.finditer(text):
        if labels.before(number.start()).kind == "document":
            yield "document", number[0]


def _below_a_label(table: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    """Yield what passes the 11-test in cells under, or right of, a cell that is a label of a BSN and nothing else."""
    columns: set[int] = set()
    for row in table:
        cells = [plain(cell).strip() for cell in row]
        heads = {place for place, cell in enumerate(cells) if _is_head(cell)}
        for place, cell in enumerate(cells):
            if place in columns and RUN.fullmatch(cell):
                yield from _passing(cell, eight=True)
        for left, right in pairwise(range(len(cells))):
            if left in heads and RUN.fullmatch(cells[right]):
                yield from _passing(cells[right], eight=True)
        columns |= heads


def _is_head(cell: str) -> bool:
    """Say whether a cell is a label of a BSN: the label with few words beside it, and no digits."""
    return len(cell) <= NEAR and not PARTS.search(cell) and any(one.lastgroup == "bsn" for one in LABEL.finditer(cell))
