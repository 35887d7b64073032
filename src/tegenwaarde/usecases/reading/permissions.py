"""Who may do what: the table of keys, for the screen."""

from __future__ import annotations

from dataclasses import dataclass

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import require
from tegenwaarde.access.keys import KEYS
from tegenwaarde.records.models import Role


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One action, and for each role in order whether it may."""

    words: str
    sees: bool
    allowed: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Permissions:
    """The table: the roles are its heads, the actions its rows."""

    roles: tuple[str, ...]
    rows: tuple[KeyRow, ...]


def read_permissions(*, actor: Actor) -> Permissions:
    """Return the table of keys; NotVisible for who may not see it."""
    require(actor, "permissions.see")
    roles = [role for role in Role if any(role in key.roles for key in KEYS)]
    return Permissions(
        roles=tuple(str(role.label) for role in roles),
        rows=tuple(
            KeyRow(
                words=str(key.words),
                sees=key.sees,
                allowed=tuple((str(role.label), role in key.roles) for role in roles),
            )
            for key in KEYS
        ),
    )
