"""What the pages about agreements with branches show (note 3.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import branches_visible_to, find, require
from tegenwaarde.access.keys import holds
from tegenwaarde.records.models import BranchAgreement
from tegenwaarde.usecases.branches.record_agreement import fits


@dataclass(frozen=True, slots=True)
class BranchRow:
    """An agreement with a branch; days counted in, `cpv` in the words of the form."""

    agreement_id: int
    version: int
    branch: str
    cpv: str
    words: str
    first_day: date
    last_day: date | None
    by: str
    ended: bool
    ahead: bool


@dataclass(frozen=True, slots=True)
class BranchPage:
    """The agreements of the region: those that count, those to come, and those that ended."""

    rows: tuple[BranchRow, ...]
    ended: tuple[BranchRow, ...]
    may_write: bool


def read_branches(*, actor: Actor, today: date) -> BranchPage:
    """Return the agreements of the actor's region; NotVisible where the actor plans nowhere. Two queries."""
    require(actor, "tender.see")
    rows = [_row(one, today) for one in branches_visible_to(actor).select_related("made_by")]
    return BranchPage(
        rows=tuple(row for row in rows if not row.ended),
        ended=tuple(row for row in rows if row.ended),
        may_write=holds(actor, "branch.write"),
    )


def read_branch(*, actor: Actor, agreement_id: int, today: date) -> BranchRow:
    """Return one agreement; NotVisible."""
    return _row(find(branches_visible_to(actor).select_related("made_by"), pk=agreement_id), today)


def branches_for(actor: Actor, cpv: str, today: date) -> tuple[BranchRow, ...]:
    """Return the agreements in force that are about a tender with that CPV code; without a code those for all."""
    rows = branches_visible_to(actor).in_force_on(today).select_related("made_by")
    return tuple(_row(one, today) for one in rows if fits(one.cpv_prefixes, cpv))


def _row(one: BranchAgreement, today: date) -> BranchRow:
    return BranchRow(
        agreement_id=one.pk,
        version=one.version,
        branch=one.branch,
        cpv=", ".join(one.cpv_prefixes.split()),
        words=one.words,
        first_day=one.first_day,
        last_day=one.last_day,
        by=one.made_by.name,
        ended=one.last_day is not None and one.last_day < today,
        ahead=one.first_day > today,
    )
