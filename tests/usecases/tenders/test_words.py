"""What happened to a tender is told in words, whoever did it."""

from __future__ import annotations

import re
from pathlib import Path

from tegenwaarde.records.models import TenderState, Variant
from tegenwaarde.usecases.reading.tender_words import WORDS

SOURCE = Path(__file__).parents[3] / "src" / "tegenwaarde" / "usecases"
PARTS = ("tenders", "spec_texts", "notices", "calendar_sheets")
CODE = re.compile(r"\"(tender_[a-z_]+|contract_unlinked)\"")
NO_CODES = {"tender_id", "tender_date", "tender_day"}  # names of fields that look like codes


def used() -> set[str]:
    """Return every code that a use-case may remember of a tender, also where one is put together."""
    files = [file for part in PARTS for file in (SOURCE / part).rglob("*.py")]
    plain = {code for file in files for code in CODE.findall(file.read_text(encoding="utf-8"))}
    taken_back = {f"tender_{state}_taken_back" for state in TenderState.values if state != TenderState.PLANNED}
    return (plain - NO_CODES) | taken_back | {f"spec_text_{variant}" for variant in Variant.values}


def test_everything_that_is_remembered_of_a_tender_has_words() -> None:
    assert sorted(used() - set(WORDS)) == []
    assert len(used()) > 15
