"""Record what was agreed with a branch of employers, for tenders of that branch in the whole region (note 3.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import require, subregions_visible_to
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import BranchAgreement
from tegenwaarde.usecases.refusals import Invalid

KEY = "branch.write"
PREFIX = re.compile(r"[0-9]{2,8}")
MOST_SIGNS = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAgreement:
    """What is filled in: CPV codes as their first digits with a space between; days counted in."""

    branch: str
    cpv_prefixes: str
    words: str
    first_day: date | None
    last_day: date | None = None


def record_agreement(*, actor: Actor, new: NewAgreement) -> BranchAgreement:
    """Keep an agreement of the actor's region.

    Raises NotVisible, NotAllowed, and Invalid with each problem at its field.
    """
    require(actor, KEY)
    problems = tuple(_problems(new))
    if problems or new.first_day is None:
        raise Invalid(problems)
    return BranchAgreement.unfenced.create(
        region=subregions_visible_to(actor).select_related("region").order_by("pk")[0].region,
        branch=" ".join(new.branch.split()),
        cpv_prefixes=" ".join(prefixes_of(new.cpv_prefixes)),
        words=new.words.strip(),
        first_day=new.first_day,
        last_day=new.last_day,
        made_by_id=actor.user_id,
    )


def prefixes_of(text: str) -> tuple[str, ...]:
    """Return the CPV codes that somebody wrote, with spaces or commas between and zeros at their end, as digits."""
    found = (part.partition("-")[0] for part in re.split(r"[\s,;]+", text.strip()))
    return tuple(dict.fromkeys(_division(part) for part in found if part))


def fits(prefixes: str, cpv: str) -> bool:
    """Say whether an agreement for these CPV prefixes is about a tender with that code; none is for every tender."""
    return not prefixes or any(cpv.startswith(prefix) for prefix in prefixes.split())


def _division(part: str) -> str:
    """Leave out the zeros that fill a code up: `45000000` is everything under 45."""
    bare = part.rstrip("0") if len(part) == len("45000000") else part
    return bare.ljust(2, "0")


def _problems(new: NewAgreement) -> Iterator[Problem]:
    if not new.branch.strip():
        yield Problem("BRANCH_MISSING", "Name the branch.", "branch")
    if not new.words.strip():
        yield Problem("AGREEMENT_IS_EMPTY", "Write what was agreed.", "words")
    if len(new.words) > MOST_SIGNS:
        yield Problem("AGREEMENT_TOO_LONG", "Write at most {most} characters.", "words", (("most", MOST_SIGNS),))
    wrong = [part for part in prefixes_of(new.cpv_prefixes) if not PREFIX.fullmatch(part)]
    if wrong:
        text = "{code} is no CPV code: give its first two to eight digits."
        yield Problem("CPV_IS_DIGITS", text, "cpv_prefixes", (("code", wrong[0]),))
    if new.first_day is None:
        yield Problem("FIRST_DAY_MISSING", "Give the first day.", "first_day")
    if new.first_day and new.last_day and new.last_day < new.first_day:
        yield Problem("ENDS_BEFORE_START", "The agreement ends before it begins: correct one of the days.", "last_day")
