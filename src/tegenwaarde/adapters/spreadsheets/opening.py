"""From a file to the parts of a workbook, recognised by content; what is no XLSX is told apart, so that the words help.

An XLSX is a zip. Its parts are unpacked here within limits, so that a small file cannot become a huge one, and handed
on in a zip that is not packed.
"""

from __future__ import annotations

import io
import zlib
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from tegenwaarde.kernel.problem import Problem

OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
ZIP = b"PK\x03\x04"
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
MOST_UNPACKED = 160 * 1024 * 1024
MOST_PARTS = 200
ENCRYPTED_PART = 0x1
NEEDED = ("xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "[Content_Types].xml")
TEXT_TRIED = 4096

FILE_EMPTY = Problem("FILE_EMPTY", "The file is empty. Choose the spreadsheet that you filled in.")
NOT_A_SHEET = Problem("NOT_A_SHEET", "This is no Excel file (XLSX). Choose the spreadsheet that you filled in.")
SHEET_IS_CSV = Problem("SHEET_IS_CSV", "This is a text file (CSV). Open it in Excel and save it as XLSX.")
SHEET_IS_OLD = Problem("SHEET_IS_OLD_EXCEL", "This is an old Excel file (XLS). Open it in Excel and save it as XLSX.")
SHEET_IS_ODS = Problem("SHEET_IS_ODS", "This is an OpenDocument file (ODS). Save it as XLSX.")
SHEET_IS_BINARY = Problem("SHEET_IS_BINARY", "This is a binary Excel file (XLSB). Save it as XLSX.")
SHEET_HAS_PASSWORD = Problem(
    "SHEET_HAS_PASSWORD", "The file is locked with a password. Take the password off and upload it again."
)
SHEET_DAMAGED = Problem(
    "SHEET_DAMAGED", "The file is damaged and cannot be read. Open it in Excel, save it again and upload that."
)
SHEET_TOO_BIG = Problem(
    "SHEET_TOO_BIG",
    "There is far more in this file than a template can hold. Copy your rows into an empty template and upload that.",
)
MOST_CELLS = 2_000_000  # in one sheet, empty ones too: reading a cell takes time, whatever is in it
SHEET_TOO_FULL = Problem(
    "SHEET_TOO_FULL",
    "A sheet in this file has more than {most} cells, empty ones counted too. Copy your rows into an empty template and"
    " upload that.",
    params=(("most", MOST_CELLS),),
)


class CannotOpen(Exception):
    """The file cannot be read; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the parts of the workbook that are needed to read its cells, by name; raises CannotOpen."""
    if not content:
        raise CannotOpen(FILE_EMPTY)
    if content.startswith(OLD_OFFICE):
        raise CannotOpen(SHEET_HAS_PASSWORD if ENCRYPTED in content else SHEET_IS_OLD)
    if not content.startswith(ZIP):
        raise CannotOpen(SHEET_IS_CSV if _is_text(content[:TEXT_TRIED]) else NOT_A_SHEET)
    try:
        with ZipFile(io.BytesIO(content)) as package:
            return _unpacked(package)
    except (BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError) as broken:
        raise CannotOpen(SHEET_DAMAGED) from broken


def package_of(parts: dict[str, bytes]) -> bytes:
    """Return the parts as a zip that is not packed: what was checked is what is read."""
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as package:
        for name, content in parts.items():
            package.writestr(ZipInfo(name), content)
    return made.getvalue()


def _unpacked(package: ZipFile) -> dict[str, bytes]:
    listed = package.infolist()
    names = {one.filename for one in listed}
    if problem := _other_kind(package, names):
        raise CannotOpen(problem)
    wanted = [one for one in listed if _is_needed(one.filename)]
    if any(one.flag_bits & ENCRYPTED_PART for one in wanted):
        raise CannotOpen(SHEET_HAS_PASSWORD)
    if len(wanted) > MOST_PARTS or sum(one.file_size for one in wanted) > MOST_UNPACKED:
        raise CannotOpen(SHEET_TOO_BIG)
    return {one.filename: package.read(one) for one in wanted}


def _other_kind(package: ZipFile, names: set[str]) -> Problem | None:
    """Return what else the package is than an XLSX."""
    if "xl/workbook.xml" in names:
        return None
    if "xl/workbook.bin" in names:
        return SHEET_IS_BINARY
    if "mimetype" in names:
        with package.open("mimetype") as kind:
            return SHEET_IS_ODS if kind.read(len(OPEN_DOCUMENT)) == OPEN_DOCUMENT else NOT_A_SHEET
    return NOT_A_SHEET


def _is_needed(name: str) -> bool:
    return name in NEEDED or name.endswith(".rels") or (name.startswith("xl/worksheets/") and name.endswith(".xml"))


def _is_text(start: bytes) -> bool:
    """Say whether the file begins as text does: no signs that only a program writes, and a line or a mark in it."""
    if start.startswith((b"%PDF", b"{\\rtf", b"<")) or any(byte < 9 for byte in start):
        return False
    return any(mark in start for mark in (b";", b",", b"\t", b"\n"))
