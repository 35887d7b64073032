"""What the advice on a tender shows: what the policy says, with its reasons, what the shares of cost do, and what was
decided otherwise (B1–B7)."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, fields
from datetime import date

from django.utils.translation import gettext as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import find, tenders_visible_to
from tegenwaarde.access.keys import holds
from tegenwaarde.kernel.quarter import Quarter
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.policy.book_asking import DepartsFrom
from tegenwaarde.records.models import Tender, TenderKind, Variant
from tegenwaarde.usecases.departures import book_for, choices_of, said_reason
from tegenwaarde.usecases.figures import percent
from tegenwaarde.usecases.reading.advice_outcome import Asking, Outcome, other_ways, outcome_of
from tegenwaarde.usecases.reading.branches import BranchRow, branches_for
from tegenwaarde.usecases.reading.tender_notes import NoteRow, notes_of
from tegenwaarde.usecases.spec_texts.take_text import variants_for
from tegenwaarde.usecases.spoken import spoken
from tegenwaarde.usecases.tenders.change_tender import OPEN
from tegenwaarde.usecases.tenders.changing import changeable
from tegenwaarde.usecases.tenders.depart import KEY, as_advised
from tegenwaarde.usecases.tenders.expected import Expected, expected_of_one

ONE = 1  # a ten-thousandth of a percent: just above and just below a bound


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """What somebody tries out, kept nowhere; cents and ten-thousandths of a percent."""

    kind: str
    estimated_value_cents: int | None = None
    subsidy_per_year_cents: int | None = None
    labour_share: int | None = None
    material_share: int | None = None


@dataclass(frozen=True, slots=True)
class ShareEffect:
    """What the shares of labour and material do (B4): both percentages with their amounts, and which one it is now.

    `wanting` says what is missing for the lower one.
    """

    usual_percentage: int
    usual_cents: int
    capital_percentage: int
    capital_cents: int
    material_above: int
    labour_below: int
    capital_now: bool
    wanting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DepartureRow:
    """What was decided otherwise, with its reason; `impossible` where the policy does not allow it any more (B2)."""

    words: str
    reason: str
    impossible: bool = False


@dataclass(frozen=True, slots=True)
class AdvicePage:
    """The advice on one tender."""

    tender_id: int
    version: int
    title: str
    buyer: str
    kind: str
    quarter: Quarter
    over: bool
    policy: str
    book_id: str
    as_kept: WhatIf
    advised: Outcome
    tried: Outcome | None
    shares: ShareEffect | None
    departures: tuple[DepartureRow, ...]
    expected_cents: int | None
    chosen_variant: str
    variant_reason: str
    other_ways: tuple[Asking, ...]
    branches: tuple[BranchRow, ...]
    notes: tuple[NoteRow, ...]
    may_depart: bool
    may_note: bool


@dataclass(frozen=True, slots=True)
class DepartChoices:
    """What there is to choose for who departs: the reasons by purpose, and whether not applying is possible."""

    page: AdvicePage
    percentage: tuple[tuple[str, str], ...]
    not_applied: tuple[tuple[str, str], ...]
    may_not_apply: bool


def read_advice(*, actor: Actor, tender_id: int, what_if: WhatIf | None = None, today: date) -> AdvicePage:
    """Return the advice on a tender, also for what is tried out; NotVisible. A constant number of queries."""
    tender = _found(actor, tender_id)
    advised = as_advised(tender)
    book = advised.book or book_for(tender.entered_in.region.policy_region, today)
    decided = expected_of_one(tender)
    over = tender.state not in OPEN
    asking = book.variant_for(advised.regime) if book else None
    return AdvicePage(
        tender_id=tender.pk,
        version=tender.version,
        title=tender.title,
        buyer=", ".join(share.buyer.name for share in tender.buyers.all()),
        kind=TenderKind(tender.kind).value,
        quarter=Quarter.of(tender.quarter_start),
        over=over,
        policy=spoken(book.title) if book else "",
        book_id=book.id if book else "",
        as_kept=WhatIf(**{field.name: getattr(tender, field.name) for field in fields(WhatIf)}),
        advised=outcome_of(tender, advised),
        tried=outcome_of(tender, _tried(tender, what_if)) if what_if else None,
        shares=_share_effect(tender, advised),
        departures=_departures(book, tender, decided),
        expected_cents=decided.cents if decided.known else None,
        chosen_variant=str(Variant(tender.variant).label) if tender.variant else "",
        variant_reason=tender.variant_reason,
        other_ways=other_ways(book, asking.id, variants_for(tender)) if book and asking else (),
        branches=branches_for(actor, tender.cpv, today),
        notes=notes_of(actor, tender.pk),
        may_depart=not over and bool(changeable(actor, [tender], KEY)),
        may_note=holds(actor, "tender.plan"),
    )


def read_depart_choices(*, actor: Actor, tender_id: int, today: date) -> DepartChoices:
    """Return what there is to choose for who departs from the advice; NotVisible."""
    page = read_advice(actor=actor, tender_id=tender_id, today=today)
    tender = _found(actor, tender_id)
    book = as_advised(tender).book or book_for(tender.entered_in.region.policy_region, today)
    return DepartChoices(
        page=page,
        percentage=choices_of(book, DepartsFrom.PERCENTAGE),
        not_applied=choices_of(book, DepartsFrom.NOT_APPLIED),
        may_not_apply=page.advised.if_possible,
    )


def _found(actor: Actor, tender_id: int) -> Tender:
    rows = tenders_visible_to(actor).select_related("entered_in__region").prefetch_related("buyers__buyer")
    return find(rows, pk=tender_id)


def _tried(tender: Tender, what_if: WhatIf) -> Expected:
    return as_advised(_with(tender, **{field.name: getattr(what_if, field.name) for field in fields(WhatIf)}))


def _with(tender: Tender, **changes: object) -> Tender:
    other = copy(tender)
    for name, value in changes.items():
        setattr(other, name, value)
    return other


def _share_effect(tender: Tender, advised: Expected) -> ShareEffect | None:
    if advised.value is None or advised.book is None or advised.value.regime == "none":
        return None
    rules = advised.book.obligation
    above, below = rules.capital_material_above, rules.capital_labour_below
    usual = as_advised(_with(tender, labour_share=None, material_share=None)).value
    capital = as_advised(_with(tender, labour_share=below - ONE, material_share=above + ONE)).value
    if usual is None or capital is None:
        return None
    wanting = tuple(_wanting(tender, above, below))
    return ShareEffect(
        usual_percentage=usual.percentage,
        usual_cents=usual.gross_cents,
        capital_percentage=capital.percentage,
        capital_cents=capital.gross_cents,
        material_above=above,
        labour_below=below,
        capital_now=not wanting,
        wanting=wanting,
    )


def _wanting(tender: Tender, above: int, below: int) -> list[str]:
    """Return what is missing for the lower percentage (B4): exactly at a bound is not past it."""
    found = []
    if tender.material_share is None:
        found.append(_("How much of the cost is material is not filled in."))
    elif tender.material_share <= above:
        words = _("Material is {share} of the cost; it would have to be more than {bound}.")
        found.append(words.format(share=percent(tender.material_share), bound=percent(above)))
    if tender.labour_share is None:
        found.append(_("How much of the cost is labour is not filled in."))
    elif tender.labour_share >= below:
        words = _("Labour is {share} of the cost; it would have to be less than {bound}.")
        found.append(words.format(share=percent(tender.labour_share), bound=percent(below)))
    return found


def _departures(book: PolicyBook | None, tender: Tender, decided: Expected) -> tuple[DepartureRow, ...]:
    found = []
    if tender.percentage is not None:
        what = DepartsFrom.PERCENTAGE
        words = _("Another percentage: {rate}").format(rate=percent(tender.percentage))
        found.append(DepartureRow(words, said_reason(book, what, tender.percentage_code, tender.percentage_reason)))
    if not tender.applied:
        reason = said_reason(book, DepartsFrom.NOT_APPLIED, tender.not_applied_code, tender.not_applied_reason)
        found.append(DepartureRow(_("Social return is not asked"), reason, decided.must))
    return tuple(found)
