"""What is due for a contract: its facts brought to the engine, and the answer kept with its receipt (B1–B8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from tegenwaarde.engine.facts import CertificateFacts, ObligationFacts
from tegenwaarde.engine.obligations import calculate_obligation
from tegenwaarde.engine.results import ObligationValue
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.kernel.step import Step
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.records.models import (
    Buyer,
    BuyerSwitch,
    Certificate,
    Contract,
    ContractState,
    Kind,
    ObligationVersion,
    PolicyText,
    ReceiptKind,
)
from tegenwaarde.usecases.books import NoPolicyInForce, open_book, text_in_force
from tegenwaarde.usecases.contracts.award_value import SumChange, award_cents, changes_in_force
from tegenwaarde.usecases.contracts.recognition import recognises
from tegenwaarde.usecases.receipts import keep_receipt
from tegenwaarde.usecases.refusals import Invalid

AT_AWARD = 2  # `from_award` in a step: the estimate is the sum for which an amended contract was awarded
AVOIDABLE = "result_if_possible"  # regimes of B2 that begin so are apply-or-explain
FIELDS = {
    "value_eur": "value_cents",
    "estimated_value_eur": "estimated_value_cents",
    "contract_start": "start",
    "contract_end": "end",
    "subsidy_per_year_eur": "subsidy_per_year_cents",
}


@dataclass(frozen=True, slots=True)
class Calculated:
    """An obligation by one kept book; amounts are zero where social return is not applied, with the reason kept."""

    text: PolicyText
    facts: ObligationFacts
    value: ObligationValue

    @property
    def avoidable(self) -> bool:
        """Say whether not applying is allowed, with a reason (B2)."""
        return self.value.regime.startswith(AVOIDABLE)


def calculate(
    contract: Contract,
    *,
    buyer: Buyer | None,
    certificates: Iterable[Certificate],
    changes: tuple[SumChange, ...] | None = None,
    planned: BuyerSwitch | None = None,
) -> Calculated:
    """Return what is due by the book in force on the tender's day (A5), or by the contract's own book.

    `changes` are what amendments did to the sum (those in force unless given), `planned` a switch of the buyer that is
    not recorded yet. Raises Invalid with every problem at its field.
    """
    text = contract.book or _text_for(contract)
    book = open_book(text)
    facts, passed_over = _facts(book, contract, certificates, _Recognised(buyer, contract.tender_date, planned))
    in_force = contract.state != ContractState.DRAFT
    done = changes_in_force(contract) if changes is None and in_force else changes or ()
    amended = bool(done) and facts.estimated_value_cents is None and contract.kind != Kind.SUBSIDY
    if amended:
        facts = replace(facts, estimated_value_cents=award_cents(contract, done))
    value = calculate_obligation(book, facts)
    if value.problems:
        raise Invalid(replace(problem, place=FIELDS.get(problem.place, problem.place)) for problem in value.problems)
    steps = tuple(map(_at_the_award, value.steps)) if amended else value.steps
    value = replace(value, steps=_with(passed_over, steps))
    calculated = Calculated(text, facts, value)
    if contract.applied:
        return calculated
    if not calculated.avoidable:
        words = (
            "Social return is obligatory here: not applying it is only possible where the policy says “if possible”."
        )
        raise Invalid([Problem("MUST_BE_APPLIED", words, "applied")])
    return replace(calculated, value=not_applied(book, value))


def keep_obligation(*, contract: Contract, calculated: Calculated, reason: str, today: date) -> ObligationVersion:
    """Keep what is due as the contract's next version, with its receipt; inside the caller's transaction."""
    value = calculated.value
    latest = contract.obligations.order_by("-number").first()
    receipt = keep_receipt(
        kind=ReceiptKind.OBLIGATION,
        book=calculated.text,
        figures=_figures(calculated),
        steps=value.steps,
        total_cents=value.net_cents,
        today=today,
    )
    return ObligationVersion.unfenced.create(
        contract=contract,
        number=latest.number + 1 if latest else 1,
        regime=value.regime,
        european=value.european,
        percentage=value.percentage,
        gross_cents=value.gross_cents,
        discount_cents=value.discount_cents,
        net_cents=value.net_cents,
        receipt=receipt,
        made_on=today,
        reason=reason,
    )


def tender_problems(contract: Contract, tender_date: date | None) -> Iterator[Problem]:
    """Yield why the region's policy cannot judge a tender of that day (A5, B1), naming the first day it can."""
    texts = PolicyText.unfenced.filter(region=contract.entered_in.region.policy_region)
    first = texts.order_by("in_force_from", "-id").first()
    if tender_date is None or first is None:
        return
    first_day = max(first.in_force_from, open_book(first).thresholds[0].from_day)
    if tender_date < first_day:
        words = "The policy can judge tenders published on {first_day} or later: check the publication date."
        yield Problem("TENDER_TOO_EARLY", words, "tender_date", (("first_day", first_day.isoformat()),))


def _text_for(contract: Contract) -> PolicyText:
    if contract.tender_date is None:
        text = "Give the day on which the tender was published."
        raise Invalid([Problem("TENDER_DATE_MISSING", text, "tender_date")])
    try:
        return text_in_force(contract.entered_in.region.policy_region, contract.tender_date)
    except NoPolicyInForce as none:
        words = "No policy version was in force on {day}: check the publication date."
        problem = Problem(none.code, words, "tender_date", (("day", contract.tender_date.isoformat()),))
        raise Invalid([problem]) from none


@dataclass(frozen=True, slots=True)
class _Recognised:
    """Which labels the buyer recognised on the tender's day."""

    buyer: Buyer | None
    day: date | None
    planned: BuyerSwitch | None

    def label(self, label: str) -> bool:
        return recognises(self.buyer, label, self.day, self.planned)


def _facts(
    book: PolicyBook, contract: Contract, certificates: Iterable[Certificate], recognised: _Recognised
) -> tuple[ObligationFacts, list[Step]]:
    """Return the engine's facts, and a step for each label that this buyer does not recognise."""
    labels = {label.id: label for label in book.labels}
    counting, passed_over = [], []
    for row in certificates:
        label = labels.get(row.label)
        if label and label.only_recognising_buyers and not recognised.label(label.id):
            named = (("label", label.id), ("buyer", recognised.buyer.name if recognised.buyer else ""))
            passed_over.append(Step("label_not_recognised", named, "B7", label.source))
        elif label:
            counting.append(CertificateFacts(row.label, row.first_day, row.last_day))
    facts = ObligationFacts(
        kind=contract.kind,
        tender_date=contract.tender_date,
        value_cents=contract.value_cents,
        contract_start=contract.start,
        contract_end=contract.end,
        estimated_value_cents=contract.estimated_value_cents,
        european=contract.european_stated,
        labour_share=contract.labour_share,
        material_share=contract.material_share,
        percentage=contract.percentage,
        subsidy_per_year_cents=contract.subsidy_per_year_cents,
        certificates=tuple(counting),
    )
    return facts, passed_over


def _at_the_award(step: Step) -> Step:
    """Say in the step that the sum at the award counts, and not an estimate."""
    if step.code not in ("regime", "european"):
        return step
    return replace(step, figures=tuple((name, AT_AWARD if name == "from_award" else it) for name, it in step.figures))


def _with(passed_over: Sequence[Step], steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Put the labels that do not count where the other labels are: before the years."""
    place = next((at for at, step in enumerate(steps) if step.code in ("contract_year", "net")), len(steps))
    return (*steps[:place], *passed_over, *steps[place:])


def not_applied(book: PolicyBook, value: ObligationValue) -> ObligationValue:
    """Return an obligation that is not applied, with what it would be among its steps (B2)."""
    step = Step("not_applied", (("would_be_cents", value.net_cents),), "B2", book.obligation.source("B2"))
    return replace(value, gross_cents=0, discount_cents=0, percentage=0, years=(), steps=(*value.steps, step))


def _figures(calculated: Calculated) -> dict[str, Any]:
    value = calculated.value
    return {
        "facts": {name: _plain(fact) for name, fact in asdict(calculated.facts).items()},
        "years": [
            {
                "first_day": year.period.start.isoformat(),
                "last_day": year.period.last.isoformat(),
                "share_cents": year.share_cents,
                "discount_cents": year.discount_cents,
            }
            for year in value.years
        ],
        "gross_cents": value.gross_cents,
        "discount_cents": value.discount_cents,
        "net_cents": value.net_cents,
    }


def _plain(fact: Any) -> Any:
    if isinstance(fact, date):
        return fact.isoformat()
    if isinstance(fact, tuple):
        return [{name: _plain(part) for name, part in one.items()} for one in fact]
    return fact
