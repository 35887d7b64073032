"""Organisations in a notice: names, KvK numbers, who buys. Contact persons are passed over."""

from __future__ import annotations

import re

from tegenwaarde.adapters.eforms import tags
from tegenwaarde.adapters.eforms.walk import Element, coded, every, first, in_best_language, reference, words
from tegenwaarde.usecases.ports.notices import NoticeParty

DUTCH = {"NLD", "NL", ""}
_KVK_SCHEMES = re.compile(r"kvk|\b0106\b", re.IGNORECASE)
_EIGHT = r"([0-9](?:[ .\-]?[0-9]){7})"
_KVK = r"(?<![a-z])(?:k\.?v\.?k|kamer van koophandel)(?![a-z]{2})"
_LABELLED = re.compile(rf"{_KVK}[^0-9]{{0,24}}{_EIGHT}(?![ .\-]?[0-9])", re.IGNORECASE)
_LABELLED_AFTER = re.compile(rf"(?<![0-9a-z.\-]){_EIGHT}[^0-9a-z]{{0,4}}{_KVK}", re.IGNORECASE)
_PEPPOL = re.compile(rf"0106[:/ ]{_EIGHT}")
_GOVERNMENT_ID = re.compile(r"00000003([0-9]{8})0000")  # OIN: 00000003 says that a KvK number follows
_BARE = re.compile(_EIGHT)
_NOT_DIGITS = re.compile(r"[^0-9]")
_SUBSTITUTE = re.compile(r"([0-9])\1{7}")


def kvk_in(text: str, country: str = "", scheme: str = "") -> str:
    """Return the eight digits of the KvK number that `text` writes, or empty.

    A number that calls itself KvK is one, wherever its owner is; eight bare digits are one only for a Dutch owner.
    VAT numbers, RSIN (nine digits), establishment numbers (twelve) and foreign numbers are none.
    """
    text = " ".join(text.split())[:200]
    patterns = (_LABELLED.search, _LABELLED_AFTER.search, _PEPPOL.fullmatch, _GOVERNMENT_ID.fullmatch)
    match = next(filter(None, (find(text) for find in patterns)), None)
    if not match and (country in DUTCH or _KVK_SCHEMES.search(scheme)):
        match = _BARE.fullmatch(text)
    digits = _NOT_DIGITS.sub("", match[1]) if match else ""
    return "" if _SUBSTITUTE.fullmatch(digits) else digits


def organisations(extension: Element | None, language: str) -> dict[str, NoticeParty]:
    """Return the organisations by their id in the notice; a touch point stands for its organisation."""
    found: dict[str, NoticeParty] = {}
    for organisation in every(first(extension, tags.ORGANIZATIONS), tags.ORGANIZATION):
        company = first(organisation, tags.COMPANY)
        if company is None:
            continue
        party = _party(company, language)
        for owner in (company, *every(organisation, tags.TOUCH_POINT)):
            for identification in every(owner, tags.PARTY_IDENTIFICATION):
                found.setdefault(reference(first(identification, tags.ID)), party)
    found.pop("", None)
    return found


def _party(company: Element, language: str) -> NoticeParty:
    names = (name for party_name in every(company, tags.PARTY_NAME) for name in every(party_name, tags.NAME))
    address = first(company, tags.POSTAL_ADDRESS)
    country = reference(first(address, tags.COUNTRY, tags.COUNTRY_CODE)).upper()
    numbers = [number for entity in every(company, tags.LEGAL_ENTITY) for number in every(entity, tags.COMPANY_ID)]
    kvk_numbers = (
        kvk_in(number.text or "", country, f"{number.get('schemeID', '')} {number.get('schemeName', '')}")
        for number in numbers
    )
    return NoticeParty(
        name=in_best_language(names, language),
        kvk=next(filter(None, kvk_numbers), ""),
        number=next(filter(None, map(reference, numbers)), ""),
        city=words(first(address, tags.CITY)),
        country=country,
    )


def buyers(root: Element, known: dict[str, NoticeParty]) -> tuple[NoticeParty, ...]:
    """Return who buys, each once, in the order of the notice."""
    found: dict[str, NoticeParty] = {}
    for contracting in every(root, tags.CONTRACTING_PARTY):
        types = (
            code for kind in every(contracting, tags.CONTRACTING_PARTY_TYPE) for code in every(kind, tags.PARTY_TYPE)
        )
        legal_type = coded(types, "buyer-legal-type")
        for identification in every(first(contracting, tags.PARTY), tags.PARTY_IDENTIFICATION):
            party = known.get(reference(first(identification, tags.ID)))
            if party and party.name:
                found.setdefault(
                    f"{party.kvk}|{party.name}",
                    NoticeParty(party.name, party.kvk, party.number, party.city, party.country, legal_type),
                )
    return tuple(found.values())
