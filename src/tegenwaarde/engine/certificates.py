"""Certificates over contract years (B7, B8), by intervals: what the labels of a supplier take off each year.

Certificates of one family that follow each other without a gap are one chain. In a contract year only certificates
count whose chain covers that year's last day, each on its own days; on a day the highest rate counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tegenwaarde.engine.obligation_columns import CertificateColumns
from tegenwaarde.kernel.calendar import FIRST_DAY, Days, anniversary, whole_years
from tegenwaarde.kernel.exact import Numbers
from tegenwaarde.policy.book import PolicyBook

GROUP_SPAN = 2**20  # days: more than the calendar has, so that groups never meet on one line

Ints = NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class RateDays:
    """Of a contract year (`year` counts from 0) of `row`: the highest counting rate of each day, summed over days."""

    row: Ints
    year: Ints
    rate_days: Ints


def rate_days(book: PolicyBook, start: Days, until: Days, certificates: CertificateColumns) -> RateDays:
    """Return the contract years in which a certificate counts.

    `start` and `until` (left out) are each row's contract. Rates are ten-thousandths of a percent.
    """
    held = _with_chains(book, certificates)
    contract_start, contract_until = start[held.row], until[held.row]
    inside = np.flatnonzero((held.first < contract_until) & (held.until > contract_start))
    held = held.at(inside)
    contract_start, contract_until = contract_start[inside], contract_until[inside]
    first_year = whole_years(contract_start, np.maximum(held.first, contract_start))
    last_year = whole_years(contract_start, np.minimum(held.until, contract_until) - 1)
    times = last_year - first_year + 1
    pair = np.repeat(np.arange(len(times)), times)
    year = np.arange(len(pair)) - np.repeat(np.cumsum(times) - times, times) + first_year[pair]
    year_start = anniversary(contract_start[pair], year)
    year_until = np.minimum(anniversary(contract_start[pair], year + 1), contract_until[pair])
    counts = held.chain_until[pair] >= year_until
    held, year = held.at(pair[counts]), year[counts]
    first = np.maximum(held.first, year_start[counts])
    last = np.minimum(held.until, year_until[counts])
    return _summed(held, year, first, last)


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    """Certificates in order of row, family and first day, each with the end of its chain; ends are left out."""

    row: Ints
    first: Ints
    until: Ints
    rate: Ints
    chain_until: Ints

    def at(self, places: Ints) -> _Held:
        return _Held(
            self.row[places], self.first[places], self.until[places], self.rate[places], self.chain_until[places]
        )


def _with_chains(book: PolicyBook, certificates: CertificateColumns) -> _Held:
    families = {label.family: place for place, label in enumerate(book.labels)}
    family = np.array([families[label.family] for label in book.labels])[certificates.label]
    order = np.lexsort((certificates.first, family, certificates.row))
    row, first = certificates.row[order], certificates.first[order].astype(np.int64)
    until = certificates.last[order].astype(np.int64) + 1
    group = np.cumsum(_begins(row, family[order])) - 1
    so_far = _running_last(group, until)
    before = np.concatenate((so_far[:1], so_far[:-1]))
    begins = _begins(row, family[order]) | (first > before)
    chain = np.cumsum(begins) - 1
    chain_last = np.append(np.flatnonzero(begins)[1:] - 1, len(row) - 1)
    rates = np.array([min(label.rate, book.obligation.highest_discount) for label in book.labels])
    return _Held(row, first, until, rates[certificates.label[order]], so_far[chain_last[chain]])


def _begins(*columns: Numbers) -> NDArray[np.bool_]:
    """Say for each place of sorted columns whether another group begins there."""
    begins = np.zeros(len(columns[0]), dtype=np.bool_)
    begins[:1] = True
    for column in columns:
        begins[1:] |= column[1:] != column[:-1]
    return begins


def _running_last(group: Ints, until: Ints) -> Ints:
    """Return the latest end so far within each group; groups are numbered in order."""
    offset = group * GROUP_SPAN - FIRST_DAY
    latest: Ints = np.maximum.accumulate(until + offset) - offset
    return latest


def _summed(held: _Held, year: Ints, first: Ints, until: Ints) -> RateDays:
    """Sum the highest rate of each day: level by level, how many days have at least that rate."""
    order = np.lexsort((first, year, held.row))
    row, year, first, until, rate = held.row[order], year[order], first[order], until[order], held.rate[order]
    begins = _begins(row, year)
    group = np.cumsum(begins) - 1
    opening = np.flatnonzero(begins)
    total = np.zeros(len(opening), dtype=np.int64)
    below = 0
    for level in np.unique(rate).tolist():
        chosen = np.flatnonzero(rate >= level)
        np.add.at(total, group[chosen], (level - below) * _new_days(group[chosen], first[chosen], until[chosen]))
        below = level
    return RateDays(row[opening], year[opening], total)


def _new_days(group: Ints, first: Ints, until: Ints) -> Ints:
    """Return for intervals in order of group and first day how many days each adds to those before it."""
    so_far = _running_last(group, until)
    before = np.concatenate((so_far[:1], so_far[:-1]))
    before = np.where(_begins(group), first, before)
    added: Ints = np.maximum(until - np.maximum(first, before), 0)
    return added
