"""Papers made by hand: PDFs with text, and office files with their XML."""

from __future__ import annotations

import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OPEN_XML = "application/vnd.openxmlformats-officedocument."
MAIN = {
    "docx": ("word/document.xml", f"{OPEN_XML}wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", f"{OPEN_XML}spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", f"{OPEN_XML}presentationml.presentation.main+xml"),
}
PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0" * 17 + b"\0\0\0\0IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\0" * 40 + b"\xff\xd9"


def pdf(*lines: str, pages: int = 1, catalog: str = "", content: bytes | None = None, trailer: str = "") -> bytes:
    """Return a PDF that shows `lines` on each page; `content` is a page's own drawing, compressed by zlib."""
    drawn = "BT /F1 12 Tf 50 800 Td " + " ".join(f"({line}) Tj 0 -20 Td" for line in lines) + " ET"
    stream = content if content is not None else zlib.compress(drawn.encode("latin-1"))
    kids = " ".join(f"{5 + number} 0 R" for number in range(pages))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 3 0 R >> >> >>"
    )
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        *[page] * pages,
    ]
    return _numbered(objects, trailer)


def _numbered(objects: list[bytes], trailer: str) -> bytes:
    out, places = BytesIO(), []
    out.write(b"%PDF-1.7\n")
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF".encode())
    return out.getvalue()


def packed(parts: dict[str, str | bytes]) -> bytes:
    """Return a zip of `parts` by name."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def office(kind: str, main: str, **more: str | bytes) -> bytes:
    """Return an Open XML file whose main part is `main`; `more` are other parts, `/` written as `__`."""
    name, content_type = MAIN[kind]
    types = f'<Types><Override PartName="/{name}" ContentType="{content_type}"/></Types>'
    parts = {key.replace("__", "/").replace("_xml", ".xml"): part for key, part in more.items()}
    return packed({"[Content_Types].xml": types, name: main, **parts})


def docx(body: str, **more: str | bytes) -> bytes:
    """Return a text whose body is `body` (WordprocessingML)."""
    return office("docx", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>', **more)


def paragraph(*runs: str) -> str:
    """Return a paragraph that is split over runs."""
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """Return a table of a text."""
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def xlsx(*rows: str, strings: tuple[str, ...] = (), **more: str | bytes) -> bytes:
    """Return a sheet with `rows` of SpreadsheetML and its shared strings."""
    sheet = f'<worksheet xmlns="{SHEET}"><sheetData>{"".join(rows)}</sheetData></worksheet>'
    shared = f'<sst xmlns="{SHEET}">' + "".join(f"<si><t>{one}</t></si>" for one in strings) + "</sst>"
    parts = {"xl__worksheets__sheet1_xml": sheet, "xl__sharedStrings_xml": shared, **more}
    return office("xlsx", f'<workbook xmlns="{SHEET}"/>', **parts)


def open_document(kind: str, body: str) -> bytes:
    """Return an OpenDocument file; `body` is inside `office:body`."""
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    )
    content = f"<office:document-content {names}><office:body>{body}</office:body></office:document-content>"
    return packed({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content})
