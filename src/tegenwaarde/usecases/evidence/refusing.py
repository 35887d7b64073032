"""Why a file is not taken as evidence, each time with what to do instead."""

from __future__ import annotations

from tegenwaarde.kernel.problem import Problem
from tegenwaarde.usecases.numbers import Numbers
from tegenwaarde.usecases.ports.files import FileLook

HAS_BSN = (
    "There is a citizen service number (BSN) in this file. Make the number unreadable and upload that, or let the"
    " coordinator see the document."
)
HAS_DOCUMENT_NUMBER = (
    "There is the number of an identity document in this file. Make the number unreadable and upload that, or let the"
    " coordinator see the document."
)
WHY_NOT = {
    "empty": "This file is empty.",
    "program": "This is a program. Upload a PDF, a picture or an office file.",
    "web": "This is a web page or a drawing. Print it to a PDF and upload that.",
    "old_office": "This is an older kind of office file. Save it as .docx, .xlsx or PDF and upload that.",
    "macros": "This office file holds macros. Save it as a PDF, or without macros, and upload that.",
    "locked": "This file has a password. Save it without one and upload that.",
    "inside": "There are other files in this file, which cannot be checked. Print it to a PDF and upload that.",
    "broken": "This file is damaged or cut short. Save it again, for example as a PDF, and upload that.",
    "too_much": "There is too much in this file to check. Upload only the pages that are asked for.",
    "archive": "This is a package of files. Upload the files one by one.",
    "unknown": "This kind of file is not taken. Upload a PDF, a picture or an office file.",
}
PLACE = "file"


def not_taken(look: FileLook) -> list[Problem]:
    """Return why the file is not taken by what it is; nothing where it is."""
    return [Problem(f"FILE_{look.problem.upper()}", WHY_NOT[look.problem], PLACE)] if look.problem else []


def too_large(size: int, most: int) -> list[Problem]:
    """Return a problem for a file of more than `most` bytes."""
    if size <= most:
        return []
    text = "This file is larger than {most} MB. Make it smaller, or upload only the pages that are asked for."
    return [Problem("FILE_TOO_LARGE", text, PLACE, (("most", most // (1024 * 1024)),))]


def telling_numbers(found: Numbers, *, says_none: bool, says_one: bool) -> list[Problem]:
    """Return a problem for a BSN or the number of an identity document, and a question where it may be one."""
    if found.bsns or says_one:
        return [Problem("FILE_HAS_BSN", HAS_BSN, PLACE)]
    if found.documents:
        return [Problem("FILE_HAS_DOCUMENT_NUMBER", HAS_DOCUMENT_NUMBER, PLACE)]
    if found.unsure and not says_none:
        text = "There is a number in this file that may be a citizen service number (BSN): {numbers}. Is it?"
        return [Problem("FILE_MAY_HAVE_BSN", text, "is_bsn", (("numbers", masked(found.unsure)),))]
    return []


def masked(numbers: tuple[str, ...]) -> str:
    """Return the last three signs of at most five numbers, so that the owner knows them and the page does not tell."""
    shown = [f"…{number[-3:]}" for number in numbers[:5]]
    return ", ".join(shown) + (" …" if len(numbers) > len(shown) else "")
