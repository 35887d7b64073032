"""What kind of notice a subtype is: the eForms code list notice-subtype, in families the reader tells apart."""

from __future__ import annotations

from lxml import etree

from tegenwaarde.adapters.eforms import tags

AWARD, DIRECT_AWARD, MODIFICATION = "award", "direct_award", "modification"
PLANNING, CONTRACT, OTHER = "planning", "contract", "other"
AWARDING = {AWARD, DIRECT_AWARD, MODIFICATION}
ANNOUNCING = {PLANNING, CONTRACT}

FORM_OF_SUBTYPE = {
    **{str(number): PLANNING for number in range(1, 10)},
    **{str(number): CONTRACT for number in range(10, 25)},
    **{str(number): DIRECT_AWARD for number in range(25, 29)},
    **{str(number): AWARD for number in range(29, 38)},
    **{str(number): MODIFICATION for number in range(38, 41)},
    "CEI": CONTRACT,
    "E1": PLANNING,
    "E2": PLANNING,
    "E3": CONTRACT,
    "E4": AWARD,
    "E5": OTHER,
    "E6": MODIFICATION,
    "T01": PLANNING,
    "T02": AWARD,
    "X01": OTHER,
    "X02": OTHER,
}
FORM_OF_TYPE = {
    "veat": DIRECT_AWARD,
    "can-standard": AWARD,
    "can-social": AWARD,
    "can-desg": AWARD,
    "can-tran": AWARD,
    "can-modif": MODIFICATION,
}
FORM_OF_ROOT = {
    tags.CONTRACT_AWARD_NOTICE: AWARD,
    tags.CONTRACT_NOTICE: CONTRACT,
    tags.PRIOR_INFORMATION_NOTICE: PLANNING,
}

REFUSAL_OF_FORM = {PLANNING: "NOT_AN_AWARD_PLANNING", CONTRACT: "NOT_AN_AWARD_CONTRACT"}
REFUSAL_OF_SUBTYPE = {
    "CEI": "NOT_AN_AWARD_CALL",
    "15": "NOT_AN_AWARD_QUALIFICATION",
    "23": "NOT_AN_AWARD_CONTEST",
    "24": "NOT_AN_AWARD_CONTEST",
    "E1": "NOT_AN_AWARD_CONSULTATION",
    "E5": "NOT_AN_AWARD_COMPLETION",
}


def form_of(root: etree._Element, subtype: str, notice_type: str) -> str:
    """Return the family of a notice: by its subtype, else its type, else its root element.

    Only a notice whose root is a contract award notice can award anything, and such a notice announces nothing.
    """
    by_root = FORM_OF_ROOT.get(str(root.tag), OTHER)
    form = FORM_OF_SUBTYPE.get(subtype.upper()) or FORM_OF_TYPE.get(notice_type) or by_root
    if form in AWARDING:
        return form if by_root == AWARD else by_root
    return OTHER if form in ANNOUNCING and by_root not in ANNOUNCING else form


def why_nothing(form: str, subtype: str) -> str:
    """Return the code of the problem with a notice that neither awards nor announces work; empty where it may."""
    if form not in AWARDING and form not in ANNOUNCING:
        return why_no_award(form, subtype)
    return REFUSAL_OF_SUBTYPE.get(subtype.upper(), "")


def why_no_award(form: str, subtype: str) -> str:
    """Return the code of the problem that says what a notice is that awards nothing."""
    return REFUSAL_OF_SUBTYPE.get(subtype.upper()) or REFUSAL_OF_FORM.get(form, "NOT_AN_AWARD_OTHER")
