"""Where a notice speaks of social return: the coded fields, and the words in its free text.

Dutch notices mostly leave the coded fields empty and name social return in a title, a description, a criterion or a
condition. A mention says only that the words stand there; a person reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tegenwaarde.adapters.eforms import tags
from tegenwaarde.adapters.eforms.walk import Element, every, first, reference
from tegenwaarde.usecases.ports.notices import SocialReturnMention

SHOWN = 300
MOST_MENTIONS = 20  # of one lot
LONGEST_TEXT = 200_000

# Whole words; a Dutch compound (socialreturnverplichting, SROI-paragraaf) is one of them. PSO and SW in capitals only.
WORDS = re.compile(
    r"(?<!\w)(?:"
    r"sociale?[ -]?return(?:s?[a-z]{3,30})?"
    r"|sro[iï](?:s?[a-z]{3,30})?"
    r"|sociale? rendement(?:en)?"
    r"|(?-i:PSO)"
    r"|prestatieladder soci[a-z]{2,6} onderneme[nr]"
    r"|afstand tot (?:de |onze )?(?:reguliere )?arbeidsmarkt"
    r"|achterstand op de arbeidsmarkt"
    r"|sociale paragraaf"
    r"|banenafspraak"
    r"|arbeidsbeperking(?:en)?"
    r"|langdurige? werkl(?:oos|oze|ozen)"
    r"|long-term unemployed"
    r"|distance (?:to|from) the labou?r market"
    r")(?!\w)",
    re.IGNORECASE,
)
# Every match of WORDS holds one of these, in lower case.
STEMS = (
    "social",
    "sro",
    "sociaal",
    "pso",
    "prestatieladder",
    "arbeids",
    "banenafspraak",
    "langdurig",
    "unemployed",
    "labo",
)
_STEM_BYTES = tuple(stem.encode() for stem in STEMS)

CODED_ROUTES = {
    ("strategic-procurement", "soc-obj"): ("BT-06", "strategic procurement", "fulfilment of social objectives"),
    ("social-objective", "opp"): (
        "BT-775",
        "social objective",
        "employment opportunities for the long-term unemployed, disadvantaged or persons with disabilities",
    ),
    ("reserved-procurement", "res-ws"): (
        "BT-71",
        "reserved participation",
        "reserved to sheltered workshops and social employers",
    ),
    ("reserved-execution", "yes"): (
        "BT-736",
        "reserved execution",
        "to be carried out in sheltered employment programmes",
    ),
}
CODES = (tags.PROCUREMENT_TYPE_CODE, tags.REQUIREMENT_CODE, tags.EXECUTION_CODE)
SECTIONS = (tags.PROJECT, tags.TENDERING_TERMS, tags.TENDERING_PROCESS)
TEXTS = (tags.NAME, tags.TITLE, tags.DESCRIPTION, tags.NOTE, tags.PROCUREMENT_TYPE, tags.CALCULATION, tags.OPTIONS)
PERSONAL = {tags.CONTACT, tags.PARTY_NAME, tags.POSTAL_ADDRESS}
PLACES = {
    tags.AWARDING_TERMS: "award criterion",
    tags.EXECUTION_REQUIREMENT: "contract condition",
    tags.QUALIFICATION: "requirement for tenderers",
    tags.SELECTION_CRITERIA: "selection criterion",
    tags.CONTRACT_EXTENSION: "options",
    tags.ADDITIONAL_TYPE: "strategic procurement",
    tags.REALIZED_LOCATION: "place of performance",
    tags.TENDERING_TERMS: "terms",
    tags.TENDERING_PROCESS: "procedure",
}
PROJECT_PLACES = {tags.NAME: "title", tags.DESCRIPTION: "description", tags.NOTE: "additional information"}


def may_speak_of_it(content: bytes) -> bool:
    """Return whether any word of `WORDS` can stand in the notice; quick, and never wrongly False."""
    small = content.lower()
    if b"&#" in small or b"\0" in content or (b"encoding" in small[:100] and b"utf-8" not in small[:100]):
        return True
    return any(stem in small for stem in _STEM_BYTES)


def mentions(owner: Element, place: str, search_text: bool) -> tuple[SocialReturnMention, ...]:
    """Return where `owner` (a lot, or the root of the notice) speaks of social return; `place` names it."""
    found: dict[tuple[str, str, str], SocialReturnMention] = {}
    for section_tag in SECTIONS:
        for section in every(owner, section_tag):
            for mention in _in_section(section, place, search_text):
                found.setdefault((mention.route, mention.place, mention.words), mention)
                if len(found) >= MOST_MENTIONS:
                    return tuple(found.values())
    return tuple(found.values())


def _in_section(section: Element, place: str, search_text: bool) -> Iterator[SocialReturnMention]:
    for code in section.iter(*CODES):
        route = CODED_ROUTES.get((code.get("listName", ""), reference(code)))
        if route:
            yield SocialReturnMention(route[0], f"{place} · {route[1]}", _said_with(code) or route[2])
    if search_text:
        for element in section.iter(*TEXTS):
            said = shortened(element.text or "")
            where = place_in(element, section) if said else ""
            if where:
                yield SocialReturnMention(_route_of(element), f"{place} · {where}", said)


def _said_with(code: Element) -> str:
    """Return what the notice says beside a code."""
    parent = code.getparent()
    texts = every(parent, tags.PROCUREMENT_TYPE if code.tag == tags.PROCUREMENT_TYPE_CODE else tags.DESCRIPTION)
    said = " ".join((next(texts, code).text or "").split())
    return "" if said == (code.text or "").strip() else said[:SHOWN]


def _route_of(element: Element) -> str:
    """Return BT-70 for the words of a performance condition, else the text route."""
    code = first(element.getparent(), tags.EXECUTION_CODE)
    return "BT-70" if code is not None and code.get("listName") == "conditions" else "text"


def place_in(element: Element, section: Element) -> str:
    """Return where in `section` a text stands, in words; empty for what belongs to a person or an address."""
    best = ""
    for ancestor in element.iterancestors():
        if ancestor.tag in PERSONAL:
            return ""
        best = best or PLACES.get(str(ancestor.tag), "")
        if ancestor is section:
            break
    return best or PROJECT_PLACES.get(str(element.tag), "text")


def shortened(text: str) -> str:
    """Return `text` on one line, at most `SHOWN` characters around its first hit; empty without one."""
    line = " ".join(text[:LONGEST_TEXT].split())
    hit = WORDS.search(line)
    if not hit:
        return ""
    if len(line) <= SHOWN:
        return line
    room = SHOWN - 2 - (hit.end() - hit.start())
    start = max(0, min(hit.start() - room // 2, len(line) - SHOWN + 2))
    end = min(len(line), start + SHOWN - 2)
    return f"{'…' if start else ''}{line[start:end].strip()}{'…' if end < len(line) else ''}"
