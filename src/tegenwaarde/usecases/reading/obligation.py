"""What the pages about an obligation show: the amounts, the steps as sentences, the years, the policy behind them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import (
    NotVisible,
    amendments_visible_to,
    buyers_visible_to,
    contracts_visible_to,
    find,
    may,
    require,
)
from tegenwaarde.engine.results import ObligationValue
from tegenwaarde.kernel.period import Period
from tegenwaarde.kernel.step import Step, steps_from_json
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.policy.book_asking import DepartsFrom
from tegenwaarde.records.models import (
    AmendmentState,
    Contract,
    ContractState,
    Kind,
    ObligationVersion,
    PolicyText,
    Supplier,
)
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.contracts.drafting import find_draft, lead_buyer
from tegenwaarde.usecases.contracts.facts import ContractFacts, laid_over
from tegenwaarde.usecases.contracts.obligation import AVOIDABLE, calculate
from tegenwaarde.usecases.departures import said_reason
from tegenwaarde.usecases.reading.lapsing import Lapse, lapses_of
from tegenwaarde.usecases.reading.sentences import Sentence, say
from tegenwaarde.usecases.reading.sentences_obligation import REGIMES, obligation_words, text_of
from tegenwaarde.usecases.refusals import Invalid, problem_words


@dataclass(frozen=True, slots=True)
class Year:
    """One contract year; cents."""

    period: Period
    share_cents: int
    discount_cents: int

    @property
    def net_cents(self) -> int:
        """Return what is due for the year, cents."""
        return self.share_cents - self.discount_cents


@dataclass(frozen=True, slots=True)
class Policy:
    """The policy version that an obligation falls under."""

    book_id: str
    title: str
    source: str
    in_force_from: date
    sha256: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate that counted or was looked at, days counted in."""

    label: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an obligation; cents."""

    number: int
    made_on: date
    reason: str
    net_cents: int


@dataclass(frozen=True, slots=True)
class Due:
    """What is due, with everything that explains it; cents and ten-thousandths of a percent."""

    regime: str
    regime_words: str | Promise
    applied: bool
    european: bool
    percentage: int
    gross_cents: int
    discount_cents: int
    net_cents: int
    sentences: tuple[Sentence, ...]
    years: tuple[Year, ...]
    policy: Policy
    certificates: tuple[Certificate, ...] = ()
    label_warning: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def avoidable(self) -> bool:
        """Say whether the policy lets the buyer explain instead of apply."""
        return self.regime.startswith(AVOIDABLE)


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be due for a draft; `due` is None while something is missing, which `problems` names."""

    due: Due | None
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ObligationPage:
    """The obligation of a dossier, and its earlier versions; the reasons are of the buyer's side only."""

    contract_id: int
    due: Due
    made_on: date
    versions: tuple[Version, ...]
    percentage_reason: str = ""
    not_applied_reason: str = ""
    lapses: tuple[Lapse, ...] = ()
    proposed: int = 0
    inside: bool = False
    subsidy: bool = False


def preview_obligation(*, actor: Actor, contract_id: int, facts: ContractFacts | None = None) -> Preview:
    """Return what would be due for the draft as kept, or with `facts` that are not kept; nothing is written.

    Raises NotVisible and NotADraft.
    """
    contract = find_draft(actor, contract_id, "draft.see")
    buyer, supplier = lead_buyer(contract), contract.supplier
    if facts is not None:
        laid_over(contract, facts)
        seen = buyers_visible_to(actor, "contract.complete")
        buyer = find(seen, pk=facts.buyer_id) if facts.buyer_id is not None else None
        supplier = supplier if supplier and supplier.kvk == facts.supplier_kvk else None
    try:
        calculated = calculate(contract, buyer=buyer, certificates=_certificates(supplier))
    except Invalid as invalid:
        return Preview(None, tuple(dict.fromkeys(problem_words(problem) for problem in invalid.problems)))
    return Preview(due_of(contract, calculated.text, calculated.value))


def read_obligation(*, actor: Actor, contract_id: int, today: date) -> ObligationPage:
    """Return the obligation of a contract in force, the version that counts; NotVisible where it is not seen."""
    contract = find(contracts_visible_to(actor).exclude(state=ContractState.DRAFT), pk=contract_id)
    require(actor, "receipt.see", contract)
    versions = list(contract.obligations.select_related("receipt__book").order_by("-number"))
    if not versions:
        raise NotVisible("obligation")
    latest = versions[0]
    inside = may(actor, "draft.see", contract)
    proposed = amendments_visible_to(actor).filter(contract=contract, state=AmendmentState.PROPOSED)
    return ObligationPage(
        contract_id=contract.pk,
        due=kept_due(contract, latest),
        made_on=latest.made_on,
        versions=tuple(Version(one.number, one.made_on, gettext(one.reason), one.net_cents) for one in versions),
        percentage_reason=_reason(latest, DepartsFrom.PERCENTAGE) if inside else "",
        not_applied_reason=_reason(latest, DepartsFrom.NOT_APPLIED) if inside else "",
        lapses=lapses_of([contract.pk], today),
        proposed=proposed.count(),
        inside=inside,
        subsidy=contract.kind == Kind.SUBSIDY,
    )


def _reason(version: ObligationVersion, what: DepartsFrom) -> str:
    """Return why the contract departs, in the words of the policy's list and in one's own; empty where it does not."""
    contract, book = version.contract, open_book(version.receipt.book)
    if what is DepartsFrom.PERCENTAGE:
        return said_reason(book, what, contract.percentage_code, contract.percentage_reason)
    return said_reason(book, what, contract.not_applied_code, contract.not_applied_reason)


def _certificates(supplier: Supplier | None) -> Any:
    return supplier.certificates.standing() if supplier else ()


def due_of(contract: Contract, text: PolicyText, value: ObligationValue) -> Due:
    """Return what would be due for the contract, with everything that explains it."""
    book = open_book(text)
    return Due(
        regime=value.regime,
        regime_words=REGIMES[value.regime],
        applied=contract.applied,
        european=value.european,
        percentage=value.percentage,
        gross_cents=value.gross_cents,
        discount_cents=value.discount_cents,
        net_cents=value.net_cents,
        sentences=say(value.steps, obligation_words(book)),
        years=tuple(Year(year.period, year.share_cents, year.discount_cents) for year in value.years),
        policy=_policy(text, book),
        certificates=_named(book, value.steps),
        label_warning=_label_warning(book, value.steps),
        warnings=tuple(problem_words(problem) for problem in value.warnings),
    )


def kept_due(contract: Contract, version: ObligationVersion) -> Due:
    """Return what is due for the contract by a version that was kept; its receipt is read."""
    receipt = version.receipt
    book = open_book(receipt.book)
    steps = steps_from_json(receipt.steps)
    return Due(
        regime=version.regime,
        regime_words=REGIMES.get(version.regime, version.regime),
        applied=contract.applied,
        european=version.european,
        percentage=version.percentage,
        gross_cents=version.gross_cents,
        discount_cents=version.discount_cents,
        net_cents=version.net_cents,
        sentences=say(steps, obligation_words(book)),
        years=tuple(_year(kept) for kept in receipt.figures.get("years", ())),
        policy=_policy(receipt.book, book),
        certificates=_named(book, steps),
        label_warning=_label_warning(book, steps),
    )


def _year(kept: Mapping[str, Any]) -> Year:
    first, last = date.fromisoformat(kept["first_day"]), date.fromisoformat(kept["last_day"])
    return Year(Period.inclusive(first, last), kept["share_cents"], kept["discount_cents"])


def _policy(text: PolicyText, book: PolicyBook) -> Policy:
    return Policy(text.book_id, text_of(book.title), book.source, text.in_force_from, text.sha256)


def _named(book: PolicyBook, steps: Iterable[Step]) -> tuple[Certificate, ...]:
    """Return the certificates that the steps speak of."""
    names = {label.id: text_of(label.label) for label in book.labels}
    return tuple(
        Certificate(
            names.get(str(step["label"]), str(step["label"])),
            date.fromisoformat(str(step["first_day"])),
            date.fromisoformat(str(step["last_day"])),
        )
        for step in steps
        if step.code == "label"
    )


def _label_warning(book: PolicyBook, steps: Iterable[Step]) -> str:
    """Return what the policy itself warns of, where a label lowers what is due (B7)."""
    lowered = any(step.code == "label" for step in steps)
    return text_of(book.label_warning) if lowered and book.label_warning else ""
