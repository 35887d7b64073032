"""Obligations as columns (B): equal-length arrays, and certificates as a ragged table beside them.

Money is cents, shares and percentages are ten-thousandths of a percent; an absent number is `NO_NUMBER`, an absent day
`NO_DAY`. Number columns are int64, or Python's own whole numbers (dtype object) where a number does not fit.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from tegenwaarde.kernel.calendar import Days
from tegenwaarde.kernel.exact import Numbers

KINDS = ("works", "services", "supplies", "subsidy")
WORKS, SUBSIDY = KINDS.index("works"), KINDS.index("subsidy")
NO_KIND, UNKNOWN_KIND = -1, -2
REGIMES = ("none", "effort", "result", "result_if_possible", "result_if_possible_broad")
NONE, EFFORT, RESULT, IF_POSSIBLE, BROAD = range(len(REGIMES))
UNSTATED = -1
UNKNOWN_LABEL = -1


@dataclass(frozen=True, slots=True, eq=False)
class CertificateColumns:
    """Certificates, in any order: `label` is the place in `book.labels`, `UNKNOWN_LABEL` where it has none; days are
    inclusive (A2)."""

    row: NDArray[np.int64]
    label: NDArray[np.int8]
    first: Days
    last: Days

    def __len__(self) -> int:
        return len(self.row)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ObligationColumns:
    """Contracts and subsidies. `kind` is the place in `KINDS`, `NO_KIND` where absent, `UNKNOWN_KIND` where not known;
    `european` is 1 or 0 where stated, else `UNSTATED`."""

    kind: NDArray[np.int8]
    tender_date: Days
    value_cents: Numbers
    contract_start: Days
    contract_end: Days
    estimated_value_cents: Numbers
    european: NDArray[np.int8]
    labour_share: Numbers
    material_share: Numbers
    percentage: Numbers
    subsidy_per_year_cents: Numbers
    certificates: CertificateColumns | None = None

    def __len__(self) -> int:
        return len(self.kind)

    def piece(self, start: int, stop: int) -> ObligationColumns:
        """Return rows `start` up to `stop`; their certificates must be sorted by row."""
        columns = {name: getattr(self, name)[start:stop] for name in _PLAIN}
        certificates = self.certificates
        if certificates is not None:
            first, last = np.searchsorted(certificates.row, (start, stop))
            kept = slice(int(first), int(last))
            certificates = CertificateColumns(
                certificates.row[kept] - start,
                certificates.label[kept],
                certificates.first[kept],
                certificates.last[kept],
            )
        return ObligationColumns(**columns, certificates=certificates)


_PLAIN = tuple(field.name for field in fields(ObligationColumns) if field.name != "certificates")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ObligationValues:
    """What is due. `regime` is the place in `REGIMES`. A refused row has a `refusal` above zero and zero amounts.

    `past_thresholds` marks tenders after the last period of thresholds, valued by its last row (B1: warns).
    """

    regime: NDArray[np.int8]
    european: NDArray[np.bool_]
    percentage: Numbers
    gross_cents: Numbers
    discount_cents: Numbers
    net_cents: Numbers
    refusal: NDArray[np.int8]
    past_thresholds: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.regime)
