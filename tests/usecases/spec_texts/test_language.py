"""The small language of spec texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenwaarde.usecases.ports.documents import Block, Kind, Piece
from tegenwaarde.usecases.spec_texts.language import fill, plain_text, read_filled, read_template, write

PLACES = {"buyer", "sum", "blocks"}
CONDITIONS = {"infrastructure", "labels"}
NAMES = {"sum": "de geraamde waarde", "labels": "of een keurmerk mag meetellen"}


def blocks_of(words: str, **known: object) -> list[tuple[str, str]]:
    conditions = {name: known.pop(name) for name in CONDITIONS & set(known)}
    template = read_template(words, places=PLACES, conditions=CONDITIONS)
    assert template.problems == ()
    filled = fill(template, values=known, conditions=conditions, name_of=NAMES.__getitem__)  # type: ignore[arg-type]
    return [(block.kind.value, block.words) for block in filled.blocks]


def wrong(words: str) -> list[tuple[str, str]]:
    template = read_template(words, places=PLACES, conditions=CONDITIONS)
    return [(problem.code, problem.place) for problem in template.problems]


def test_lines_together_are_one_paragraph_and_an_empty_line_parts_them() -> None:
    assert blocks_of("Een zin\nen nog een.\n\nEen tweede alinea.") == [
        ("paragraph", "Een zin en nog een."),
        ("paragraph", "Een tweede alinea."),
    ]


def test_headings_are_numbered_and_the_title_is_not() -> None:
    assert blocks_of("# Titel\n## Wat\n### Deel\n## Hoe") == [
        ("title", "Titel"),
        ("heading", "1. Wat"),
        ("subheading", "Deel"),
        ("heading", "2. Hoe"),
    ]


def test_a_heading_that_falls_away_leaves_no_hole_in_the_numbers() -> None:
    words = "## Een\n{if labels}\n## Keurmerken\n{end}\n## Twee"
    assert [found for _kind, found in blocks_of(words, labels=False)] == ["1. Een", "2. Twee"]


def test_a_list_in_a_place_becomes_an_item_for_each() -> None:
    assert blocks_of("- {blocks}\n- {buyer}", blocks=("a", "b"), buyer="Voorbeeldstad") == [
        ("item", "a"),
        ("item", "b"),
        ("item", "Voorbeeldstad"),
    ]


def test_what_is_not_known_is_said_at_its_place() -> None:
    template = read_template("Het gaat om {sum}.", places=PLACES, conditions=CONDITIONS)
    filled = fill(template, values={"sum": None}, conditions={}, name_of=NAMES.__getitem__)
    assert filled.missing == ("sum",)
    assert filled.blocks[0].pieces == (
        Piece("Het gaat om "),
        Piece("[nog in te vullen: de geraamde waarde]", missing=True),
        Piece("."),
    )


def test_a_condition_that_is_not_known_keeps_its_block_and_says_what_to_decide() -> None:
    assert blocks_of("{if labels}\nKeurmerk\n{end}", labels=None) == [
        ("paragraph", "[nog in te vullen: of een keurmerk mag meetellen]"),
        ("paragraph", "Keurmerk"),
    ]


def test_a_condition_can_be_turned_around() -> None:
    words = "{if infrastructure}\nJa\n{end}\n{if not infrastructure}\nNee\n{end}"
    assert blocks_of(words, infrastructure=True) == [("paragraph", "Ja")]
    assert blocks_of(words, infrastructure=False) == [("paragraph", "Nee")]


@pytest.mark.parametrize(
    ("words", "code", "line"),
    [
        ("Goed\n{buyr}", "UNKNOWN_PLACE", 2),
        ("{if roads}\nx\n{end}", "UNKNOWN_CONDITION", 1),
        ("x\n\n{if labels}\ny", "NO_END", 3),
        ("x\n{end}", "END_WITHOUT_IF", 2),
        ("{if labels}\n{if infrastructure}\nx\n{end}", "IF_INSIDE_IF", 2),
        ("Zin met {if labels} erin", "NOT_ALONE", 1),
        ("Zin met {sum", "BROKEN_PLACE", 1),
        ("", "NO_WORDS", 1),
        ("x" * 2001, "LINE_TOO_LONG", 1),
    ],
)
def test_what_is_wrong_is_told_at_its_line(words: str, code: str, line: int) -> None:
    assert (code, f"line {line}") in wrong(words)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    assert wrong("{a}\n{b}\n{end}") == [
        ("UNKNOWN_PLACE", "line 1"),
        ("UNKNOWN_PLACE", "line 2"),
        ("END_WITHOUT_IF", "line 3"),
    ]


def test_a_value_never_becomes_part_of_the_language() -> None:
    told = {"buyer": "# Titel {sum}\n- punt"}
    template = read_template("{buyer} vraagt.", places=PLACES, conditions=CONDITIONS)
    filled = fill(template, values=told, conditions={}, name_of=NAMES.__getitem__)
    assert [block.kind for block in read_filled(write(filled.blocks))] == [Kind.PARAGRAPH]
    assert read_filled(write(filled.blocks))[0].words == "# Titel {sum} - punt vraagt."


def test_notes_are_not_in_the_text_that_is_copied() -> None:
    blocks = read_filled("# Titel\n\n> Voor de inkoper.\n\nTekst.\n\n- een\n\n- twee\n")
    assert plain_text(blocks) == "Titel\n\nTekst.\n\n- een\n- twee\n"


WORDS = st.text("ab1é€.[]{} #->\\", min_size=1, max_size=12)
KINDS = st.sampled_from([Kind.TITLE, Kind.HEADING, Kind.SUBHEADING, Kind.PARAGRAPH, Kind.ITEM, Kind.NOTE])


@given(st.lists(st.tuples(KINDS, WORDS.map(str.strip).filter(bool)), min_size=1, max_size=6))
def test_a_filled_text_reads_back_as_it_was_written(told: list[tuple[Kind, str]]) -> None:
    blocks = [Block(kind, (Piece(words),)) for kind, words in told]
    assert [(one.kind, one.words) for one in read_filled(write(blocks))] == told
