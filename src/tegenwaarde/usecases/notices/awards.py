"""What a notice that awards or changes contracts does: drafts of what is new, the rest brought up to date."""

from __future__ import annotations

from collections.abc import Sequence

from tegenwaarde.access.fence import contracts_visible_to
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import NoticeFile, NoticeOutcome
from tegenwaarde.usecases.notices.bring_up_to_date import Later, bring_up_to_date
from tegenwaarde.usecases.notices.family import is_older, references, replaces
from tegenwaarde.usecases.notices.linking import award_tender
from tegenwaarde.usecases.notices.make_contract import make_contract
from tegenwaarde.usecases.notices.outcome import Origin
from tegenwaarde.usecases.notices.pairing import Held, Pairs, held_of, pair, was_deleted
from tegenwaarde.usecases.notices.taking import Taking
from tegenwaarde.usecases.notices.told import told
from tegenwaarde.usecases.ports.notices import ReadNotice

MODIFICATION = "modification"
Family = Sequence[NoticeFile]


def why_not(origin: Origin, notice: ReadNotice, family: Family) -> Problem | None:
    """Return why the notice cannot be taken up: its contract is another's, or a change of what nobody knows."""
    held = held_of(family)
    pairs = pair(notice, held)
    if origin.actor is not None and pairs.by_award:
        seen = contracts_visible_to(origin.actor, "draft.see") | contracts_visible_to(origin.actor)
        ids = {one.contract.pk for one in pairs.by_award.values()}
        if seen.filter(pk__in=ids).values("pk").distinct().count() < len(ids):
            return told("NOT_YOURS")
    if notice.form == MODIFICATION and not _changed(notice, pairs, held):
        return told("CHANGED_CONTRACT_UNKNOWN", notice=next(iter(references(notice)), notice.procedure_id or "?"))
    return None


def take_up_awards(taking: Taking) -> None:
    """Make or bring up to date the contract of each award; inside the caller's transaction."""
    notice = taking.notice
    held = held_of(taking.family)
    pairs = pair(notice, held)
    if notice.form == MODIFICATION:
        _modify(taking, _changed(notice, pairs, held))
        return
    for number, award in enumerate(notice.awards, start=1):
        if number in pairs.by_award:
            _follow(taking, pairs.by_award[number], Later(award, number, taking.kept))
        elif was_deleted(award, taking.family, held):
            taking.came.note(NoticeOutcome.KNOWN, told("DRAFT_WAS_DELETED", title=award.title or notice.title))
        else:
            contract = make_contract(taking.came, taking.place, taking.kept, award, number)
            award_tender(taking, contract, award)
    for one in pairs.left:
        _say_what_is_gone(taking, one)


def _follow(taking: Taking, held: Held, later: Later) -> None:
    """Let a contract that is there follow the notice, unless a newer one was read already."""
    contract = held.contract
    if contract.notice and is_older(taking.notice, contract.notice):
        taking.came.about(contract)
        taking.came.note(NoticeOutcome.KNOWN, told("NEWER_READ", notice=str(contract.notice)))
        return
    bring_up_to_date(taking.origin, taking.came, held, later)
    award_tender(taking, contract, later.award)


def _say_what_is_gone(taking: Taking, held: Held) -> None:
    """Point at a contract that another version of its own notice names no longer."""
    kept = held.contract.notice
    if kept and replaces(taking.notice, kept) and not is_older(taking.notice, kept):
        taking.came.about(held.contract)
        taking.came.note(NoticeOutcome.UPDATED, told("NO_LONGER_AWARDED", title=held.contract.title))


def _changed(notice: ReadNotice, pairs: Pairs, held: Sequence[Held]) -> dict[int, Held]:
    """Return by award which contract a modification changes: the paired one, else the one it names."""
    named = {ref for change in notice.modifications for ref in change.contract_refs}
    found = dict(pairs.by_award)
    taken = {one.contract.pk for one in found.values()}
    for number, award in enumerate(notice.awards, start=1):
        if number in found or (named and award.contract_ref not in named):
            continue
        left = [one for one in held if one.contract.pk not in taken and one.award.contract_ref == award.contract_ref]
        if len(left) == 1:
            found[number] = left[0]
            taken.add(left[0].contract.pk)
    return {
        number: one for number, one in found.items() if not named or notice.awards[number - 1].contract_ref in named
    }


def _modify(taking: Taking, changed: dict[int, Held]) -> None:
    reasons = [change.description or change.reason for change in taking.notice.modifications]
    reason = next(filter(None, reasons), "")[:2000]
    for number, one in changed.items():
        later = Later(taking.notice.awards[number - 1], number, taking.kept, modification=True, reason=reason)
        bring_up_to_date(taking.origin, taking.came, one, later)
