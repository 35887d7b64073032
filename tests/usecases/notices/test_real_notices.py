"""Real notices end in the right contracts, rows in the calendar or the right line; where the folder with them is."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.records.models import Buyer, Contract, NoticeBatch, NoticeFile, Subregion, Tender
from tegenwaarde.usecases.notices.batches import start_batch
from tegenwaarde.usecases.notices.unpacking import Sent
from tests.cast import a_buyer
from tests.usecases.notices.making import Memory, a_zip, outside

FOLDER = Path(os.environ.get("TEGENWAARDE_SHARED_DATA", "")) / "eforms"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("policy_text"),
    pytest.mark.skipif(
        not (os.environ.get("TEGENWAARDE_SHARED_DATA") and FOLDER.is_dir()), reason="the real notices are not here"
    ),
]

MADE: dict[str, list[int | None]] = {
    "dutch-awards/00067508-2024.xml": [350_000_000],
    "dutch-awards/00191536-2024.xml": [388_700_000],
    "dutch-awards/00195299-2025.xml": [
        65_000_000
    ],  # announced for 700,000; its award, the last of the two, says 650,000
    "dutch-awards/00608106-2025.xml": [96_000_000],
    "foreign-awards/00052400-2025.xml": [46_052_000],
    "foreign-awards/00094768-2024.xml": [48_066_323],
    "foreign-awards/00104729-2025.xml": [19_659_027, 48_141_000],
    "foreign-awards/00191534-2024.xml": [4_096_127, 1_376_811],
    "foreign-awards/00565039-2023.xml": [32_100_000],
    "sdk-examples/can-social_24.xml": [10_000_000],
    "sdk-examples/can_23_contracts.xml": [None, None],
    "sdk-examples/can_24_maximal.xml": [999_999_999, 999_999_999],
    "sdk-examples/can_24_minimal.xml": [9_541_400],
    "sdk-examples/can_25_withheld.xml": [None],
}
UPDATED = {"dutch-awards/00432138-2025.xml"}
PLANNED = {
    "dutch-other/00127505-2024.xml": 1,
    "dutch-other/00649921-2023.xml": 1,
    "sdk-examples/cn_24_maximal.xml": 2,
    "social-objective/00544961-2023.xml": 1,
    "social-objective/00583624-2023.xml": 4,
}
REFUSED = {
    "legacy-ted-export/120167-2016.xml": "OLD_TED_SCHEMA",
    "legacy-ted-export/575129-2023.xml": "OLD_TED_SCHEMA",
    "sdk-examples/can-modif_24_value.xml": "CHANGED_CONTRACT_UNKNOWN",
    "sdk-examples/can_24_no_tenders.xml": "NO_CONTRACT_AWARDED",
    "sdk-invalid/INVALID_can_24_stage-1.xml": "NOTICE_ID_MISSING",
}


@pytest.fixture
def batch(anna_actor: Actor, subregion_a: Subregion) -> NoticeBatch:
    """All real notices in one ZIP, uploaded by Anna in whose subregion two of the buyers are."""
    a_buyer(subregion_a, "Universiteit Twente", kvk="50130536")
    a_buyer(subregion_a, "Waterschap Rivierenland", kvk="30281419")
    files = {str(one.relative_to(FOLDER)): one.read_bytes() for one in sorted(FOLDER.rglob("*.xml"))}
    known = {*MADE, *UPDATED, *PLANNED, *REFUSED}
    zipped = Sent("eforms.zip", a_zip({name: content for name, content in files.items() if name in known}))
    return start_batch(actor=anna_actor, files=[zipped], size=1, outside=outside(Memory()), today=date(2026, 1, 2))


def test_every_real_notice_ends_in_the_right_contracts_or_the_right_line(batch: NoticeBatch) -> None:
    lines = {line.file_name.split(" › ")[-1]: line for line in batch.lines.all()}
    assert {name for name, line in lines.items() if line.outcome == "made"} == set(MADE)
    assert {name for name, line in lines.items() if line.outcome == "updated"} == UPDATED
    assert {name: len(line.tenders) for name, line in lines.items() if line.outcome == "planned"} == PLANNED
    refused = {name: line.problems[0]["code"] for name, line in lines.items() if line.outcome == "refused"}
    assert refused == REFUSED
    for name, values in MADE.items():
        held = [Contract.unfenced.get(pk=pk).value_cents for pk in lines[name].contracts]
        assert held == values, name
    assert lines["dutch-awards/00432138-2025.xml"].contracts == lines["dutch-awards/00195299-2025.xml"].contracts
    assert Contract.unfenced.count() == sum(len(values) for values in MADE.values())
    assert Tender.unfenced.count() == sum(PLANNED.values())


def test_the_water_boards_contract_is_complete_but_for_nothing_the_notice_says(batch: NoticeBatch) -> None:
    assert batch.ended
    contract = Contract.unfenced.get(notice__publication_number="00191536-2024")
    supplier = contract.supplier
    assert supplier
    assert (supplier.name, supplier.kvk) == ("Hegeman Bouw & Infra B.V.", "70248311")
    assert (contract.start, contract.end, contract.cpv) == (date(2024, 4, 1), date(2026, 12, 31), "45000000")
    assert contract.buyers.get().buyer == Buyer.unfenced.get(kvk="30281419")
    assert contract.kind == "works"


def test_frameworks_are_marked_and_winners_abroad_are_known_by_their_register(batch: NoticeBatch) -> None:
    assert batch.ended
    assert set(Contract.unfenced.filter(framework=True).values_list("notice__notice_id", flat=True)) == {
        NoticeFile.unfenced.get(file_name__endswith="can_24_maximal.xml").notice_id
    }
    bluefors = Contract.unfenced.get(notice__publication_number="00432138-2025").supplier
    assert bluefors
    assert (bluefors.country, bluefors.kvk) == ("FIN", "")
