"""Small hand-made notices: each function writes one element, `notice` puts them together."""

from __future__ import annotations

from collections.abc import Iterable

UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
EFORMS = "http://data.europa.eu/p27/eforms-ubl-"
PREFIXES = (
    f'xmlns:cac="{UBL}CommonAggregateComponents-2" xmlns:cbc="{UBL}CommonBasicComponents-2" '
    f'xmlns:ext="{UBL}CommonExtensionComponents-2" xmlns:efac="{EFORMS}extension-aggregate-components/1" '
    f'xmlns:efbc="{EFORMS}extension-basic-components/1" xmlns:efext="{EFORMS}extensions/1"'
)


def cbc(name: str, text: object = "", **attributes: str) -> str:
    return _element(f"cbc:{name}", text, attributes)


def cac(name: str, *inside: str) -> str:
    return _element(f"cac:{name}", "".join(inside), {})


def efac(name: str, *inside: str) -> str:
    return _element(f"efac:{name}", "".join(inside), {})


def efbc(name: str, text: object = "", **attributes: str) -> str:
    return _element(f"efbc:{name}", text, attributes)


def _element(name: str, inside: object, attributes: dict[str, str]) -> str:
    written = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{written}>{inside}</{name}>"


def ids(name: str, values: Iterable[str]) -> str:
    return "".join(efac(name, cbc("ID", value)) for value in values)


def organisation(
    name: str, company: str, number: str = "", *, country: str = "NLD", city: str = "Voorbeeldstad", inner: str = ""
) -> str:
    """Write organisation `name` (ORG-1); `company` is its name, or ready-made name elements."""
    names = company if company.startswith("<") else cbc("Name", company, languageID="NLD")
    return efac(
        "Organization",
        efac(
            "Company",
            cac("PartyIdentification", cbc("ID", name, schemeName="organization")),
            cac("PartyName", names),
            cac("PostalAddress", cbc("CityName", city), cac("Country", cbc("IdentificationCode", country))),
            cac("PartyLegalEntity", cbc("CompanyID", number)) if number else "",
            inner,
        ),
    )


VOORBEELDSTAD = organisation("ORG-1", "Voorbeeldstad", "11223344")
DE_BRUG = organisation("ORG-2", "Bouwbedrijf De Brug B.V.", "22334455")
DE_DIJK = organisation("ORG-3", "Aannemer De Dijk B.V.", "33445566", city="Buurstad")
EVERYBODY = VOORBEELDSTAD + DE_BRUG + DE_DIJK


def tender(
    name: str = "TEN-1",
    party: str = "TPA-1",
    lot: str = "LOT-1",
    amount: str = "500000",
    currency: str = "EUR",
    inner: str = "",
) -> str:
    payable = cac("LegalMonetaryTotal", cbc("PayableAmount", amount, currencyID=currency)) if amount else ""
    return efac("LotTender", inner, cbc("ID", name), payable, ids("TenderingParty", [party]), ids("TenderLot", [lot]))


def party(name: str = "TPA-1", *organisations: str, title: str = "", leader: str = "") -> str:
    members = [
        efac("Tenderer", cbc("ID", member), efbc("GroupLeadIndicator", str(member == leader).lower()))
        for member in organisations or ("ORG-2",)
    ]
    return efac("TenderingParty", cbc("ID", name), cbc("Name", title) if title else "", *members)


def contract(name: str = "CON-1", *tenders: str, inner: str = "", reference: str = "2024/17") -> str:
    return efac(
        "SettledContract",
        cbc("ID", name),
        inner or cbc("AwardDate", "2024-02-14+01:00"),
        efac("ContractReference", cbc("ID", reference)),
        ids("LotTender", tenders),
    )


def lot_result(
    lot: str = "LOT-1",
    tenders: Iterable[str] = ("TEN-1",),
    contracts: Iterable[str] = ("CON-1",),
    status: str = "selec-w",
    inner: str = "",
) -> str:
    return efac(
        "LotResult",
        inner,
        cbc("TenderResultCode", status) if status else "",
        ids("LotTender", tenders),
        ids("SettledContract", contracts),
        ids("TenderLot", [lot]),
    )


ONE_AWARD = lot_result() + tender() + contract("CON-1", "TEN-1") + party()


def amount(name: str, euros: object, currency: str = "EUR") -> str:
    return cbc(name, euros, currencyID=currency)


def estimate(euros: object, currency: str = "EUR") -> str:
    return cac("RequestedTenderTotal", amount("EstimatedOverallContractAmount", euros, currency))


def project(
    title: str = "Renovatie brug", description: str = "", inner: str = "", kind: str = "works", cpv: str = "45221110"
) -> str:
    return cac(
        "ProcurementProject",
        cbc("Name", title, languageID="NLD"),
        cbc("Description", description, languageID="NLD"),
        cbc("ProcurementTypeCode", kind, listName="contract-nature"),
        inner,
        cac("MainCommodityClassification", cbc("ItemClassificationCode", cpv, listName="cpv")),
    )


def period(start: str = "", end: str = "", duration: str = "", unit: str = "MONTH") -> str:
    return cac(
        "PlannedPeriod",
        cbc("StartDate", start) if start else "",
        cbc("EndDate", end) if end else "",
        cbc("DurationMeasure", duration, unitCode=unit) if duration else "",
    )


def lot(name: str = "LOT-1", about: str = "", terms: str = "", process: str = "", scheme: str = "Lot") -> str:
    return cac(
        "ProcurementProjectLot",
        cbc("ID", name, schemeName=scheme),
        cac("TenderingTerms", terms),
        cac("TenderingProcess", process),
        about or project(),
    )


def buyer(name: str = "ORG-1", legal_type: str = "la") -> str:
    return cac(
        "ContractingParty",
        cac("ContractingPartyType", cbc("PartyTypeCode", legal_type, listName="buyer-legal-type")),
        cac("Party", cac("PartyIdentification", cbc("ID", name))),
    )


PUBLISHED = efac("Publication", efbc("NoticePublicationID", "00012345-2024"), efbc("PublicationDate", "2024-04-02Z"))


def notice(
    result: str = ONE_AWARD,
    *,
    lots: str = "",
    organisations: str = EVERYBODY,
    subtype: str = "29",
    root: str = "ContractAwardNotice",
    buyers: str = "",
    about: str = "",
    inner: str = "",
    publication: str = PUBLISHED,
    extension: str = "",
    language: str = "NLD",
    name: str = "0a0a0a0a-1111-4222-8333-444444444444",
    notice_type: str = "can-standard",
    planned: str = "",
) -> bytes:
    """Return a whole notice: by default Voorbeeldstad awards LOT-1 to De Brug for 500,000 euros."""
    eforms = "".join(
        [
            extension,
            efac("NoticeResult", result) if result else "",
            efac("NoticeSubType", cbc("SubTypeCode", subtype)) if subtype else "",
            efac("Organizations", organisations),
            publication,
        ]
    )
    head = "".join(
        [
            cbc("ID", name) if name else "",
            cbc("ContractFolderID", "9b9b9b9b-1111-4222-8333-444444444444"),
            cbc("IssueDate", "2024-03-29+01:00"),
            cbc("VersionID", "01"),
            cbc("PlannedDate", planned) if planned else "",
            cbc("NoticeTypeCode", notice_type, listName="result"),
            cbc("NoticeLanguageCode", language),
        ]
    )
    body = "".join([head, buyers or buyer(), inner, about or project(), lots or lot()])
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><{root} xmlns="{UBL}{root}-2" {PREFIXES}><ext:UBLExtensions>'
        f"<ext:UBLExtension><ext:ExtensionContent><efext:EformsExtension>{eforms}</efext:EformsExtension>"
        f"</ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions>{body}"
        f"{cac('TenderResult', cbc('AwardDate', '2000-01-01Z'))}</{root}>"
    ).encode()
