"""A post that keeps its letters, or that is away, and the ports around it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from tegenwaarde.usecases.ports import Mail, Ports


class Post:
    """A post that keeps its letters, or that is away."""

    def __init__(self, *, away: bool = False) -> None:
        self.letters: list[Mail] = []
        self.away = away

    def __call__(self, mail: Mail) -> bool:
        if not self.away:
            self.letters.append(mail)
        return not self.away

    @property
    def token(self) -> str:
        """Return the token of the invitation in the last letter."""
        found = re.search(r"/uitnodiging/([^/]+)/", self.letters[-1].body)
        assert found
        return found.group(1)


def ports_with(post: Post) -> Ports:
    """Return ports of which only the post is there."""
    wired: dict[str, Any] = dict.fromkeys(Ports.__dataclass_fields__)
    wired |= {"mailer": post, "site_address": "https://tegenwaarde.voorbeeld.nl", "demo": False}
    return Ports(**{**wired, "now": lambda: datetime(2017, 10, 2, tzinfo=UTC)})
