"""The demo's past reads as a past: what came of a tender stands on a day of its own, not all on today."""

from __future__ import annotations

from datetime import date

import pytest

from tegenwaarde.records.models import Contract, TenderEvent
from tegenwaarde.usecases.demo.make_demo import make_demo

TODAY = date(2025, 2, 3)
pytestmark = pytest.mark.django_db


def test_a_tender_was_awarded_by_the_day_its_contract_began() -> None:
    make_demo(today=TODAY)
    awarded = dict(TenderEvent.unfenced.filter(code="tender_awarded").values_list("tender_id", "day"))
    contracts = Contract.unfenced.filter(tender_id__in=list(awarded), start__isnull=False)
    days = [(awarded[one.tender_id or 0], one.start or TODAY, one.tender_date or TODAY) for one in contracts]
    assert any(start < TODAY for _awarded, start, _published in days)
    assert all(published <= day <= min(max(start, published), TODAY) for day, start, published in days)
