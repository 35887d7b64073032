"""Certificates that lapse soon, and what that costs a contract: the discount of a whole contract year (B8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tegenwaarde.kernel.period import ONE_DAY
from tegenwaarde.policy.book import Label, PolicyBook
from tegenwaarde.records.models import Certificate, Contract
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.contracts.obligation import calculate
from tegenwaarde.usecases.contracts.recalculating import held_by_supplier, leader_of, running
from tegenwaarde.usecases.reading.sentences_obligation import text_of


@dataclass(frozen=True, slots=True)
class Lapse:
    """A certificate that lapses while a contract goes on; `cents` is the discount that contract year `year` misses.

    Both are 0 where the label does not lower what is due for the contract.
    """

    certificate_id: int
    contract_id: int
    title: str
    supplier: str
    label: str
    last_day: date
    year: int
    cents: int


def lapses_of(contract_ids: Iterable[int], today: date) -> tuple[Lapse, ...]:
    """Return the certificates that lapse within the days that each contract's policy gives, the first one first.

    A constant number of queries.
    """
    ids = tuple(contract_ids)
    if not ids:
        return ()
    found = [lapse for contract in running(pk__in=ids) for lapse in _of_contract(contract, today)]
    return tuple(sorted(found, key=lambda one: (one.last_day, -one.cents, one.contract_id)))


def _of_contract(contract: Contract, today: date) -> Iterator[Lapse]:
    if contract.book is None or contract.end is None:
        return
    book, held = open_book(contract.book), held_by_supplier(contract)
    until = today + timedelta(days=book.certificates.remind_days_before)
    for label, last in _ends_of_chains(book, held):
        if not today <= last.last_day <= until or last.last_day >= contract.end:
            continue
        year, cents = _missed(contract, held, last)
        supplier = contract.supplier.name if contract.supplier else ""
        yield Lapse(last.pk, contract.pk, contract.title, supplier, text_of(label.label), last.last_day, year, cents)


def _ends_of_chains(book: PolicyBook, held: Sequence[Certificate]) -> Iterator[tuple[Label, Certificate]]:
    """Yield the certificates that no other of the same family goes on from without a gap (B8)."""
    labels = {label.id: label for label in book.labels}
    known = [one for one in held if one.label in labels]
    for one in known:
        family = labels[one.label].family
        later = [other for other in known if labels[other.label].family == family and other.last_day > one.last_day]
        if book.certificates.remind_days_before and not any(
            other.first_day <= one.last_day + ONE_DAY for other in later
        ):
            yield labels[one.label], one


def _missed(contract: Contract, held: Sequence[Certificate], last: Certificate) -> tuple[int, int]:
    """Return the first contract year of which the discount lapses, and that discount; cents."""
    if contract.end is None:
        return 0, 0
    renewed = Certificate(label=last.label, first_day=last.last_day + ONE_DAY, last_day=contract.end)
    buyer = leader_of(contract)
    without = calculate(contract, buyer=buyer, certificates=held).value.years
    with_it = calculate(contract, buyer=buyer, certificates=[*held, renewed]).value.years
    for number, (now, then) in enumerate(zip(without, with_it, strict=True), start=1):
        if then.discount_cents > now.discount_cents:
            return number, then.discount_cents - now.discount_cents
    return 0, 0
