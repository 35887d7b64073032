"""Files of municipalities: the note's own table, and what happens to rows that cannot bear anything."""

from __future__ import annotations

import pytest

from tegenwaarde.policy.book import PotShape
from tegenwaarde.usecases.batch.blocks import FileUnusable
from tegenwaarde.usecases.batch.costs import calc_costs
from tests.batch.files import costs, csv_text, valued

NOTE_POTS = [3_720_000, 700_000, 400_000]
NOTE = {
    "Almelo": (72505, "4303.41"), "Borne": (22347, "1326.37"), "Dinkelland": (26119, "1550.25"),
    "Enschede": (158480, "9406.30"), "Haaksbergen": (24329, "1444.01"), "Hellendoorn": (35652, "2116.06"),
    "Hengelo (O.)": (81080, "4812.36"), "Hof van Twente": (34890, "2070.83"), "Losser": (22445, "1332.18"),
    "Oldenzaal": (32112, "1905.95"), "Rijssen-Holten": (37875, "2248.00"), "Tubbergen": (21122, "1253.66"),
    "Twenterand": (33856, "2009.46"), "Wierden": (23944, "1421.15"),
}  # fmt: skip


def note_rows() -> list[dict[str, str]]:
    return [
        {"name": name, "population": str(people), "one_off_exempt": "1" if name == "Enschede" else ""}
        for name, (people, _) in NOTE.items()
    ]


def cents(text: str) -> int:
    return int(text.replace(".", ""))


def test_the_table_of_the_note_comes_out_within_a_cent() -> None:
    lines = costs(csv_text(note_rows()), NOTE_POTS)
    for line in lines:
        assert abs(cents(line["population_eur"]) - cents(NOTE[line["name"]][1])) <= 1
        assert line["equal_eur"] == "500.00"
        assert line["one_off_eur"] in ({"0.00"} if line["name"] == "Enschede" else {"307.69", "307.70"})
    sums = [sum(cents(line[name]) for line in lines) for name in ("population_eur", "equal_eur", "one_off_eur")]
    assert sums == NOTE_POTS


def test_a_pot_that_is_not_given_has_the_amount_of_the_policy() -> None:
    given = valued(calc_costs, csv_text(note_rows()), amounts={PotShape.EQUAL: 700_000})[1]
    assert given == valued(calc_costs, csv_text(note_rows()), amounts={})[1]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"population": ""}, "number of inhabitants"),
        ({"population": "-1"}, "write a number"),
        ({"population": "1000.555"}, "write a number"),
        ({"population": "veel"}, "write a number"),
        ({"population": "1" * 131_073}, "longer than 131072"),
        ({"one_off_exempt": "ja"}, "one_off_exempt: write 1"),
    ],
)
def test_a_refused_row_bears_nothing_and_the_others_bear_it_all(cells: dict[str, str], reason: str) -> None:
    rows = [{"name": "Voorbeeldstad", "population": "3", "one_off_exempt": ""}]
    rows += [{"name": "Buurstad", "population": "1", "one_off_exempt": ""} | cells]
    amounts = dict.fromkeys((PotShape.BY_POPULATION, PotShape.EQUAL, PotShape.EQUAL_NOT_EXEMPT), 1001)
    tally, answer = valued(calc_costs, csv_text(rows), amounts=amounts)
    header, first, second = answer.decode().splitlines()
    assert header == "name,population_eur,equal_eur,one_off_eur,total_eur"
    assert (first, second) == ("Voorbeeldstad,10.01,10.01,10.01,30.03", "Buurstad,,,,")
    (said,) = tally.reasons
    assert tally.refused == 1
    assert said.startswith("Row 2 (Buurstad) is refused.")
    assert reason in said


def test_the_cents_left_over_go_to_the_largest_remainder_then_the_larger_population_then_the_first() -> None:
    rows = [{"name": name, "population": people} for name, people in (("a", "1"), ("b", "2"), ("c", "2"))]
    assert [line["equal_eur"] for line in costs(csv_text(rows), [0, 200, 0])] == ["0.66", "0.67", "0.67"]
    assert [line["equal_eur"] for line in costs(csv_text(rows), [0, 100, 0])] == ["0.33", "0.34", "0.33"]


def test_where_nobody_has_inhabitants_every_row_says_that_nobody_can_bear_the_pot() -> None:
    tally, answer = valued(calc_costs, "name,population\na,0\nb,0\n", amounts={PotShape.BY_POPULATION: 5})
    assert answer.decode().splitlines()[1:] == ["a,,,,", "b,,,,"]
    assert ["Nobody can bear" in reason for reason in tally.reasons] == [True, True]


def test_where_everybody_is_exempt_nobody_bears_the_one_off() -> None:
    tally, _ = valued(calc_costs, "name,population,one_off_exempt\na,5,1\n", amounts={})
    assert tally.refused == 1


def test_pots_of_nothing_need_no_bearer() -> None:
    assert costs("name,population\na,0\n", [0, 0, 0])[0]["total_eur"] == "0.00"


def test_a_file_without_rows_has_nobody_to_split_over() -> None:
    with pytest.raises(FileUnusable):
        costs("name,population\n", NOTE_POTS)


def test_names_and_populations_of_any_kind_come_through() -> None:
    rows = [{"name": "Buurstad, gemeente", "population": "9" * 40}, {"name": "Ünstad", "population": "0"}]
    lines = costs(csv_text(rows), NOTE_POTS)
    assert [(line["name"], line["population_eur"]) for line in lines] == [
        ("Buurstad, gemeente", "37200.00"),
        ("Ünstad", "0.00"),
    ]


def test_a_population_with_decimals_bears_in_hundredths() -> None:
    lines = costs("name,population\nVoorbeeldstad,0.75\nBuurstad,0.25\nOudestad,1.0\n", [20_000, 0, 0])
    assert [line["population_eur"] for line in lines] == ["75.00", "25.00", "100.00"]


def test_a_refused_row_among_many_leaves_the_others_their_own_share() -> None:
    rows = [{"name": f"stad {number}", "population": "x" if number == 40_000 else "1"} for number in range(70_000)]
    lines = costs(csv_text(rows), [69_999 * 3, 0, 0])
    assert [line["name"] for line in lines if line["population_eur"] != "0.03"] == ["stad 40000"]
    assert lines[40_000]["total_eur"] == ""


def test_a_file_of_populations_alone_is_split_too() -> None:
    assert [line["equal_eur"] for line in costs("population\n1\n1\n", [0, 100, 0])] == ["0.50", "0.50"]
