"""What is in an office file (a zip with XML in it): its kind, and its text by paragraph and by table.

Text is joined per paragraph, so that a number that is split over runs is whole; headers, footers, notes and comments
are read too. A zip bomb is not unpacked: entries, bytes and depth have a limit.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from tegenwaarde.adapters.files.markup import Markup, TooMuchText, read_markup
from tegenwaarde.usecases.ports.files import FileLook

MOST_ENTRIES = 2_000
MOST_UNPACKED = 200 * 1024 * 1024  # bytes that all entries say to hold
MOST_READ = 24 * 1024 * 1024  # bytes of XML that are read, whatever the entries say
DEEPEST = 2  # an office file in an office file is read; one in that is not

CONTENT_TYPES = "[Content_Types].xml"
MAIN_PART = re.compile(rb'ContentType="application/vnd\.(?P<kind>[a-zA-Z0-9.\-]+?)(?:\.main)?\+xml"')
OPEN_XML = {
    b"openxmlformats-officedocument.wordprocessingml.document": ".docx",
    b"openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    b"openxmlformats-officedocument.presentationml.presentation": ".pptx",
}
OPEN_DOCUMENT = {b"text": ".odt", b"spreadsheet": ".ods", b"presentation": ".odp"}
OPEN_DOCUMENT_TYPE = b"application/vnd.oasis.opendocument."
MACROS = re.compile(r"vbaProject|vbaData|^Basic/|^Scripts/|activeX|macrosheets|\.bin$|oleObject", re.IGNORECASE)
PRINTER = re.compile(r"printerSettings/[^/]+\.bin$", re.IGNORECASE)
INNER_OFFICE = re.compile(r"\.(docx|xlsx|pptx|odt|ods|odp)$", re.IGNORECASE)
PICTURES = re.compile(r"\.(png|jpe?g|gif|emf|wmf|tiff?|bmp|webp|ico|fntdata|ttf|odttf|wdp)$", re.IGNORECASE)
MARKUP = re.compile(r"\.(xml|rels|vml)$|^mimetype$|/$|\.rdf$|\.txt$|manifest$", re.IGNORECASE)


class Refuse(ValueError):
    """The file is not taken; `problem` is one of the port's."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(slots=True)
class _Reading:
    """How much was read so far, and what was found."""

    read: int = 0
    found: Markup = field(default_factory=Markup)

    def take(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
        """Return the bytes of an entry; Refuse where more comes out than is read in all."""
        with archive.open(entry) as part:
            content = part.read(MOST_READ - self.read + 1)
        self.read += len(content)
        if self.read > MOST_READ:
            raise Refuse("too_much")
        return content


def look_at_office(content: bytes) -> FileLook:
    """Return the kind and the text of an office file, or why it is not taken."""
    reading, ending, kind = _Reading(), "", ""
    try:
        ending, kind = _read(content, reading, depth=1)
    except Refuse as refused:
        return FileLook(problem=refused.problem)
    except TooMuchText:
        return FileLook(problem="too_much")
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, OSError, EOFError, ValueError, RecursionError):
        return FileLook(problem="broken")
    except NotImplementedError:  # a way of packing that no office program uses
        return FileLook(problem="broken")
    except RuntimeError:  # a password
        return FileLook(problem="locked")
    return FileLook(kind, ending, tuple(reading.found.passages), tuple(reading.found.tables))


def _read(content: bytes, reading: _Reading, *, depth: int) -> tuple[str, str]:
    """Read every part of an office file; return its ending and its content type."""
    if depth > DEEPEST:
        raise Refuse("inside")
    with zipfile.ZipFile(BytesIO(content)) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
            raise Refuse("too_much")
        if any(entry.flag_bits & 1 for entry in entries):
            raise Refuse("locked")
        ending, kind = _kind_of(archive, reading)
        for entry in sorted(entries, key=_strings_first):
            _read_entry(archive, entry, reading, depth)
    return ending, kind


def _strings_first(entry: zipfile.ZipInfo) -> bool:
    """Sort the strings of a spreadsheet before the sheets whose cells name them."""
    return not entry.filename.endswith("sharedStrings.xml")


def _read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, reading: _Reading, depth: int) -> None:
    name = entry.filename
    if MACROS.search(name) and not PRINTER.search(name):
        raise Refuse("macros" if "ole" not in name.lower() else "inside")
    if INNER_OFFICE.search(name):
        _read(reading.take(archive, entry), reading, depth=depth + 1)
    elif name.lower().endswith((".xml", ".vml", ".rels")):
        read_markup(reading.take(archive, entry), name, reading.found)
    elif not PICTURES.search(name) and not PRINTER.search(name) and not MARKUP.search(name) and entry.file_size:
        raise Refuse("inside")


def _kind_of(archive: zipfile.ZipFile, reading: _Reading) -> tuple[str, str]:
    """Return ending and content type by what the file says of its main part; Refuse for what is no office file."""
    names = set(archive.namelist())
    if CONTENT_TYPES in names:
        said = reading.take(archive, archive.getinfo(CONTENT_TYPES))
        if b"macroEnabled" in said or b"vbaProject" in said:
            raise Refuse("macros")
        for found in MAIN_PART.finditer(said):
            if ending := OPEN_XML.get(found["kind"]):
                return ending, f"application/vnd.{found['kind'].decode()}"
    if "mimetype" in names:
        said = reading.take(archive, archive.getinfo("mimetype"))[:200].strip()
        if ending := OPEN_DOCUMENT.get(said.removeprefix(OPEN_DOCUMENT_TYPE)):
            return ending, said.decode()
    raise Refuse("archive")
