"""Two versions of a contract's plan side by side: what was added, is gone or changed, and by how much; cents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to, find, proposals_visible_to
from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.records.models import Agreement, Contract, ContractState, Proposal
from tegenwaarde.usecases.agreements.lines import kept_lines
from tegenwaarde.usecases.agreements.record_agreement import book_of
from tegenwaarde.usecases.reading.plan_value import Line, block_names, kept_line, plan_value

AGREEMENT, PROPOSAL = "afspraak", "voorstel"
SAME, CHANGED, ADDED, GONE = "same", "changed", "added", "gone"


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """A version that can be chosen: `name` as the address has it, whether it was agreed, its number and its day."""

    name: str
    agreed: bool
    number: int
    day: date
    state: str


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A line as it was and as it is: `same`, `changed`, `added` or `gone`; None where it was or is absent."""

    what: str
    before: Line | None
    after: Line | None

    @property
    def line(self) -> Line:
        """Return the line as it is, or as it was where it is gone."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a compared line is somewhere")
        return found

    @property
    def difference_cents(self) -> int:
        """Return by how much the line is worth more (or less)."""
        return (self.after.value_cents if self.after else 0) - (self.before.value_cents if self.before else 0)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions compared; cents. Without two versions there is nothing to compare: then both are None."""

    contract_id: int
    title: str
    versions: tuple[PlanVersion, ...]
    before: PlanVersion | None
    after: PlanVersion | None
    lines: tuple[ComparedLine, ...]
    before_cents: int
    after_cents: int

    @property
    def difference_cents(self) -> int:
        """Return by how much the plan is worth more (or less)."""
        return self.after_cents - self.before_cents

    @property
    def alike(self) -> bool:
        """Say whether every line is the same."""
        return all(one.what == SAME for one in self.lines)


def read_comparison(*, actor: Actor, contract_id: int, before: str = "", after: str = "") -> Comparison:
    """Return two versions compared by their names; unless said, the newest with the one before it.

    NotVisible where the contract is not seen. A constant number of queries.
    """
    rows = contracts_visible_to(actor).exclude(state=ContractState.DRAFT).select_related("book")
    contract = find(rows, pk=contract_id)
    _text, book = book_of(contract)
    agreements = list(contract.agreements.prefetch_related("lines__receipt"))
    proposals = list(proposals_visible_to(actor).filter(contract=contract))
    known = {version.name: version for version in _versions(agreements, proposals)}
    names = list(known)
    newer = after if after in known else (names[0] if names else "")
    older = before if before in known else next((name for name in names if name != newer), newer)
    lines_of = _lines_of(contract, book, agreements, proposals)
    was, now = lines_of(older), lines_of(newer)
    return Comparison(
        contract_id=contract.pk,
        title=contract.title,
        versions=tuple(known.values()),
        before=known.get(older),
        after=known.get(newer),
        lines=tuple(compared(was, now)),
        before_cents=sum(line.value_cents for line in was),
        after_cents=sum(line.value_cents for line in now),
    )


def compared(before: Sequence[Line], after: Sequence[Line]) -> Iterator[ComparedLine]:
    """Yield each line of `after` beside the one it was, then what is gone.

    Lines that are alike belong together; of the others those of the same block, in order.
    """
    left = list(before)
    pairs: dict[int, Line] = {}
    for alike in (_facts, _block):
        for place, line in enumerate(after):
            found = next((one for one in left if place not in pairs and alike(one) == alike(line)), None)
            if found is not None:
                pairs[place] = found
                left.remove(found)
    for place, line in enumerate(after):
        was = pairs.get(place)
        what = ADDED if was is None else SAME if _facts(was) == _facts(line) else CHANGED
        yield ComparedLine(what, was, line)
    for line in left:
        yield ComparedLine(GONE, line, None)


def _facts(line: Line) -> tuple[object, ...]:
    paid = (line.invoice_cents, line.activity_hours)
    return (line.block, line.persons, line.hours_per_week, *paid, line.term, line.value_cents)


def _block(line: Line) -> str:
    return line.block


def _versions(agreements: Sequence[Agreement], proposals: Sequence[Proposal]) -> list[PlanVersion]:
    """Return every version, the newest first; of one day the agreement stands above the proposal it came from."""
    found = [
        PlanVersion(f"{PROPOSAL}-{one.number}", False, one.number, one.proposed_on or one.made_on, one.state)
        for one in proposals
    ]
    agreed = [PlanVersion(f"{AGREEMENT}-{one.number}", True, one.number, one.agreed_on, "agreed") for one in agreements]
    return sorted([*found, *agreed], key=lambda one: (one.day, one.agreed, one.number), reverse=True)


def _lines_of(
    contract: Contract, book: PolicyBook, agreements: Sequence[Agreement], proposals: Sequence[Proposal]
) -> Callable[[str], tuple[Line, ...]]:
    """Return what gives the lines of a version by its name."""
    names = block_names(book)
    agreed = {f"{AGREEMENT}-{one.number}": one for one in agreements}
    proposed = {f"{PROPOSAL}-{one.number}": one for one in proposals}

    def lines(name: str) -> tuple[Line, ...]:
        if name in agreed:
            return tuple(kept_line(names, row) for row in agreed[name].lines.all())
        if name in proposed:
            return plan_value(contract, book, kept_lines(proposed[name].lines)).lines
        return ()

    return lines
