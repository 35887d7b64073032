"""A notice that is being taken up: who has it read, where it is entered, and the notices it belongs with."""

from __future__ import annotations

from dataclasses import dataclass

from tegenwaarde.records.models import NoticeFile
from tegenwaarde.usecases.notices.outcome import Came, Origin
from tegenwaarde.usecases.notices.placing import Place
from tegenwaarde.usecases.ports.notices import ReadNotice


@dataclass(frozen=True, slots=True)
class Taking:
    """One notice on its way in; `came` grows with what comes of it."""

    origin: Origin
    came: Came
    place: Place
    notice: ReadNotice
    kept: NoticeFile
    family: tuple[NoticeFile, ...]
