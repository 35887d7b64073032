"""The bar of an obligation: where its parts begin and end, and the same in words.

All figures are cents, counted from the contract's first day. The drawing is told in percentages of the bar's length,
which go into the picture as attributes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tegenwaarde.faces.web.formats import euro_cents, euro_whole, longdate, share_of


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the bar, from `x` over `width`, in percents as the picture takes them (`12.50%`)."""

    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar ready to draw. A part without length is None."""

    realised: Part | None
    agreed: Part | None
    forecast: Part | None
    due_at: str
    expected_at: str
    expected_by: str
    words: str
    share: str
    fulfilled: bool


def _percents(cents: int, longest: int) -> float:
    return max(0, cents) * 100 / longest


def _part(start: int, end: int, longest: int) -> Part | None:
    if end <= max(0, start):
        return None
    x, until = _percents(start, longest), _percents(end, longest)
    return Part(f"{x:.2f}%", f"{until - x:.2f}%")


def _words(
    *,
    due: int,
    realised: int,
    agreed: int | None,
    forecast: int | None,
    expected: int | None,
    cents: bool,
    expected_by: str,
) -> str:
    """Say what the bar shows: due and realised always, the others where they are known."""
    euro = euro_cents if cents else euro_whole
    told = {"realised": euro(realised), "due": euro(due), "share": share_of(realised, due)}
    said = [_("%(realised)s of %(due)s realised (%(share)s)") % told]
    if agreed is not None:
        said.append(_("agreed %(amount)s") % {"amount": euro(agreed)})
    if forecast is not None:
        said.append(_("forecast %(amount)s") % {"amount": euro(forecast)})
    if expected is not None:
        said.append(f"{expected_by} {euro(expected)}")
    return "; ".join(said) + "."


def draw(
    *,
    due: int,
    realised: int,
    agreed: int | None = None,
    forecast: int | None = None,
    expected: int | None = None,
    cents: bool = False,
    on: date | None = None,
) -> Bar:
    """Return the bar of an obligation as it stands at the end of day `on` (None is today).

    With `cents` its words are exact, else in whole euros.
    """
    expected_by = _("expected by today") if on is None else _("expected by %(day)s") % {"day": longdate(on)}
    longest = max(due, realised, agreed or 0, forecast or 0, expected or 0, 1)
    return Bar(
        realised=_part(0, realised, longest),
        agreed=_part(max(0, realised), agreed or 0, longest),
        forecast=_part(0, forecast or 0, longest),
        due_at=f"{_percents(due, longest):.2f}%",
        expected_at="" if expected is None else f"{_percents(expected, longest):.2f}%",
        expected_by=expected_by,
        words=_words(
            due=due,
            realised=realised,
            agreed=agreed,
            forecast=forecast,
            expected=expected,
            cents=cents,
            expected_by=expected_by,
        ),
        share=share_of(realised, due),
        fulfilled=realised >= due,
    )
