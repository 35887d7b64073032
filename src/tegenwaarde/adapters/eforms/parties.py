"""Organisations in a notice: names, KvK numbers, who buys. Contact persons are passed over."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tegenwaarde.adapters.eforms import tags
from tegenwaarde.adapters.eforms.walk import (
    Element,
    all_of,
    children,
    coded,
    every,
    first,
    id_of,
    in_best_language,
    reference,
    words,
)
from tegenwaarde.usecases.ports.notices import NoticeParty

DUTCH = {"NLD", "NL", ""}
_KVK_SCHEMES = re.compile(r"kvk|\b0106\b", re.IGNORECASE)
_EIGHT = r"([0-9](?:[ .\-]?[0-9]){7})"
_KVK = r"(?<![a-z])(?:k\.?v\.?k|kamer van koophandel)(?![a-z]{2})"
_LABELLED = re.compile(rf"{_KVK}[^0-9]{{0,24}}{_EIGHT}(?![ .\-]?[0-9])", re.IGNORECASE)
_LABELLED_AFTER = re.compile(rf"(?<![0-9a-z.\-]){_EIGHT}[^0-9a-z]{{0,4}}{_KVK}", re.IGNORECASE)
_PEPPOL = re.compile(rf"0106[:/ ]{_EIGHT}")
_GOVERNMENT_ID = re.compile(r"00000003([0-9]{8})0000")  # OIN: 00000003 says that a KvK number follows
_CALLED_KVK = (_LABELLED.search, _LABELLED_AFTER.search, _PEPPOL.fullmatch, _GOVERNMENT_ID.fullmatch)
_BARE = re.compile(_EIGHT)
_NOT_DIGITS = re.compile(r"[^0-9]")
_SUBSTITUTE = re.compile(r"([0-9])\1{7}")


def kvk_in(text: str, country: str = "", scheme: str = "") -> str:
    """Return the eight digits of the KvK number that `text` writes, or empty.

    A number that calls itself KvK is one, wherever its owner is; eight bare digits are one only for a Dutch owner.
    VAT numbers, RSIN (nine digits), establishment numbers (twelve) and foreign numbers are none.
    """
    text = " ".join(text.split())[:200]
    bare = country in DUTCH or bool(_KVK_SCHEMES.search(scheme))
    match = (bare and _BARE.fullmatch(text)) or next(filter(None, (find(text) for find in _CALLED_KVK)), None)
    digits = _NOT_DIGITS.sub("", match[1]) if match else ""
    return "" if _SUBSTITUTE.fullmatch(digits) else digits


class Organisations:
    """The organisations of a notice by their id in it; a touch point stands for its organisation.

    Only those that are asked for are read: review bodies and the like are passed over.
    """

    def __init__(self, extension: Element | None, language: str) -> None:
        self._language = language
        self._companies: dict[str, Element] = {}
        self._read: dict[tuple[str, str], NoticeParty | None] = {}
        organizations = first(extension, tags.ORGANIZATIONS)
        if organizations is not None:
            for identification in organizations.iter(tags.PARTY_IDENTIFICATION):
                company = _company_of(identification.getparent())
                if company is not None:
                    self._companies.setdefault(id_of(identification), company)
        self._companies.pop("", None)

    def get(self, organisation_id: str, legal_type: str = "") -> NoticeParty | None:
        """Return the organisation called so, or None where the notice does not describe it or gives it no name."""
        asked = (organisation_id, legal_type)
        if asked not in self._read:
            company = self._companies.get(organisation_id)
            party = None if company is None else _party(company, self._language, legal_type)
            self._read[asked] = party if party and party.name else None
        return self._read[asked]


def _company_of(owner: Element | None) -> Element | None:
    """Return the company whose identification `owner` holds: itself, or the one that a touch point belongs to."""
    if owner is None or owner.tag == tags.COMPANY:
        return owner
    return first(owner.getparent(), tags.COMPANY) if owner.tag == tags.TOUCH_POINT else None


def _party(company: Element, language: str, legal_type: str) -> NoticeParty:
    names: list[Element] = []
    numbers: list[Element] = []
    city: Element | None = None
    country: Element | None = None
    for part in company:
        tag = part.tag
        if tag == tags.PARTY_NAME:
            names += [name for name in part if name.tag == tags.NAME]
        elif tag == tags.LEGAL_ENTITY:
            numbers += [number for number in part if number.tag == tags.COMPANY_ID]
        elif tag == tags.POSTAL_ADDRESS:
            address = children(part)
            city, country = address.get(tags.CITY), first(address.get(tags.COUNTRY), tags.COUNTRY_CODE)
    country_code = reference(country).upper()
    return NoticeParty(
        in_best_language(names, language),
        next(filter(None, [_kvk_of(number, country_code) for number in numbers]), ""),
        next(filter(None, [reference(number) for number in numbers]), ""),
        words(city),
        country_code,
        legal_type,
    )


def _kvk_of(number: Element, country: str) -> str:
    scheme = "" if country in DUTCH else f"{number.get('schemeID', '')} {number.get('schemeName', '')}"
    return kvk_in(number.text or "", country, scheme)


def buyers(contracting_parties: Iterable[Element], known: Organisations) -> tuple[NoticeParty, ...]:
    """Return who buys, each once, in the order of the notice."""
    found: dict[tuple[str, str], NoticeParty] = {}
    for contracting in contracting_parties:
        parts = children(contracting)
        kinds = all_of(contracting, parts, tags.CONTRACTING_PARTY_TYPE)
        legal_type = coded((code for kind in kinds for code in kind), "buyer-legal-type")
        for party in all_of(contracting, parts, tags.PARTY):
            for identification in every(party, tags.PARTY_IDENTIFICATION):
                buyer = known.get(id_of(identification), legal_type)
                if buyer:
                    found.setdefault((buyer.kvk, buyer.name), buyer)
    return tuple(found.values())
