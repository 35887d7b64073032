"""Search everything that somebody may see, by anything that a person remembers of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import (
    contacts_visible_to,
    contracts_visible_to,
    notices_visible_to,
    require,
    suppliers_visible_to,
    tenders_visible_to,
)
from tegenwaarde.access.keys import holds
from tegenwaarde.records.models import ContractState
from tegenwaarde.records.plain import plain
from tegenwaarde.usecases.reading.search_hits import (
    Hit,
    contract_hits,
    notice_hits,
    supplier_hits,
    tender_hits,
    with_what_hangs_on_contracts,
)
from tegenwaarde.usecases.reading.search_queries import (
    contracts_that_fit,
    notices_that_fit,
    suppliers_that_fit,
    tenders_that_fit,
)
from tegenwaarde.usecases.reading.search_words import LONGEST, Words, one_slip, words_of

FEW, PAGE = 8, 25  # rows of a kind beside others, and on a page of its own
KEY = "search.use"
LETTERS = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind: `hits` of the `count` rows."""

    value: str
    words: str | Promise
    count: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was found. `suggestion` is what was perhaps meant, where nothing was; `total` counts all groups."""

    text: str
    groups: tuple[Group, ...] = ()
    total: int = 0
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of thing to find: the ids of what fits, the best first, and what to show of some of them."""

    value: str
    words: str | Promise
    ids: Sequence[int]
    rows: QuerySet[Any]
    show: Callable[[list[Any]], tuple[Hit, ...]]
    known: dict[int, Any] = field(default_factory=dict)
    together: Sequence[int] = ()

    def read(self, ids: Sequence[int]) -> list[Any]:
        """Return the rows of the ids, in order; what is read `together` with them is `known` to the next kind."""
        if any(pk not in self.known for pk in ids):
            self.known.update(self.rows.in_bulk([*dict.fromkeys([*ids, *self.together])]))
        return [self.known[pk] for pk in ids if pk in self.known]


def read_search(*, actor: Actor, text: str, kind: str = "", page: int = 1) -> SearchPage:
    """Return what fits `text` of everything the actor sees; of one `kind` a page, of all kinds the best few.

    NotVisible for who has no key to search. A constant number of queries.
    """
    require(actor, KEY)
    told = " ".join(text[:LONGEST].split())
    words = words_of(told)
    if not words or sum(len(word.texts[0]) for word in words) < 2:
        return SearchPage(told)
    kinds = [one for one in _kinds(actor, words) if one.ids]
    chosen = kind if any(one.value == kind for one in kinds) else ""
    total = sum(len(one.ids) for one in kinds)
    return SearchPage(
        told, tuple(_group(one, chosen, page) for one in kinds), total, "" if total else _meant(actor, told)
    )


def _kinds(actor: Actor, words: Words) -> Iterator[_Kind]:
    """Yield the kinds that the actor may find, in the order of the page."""
    yield from _contracts(actor, words)
    if holds(actor, "tender.see"):
        tenders = tenders_visible_to(actor)
        read = tenders.prefetch_related("buyers__buyer", "notes")
        ids = tenders_that_fit(tenders, words)
        yield _Kind("tenders", _("Tenders"), ids, read, lambda rows: tender_hits(rows, words))
    if holds(actor, "suppliers.see"):
        running = contracts_visible_to(actor, "suppliers.see").filter(state=ContractState.RUNNING)
        seen = suppliers_visible_to(actor).filter(pk__in=running.values("supplier_id"))
        ids = suppliers_that_fit(seen, words, actor)
        yield _Kind("suppliers", _("Suppliers"), ids, seen, lambda rows: supplier_hits(rows, words))
    if holds(actor, "draft.see"):
        notices = notices_visible_to(actor)
        ids = notices_that_fit(notices, words)
        yield _Kind("notices", _("Notices"), ids, notices, lambda rows: notice_hits(rows, words, actor))


def _contracts(actor: Actor, words: Words) -> Iterator[_Kind]:
    """Yield the dossiers and the drafts, which are looked through together."""
    if not holds(actor, "dossier.see"):
        return
    drafts = contracts_visible_to(actor, "draft.see").filter(state=ContractState.DRAFT)
    seen = contracts_visible_to(actor).filter(~Q(state=ContractState.DRAFT) | Q(pk__in=drafts.values("pk")))
    found = contracts_that_fit(seen, words, actor)
    read = seen.select_related("supplier", "notice").prefetch_related(*with_what_hangs_on_contracts(actor))
    parted = [[pk for pk, state in found if (state == ContractState.DRAFT) == draft] for draft in (False, True)]
    known: dict[int, Any] = {}

    def show(rows: list[Any]) -> tuple[Hit, ...]:
        return contract_hits(rows, words)

    for value, name, ids in zip(("dossiers", "drafts"), (_("Dossiers"), _("Drafts")), parted, strict=True):
        yield _Kind(value, name, ids, read, show, known, [pk for own in parted for pk in own[:FEW]])


def _group(kind: _Kind, chosen: str, page: int) -> Group:
    """Return what was found of a kind; of a kind that was not chosen only how much."""
    if chosen and chosen != kind.value:
        return Group(kind.value, kind.words, len(kind.ids), ())
    last = -(-len(kind.ids) // PAGE)
    first = (min(max(1, page), last) - 1) * PAGE if chosen else 0
    ids = kind.ids[first : first + (PAGE if chosen else FEW)]
    return Group(kind.value, kind.words, len(kind.ids), kind.show(kind.read(ids)))


def _meant(actor: Actor, text: str) -> str:
    """Return the text with a slip of the pen mended by a name or title that the actor sees; empty where none fits."""
    known = _known(actor)
    mended = []
    for word in plain(text).split():
        slipped = LETTERS.fullmatch(word) and word not in known
        mended.append(min((one for one in known if one_slip(word, one)), default=word) if slipped else word)
    meant = " ".join(mended)
    return meant if meant != plain(text) else ""


def _known(actor: Actor) -> frozenset[str]:
    """Return the words of every title and name that the actor sees; four queries, where nothing was found."""
    lists: list[Iterable[tuple[str, ...]]] = []
    if holds(actor, "dossier.see"):
        contracts = contracts_visible_to(actor)
        lists.append(contracts.values_list("title", "supplier__name", "supplier__city"))
        lists.append(contracts.order_by().values_list("buyers__buyer__name").distinct())
        lists.append(contacts_visible_to(actor).values_list("name"))
    if holds(actor, "tender.see"):
        lists.append(tenders_visible_to(actor).values_list("title"))
    texts = {text for rows in lists for row in rows for text in row if text}
    return frozenset(word for text in texts for word in LETTERS.findall(plain(text)))
