"""Which rows fit what is searched for: every word stands somewhere in what the row says, or what hangs on it says.

Rows come through the fence, and so does everything that hangs on them: what is not seen is not found, nor counted. Each
table is looked through once, in the database; which words stand there comes back as one number, a bit for each word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Replace

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contacts_visible_to, documents_visible_to, notes_visible_to
from tegenwaarde.access.keys import holds
from tegenwaarde.records.models import (
    Amendment,
    AmendmentState,
    Buyer,
    Contract,
    ContractBuyer,
    NoticeFile,
    ObligationVersion,
    Role,
    RoleGrant,
    Supplier,
    Tender,
    TenderBuyer,
    TenderNote,
)
from tegenwaarde.records.plain import Fits, plain
from tegenwaarde.usecases.reading.search_words import Words

SUPPLIER_TEXT = ("name", "kvk", "city", "register_number")
NOTICE_TEXT = ("publication_number", "notice_id", "procedure_id", "title")
CONTRACT_TEXT = (
    "title",
    "reference",
    "cpv",
    "supplier_name_noted",
    *(f"supplier__{name}" for name in SUPPLIER_TEXT),
    *(f"notice__{name}" for name in NOTICE_TEXT),
)
TENDER_TEXT = ("title", "reference", "cpv", "procedure_id", "remarks", "notice__publication_number")
Hanging = dict[int, int]


@dataclass(frozen=True, slots=True)
class _Where:
    """Where the words may stand in a table: its texts, sums (cents) and days, and its buyers' ids by word.

    `title` is what a row is called; of rows that fit alike the latest by the day `then` goes first.
    """

    texts: tuple[str, ...]
    sums: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    bought: Mapping[int, QuerySet[Any, Any]] = field(default_factory=dict)
    hanging: Mapping[int, int] = field(default_factory=dict)
    title: str = "title"
    then: str = ""


def contracts_that_fit(rows: QuerySet[Contract], words: Words, actor: Actor) -> list[tuple[int, str]]:
    """Return id and state of the contracts, which came through the fence, that every word fits; the best first."""
    estimated = ("estimated_value_cents",) if holds(actor, "draft.see") else ()
    where = _Where(
        CONTRACT_TEXT,
        ("value_cents", "subsidy_per_year_cents", *estimated),
        ("start", "end", "tender_date"),
        _bought(ContractBuyer.unfenced.all(), "contract_id", words),
        _hanging_on_contracts(words, actor),
        then="end",
    )
    return _fitting(rows, words, where, "state")


def tenders_that_fit(rows: QuerySet[Tender], words: Words) -> list[int]:
    """Return the ids of the tenders, which came through the fence, that every word fits; the best first."""
    where = _Where(
        TENDER_TEXT,
        ("estimated_value_cents", "subsidy_per_year_cents"),
        ("quarter_start", "tender_date", "start", "end"),
        _bought(TenderBuyer.unfenced.all(), "tender_id", words),
        _hanging([(TenderNote.unfenced.all(), "tender_id", ("words",))], words),
        then="quarter_start",
    )
    return [pk for pk, _state in _fitting(rows, words, where, "state")]


def suppliers_that_fit(rows: QuerySet[Supplier], words: Words, actor: Actor) -> list[int]:
    """Return the ids of the suppliers, which came through the fence, that every word fits, also by their people."""
    people = RoleGrant.unfenced.in_force_on(actor.today).filter(role=Role.SUPPLIER, user__is_active=True)
    hanging = _hanging([(people, "supplier_id", ("user__name", "user__email"))], words)
    where = _Where(SUPPLIER_TEXT, hanging=hanging, title="name")
    return [pk for pk, _name in _fitting(rows, words, where, "name")]


def notices_that_fit(rows: QuerySet[NoticeFile], words: Words) -> list[int]:
    """Return the ids of the notices, which came through the fence, that every word fits; the best first."""
    where = _Where((*NOTICE_TEXT, "file_name"), days=("published_on",), then="published_on")
    return [pk for pk, _form in _fitting(rows, words, where, "form")]


def _hanging_on_contracts(words: Words, actor: Actor) -> Hanging:
    """Return which words stand in contacts, documents, notes and what is due, by contract; a query for each."""
    dial = Replace(Replace("phone", Value(" "), Value("")), Value("-"), Value(""))
    tables: list[_Table] = [
        (contacts_visible_to(actor).filter(until_day__isnull=True), "contract_id", ("name", "email", "phone", dial)),
        (documents_visible_to(actor).filter(removed_on__isnull=True), "contract_id", ("name", "about")),
    ]
    if holds(actor, "note.see"):
        tables.append((notes_visible_to(actor).filter(removed_on__isnull=True), "contract_id", ("words",)))
    found = _hanging(tables, words)
    for number, word in enumerate(words):
        if word.cents:
            for pk in _sums_of_contracts(word.cents):
                found[pk] |= 1 << number
    return found


def _sums_of_contracts(span: tuple[int, int]) -> set[int]:
    """Return the contracts of which that was ever due, before or after labels, or that had such a sum; two queries."""
    due = ObligationVersion.unfenced.filter(Q(net_cents__range=span) | Q(gross_cents__range=span))
    amended = Amendment.unfenced.filter(state=AmendmentState.IN_FORCE, value_before_cents__range=span)
    return {pk for rows in (due, amended) for pk in rows.order_by().values_list("contract_id", flat=True)}


_Table = tuple[QuerySet[Any], str, Sequence[Any]]


def _hanging(tables: Iterable[_Table], words: Words) -> Hanging:
    found: Hanging = defaultdict(int)
    for rows, on, texts in tables:
        fitting = rows.order_by().annotate(fits=_fits(texts, words)).filter(fits__gt=0)
        for pk, bits in fitting.values_list(on, "fits"):
            found[pk] |= bits
    return found


def _bought(shares: QuerySet[Any], on: str, words: Words) -> dict[int, QuerySet[Any, Any]]:
    """Return for the words that stand in a buyer's name or number, by their bit, what such buyers have a share in."""
    buyers = Buyer.unfenced.order_by().annotate(fits=_fits(("name", "kvk"), words)).filter(fits__gt=0)
    known = list(buyers.values_list("pk", "fits"))
    ids = {1 << n: [pk for pk, bits in known if bits & 1 << n] for n, _word in enumerate(words)}
    return {bit: shares.order_by().filter(buyer_id__in=pks).values(on) for bit, pks in ids.items() if pks}


def _fitting(rows: QuerySet[Any], words: Words, where: _Where, also: str) -> list[tuple[int, str]]:
    """Return id and `also` of the rows in which every word stands, by themselves or by what hangs on them."""
    mask: Any = _fits(where.texts, words)
    for number, word in enumerate(words):
        other = _within(where.sums, word.cents) | _within(where.days, word.days)
        if 1 << number in where.bought:
            other |= Q(pk__in=where.bought[1 << number])
        if other:
            bit = Case(When(other, then=Value(1 << number)), default=Value(0), output_field=IntegerField())
            mask = mask.bitor(bit)
    wanted = Q(fits__gt=0)
    if where.hanging:
        wanted |= Q(pk__in=list(where.hanging))
    known = rows.order_by().annotate(fits=mask).filter(wanted)
    whole = (1 << len(words)) - 1
    found = [
        _Fitting(*row[:4])
        for row in known.values_list("pk", also, where.title, where.then or "pk", "fits")
        if row[4] | where.hanging.get(row[0], 0) == whole
    ]
    return [(one.pk, one.also) for one in _best_first(found, words, where)]


@dataclass(frozen=True, slots=True)
class _Fitting:
    """A row in which every word stands."""

    pk: int
    also: str
    title: str
    then: Any


def _best_first(found: list[_Fitting], words: Words, where: _Where) -> list[_Fitting]:
    """Put in front what is called so, then what has every word in its name; of those alike the latest, by name."""
    whole = " ".join(word.texts[0] for word in words)
    found.sort(key=lambda one: (one.title.casefold(), one.pk))
    if where.then:
        found.sort(key=lambda one: str(one.then or ""), reverse=True)
    found.sort(key=lambda one: _rank(plain(one.title), whole, words))
    return found


def _rank(title: str, whole: str, words: Words) -> int:
    if title.startswith(whole):
        return 0 if title == whole else 1
    return 2 if all(any(way in title for way in word.texts) for word in words) else 3


def _fits(texts: Iterable[Any], words: Words) -> Fits:
    return Fits(*texts, words=tuple(word.texts for word in words))


def _within(names: tuple[str, ...], span: tuple[Any, Any] | None) -> Q:
    """Say that a sum or day lies in the span; an empty condition where the word is none."""
    found = Q()
    for name in names if span else ():
        found |= Q(**{f"{name}__range": span})
    return found
