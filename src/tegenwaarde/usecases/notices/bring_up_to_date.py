"""What a later notice does to a contract that is there: a draft follows it, a contract in force gets a proposal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from tegenwaarde.records.models import (
    Contract,
    ContractState,
    NoticeFile,
    NoticeOutcome,
    PartyQuestion,
    PartyRole,
)
from tegenwaarde.usecases.contracts.drafting import claim
from tegenwaarde.usecases.notices.award_facts import FIGURES, Facts, differing, facts_of, in_words, news
from tegenwaarde.usecases.notices.family import same_winner
from tegenwaarde.usecases.notices.matching import compared_number
from tegenwaarde.usecases.notices.outcome import Came, Origin
from tegenwaarde.usecases.notices.pairing import Held
from tegenwaarde.usecases.notices.parties import ask_who_won, take_up_winner
from tegenwaarde.usecases.notices.propose_change import Change, propose_change
from tegenwaarde.usecases.notices.told import told
from tegenwaarde.usecases.ports.notices import NoticeAward

TOLD_OTHERWISE = ("title", "kind", "estimated_value_cents")  # of a contract in force: said, not proposed


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the earlier notice said, and what the later one wants otherwise than the contract has it."""

    before: Facts
    wanted: Facts

    def free_in(self, contract: Contract) -> Facts:
        """Return what may be filled in: the draft holds what the earlier notice said there, or nothing."""
        return {
            name: value
            for name, value in self.wanted.items()
            if getattr(contract, name) in (None, "", self.before.get(name))
        }


@dataclass(frozen=True, slots=True)
class Later:
    """A later notice about a contract: what it says now, and why where the contract itself was changed."""

    award: NoticeAward
    number: int  # which award of the notice this is, from 1
    kept: NoticeFile
    modification: bool = False
    reason: str = ""


def bring_up_to_date(origin: Origin, came: Came, held: Held, later: Later) -> None:
    """Bring a draft up to date where nobody filled in something else, and propose the rest as an amendment."""
    contract = held.contract
    before = facts_of(held.award, contract.notice.title if contract.notice else "")
    wanted = differing(contract, _fresh(before, later))
    came.about(contract)
    if contract.state == ContractState.DRAFT:
        _follow_in_draft(origin, came, held, later, _Wanted(before, wanted))
        return
    figures = {name: value for name, value in wanted.items() if name in FIGURES}
    others = {name: value for name, value in wanted.items() if name in TOLD_OTHERWISE}
    _propose(origin, came, contract, later, figures)
    if not later.modification:
        Contract.unfenced.filter(pk=contract.pk).update(notice=later.kept, award_number=later.number)
    if others:
        came.note(NoticeOutcome.UPDATED, told("DIFFERS_OTHERWISE", title=contract.title, what=in_words(others)))


def _fresh(before: Facts, later: Later) -> Facts:
    """Return what the later notice says anew; a modification says how the sum and the days are now."""
    after = facts_of(later.award, later.kept.title)
    if later.modification:
        return news({}, {name: after[name] for name in FIGURES})
    return news(before, after)


def _follow_in_draft(origin: Origin, came: Came, held: Held, later: Later, asked: _Wanted) -> None:
    contract = held.contract
    free = _days_that_fit(contract, asked.free_in(contract))
    touched = {name: value for name, value in asked.wanted.items() if name not in free}
    changes = dict(free)
    if _supplier_is_open(held, later):
        _open_questions(contract).delete()
        take_up_winner(contract, later.award.winners[0], came)
        ask_who_won(contract, later.award.winners[0])
        changes |= {"supplier": contract.supplier, "supplier_name_noted": contract.supplier_name_noted}
    title = str(free.get("title") or contract.title)
    changed = bool(changes)
    if not later.modification:
        changes |= {"notice": later.kept, "award_number": later.number}
    if changes:
        claim(contract, contract.version, **changes)
    if changed:
        came.note(NoticeOutcome.UPDATED, told("DRAFT_UPDATED", title=title))
    if touched:
        _keep_what_was_filled_in(origin, came, contract, later, touched)
    elif not changed:
        came.note(NoticeOutcome.KNOWN, told("NOTHING_DIFFERS", title=title))


def _supplier_is_open(held: Held, later: Later) -> bool:
    """Say whether the later notice may say who the supplier is: nobody did, or nobody touched what the earlier said."""
    contract = held.contract
    if contract.supplier is None:
        named = held.award.winners[0].name[:200] == contract.supplier_name_noted
        answered = contract.party_questions.filter(role=PartyRole.SUPPLIER, answered_on__isnull=False)
        return named and bool(compared_number(later.award.winners[0])) and not answered.exists()
    return contract.version == 1 and not same_winner(held.award, later.award)


def _open_questions(contract: Contract) -> QuerySet[PartyQuestion]:
    """Return what is still asked about the supplier: the later notice asks it anew where it is not sure either."""
    return PartyQuestion.unfenced.filter(contract=contract, role=PartyRole.SUPPLIER, answered_on__isnull=True)


def _keep_what_was_filled_in(origin: Origin, came: Came, contract: Contract, later: Later, touched: Facts) -> None:
    """Propose the sum and the days of a draft that has them all as an amendment; name the rest."""
    figures = {name: value for name, value in touched.items() if name in FIGURES}
    if figures and all(getattr(contract, name) is not None for name in FIGURES):
        _propose(origin, came, contract, later, figures)
        touched = {name: value for name, value in touched.items() if name not in FIGURES}
    if touched:
        said = told("DRAFT_KEPT", title=contract.title, what=in_words(touched))
        came.note(NoticeOutcome.UPDATED, said)


def _days_that_fit(contract: Contract, free: Facts) -> Facts:
    """Leave the days out where they would end before they start beside the day that somebody filled in."""
    start, end = free.get("start", contract.start), free.get("end", contract.end)
    if start and end and end < start:
        return {name: value for name, value in free.items() if name not in ("start", "end")}
    return free


def _propose(origin: Origin, came: Came, contract: Contract, later: Later, figures: Facts) -> None:
    change = Change(
        figures=figures,
        notice=later.kept,
        agreed_on=_agreed_on(later, origin.today),
        reason=later.reason,
        modification=later.modification,
    )
    made = propose_change(contract=contract, change=change, today=origin.today, made_by_id=origin.user_id)
    if made is None:
        came.note(NoticeOutcome.KNOWN, told("NOTHING_DIFFERS", title=contract.title))
    else:
        came.note(NoticeOutcome.AMENDMENT, told("CHANGE_PROPOSED", title=contract.title, what=in_words(figures)))


def _agreed_on(later: Later, today: date) -> date:
    award = later.award
    return award.concluded_on or award.awarded_on or later.kept.published_on or today
