"""What is not a notice is refused with a clear line, and what is harmful never gets as far as being read."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from tegenwaarde.adapters.eforms import opening
from tests.adapters.eforms.builder import UBL, notice
from tests.adapters.eforms.reading import read, refusal

NAMESPACE = f'xmlns="{UBL}ContractAwardNotice-2"'
LAUGHS = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10))
BOMB = f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a b="&l9;">&l9;</a>'


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("notice.xml", notice())
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "FILE_EMPTY"),
        (b" \n\t ", "FILE_EMPTY"),
        (zipped(), "FILE_IS_ZIP"),
        (b"%PDF-1.7\n%\xe2\xe3", "FILE_IS_PDF"),
        (b"<!DOCTYPE html>\n<html><body>Niet gevonden</body></html>", "FILE_IS_WEB_PAGE"),
        (b"\xef\xbb\xbf<HTML><p>Niet gevonden", "FILE_IS_WEB_PAGE"),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', "FILE_IS_WEB_PAGE"),
        (b'{"notice": "29"}', "FILE_IS_NOT_XML"),
        (b"Geachte heer, mevrouw,", "FILE_IS_NOT_XML"),
        (gzip.compress(notice()), "FILE_IS_NOT_XML"),
        (bytes(range(256)), "FILE_IS_NOT_XML"),
        (b"<rss><channel/></rss>", "NOT_EFORMS"),
        (f"<ContractAwardNotice {NAMESPACE}/>".encode(), "NOT_EFORMS"),
        (b"<ContractAwardNotice/>", "NOT_EFORMS"),
        (b'<TED_EXPORT xmlns="http://publications.europa.eu/TED_schema/Export"/>', "OLD_TED_SCHEMA"),
        (b"<TED_EXPORT/>", "OLD_TED_SCHEMA"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "XML_BROKEN"),
        (b"<a>&nbsp;</a>", "XML_BROKEN"),
        (b"<a>\x00</a>", "XML_BROKEN"),
        (b"<a:b/>", "XML_BROKEN"),
    ],
)
def test_what_is_not_a_notice_is_named(content: bytes, code: str) -> None:
    assert refusal(content).code == code


def test_a_broken_notice_is_refused_with_its_line() -> None:
    problem = refusal(notice().replace(b"<cac:ProcurementProjectLot>", b"\n\n<cac:ProcurementProjectLot><b>"))
    assert problem.code == "XML_BROKEN"
    assert problem.place.startswith("line 3, column ")


def test_half_a_notice_is_refused() -> None:
    content = notice()
    assert refusal(content[: len(content) // 2]).code == "XML_BROKEN"


@pytest.mark.parametrize(
    "content",
    [
        BOMB.encode(),
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        b'<?xml version="1.0"?>\n<!-- <a> -->\n<!DOCTYPE a [<!ENTITY x SYSTEM "http://localhost/">]><a>&x;</a>',
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode("utf-16"),
        notice().replace(b"?>", b'?><!DOCTYPE ContractAwardNotice [<!ATTLIST a b CDATA "c">]>', 1),
    ],
)
def test_a_document_type_of_its_own_is_refused(content: bytes) -> None:
    assert refusal(content).code == "XML_HAS_DOCTYPE"


def test_entities_that_multiply_are_refused_in_any_encoding() -> None:
    content = f'<?xml version="1.0" encoding="UTF-16"?>{BOMB}'.encode("utf-16")
    assert refusal(content).code in {"XML_HAS_DOCTYPE", "XML_TOO_LARGE_INSIDE"}


@pytest.mark.parametrize(
    "content",
    [
        b"<a>" * 100_000 + b"</a>" * 100_000,
        b"<a>" + b"x" * 11_000_000 + b"</a>",
        b'<a b="' + b"x" * 11_000_000 + b'"/>',
        b"<a>" + b"<b/>" * (opening.MAX_MARKS + 1) + b"</a>",
        b"<a " + b' b=""' * (opening.MAX_MARKS + 1) + b"/>",
    ],
    ids=["deep", "long text", "long attribute", "many elements", "many attributes"],
)
def test_a_bomb_without_entities_is_refused(content: bytes) -> None:
    assert refusal(content).code == "XML_TOO_LARGE_INSIDE"


def test_a_huge_file_is_refused_unread() -> None:
    problem = refusal(notice() + b" " * opening.MAX_BYTES)
    assert problem.code == "FILE_TOO_LARGE"
    assert str(opening.LIMIT_MB) in str(problem)


def test_the_words_doctype_in_a_description_are_no_danger() -> None:
    content = notice().replace(b"Renovatie brug", b"<![CDATA[Renovatie <!DOCTYPE a> brug]]>")
    assert read(content).title == "Renovatie <!DOCTYPE a> brug"


def test_nothing_is_included_from_elsewhere() -> None:
    include = b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/hostname" parse="text"/>'
    assert read(notice().replace(b"Renovatie brug", b"Renovatie" + include)).title == "Renovatie"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1"])
def test_a_notice_in_another_encoding_is_read(encoding: str) -> None:
    text = notice().decode().replace("Renovatie brug", "Renovatie café").replace("UTF-8", encoding.removesuffix("-sig"))
    assert read(text.encode(encoding)).title == "Renovatie café"


def test_white_space_before_the_notice_does_no_harm() -> None:
    assert read(b"\r\n  " + notice()).awards


def test_other_prefixes_mean_the_same() -> None:
    assert read(notice().replace(b"cbc:", b"x:").replace(b"xmlns:cbc", b"xmlns:x")).awards == read(notice()).awards


def test_comments_and_instructions_are_passed_over() -> None:
    content = notice().replace(b"Renovatie brug", b"Renovatie<!-- oud -->\n<?x y?>brug")
    assert read(content).title == "Renovatie brug"
