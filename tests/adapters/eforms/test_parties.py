"""Who buys and who won: names, KvK numbers, groups, and never a contact person."""

from __future__ import annotations

import pytest

from tegenwaarde.adapters.eforms.parties import kvk_in
from tests.adapters.eforms.builder import (
    DE_BRUG,
    DE_DIJK,
    EVERYBODY,
    VOORBEELDSTAD,
    buyer,
    cac,
    cbc,
    contract,
    efac,
    lot_result,
    notice,
    organisation,
    party,
    tender,
)
from tests.adapters.eforms.reading import codes, read, refusal, the_award


@pytest.mark.parametrize(
    "text",
    [
        "12345678",
        " 12345678 ",
        "1234 5678",
        "12.34.56.78",
        "12-34-56-78",
        "KVK 12345678",
        "KvK: 12345678",
        "K.v.K. nr. 12345678",
        "kvk-nummer 12.345.678",
        "Kamer van Koophandel Oost-Nederland 12345678",
        "NL-KVK-12345678",
        "NL:KVK:12345678",
        "12345678 (KvK)",
        "KvK 12345678, BTW NL001234567B01",
        "BTW NL001234567B01 / KvK 12345678",
        "0106:12345678",
        "00000003123456780000",
        "KvK\n12345678",
    ],
)
def test_a_kvk_number_is_found_however_it_is_written(text: str) -> None:
    assert kvk_in(text, "NLD") == "12345678"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "252056395",  # RSIN
        "RSIN 252056395",
        "KvK/RSIN 252056395",
        "NL001234567B01",
        "NL 001234567 B01",
        "NL12345678",
        "000012345678",  # an establishment
        "KvK 123456780000",
        "00000001123456780000",
        "1234567",
        "00000000",
        "99999999",
        "not available",
        "HRB 21599",
        "VAT: FI 2183 2199",
        "23df8ec8-e66d-49e0-98a4-4b15d6f15374",
        "0471-12345678",
        "\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668",
        "kvk " * 40 + "12345678" * 40,
    ],
)
def test_another_number_is_no_kvk_number(text: str) -> None:
    assert kvk_in(text, "NLD") == ""


def test_eight_bare_digits_of_a_foreign_company_are_no_kvk_number() -> None:
    assert kvk_in("21832199", "FIN") == ""
    assert kvk_in("KvK 21832199", "DEU") == "21832199"
    assert kvk_in("21832199", "DEU", scheme="NL:KVK") == "21832199"


def test_a_later_number_of_a_company_can_be_its_kvk_number() -> None:
    numbers = cac("PartyLegalEntity", cbc("CompanyID", "22334455", schemeName="KVK"))
    winner = the_award(
        notice(organisations=VOORBEELDSTAD + organisation("ORG-2", "De Brug", "NL001234567B01", inner=numbers))
    ).winners[0]
    assert (winner.kvk, winner.number) == ("22334455", "NL001234567B01")


def test_the_buyer_and_the_winner_are_read_with_all_that_matching_needs() -> None:
    found = read(notice())
    buyer_found, winner = found.buyers[0], found.awards[0].winners[0]
    assert (buyer_found.name, buyer_found.kvk, buyer_found.legal_type) == ("Voorbeeldstad", "11223344", "la")
    assert (winner.name, winner.kvk, winner.legal_type) == ("Bouwbedrijf De Brug B.V.", "22334455", "")
    assert (winner.city, winner.country) == ("Voorbeeldstad", "NLD")


def test_a_name_loses_its_line_breaks() -> None:
    organisations = VOORBEELDSTAD + organisation("ORG-2", "Bouwbedrijf\n\t De\u00a0Brug\r\n B.V. ")
    assert the_award(notice(organisations=organisations)).winners[0].name == "Bouwbedrijf De Brug B.V."


@pytest.mark.parametrize(
    ("languages", "name"),
    [(("FRA", "NLD"), "NLD-naam"), (("ENG", "FRA"), "FRA-naam"), (("DEU", "ENG"), "DEU-naam")],
)
def test_of_several_languages_dutch_comes_first_then_that_of_the_notice(languages: tuple[str, ...], name: str) -> None:
    names = "".join(cbc("Name", f"{language}-naam", languageID=language) for language in languages)
    content = notice(organisations=organisation("ORG-1", names) + DE_BRUG, language="FRA")
    assert read(content).buyers[0].name == name


def test_several_buyers_are_all_read_and_each_once() -> None:
    buurstad = organisation("ORG-4", "Buurstad", "44556677")
    content = notice(organisations=EVERYBODY + buurstad, buyers=buyer() + buyer("ORG-4", "cga") + buyer())
    assert [(each.name, each.legal_type) for each in read(content).buyers] == [
        ("Voorbeeldstad", "la"),
        ("Buurstad", "cga"),
    ]


def test_those_who_bid_together_are_one_award_with_the_leader_first() -> None:
    result = lot_result() + tender() + contract("CON-1", "TEN-1")
    award = the_award(
        notice(result + party("TPA-1", "ORG-2", "ORG-3", title="Combinatie Brug en Dijk", leader="ORG-3"))
    )
    assert [winner.kvk for winner in award.winners] == ["33445566", "22334455"]
    assert award.group_name == "Combinatie Brug en Dijk"


def test_a_subcontractor_has_not_won() -> None:
    bidding = party().replace(
        "</efac:TenderingParty>", efac("SubContractor", cbc("ID", "ORG-3")) + "</efac:TenderingParty>"
    )
    award = the_award(notice(lot_result() + tender() + contract("CON-1", "TEN-1") + bidding))
    assert [winner.kvk for winner in award.winners] == ["22334455"]


def test_a_touch_point_stands_for_its_organisation() -> None:
    desk = efac(
        "TouchPoint",
        cac("PartyIdentification", cbc("ID", "TPO-1")),
        cac("PartyName", cbc("Name", "Anna Inkoper")),
    )
    organisations = VOORBEELDSTAD.replace("</efac:Organization>", desk + "</efac:Organization>") + DE_BRUG
    assert read(notice(organisations=organisations, buyers=buyer("TPO-1"))).buyers[0].name == "Voorbeeldstad"


def test_a_winner_with_only_a_name_is_read_with_a_warning() -> None:
    nameless = efac("TenderingParty", cbc("ID", "TPA-1"), cbc("Name", "De Brug"))
    found = read(notice(lot_result() + tender() + contract("CON-1", "TEN-1") + nameless))
    assert [winner.name for winner in found.awards[0].winners] == ["De Brug"]
    assert codes(found.warnings) == ["WINNER_NAME_ONLY"]


def test_a_member_whom_the_notice_does_not_describe_is_pointed_out() -> None:
    found = read(notice(lot_result() + tender() + contract("CON-1", "TEN-1") + party("TPA-1", "ORG-2", "ORG-8")))
    assert [winner.kvk for winner in found.awards[0].winners] == ["22334455"]
    assert [str(warning) for warning in found.warnings] == [
        "The notice names a winner (ORG-8) that it does not describe. Check who it is."
    ]


@pytest.mark.parametrize("withheld", ["", "unpublished"])
def test_a_contract_whose_winner_is_withheld_is_left_out(withheld: str) -> None:
    content = notice(organisations=VOORBEELDSTAD + organisation("ORG-2", withheld))
    assert refusal(content).code == "NO_CONTRACT_NAMED"
    assert "WINNER_MISSING" in codes(read(content).warnings)


def test_no_contact_person_is_ever_read() -> None:
    contact = cac(
        "Contact",
        cbc("Name", "Bram Sroi"),
        cbc("Telephone", "0612345678"),
        cbc("ElectronicMail", "bram@debrug.example"),
    )
    person = efac("UltimateBeneficialOwner", cbc("FirstName", "Bram"), cbc("FamilyName", "Sroi"), contact)
    organisations = organisation("ORG-1", "Voorbeeldstad", inner=contact) + organisation(
        "ORG-2", "De Brug", inner=contact
    )
    terms = cac("TenderRecipientParty", contact, cac("PartyName", cbc("Name", "Social Return BV")))
    found = read(notice(organisations=organisations + person, inner=cac("TenderingTerms", terms)))
    assert found.social_return == ()
    for secret in ("Bram", "0612345678", "bram@"):
        assert secret not in repr(found)


def test_a_very_long_name_is_cut() -> None:
    assert len(read(notice(organisations=organisation("ORG-1", "V" * 5000) + DE_BRUG + DE_DIJK)).buyers[0].name) == 400
