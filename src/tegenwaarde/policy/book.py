"""The policy book: everything a region decides, frozen, each row with the day it starts and its source.

Amounts are euro cents; percentages are ten-thousandths of a percent (5% = 50,000); months and years are whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tegenwaarde.policy.book_aims import Ambition, OwnExample
from tegenwaarde.policy.book_asking import (
    NO_INFRASTRUCTURE,
    NO_INVITATIONS,
    NO_TERMS,
    OTHER_REASON,
    DepartsFrom,
    Departure,
    Infrastructure,
    Invitations,
    SpecTerms,
    VariantRule,
)
from tegenwaarde.policy.book_keeping import (
    NO_FILES,
    NOT_REMINDED,
    NOT_RETAINED,
    NOTHING_OPEN,
    CertificateRules,
    EvidenceFiles,
    OpenData,
    Retention,
)
from tegenwaarde.policy.text import Text

PERCENT = 10_000  # ten-thousandths of a percent in one percent


class NotInForce(LookupError):
    """The book has no row for that day: names the row and the day."""

    def __init__(self, row: str, day: date) -> None:
        super().__init__(f"{row} has nothing in force on {day.isoformat()}")
        self.row = row
        self.day = day


class Unit(StrEnum):
    """What a block's amount is for."""

    FULL_TIME_YEAR = "full_time_year"
    HOUR = "hour"
    INVOICE = "invoice"


class Counts(StrEnum):
    """How long a person counts from the first day of employment with the supplier."""

    MONTHS = "months"
    ALWAYS = "always"
    STUDY = "study"
    NOT_A_PERSON = "not_a_person"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A kind of document that somebody of the buyer's side has to see.

    `confirmed_as` is the fact of which a second party's confirmation stands in for it: `employment`, `study`, `invoice`
    or `activity`; empty where the document itself is needed.
    """

    id: str
    label: Text
    confirmed_as: str = ""


@dataclass(frozen=True, slots=True)
class BenefitSpan:
    """How long the benefit must have run on the first day of employment (C8).

    The block fits from `from_months` (counted in) to `below_months` (left out; 0 = no upper bound). A benefit that ran
    shorter belongs to block `shorter` and longer to `longer`; empty where no block takes it.
    """

    benefit: str
    from_months: int = 0
    below_months: int = 0
    shorter: str = ""
    longer: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One row of the building-block table that values a person, an invoice or an activity (C)."""

    id: str
    label: Text
    unit: Unit
    amount_cents: int
    counts: Counts
    source: str
    counts_months: int = 0  # how long with MONTHS; at most so long with STUDY (0 = the whole study)
    counts_source: str = ""  # where the policy says how long a person counts
    benefit_span: BenefitSpan | None = None
    too_old_at: int = 0  # the birthday (years) that must not have come by the first day; 0 = any age
    requires: frozenset[str] = frozenset()  # facts without which the row is refused, by their batch column name
    needs_finding: bool = False  # C7: only after the buyer's side found that placements are not possible
    new_employer: bool = False  # the person must not have worked for the supplier before
    evidence: tuple[Evidence, ...] = ()
    situation: Text | None = None  # the plain question a supplier answers yes to


class ExtraShape(StrEnum):
    """How an extra counts: the whole amount on a day, or pro rata over at most one year."""

    ON_A_DAY = "on_a_day"
    PRO_RATA = "pro_rata"


@dataclass(frozen=True, slots=True)
class Extra:
    """A row that adds to a person's block, once per person per supplier (C4–C6).

    `fact` is the batch column that calls for it: `permanent_from`, `infra_paid_on`, `refugee`, or `birth_date`
    with `from_age`. `component` names the amount in results and ledger lines: `permanent`, `fifty_plus`, `refugee`,
    `infra`. `within_employment` asks that the day lies in the employment too.
    """

    id: str
    label: Text
    component: str
    shape: ExtraShape
    fact: str
    amount_cents: int
    blocks: frozenset[str]
    source: str
    from_age: int = 0
    within_employment: bool = False
    evidence: tuple[Evidence, ...] = ()
    situation: Text | None = None  # the plain question a supplier answers yes to
    below_age: int = 0  # with `from_age`: the birthday that must not have come; 0 = no upper bound


@dataclass(frozen=True, slots=True)
class Label:
    """A certificate that lowers an obligation (B7). Labels of one `family` follow each other as one chain (B8)."""

    id: str
    label: Text
    family: str
    rate: int  # ten-thousandths of a percent
    source: str
    only_recognising_buyers: bool = False
    row: str = ""
    recognised_by: tuple[str, ...] = ()  # names of the buyers that recognise it, where not every buyer does


@dataclass(frozen=True, slots=True)
class Threshold:
    """The European thresholds of one period (B1), from its first day on; cents."""

    from_day: date
    until_day: date  # last day, counted in
    services_supplies_cents: int
    works_cents: int
    source: str


@dataclass(frozen=True, slots=True)
class ObligationRules:
    """Boundaries and percentages of section B; cents and ten-thousandths of a percent."""

    if_possible_above_cents: int  # B2: above this and below the threshold `result_if_possible`, else `_broad`
    standard_percentage: int  # B4
    capital_percentage: int
    capital_material_above: int
    capital_labour_below: int
    subsidy_above_cents: int  # B3
    highest_discount: int  # B7
    sources: tuple[tuple[str, str], ...]  # rule id → source

    def source(self, rule: str) -> str:
        """Return where `rule` (`B4`) stands in the policy."""
        return dict(self.sources)[rule]


@dataclass(frozen=True, slots=True)
class PaceRules:
    """D2: how far below the expected line still counts as on track; ten-thousandths of a percent of expected."""

    tolerance: int
    source: str


@dataclass(frozen=True, slots=True)
class ReportingRules:
    """D4: reports are due on the last day of the n-th month after the quarter; reminders in days around that day."""

    due_months_after_quarter: int
    remind_days: tuple[int, ...]
    source: str


class PotShape(StrEnum):
    """How a pot of running costs is split (E)."""

    BY_POPULATION = "by_population"
    EQUAL = "equal"
    EQUAL_NOT_EXEMPT = "equal_not_exempt"
    NOT_SPLIT = "not_split"


@dataclass(frozen=True, slots=True)
class CostPot:
    """One pot of running costs, excluding VAT (E); cents."""

    id: str
    label: Text
    shape: PotShape
    amount_cents: int
    source: str
    borne_by: tuple[str, ...] = ()  # names of those who bear a pot that is not split


@dataclass(frozen=True, slots=True)
class PolicyBook:
    """One version of one region's policy, complete and checked. A contract keeps the book of its tender's day (A5)."""

    id: str  # `twente-2017`
    region: str  # `twente`
    title: Text
    in_force_from: date
    source: str
    fulltime_hours: int  # hundredths of an hour a week (C2)
    blocks: tuple[Block, ...]
    extras: tuple[Extra, ...]
    labels: tuple[Label, ...]
    thresholds: tuple[Threshold, ...]
    obligation: ObligationRules
    pace: PaceRules
    reporting: ReportingRules
    cost_pots: tuple[CostPot, ...]
    ambition: Ambition | None
    text_hash: str  # SHA-256 of the text it was read from, hexadecimal
    fulltime_source: str = ""
    own_example: OwnExample | None = None
    evidence_files: EvidenceFiles = NO_FILES
    retention: Retention = NOT_RETAINED
    certificates: CertificateRules = NOT_REMINDED
    open_data: OpenData = NOTHING_OPEN
    label_warning: Text | None = None  # B7: what the policy itself warns of where a label lowers an obligation
    departures: tuple[Departure, ...] = ()
    variants: tuple[VariantRule, ...] = ()
    spec_terms: SpecTerms = NO_TERMS
    infrastructure: Infrastructure = NO_INFRASTRUCTURE
    invitations: Invitations = NO_INVITATIONS

    def block(self, block_id: str) -> Block:
        """Return the block called `block_id`; KeyError where the book has none."""
        for block in self.blocks:
            if block.id == block_id:
                return block
        raise KeyError(block_id)

    def kinds_of_evidence(self) -> dict[str, Evidence]:
        """Return every kind of evidence that a block or an extra asks for, by its id."""
        of_blocks = {kind.id: kind for block in self.blocks for kind in block.evidence}
        return of_blocks | {kind.id: kind for extra in self.extras for kind in extra.evidence}

    def departures_from(self, what: DepartsFrom) -> tuple[Departure, ...]:
        """Return the reasons for departing from `what`; one's own words alone where the book lists none."""
        listed = tuple(one for one in self.departures if one.for_what is what)
        own_words = Text(nl="Een andere reden", en="Another reason")
        return listed or (Departure(OTHER_REASON, what, own_words, self.source, explain=True),)

    def variant_for(self, regime: str) -> VariantRule | None:
        """Return how social return is asked under `regime`; None where the book does not say."""
        return next((rule for rule in self.variants if regime in rule.regimes), None)

    def threshold_on(self, day: date) -> tuple[Threshold, bool]:
        """Return the thresholds for a tender published on `day` and whether `day` is past the last period (B1).

        Raises NotInForce for a day before the first period.
        """
        if day < self.thresholds[0].from_day:
            raise NotInForce("thresholds", day)
        row = [t for t in self.thresholds if t.from_day <= day][-1]
        return row, day > self.thresholds[-1].until_day
