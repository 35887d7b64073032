"""Which numbers in a text say who somebody is."""

from __future__ import annotations

import pytest

from tegenwaarde.usecases.numbers import labelled_numbers, numbers_in

BSNS = [
    "BSN: 123456782",
    "bsn 1234.56.782",
    "Burgerservicenummer\n123 456 782",
    "burger-service-nr. 123-456-782",
    "sofi-nummer 111222333",
    "B.S.N. 111222333",
    "BSN123456782",
    "BSN (werknemer): １２３４５６７８２",
    "BSN: 1234\u00ad56782",
    "BSN: 123\u200b456\u200b782",
    "bsn 1 2 3 4 5 6 7 8 2",
    "bsn 12345672",
    "123456782 (BSN)",
    "Naam BSN Geboortedatum\nJansen 123456782 01-02-1980",
    "Citizen service number 123456782",
    "Persoonsgebonden nummer: 123456782",
]


@pytest.mark.parametrize("text", BSNS)
def test_a_labelled_number_that_passes_the_11_test_is_a_bsn(text: str) -> None:
    assert len(labelled_numbers(text).bsns) == 1


NOTHING = [
    "NL123456782B01",
    "NL 123456782 B01",
    "btw-nummer 123456782",
    "Geen BSN nodig, btw NL123456782B01",
    "BSN niet nodig; 123456782B01",
    "Loonheffingennummer 123456782L01",
    "NL91ABNA0417164300",
    "IBAN NL91 ABNA 0417 1643 00",
    "KvK 12345678",
    "KvK-nummer: 123456782",
    "Tel. 0612345678",
    "+31 612345678",
    "053-4567890",
    "€ 123.456.789,00",
    "EUR 123456782",
    "123456782,50",
    "RSIN 123456782",
    "factuurnummer 201700123",
    "20170301 12345678 1234567890",
    "BSN onbekend, geboren 01-02-1980",
    "de gbsn 12",
    "",
]


@pytest.mark.parametrize("text", NOTHING)
def test_other_numbers_are_none(text: str) -> None:
    found = labelled_numbers(text)
    assert (found.bsns, found.documents, found.unsure) == ((), (), ())


@pytest.mark.parametrize(
    "text",
    [
        "123456782",
        "personeel 201700123",
        "Jansen 123456782 01-02-1980",
        "123 456 782",
        "1234.56.782",
        "BSN 123456789",
        "BSN of RSIN: 123456782",
        "Tel 06-12345678, personeel 123456782",
    ],
)
def test_a_number_of_nine_digits_without_a_label_of_its_own_is_asked_about(text: str) -> None:
    found = labelled_numbers(text)
    assert not found.refused
    assert len(found.unsure) == 1


@pytest.mark.parametrize(
    "text",
    [
        "rijbewijsnummer 1234567890",
        "paspoort SPECI2014",
        "Documentnummer: SPECI2014",
        "V-nummer 1234567890",
        "P<NLDDE<BRUIJN<<WILLEKE<LISELOTTE<<<<<<<<<<<",
        "I<NLDSPECI20142999999990<<<<<<<<",
    ],
)
def test_the_number_of_an_identity_document_is_told(text: str) -> None:
    assert len(labelled_numbers(text).documents) == 1


def test_what_looks_like_a_document_without_a_label_is_asked_about() -> None:
    assert labelled_numbers("SPECI2014").unsure == ("SPECI2014",)
    assert labelled_numbers("factuur SPECI2014").unsure == ()


def test_a_column_without_a_label_is_no_column_of_bsns() -> None:
    rows = (("Naam", "Opmerking over BSN 1"), ("x", "123456782"))
    assert numbers_in([], [rows]).bsns == ()


def test_each_number_is_told_once() -> None:
    assert numbers_in(["BSN 123456782", "bsn 123456782 en 123456782"]).bsns == ("123456782",)
