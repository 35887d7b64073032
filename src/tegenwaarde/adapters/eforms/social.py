"""Where a notice speaks of social return: the coded fields, and the words in its free text.

Dutch notices mostly leave the coded fields empty and name social return in a title, a description, a criterion or a
condition. A mention says only that the words stand there; a person reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from tegenwaarde.adapters.eforms import tags
from tegenwaarde.adapters.eforms.walk import Element, first, words
from tegenwaarde.usecases.ports.notices import SocialReturnMention

Mentions = dict[str, tuple[SocialReturnMention, ...]]  # by lot, by contract, and the procedure's under no name

SHOWN = 300
MOST_MENTIONS = 20  # of one lot
LONGEST_TEXT = 200_000
AROUND = 100  # characters: more than any of WORDS is long
MOST_STEMS = 20

# Whole words; a Dutch compound (socialreturnverplichting, SROI-paragraaf) is one of them. PSO and SW in capitals only.
WORDS = re.compile(
    r"(?<!\w)(?:"
    r"sociale?[ -]?return(?:s?[a-z]{3,30})?"
    r"|sroi(?:s?[a-z]{3,30})?"
    r"|socia(?:al|le) rendement(?:en)?"
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
# Every match of WORDS holds one of these in lower case; looking for them first is much quicker.
STEMS = {
    stem: stem.encode()
    for stem in ("socia", "arbeids", "sroi", "pso", "banenafspraak", "langdurig", "unemployed", "distance")
}

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
CODE_WORDS = {code for _, code in CODED_ROUTES}
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


class Hints(NamedTuple):
    """What makes it worth to look closer at a notice: stems in its text, and a code that may be about social return."""

    stems: tuple[str, ...]
    coded: bool


def hints_in(root: Element) -> Hints:
    """Return the hints in a whole notice; quick, and without a hint nothing in it speaks of social return."""
    text = etree.tostring(root, encoding="utf-8", method="text").lower()
    stems = tuple(stem for stem, written in STEMS.items() if written in text)
    return Hints(stems, any((code.text or "").strip() in CODE_WORDS for code in root.iter(*CODES)))


def mentions(sections: Iterable[Element], place: str, hints: Hints) -> tuple[SocialReturnMention, ...]:
    """Return where these parts of a lot, or of the procedure, speak of social return; `place` names it."""
    found: dict[SocialReturnMention, None] = {}
    for section in sections:
        for mention in _in_section(section, place, hints):
            found[mention] = None
            if len(found) >= MOST_MENTIONS:
                return tuple(found)
    return tuple(found)


def mention_in_title(title: str, place: str) -> tuple[SocialReturnMention, ...]:
    """Return whether the title of a contract speaks of social return; `place` names the contract."""
    said = shortened(title)
    return (SocialReturnMention("text", f"{place} · contract title", said),) if said else ()


def _in_section(section: Element, place: str, hints: Hints) -> Iterator[SocialReturnMention]:
    for code in section.iter(*CODES) if hints.coded else ():
        route = CODED_ROUTES.get((code.get("listName", ""), (code.text or "").strip()))
        if route:
            yield SocialReturnMention(route[0], f"{place} · {route[1]}", _said_with(code) or route[2])
    for element in section.iter(*TEXTS) if hints.stems else ():
        text = element.text
        said = shortened(text, hints.stems) if text else ""
        where = place_in(element, section) if said else ""
        if where:
            yield SocialReturnMention(_route_of(element), f"{place} · {where}", said)


def _said_with(code: Element) -> str:
    """Return what the notice says beside a code."""
    beside = tags.PROCUREMENT_TYPE if code.tag == tags.PROCUREMENT_TYPE_CODE else tags.DESCRIPTION
    return words(first(code.getparent(), beside), SHOWN)


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


def shortened(text: str, stems: Iterable[str] = STEMS) -> str:
    """Return `text` on one line, at most `SHOWN` characters around its first hit; empty without one.

    `stems` are those that may stand in it.
    """
    small = text.lower()
    held = [stem for stem in stems if stem in small]
    if not held:
        return ""
    line = " ".join(text[:LONGEST_TEXT].split())
    hit = _first_hit(line, held)
    if not hit:
        return ""
    if len(line) <= SHOWN:
        return line
    room = SHOWN - 2 - (hit.end() - hit.start())
    start = max(0, min(hit.start() - room // 2, len(line) - SHOWN + 2))
    end = min(len(line), start + SHOWN - 2)
    return f"{'…' if start else ''}{line[start:end].strip()}{'…' if end < len(line) else ''}"


def _first_hit(line: str, stems: Iterable[str]) -> re.Match[str] | None:
    """Return the first of WORDS in `line`, looked for around its stems only: a long text holds few."""
    small = line.lower()
    if len(small) != len(line) or sum(map(small.count, stems)) > MOST_STEMS:
        return WORDS.search(line)
    places = sorted(place.start() for stem in stems for place in re.finditer(stem, small))
    around = (WORDS.search(line, max(0, place - AROUND), place + AROUND) for place in places)
    whole = (WORDS.match(line, hit.start()) for hit in around if hit)
    return next(filter(None, whole), None)
