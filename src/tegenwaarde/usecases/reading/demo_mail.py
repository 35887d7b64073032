"""The mail that the demo keeps instead of sending it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from tegenwaarde.records.models import DemoMail

LINK = re.compile(r"https?://\S+")
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail; `link` is the first address in it, empty where there is none."""

    to: str
    subject: str
    body: str
    day: date
    link: str


def read_demo_mail() -> tuple[Letter, ...]:
    """Return the newest letters, the newest first."""
    return tuple(
        Letter(
            to=m.to,
            subject=m.subject,
            body=m.body,
            day=m.day,
            link=found.group() if (found := LINK.search(m.body)) else "",
        )
        for m in DemoMail.unfenced.all()[:SHOWN]
    )
