"""Every kind of notice is known: what awards is read, what does not is named."""

from __future__ import annotations

import pytest

from tests.adapters.eforms.builder import EFORMS, PREFIXES, buyer, cac, cbc, efac, efbc, notice, organisation
from tests.adapters.eforms.reading import codes, read, refusal


@pytest.mark.parametrize("subtype", [*map(str, range(29, 38)), "E4", "e4", "T02"])
def test_an_award_notice_gives_its_contract(subtype: str) -> None:
    found = read(notice(subtype=subtype))
    assert (found.form, len(found.awards), found.warnings) == ("award", 1, ())


@pytest.mark.parametrize("subtype", ["25", "26", "27", "28"])
def test_a_direct_award_announced_beforehand_gives_its_contract_with_a_warning(subtype: str) -> None:
    found = read(notice(subtype=subtype, notice_type="veat"))
    assert (found.form, len(found.awards), codes(found.warnings)) == ("direct_award", 1, ["ANNOUNCED_BEFOREHAND"])


@pytest.mark.parametrize("subtype", ["38", "39", "40", "E6"])
def test_a_modification_says_which_contract_of_which_notice_it_changes(subtype: str) -> None:
    change = efac(
        "ContractModification",
        efbc("ChangedNoticeIdentifier", "629133-2023", schemeName="ojs-notice-id"),
        efbc("ModifiedContractIdentifier", "CON-1"),
        efac("Change", efbc("ChangeDescription", "Meerwerk aan de\n leuning", languageID="NLD")),
        efac("ChangeReason", cbc("ReasonCode", "add-wss")),
    )
    found = read(notice(subtype=subtype, extension=change))
    (modification,) = found.modifications
    assert (found.form, len(found.awards)) == ("modification", 1)
    assert (modification.earlier_notice, modification.contract_refs) == ("629133-2023", ("CON-1",))
    assert (modification.reason, modification.description) == ("add-wss", "Meerwerk aan de leuning")


@pytest.mark.parametrize(
    ("subtype", "code"),
    [
        ("CEI", "NOT_AN_AWARD_CALL"),
        ("15", "NOT_AN_AWARD_QUALIFICATION"),
        ("23", "NOT_AN_AWARD_CONTEST"),
        ("24", "NOT_AN_AWARD_CONTEST"),
        ("E1", "NOT_AN_AWARD_CONSULTATION"),
        ("E5", "NOT_AN_AWARD_COMPLETION"),
        ("X01", "NOT_AN_AWARD_OTHER"),
    ],
)
def test_a_notice_that_neither_awards_nor_announces_is_named(subtype: str, code: str) -> None:
    root = "ContractNotice" if subtype.isdigit() else "PriorInformationNotice"
    found = read(notice("", root=root, subtype=subtype))
    assert (codes(found.problems), found.tenders) == ([code], ())
    assert f"subtype {subtype}" in str(found.problems[0])


def test_an_award_notice_that_calls_itself_a_contract_notice_is_refused() -> None:
    assert refusal(notice(subtype="16")).code == "NOT_AN_AWARD_OTHER"


def test_a_refused_notice_still_says_what_it_is() -> None:
    found = read(notice("", root="ContractNotice", subtype="23", notice_type="cn-desg"))
    assert (found.title, found.buyers[0].name) == ("Renovatie brug", "Voorbeeldstad")
    assert (found.publication_number, found.form) == ("00012345-2024", "contract")


def test_a_contract_notice_cannot_award_whatever_its_subtype_says() -> None:
    found = read(notice(root="ContractNotice", subtype="29"))
    assert (found.awards, found.form, len(found.tenders)) == ((), "contract", 1)


@pytest.mark.parametrize(
    ("notice_type", "form"),
    [("can-standard", "award"), ("can-modif", "modification"), ("veat", "direct_award"), ("", "award")],
)
def test_without_a_subtype_the_notice_type_decides(notice_type: str, form: str) -> None:
    assert read(notice(subtype="", notice_type=notice_type)).form == form


def test_a_business_registration_is_no_award() -> None:
    root = "BusinessRegistrationInformationNotice"
    content = (
        f'<{root} xmlns="http://data.europa.eu/p27/eforms-business-registration-information-notice/1" {PREFIXES}>'
        f"<ext:UBLExtensions><ext:UBLExtension><ext:ExtensionContent><efext:EformsExtension>"
        f"{efac('NoticeSubType', cbc('SubTypeCode', 'X02'))}"
        f"</efext:EformsExtension></ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions></{root}>"
    )
    assert refusal(content.encode()).code == "NOT_AN_AWARD_OTHER"


def test_an_extension_of_someone_else_is_passed_over() -> None:
    other = b"<ext:UBLExtension><ext:ExtensionContent><a/></ext:ExtensionContent></ext:UBLExtension><ext:UBLExtension>"
    assert read(notice().replace(b"<ext:UBLExtension>", other, 1)).awards


def test_the_notice_is_told_apart_by_its_ids() -> None:
    found = read(notice())
    assert found.notice_id == "0a0a0a0a-1111-4222-8333-444444444444"
    assert (found.version, found.publication_number) == ("01", "00012345-2024")
    assert found.procedure_id == "9b9b9b9b-1111-4222-8333-444444444444"


def test_a_notice_without_an_id_is_known_by_its_publication_number() -> None:
    assert read(notice(name="")).notice_id == "00012345-2024"


def test_a_notice_that_nothing_tells_apart_is_refused() -> None:
    assert refusal(notice(name="", publication="")).code == "NOTICE_ID_MISSING"


def test_a_notice_without_a_buyer_is_refused() -> None:
    assert refusal(notice(buyers=buyer("ORG-9"))).code == "BUYER_MISSING"
    assert refusal(notice(organisations=organisation("ORG-1", "", "11223344"))).code == "BUYER_MISSING"


def test_the_earlier_notice_is_kept() -> None:
    process = cac(
        "TenderingProcess", cac("NoticeDocumentReference", cbc("ID", "629133-2023", schemeName="ojs-notice-id"))
    )
    changes = efac("Changes", efbc("ChangedNoticeIdentifier", "661846-2023"))
    found = read(notice(inner=process, extension=changes))
    assert (found.earlier_notice, found.corrected_notice) == ("629133-2023", "661846-2023")


def test_names_of_the_schemas_are_not_guessed() -> None:
    assert refusal(notice().replace(EFORMS.encode(), b"http://example.org/")).code == "NOT_EFORMS"
