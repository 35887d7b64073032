"""What a person fills in about a tender, checked for what can be judged without the register."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from tegenwaarde.engine.single import FIRST_DATE, LAST_DATE
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.records.models import Procedure, Tender, TenderKind
from tegenwaarde.usecases.contracts.parts import WHOLE, Share, share_problems

CPV = re.compile(r"[0-9]{8}(?:-[0-9])?")
DAYS = ("quarter_start", "start", "end")
LONGEST = {"title": 500, "reference": 100}


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderFacts:
    """The facts of a tender; what is not known yet is empty. Money is cents, shares ten-thousandths of a percent.

    `quarter_start` is any day of the quarter in which it is published. The first of `buyers` leads.
    """

    title: str = ""
    reference: str = ""
    kind: str = ""
    procedure: str = ""
    cpv: str = ""
    infrastructure: bool | None = None
    quarter_start: date | None = None
    start: date | None = None
    end: date | None = None
    estimated_value_cents: int | None = None
    subsidy_per_year_cents: int | None = None
    labour_share: int | None = None
    material_share: int | None = None
    european_stated: bool | None = None
    remarks: str = ""
    buyers: tuple[Share, ...] = ()

    def of_the_tender(self) -> dict[str, Any]:
        """Return the facts that the tender itself holds, by field; the quarter by its first day."""
        held = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "buyers"}
        held["quarter_start"] = Quarter.of(self.quarter_start).start if self.quarter_start else None
        if self.kind != TenderKind.SUBSIDY:
            held["subsidy_per_year_cents"] = None
        return held


def facts_of(tender: Tender) -> TenderFacts:
    """Return the facts as they are kept; the leading buyer first. One query, none where buyers were read along."""
    held = {f.name: getattr(tender, f.name) for f in fields(TenderFacts) if f.name != "buyers"}
    return TenderFacts(**held, buyers=tuple(Share(one.buyer_id, one.share) for one in tender.buyers.all()))


def problems_of(facts: TenderFacts) -> tuple[Problem, ...]:
    """Return everything that is wrong in what was filled in, each with its field; an unknown value is no problem."""
    return (*_missing(facts), *_word_problems(facts), *_figure_problems(facts), *share_problems(facts.buyers))


def _missing(facts: TenderFacts) -> Iterator[Problem]:
    if not facts.title:
        yield Problem("TITLE_MISSING", "Give the tender a title.", "title")
    if facts.kind not in TenderKind.values:
        yield Problem("UNKNOWN_KIND", "Choose works, services, supplies or subsidy.", "kind")
    if facts.quarter_start is None:
        yield Problem("QUARTER_MISSING", "Choose the quarter in which the tender is published.", "quarter_start")


def _word_problems(facts: TenderFacts) -> Iterator[Problem]:
    for name, longest in LONGEST.items():
        if len(getattr(facts, name)) > longest:
            words = "Write at most {longest} characters."
            yield Problem("TOO_LONG", words, name, (("longest", longest),))
    if facts.procedure and facts.procedure not in Procedure.values:
        yield Problem("UNKNOWN_PROCEDURE", "Choose one of the procedures.", "procedure")
    if facts.cpv and not CPV.fullmatch(facts.cpv):
        words = "A CPV code has eight digits, sometimes with a stroke and one digit more: 45233141-9."
        yield Problem("NOT_A_CPV_CODE", words, "cpv")


def _figure_problems(facts: TenderFacts) -> Iterator[Problem]:
    for name in DAYS:
        day = getattr(facts, name)
        if day is not None and not FIRST_DATE <= day <= LAST_DATE:
            yield Problem("DAY_OUTSIDE_CALENDAR", "Give a day from 1900 to 2199.", name)
    if facts.start and facts.end and facts.end < facts.start:
        words = "The contract ends before it starts: correct one of the two days."
        yield Problem("CONTRACT_END_BEFORE_START", words, "end")
    for name in ("estimated_value_cents", "subsidy_per_year_cents"):
        if (getattr(facts, name) or 0) < 0:
            yield Problem("AMOUNT_BELOW_ZERO", "Enter an amount without a minus sign.", name)
    shares = [facts.labour_share or 0, facts.material_share or 0]
    if any(not 0 <= share <= WHOLE for share in shares):
        yield Problem("SHARE_OUTSIDE", "Give a share from 0% to 100%.", "labour_share")
    elif sum(shares) > WHOLE:
        words = "Labour and material together are more than 100% of the cost."
        yield Problem("SHARES_ABOVE_WHOLE", words, "material_share")
