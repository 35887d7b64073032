"""What a reader of award notices gives the use-cases: plain values, each saying where in the notice it was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from tegenwaarde.kernel.problem import Problem


@dataclass(frozen=True, slots=True)
class NoticeParty:
    """An organisation in a notice. `kvk` is eight digits or empty; `number` is the registration number as written."""

    name: str
    kvk: str = ""
    number: str = ""
    city: str = ""
    country: str = ""
    legal_type: str = ""  # eForms buyer-legal-type, empty for winners


@dataclass(frozen=True, slots=True)
class SocialReturnMention:
    """Where a notice speaks of social return: `route` is BT-06, BT-70, BT-71, BT-775 or text."""

    route: str
    place: str  # lot and element in words: `LOT-0000 · award criterion`
    words: str  # what the notice says there, shortened to 300 characters


@dataclass(frozen=True, slots=True)
class NoticeAward:
    """One contract that the notice awards to one winner (or one group of winners)."""

    contract_ref: str
    lot_refs: tuple[str, ...]
    title: str
    winners: tuple[NoticeParty, ...]
    value_cents: int | None
    value_found_at: str  # where the value stands, in words; empty where there is none
    estimated_cents: int | None
    kind: str  # works, services, supplies or empty
    cpv: str
    awarded_on: date | None
    start: date | None
    end: date | None
    framework: bool
    social_return: tuple[SocialReturnMention, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadNotice:
    """A notice read: either awards, or problems that say why there are none."""

    notice_id: str
    version: str
    publication_number: str
    procedure_id: str
    subtype: str
    published_on: date | None
    title: str
    buyers: tuple[NoticeParty, ...]
    awards: tuple[NoticeAward, ...]
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = field(default=())


class NoticeReader(Protocol):
    """Reads one notice from its bytes; never raises for bad input, but returns problems."""

    def __call__(self, content: bytes) -> ReadNotice: ...
