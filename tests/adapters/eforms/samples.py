"""Whole hand-made notices of every form, with nearly everything the reader looks at."""

from __future__ import annotations

from tests.adapters.eforms.builder import (
    DE_BRUG,
    DE_DIJK,
    VOORBEELDSTAD,
    amount,
    buyer,
    cac,
    cbc,
    contract,
    efac,
    efbc,
    estimate,
    lot,
    lot_result,
    notice,
    organisation,
    party,
    period,
    project,
    tender,
)

SAID = cac("ProcurementAdditionalType", cbc("ProcurementTypeCode", "opp", listName="social-objective"))
PERFORMED = cac(
    "ContractExecutionRequirement",
    cbc("ExecutionRequirementCode", "performance", listName="conditions"),
    cbc("Description", "SROI: 5% van de opdrachtsom", languageID="NLD"),
)


def rich() -> bytes:
    """Return a notice that has nearly everything the reader looks at."""
    result = (
        efac("FieldsPrivacy", efbc("FieldIdentifierCode", "not-val"))
        + amount("TotalAmount", "700000")
        + lot_result("LOT-1", ["TEN-1", "TEN-2"], ["CON-1", "CON-2"], inner=amount("LowerTenderAmount", "5"))
        + lot_result("LOT-2", ["TEN-3"], [], "clos-nw")
        + tender()
        + tender("TEN-2", "TPA-2", "GLO-1", "200000", "GBP")
        + tender("TEN-3", "TPA-1", "LOT-2", "100.105")
        + contract("CON-1", "TEN-1", "TEN-3", inner=cbc("Title", "SROI"))
        + contract("CON-2", "TEN-2")
        + party("TPA-1", "ORG-2", "ORG-3", title="Combinatie", leader="ORG-3")
        + party("TPA-2", "ORG-3")
    )
    members = "".join(cac("ProcurementProjectLotReference", cbc("ID", each)) for each in ("LOT-1", "LOT-2"))
    group = cac("TenderingTerms", cac("LotDistribution", cac("LotsGroup", cbc("LotsGroupID", "GLO-1"), members)))
    about = project(inner=estimate("7000000") + period("2024-04-01", duration="24"), description="met social return")
    change = efac("ContractModification", efbc("ModifiedContractIdentifier", "CON-1"), efac("Change"))
    return notice(
        result, lots=lot("LOT-1", about) + lot("LOT-2"), buyers=buyer() + buyer("ORG-3"), inner=group, extension=change
    )


def announced(root: str = "ContractNotice", subtype: str = "16") -> bytes:
    """Return a notice that announces two lots, one of them with social return."""
    first = project(inner=estimate("7000000") + period("2025-04-01", "2027-03-31") + SAID)
    lots = lot("LOT-1", first, terms=PERFORMED) + lot("LOT-2", project("Perceel zuid", "en sociale paragraaf"))
    process = cac("TenderingProcess", cbc("ProcedureCode", "open", listName="procurement-procedure-type"))
    return notice("", root=root, subtype=subtype, notice_type="", lots=lots, inner=process, planned="2025-02-01Z")


def changed() -> bytes:
    """Return a notice that changes a contract which an earlier one awarded."""
    change = efac(
        "ContractModification",
        efbc("ChangedNoticeIdentifier", "629133-2023", schemeName="ojs-notice-id"),
        efbc("ModifiedContractIdentifier", "CON-1"),
        efac("Change", efbc("ChangeDescription", "Meerwerk", languageID="NLD")),
        efac("ChangeReason", cbc("ReasonCode", "add-wss")),
    )
    return notice(subtype="38", notice_type="can-modif", extension=change)


def bilingual() -> bytes:
    """Return a notice in two languages, with a number that is no KvK number and one that calls itself so."""
    names = cbc("Name", "Ville", languageID="FRA") + cbc("Name", "Stad", languageID="NLD")
    organisations = organisation("ORG-1", names, "KvK: 11.22.33.44") + organisation("ORG-2", names, "NL001234567B01")
    return notice(organisations=organisations + DE_DIJK, language="FRA")


def wide(count: int) -> bytes:
    """Return a notice with so many lots, each won by an organisation of its own."""
    numbers = range(1, count + 1)
    result = "".join(
        lot_result(f"LOT-{n}", [f"TEN-{n}"], [f"CON-{n}"])
        + tender(f"TEN-{n}", f"TPA-{n}", f"LOT-{n}", str(100000 + n))
        + contract(f"CON-{n}", f"TEN-{n}")
        + party(f"TPA-{n}", f"ORG-{n + 9}")
        for n in numbers
    )
    winners = "".join(organisation(f"ORG-{n + 9}", f"Aannemer {n}", f"{20000000 + n}") for n in numbers)
    about = {
        n: project(f"Perceel {n}", "Werk aan " * 40, estimate("150000") + period("2025-04-01", duration="24"))
        for n in numbers
    }
    lots = "".join(lot(f"LOT-{n}", about[n], terms=CRITERIA) for n in numbers)
    return notice(result, lots=lots, organisations=VOORBEELDSTAD + DE_BRUG + winners)


CRITERIA = cac(
    "AwardingTerms",
    cac(
        "AwardingCriterion",
        *(
            cac(
                "SubordinateAwardingCriterion",
                cbc("AwardingCriterionTypeCode", "quality", listName="award-criterion-type"),
                cbc("Name", f"Plan van aanpak {number}", languageID="NLD"),
                cbc("Description", "Hoe de inschrijver het werk aanpakt, en met wie. " * 4, languageID="NLD"),
            )
            for number in range(3)
        ),
    ),
)


def samples() -> dict[str, bytes]:
    """Return them by name."""
    return {
        "awarded": rich(),
        "announced": announced(),
        "planned": announced("PriorInformationNotice", "4"),
        "changed": changed(),
        "bilingual": bilingual(),
        "wide": wide(5),
    }
