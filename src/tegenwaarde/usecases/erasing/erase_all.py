"""Erase everything whose day has come, contract by contract; may be stopped at any point and started again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tegenwaarde.records.models import EvidenceFile
from tegenwaarde.usecases.erasing.erase_contract import Erased, erase_contract, to_be_erased, with_something_left
from tegenwaarde.usecases.erasing.erase_person import erase_person, persons_over
from tegenwaarde.usecases.erasing.erase_uploads import erase_uploads, uploads_over
from tegenwaarde.usecases.erasing.terms import contracts_over
from tegenwaarde.usecases.evidence.erase import erase_files
from tegenwaarde.usecases.ports.files import EvidenceStore


@dataclass(frozen=True, slots=True)
class Rest:
    """What was erased beside the contracts: persons, spreadsheets and files."""

    persons: int
    uploads: int
    files: int


def what_would_go(today: date) -> Iterator[Erased | Rest]:
    """Return what `erase_all` would do on `today`, without doing it."""
    over = contracts_over(today)
    for contract in with_something_left(over):
        yield to_be_erased(contract)
    files = EvidenceFile.unfenced.to_erase_on(today).count()
    yield Rest(persons_over(over).count(), uploads_over(today).count(), files)


def erase_all(*, store: EvidenceStore, today: date) -> Iterator[Erased | Rest]:
    """Erase, and yield what was done after each contract and at the end; a second run finds nothing left."""
    over = contracts_over(today)
    for contract_id in list(with_something_left(over).values_list("pk", flat=True)):
        if erased := erase_contract(contract_id, store=store, today=today):
            yield erased
    ids = list(persons_over(over).values_list("pk", flat=True))
    persons = sum(erase_person(person_id, over, today) for person_id in ids)
    yield Rest(persons, erase_uploads(today), erase_files(store=store, today=today).on_their_day)
