"""A problem as a value: what is wrong, where, and the figures needed to say so."""

from __future__ import annotations

from dataclasses import dataclass

Figure = int | str


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with what was given.

    `code` is stable and upper case; `text` is an English sentence with `{named}` places for `params` (it is also the
    gettext key of its translation); `place` says where: a field name, or a place in a file. `params` are pairs, so
    that a problem can be compared and hashed.
    """

    code: str
    text: str
    place: str = ""
    params: tuple[tuple[str, Figure], ...] = ()

    def __str__(self) -> str:
        """Return the English sentence."""
        return self.text.format(**dict(self.params))
