"""What the page of one tender shows: its facts, what it may bring and why, the next step, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, find, tenders_visible_to
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.kernel.step import Step
from tegenwaarde.records.models import Contract, ContractState, Procedure, Tender, TenderEvent, TenderState
from tegenwaarde.usecases.reading.drafts import BuyerPart, shares_of
from tegenwaarde.usecases.reading.sentences import Sentence, say
from tegenwaarde.usecases.reading.sentences_obligation import REGIMES
from tegenwaarde.usecases.reading.tender_words import WORDS, expected_words
from tegenwaarde.usecases.refusals import problem_words
from tegenwaarde.usecases.tenders.change_tender import OPEN
from tegenwaarde.usecases.tenders.changing import may_change
from tegenwaarde.usecases.tenders.expected import Expected, expected_of_one
from tegenwaarde.usecases.tenders.facts import TenderFacts, facts_of

MOST_TO_LINK = 100
PROCEDURES: tuple[tuple[str, str | Promise], ...] = tuple((one.value, one.label) for one in Procedure)


@dataclass(frozen=True, slots=True)
class ExpectedReturn:
    """What a tender is expected to bring, explained; cents. Without `known`, `problems` say what is missing."""

    known: bool
    cents: int
    regime: str
    regime_words: str | Promise
    applied: bool
    if_possible: bool
    must: bool
    would_be_cents: int
    percentage: int
    day: date
    day_assumed: bool
    sentences: tuple[Sentence, ...] = ()
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TenderHead:
    """The head of every page about one tender; cents."""

    tender_id: int
    version: int
    title: str
    reference: str
    state: str
    quarter: Quarter
    buyers: tuple[BuyerPart, ...]
    subregion: str
    value_cents: int | None
    subsidy_per_year_cents: int | None
    kind: str
    kind_words: str
    expected: ExpectedReturn
    may_change: bool
    tender_date: date | None = None
    dropped_reason: str = ""
    late: bool = False

    @property
    def led_by(self) -> str:
        """Return who takes the next step in a joint tender that the actor may not change; empty otherwise."""
        joint = len(self.buyers) > 1 and self.state in OPEN
        return self.buyers[0].name if joint and not self.may_change else ""


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A contract that came of the tender; cents. `opens` names the page, empty where the actor does not see it."""

    contract_id: int
    title: str
    supplier: str
    value_cents: int | None
    state: str
    opens: str


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened to the tender: the day, the sentence, and who did it."""

    day: date
    sentence: str
    who: str


@dataclass(frozen=True, slots=True)
class TenderPage:
    """Everything the tender's own page shows."""

    head: TenderHead
    facts: TenderFacts
    procedure_words: str
    copied_from: tuple[int, str] | None
    copies: tuple[tuple[int, Quarter], ...]
    contracts: tuple[ContractRow, ...]
    events: tuple[Happening, ...]


def read_tender_head(*, actor: Actor, tender_id: int, today: date) -> TenderHead:
    """Return the head of a tender; NotVisible where the actor does not open it."""
    return _head(actor, _find(actor, tender_id), today)


def read_tender(*, actor: Actor, tender_id: int, today: date) -> TenderPage:
    """Return the page of a tender; NotVisible where the actor does not open it. A constant number of queries."""
    tender = _find(actor, tender_id)
    seen = tenders_visible_to(actor)
    source = seen.filter(pk=tender.copied_from_id).first() if tender.copied_from_id else None
    return TenderPage(
        head=_head(actor, tender, today),
        facts=facts_of(tender),
        procedure_words=str(tender.get_procedure_display()) if tender.procedure else "",
        copied_from=(source.pk, source.title) if source else None,
        copies=tuple((one.pk, Quarter.of(one.quarter_start)) for one in seen.filter(copied_from=tender)),
        contracts=_contracts(actor, tender),
        events=_events(tender),
    )


def explained(expected: Expected) -> ExpectedReturn:
    """Return what is expected, in words."""
    value = expected.value
    words = expected_words(expected.book, day_assumed=expected.day_assumed) if expected.book else {}
    return ExpectedReturn(
        known=expected.known,
        cents=expected.cents,
        regime=expected.regime,
        regime_words=REGIMES.get(expected.regime, ""),
        applied=expected.applied,
        if_possible=expected.if_possible,
        must=expected.must,
        would_be_cents=expected.would_be_cents,
        percentage=value.percentage if value else 0,
        day=expected.day,
        day_assumed=expected.day_assumed,
        sentences=say(value.steps, words) if value else (),
        problems=tuple(problem_words(problem) for problem in expected.problems),
        warnings=tuple(problem_words(problem) for problem in value.warnings) if value else (),
    )


def _find(actor: Actor, tender_id: int) -> Tender:
    rows = tenders_visible_to(actor).select_related("entered_in__region").prefetch_related("buyers__buyer")
    return find(rows, pk=tender_id)


def _head(actor: Actor, tender: Tender, today: date) -> TenderHead:
    quarter = Quarter.of(tender.quarter_start)
    return TenderHead(
        tender_id=tender.pk,
        version=tender.version,
        title=tender.title,
        reference=tender.reference,
        state=tender.state,
        quarter=quarter,
        buyers=shares_of(tender),
        subregion=tender.entered_in.name,
        value_cents=tender.estimated_value_cents,
        subsidy_per_year_cents=tender.subsidy_per_year_cents,
        kind=tender.kind,
        kind_words=str(tender.get_kind_display()),
        expected=explained(expected_of_one(tender)),
        may_change=may_change(actor, tender),
        tender_date=tender.tender_date,
        dropped_reason=tender.dropped_reason,
        late=tender.state == TenderState.PLANNED and quarter.next().start <= today,
    )


def _contracts(actor: Actor, tender: Tender) -> tuple[ContractRow, ...]:
    seen = set(contracts_visible_to(actor, "draft.see").filter(tender=tender).values_list("pk", flat=True))
    return tuple(_contract(one, one.pk in seen) for one in tender.contracts.select_related("supplier").order_by("pk"))


def _contract(contract: Contract, seen: bool) -> ContractRow:
    draft = contract.state == ContractState.DRAFT
    return ContractRow(
        contract_id=contract.pk,
        title=contract.title,
        supplier=_supplier(contract),
        value_cents=contract.value_cents,
        state=contract.state,
        opens=("draft" if draft else "dossier") if seen else "",
    )


def _events(tender: Tender) -> tuple[Happening, ...]:
    rows = list(tender.timeline.select_related("actor").order_by("-day", "-id"))
    said = say((_step(row) for row in rows), WORDS)
    return tuple(
        Happening(row.day, one.sentence, row.actor.name if row.actor else "")
        for row, one in zip(rows, said, strict=True)
    )


def _step(event: TenderEvent) -> Step:
    return Step(event.code, tuple(event.figures.items()), "")


def contracts_to_link(*, actor: Actor, tender_id: int) -> tuple[tuple[int, str], ...]:
    """Return the contracts of the tender's buyers that belong to no tender yet, the newest first; two queries."""
    tender = find(tenders_visible_to(actor), pk=tender_id)
    buyers = list(tender.buyers.values_list("buyer_id", flat=True))
    rows = contracts_visible_to(actor, "draft.see").filter(tender__isnull=True, buyers__buyer_id__in=buyers)
    found = rows.select_related("supplier").distinct().order_by("-pk")[:MOST_TO_LINK]
    return tuple((one.pk, ", ".join(filter(None, (one.title, _supplier(one))))) for one in found)


def _supplier(contract: Contract) -> str:
    return contract.supplier.name if contract.supplier else contract.supplier_name_noted
