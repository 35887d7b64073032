"""Exact arithmetic on columns of whole numbers of any size.

Columns are int64 as long as nothing can overflow; rows that could are worked out in Python's own whole numbers by the
very same formula. No binary floats.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]  # whole numbers: int64, or Python's own (dtype object)

ROOM = 2**62


def column_of(numbers: Sequence[int]) -> Numbers:
    """Return whole numbers as a column: int64, or object where one does not fit."""
    try:
        return np.array(numbers, dtype=np.int64)
    except OverflowError:
        return np.array(numbers, dtype=object)


def narrow(numbers: Numbers) -> Numbers:
    """Return the same numbers as int64 where all of them fit."""
    if numbers.dtype != object or (numbers.size and max(map(abs, numbers.tolist())) >= ROOM):
        return numbers
    return numbers.astype(np.int64)


def replaced(numbers: Numbers, rows: Numbers, others: Numbers) -> Numbers:
    """Return `numbers` with `others` at `rows`, in place where they fit the type."""
    if others.dtype == object and numbers.dtype != object:
        numbers = numbers.astype(object)
    numbers[rows] = others
    return numbers


def half_up_share(amount: Numbers, part: Numbers, whole: Numbers) -> Numbers:
    """Return `amount × part / whole` rounded half up (A1), row by row; `amount` may be one number for all rows.

    All are zero or more, `whole` above zero. The answer is int64, or object where an answer does not fit.
    """
    if part.size == 0 or _all_fit(amount, part, whole):
        return _half_up(amount, part, whole)
    amount, part, whole = np.broadcast_arrays(amount, part, whole)
    if object in (amount.dtype, part.dtype, whole.dtype):
        return _wide_half_up(amount, part, whole)
    wide = (amount > ROOM // 4 // np.maximum(part, 1)) | (whole > ROOM // 4)
    near, far = np.flatnonzero(~wide), np.flatnonzero(wide)
    shares = np.zeros(len(wide), dtype=np.int64)
    shares[near] = _half_up(amount[near], part[near], whole[near])
    return replaced(shares, far, _wide_half_up(amount[far], part[far], whole[far]))


def _half_up(amount: Numbers, part: Numbers, whole: Numbers) -> Numbers:
    doubled = 2 * whole
    shares: Numbers = (2 * amount * part + whole) // doubled
    return shares


def _wide_half_up(amount: Numbers, part: Numbers, whole: Numbers) -> Numbers:
    return narrow(_half_up(amount.astype(object), part.astype(object), whole.astype(object)))


def _all_fit(amount: Numbers, part: Numbers, whole: Numbers) -> bool:
    if object in (amount.dtype, part.dtype, whole.dtype):
        return False
    widest = int(whole.max())
    return 2 * widest < ROOM and int(amount.max()) * int(part.max()) * 2 + widest < ROOM
