"""Everything the reader can say about a notice, in one table: code → English sentence, with what to do next."""

from __future__ import annotations

from tegenwaarde.kernel.problem import Figure, Problem

PROBLEMS = {
    "FILE_EMPTY": "The file is empty. Download the notice again and upload it once more.",
    "FILE_TOO_LARGE": (
        "The file is larger than {limit_mb} MB, far more than a notice ever is. Check that it is the right file."
    ),
    "FILE_IS_ZIP": "This is a ZIP archive, not a notice. Unpack it and upload the XML file that is in it.",
    "FILE_IS_PDF": "This is a PDF, not a notice. Download the notice as XML and upload that file.",
    "FILE_IS_WEB_PAGE": (
        "This is a web page, not a notice. Open the notice there, download it as XML and upload that file."
    ),
    "FILE_IS_NOT_XML": "This is not an XML file. Download the notice as XML and upload that file.",
    "XML_BROKEN": "The XML is broken here, so the notice cannot be read. Download it again and upload it once more.",
    "XML_HAS_DOCTYPE": (
        "The XML declares its own document type or entities, which a notice never does and which can be harmful. "
        "Download the notice from its official source."
    ),
    "XML_TOO_LARGE_INSIDE": (
        "The XML is nested deeper or holds more than a notice ever does, so it was not read. "
        "Download the notice from its official source."
    ),
    "OLD_TED_SCHEMA": (
        "This notice is in the schema that was used before eForms (TED_EXPORT), which cannot be read. "
        "Enter the contract by hand."
    ),
    "NOT_EFORMS": (
        "This XML is no eForms notice: it begins with {root}. Download the notice as eForms XML and upload that file."
    ),
    "NOT_AN_AWARD_PLANNING": (
        "This is not an award notice but a planning notice (subtype {subtype}): it awards no contract yet. "
        "Upload the award notice once it is published."
    ),
    "NOT_AN_AWARD_CONSULTATION": (
        "This is not an award notice but a market consultation (subtype {subtype}): it awards no contract. "
        "Upload the award notice once it is published."
    ),
    "NOT_AN_AWARD_CALL": (
        "This is not an award notice but a call for competition (subtype {subtype}): it awards no contract yet. "
        "Upload the award notice once it is published."
    ),
    "NOT_AN_AWARD_QUALIFICATION": (
        "This is not an award notice but a notice on a qualification system (subtype {subtype}): "
        "it awards no contract. Upload the award notice once it is published."
    ),
    "NOT_AN_AWARD_CONTRACT": (
        "This is not an award notice but a contract notice (subtype {subtype}): it awards no contract yet. "
        "Upload the award notice once it is published."
    ),
    "NOT_AN_AWARD_CONTEST": (
        "This is not an award notice but a design contest notice (subtype {subtype}): it awards no contract yet. "
        "Upload the award notice once it is published."
    ),
    "NOT_AN_AWARD_COMPLETION": (
        "This is not an award notice but a contract completion notice (subtype {subtype}): it awards no contract. "
        "Upload the award notice instead."
    ),
    "NOT_AN_AWARD_OTHER": (
        "This is not an award notice (subtype {subtype}): it awards no contract. Upload the award notice instead."
    ),
    "NOTICE_ID_MISSING": (
        "The notice has no id, so it cannot be told apart from others. Download it from its official source."
    ),
    "BUYER_MISSING": "The notice does not say who the buyer is. Enter the contract by hand.",
    "NO_CONTRACT_AWARDED": "The notice awards no contract: no lot has a winner. There is nothing to enter.",
    "NO_CONTRACT_NAMED": (
        "The notice says that it awards a contract, but names no contract with a winner. Enter the contract by hand."
    ),
}

WARNINGS = {
    "PUBLICATION_DATE_MISSING": (
        "The notice does not say when it was published; the day it was sent ({day}) is used. Check the date."
    ),
    "DATE_UNREADABLE": "“{text}” is not a date between 1900 and 2199 and was left out. Fill in the date by hand.",
    "DURATION_UNREADABLE": "“{text}” is not a duration that can be reckoned with. Fill in the last day by hand.",
    "END_BEFORE_START": "The last day lies before the first day and was left out. Fill in the dates by hand.",
    "LOT_WITHOUT_WINNER": "No winner was chosen for this lot, so it gives no contract.",
    "LOT_STILL_OPEN": "The winner of this lot is not chosen yet; a later notice will name one.",
    "LOT_WITHOUT_CONTRACT": "This lot has a winner, but the notice does not say which contract. Enter it by hand.",
    "WINNER_MISSING": "The notice does not say who won this contract, so it was left out. Enter it by hand.",
    "WINNER_NAME_ONLY": "The notice gives only a name for this winner, no organisation. Check who it is.",
    "WINNER_UNKNOWN": "The notice names a winner ({reference}) that it does not describe. Check who it is.",
    "TENDER_MOVED": (
        "The contract {contract} also names a tender of this lot, but the lot itself says contract {right}; "
        "the tender was read as part of {right}. Check winner and value."
    ),
    "TENDER_WITHOUT_WIN": (
        "The contract {contract} names a tender of this lot, which it did not win according to the lot; "
        "the tender was left out. Check winner and value."
    ),
    "TENDER_FROM_LOT": (
        "This contract names no tender that fits; the only tender of its lot was used. Check winner and value."
    ),
    "CONTRACT_FROM_LOT": "The notice names no contract for this lot; it was made from its only tender. Check it.",
    "CONTRACT_SPLIT": "This contract has several winners that did not bid together; it was read as one contract each.",
    "VALUE_MISSING": "The notice does not say what this contract is worth. Fill in the contract sum by hand.",
    "VALUE_PARTLY_MISSING": (
        "The notice gives an amount for some of this contract's tenders only. Fill in the contract sum by hand."
    ),
    "VALUE_IN_OTHER_CURRENCY": (
        "The amount is {amount} {currency}, not euros. Fill in the contract sum in euros by hand."
    ),
    "VALUE_WITHHELD": "The notice withholds this amount; what stands there was not used. Fill it in by hand.",
    "VALUE_IS_A_PLACEHOLDER": (
        "The amount is {amount}, which cannot be a contract sum and was not used. Fill it in by hand."
    ),
    "VALUE_UNREADABLE": "“{text}” is not an amount and was left out. Fill it in by hand.",
    "VALUE_ROUNDED": "The amount {text} has parts of a cent and was rounded.",
    "ESTIMATE_IN_OTHER_CURRENCY": (
        "The estimate is {amount} {currency}, not euros. Fill in the estimated value by hand."
    ),
    "TOTAL_DIFFERS": (
        "The contracts add up to {sum} euros, but the notice gives {total} euros as the total. Check the contract sums."
    ),
    "ANNOUNCED_BEFOREHAND": (
        "This notice announces a direct award beforehand; the award notice of the same procedure may still change it."
    ),
    "FIELD_WITHHELD": "The notice withholds something here. It may be published later.",
}


def problem(code: str, place: str = "", **params: Figure) -> Problem:
    """Return the problem called `code`; KeyError for a code that is not in the table."""
    return Problem(code, PROBLEMS[code], place, tuple(params.items()))


def warning(code: str, place: str = "", **params: Figure) -> Problem:
    """Return the warning called `code`; KeyError for a code that is not in the table."""
    return Problem(code, WARNINGS[code], place, tuple(params.items()))
