"""What the leaflet on labels shows of the policy: the labels, what each takes off, and the limits (B7, B8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tegenwaarde.policy.book import NotInForce, PolicyBook
from tegenwaarde.records.models import Region
from tegenwaarde.usecases.books import NoPolicyInForce, open_book, text_in_force
from tegenwaarde.usecases.spoken import spoken


@dataclass(frozen=True, slots=True)
class LabelLine:
    """A label: what it takes off (ten-thousandths of a percent), who recognises it, and whether it gives a chance."""

    words: str
    rate: int
    recognised_by: tuple[str, ...]
    invites: bool
    source: str


@dataclass(frozen=True, slots=True)
class Leaflet:
    """What the leaflet says of the policy in force on a day; cents, ten-thousandths of a percent."""

    region: str
    title: str
    source: str
    day: date
    lines: tuple[LabelLine, ...]
    highest_discount: int
    warning: str
    services_supplies_cents: int
    works_cents: int


def read_leaflet(*, today: date) -> Leaflet | None:
    """Return the leaflet of today's policy; None where there is no policy in force."""
    region = Region.unfenced.order_by("pk").first()
    if region is None:
        return None
    try:
        book = open_book(text_in_force(region.policy_region, today))
        threshold, _past = book.threshold_on(today)
    except (NoPolicyInForce, NotInForce):
        return None
    return Leaflet(
        region=region.name,
        title=spoken(book.title),
        source=book.source,
        day=today,
        lines=_lines(book),
        highest_discount=book.obligation.highest_discount,
        warning=spoken(book.label_warning) if book.label_warning else "",
        services_supplies_cents=threshold.services_supplies_cents,
        works_cents=threshold.works_cents,
    )


def _lines(book: PolicyBook) -> tuple[LabelLine, ...]:
    return tuple(
        LabelLine(spoken(one.label), one.rate, one.recognised_by, one.id in book.invitations.labels, one.source)
        for one in book.labels
    )
