"""Notices as a reader gives them, for tests: a water board that nobody knows awards a works contract to De Brug."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from tegenwaarde.access.actor import Actor
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Subregion
from tegenwaarde.usecases.contracts.entering import desk_of
from tegenwaarde.usecases.notices.import_notice import import_notice
from tegenwaarde.usecases.notices.outcome import KEY, Came, Origin
from tegenwaarde.usecases.ports.notices import NoticeAward, NoticeParty, ReadNotice, SocialReturnMention

WATER_BOARD = NoticeParty("Waterschap Voorbeeldrivier", "55555555", "55555555", "Voorbeeldstad", "NLD", "ra")
DE_BRUG = NoticeParty("Bouwbedrijf De Brug", "33333333", "33333333", "Voorbeeldstad", "NLD")
UNKNOWN_FIRM = NoticeParty("Aannemer De Dijk", "66666666", "66666666", "Buurstad", "NLD")

AWARD = NoticeAward(
    contract_ref="CON-0001",
    lot_refs=("LOT-0001",),
    title="Herstel van vloeren",
    winners=(DE_BRUG,),
    value_cents=388_700_000,
    value_found_at="TEN-0001 · tender amount",
    estimated_cents=700_000_000,
    kind="works",
    cpv="45000000",
    awarded_on=date(2017, 5, 14),
    start=date(2017, 7, 1),
    end=date(2019, 6, 30),
    framework=False,
    social_return=(SocialReturnMention("text", "LOT-0001 · award criterion", "Social Return (criterium 5)"),),
    reference="219964",
)
NOTICE = ReadNotice(
    notice_id="0a0a0a0a-1111-4222-8333-444444444444",
    version="01",
    publication_number="00012345-2017",
    procedure_id="9b9b9b9b-1111-4222-8333-444444444444",
    subtype="29",
    published_on=date(2017, 6, 2),
    title="Herstel van vloeren",
    buyers=(WATER_BOARD,),
    awards=(AWARD,),
    form="award",
    language="NLD",
    earlier_notice="12001-2017",
    estimated_cents=700_000_000,
    social_return=AWARD.social_return,
)


def of_voorbeeldstad(**more: Any) -> ReadNotice:
    """Return a notice of Voorbeeldstad, known by its KvK number."""
    buyer = NoticeParty("Gemeente Voorbeeldstad (gunningen)", "11111111", "11111111", "Voorbeeldstad", "NLD", "la")
    return replace(NOTICE, buyers=(buyer,), **more)


def broken(text: str) -> ReadNotice:
    """Return what a reader answers for a file that is no award notice."""
    return replace(NOTICE, awards=(), problems=(Problem("NO_AWARD", text),))


def upload(actor: Actor, notice: ReadNotice, today: date, content: bytes = b"<xml/>") -> Came:
    """Read a file in which a reader finds `notice`, at the desk of somebody."""
    origin = Origin(today=today, actor=actor, desk=desk_of(actor, KEY))
    return import_notice(origin=origin, content=content, file_name="gunning.xml", read=lambda _: notice)


def by_the_command(notice: ReadNotice, today: date, fallback: Subregion | None = None) -> Came:
    """Read a file in which a reader finds `notice`, with nobody there."""
    origin = Origin(today=today, fallback=fallback)
    return import_notice(origin=origin, content=b"<xml/>", file_name="gunning.xml", read=lambda _: notice)


def said(came: Came) -> list[str]:
    """Return the codes of what is said of a notice."""
    return [one.code for one in came.said]
