"""How a confirmation comes about in the stories: Bram asks, somebody with the link answers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tegenwaarde.access.actor import Actor
    from tegenwaarde.records.models import Report
    from tegenwaarde.usecases.ports import Mail
    from tegenwaarde.usecases.second_party.ask import Asked

SCHOOL = "ROC van Voorbeeldstad"


class Post:
    """A post that keeps its letters, or that is away."""

    def __init__(self, *, away: bool = False) -> None:
        self.letters: list[Mail] = []
        self.away = away

    def __call__(self, mail: Mail) -> bool:
        if not self.away:
            self.letters.append(mail)
        return not self.away


def ports_with(post: Post) -> Any:
    """Return ports of which everything but the post fails the test."""

    return _OnlyPost(post)


class _OnlyPost:
    site_address = "https://tegenwaarde.voorbeeld.nl"

    def __init__(self, post: Post) -> None:
        self.mailer = post

    def __getattr__(self, name: str) -> Any:
        pytest.fail(f"{name} is not used here")


def ask(actor: Actor, report: Report, today: date, post: Post | None = None, **more: Any) -> Asked:
    from tegenwaarde.usecases.second_party.ask import ask_second_party

    told = {"kind": "employment", "party": SCHOOL, "email": "", **more}
    return ask_second_party(actor=actor, report_id=report.pk, ports=ports_with(post or Post()), today=today, **told)


def token_in(asked: Asked) -> str:
    return asked.link.rstrip("/").rsplit("/", 1)[1]


def answer(asked: Asked, today: date, *, confirmed: bool = True, **more: Any) -> None:
    from tegenwaarde.access.actor import visitor
    from tegenwaarde.usecases.second_party.answer import answer_question

    told = {"name": "J. Smit", "remark": "" if confirmed else "Zij begon pas in mei.", **more}
    told = {"actor": visitor(today), **told}
    answer_question(token=token_in(asked), confirmed=confirmed, today=today, **told)
