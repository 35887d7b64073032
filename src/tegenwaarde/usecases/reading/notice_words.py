"""What a notice says, in words: each fact with the place where it stands, and where social return is named."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from tegenwaarde.records.models import Kind
from tegenwaarde.usecases.figures import day, money
from tegenwaarde.usecases.ports.notices import NoticeAward, NoticeParty, ReadNotice, SocialReturnMention

ROUTES: dict[str, str | Promise] = {
    "BT-06": gettext_lazy("The purpose of the purchase (BT-06)"),
    "BT-70": gettext_lazy("A condition of execution (BT-70)"),
    "BT-71": gettext_lazy("Who may take part (BT-71)"),
    "BT-736": gettext_lazy("Reserved execution (BT-736)"),
    "BT-775": gettext_lazy("The social objective (BT-775)"),
    "text": gettext_lazy("In the text"),
}
PLACES = frozenset(
    (
        gettext_noop("award criterion"),
        gettext_noop("contract condition"),
        gettext_noop("requirement for tenderers"),
        gettext_noop("selection criterion"),
        gettext_noop("options"),
        gettext_noop("strategic procurement"),
        gettext_noop("social objective"),
        gettext_noop("reserved participation"),
        gettext_noop("reserved execution"),
        gettext_noop("place of performance"),
        gettext_noop("terms"),
        gettext_noop("procedure"),
        gettext_noop("title"),
        gettext_noop("description"),
        gettext_noop("additional information"),
        gettext_noop("text"),
        gettext_noop("contract title"),
        gettext_noop("tender amount"),
        gettext_noop("sum of the contract's tenders"),
        gettext_noop("only tender amount of the lot"),
        gettext_noop("framework value of the lot"),
        gettext_noop("notice total"),
        gettext_noop("publication date"),
        gettext_noop("estimated value"),
        gettext_noop("duration"),
        gettext_noop("start date"),
        gettext_noop("end date"),
        gettext_noop("award date"),
        gettext_noop("conclusion date"),
    )
)
CODES = frozenset(
    (
        gettext_noop("fulfilment of social objectives"),
        gettext_noop(
            "employment opportunities for the long-term unemployed, disadvantaged or persons with disabilities"
        ),
        gettext_noop("reserved to sheltered workshops and social employers"),
        gettext_noop("to be carried out in sheltered employment programmes"),
    )
)
LINE = re.compile(r"line (?P<line>[0-9]+)(?:, column (?P<column>[0-9]+))?")


@dataclass(frozen=True, slots=True)
class Found:
    """One fact of a notice: what it is, what the notice says, and where."""

    label: str
    value: str
    place: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a notice names social return: by which route, at which place, with which words."""

    route: str
    place: str
    words: str


def found_in(notice: ReadNotice, award: NoticeAward | None) -> tuple[Found, ...]:
    """Return what was read for one contract, in the order of the form; what the notice does not say is left out."""
    general = _("Notice")
    rows = [
        (_("Notice"), _numbered(notice), general),
        (_("Procedure"), notice.title, general),
        *((_("Buyer"), _party(buyer), _("Organisations")) for buyer in notice.buyers),
    ]
    if award is not None:
        rows += _award_rows(notice, award)
    return tuple(Found(label, value, place) for label, value, place in rows if value)


def mentions_in(mentions: Iterable[SocialReturnMention]) -> tuple[Mention, ...]:
    """Return where social return is named, in words."""
    return tuple(Mention(str(ROUTES.get(one.route, one.route)), place_words(one.place), one.words) for one in mentions)


def place_words(place: str) -> str:
    """Return a place in a notice in words: `LOT-0000 · award criterion`."""
    found = LINE.fullmatch(place)
    if found:
        words = _("line {line}, column {column}") if found["column"] else _("line {line}")
        return words.format(**found.groupdict())
    return " · ".join(_(part) if part in PLACES else part for part in place.split(" · "))


def _award_rows(notice: ReadNotice, award: NoticeAward) -> list[tuple[str, str, str]]:
    contract = award.contract_ref or _("Result")
    lots = ", ".join(award.lot_refs)
    value = money(award.value_cents) if award.value_cents is not None else ""
    estimate = money(award.estimated_cents) if award.estimated_cents is not None else ""
    return [
        (_("Title"), award.title, contract),
        (_("Reference"), award.reference, contract),
        *((_who_won(place), _party(winner), _("Organisations")) for place, winner in enumerate(award.winners)),
        (_("Contract sum"), value, place_words(award.value_found_at)),
        (_("Estimated value"), estimate, lots or _("Notice")),
        (_("Kind"), str(Kind(award.kind).label) if award.kind in Kind.values else "", lots),
        (_("CPV code"), award.cpv, lots),
        (_("Framework agreement"), _("Yes") if award.framework else "", contract),
        (_("Group of companies"), award.group_name, _("Organisations")),
        (_("Awarded on"), day(award.awarded_on) if award.awarded_on else "", contract),
        (_("Concluded on"), day(award.concluded_on) if award.concluded_on else "", contract),
        (_("Duration"), _duration(award.duration), lots),
        (_("First day"), day(award.start) if award.start else "", lots),
        (_("Last day"), day(award.end) if award.end else "", lots),
        (_("Earlier notice of this tender"), notice.earlier_notice, _("Notice")),
    ]


def _who_won(place: int) -> str:
    return _("Member of the group") if place else _("Supplier")


def _duration(written: str) -> str:
    """Return a duration as people say it; one in another unit as it is written."""
    number, _space, unit = written.partition(" ")
    words = {"DAY": _("{number} days"), "MONTH": _("{number} months"), "YEAR": _("{number} years")}.get(unit)
    return words.format(number=number) if words else written


def _numbered(notice: ReadNotice) -> str:
    number = notice.publication_number or notice.notice_id
    if notice.published_on is None:
        return number
    return _("{number}, published on {on_day}").format(number=number, on_day=day(notice.published_on))


def _party(party: NoticeParty) -> str:
    number = _("KvK {number}").format(number=party.kvk) if party.kvk else party.number
    return ", ".join(part for part in (party.name, party.city, number) if part)
