"""What a file is by its content, whatever it is called, and the text in it."""

from __future__ import annotations

import puremagic

from tegenwaarde.adapters.files.office import look_at_office
from tegenwaarde.adapters.files.pdf import look_at_pdf
from tegenwaarde.usecases.ports.files import FileLook

PNG, PNG_END = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"
HEIF_BRANDS = frozenset({b"heic", b"heix", b"mif1", b"heim", b"heis", b"hevc", b"msf1"})
PROGRAMS = (b"MZ", b"\x7fELF", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!")
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
ZIP = b"PK\x03\x04"
WEB_WORDS = (b"<!doctype", b"<html", b"<svg", b"<script", b"<?xml", b"<head", b"<body", b"<!--", b"{\\rtf")
HEAD = 1024


def look(content: bytes) -> FileLook:
    """Return what a file is and says, or why it is not taken; never raises, and reads no more than its limits."""
    if not content:
        return FileLook(problem="empty")
    if content.startswith(b"%PDF-"):
        return look_at_pdf(content)
    if content.startswith(ZIP):
        return look_at_office(content)
    return _picture(content) or FileLook(problem=_what_else(content), what=_called(content))


def _picture(content: bytes) -> FileLook | None:
    """Return what a picture is; None for anything else. The text in a picture is not read."""
    if content.startswith(PNG) and PNG_END in content[-64:]:
        return FileLook("image/png", ".png")
    if content.startswith(b"\xff\xd8\xff") and b"\xff\xd9" in content[3:]:
        return FileLook("image/jpeg", ".jpg")
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return FileLook("image/webp", ".webp")
    if content[4:8] == b"ftyp" and content[8:12] in HEIF_BRANDS:
        return FileLook("image/heic", ".heic")
    if content[:4] in (b"II*\0", b"MM\0*"):
        return FileLook("image/tiff", ".tif")
    return None


def _what_else(content: bytes) -> str:
    """Return why a file that is neither PDF, picture nor office file is not taken."""
    if content.startswith(OLD_OFFICE):
        return "locked" if ENCRYPTED_PACKAGE in content else "old_office"
    if content.startswith(PROGRAMS):
        return "program"
    if content.startswith(ARCHIVES):
        return "archive"
    head = content[:HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").replace(b"\0", b"").lower()
    if head.startswith(b"{\\rtf"):
        return "old_office"
    return "web" if head.startswith(WEB_WORDS) or b"<html" in head or b"<svg" in head else "unknown"


def _called(content: bytes) -> str:
    """Return what such a file is usually called, empty where nobody knows."""
    try:
        found = puremagic.magic_string(content[:65_536])
    except (puremagic.PureError, ValueError):
        return ""
    return str(found[0].name) if found else ""
