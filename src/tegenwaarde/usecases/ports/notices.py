"""What a reader of notices gives the use-cases: plain values, each saying where in the notice it was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from tegenwaarde.kernel.problem import Problem

LARGEST_NOTICE_BYTES = 32 * 1024 * 1024  # far more than a notice ever is; nobody reads a larger file


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
    """Where a notice speaks of social return: `route` is BT-06, BT-70, BT-71, BT-736, BT-775 or text."""

    route: str
    place: str  # lot and element in words: `LOT-0000 · award criterion`
    words: str  # what the notice says there, shortened to 300 characters


@dataclass(frozen=True, slots=True)
class NoticeAward:
    """One contract that the notice awards to one winner (or one group of winners: at least one, the leader first)."""

    contract_ref: str  # the contract's id within the notice: `CON-0001`
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
    end: date | None  # inclusive; reckoned from the start where the notice gives a duration
    framework: bool
    social_return: tuple[SocialReturnMention, ...] = ()
    reference: str = ""  # the buyer's own number of the contract
    concluded_on: date | None = None
    duration: str = ""  # as written: `24 MONTH`; empty where the notice gives dates only
    group_name: str = ""  # what a group of winners calls itself


@dataclass(frozen=True, slots=True)
class NoticeModification:
    """A change of contracts that an earlier notice awarded."""

    earlier_notice: str
    contract_refs: tuple[str, ...]
    reason: str  # eForms modification-justification
    description: str


@dataclass(frozen=True, slots=True)
class NoticeTender:
    """One lot that a planning or contract notice announces, or the whole procedure where it has no lots.

    Days are inclusive; `planned_on` is the day that a planning notice expects the contract notice.
    """

    lot_ref: str  # empty for the procedure as a whole
    title: str
    kind: str  # works, services, supplies or empty
    cpv: str
    estimated_cents: int | None
    start: date | None = None
    end: date | None = None
    duration: str = ""
    framework: bool = False
    planned_on: date | None = None
    procedure_type: str = ""  # eForms code list procurement-procedure-type: `open`, `restricted`; empty where unknown
    social_return: tuple[SocialReturnMention, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadNotice:
    """A notice read. Exactly one of three is filled, and `form` says which kind of notice it was:

    - `awards`: contracts that are awarded (form award, direct_award) or changed (modification, see `modifications`);
    - `tenders`: work that is announced and awarded to nobody yet (planning, contract), one for each lot;
    - `problems`: why there is neither: no notice, a notice that cannot be read, or one that awards and announces
      nothing (design contests, market consultations, completions, other). They come with whatever the notice says
      about itself, so that a screen can name the notice it refuses.

    With awards or tenders there is at least one buyer and an id. Warnings leave the notice usable and point at what a
    person must look at; those about a contract or a lot name it in their place.
    """

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
    form: str = ""  # award, direct_award (announced beforehand), modification; planning, contract, other for no award
    language: str = ""
    earlier_notice: str = ""  # the notice that this one follows, as written: `629133-2023`
    corrected_notice: str = ""  # the notice that this one replaces
    estimated_cents: int | None = None  # of the whole procedure
    total_cents: int | None = None  # of all contracts in the notice, as the notice says
    social_return: tuple[SocialReturnMention, ...] = ()  # everywhere in the notice, lots without a winner too
    modifications: tuple[NoticeModification, ...] = ()
    tenders: tuple[NoticeTender, ...] = ()  # what a planning or contract notice announces; it awards nothing


class NoticeReader(Protocol):
    """Reads one notice from its bytes; never raises for bad input, but returns problems."""

    def __call__(self, content: bytes) -> ReadNotice: ...
