"""The notices that belong together: versions of one, those that follow, correct or change it, and its procedure."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from tegenwaarde.records.models import Contract, NoticeFile
from tegenwaarde.usecases.contracts.kept_notice import notice_from_json
from tegenwaarde.usecases.notices.matching import compared_number
from tegenwaarde.usecases.notices.names import plain
from tegenwaarde.usecases.ports.notices import NoticeAward, NoticeParty, ReadNotice

FULL_NUMBER = len("00000000-2024")
VERSION_TAIL = 3  # a reference may end in the version: `…-01`
LONGEST_CHAIN = 20


def the_same(notice: ReadNotice) -> NoticeFile | None:
    """Return the notice where this very version was read before."""
    rows = NoticeFile.unfenced.filter(notice_id=notice.notice_id)
    return next((row for row in rows if version_of(row.version) == version_of(notice.version)), None)


def family_of(notice: ReadNotice) -> tuple[NoticeFile, ...]:
    """Return every kept notice that belongs with this one, the oldest first."""
    found = set(_named(notice).values_list("pk", flat=True))
    for _step in range(LONGEST_CHAIN):
        near = NoticeFile.unfenced.filter(Q(earlier_id__in=found) | Q(later__in=found)).values_list("pk", flat=True)
        if found.issuperset(near):
            break
        found.update(near)
    return tuple(NoticeFile.unfenced.filter(pk__in=found).order_by("published_on", "pk"))


def followed_by(kept: NoticeFile) -> set[int]:
    """Return the id of a notice and of those that replaced or followed it: by now its contracts may be of those."""
    found = {kept.pk}
    for _step in range(LONGEST_CHAIN):
        later = set(NoticeFile.unfenced.filter(earlier_id__in=found).values_list("pk", flat=True))
        if later <= found:
            break
        found |= later
    return found


def referred(reference: str) -> Q:
    """Return the condition of being the notice that a reference names, by its number or its id."""
    return (
        Q(publication_number=reference)
        | Q(publication_number=reference.zfill(FULL_NUMBER))
        | Q(notice_id=reference)
        | Q(notice_id=reference[:-VERSION_TAIL])
    )


def references(notice: ReadNotice) -> tuple[str, ...]:
    """Return the notices that this one names, as written, each once."""
    changed = (change.earlier_notice for change in notice.modifications)
    return tuple(dict.fromkeys(filter(None, (*changed, notice.corrected_notice, notice.earlier_notice))))


def _named(notice: ReadNotice) -> QuerySet[NoticeFile]:
    same = Q(notice_id=notice.notice_id)
    if notice.procedure_id:
        same |= Q(procedure_id=notice.procedure_id)
    for reference in references(notice):
        same |= referred(reference)
    return NoticeFile.unfenced.filter(same)


def replaces(notice: ReadNotice, kept: NoticeFile) -> bool:
    """Say whether the notice is another version of the kept one, or corrects it: it says everything anew."""
    if kept.notice_id == notice.notice_id:
        return True
    one = notice.corrected_notice
    numbers = (kept.publication_number, kept.publication_number.lstrip("0"), kept.notice_id)
    return bool(one) and (one in numbers or one[:-VERSION_TAIL] == kept.notice_id)


def is_older(notice: ReadNotice, kept: NoticeFile) -> bool:
    """Say whether the notice is from before the kept one."""
    if notice.notice_id == kept.notice_id:
        return version_of(notice.version) < version_of(kept.version)
    if notice.published_on and kept.published_on:
        return notice.published_on < kept.published_on
    return False


def version_of(version: str) -> int:
    """Return a version as a number: `02` → 2; one that is no number is the first."""
    return int(version) if version.isdecimal() else 1


def award_of(contract: Contract) -> NoticeAward | None:
    """Return what the contract's own notice said of it."""
    if contract.notice is None:
        return None
    awards = notice_from_json(contract.notice.read).awards
    return awards[contract.award_number - 1] if 0 < contract.award_number <= len(awards) else None


def same_party(one: NoticeParty, other: NoticeParty) -> bool:
    """Say whether two notices name the same organisation: by number where both have one, else by name."""
    numbers = (compared_number(one), compared_number(other))
    if all(numbers) and numbers[0] == numbers[1]:
        return True
    if one.kvk and other.kvk:
        return False
    return plain(one.name) == plain(other.name)


def same_winner(one: NoticeAward, other: NoticeAward) -> bool:
    """Say whether two awards are to the same winner, or to groups with the same leader."""
    return same_party(one.winners[0], other.winners[0])
