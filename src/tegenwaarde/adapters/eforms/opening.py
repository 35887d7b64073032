"""From bytes to an XML tree, or to the problem that says what the bytes are instead.

Nothing is fetched, no entity is expanded, and size, number of elements and depth have a limit.
"""

from __future__ import annotations

import re

from lxml import etree

from tegenwaarde.adapters.eforms import tags
from tegenwaarde.adapters.eforms.problems import problem
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.usecases.ports.notices import LARGEST_NOTICE_BYTES

MAX_BYTES = LARGEST_NOTICE_BYTES
LIMIT_MB = MAX_BYTES // (1024 * 1024)
MAX_MARKS = 2_000_000  # opening brackets, or equals signs: bounds elements and attributes before memory is spent
HEAD_BYTES = 4096
HEAD_OF_PAGE = 64

NOTICE_ROOTS = {
    tags.CONTRACT_AWARD_NOTICE,
    tags.CONTRACT_NOTICE,
    tags.PRIOR_INFORMATION_NOTICE,
    tags.BUSINESS_REGISTRATION_NOTICE,
}

_ROOT_START = re.compile(rb"<[A-Za-z_:]")
_MARKUP = re.compile(rb"[\0\s]*<")
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_TOO_LARGE = re.compile(r"amplification|excessive depth|huge|too (?:long|big|deep|many)|limit", re.IGNORECASE)

_PARSER = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    dtd_validation=False,
    attribute_defaults=False,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
    remove_blank_text=True,
)


def open_notice(content: bytes) -> etree._Element | Problem:
    """Return the root of the notice in `content`, or the problem that says why there is none."""
    refused = _what_it_is_instead(content)
    if refused:
        return refused
    try:
        root = etree.fromstring(content.lstrip(b" \t\r\n"), _PARSER)
    except etree.XMLSyntaxError as error:
        return _syntax_problem(error)
    except (ValueError, LookupError):  # an encoding that nobody knows
        return problem("XML_BROKEN", "line 1")
    if root is None:
        return problem("XML_BROKEN", "line 1")
    document: etree.DocInfo = root.getroottree().docinfo
    if document.internalDTD is not None:
        return problem("XML_HAS_DOCTYPE")
    return root if root.tag in NOTICE_ROOTS else _other_xml(root)


def _what_it_is_instead(content: bytes) -> Problem | None:
    """Return the problem that the first bytes and the size already tell."""
    if not content or content.isspace():
        return problem("FILE_EMPTY")
    if len(content) > MAX_BYTES:
        return problem("FILE_TOO_LARGE", limit_mb=LIMIT_MB)
    head = content[:HEAD_BYTES]
    if head.startswith(b"PK\x03\x04"):
        return problem("FILE_IS_ZIP")
    if b"%PDF-" in head[:1024]:
        return problem("FILE_IS_PDF")
    for mark in _BYTE_ORDER_MARKS:
        head = head.removeprefix(mark)
    if not _MARKUP.match(head):
        return problem("FILE_IS_NOT_XML")
    return _declared_dangers(content, head)


def _declared_dangers(content: bytes, head: bytes) -> Problem | None:
    small = head.lstrip()[:HEAD_OF_PAGE].replace(b"\0", b"").lstrip().lower()
    if small.startswith((b"<!doctype html", b"<html")):
        return problem("FILE_IS_WEB_PAGE")
    if len(content) > MAX_MARKS and max(content.count(b"<"), content.count(b"=")) > MAX_MARKS:
        return problem("XML_TOO_LARGE_INSIDE")
    root = _ROOT_START.search(content)
    if b"<!DOCTYPE" in content[: root.start() if root else None]:
        return problem("XML_HAS_DOCTYPE")
    return None


def _syntax_problem(error: etree.XMLSyntaxError) -> Problem:
    line, column = error.position
    too_large = _TOO_LARGE.search(str(error.msg))
    return problem("XML_TOO_LARGE_INSIDE" if too_large else "XML_BROKEN", f"line {line}, column {column}")


def _other_xml(root: etree._Element) -> Problem:
    name = etree.QName(root).localname
    if name == "TED_EXPORT":
        return problem("OLD_TED_SCHEMA")
    if name.lower() == "html":
        return problem("FILE_IS_WEB_PAGE")
    return problem("NOT_EFORMS", root=name[:80])
