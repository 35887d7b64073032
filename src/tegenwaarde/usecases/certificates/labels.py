"""The labels that can be recorded, and what has to be right about a certificate (B7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tegenwaarde.engine.single import FIRST_DATE, LAST_DATE
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.book import Label
from tegenwaarde.records.models import Certificate, Contract, Supplier
from tegenwaarde.usecases.books import NoPolicyInForce, open_book, text_in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCertificate:
    """A certificate to record; days counted in."""

    label: str
    first_day: date
    last_day: date

    def of(self, supplier: Supplier) -> Certificate:
        """Return the certificate as the supplier would hold it, without keeping it."""
        return Certificate(supplier=supplier, label=self.label, first_day=self.first_day, last_day=self.last_day)


def labels_for(contract: Contract, today: date) -> tuple[Label, ...]:
    """Return the labels of the policy that the contract falls under, or of today's where that is not known yet."""
    if contract.book is not None:
        return open_book(contract.book).labels
    region = contract.entered_in.region.policy_region
    for day in filter(None, (contract.tender_date, today)):
        found = labels_on(region, day)
        if found:
            return found
    return ()


def labels_on(region: str, day: date) -> tuple[Label, ...]:
    """Return the labels that a region's policy knows on `day`; none where it had no policy then."""
    try:
        return open_book(text_in_force(region, day)).labels
    except NoPolicyInForce:
        return ()


def problems_of(new: NewCertificate, supplier: Supplier, known: frozenset[str]) -> Iterator[Problem]:
    """Yield everything that keeps the certificate from being recorded, each with its field; one query at most."""
    sound = True
    if new.label not in known:
        sound = False
        yield Problem("UNKNOWN_LABEL", "Choose a label that the policy knows.", "label")
    for name in ("first_day", "last_day"):
        if not FIRST_DATE <= getattr(new, name) <= LAST_DATE:
            sound = False
            yield Problem("DAY_OUTSIDE_CALENDAR", "Give a day from 1900 to 2199.", name)
    if new.last_day < new.first_day:
        sound = False
        text = "A certificate ends before it starts: correct one of its two days."
        yield Problem("CERTIFICATE_ENDS_BEFORE_START", text, "last_day")
    same = supplier.certificates.standing().filter(label=new.label, first_day=new.first_day, last_day=new.last_day)
    if sound and same.exists():
        yield Problem("CERTIFICATE_TWICE", "This certificate is recorded already.", "label")
