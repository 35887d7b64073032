"""Notices that lack a part, say a thing twice, or are very wide: read as far as they go, in steps that grow evenly."""

from __future__ import annotations

import re
import sys
from types import FrameType

import pytest

from tests.adapters.eforms.builder import (
    DE_BRUG,
    DE_DIJK,
    EVERYBODY,
    ONE_AWARD,
    VOORBEELDSTAD,
    amount,
    cbc,
    contract,
    efac,
    efbc,
    lot,
    lot_result,
    notice,
    organisation,
    party,
    project,
    tender,
)
from tests.adapters.eforms.reading import codes, read, refusal, the_award
from tests.adapters.eforms.samples import rich, samples, wide

PARTS = sorted(set(re.findall(r"<((?:cac|efac):[A-Za-z]+)>", rich().decode())))


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("name", ["awarded", "announced", "changed"])
def test_a_notice_without_a_part_is_read_as_far_as_it_goes(name: str, part: str) -> None:
    whole = samples()[name].decode()
    less = re.sub(rf"<{part}>(?:(?!</?{part}>).)*</{part}>", "", whole)
    read(less.encode())


def test_a_winner_that_is_not_there_is_pointed_out_and_its_name_used() -> None:
    result = lot_result() + tender() + contract("CON-1", "TEN-1") + party(title="De Brug")
    found = read(notice(result, organisations=VOORBEELDSTAD))
    assert (found.awards[0].winners[0].name, found.awards[0].winners[0].kvk) == ("De Brug", "")
    assert codes(found.warnings) == ["WINNER_UNKNOWN", "WINNER_NAME_ONLY"]


def test_of_two_organisations_with_one_id_the_first_counts() -> None:
    twice = VOORBEELDSTAD + DE_BRUG + organisation("ORG-2", "Een ander B.V.", "99887766")
    assert the_award(notice(organisations=twice)).winners[0].name == "Bouwbedrijf De Brug B.V."


def test_of_two_lots_with_one_id_the_first_counts() -> None:
    award = the_award(notice(lots=lot("LOT-1", project("Noord", kind="services")) + lot("LOT-1", project("Zuid"))))
    assert (award.title, award.kind) == ("Noord", "services")


def test_of_two_tenders_and_two_parties_with_one_id_the_first_counts() -> None:
    result = ONE_AWARD + tender(amount="7") + party("TPA-1", "ORG-3")
    award = the_award(notice(result))
    assert (award.value_cents, award.winners[0].kvk) == (50000000, "22334455")


@pytest.mark.parametrize(
    ("number", "kvk"),
    [
        ("22334455", "22334455"),
        ("2233 4455", "22334455"),
        ("22.33.44.55", "22334455"),
        ("KvK-nummer: 22334455", "22334455"),
        ("NL001234567B01", ""),
        ("RSIN 001234567", ""),
        ("001234567", ""),
        ("", ""),
        ("n.v.t.", ""),
    ],
)
def test_a_winner_keeps_its_number_as_written_and_its_kvk_number_where_it_is_one(number: str, kvk: str) -> None:
    organisations = VOORBEELDSTAD + organisation("ORG-2", "De Brug", number)
    (winner,) = the_award(notice(organisations=organisations)).winners
    assert (winner.kvk, winner.number) == (kvk, number)


def test_a_group_in_a_framework_with_a_maximum_is_one_contract_worth_that_maximum() -> None:
    values = efac("FrameworkAgreementValues", amount("MaximumValueAmount", "900000"))
    result = (
        lot_result(inner=values)
        + tender(amount="")
        + contract("CON-1", "TEN-1", inner=efbc("ContractFrameworkIndicator", "true"))
        + party("TPA-1", "ORG-2", "ORG-3", title="Combinatie", leader="ORG-3")
    )
    award = the_award(notice(result))
    assert [winner.kvk for winner in award.winners] == ["33445566", "22334455"]
    assert (award.group_name, award.framework) == ("Combinatie", True)
    assert (award.value_cents, award.value_found_at) == (90000000, "LOT-1 · framework value of the lot")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "iso-8859-1", "cp1252"])
def test_every_usual_encoding_gives_the_same_notice(encoding: str) -> None:
    text = notice(organisations=EVERYBODY.replace("De Brug", "De Brüg")).decode()
    mark = "\ufeff" if encoding in ("utf-16-le", "utf-16-be") else ""
    names = {"utf-8-sig": "UTF-8", "cp1252": "windows-1252", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}
    content = (mark + text.replace("UTF-8", names.get(encoding, encoding))).encode(encoding)
    assert read(content).awards == read(text.encode()).awards


def test_a_hundred_megabytes_are_refused_before_they_are_parsed() -> None:
    assert refusal(b"<" * (100 * 1024 * 1024)).code == "FILE_TOO_LARGE"


@pytest.mark.parametrize("depth", [100, 300])
def test_nesting_inside_a_notice_is_read_or_refused(depth: int) -> None:
    inside = "<cac:X>" * depth + cbc("Name", "diep") + "</cac:X>" * depth
    found = read(notice(lots=lot(about=project(inner=inside))))
    assert codes(found.problems) == ([] if depth < 200 else ["XML_TOO_LARGE_INSIDE"])


def steps(content: bytes) -> int:
    """Return how many calls it takes to read a notice."""
    count = 0

    def one_more(_frame: FrameType, event: str, _what: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(one_more)
    try:
        read(content)
    finally:
        sys.setprofile(None)
    return count


def test_a_thousand_lots_with_a_thousand_winners_take_ten_times_the_steps_of_a_hundred() -> None:
    content = wide(1000)
    found = read(content)
    assert (len(found.awards), found.warnings) == (1000, ())
    assert found.awards[999].winners[0].kvk == "20001000"
    assert steps(content) < 11 * steps(wide(100))


def test_a_thousand_contracts_on_one_lot_take_ten_times_the_steps_of_a_hundred() -> None:
    def crowded(count: int) -> bytes:
        numbers = range(count)
        every = [f"TEN-{n}" for n in numbers], [f"CON-{n}" for n in numbers]
        result = lot_result("LOT-1", *every) + "".join(
            tender(f"TEN-{n}", f"TPA-{n}") + contract(f"CON-{n}", f"TEN-{n}") + party(f"TPA-{n}") for n in numbers
        )
        return notice(result, organisations=VOORBEELDSTAD + DE_BRUG + DE_DIJK)

    assert len(read(crowded(1000)).awards) == 1000
    assert steps(crowded(1000)) < 11 * steps(crowded(100))
