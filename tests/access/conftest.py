"""The street that the stories about the fence look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tegenwaarde.records.models import Buyer, PolicyText, Subregion, Supplier, User
    from tests.access.neighbours import Street


@pytest.fixture
def street(
    subregions: tuple[Subregion, Subregion],
    voorbeeldstad: Buyer,
    buurstad: Buyer,
    de_brug: Supplier,
    other_supplier: Supplier,
    bram: User,
    policy_text: PolicyText,
) -> Street:
    from tests.access.neighbours import Street, a_street

    return a_street(Street(*subregions, voorbeeldstad, buurstad, de_brug, other_supplier, bram), policy_text)
