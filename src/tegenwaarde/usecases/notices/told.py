"""Everything the import can say about a file, in one table: code → English sentence, with what to do next."""

from __future__ import annotations

from tegenwaarde.kernel.problem import Figure, Problem

WORDS = {
    # a file
    "FILE_TOO_LARGE": (
        "The file is larger than {limit_mb} MB, far more than a notice ever is. Check that it is the right file."
    ),
    "UPLOAD_TOO_LARGE": (
        "Together the files are larger than {limit_mb} MB. Upload them in smaller parts, or have the administrator"
        " read the folder with the command."
    ),
    "TOO_MANY_FILES": "There are more than {limit} files. Upload them in smaller parts.",
    "ZIP_BROKEN": "This ZIP cannot be opened: it is broken or incomplete. Make it again and upload it once more.",
    "ZIP_EMPTY": "There is no file in this ZIP.",
    "ZIP_TOO_MUCH": (
        "Unpacked this ZIP is larger than {limit_mb} MB. This file and those after it were not read; upload them apart."
    ),
    "ZIP_IN_ZIP": "This is a ZIP within a ZIP, which is not opened. Upload it apart.",
    "ZIP_LOCKED": "This file in the ZIP has a password. Take the password off and upload it again.",
    "ZIP_ENTRY_BROKEN": "This file in the ZIP is broken and cannot be unpacked. Download the notice again.",
    "FOLDER": "This is a folder. The files in it have lines of their own.",
    "NOT_XML": "This is no XML file, so it was passed over.",
    "FILE_UNREADABLE": "The file cannot be read: {reason}.",
    "READ_LATER": "Somebody else worked on the same contract at that moment. Upload this file again.",
    "READ_FAILED": "Something went wrong while this file was read, so nothing of it was kept. Report it to the makers.",
    # where it belongs
    "BUYER_BELONGS_ELSEWHERE": "{buyer} belongs to the subregion {subregion}. Its coordinator can enter this contract.",
    "BUYER_BELONGS_NOWHERE": ("{buyer} belongs to no subregion at this moment. Ask the administrator to give it one."),
    "NOT_OWN_BUYER": "This notice is of {buyer}. You enter contracts of {own}; the coordinator can enter this one.",
    "NOBODY_HERE": (
        "Nobody of the region buys this: {buyer} is not known. With --subregion it is entered in a subregion."
    ),
    "NOT_YOURS": "A contract of this notice belongs to another subregion. Its coordinator can read this notice.",
    "BUYER_TO_CHOOSE": "The register does not know {buyer}: choose or add the buyer.",
    "BUYER_TO_CHECK": "The notice gives the buyer only by name: “{name}”. Check whether the buyer is right.",
    "PARTY_TO_CONFIRM": "Say who is meant by “{name}”.",
    "KIND_NOT_SAID": "The notice does not say what kind of purchase this is; services was filled in. Check it.",
    # known already
    "NOTICE_ALREADY_READ": "Notice {notice} was read already on {on_day}, so no second contract was made.",
    "NEWER_READ": "A newer notice of the same contract was read already: {notice}. Nothing was changed.",
    "NOTHING_DIFFERS": "The notice says the same of “{title}” as what is known. Nothing was changed.",
    "DRAFT_WAS_DELETED": "The draft of “{title}” was deleted before, so it was not made again.",
    # what was done
    "DRAFT_UPDATED": "The draft “{title}” was brought up to date.",
    "DRAFT_KEPT": "In the draft “{title}” somebody filled in something else; that stayed. The notice says: {what}.",
    "CHANGE_PROPOSED": "For “{title}” an amendment is proposed: {what}. Nothing counts before somebody agrees.",
    "DIFFERS_OTHERWISE": "“{title}” is in force and the notice says something else: {what}. Check the dossier.",
    "NO_LONGER_AWARDED": "The newer notice no longer names the contract “{title}”. Check whether it still stands.",
    "TENDER_AWARDED": "The tender “{title}” in the calendar was set to awarded.",
    "TENDER_UPDATED": "The tender “{title}” in the calendar was brought up to date.",
    "TENDER_KEPT": "In the tender “{title}” somebody filled in something else; that stayed.",
    "TENDER_IS_DROPPED": "The tender “{title}” was dropped, so it was left as it is.",
    # a modification
    "CHANGED_CONTRACT_UNKNOWN": (
        "This notice changes a contract that the register does not know (notice {notice}). Upload the award notice"
        " first, and then this one."
    ),
    "NOTHING_ANNOUNCED": "The notice announces nothing that can be put in the calendar.",
    "NO_AWARD": "The notice awards no contract.",
}


def told(code: str, place: str = "", **params: Figure) -> Problem:
    """Return what is said under `code`; KeyError for a code that is not in the table."""
    return Problem(code, WORDS[code], place, tuple(params.items()))
