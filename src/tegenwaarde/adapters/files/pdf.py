"""The text of a PDF: pages, form fields, notes and what the file says of itself. Scans have none.

Nothing in a hostile file makes it hang or fill the memory: pages, decoded bytes, operations and text have a limit, and
what goes over it is not taken.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader, apply_configuration
from pypdf.errors import LimitReachedError
from pypdf.generic import ArrayObject, DictionaryObject

from tegenwaarde.usecases.ports.files import FileLook

CONTENT_TYPE = "application/pdf"
MOST_PAGES = 200
MOST_OPERATIONS = 1_000_000  # of all pages together
MOST_TEXT = 2_000_000  # signs
MOST_FIELDS = 5_000
MOST_LABEL = 200  # signs of what a field is called
LIMITS: dict[str, Any] = {
    "maximum_declared_stream_length": 25_000_000,
    "array_based_stream_maximum_output_length": 8_000_000,
    "lzw_maximum_output_length": 8_000_000,
    "run_length_maximum_output_length": 8_000_000,
    "zlib_maximum_output_length": 8_000_000,
    "brotli_maximum_output_length": 8_000_000,
    "stream_decoding_work_maximum_length": 20_000_000,
    "stream_parsing_work_maximum_count": 500_000,
    "page_tree_maximum_entries": 5_000,
    "page_tree_maximum_page_entries": 50_000,
    "form_fields_maximum_entries": MOST_FIELDS,
    "xform_maximum_invocations_per_extraction": 200,
    "jbig2dec_binary": None,
}
ACTIVE = ("/JavaScript", "/JS", "/Launch")

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with a file is told to who uploads it


class TooMuch(ValueError):
    """The file holds more than is read."""


def look_at_pdf(content: bytes) -> FileLook:
    """Return what is in a PDF: its text, or why it is not taken (`locked`, `inside`, `too_much`, `broken`)."""
    try:
        with apply_configuration(**LIMITS):
            return _look(PdfReader(BytesIO(content), root_object_recovery_limit=1000))
    except (LimitReachedError, TooMuch, MemoryError):
        return FileLook(CONTENT_TYPE, ".pdf", problem="too_much")
    except Exception:  # noqa: BLE001 - a broken file breaks a reader in any way; it is told to who uploads it
        return FileLook(CONTENT_TYPE, ".pdf", problem="broken")


def _look(reader: PdfReader) -> FileLook:
    if reader.is_encrypted:
        return FileLook(CONTENT_TYPE, ".pdf", problem="locked")
    if len(reader.pages) > MOST_PAGES:
        raise TooMuch
    if not reader.pages:
        return FileLook(CONTENT_TYPE, ".pdf", problem="broken")
    if _holds_files_or_programs(reader):
        return FileLook(CONTENT_TYPE, ".pdf", problem="inside")
    return FileLook(CONTENT_TYPE, ".pdf", passages=tuple(_limited(_passages(reader))))


def _passages(reader: PdfReader) -> Iterator[str]:
    counter = _Counter()
    for page in reader.pages:
        yield page.extract_text(visitor_operand_before=counter)
        yield from _notes(page)
    yield from _fields(reader)
    yield from (str(value) for value in (reader.metadata or {}).values() if isinstance(value, str))


class _Counter:
    """Counts what the pages draw."""

    def __init__(self) -> None:
        self.operations = 0

    def __call__(self, *_operation: object) -> None:
        """Count one operation; TooMuch beyond the limit."""
        self.operations += 1
        if self.operations > MOST_OPERATIONS:
            raise TooMuch


def _limited(passages: Iterator[str]) -> Iterator[str]:
    signs = 0
    for passage in passages:
        signs += len(passage)
        if signs > MOST_TEXT:
            raise TooMuch
        yield passage


def _notes(page: DictionaryObject) -> Iterator[str]:
    """Yield what stands in notes and filled-in fields on a page."""
    for note in _list(page, "/Annots"):
        label = f"{_text(note.get('/T'))} {_text(note.get('/TU'))}"
        yield f"{label}: {_text(note.get('/V'))} {_text(note.get('/Contents'))}"


def _fields(reader: PdfReader) -> Iterator[str]:
    """Yield the filled-in fields of a form, each behind what the field and those around it are called."""
    form = _inner(reader.root_object, "/AcroForm")
    waiting = [("", field) for field in _list(form, "/Fields")]
    for _number in range(MOST_FIELDS):
        if not waiting:
            return
        label, field = waiting.pop()
        label = f"{label} {_text(field.get('/T'))} {_text(field.get('/TU'))}"[-MOST_LABEL:]
        yield f"{label}: {_text(field.get('/V'))}"
        waiting += [(label, inner) for inner in _list(field, "/Kids")][: MOST_FIELDS - len(waiting) + 1]
    raise TooMuch


def _inner(holder: DictionaryObject, key: str) -> DictionaryObject:
    found = holder.get(key)
    found = found.get_object() if found is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _list(holder: DictionaryObject, key: str) -> list[DictionaryObject]:
    found = holder.get(key)
    found = found.get_object() if found is not None else None
    if isinstance(found, ArrayObject) and len(found) > MOST_FIELDS:
        raise TooMuch
    inner = [one.get_object() for one in found] if isinstance(found, ArrayObject) else []
    return [one for one in inner if isinstance(one, DictionaryObject)]


def _text(value: Any) -> str:
    found = value.get_object() if hasattr(value, "get_object") else value
    return str(found) if isinstance(found, str) else ""


def _holds_files_or_programs(reader: PdfReader) -> bool:
    """Say whether the PDF carries other files, or does something when it is opened."""
    names = _inner(reader.root_object, "/Names")
    action = _inner(reader.root_object, "/OpenAction")
    does_something = action.get("/S") in ACTIVE or any(key in action for key in ACTIVE)
    return "/EmbeddedFiles" in names or "/JavaScript" in names or does_something
