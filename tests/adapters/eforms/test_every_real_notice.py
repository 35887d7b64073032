"""Every real notice in the shared folder against what a person read in its XML; passed over where there is no folder.

A file that is not in the table fails: read it and write down what it says.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pytest

from tegenwaarde.usecases.ports.notices import NoticeAward, NoticeTender, ReadNotice, SocialReturnMention
from tests.adapters.eforms.reading import codes, read
from tests.adapters.eforms.test_real_notices import FOLDER

NOWHERE: tuple[tuple[str, str], ...] = ()


class Won(NamedTuple):
    """A contract: reference, lots, winners (name, KvK, country), cents, where found, estimate, and so on."""

    ref: str
    lots: tuple[str, ...]
    winners: tuple[tuple[str, str, str], ...]
    cents: int | None
    found: str
    estimate: int | None
    kind: str
    cpv: str
    awarded: date | None = None
    concluded: date | None = None
    start: date | None = None
    end: date | None = None
    framework: bool = False
    said: tuple[tuple[str, str], ...] = NOWHERE


class Asked(NamedTuple):
    """A tender: lot, kind, CPV, estimate, first and last day, duration, framework, procedure, social return."""

    lot: str
    kind: str
    cpv: str
    estimate: int | None
    start: date | None = None
    end: date | None = None
    duration: str = ""
    framework: bool = False
    procedure: str = ""
    said: tuple[tuple[str, str], ...] = NOWHERE


class Read(NamedTuple):
    """A notice: form, subtype, ids, number and day of publication, buyers (name, KvK), and what it gives."""

    form: str
    subtype: str
    id: str
    version: str
    procedure: str
    number: str
    day: date
    buyers: tuple[tuple[str, str], ...]
    awards: tuple[Won, ...] = ()
    tenders: tuple[Asked, ...] = ()
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


FRIDGE = "196c94ed-a67e-4ee2-ab9e-903f14e142c4"
TWENTE = (("Universiteit Twente", "50130536"),)
BLUEFORS = (("Bluefors Oy", "", "FIN"),)
AT_TENDER = "TEN-0001 · tender amount"
UNDATED = "PUBLICATION_DATE_MISSING"  # an example that was never published
MATCHED = (date(2023, 1, 1), date(2023, 5, 23))
RESERVED = "reserved execution"

TABLE = {
    "dutch-awards/00067508-2024": Read(
        "award",
        "29",
        "759200d6-b086-4a74-b0d6-fa6f291f119e",
        "01",
        "e635e806-4763-4cc1-9802-a85384a685ae",
        "00067508-2024",
        date(2024, 2, 1),
        (("Technische Universiteit Delft", "27364265"),),
        (
            Won(
                "CON-0001",
                ("LOT-0000",),
                (("Oxford Instruments GmbH", "", "DEU"),),
                350000000,
                AT_TENDER,
                350000000,
                "supplies",
                "38000000",
                date(2023, 12, 21),
            ),
        ),
        warnings=("TOTAL_DIFFERS",),
    ),
    "dutch-awards/00191536-2024": Read(
        "award",
        "29",
        "e23f09ec-e388-47f1-94c2-f6e495b1cf27",
        "01",
        "9974ccf1-1d0a-4393-9198-33b67d6e2cb7",
        "00191536-2024",
        date(2024, 4, 2),
        (("Waterschap Rivierenland", "30281419"),),
        (
            Won(
                "CON-0001",
                ("LOT-0000",),
                (("Hegeman Bouw & Infra B.V.", "70248311", "NLD"),),
                388700000,
                AT_TENDER,
                700000000,
                "works",
                "45000000",
                date(2024, 2, 14),
                None,
                date(2024, 4, 1),
                date(2026, 12, 31),
                said=(("text", "LOT-0000 · award criterion"),),
            ),
        ),
    ),
    "dutch-awards/00195299-2025": Read(
        "direct_award",
        "25",
        "227c2c8a-c594-435c-a6ed-79d1d65ba897",
        "01",
        FRIDGE,
        "00195299-2025",
        date(2025, 3, 26),
        TWENTE,
        (Won("CON-0001", ("LOT-0000",), BLUEFORS, 70000000, "notice total", None, "supplies", "38000000"),),
        warnings=("ANNOUNCED_BEFOREHAND",),
    ),
    "dutch-awards/00432138-2025": Read(
        "award",
        "29",
        "1374da9e-3ad0-4e73-959e-8a06c5fee625",
        "02",
        FRIDGE,
        "00432138-2025",
        date(2025, 7, 3),
        TWENTE,
        (Won("CON-0001", ("LOT-0000",), BLUEFORS, 65000000, AT_TENDER, 70000000, "supplies", "38000000"),),
        warnings=("TOTAL_DIFFERS",),
    ),
    "dutch-awards/00608106-2025": Read(
        "award",
        "29",
        "02068f48-ca2f-4436-9abe-31c186d0fdb2",
        "01",
        "261cde45-3d81-4dcc-8a9e-9214a3efdd5d",
        "00608106-2025",
        date(2025, 9, 17),
        (("Nederlandse Organisatie voor toegepast-natuurwetenschappelijk onderzoek TNO", ""),),
        (
            Won(
                "CON-0001",
                ("LOT-0000",),
                (("BlueFors Cryogenics Oy", "", "FIN"),),
                96000000,
                AT_TENDER,
                96000000,
                "supplies",
                "38000000",
                date(2025, 6, 12),
                date(2025, 8, 6),
            ),
        ),
    ),
    "dutch-other/00127505-2024": Read(
        "contract",
        "10",
        "9e5933fa-86a8-44c0-a8c1-abc1e0d1ab57",
        "01",
        "cd9b9071-6cd2-47bb-aad6-3d9cca00bb59",
        "00127505-2024",
        date(2024, 3, 1),
        (("Ministerie van Defensie", "27370985"),),
        tenders=(
            Asked(
                "LOT-0000",
                "services",
                "79610000",
                100000000,
                date(2022, 12, 22),
                date(2025, 1, 31),
                procedure="oth-mult",
            ),
        ),
    ),
    "dutch-other/00649921-2023": Read(
        "contract",
        "10",
        "b674cf27-47c2-407b-b368-363ea75461ee",
        "01",
        "f5948a91-5850-47be-9aa0-f889a2bdceab",
        "00649921-2023",
        date(2023, 10, 25),
        (("politie", "57096317"), ("Politie", "")),
        tenders=(Asked("LOT-0000", "services", "85121100", 8000000000, duration="4 YEAR", procedure="oth-single"),),
    ),
    "foreign-awards/00052400-2025": Read(
        "award",
        "29",
        "a1d23228-5bd1-425f-901e-47c58747ac05",
        "01",
        "92a86021-5210-40f2-9e24-bf2f758d3102",
        "00052400-2025",
        date(2025, 1, 24),
        (("Universität Stuttgart", ""),),
        (
            Won(
                "CON-0001",
                ("LOT-0001",),
                (("Qinu GmbH", "", "DEU"),),
                46052000,
                AT_TENDER,
                50657200,
                "supplies",
                "38000000",
            ),
        ),
    ),
    "foreign-awards/00094768-2024": Read(
        "award",
        "29",
        "0ec05dc3-dc76-4029-8c99-35d2952ab9f0",
        "01",
        "4ffdfeb4-8fbe-487a-bb94-add3273fa15f",
        "00094768-2024",
        date(2024, 2, 14),
        (("CNRS Alpes", ""),),
        (
            Won(
                "CON-0001",
                ("LOT-0001",),
                (("Bluefors", "", ""),),
                48066323,
                "notice total",
                None,
                "supplies",
                "38000000",
                date(2024, 1, 29),
                date(2024, 1, 30),
            ),
        ),
        warnings=("WINNER_NAME_ONLY",),
    ),
    "foreign-awards/00104729-2025": Read(
        "award",
        "29",
        "fe7e0338-baab-4cab-a51c-e314e467623b",
        "01",
        "e143621b-7d43-4e97-8ace-a314f5c08ed3",
        "00104729-2025",
        date(2025, 2, 17),
        (("CNRS Délégation Paris-Centre", ""),),
        (
            Won(
                "CON-0001",
                ("LOT-0001",),
                (("QUANTUM DESIGN", "", "FRA"),),
                19659027,
                AT_TENDER,
                20000000,
                "supplies",
                "38970000",
                date(2025, 1, 22),
                date(2025, 1, 27),
            ),
            Won(
                "CON-0002",
                ("LOT-0002",),
                (("QINU GmBH", "", "DEU"),),
                48141000,
                "TEN-0002 · tender amount",
                45000000,
                "supplies",
                "38970000",
                date(2024, 12, 2),
                date(2025, 1, 22),
            ),
        ),
    ),
    "foreign-awards/00191534-2024": Read(
        "award",
        "29",
        "f80d83c5-f453-474d-b11b-c62bec947312",
        "02",
        "59915ccf-9183-454b-918e-fa48629de64b",
        "00191534-2024",
        date(2024, 4, 2),
        (("FOD Binnenlandse Zaken", ""),),
        (
            Won(
                "CON-0001",
                ("LOT-0001", "LOT-0003", "LOT-0004", "LOT-0005"),
                (("Belgo Facility Services", "", "BEL"),),
                881909 + 1101645 + 1180788 + 931785,
                "TEN-0001, TEN-0003, TEN-0004, TEN-0005 · sum of the contract's tenders",
                None,
                "services",
                "90911000",
                None,
                date(2024, 3, 4),
                date(2024, 3, 5),
                date(2028, 3, 4),
            ),
            Won(
                "CON-0002",
                ("LOT-0002",),
                (("M&G CLEANING", "", "BEL"),),
                1376811,
                "TEN-0007 · tender amount",
                None,
                "services",
                "90911000",
                None,
                None,
                date(2024, 3, 5),
                date(2028, 3, 4),
            ),
        ),
        warnings=("TENDER_MOVED",),
    ),
    "foreign-awards/00565039-2023": Read(
        "award",
        "29",
        "f6798412-afad-4bf0-98e0-e91bda4b3599",
        "01",
        "e1289569-5f99-4c82-b520-996aaf4d3ce8",
        "00565039-2023",
        date(2023, 9, 19),
        (("IMEC VZW", ""),),
        (
            Won(
                "CON-0001",
                ("LOT-0001",),
                BLUEFORS,
                32100000,
                AT_TENDER,
                None,
                "supplies",
                "38000000",
                None,
                date(2022, 6, 23),
            ),
        ),
    ),
    "sdk-examples/can-modif_24_value": Read(
        "modification",
        "38",
        "3572a106-eb30-4c7a-8ac5-b3502f71742a",
        "01",
        "8e8b5cf4-595b-4562-85b0-7c79922cb330",
        "",
        date(2018, 8, 2),
        (("London South Bank University", ""),),
        (
            Won(
                "CON-0001",
                ("LOT-0000",),
                (("PwC UK LLP", "", "GBR"),),
                None,
                "",
                None,
                "services",
                "79410000",
                date(2018, 7, 31),
                date(2018, 8, 2),
            ),
        ),
        warnings=(UNDATED, "VALUE_IN_OTHER_CURRENCY"),
    ),
    "sdk-examples/can-social_24": Read(
        "award",
        "33",
        "eb13621b-cb76-46ee-b6c1-3d33ac707d94",
        "01",
        "23da790b-60bc-4897-8a6b-5b8eda654d89",
        "",
        date(2023, 5, 26),
        (("ZenithNova Innovations Ltd.", ""),),
        (
            Won(
                "CON-0001",
                ("LOT-0002",),
                (("Kapa", "", "LUX"),),
                10000000,
                "TEN-0002 · tender amount",
                None,
                "services",
                "75210000",
            ),
        ),
        warnings=(
            UNDATED,
            "LOT_WITHOUT_WINNER",
            "LOT_STILL_OPEN",
            "TENDER_WITHOUT_WIN",
            "TENDER_FROM_LOT",
            "TOTAL_DIFFERS",
        ),
    ),
    "sdk-examples/can_23_contracts": Read(
        "award",
        "32",
        "f4308a76-5393-477c-ba91-f4c9fb8818a6",
        "01",
        "37f6106b-c2e1-45f1-b88a-14888693ee36",
        "",
        date(2020, 3, 10),
        (("The Council of the City of Wakefield", ""),),
        tuple(
            Won(ref, ("LOT-0000",), ((name, "", "GBR"),), None, "", None, "services", "75242110", date(2020, 2, 19))
            for ref, name in (("CON-0001", "Jacobs"), ("CON-0002", "Phoenix commercial collections"))
        ),
        warnings=(UNDATED, "VALUE_IN_OTHER_CURRENCY", "VALUE_IN_OTHER_CURRENCY"),
    ),
    "sdk-examples/can_24_maximal": Read(
        "award",
        "29",
        "15377ca1-6cf7-4060-90f0-9290128957a3",
        "03",
        "2d2d24a2-df84-449e-8695-fb66ef504a5a",
        "",
        date(2023, 4, 23),
        (("Financial Adinistration for ...", ""),),
        tuple(
            Won(
                ref,
                ("LOT-0001",),
                winners,
                999999999,
                f"{tender} · tender amount",
                999999999,
                "services",
                "75121000",
                date(2023, 3, 23),
                date(2023, 3, 24),
                *MATCHED,
                framework=True,
            )
            for ref, tender, winners in (
                ("CON-0001", "TEN-0001", (("Gyro Soft SA", "", "LUX"), ("The best App Ltd.", "", "DEU"))),
                ("CON-0002", "TEN-0002", (("Competitor", "", "FRA"),)),
            )
        ),
        warnings=(UNDATED, "LOT_WITHOUT_WINNER", "TOTAL_DIFFERS"),
    ),
    "sdk-examples/can_24_minimal": Read(
        "award",
        "29",
        "65667997-031a-4198-bd25-7225449ef479",
        "01",
        "022d0ef9-6338-42d9-afa4-a87709128061",
        "",
        date(2019, 10, 23),
        (("Rouen Habitat", ""),),
        (
            Won(
                "CON-0001",
                ("LOT-0000",),
                (("Espaces Verts Lemire", "", "FRA"),),
                9541400,
                AT_TENDER,
                None,
                "services",
                "77310000",
                None,
                date(2019, 9, 3),
            ),
        ),
        warnings=(UNDATED, "TOTAL_DIFFERS"),
    ),
    "sdk-examples/can_24_no_tenders": Read(
        "award",
        "29",
        "da7ec2b4-ff04-4838-8e28-489a3b5c573c",
        "01",
        "084ecda3-0409-427a-a623-1212174063da",
        "",
        date(2015, 2, 2),
        (("foo", ""),),
        problems=("NO_CONTRACT_AWARDED",),
        warnings=(UNDATED, "LOT_WITHOUT_WINNER"),
    ),
    "sdk-examples/can_25_withheld": Read(
        "award",
        "30",
        "a1d155f6-11bf-4c32-83bf-87aec5457899",
        "01",
        "18d27a53-0109-4f93-9231-6659d931bce0",
        "",
        date(2020, 4, 10),
        (("NI Water and its subsidiaries", ""),),
        (
            Won(
                "CON-0001",
                ("LOT-0000",),
                (("Deloitte — Main Account LLP", "", "GBR"),),
                None,
                "",
                None,
                "services",
                "72260000",
                None,
                date(2020, 2, 12),
            ),
        ),
        warnings=(UNDATED, *("FIELD_WITHHELD",) * 3, "VALUE_IN_OTHER_CURRENCY"),
    ),
    "sdk-examples/cn_24_maximal": Read(
        "contract",
        "16",
        "14549263-b47b-4e59-96a1-2d0d13e19343",
        "03",
        "aff2863e-b4cc-4e91-baba-b3b85f709117",
        "",
        date(2023, 3, 23),
        (("Financial Adinistration for ...", ""),),
        tenders=tuple(
            Asked(
                lot,
                "services",
                "75121000",
                999999999,
                *MATCHED,
                framework=True,
                procedure="neg-w-call",
                said=(("BT-736", f"{lot} · {RESERVED}"),),
            )
            for lot in ("LOT-0001", "LOT-0002")
        ),
        warnings=(UNDATED,),
    ),
    "social-objective/00544961-2023": Read(
        "contract",
        "20",
        "0e858c17-5993-4a93-bce3-5fbc67e42522",
        "01",
        "e4c7ff2a-c5a9-499f-b68e-cda68077abd6",
        "00544961-2023",
        date(2023, 9, 8),
        (("Servica Oy", ""),),
        tenders=(Asked("LOT-0000", "services", "55523000", 9000000, procedure="open"),),
    ),
    "social-objective/00583624-2023": Read(
        "contract",
        "21",
        "fc03ac5b-6834-418e-bf20-75d2a9c99d75",
        "01",
        "ba7e3e11-1a8f-4404-bea9-b813e03864d2",
        "00583624-2023",
        date(2023, 9, 28),
        (("Helsingin kaupungin sosiaali-, terveys- ja pelastustoimiala", ""),),
        tenders=tuple(
            Asked(
                f"LOT-000{number}",
                "services",
                "85000000",
                None,
                duration="36 MONTH",
                procedure="open",
                said=(("BT-775", f"LOT-000{number} · social objective"),),
            )
            for number in range(1, 5)
        ),
    ),
}
REFUSED = {
    "legacy-ted-export/120167-2016": ("OLD_TED_SCHEMA",),
    "legacy-ted-export/575129-2023": ("OLD_TED_SCHEMA",),
    "sdk-invalid/INVALID_can_24_stage-1": ("NOTICE_ID_MISSING", "BUYER_MISSING"),
}


def file_name(name: str) -> str:
    return f"{name}.xml"


def said(mentions: tuple[SocialReturnMention, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((mention.route, mention.place) for mention in mentions)


def won(award: NoticeAward) -> Won:
    return Won(
        award.contract_ref,
        award.lot_refs,
        tuple((winner.name, winner.kvk, winner.country) for winner in award.winners),
        award.value_cents,
        award.value_found_at,
        award.estimated_cents,
        award.kind,
        award.cpv,
        award.awarded_on,
        award.concluded_on,
        award.start,
        award.end,
        award.framework,
        said(award.social_return),
    )


def asked(tender: NoticeTender) -> Asked:
    return Asked(
        tender.lot_ref,
        tender.kind,
        tender.cpv,
        tender.estimated_cents,
        tender.start,
        tender.end,
        tender.duration,
        tender.framework,
        tender.procedure_type,
        said(tender.social_return),
    )


def as_read(found: ReadNotice) -> Read:
    assert found.published_on
    return Read(
        found.form,
        found.subtype,
        found.notice_id,
        found.version,
        found.procedure_id,
        found.publication_number,
        found.published_on,
        tuple((buyer.name, buyer.kvk) for buyer in found.buyers),
        tuple(map(won, found.awards)),
        tuple(map(asked, found.tenders)),
        tuple(codes(found.problems)),
        tuple(codes(found.warnings)),
    )


@pytest.mark.parametrize("name", TABLE)
def test_a_real_notice_says_what_a_person_reads_in_it(name: str) -> None:
    assert as_read(read((FOLDER / file_name(name)).read_bytes())) == TABLE[name]


@pytest.mark.parametrize("name", REFUSED)
def test_a_real_file_that_is_no_good_notice_is_refused_with_its_reason(name: str) -> None:
    found = read((FOLDER / file_name(name)).read_bytes())
    assert (tuple(codes(found.problems)), found.awards, found.tenders) == (REFUSED[name], (), ())


def test_every_file_in_the_folder_was_read_by_a_person() -> None:
    there = {f"{path.parent.name}/{path.stem}" for path in FOLDER.rglob("*.xml")}
    assert there == TABLE.keys() | REFUSED.keys()


def test_the_modification_names_the_notice_and_the_contract_that_it_changes() -> None:
    found = read((FOLDER / "sdk-examples" / "can-modif_24_value.xml").read_bytes())
    (change,) = found.modifications
    assert (change.earlier_notice, change.contract_refs, change.reason) == ("342558-2018", ("CON-0001",), "add-wss")
    assert found.total_cents == 450000000
