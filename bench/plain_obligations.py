"""Obligations and the cost split once more, in plain Python: day by day and by hand, as the rules say it.

An independent check of the engine: slow on purpose of being read, and without any of its code or data. Money is cents;
percentages are fractions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction

DAY = timedelta(days=1)
SERVICES = {2014: 207, 2016: 209, 2018: 221, 2020: 214, 2022: 215, 2024: 221, 2026: 216}
WORKS = {2014: 5186, 2016: 5225, 2018: 5548, 2020: 5350, 2022: 5382, 2024: 5538, 2026: 5404}
RATES = {"pso1": Fraction(10, 100), "pso2": Fraction(25, 100), "pso3": Fraction(50, 100), "werkpakt": Fraction(50, 100)}

_DAY = re.compile(r"(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")

Certificate = tuple[str, date, date]


class Refused(Exception):
    """The row has no value; the message says roughly why."""


def obligation(cells: Mapping[str, str]) -> tuple[str, int, Fraction, int, int, int]:
    """Return regime, European, percentage (of 100), gross, discount and net of one row of cells. Raises Refused."""
    tender, start, end = (_day(cells[name]) for name in ("tender_date", "contract_start", "contract_end"))
    value, estimated, subsidy = (
        _number(cells[name], 2) for name in ("value_eur", "estimated_value_eur", "subsidy_per_year_eur")
    )
    labour, material, chosen = (_number(cells[name], 4) for name in ("labour_share", "material_share", "percentage"))
    european = _flag(cells["european"])
    held = _certificates(cells["certificates"])
    kind = cells["kind"]
    if kind not in {"works", "services", "supplies", "subsidy"}:
        raise Refused("kind")
    if tender is None or start is None or end is None or value is None:
        raise Refused("something is absent")
    if end < start or (chosen is not None and chosen > 100):
        raise Refused("an end before its start, or a percentage above 100")
    if kind == "subsidy":
        if subsidy is None:
            raise Refused("no subsidy per year")
        regime, is_european = ("effort" if subsidy > 100_000 else "none"), False
    else:
        if tender.year < 2014:
            raise Refused("older than the thresholds")
        period = max(year for year in SERVICES if year <= tender.year)
        size = value if estimated is None else estimated
        services = SERVICES[period] * 1000
        regime = (
            "result" if size >= services else "result_if_possible" if size > 100_000 else "result_if_possible_broad"
        )
        own = WORKS[period] * 1000 if kind == "works" else services
        is_european = size >= own if european is None else european
    if regime == "none":
        return "none", 0, Fraction(0), 0, 0, 0
    capital = material is not None and labour is not None and material > 70 and labour < 30
    percentage = chosen if chosen is not None else Fraction(2 if capital else 5)
    gross = _half_up(value * percentage)  # euros × percent = cents
    discount = 0 if kind == "subsidy" or is_european else _discount(gross, start, end, held)
    return regime, int(is_european), percentage, gross, discount, gross - discount


def _discount(gross: int, start: date, end: date, held: list[Certificate]) -> int:
    """Return the discounts of all contract years together (B8), cents."""
    after = end + DAY
    whole = _year_fraction(start, after)
    total, first, until_now = 0, start, 0
    while first < after:
        next_first = min(_anniversary(start, first.year - start.year + 1), after)
        so_far = _half_up(gross * _year_fraction(start, next_first) / whole)
        share, until_now = so_far - until_now, so_far
        total += _year_discount(share, first, next_first, held)
        first = next_first
    return total


def _year_discount(share: int, first: date, after: date, held: list[Certificate]) -> int:
    counting = [one for one in held if _chain_covers(one, after - DAY, held)]
    days = (after - first).days
    rates = Fraction(0)
    for offset in range(days if counting else 0):
        day = first + offset * DAY
        rates += max((RATES[label] for label, since, last in counting if since <= day <= last), default=Fraction(0))
    return _half_up(share * rates / days)


def _chain_covers(one: Certificate, day: date, held: list[Certificate]) -> bool:
    """Say whether certificates of the same label link this one with `day` without a gap."""
    family = [other for other in held if other[0][:3] == one[0][:3]]
    reached, grew = {one}, True
    while grew:
        near = {b for b in family for a in reached if b[1] <= a[2] + DAY and a[1] <= b[2] + DAY}
        grew = not near <= reached
        reached |= near
    return any(since <= day <= last for _, since, last in reached)


def _year_fraction(anchor: date, until: date) -> Fraction:
    years = until.year - anchor.year
    if _anniversary(anchor, years) > until:
        years -= 1
    last = _anniversary(anchor, years)
    return years + Fraction((until - last).days, (_anniversary(anchor, years + 1) - last).days)


def _anniversary(anchor: date, years: int) -> date:
    try:
        return anchor.replace(year=anchor.year + years)
    except ValueError:
        return date(anchor.year + years, 3, 1)


def _half_up(cents: Fraction) -> int:
    return (2 * cents + 1) // 2


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise Refused("no day")


def _number(text: str, decimals: int) -> Fraction | None:
    if not text:
        return None
    if not re.fullmatch(rf"[0-9]+(\.[0-9]{{1,{decimals}}})?", text):
        raise Refused("no number")
    return Fraction(text)


def _flag(text: str) -> bool | None:
    if text not in {"", "0", "1"}:
        raise Refused("no flag")
    return text == "1" if text else None


def _certificates(text: str) -> list[Certificate]:
    held = []
    for one in text.split(";") if text else []:
        label, *days = one.split(":")
        first, last = (_day(day) for day in days) if len(days) == 2 else (None, None)
        if label not in RATES or first is None or last is None or last < first:
            raise Refused("certificates")
        held.append((label, first, last))
    return held


def split(cents: int, weights: list[int], populations: list[int]) -> list[int]:
    """Return a pot's shares (E): whole cents, and the cents left over to the largest remainders."""
    exact = [Fraction(cents * weight, sum(weights)) for weight in weights]
    shares = [int(one) for one in exact]
    order = sorted(range(len(weights)), key=lambda place: (shares[place] - exact[place], -populations[place], place))
    for place in order[: cents - sum(shares)]:
        shares[place] += 1
    return shares
