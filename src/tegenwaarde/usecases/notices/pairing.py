"""Which contract of the register each award of a notice is about: by lot and winner, so that nothing is made twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tegenwaarde.records.models import Contract, NoticeFile
from tegenwaarde.usecases.contracts.kept_notice import notice_from_json
from tegenwaarde.usecases.notices.family import award_of, replaces, same_party, same_winner
from tegenwaarde.usecases.ports.notices import NoticeAward, NoticeParty, ReadNotice

Likeness = Callable[[NoticeAward, NoticeAward], bool]


@dataclass(frozen=True, slots=True)
class Held:
    """A contract of the register with what its notice said of it."""

    contract: Contract
    award: NoticeAward


@dataclass(slots=True)
class Pairs:
    """What came of pairing: per award (from 1) its contract, and the contracts of which nothing is said any more."""

    by_award: dict[int, Held]
    left: list[Held]


def held_of(family: Sequence[NoticeFile]) -> list[Held]:
    """Return the contracts that were made of these notices, the oldest first."""
    rows = Contract.unfenced.filter(notice__in=family).select_related("notice", "supplier", "tender").order_by("pk")
    return [Held(contract, award) for contract in rows if (award := award_of(contract)) is not None]


def pair(notice: ReadNotice, held: Sequence[Held]) -> Pairs:
    """Give each award the contract it is about: the likest first, no contract twice."""
    pairs = Pairs({}, list(held))
    for likeness in (_same_contract, _same_lots, _shared_lot):
        _pair_by(notice, pairs, likeness)
    _pair_another_winner(notice, pairs)
    return pairs


def was_deleted(award: NoticeAward, family: Sequence[NoticeFile], held: Sequence[Held]) -> bool:
    """Say whether an earlier notice awarded the same and nothing is left of it: somebody deleted the draft."""
    if any(_shared_lot(one.award, award) or _now_its(one, award, _shared_lot) for one in held):
        return False
    return any(_shared_lot(one, award) for kept in family for one in notice_from_json(kept.read).awards)


def _pair_by(notice: ReadNotice, pairs: Pairs, likeness: Likeness) -> None:
    for number, award in enumerate(notice.awards, start=1):
        if number in pairs.by_award:
            continue
        found = next((one for one in pairs.left if likeness(one.award, award) or _now_its(one, award, likeness)), None)
        if found is not None:
            pairs.by_award[number] = found
            pairs.left.remove(found)


def _now_its(held: Held, award: NoticeAward, likeness: Likeness) -> bool:
    """Compare with the supplier as the register knows it by now: a person may have said who was meant."""
    supplier = held.contract.supplier
    if supplier is None:
        return False
    country = "" if supplier.kvk else supplier.country
    known = NoticeParty(supplier.name, supplier.kvk, supplier.kvk or supplier.register_number, country=country)
    if not same_party(known, award.winners[0]):
        return False
    return likeness(_won_by(held.award, award), award)


def _won_by(one: NoticeAward, other: NoticeAward) -> NoticeAward:
    return replace(one, winners=other.winners)


def _same_contract(one: NoticeAward, other: NoticeAward) -> bool:
    return one.contract_ref == other.contract_ref and _same_lots(one, other)


def _same_lots(one: NoticeAward, other: NoticeAward) -> bool:
    return set(one.lot_refs) == set(other.lot_refs) and same_winner(one, other)


def _shared_lot(one: NoticeAward, other: NoticeAward) -> bool:
    return bool(set(one.lot_refs) & set(other.lot_refs)) and same_winner(one, other)


def _pair_another_winner(notice: ReadNotice, pairs: Pairs) -> None:
    """In another version of the same notice a lot with one contract is the same contract, also with another winner."""
    for number, award in enumerate(notice.awards, start=1):
        rivals = [one for one in notice.awards if set(one.lot_refs) & set(award.lot_refs)]
        if number in pairs.by_award or len(rivals) > 1:
            continue
        left = [one for one in pairs.left if set(one.award.lot_refs) == set(award.lot_refs)]
        if len(left) == 1 and left[0].contract.notice and replaces(notice, left[0].contract.notice):
            pairs.by_award[number] = left[0]
            pairs.left.remove(left[0])
