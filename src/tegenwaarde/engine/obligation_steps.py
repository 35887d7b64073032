"""The steps of an obligation in order (B1–B8): each with its figures, its rule and its place in the policy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tegenwaarde.engine.facts import ObligationFacts
from tegenwaarde.engine.obligation_columns import REGIMES, ObligationValues
from tegenwaarde.engine.results import YearShare
from tegenwaarde.kernel.step import Figure, Step
from tegenwaarde.policy.book import PolicyBook

SUBSIDY = "subsidy"


def steps_of(
    book: PolicyBook, facts: ObligationFacts, values: ObligationValues, years: Sequence[YearShare]
) -> tuple[Step, ...]:
    """Return why `facts` give these `values` (columns of one row) and `years`."""
    regime = REGIMES[int(values.regime[0])]
    european = bool(values.european[0])
    steps = [*_regime_steps(book, facts, regime, european)]
    if regime != "none":
        steps.append(_percentage_step(book, facts, int(values.percentage[0])))
        steps.append(_gross_step(book, facts, values))
        steps += _label_steps(book, facts, european)
        steps += _year_steps(book, years)
        net = {
            "gross_cents": values.gross_cents,
            "discount_cents": values.discount_cents,
            "net_cents": values.net_cents,
        }
        steps.append(_step(book, "net", "B8", **{name: int(column[0]) for name, column in net.items()}))
    return tuple(steps)


def _regime_steps(book: PolicyBook, facts: ObligationFacts, regime: str, european: bool) -> Iterator[Step]:
    rules = book.obligation
    if facts.kind == SUBSIDY:
        figures = {"per_year_cents": facts.subsidy_per_year_cents or 0, "above_cents": rules.subsidy_above_cents}
        yield _step(book, "subsidy_regime", "B3", regime=regime, **figures)
        return
    if facts.tender_date is None:
        return
    threshold, _ = book.threshold_on(facts.tender_date)
    own = threshold.works_cents if facts.kind == "works" else threshold.services_supplies_cents
    estimate = facts.estimated_value_cents
    estimated: dict[str, Figure] = {
        "estimated_cents": (facts.value_cents or 0) if estimate is None else estimate,
        "from_award": int(estimate is None),
    }
    yield Step(
        "thresholds",
        (
            ("tender_day", facts.tender_date.isoformat()),
            ("first_day", threshold.from_day.isoformat()),
            ("last_day", threshold.until_day.isoformat()),
            ("services_supplies_cents", threshold.services_supplies_cents),
            ("works_cents", threshold.works_cents),
        ),
        "B1",
        threshold.source,
    )
    bounds = {"threshold_cents": threshold.services_supplies_cents, "above_cents": rules.if_possible_above_cents}
    yield _step(book, "regime", "B2", regime=regime, **estimated, **bounds)
    stated = int(facts.european is not None)
    yield _step(
        book, "european", "B6", european=int(european), stated=stated, kind=facts.kind, threshold_cents=own, **estimated
    )


def _percentage_step(book: PolicyBook, facts: ObligationFacts, percentage: int) -> Step:
    rules = book.obligation
    if facts.percentage is not None:
        return _step(
            book, "percentage_chosen", "B4", rate_percent=percentage, standard_percent=rules.standard_percentage
        )
    shares: dict[str, Figure] = {
        name: share
        for name, share in (("material_percent", facts.material_share), ("labour_percent", facts.labour_share))
        if share is not None
    }
    bounds = {
        "material_above_percent": rules.capital_material_above,
        "labour_below_percent": rules.capital_labour_below,
    }
    code = "percentage_capital" if percentage == rules.capital_percentage else "percentage_standard"
    return _step(book, code, "B4", rate_percent=percentage, **bounds, **shares)


def _gross_step(book: PolicyBook, facts: ObligationFacts, values: ObligationValues) -> Step:
    percentage, gross = int(values.percentage[0]), int(values.gross_cents[0])
    return _step(book, "gross", "B5", value_cents=facts.value_cents or 0, rate_percent=percentage, gross_cents=gross)


def _label_steps(book: PolicyBook, facts: ObligationFacts, european: bool) -> Iterator[Step]:
    if facts.certificates and (european or facts.kind == SUBSIDY):
        yield _step(book, "labels_do_not_count", "B7", reason=SUBSIDY if facts.kind == SUBSIDY else "european")
        return
    for one in facts.certificates:
        label = next(label for label in book.labels if label.id == one.label)
        days: dict[str, Figure] = {"first_day": one.first.isoformat(), "last_day": one.last.isoformat()}
        rate = min(label.rate, book.obligation.highest_discount)
        yield Step("label", (("label", label.id), ("rate_percent", rate), *days.items()), "B7", label.source)


def _year_steps(book: PolicyBook, years: Sequence[YearShare]) -> Iterator[Step]:
    for number, year in enumerate(years, start=1):
        yield _step(
            book,
            "contract_year",
            "B8",
            number=number,
            first_day=year.period.start.isoformat(),
            last_day=year.period.last.isoformat(),
            share_cents=year.share_cents,
            discount_cents=year.discount_cents,
        )


def _step(book: PolicyBook, code: str, rule: str, **figures: Figure) -> Step:
    return Step(code, tuple(figures.items()), rule, book.obligation.source(rule))
