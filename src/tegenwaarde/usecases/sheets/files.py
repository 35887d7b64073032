"""A file that comes in: how large it may be, and how the same one is known again."""

from __future__ import annotations

import hashlib
from datetime import date

from tegenwaarde.kernel.problem import Problem
from tegenwaarde.usecases.refusals import Invalid, Refused

LARGEST_BYTES = 20 * 1024 * 1024
LONGEST_NAME = 200


class TakenOverBefore(Refused):
    """The same file was taken over before, on a day; `upload_id` is the upload that was."""

    def __init__(self, upload_id: int, on_day: date) -> None:
        super().__init__(on_day=on_day.isoformat())
        self.upload_id = upload_id


def digest_of(content: bytes, size: int) -> str:
    """Return by what the same file is known again (SHA-256); Invalid at `file` for too large a `size` (bytes)."""
    if size > LARGEST_BYTES:
        text = "The file is larger than {limit_mb} MB. Copy your rows into an empty template and upload that."
        raise Invalid([Problem("FILE_TOO_LARGE", text, "file", (("limit_mb", LARGEST_BYTES // 1024 // 1024),))])
    return hashlib.sha256(content).hexdigest()
