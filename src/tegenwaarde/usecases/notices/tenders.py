"""What a planning or contract notice does: a row in the calendar for each lot, never twice, and brought up to date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Buyer, Contract, NoticeOutcome, Tender, TenderKind, TenderState
from tegenwaarde.usecases.contracts.kept_notice import notice_from_json
from tegenwaarde.usecases.contracts.taking_part import let_plan
from tegenwaarde.usecases.notices.award_facts import news
from tegenwaarde.usecases.notices.family import award_of, is_older
from tegenwaarde.usecases.notices.linking import link
from tegenwaarde.usecases.notices.matching import NAME_ONLY
from tegenwaarde.usecases.notices.names import plain
from tegenwaarde.usecases.notices.outcome import Origin
from tegenwaarde.usecases.notices.placing import Place
from tegenwaarde.usecases.notices.taking import Taking
from tegenwaarde.usecases.notices.tender_rows import facts_of_tender, tell_tender, tenders_of
from tegenwaarde.usecases.notices.told import told
from tegenwaarde.usecases.ports.notices import NoticeTender, ReadNotice

WHEN_PUBLISHED = ("tender_date", "quarter_start", "procedure_id")  # what the contract notice settles


def take_up_tenders(taking: Taking) -> None:
    """Put each lot in the calendar, or bring its row up to date; inside the caller's transaction."""
    rows = tenders_of(taking.notice, taking.family)
    for announced in taking.notice.tenders:
        row = _row_of(announced, rows, taking.notice)
        if row is None:
            row = _make(taking, announced)
        else:
            rows.remove(row)
            _update(taking, row, announced)
        _link_awarded(taking, row)


def _row_of(announced: NoticeTender, rows: Sequence[Tender], notice: ReadNotice) -> Tender | None:
    """Return the calendar's row of this lot: of the same procedure by its lot, else of an earlier notice by title."""
    same = [row for row in rows if row.lot_ref == announced.lot_ref and row.procedure_id == notice.procedure_id]
    if same:
        return same[0]
    title = plain(announced.title or notice.title)
    earlier = [row for row in rows if row.notice is None or row.procedure_id != notice.procedure_id]
    named = [row for row in earlier if plain(row.title) == title]
    if named:
        return named[0]
    return earlier[0] if len(earlier) == 1 and len(notice.tenders) == 1 else None


def _make(taking: Taking, announced: NoticeTender) -> Tender:
    origin, came, place = taking.origin, taking.came, taking.place
    facts = facts_of_tender(announced, taking.notice, origin.today)
    said = [] if facts["kind"] else [told("KIND_NOT_SAID", facts["title"])]
    tender = Tender.unfenced.create(
        **facts | {"kind": facts["kind"] or TenderKind.SERVICES.value},
        state=TenderState.PUBLISHED if taking.notice.form == "contract" else TenderState.PLANNED,
        notice=taking.kept,
        lot_ref=announced.lot_ref[:80],
        entered_in=place.subregion,
        made_by_id=origin.user_id,
        made_on=origin.today,
    )
    let_plan(tender, place.buyers or _likely_buyers(place))
    tell_tender(origin, tender, "tender_from_notice")
    came.about(tender)
    came.note(NoticeOutcome.PLANNED, *said, *_who_to_check(place))
    return tender


def _likely_buyers(place: Place) -> list[Buyer]:
    """Return the buyer whose very name the notice gives: a plan may say so before somebody confirmed it."""
    likely = [match.candidates[0] for match in place.unsure if match.reason == NAME_ONLY]
    return list(Buyer.unfenced.filter(pk__in=likely[:1]))


def _who_to_check(place: Place) -> list[Problem]:
    if place.buyers:
        return []
    asked = [told("BUYER_TO_CHECK", name=match.party.name) for match in place.unsure]
    return (asked or [told("BUYER_TO_CHOOSE", buyer=party.name) for party in place.unknown])[:1]


def _update(taking: Taking, row: Tender, announced: NoticeTender) -> None:
    """Give the row what the newer notice says where it still holds what the earlier one said, or nothing."""
    came, notice = taking.came, taking.notice
    came.about(row)
    if row.notice is not None and is_older(notice, row.notice):
        came.note(NoticeOutcome.KNOWN, told("NEWER_READ", notice=str(row.notice)))
        return
    before = _as_read(row, taking.origin)
    fresh = news(before, facts_of_tender(announced, notice, taking.origin.today))
    wanted = {name: value for name, value in fresh.items() if getattr(row, name) != value}
    free = {name: value for name, value in wanted.items() if getattr(row, name) in (None, "", before.get(name))}
    if row.state == TenderState.PLANNED and notice.form == "contract":
        free |= {name: fresh[name] for name in WHEN_PUBLISHED if name in fresh} | {"state": TenderState.PUBLISHED}
    free = _days_that_fit(row, free)
    taken = free | {"notice": taking.kept, "lot_ref": announced.lot_ref[:80], "version": row.version + 1}
    Tender.unfenced.filter(pk=row.pk).update(**taken)
    row.refresh_from_db()
    _say_what_changed(taking, row, set(wanted) - set(free), bool(free))


def _say_what_changed(taking: Taking, row: Tender, kept: set[str], changed: bool) -> None:
    if changed:
        tell_tender(taking.origin, row, "tender_changed")
        taking.came.note(NoticeOutcome.UPDATED, told("TENDER_UPDATED", title=row.title))
    if kept:
        taking.came.note(NoticeOutcome.UPDATED, told("TENDER_KEPT", title=row.title))
    if not changed and not kept:
        taking.came.note(NoticeOutcome.KNOWN, told("NOTHING_DIFFERS", title=row.title))


def _days_that_fit(row: Tender, free: dict[str, Any]) -> dict[str, Any]:
    start, end = free.get("start", row.start), free.get("end", row.end)
    if start and end and end < start:
        return {name: value for name, value in free.items() if name not in ("start", "end")}
    return free


def _as_read(row: Tender, origin: Origin) -> Mapping[str, Any]:
    """Return what the row's own notice said of it; nothing where a person planned it."""
    if row.notice is None:
        return {}
    earlier = notice_from_json(row.notice.read)
    found = next((one for one in earlier.tenders if one.lot_ref[:80] == row.lot_ref), None)
    return facts_of_tender(found, earlier, origin.today) if found else {}


def _link_awarded(taking: Taking, tender: Tender) -> None:
    """Link the contracts that an award notice of the same procedure made before this notice was read."""
    rows = Contract.unfenced.filter(notice__in=taking.family, tender__isnull=True).select_related("notice")
    for contract in rows:
        award = award_of(contract)
        if award and (not tender.lot_ref or tender.lot_ref in award.lot_refs):
            link(taking, contract, tender)
