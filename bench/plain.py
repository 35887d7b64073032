"""The placement rules once more, in plain Python: integers, one loop, no objects.

This is the yardstick that `make bench` measures the engine against, and an independent check of its cents: it shares no
code and no data with the engine, so its amounts stand here as numbers. Keep it as fast as plain Python can be.

Days count from 1 March 1896, so that no day people enter is 0, which is an absent day or an absent block. Money is
cents, hours are hundredths; -1 is an absent amount. A row is the tuple of `PLACEMENT_COLUMNS` without `id`.
"""

# ruff: noqa: FURB136, PLR1714, PLR1730, PLW2901, SIM102 - in the loop a branch is cheaper than a call

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

PLACEMENT_COLUMNS = (  # noqa: SIM905
    "id,block,employment_start,employment_end,contract_start,contract_end,hours_per_week,fulltime_hours,birth_date,"
    "benefit_since,refugee,permanent_from,study_start,study_end,invoice_eur,activity_date,activity_hours,"
    "infra_paid_on,as_of"
).split(",")

FIRST_DAY = date(1896, 3, 1)
_LAST_YEAR = 2310

# Years that start on 1 March put 29 February last, so an anniversary (A3) is one addition.
_MARCH = [0] * 1896 + [date(year, 3, 1).toordinal() - FIRST_DAY.toordinal() for year in range(1896, _LAST_YEAR)]
YEAR_OF: list[int] = []
PLACE_OF: list[int] = []
for _year in range(1896, _LAST_YEAR - 60):
    _length = _MARCH[_year + 1] - _MARCH[_year]
    YEAR_OF += [_year] * _length
    PLACE_OF += range(_length)
_COUNT = len(YEAR_OF)


def _anniversaries(years: int) -> list[int]:
    return [_MARCH[year + years] + place for year, place in zip(YEAR_OF, PLACE_OF, strict=True)]


def _three_months_later() -> list[int]:
    found = []
    for day in range(_COUNT):
        start = FIRST_DAY + timedelta(days=day)
        year, month = start.year + (start.month + 2) // 12, (start.month + 2) % 12 + 1
        try:
            later = date(year, month, start.day)
        except ValueError:
            later = date(year, month + 1, 1)
        found.append((later - FIRST_DAY).days)
    return found


NEXT_YEAR = _anniversaries(1)
IN_TWO_YEARS = _anniversaries(2)
AT_27 = _anniversaries(27)
AT_50 = _anniversaries(50)
IN_THREE_MONTHS = _three_months_later()
DAY_TEXTS = [(FIRST_DAY + timedelta(days=day)).isoformat() for day in range(_COUNT)]

_YEARLY = [0, 3000000, 4000000, 3000000, 1500000, 1000000, 1500000, 3000000, 3500000, 0, 1500000, 500000, 500000]
_YEARLY += [2500000, 1000000, 0]
_LIMIT: list[list[int] | None] = [None, IN_TWO_YEARS, IN_TWO_YEARS, None, None, NEXT_YEAR, NEXT_YEAR, None, None, None]
_LIMIT += [None, None, None, NEXT_YEAR, IN_TWO_YEARS, None]
_PERMANENT = [block in (1, 2, 3, 5, 6, 7, 8, 10, 13, 14) for block in range(16)]
_FIFTY = [block in (1, 2, 3, 5, 6) for block in range(16)]

Row = tuple[int, ...]
Value = tuple[int, int, int, int, int, int, int, int]  # base, permanent, fifty plus, refugee, infra, total, from, until


def value_placements(rows: Iterable[Row]) -> list[Value | str]:
    """Return the value of each row, or why it is refused; `from` and `until` are inclusive days, 0 where none."""
    out: list[Value | str] = []
    add = out.append
    year_of, place_of, march, next_year, at_50 = YEAR_OF, PLACE_OF, _MARCH, NEXT_YEAR, AT_50
    yearly, limits, permanents, fifties = _YEARLY, _LIMIT, _PERMANENT, _FIFTY
    for (
        block, start, end, contract_start, contract_end, hours, fulltime, birth, since, refugee, permanent_from,
        study_start, study_end, invoice, activity_day, activity_hours, infra_day, as_of,
    ) in rows:  # fmt: skip
        if not contract_start or contract_end < contract_start:
            add("contract absent or ends before it starts")
            continue
        if (end and end < start) or (study_end and study_end < study_start) or not hours or not fulltime:
            add("an end before its start, or hours not above zero")
            continue
        if not 0 < block < 16:
            add("unknown block" if block else "no block")
            continue
        stop = as_of if as_of and as_of < contract_end else contract_end
        if block == 9 or block == 15:
            amount = invoice if block == 9 else activity_hours * 100
            if not activity_day or amount < 0:
                add("no activity date or amount")
            elif contract_start <= activity_day <= stop:
                add((amount, 0, 0, 0, 0, amount, 0, 0))
            else:
                add((0, 0, 0, 0, 0, 0, 0, 0))
            continue
        if not start or hours < 0:
            add("no employment start or hours")
            continue
        # From here on `until` and `stop` are the first day that no longer counts.
        until = contract_end + 1
        limit = limits[block]
        if limit is not None:
            until_limit = limit[start]
            if until_limit < until:
                until = until_limit
            if since and block < 7 and _contradicts(block, since, start):
                add("benefit contradicts the block")
                continue
            if block == 14 and (not birth or AT_27[birth] <= start):
                add("too old or no birth date")
                continue
        elif 9 < block < 13:
            if not study_end:
                add("no study end")
                continue
            if study_end < until:
                until = study_end + 1
        if end and end < until:
            until = end + 1
        first = start if start > contract_start else contract_start
        if first < study_start and 9 < block < 13:
            first = study_start
        stop += 1
        permanent = infra = 0
        if permanent_from and permanents[block] and contract_start <= permanent_from < stop:
            if start <= permanent_from and (not end or permanent_from <= end):
                permanent = 1000000
        if infra_day and contract_start <= infra_day < stop:
            infra = 250000
        if first >= until:
            add((0, permanent, 0, 0, infra, permanent + infra, 0, 0))
            continue
        if stop > until:
            stop = until
        if stop <= first:
            add((0, permanent, 0, 0, infra, permanent + infra, first, until - 1))
            continue
        if fulltime < 0:
            fulltime = 3600
        if hours > fulltime:
            hours = fulltime
        # YF(first, stop) = share / days, and at most one year of it for the pro rata extras.
        after = next_year[first]
        if stop < after:
            days = after - first
            share = once = stop - first
        else:
            place = place_of[first]
            year = year_of[stop]
            if place_of[stop] < place:
                year -= 1
            last = march[year] + place
            days = march[year + 1] + place - last
            share = (year - year_of[first]) * days + stop - last
            once = days
        scale = fulltime * days
        base = (2 * yearly[block] * hours * share + scale) // (2 * scale)
        fifty = for_refugee = 0  # 1,000,000 below is twice 5,000 euros, for half up
        if refugee > 0:
            for_refugee = (1000000 * hours * once + scale) // (2 * scale)
        if birth and fifties[block] and at_50[birth] <= start:
            fifty = (1000000 * hours * once + scale) // (2 * scale)
        add(
            (base, permanent, fifty, for_refugee, infra, base + permanent + fifty + for_refugee + infra, first,
             until - 1)
        )  # fmt: skip
    return out


def _contradicts(block: int, since: int, start: int) -> bool:
    """Say whether the benefit's first day contradicts the block (C8)."""
    if block == 1:
        return IN_TWO_YEARS[since] <= start
    if block == 2:
        return start < IN_TWO_YEARS[since]
    if block == 5:
        return start < IN_THREE_MONTHS[since] or NEXT_YEAR[since] <= start
    return start < NEXT_YEAR[since]
