"""Everything that waits for review, as light rows: what the queue is filtered, sorted and counted by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import reports_visible_to
from tegenwaarde.records.models import (
    ContractBuyer,
    Message,
    PolicyText,
    Report,
    ReportState,
    ReviewDecision,
    TimelineEvent,
)
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.double_counting.elsewhere import reported_elsewhere
from tegenwaarde.usecases.reading.open_questions import unanswered
from tegenwaarde.usecases.reading.reports import label_of, replaced_cents

NEW, CORRECTION, AGAIN = "nieuw", "wijziging", "opnieuw"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One report that waits; cents. `question` says that one was not answered, `mine` that the actor works on it.

    `replaces_cents` is what a change of an approved report takes away.

    `kind` is nieuw, wijziging (of an approved report) or opnieuw (decided about before); `elsewhere` says that the
    person is reported elsewhere too; `upload_id` is the spreadsheet it came with, or 0.
    """

    report_id: int
    version: int
    who: str
    block: str
    what: str
    contract_id: int
    contract: str
    supplier_id: int
    supplier: str
    buyers: tuple[tuple[int, str], ...]
    since: date
    value_cents: int
    replaces_cents: int
    no_displacement: bool
    kind: str
    question: bool
    elsewhere: bool
    upload_id: int
    mine: bool

    @property
    def adds_cents(self) -> int:
        """Return what approving it adds to what is accepted; below zero where a change leaves less."""
        return self.value_cents - self.replaces_cents

    @property
    def again(self) -> bool:
        """Say whether it was decided about before."""
        return self.kind == AGAIN

    @property
    def marked(self) -> bool:
        """Say whether something asks for a second look."""
        return not self.no_displacement or self.elsewhere


def everything_waiting(actor: Actor) -> tuple[Waiting, ...]:
    """Return all that waits and that the actor sees, the longest waiting first; five queries, however many wait."""
    rows = list(_rows(actor))
    persons = {row.pk: (row.person.pk, row.person.identity_hash) for row in rows if row.person}
    elsewhere = reported_elsewhere(persons)
    buyers = _buyers({row.contract_id for row in rows})
    replaced = replaced_cents(rows)
    return tuple(
        _waiting(row, buyers.get(row.contract_id, ()), row.pk in elsewhere, replaced.get(row.pk, 0)) for row in rows
    )


def _rows(actor: Actor) -> QuerySet[Report]:
    here = {"report": OuterRef("pk")}
    worked_on = TimelineEvent.unfenced.filter(contract=OuterRef("contract"), actor_id=actor.user_id)
    return (
        reports_visible_to(actor, "queue.see")
        .filter(state=ReportState.SUBMITTED)
        .select_related("contract__supplier", "contract__book", "person")
        .defer("facts", "contract__book__text")
        .annotate(
            decided=Exists(ReviewDecision.unfenced.filter(**here)),
            question=Exists(unanswered(Message.unfenced.filter(**here))),
            mine=Exists(worked_on),
        )
        .order_by("submitted_on", "id")
    )


def _buyers(contract_ids: set[int]) -> dict[int, tuple[tuple[int, str], ...]]:
    found: dict[int, tuple[tuple[int, str], ...]] = {}
    shares = ContractBuyer.unfenced.filter(contract_id__in=contract_ids).order_by("contract_id", "id")
    for contract_id, buyer_id, name in shares.values_list("contract_id", "buyer_id", "buyer__name"):
        found[contract_id] = (*found.get(contract_id, ()), (buyer_id, name))
    return found


def _waiting(report: Report, buyers: tuple[tuple[int, str], ...], elsewhere: bool, replaces_cents: int) -> Waiting:
    contract = report.contract
    decided: bool = report.decided  # type: ignore[attr-defined]
    return Waiting(
        report_id=report.pk,
        version=report.version,
        who=report.person.reference if report.person else "",
        block=report.block,
        what=_label(contract.book, report.block),
        contract_id=contract.pk,
        contract=contract.title,
        supplier_id=contract.supplier_id or 0,
        supplier=contract.supplier.name if contract.supplier else "",
        buyers=buyers,
        since=report.submitted_on or report.made_on,
        value_cents=report.submitted_cents or 0,
        replaces_cents=replaces_cents,
        no_displacement=report.no_displacement,
        kind=AGAIN if decided else CORRECTION if report.corrects_id else NEW,
        question=report.question,  # type: ignore[attr-defined]
        elsewhere=elsewhere,
        upload_id=report.upload_id or 0,
        mine=report.mine,  # type: ignore[attr-defined]
    )


def _label(book: PolicyText | None, block: str) -> str:
    return label_of(open_book(book), block) if book else block
