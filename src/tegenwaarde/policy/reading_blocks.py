"""Reads what a policy file says about building blocks, extras and labels (sections B7 and C)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from tegenwaarde.policy import checks
from tegenwaarde.policy.book import BenefitSpan, Block, Counts, Evidence, Extra, ExtraShape, Label, Unit
from tegenwaarde.policy.dated import euros_in_force, in_force, in_force_or, percentage_in_force
from tegenwaarde.policy.table import ID_TEXT, Table
from tegenwaarde.policy.text import Text

REQUIRED_FACTS = [
    "activity_date",
    "activity_hours",
    "benefit_since",
    "birth_date",
    "invoice_eur",
    "study_end",
    "study_start",
]
COMPONENTS = ["permanent", "fifty_plus", "refugee", "infra"]
FACTS_OF_SHAPE = {
    ExtraShape.ON_A_DAY: ["permanent_from", "infra_paid_on"],
    ExtraShape.PRO_RATA: ["birth_date", "refugee"],
}
CONFIRMED_FACTS = ["employment", "study", "invoice", "activity"]
LONGEST_ID = 40  # signs: the id is kept with what was seen
OLDEST = 120  # years
LONGEST = 1200  # months
NO_IDS: tuple[str, ...] = ()

Kinds = Mapping[str, Evidence]


def read_evidence(book: Table) -> dict[str, Evidence]:
    """Return the kinds of evidence by id."""
    table = book.table("evidence")
    kinds = table.every_key()
    for kind in kinds:
        if not ID_TEXT.fullmatch(kind) or len(kind) > LONGEST_ID:
            text = "{value} is not an id: use a–z, 0–9 and single hyphens, at most {most} signs."
            table.findings.add(table.at(kind), "MALFORMED_ID", text, value=kind, most=LONGEST_ID)
    return {kind: _kind_of_evidence(kind, table.table(kind)) for kind in kinds}


def _kind_of_evidence(kind: str, table: Table) -> Evidence:
    confirmed_as = table.one_of("confirmed_as", CONFIRMED_FACTS) if table.has("confirmed_as") else ""
    evidence = Evidence(kind, Text(nl=table.text("nl"), en=table.text("en")), confirmed_as)
    table.close()
    return evidence


def read_blocks(book: Table, first_day: date | None, evidence: Kinds) -> tuple[Block, ...]:
    """Return the rows of `[[blocks]]`, checked with each other."""
    tables = book.tables("blocks")
    blocks = tuple(_read_block(table, first_day, evidence) for table in tables)
    checks.check_ids(tables, [block.id for block in blocks])
    checks.check_number_of_blocks(book, blocks)
    checks.check_benefits(tables, blocks)
    return blocks


def read_extras(book: Table, first_day: date | None, evidence: Kinds, blocks: tuple[Block, ...]) -> tuple[Extra, ...]:
    """Return the rows of `[[extras]]`, checked with each other and with `blocks`."""
    tables = book.tables("extras", optional=True)
    extras = tuple(_read_extra(table, first_day, evidence) for table in tables)
    taken = {block.id for block in blocks}
    checks.check_ids(tables, [extra.id for extra in extras], taken)
    checks.check_blocks_of_extras(tables, taken)
    return extras


def read_labels(book: Table, first_day: date | None) -> tuple[Label, ...]:
    """Return the rows of `[[labels]]` (B7)."""
    tables = book.tables("labels", optional=True)
    labels = tuple(_read_label(table, first_day) for table in tables)
    checks.check_ids(tables, [label.id for label in labels])
    return labels


def _read_block(table: Table, first_day: date | None, evidence: Kinds) -> Block:
    unit = table.word("unit", Unit.FULL_TIME_YEAR)
    amount = in_force_or(table, "amounts", first_day, partial(_block_amount, unit), 0)
    counts = in_force_or(table, "counts", first_day, partial(_counts, unit), (Counts.ALWAYS, 0))
    span = in_force(table, "benefit", first_day, _benefit) if table.has("benefit") else None
    age = in_force(table, "too_old_at", first_day, _age_limit) if table.has("too_old_at") else None
    block = Block(
        id=table.name("id"),
        label=table.both("label"),
        unit=unit,
        amount_cents=amount.value,
        counts=counts.value[0],
        source=amount.source,
        counts_months=counts.value[1],
        counts_source=counts.source,
        benefit_span=span.value if span else None,
        too_old_at=age.value if age else 0,
        requires=frozenset(table.some_of("requires", REQUIRED_FACTS, optional=True)),
        needs_finding=table.flag("needs_finding"),
        new_employer=table.flag("new_employer"),
        evidence=_evidence_of(table, evidence),
        situation=table.both("situation"),
    )
    table.close()
    return block


def _read_extra(table: Table, first_day: date | None, evidence: Kinds) -> Extra:
    shape = table.word("shape", ExtraShape.PRO_RATA)
    fact = table.one_of("fact", FACTS_OF_SHAPE[shape])
    amount = euros_in_force(table, "amounts", first_day)
    from_age, below_age = _ages(table) if fact == "birth_date" else (0, 0)
    blocks = in_force_or(table, "blocks", first_day, lambda row: row.names("ids"), NO_IDS)
    extra = Extra(
        id=table.name("id"),
        label=table.both("label"),
        component=table.one_of("component", COMPONENTS),
        shape=shape,
        fact=fact,
        amount_cents=amount.value,
        blocks=frozenset(blocks.value),
        source=amount.source,
        from_age=from_age,
        within_employment=table.flag("within_employment"),
        evidence=_evidence_of(table, evidence),
        situation=table.both("situation"),
        below_age=below_age,
    )
    table.close()
    return extra


def _read_label(table: Table, first_day: date | None) -> Label:
    """Return one label. Naming who recognises it means that it counts for no other buyer."""
    rate = percentage_in_force(table, "rates", first_day)
    label = Label(
        id=table.name("id"),
        label=table.both("label"),
        family=table.name("family"),
        rate=rate.value,
        source=rate.source,
        only_recognising_buyers=table.has("recognised_by"),
        row=table.text("row", optional=True),
        recognised_by=table.names("recognised_by", optional=True),
    )
    table.close()
    return label


def _ages(table: Table) -> tuple[int, int]:
    """Return the ages (years) from which and below which an extra counts; the second 0 where there is no bound."""
    start = table.whole("from_age", low=1, high=OLDEST)
    until = table.whole("below_age", low=1, high=OLDEST, optional=True)
    if until and until <= start:
        text = "{until} is not above {start}, where it starts."
        table.findings.add(table.at("below_age"), "ENDS_BEFORE_START", text, until=until, start=start)
    return start, until


def _evidence_of(table: Table, evidence: Kinds) -> tuple[Evidence, ...]:
    return tuple(evidence[kind] for kind in table.some_of("evidence", list(evidence), optional=True))


def _block_amount(unit: Unit, row: Table) -> int:
    """Return the amount of a row, cents; an invoice has none of its own."""
    return 0 if unit is Unit.INVOICE else row.euros("eur")


def _counts(unit: Unit, row: Table) -> tuple[Counts, int]:
    is_person = unit is Unit.FULL_TIME_YEAR
    kind = row.word("kind", Counts.ALWAYS if is_person else Counts.NOT_A_PERSON)
    if (kind is Counts.NOT_A_PERSON) is is_person:
        row.findings.add(
            row.at("kind"), "DOES_NOT_GO_TOGETHER", "{kind} does not go with the unit {unit}.", kind=kind, unit=unit
        )
    if kind not in {Counts.MONTHS, Counts.STUDY}:
        return kind, 0
    return kind, row.whole("months", low=1, high=LONGEST, optional=kind is Counts.STUDY)


def _benefit(row: Table) -> BenefitSpan:
    span = BenefitSpan(
        benefit=row.name("kind"),
        from_months=row.whole("from_months", low=1, high=LONGEST, optional=True),
        below_months=row.whole("below_months", low=1, high=LONGEST, optional=True),
        shorter=row.text("shorter", optional=True),
        longer=row.text("longer", optional=True),
    )
    if span.below_months and span.below_months <= span.from_months:
        row.findings.add(
            row.at("below_months"),
            "ENDS_BEFORE_START",
            "{until} months is not more than the {start} months it starts from.",
            until=span.below_months,
            start=span.from_months,
        )
    return span


def _age_limit(row: Table) -> int:
    return row.whole("years", low=1, high=OLDEST)
