"""What is shown of a row that was found: where it leads, and in what of it the words stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import (
    contacts_visible_to,
    contracts_visible_to,
    documents_visible_to,
    notes_visible_to,
    tenders_visible_to,
)
from tegenwaarde.access.keys import holds
from tegenwaarde.records.models import Contract, NoticeFile, Supplier, Tender, TenderBuyer
from tegenwaarde.usecases.figures import day, money_in_a_sentence
from tegenwaarde.usecases.reading.search_words import Piece, Word, Words, pieces, stands_in
from tegenwaarde.usecases.reading.supplier_words import supplier_number

LONGEST_SHOWN = 120  # signs of a text around what was found in it


@dataclass(frozen=True, slots=True)
class Found:
    """Where a word stands: what that is in words, and the text in parts."""

    label: str
    parts: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that was found; `route` and `target_id` lead to it, empty where there is no page of it."""

    route: str
    target_id: int
    title: tuple[Piece, ...]
    under: str
    found: tuple[Found, ...]


def contract_hits(contracts: Iterable[Contract], words: Words) -> tuple[Hit, ...]:
    """Return what is shown of contracts; their contacts, documents and notes are read beforehand."""
    return tuple(
        Hit("dossier", one.pk, _title(one.title, words), _between(one), _found(one.title, _contract(one), words))
        for one in contracts
    )


def with_what_hangs_on_contracts(actor: Actor) -> list[Prefetch[str]]:
    """Return what to read with contracts, through the fence; a query each."""
    contacts = contacts_visible_to(actor).filter(until_day__isnull=True)
    documents = documents_visible_to(actor).filter(removed_on__isnull=True)
    notes = notes_visible_to(actor).filter(removed_on__isnull=True)
    return [
        Prefetch("buyers__buyer"),
        Prefetch("contacts", queryset=contacts),
        Prefetch("documents", queryset=documents),
        *([Prefetch("notes", queryset=notes)] if holds(actor, "note.see") else []),
        Prefetch("obligations"),
    ]


def _between(one: Contract) -> str:
    supplier = one.supplier.name if one.supplier else one.supplier_name_noted
    parties = [", ".join(share.buyer.name for share in one.buyers.all()), supplier]
    return " – ".join(party for party in parties if party)


def _contract(one: Contract) -> Iterator[tuple[str, str]]:
    """Yield what a contract says, with what that is; what is most telling first."""
    yield _("Reference"), one.reference
    if one.supplier:
        supplier = one.supplier
        number = supplier.kvk or supplier.register_number
        yield _("Supplier"), " ".join(filter(None, (supplier.name, number, supplier.city)))
    yield _("Supplier"), one.supplier_name_noted
    for share in one.buyers.all():
        yield _("Buyer"), f"{share.buyer.name} {share.buyer.kvk}"
    for contact in one.contacts.all():
        yield _("Contact"), " ".join(filter(None, (contact.name, contact.email, contact.phone)))
    for document in one.documents.all():
        yield _("Document"), f"{document.name} {document.about}"
    if "notes" in getattr(one, "_prefetched_objects_cache", {}):
        for note in one.notes.all():
            yield _("Note"), note.words
    if one.notice:
        yield from _notice(one.notice)
    yield _("CPV code"), one.cpv


def tender_hits(tenders: Iterable[Tender], words: Words) -> tuple[Hit, ...]:
    """Return what is shown of tenders; their buyers and notes are read beforehand."""
    return tuple(
        Hit("tender", one.pk, _title(one.title, words), _buyers(one), _found(one.title, _tender(one), words))
        for one in tenders
    )


def _buyers(one: Tender) -> str:
    shares: Iterable[TenderBuyer] = one.buyers.all()
    return ", ".join(share.buyer.name for share in shares)


def _tender(one: Tender) -> Iterator[tuple[str, str]]:
    yield _("Reference"), one.reference
    yield _("Buyer"), " ".join(f"{share.buyer.name} {share.buyer.kvk}" for share in one.buyers.all())
    yield _("Remarks"), one.remarks
    for note in one.notes.all():
        yield _("Note"), note.words
    yield _("Procedure"), one.procedure_id
    yield _("CPV code"), one.cpv


def supplier_hits(suppliers: Iterable[Supplier], words: Words) -> tuple[Hit, ...]:
    """Return what is shown of suppliers."""
    return tuple(
        Hit(
            "supplier",
            one.pk,
            _title(one.name, words),
            " ".join(filter(None, (supplier_number(one), one.city))),
            _found(one.name, [(_("Number"), supplier_number(one)), (_("Place"), one.city)], words),
        )
        for one in suppliers
    )


def notice_hits(notices: Sequence[NoticeFile], words: Words, actor: Actor) -> tuple[Hit, ...]:
    """Return what is shown of notices, each leading to what was made of it; two queries."""
    ids = [one.pk for one in notices]
    contracts = contracts_visible_to(actor, "draft.see").filter(notice_id__in=ids).order_by("-pk")
    tenders = tenders_visible_to(actor).filter(notice_id__in=ids).order_by("-pk")
    leads = {pk: ("tender", number) for pk, number in tenders.values_list("notice_id", "pk")}
    leads |= {pk: ("dossier", number) for pk, number in contracts.values_list("notice_id", "pk")}
    return tuple(
        Hit(
            *leads.get(one.pk, ("", 0)),
            _title(one.title or str(one), words),
            _("Notice {number}").format(number=one),
            _found(one.title or str(one), _notice(one), words),
        )
        for one in notices
    )


def _notice(one: NoticeFile) -> Iterator[tuple[str, str]]:
    yield _("Notice"), " ".join(filter(None, (one.publication_number, one.title)))
    yield _("Notice"), one.notice_id
    yield _("Procedure"), one.procedure_id


def _title(text: str, words: Words) -> tuple[Piece, ...]:
    return pieces(text or _("Without a title"), words)


def _found(title: str, said: Iterable[tuple[str, str]], words: Words) -> tuple[Found, ...]:
    """Return where the words stand that the title does not have; each place once."""
    missing = [word for word in words if not stands_in(title, word)]
    found: list[Found] = []
    for label, text in said:
        here = [word for word in missing if text and stands_in(text, word)]
        if here:
            missing = [word for word in missing if word not in here]
            found.append(Found(label, pieces(_around(text, here[0]), here)))
    return (*found, *_figures(missing))


def _figures(missing: Iterable[Word]) -> Iterator[Found]:
    """Yield the sums and days among the words: they stand in no text."""
    for word in missing:
        if word.days:
            first, last = word.days
            said = day(first) if first == last else f"{day(first)} – {day(last)}"
            label = _("Day of the tender, the start or the end")
            yield Found(label, (Piece(said, True),))
        elif word.cents:
            yield Found(_("Amount"), (Piece(money_in_a_sentence(word.cents[0]), True),))


def _around(text: str, word: Word) -> str:
    """Return a stretch of a long text in which the word stands."""
    if len(text) <= LONGEST_SHOWN:
        return text
    small = text.lower()
    places = [small.find(one) for one in word.texts if one in small]
    start = max(0, min(places, default=0) - LONGEST_SHOWN // 3)
    cut = text[start : start + LONGEST_SHOWN]
    return f"{'… ' if start else ''}{cut}{' …' if start + LONGEST_SHOWN < len(text) else ''}"
