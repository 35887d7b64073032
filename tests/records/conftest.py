"""The world that the stories about records begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tegenwaarde.records.models import Buyer, Contract, User
    from tests.records.world import World


@pytest.fixture
def world(contract_in_force: Contract, voorbeeldstad: Buyer, buurstad: Buyer, anna: User) -> World:
    from tests.records.world import World

    receipt = contract_in_force.obligations.get().receipt
    return World(contract_in_force, receipt, voorbeeldstad, buurstad, anna)
