"""Mutated notices never make the reader crash or hang: a few hundred here, always the same ones."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest

from tegenwaarde.adapters.eforms.parties import kvk_in
from tegenwaarde.adapters.eforms.social import shortened
from tests.adapters.eforms.builder import (
    amount,
    buyer,
    cac,
    cbc,
    contract,
    efac,
    efbc,
    estimate,
    lot,
    lot_result,
    notice,
    party,
    period,
    project,
    tender,
)
from tests.adapters.eforms.reading import read

ROUNDS = 400
TAG = re.compile(rb"<[^<>]+>")
TEXT = re.compile(rb">[^<>]+<")
ELEMENT = re.compile(rb"<([a-z]+:[A-Za-z]+)[^<>]*>[^<>]*</\1>")
NONSENSE = [
    b"",
    b"-1",
    b"unpublished",
    b"0",
    b"9" * 400,
    b"1e999",
    b"NaN",
    b"2024-99-99",
    b"\xff\xfe",
    b"&#0;",
    b"&amp;",
    b"]]>",
    b"LOT-1",
    b"TEN-1",
    b"TPA-1",
    b"CON-1",
    b"ORG-1",
    b"SROI " * 100,
    b"k.v.k. " * 200,
    b"1 " * 500,
    b"\xe2\x80\xae",
    b"<x>",
    b"<!DOCTYPE a>",
    b"<![CDATA[",
    b"<!--",
    "é".encode("utf-16"),
]


def rich() -> bytes:
    """Return a notice that has nearly everything the reader looks at."""
    result = (
        efac("FieldsPrivacy", efbc("FieldIdentifierCode", "not-val"))
        + amount("TotalAmount", "700000")
        + lot_result("LOT-1", ["TEN-1", "TEN-2"], ["CON-1", "CON-2"], inner=amount("LowerTenderAmount", "5"))
        + lot_result("LOT-2", ["TEN-3"], [], "clos-nw")
        + tender()
        + tender("TEN-2", "TPA-2", "GLO-1", "200000", "GBP")
        + tender("TEN-3", "TPA-1", "LOT-2", "100.105")
        + contract("CON-1", "TEN-1", "TEN-3", inner=cbc("Title", "SROI"))
        + contract("CON-2", "TEN-2")
        + party("TPA-1", "ORG-2", "ORG-3", title="Combinatie", leader="ORG-3")
        + party("TPA-2", "ORG-3")
    )
    members = "".join(cac("ProcurementProjectLotReference", cbc("ID", each)) for each in ("LOT-1", "LOT-2"))
    group = cac("TenderingTerms", cac("LotDistribution", cac("LotsGroup", cbc("LotsGroupID", "GLO-1"), members)))
    about = project(inner=estimate("7000000") + period("2024-04-01", duration="24"), description="met social return")
    change = efac("ContractModification", efbc("ModifiedContractIdentifier", "CON-1"), efac("Change"))
    return notice(
        result, lots=lot("LOT-1", about) + lot("LOT-2"), buyers=buyer() + buyer("ORG-3"), inner=group, extension=change
    )


def cut(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.randrange(1, 200) :]


def other_bytes(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randrange(1, 8)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def other_text(content: bytes, chance: random.Random) -> bytes:
    place = chance.choice(list(TEXT.finditer(content)))
    return content[: place.start() + 1] + chance.choice(NONSENSE) + content[place.end() - 1 :]


def other_attribute(content: bytes, chance: random.Random) -> bytes:
    return re.sub(rb'="[^"<>]{0,20}"', lambda hit: b'=""' if chance.random() < 0.3 else hit[0], content)


def element_gone(content: bytes, chance: random.Random) -> bytes:
    place = chance.choice(list(ELEMENT.finditer(content)))
    return content[: place.start()] + content[place.end() :]


def element_again(content: bytes, chance: random.Random) -> bytes:
    place, target = chance.choices(list(ELEMENT.finditer(content)), k=2)
    return content[: target.end()] + place[0] * chance.randrange(1, 30) + content[target.end() :]


def texts_swapped(content: bytes, chance: random.Random) -> bytes:
    first, second = sorted(chance.sample(list(TEXT.finditer(content)), 2), key=lambda hit: hit.start())
    return (
        content[: first.start()]
        + second[0]
        + content[first.end() : second.start()]
        + first[0]
        + content[second.end() :]
    )


def tag_renamed(content: bytes, chance: random.Random) -> bytes:
    names = sorted(set(re.findall(rb"[a-z]+:[A-Za-z]+", content)))
    old, new = chance.choices(names, k=2)
    return content.replace(old + b">", new + b">").replace(old + b" ", new + b" ")


MUTATIONS: list[Callable[[bytes, random.Random], bytes]] = [
    cut,
    other_bytes,
    other_text,
    other_attribute,
    element_gone,
    element_again,
    texts_swapped,
    tag_renamed,
]


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda each: each.__name__)
def test_a_mutated_notice_is_read_or_refused(mutation: Callable[[bytes, random.Random], bytes]) -> None:
    chance = random.Random(mutation.__name__)
    whole = rich()
    for _ in range(ROUNDS // len(MUTATIONS)):
        content = whole
        for _ in range(chance.randrange(1, 4)):
            content = mutation(content, chance)
        read(content)


def test_the_notice_that_is_mutated_is_itself_in_order() -> None:
    found = read(rich())
    assert len(found.awards) == 2
    assert len(found.buyers) == 2


@pytest.mark.parametrize("piece", ["k.v.k. ", "1 ", "1.2-", "kamer van koophandel ", "0106:", "00000003"])
def test_a_long_number_is_looked_through_in_one_go(piece: str) -> None:
    assert kvk_in(piece * 100_000, "NLD") == ""


@pytest.mark.parametrize("piece", ["social ", "afstand tot de ", "sociale-", "sro", "langdurige werkl", "PSOPSO"])
def test_a_long_text_is_looked_through_in_one_go(piece: str) -> None:
    assert shortened(piece * 100_000) == ""
