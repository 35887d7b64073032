"""What the tab with documents shows: what was kept in the dossier, and what the contract came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, documents_visible_to, find, may, spec_texts_visible_to
from tegenwaarde.records.models import Contract, ContractState, Document
from tegenwaarde.usecases.dossier.add_document import MOST_BYTES
from tegenwaarde.usecases.dossier.opening import KEY
from tegenwaarde.usecases.dossier.share_document import standing_document
from tegenwaarde.usecases.erasing.terms import last_day_of_facts

MB = 1024 * 1024
KINDS = {
    "application/pdf": "PDF",
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/webp": "WebP",
    "image/heic": "HEIC",
    "image/tiff": "TIFF",
}


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document; `size` is bytes, `who` as the reader may know it."""

    document_id: int
    name: str
    about: str
    kind: str
    size: int
    shared: bool
    who: str
    uploaded_on: date


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Something that the contract came from and that stands elsewhere: `route` and `target_id` lead there, if any."""

    name: str
    what: str
    day: date
    route: str = ""
    target_id: int = 0


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """The documents of a dossier. `kept_until` is the last day on which they are kept."""

    contract_id: int
    title: str
    rows: tuple[DocumentRow, ...]
    sources: tuple[SourceRow, ...]
    inside: bool
    may_write: bool
    most_mb: int
    kept_until: date | None


@dataclass(frozen=True, slots=True)
class DocumentToRemove:
    """One document, before it is removed."""

    document_id: int
    contract_id: int
    title: str
    name: str
    shared: bool


def read_documents(*, actor: Actor, contract_id: int) -> DocumentPage:
    """Return the documents that the actor sees; a supplier those that are shared. A constant number of queries."""
    seen = contracts_visible_to(actor, "document.see").exclude(state=ContractState.DRAFT)
    contract = find(seen.select_related("book", "notice", "spec_text__template"), pk=contract_id)
    inside = may(actor, "draft.see", contract)
    rows = documents_visible_to(actor).filter(contract=contract, removed_on__isnull=True).select_related("uploaded_by")
    return DocumentPage(
        contract_id=contract.pk,
        title=contract.title,
        rows=tuple(_row(one, inside) for one in rows),
        sources=tuple(_sources(actor, contract, inside)),
        inside=inside,
        may_write=may(actor, KEY, contract),
        most_mb=MOST_BYTES // MB,
        kept_until=last_day_of_facts(contract.end, contract.book) if contract.end and contract.book else None,
    )


def read_document(*, actor: Actor, document_id: int) -> DocumentToRemove:
    """Return a document that the actor may remove; NotVisible, NotAllowed."""
    one = standing_document(actor, document_id)
    return DocumentToRemove(one.pk, one.contract_id, one.contract.title, one.name, one.shared)


def _row(one: Document, inside: bool) -> DocumentRow:
    kind = KINDS.get(one.content_type) or one.name.rsplit(".", 1)[-1].upper()
    who = one.uploaded_by.name if inside else _("The buyer")
    return DocumentRow(one.pk, one.name, one.about, kind, one.size, one.shared, who, one.uploaded_on)


def _sources(actor: Actor, contract: Contract, inside: bool) -> Iterator[SourceRow]:
    notice = contract.notice
    if notice:
        name = _("Notice {number}").format(number=notice)
        day = notice.published_on or notice.uploaded_on
        yield SourceRow(name, _("The award notice that this contract was made from"), day)
    for one in contract.amendments.select_related("notice").filter(notice__isnull=False, state="in_force"):
        if one.notice:
            name = _("Notice {number}").format(number=one.notice)
            day = one.notice.published_on or one.notice.uploaded_on
            yield SourceRow(name, _("The notice that changed this contract"), day)
    text = contract.spec_text
    if text and inside and spec_texts_visible_to(actor).filter(pk=text.pk).exists():
        name = _("Text for the specifications, number {number}").format(number=text.number)
        what = _("What the tender said about social return")
        yield SourceRow(name, what, text.made_on, "spec_text", text.tender_id)
