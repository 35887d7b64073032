"""What the use-cases need of the post: hand over one letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Mail:
    """One plain-text letter to one address."""

    to: str
    subject: str
    body: str


class Mailer(Protocol):
    """Hands a letter to the post; never raises for a post that is away, but says whether it was taken."""

    def __call__(self, mail: Mail) -> bool: ...
