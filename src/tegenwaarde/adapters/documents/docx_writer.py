"""Write DOCX with python-docx, in memory: real headings and lists, page numbers, a language and a title."""

from __future__ import annotations

import io
import re
from datetime import datetime, time
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from tegenwaarde.usecases.ports.documents import Block, DocumentToWrite, Kind

FONT, INK = "Calibri", RGBColor(0x1C, 0x2B, 0x33)
SIZES = {"Normal": 11, "Heading 1": 18, "Heading 2": 14, "Heading 3": 12, "List Bullet": 11, "Footer": 9}
STYLES = {
    Kind.TITLE: "Heading 1",
    Kind.HEADING: "Heading 2",
    Kind.SUBHEADING: "Heading 3",
    Kind.PARAGRAPH: "Normal",
    Kind.ITEM: "List Bullet",
}
A4 = (Cm(21), Cm(29.7))
MARGIN = Cm(2.5)
LONGEST_PROPERTY = 255  # what the file's properties take
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_docx(document: DocumentToWrite) -> bytes:
    """Return the file; notes are for who uses the text, so they are left out, and open places are marked."""
    file: Any = Document()
    _describe(file, document)
    _dress(file, document.language)
    for block in document.blocks:
        if block.kind is not Kind.NOTE:
            _write(file, block)
    _number_pages(file, document.page_of)
    made = io.BytesIO()
    file.save(made)
    return made.getvalue()


def _describe(file: Any, document: DocumentToWrite) -> None:
    about = file.core_properties
    told = (NOT_XML.sub("", words) for words in (document.title, document.about, document.author))
    about.title, about.subject, about.author = (words[:LONGEST_PROPERTY] for words in told)
    about.language, about.comments, about.keywords = document.language, "", ""
    about.last_modified_by = about.author
    about.created = about.modified = datetime.combine(document.made_on, time.min)


def _dress(file: Any, language: str) -> None:
    """Give the styles their looks and the whole document its language."""
    section = file.sections[0]
    section.page_width, section.page_height = A4
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    for name, size in SIZES.items():
        style = file.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:hAnsi"), FONT)
    file.styles["Normal"].paragraph_format.space_after = Pt(8)
    for one in file.styles.element.iter(qn("w:lang")):
        one.set(qn("w:val"), language)


def _write(file: Any, block: Block) -> None:
    paragraph = file.add_paragraph(style=STYLES[block.kind])
    for piece in block.pieces:
        run = paragraph.add_run(NOT_XML.sub("", piece.words))
        if piece.missing:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _number_pages(file: Any, words: tuple[str, str]) -> None:
    paragraph = file.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for before, field in zip(words, ("PAGE", "NUMPAGES"), strict=True):
        paragraph.add_run(before)
        _add_field(paragraph, field)


def _add_field(paragraph: Any, name: str) -> None:
    """Add a field that the word processor fills in itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no fields of its own
