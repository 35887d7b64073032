"""Organisations in a notice: names, KvK numbers, who buys. Contact persons are passed over."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from tegenwaarde.adapters.eforms import tags
from tegenwaarde.adapters.eforms.walk import (
    Children,
    Element,
    children,
    coded,
    every,
    first,
    in_best_language,
    reference,
    reference_at,
    words,
)
from tegenwaarde.usecases.ports.notices import NoticeParty

DUTCH = {"NLD", "NL", ""}
OWNERS = {tags.COMPANY, tags.TOUCH_POINT}
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


class Organisations:
    """The organisations of a notice by their id in it; a touch point stands for its organisation.

    Only those that are asked for are read: review bodies and the like are passed over.
    """

    def __init__(self, extension: Element | None, language: str) -> None:
        self._language = language
        self._companies: dict[str, Element] = {}
        self._read: dict[str, NoticeParty | None] = {}
        for organisation in every(first(extension, tags.ORGANIZATIONS), tags.ORGANIZATION):
            company = first(organisation, tags.COMPANY)
            if company is not None:
                for owner in organisation:
                    if owner.tag in OWNERS:
                        self._companies.setdefault(reference_at(owner, tags.PARTY_IDENTIFICATION, tags.ID), company)
        self._companies.pop("", None)

    def get(self, organisation_id: str) -> NoticeParty | None:
        """Return the organisation called so, or None where the notice does not describe it or gives it no name."""
        if organisation_id not in self._read:
            company = self._companies.get(organisation_id)
            party = None if company is None else _party(company, self._language)
            self._read[organisation_id] = party if party and party.name else None
        return self._read[organisation_id]


def _party(company: Element, language: str) -> NoticeParty:
    names: list[Element] = []
    numbers: list[Element] = []
    address: Children = {}
    for child in company:
        if child.tag == tags.PARTY_NAME:
            names.extend(every(child, tags.NAME))
        elif child.tag == tags.LEGAL_ENTITY:
            numbers.extend(every(child, tags.COMPANY_ID))
        elif child.tag == tags.POSTAL_ADDRESS:
            address = children(child)
    country = reference_at(address.get(tags.COUNTRY), tags.COUNTRY_CODE).upper()
    kvk_numbers = (
        kvk_in(number.text or "", country, f"{number.get('schemeID', '')} {number.get('schemeName', '')}")
        for number in numbers
    )
    return NoticeParty(
        name=in_best_language(names, language),
        kvk=next(filter(None, kvk_numbers), ""),
        number=next(filter(None, map(reference, numbers)), ""),
        city=words(address.get(tags.CITY)),
        country=country,
    )


def buyers(contracting_parties: Iterable[Element], known: Organisations) -> tuple[NoticeParty, ...]:
    """Return who buys, each once, in the order of the notice."""
    found: dict[str, NoticeParty] = {}
    for contracting in contracting_parties:
        types = (
            code for kind in every(contracting, tags.CONTRACTING_PARTY_TYPE) for code in every(kind, tags.PARTY_TYPE)
        )
        legal_type = coded(types, "buyer-legal-type")
        for party in every(contracting, tags.PARTY):
            for identification in every(party, tags.PARTY_IDENTIFICATION):
                buyer = known.get(reference_at(identification, tags.ID))
                if buyer:
                    found.setdefault(f"{buyer.kvk}|{buyer.name}", replace(buyer, legal_type=legal_type))
    return tuple(found.values())
