"""Who somebody is, as a keyed hash: the same person gives the same hash however the name is written."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tegenwaarde.records.identity import KeysMissing, identity_chain, identity_hash, normalised_name, renewed_hash

BORN = date(1990, 4, 27)

SAME = [
    ("Jansen", "JANSEN", "  jansen ", "Jansen."),
    ("van der Berg", "Van Der Berg", "v.d. Berg", "vd Berg", "v/d Berg", "Berg, van der", "Berg (van der)", "Berg"),
    ("van den Broek", "Broek, van den", "Broek"),
    ("'s-Gravesande", "'s Gravesande", "\u2019s-Gravesande", "'sGravesande", "`s-GRAVESANDE", "Gravesande"),
    ("'t Hooft", "\u2019t Hooft", "t Hooft", "Hooft, 't", "'T HOOFT", "van 't Hooft"),
    ("in 't Veld", "Veld, in 't", "in \u2018t Veld"),
    ("IJzerman", "ijzerman", "\u0132zerman", "\u0133zerman", "Yzerman", "\u0178zerman"),
    ("Meijer", "MEIJER", "Me\u0133er", "Meyer"),
    ("Oude Voshaar", "Oude-Voshaar", "OUDE  VOSHAAR", "Oude\u2010Voshaar"),
    ("M\u00fcller", "Mu\u0308ller", "MULLER", "M\u00dcLLER"),
    ("S\u00f8rensen", "Sorensen"),
    ("\u0141ukasik", "Lukasik", "\u0142ukasik"),
    ("\u00c6gir", "Aegir", "\u00e6gir"),
    ("Wei\u00df", "Weiss", "WEISS"),
    ("\ufb01scher", "FISCHER"),
    ("O'Brien", "O\u2019Brien", "OBrien"),
    ("\u00c7elik", "Celik", "C\u0327elik"),
    ("El Amrani", "Amrani", "el amrani"),
    ("Jan van Dijk", "J. van Dijk Jan", "Dijk, Jan van", "van Dijk Jan"),
    ("Y\u0131lmaz", "Yilmaz", "YILMAZ", "Y\u0131lmaz"),
]


@pytest.mark.parametrize("ways", SAME, ids=lambda ways: ways[0])
def test_one_name_is_one_person_however_it_is_written(ways: tuple[str, ...]) -> None:
    assert len({normalised_name(way) for way in ways}) == 1, {way: normalised_name(way) for way in ways}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jansen", "Janssen"),
        ("de Vries", "de Bries"),
        ("Oude Voshaar", "Voshaar"),
        ("'t Hooft", "Thooft"),
        ("van", "de"),
        ("Li", "Lin"),
    ],
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert normalised_name(one) != normalised_name(other)


@pytest.mark.parametrize("name", ["De", "O", "Den Van", "U"])
def test_a_name_of_a_prefix_or_a_letter_alone_is_a_name(name: str) -> None:
    assert normalised_name(name) == name.lower()


def test_the_hash_tells_nothing_and_needs_the_key(settings: Any) -> None:
    made, keys = identity_hash("Jansen", BORN)
    assert (len(made), keys) == (64, 1)
    settings.REFERENCE_KEYS = ("another key",)
    assert identity_hash("Jansen", BORN)[0] != made


def test_another_day_of_birth_is_another_person() -> None:
    assert identity_hash("Jansen", BORN) != identity_hash("Jansen", date(1990, 4, 28))


def test_a_later_key_hashes_the_hash_so_that_no_name_is_needed(settings: Any) -> None:
    settings.REFERENCE_KEYS = ("first",)
    old, keys = identity_hash("Jansen", BORN)
    settings.REFERENCE_KEYS = ("first", "second", "third")
    assert renewed_hash(old, keys) == identity_hash("Jansen", BORN)
    assert identity_chain("Jansen", BORN)[0] == old


def test_a_hash_of_more_keys_than_there_are_is_refused(settings: Any) -> None:
    settings.REFERENCE_KEYS = ("first",)
    with pytest.raises(KeysMissing):
        renewed_hash("a" * 64, 2)
