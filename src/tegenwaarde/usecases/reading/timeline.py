"""The timeline of a dossier: everything that happened, whichever record tells it, a page at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import (
    SUPPLIER_SIDE,
    contacts_visible_to,
    contracts_visible_to,
    documents_visible_to,
    find,
    may,
)
from tegenwaarde.access.keys import key_named
from tegenwaarde.kernel.step import Step
from tegenwaarde.records.models import Contract, ContractState, RoleGrant
from tegenwaarde.usecases.reading.sentences import Words, say
from tegenwaarde.usecases.reading.tender_words import WORDS as TENDER_WORDS
from tegenwaarde.usecases.reading.timeline_rows import Happened, happened
from tegenwaarde.usecases.reading.timeline_words import (
    DOUBLE_COUNTING,
    INSIDE,
    PART_NAMES,
    ROUTES_OF_CODES,
    ROUTES_OF_PARTS,
    ROUTES_OF_ROWS,
    WORDS,
    part_of,
)
from tegenwaarde.usecases.reading.timeline_words_dossier import NAME

PAGE = 50
EVERY_WORD: Words = {**TENDER_WORDS, **WORDS}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: the day, the sentence, and who did it.

    `route` and `target_id` lead to what it is about: the name of a page and the number of its row; empty where there
    is no such page.
    """

    day: date
    sentence: str
    who: str
    route: str = ""
    target_id: int = 0


@dataclass(frozen=True, slots=True)
class PartChoice:
    """A filter: its value, its words, and how many events it keeps."""

    value: str
    words: str | Promise
    count: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """What happened to a contract, the newest first: one page of `total` events of the chosen part."""

    contract_id: int
    events: tuple[Event, ...]
    parts: tuple[PartChoice, ...] = ()
    total: int = 0


def read_timeline(*, actor: Actor, contract_id: int, part: str = "", page: int = 1, whole: bool = False) -> Timeline:
    """Return a page of the timeline, or the `whole` of it; NotVisible where the actor sees no such dossier.

    A supplier reads the names of its own people only, and nothing of double counting, of notes and of documents that
    were never shared. A constant number of queries.
    """
    rows = contracts_visible_to(actor).exclude(state=ContractState.DRAFT)
    contract = find(rows.select_related("notice__uploaded_by", "spec_text__made_by"), pk=contract_id)
    inside = may(actor, "draft.see", contract)
    hidden = _hidden(actor, contract, inside)
    told = [one for one in happened(actor, contract) if one.code not in hidden]
    counts = Counter(part_of(one.code) for one in told)
    kept = [one for one in told if part in ("", part_of(one.code))]
    last = max(1, -(-len(kept) // PAGE))
    first = 0 if whole else (min(max(1, page), last) - 1) * PAGE
    shown = kept if whole else kept[first : first + PAGE]
    colleagues = frozenset() if inside else _colleagues(actor, contract)
    return Timeline(
        contract.pk,
        _events(actor, contract, shown, colleagues if not inside else None),
        tuple(PartChoice(one, words, counts[one]) for one, words in PART_NAMES.items() if counts[one]),
        len(kept),
    )


def _hidden(actor: Actor, contract: Contract, inside: bool) -> frozenset[str]:
    doubles = frozenset() if may(actor, "clash.see", contract) else DOUBLE_COUNTING
    return doubles if inside else doubles | INSIDE


def _events(
    actor: Actor, contract: Contract, shown: Sequence[Happened], colleagues: frozenset[int] | None
) -> tuple[Event, ...]:
    """Return the rows as sentences; `colleagues` are whose names may be read, None for everybody's."""
    named = list(_with_names(actor, contract, shown))
    sentences = say((Step(one.code, tuple(one.figures.items()), "") for one in named), EVERY_WORD)
    return tuple(
        Event(one.day, said.sentence.strip(), _who(one, colleagues), *_about(one, contract))
        for one, said in zip(named, sentences, strict=True)
    )


def _with_names(actor: Actor, contract: Contract, shown: Iterable[Happened]) -> Iterator[Happened]:
    """Give the events of documents and contacts the names that the actor may read; two queries."""
    documents = dict(documents_visible_to(actor).filter(contract=contract).values_list("pk", "name"))
    contacts = dict(contacts_visible_to(actor).filter(contract=contract).values_list("pk", "name"))
    for one in shown:
        number = one.figures.get("document", one.figures.get("contact", 0))
        known = documents if "document" in one.figures else contacts
        name = known.get(int(number), "")
        yield replace(one, figures={**one.figures, NAME: name}) if name else one


def _about(one: Happened, contract: Contract) -> tuple[str, int]:
    """Return the page of what the event is about, and its row; empty where there is none."""
    if one.tender_id:
        return "tender", one.tender_id
    for name, route in ROUTES_OF_ROWS.items():
        if name in one.figures:
            return route, int(one.figures[name])
    route = ROUTES_OF_CODES.get(one.code) or ROUTES_OF_PARTS.get(part_of(one.code), "")
    return route, contract.pk if route else 0


def _colleagues(actor: Actor, contract: Contract) -> frozenset[int]:
    own = actor.scope_ids("supplier", key_named("dossier.see").roles & SUPPLIER_SIDE)
    supplier_id = contract.supplier_id or 0
    people: Iterable[int] = RoleGrant.unfenced.filter(supplier_id=supplier_id).values_list("user_id", flat=True)
    return frozenset(people) if supplier_id in own else frozenset()


def _who(one: Happened, colleagues: frozenset[int] | None) -> str:
    if not one.who:
        return ""
    return one.who if colleagues is None or one.who_id in colleagues else _("The buyer")
