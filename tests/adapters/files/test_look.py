"""What a file is follows from its content; what is not taken says why; hostile files cost little."""

from __future__ import annotations

import zlib

import pytest

from tegenwaarde.adapters.files import look
from tegenwaarde.usecases.numbers import Numbers, numbers_in
from tests.adapters.files.papers import (
    JPEG,
    PNG,
    docx,
    office,
    open_document,
    packed,
    paragraph,
    pdf,
    table,
    xlsx,
)

BSN = "123456782"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def numbers(content: bytes) -> Numbers:
    found = look(content)
    assert found.problem == ""
    return numbers_in(found.passages, found.tables)


TAKEN = {
    ".pdf": pdf("Arbeidsovereenkomst"),
    ".png": PNG,
    ".jpg": JPEG,
    ".webp": b"RIFF\x10\0\0\0WEBPVP8 " + b"\0" * 10,
    ".heic": b"\0\0\0\x18ftypheic" + b"\0" * 30,
    ".tif": b"II*\0" + b"\0" * 30,
    ".docx": docx(paragraph("Arbeidsovereenkomst")),
    ".xlsx": xlsx('<row r="1"><c r="A1"><v>1</v></c></row>'),
    ".pptx": office("pptx", "<p:presentation xmlns:p='x'/>"),
    ".odt": open_document("text", "<office:text><text:p>Overeenkomst</text:p></office:text>"),
    ".ods": open_document("spreadsheet", "<office:spreadsheet/>"),
}


@pytest.mark.parametrize("ending", TAKEN)
def test_a_file_is_known_by_its_content(ending: str) -> None:
    found = look(TAKEN[ending])
    assert (found.problem, found.ending) == ("", ending)


NOT_TAKEN = {
    "nothing": (b"", "empty"),
    "a program": (b"MZ" + b"\0" * 100, "program"),
    "a Linux program": (b"\x7fELF" + b"\0" * 100, "program"),
    "a script": (b"#!/bin/sh\nrm -r /", "program"),
    "a web page": (b"\xef\xbb\xbf \n<!DOCTYPE html><html><script>x</script>", "web"),
    "a drawing with scripts in it": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', "web"),
    "an old Word file": (OLE + b"\0" * 600, "old_office"),
    "rich text": (b"{\\rtf1 BSN 123456782}", "old_office"),
    "a Word file with a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "locked"),
    "a Word file with macros": (docx(paragraph("x"), **{"word__vbaProject.bin": b"x"}), "macros"),
    "an OpenDocument file with macros": (
        packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>", "Basic/x.xml": "<a/>"}),
        "macros",
    ),
    "an object in a Word file": (docx(paragraph("x"), **{"word__embeddings__oleObject1.bin": b"x"}), "inside"),
    "a program in a Word file": (docx(paragraph("x"), **{"word__media__x.exe": b"MZ"}), "inside"),
    "a zip": (packed({"brief.txt": "BSN 123456782"}), "archive"),
    "a tar": (b"\x1f\x8b\x08" + b"\0" * 20, "archive"),
    "a PDF with a password": (
        pdf("x", trailer="/Encrypt << /Filter /Standard /V 1 /R 2 /O (o) /U (u) /P -4 >> /ID [(a) (a)]"),
        "locked",
    ),
    "a PDF with files in it": (pdf("x", catalog="/Names << /EmbeddedFiles << /Names [] >> >>"), "inside"),
    "a PDF that does something": (
        pdf("x", catalog="/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"),
        "inside",
    ),
    "half a PDF": (b"%PDF-1.7\n1 0 obj\n<< /Type /Cat", "broken"),
    "half a zip": (docx(paragraph("x"))[:80], "broken"),
    "a plain text": (b"Naam: Jansen, BSN 123456782", "unknown"),
    "noise": (bytes(range(256)) * 4, "unknown"),
}


@pytest.mark.parametrize("name", NOT_TAKEN)
def test_what_is_no_paper_is_not_taken(name: str) -> None:
    content, problem = NOT_TAKEN[name]
    assert look(content).problem == problem


def test_a_pdf_tells_its_text() -> None:
    found = look(pdf("Burgerservicenummer:", BSN, "geboren 1 maart 1980"))
    assert found.has_text
    assert numbers_in(found.passages).bsns == (BSN,)


def test_a_scan_has_no_text() -> None:
    assert not look(pdf()).has_text
    assert not look(JPEG).has_text


def test_a_form_in_a_pdf_is_read_too() -> None:
    fields = "/AcroForm << /Fields [<< /FT /Tx /T (burgerservicenummer) /V (123456782) >>] >>"
    assert numbers(pdf("x", catalog=fields)).bsns == (BSN,)


def test_a_number_that_is_split_over_runs_is_found() -> None:
    assert numbers(docx(paragraph("B", "SN: ", "1234", "567", "82"))).bsns == (BSN,)


@pytest.mark.parametrize("part", ["header1", "footer1", "comments", "footnotes"])
def test_headers_footers_and_comments_are_read(part: str) -> None:
    beside = f'<w:hdr xmlns:w="x">{paragraph("BSN 123456782")}</w:hdr>'
    assert numbers(docx(paragraph("Brief"), **{f"word__{part}_xml": beside})).bsns == (BSN,)


def test_the_head_of_a_column_is_a_label_in_a_text() -> None:
    paper = docx(table(("Naam", "BSN"), ("Medewerker 12", "1234.56.782"), ("Medewerker 13", "n.v.t.")))
    assert numbers(paper).bsns == ("1234.56.782",)


def test_the_head_of_a_column_is_a_label_in_a_sheet_also_for_a_lost_zero() -> None:
    head = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>'
    rows = (
        '<row r="2"><c r="A2"><v>12345672</v></c><c r="C2"><v>12345672</v></c></row>',
        '<row r="3"><c r="C3"><v>1.23456782E8</v></c></row>',
        '<row r="4"><c r="C4" t="inlineStr"><is><t>111222333</t></is></c></row>',
    )
    assert numbers(xlsx(head, *rows, strings=("KvK", "BSN"))).bsns == ("12345672", "123456782", "111222333")


def test_the_next_cell_belongs_to_a_label() -> None:
    rows = '<row r="9"><c r="A9" t="s"><v>0</v></c><c r="B9"><v>123456782</v></c></row>'
    assert numbers(xlsx(rows, strings=("Sofinummer",))).bsns == (BSN,)


def test_the_head_of_a_column_is_a_label_in_an_open_document_sheet() -> None:
    def row(*cells: str) -> str:
        inner = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
        return f"<table:table-row>{inner}</table:table-row>"

    sheet = f"<office:spreadsheet><table:table>{row('Naam', 'bsn')}{row('x', BSN)}</table:table></office:spreadsheet>"
    assert numbers(open_document("spreadsheet", sheet)).bsns == (BSN,)


def test_a_sheet_inside_a_text_is_read_and_one_deeper_is_not_taken() -> None:
    inner = xlsx('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>123456782</v></c></row>', strings=("BSN",))
    once = docx(paragraph("x"), **{"word__embeddings__blad.xlsx": inner})
    assert numbers(once).bsns == (BSN,)
    assert look(docx(paragraph("x"), **{"word__embeddings__brief.docx": once})).problem == "inside"


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><w:document xmlns:w="x"><w:p>&a;</w:p></w:document>'
    assert look(office("docx", bomb)).problem == "broken"


def test_a_zip_bomb_is_not_unpacked() -> None:
    assert look(docx(paragraph("x"), **{"word__media__a.png": b"\0" * 210 * 1024 * 1024})).problem == "too_much"


def test_more_xml_than_is_read_is_too_much() -> None:
    long = "<w:document xmlns:w='x'>" + "<w:p/>" * 5_000_000 + "</w:document>"
    assert look(office("docx", long)).problem == "too_much"


def test_more_files_than_an_office_program_makes_are_too_much() -> None:
    assert look(docx(paragraph("x"), **{f"word__media__{n}.png": b"x" for n in range(2_001)})).problem == "too_much"


def test_one_long_text_in_many_cells_costs_little() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 20_001))
    assert look(xlsx(rows, strings=("x" * 30_000,))).problem == ""


def test_more_pages_than_are_read_are_too_much() -> None:
    assert look(pdf("x", pages=201)).problem == "too_much"


def test_a_page_that_unpacks_to_more_than_is_read_is_too_much() -> None:
    assert look(pdf(content=zlib.compress(b" " * 30_000_000))).problem == "too_much"


def test_pages_that_draw_without_end_are_too_much() -> None:
    drawn = b"q Q " * 400_000
    assert look(pdf(content=zlib.compress(drawn), pages=3)).problem == "too_much"


def test_a_tree_of_pages_that_bites_its_tail_ends() -> None:
    turned = pdf("x").replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")
    assert look(turned).problem in {"broken", "too_much"}


@pytest.mark.parametrize("content", [pdf("BSN 123456782"), docx(paragraph("BSN 123456782"))])
def test_a_damaged_file_never_breaks_the_reader(content: bytes) -> None:
    for place in range(0, len(content), 7):
        look(content[:place] + bytes([content[place] ^ 0x5A]) + content[place + 1 :])
        look(content[:place])
