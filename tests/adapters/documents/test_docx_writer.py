"""DOCX files as a word processor takes them."""

from __future__ import annotations

import io
from datetime import date

from docx import Document

from tegenwaarde.adapters.documents import write_docx
from tegenwaarde.usecases.ports.documents import Block, DocumentToWrite, Kind, Piece


def made(*blocks: Block) -> bytes:
    told = DocumentToWrite("Titel", "Over iets", "Gemeente Voorbeeldstad", date(2018, 1, 2), blocks)
    return write_docx(told)


def block(kind: Kind, words: str, *, missing: bool = False) -> Block:
    return Block(kind, (Piece(words, missing),))


def test_what_was_written_is_read_back_with_its_styles() -> None:
    file = Document(
        io.BytesIO(made(block(Kind.TITLE, "Titel"), block(Kind.HEADING, "1. Wat"), block(Kind.ITEM, "punt & komma")))
    )
    assert [(one.style.name, one.text) for one in file.paragraphs if one.style] == [
        ("Heading 1", "Titel"),
        ("Heading 2", "1. Wat"),
        ("List Bullet", "punt & komma"),
    ]
    about = file.core_properties
    assert (about.title, about.author, about.language) == ("Titel", "Gemeente Voorbeeldstad", "nl-NL")
    assert about.created is not None
    assert about.created.date() == date(2018, 1, 2)


def test_open_places_are_marked_and_notes_are_left_out() -> None:
    file = Document(io.BytesIO(made(block(Kind.NOTE, "voor u"), block(Kind.PARAGRAPH, "[nog]", missing=True))))
    assert [one.text for one in file.paragraphs] == ["[nog]"]
    assert file.paragraphs[0].runs[0].font.highlight_color is not None


def test_signs_that_xml_does_not_know_are_left_out_of_the_file() -> None:
    file = Document(io.BytesIO(made(block(Kind.PARAGRAPH, "a\x0bb\x00c"))))
    assert file.paragraphs[0].text.replace("\n", "") == "abc"
