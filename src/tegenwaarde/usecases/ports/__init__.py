"""Ports: what the use-cases need of the outside world, as protocols; `config` wires the adapters to them.

A face hands them on: `request.ports.mailer`. No use-case imports an adapter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from tegenwaarde.usecases.ports.documents import DocumentWriter
from tegenwaarde.usecases.ports.files import Files
from tegenwaarde.usecases.ports.later import Later
from tegenwaarde.usecases.ports.mail import Mail, Mailer
from tegenwaarde.usecases.ports.notices import NoticeReader
from tegenwaarde.usecases.ports.sheets import CsvWriter, SheetReader, SheetWriter
from tegenwaarde.usecases.ports.sight import SightLog

__all__ = [
    "CsvWriter",
    "DocumentWriter",
    "Files",
    "Later",
    "Mail",
    "Mailer",
    "NoticeReader",
    "Ports",
    "SheetReader",
    "SheetWriter",
    "SightLog",
]


@dataclass(frozen=True, slots=True)
class Ports:
    """The outside world of one start. `site_address` is the address people type, without a stroke at its end."""

    mailer: Mailer
    read_notice: NoticeReader
    log_sight: SightLog
    read_sheets: SheetReader
    write_sheets: SheetWriter
    write_csv: CsvWriter
    write_docx: DocumentWriter
    later: Later
    files: Files
    now: Callable[[], datetime]
    site_address: str
    demo: bool
