"""On which contract and about whom each row is: references, and identities that are hashed at once and then gone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tegenwaarde.engine.columns import NO_DAY
from tegenwaarde.kernel.calendar import date_of
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.usecases.persons.identify import Chain, Identity, identify, identify_many
from tegenwaarde.usecases.persons.naming import KNOWN_AS, SOMEBODY_ELSE, references_with_problems
from tegenwaarde.usecases.ports.sheets import plain_name
from tegenwaarde.usecases.refusals import Invalid
from tegenwaarde.usecases.reports.opening import ContractNotRunning
from tegenwaarde.usecases.sheets.rows import Rows
from tegenwaarde.usecases.sheets.world import AMBIGUOUS, NOT_RUNNING, World

NOBODY = -1
NameAndKeys = tuple[str, int]

CONTRACT_MISSING = Problem("CONTRACT_MISSING", "Choose a contract from the list.")
UNKNOWN_CONTRACT = Problem("UNKNOWN_CONTRACT", "You have no running contract of this name. Choose one from the list.")
CONTRACT_AMBIGUOUS = Problem(
    "CONTRACT_AMBIGUOUS", "Several of your contracts are called this. Choose the right one from the list."
)
CLOSED = Problem(
    ContractNotRunning.code,
    "This contract is closed, so nothing can be reported on it any more. Ask the coordinator.",
)
IDENTITY_MISSING = Problem(
    "IDENTITY_MISSING",
    "You report this person for the first time: fill in the name at birth and the date of birth. We do not keep them.",
)
IDENTITY_TWICE = "In row {line} you call this same person {reference}. Use one reference for one person."
OTHERWISE = (
    "In row {line} you use this reference for somebody else: the name at birth or the date of birth is different."
)
PERSON_ERASED = Problem(
    "PERSON_ERASED", "What was known of this person was erased. Give the person a new reference of your own."
)


@dataclass(slots=True, eq=False)
class Who:
    """For each row its contract (place in the world's list, `NOBODY` for none) and its person's hash."""

    contract: NDArray[np.int64]
    hashes: dict[str, NameAndKeys] = field(default_factory=dict)  # by reference


def contracts_of(rows: Rows, world: World) -> NDArray[np.int64]:
    """Return each row's contract; a problem where it names none, two or a closed one."""
    known = {text: world.words_of_contracts.get(plain_name(text)) for text in set(rows.words["contract"])}
    found = [NOBODY if place is None or place < 0 else place for place in map(known.get, rows.words["contract"])]
    if min(found, default=0) < 0:
        for row, text in enumerate(rows.words["contract"]):
            if found[row] == NOBODY and not rows.cannot_read(row, "contract"):
                rows.tell(row, "contract", _no_contract(text, known[text]))
    return np.array(found, dtype=np.int64)


def _no_contract(text: str, place: int | None) -> Problem:
    if not text:
        return CONTRACT_MISSING
    return {AMBIGUOUS: CONTRACT_AMBIGUOUS, NOT_RUNNING: CLOSED}.get(place or 0, UNKNOWN_CONTRACT)


def who_is_who(rows: Rows, world: World) -> Who:
    """Return contracts and persons of a sheet of placements, with what is wrong in either."""
    who = Who(contracts_of(rows, world))
    references = rows.words["reference"]
    wrong = references_with_problems(set(references))
    if wrong:
        for row, reference in enumerate(references):
            if reference in wrong and not rows.cannot_read(row, "reference"):
                rows.tell(row, "reference", wrong[reference][0])
    _Identities(rows, world, who).look()
    del rows.words["name_at_birth"]  # the name is not needed any more, and never kept
    return who


def _several_times(words: list[str]) -> set[str]:
    """Return what is in a list more than once."""
    if len(set(words)) == len(words):
        return set()
    return {word for word, times in Counter(words).items() if times > 1}


def _births(rows: Rows) -> dict[int, date | None]:
    """Return the day of each distinct number of a day of birth."""
    return {number: None if number == NO_DAY else date_of(number) for number in set(rows.days["birth_date"].tolist())}


class _Identities:
    """The identities of one sheet: each person has one reference, each reference one person."""

    def __init__(self, rows: Rows, world: World, who: Who) -> None:
        self.rows, self.world, self.who = rows, world, who
        self.known_as = {
            (one.identity_hash, one.identity_keys): ref for ref, one in world.persons.items() if one.identity_hash
        }
        self.first: dict[str, int] = {}  # the row in which a reference got its identity
        self.references: dict[str, str] = {}  # hash → reference, in this sheet

    def look(self) -> None:
        """Hash what was filled in, and say what does not fit."""
        rows, references = self.rows, self.rows.words["reference"]
        names = rows.words["name_at_birth"]
        told = [row for row, name in enumerate(names) if name]
        births = list(map(_births(rows).__getitem__, rows.days["birth_date"].tolist()))
        found = identify_many([names[row] for row in told], [births[row] for row in told], self.world.today)
        often = _several_times(references) | self.world.persons.keys()
        twice = _several_times([chain[-1] for chain in found if chain])
        if not often and not twice and not self.known_as and all(found):  # everybody once, and nobody known
            self.who.hashes = {references[row]: (chain[-1], len(chain)) for row, chain in zip(told, found, strict=True)}
            told, found = [], []
        for row, chain in zip(told, found, strict=True):
            reference = references[row]
            if not chain:
                self._wrongly_told(row, reference, names[row], births[row])
            elif reference not in often and chain[-1] not in twice and not self._is_known(chain):
                self.who.hashes[reference] = (chain[-1], len(chain))
            elif problem := self._conflict(row, reference, Identity(chain)):
                rows.tell(row, "reference", problem)
        for row, reference in enumerate(references):
            if reference not in self.who.hashes and not names[row]:
                self._not_given(row, reference)

    def _is_known(self, chain: Chain) -> bool:
        """Say whether somebody reported before has this identity."""
        known = self.known_as
        return bool(known) and any((made, keys) in known for keys, made in enumerate(chain, start=1))

    def _wrongly_told(self, row: int, reference: str, name: str, born: date | None) -> None:
        self.who.hashes.setdefault(reference, ("", 0))  # said, though wrongly: no need to ask for it
        try:
            identify(name_at_birth=name, birth_date=born, today=self.world.today)
        except Invalid as invalid:
            for problem in invalid.problems:
                if not self.rows.cannot_read(row, problem.place):
                    self.rows.tell(row, problem.place, Problem(problem.code, problem.text))

    def _conflict(self, row: int, reference: str, identity: Identity) -> Problem | None:
        """Keep whom the reference stands for; or return why it cannot."""
        person = self.world.persons.get(reference)
        if person and person.erased:
            return PERSON_ERASED
        if person and person.identity_hash and not identity.is_of(person.identity_hash, person.identity_keys):
            return Problem("REFERENCE_OF_SOMEBODY_ELSE", SOMEBODY_ELSE)
        for keys, made in enumerate(identity.chain, start=1):
            if (known := self.known_as.get((made, keys))) and known != reference:
                return Problem("PERSON_KNOWN_AS", KNOWN_AS, params=(("reference", known),))
        return self._conflict_here(row, reference, identity)

    def _conflict_here(self, row: int, reference: str, identity: Identity) -> Problem | None:
        made = identity.made
        other = self.references.setdefault(made, reference)
        if other != reference:
            params: Any = (("line", self._line(other)), ("reference", other))
            return Problem("IDENTITY_TWICE", IDENTITY_TWICE, params=params)
        if reference not in self.first:
            self.first[reference] = row
            self.who.hashes[reference] = (made, identity.keys)
        elif self.who.hashes[reference][0] != made:
            return Problem("REFERENCE_OF_TWO", OTHERWISE, params=(("line", self._line(reference)),))
        return None

    def _not_given(self, row: int, reference: str) -> None:
        """Take what is known of the person, or say that the identity is missing."""
        person, pending = self.world.persons.get(reference), self.world.pending.get(reference)
        if person and person.erased:
            self.rows.tell(row, "reference", PERSON_ERASED)
        elif person and person.identity_hash:
            self.who.hashes[reference] = (person.identity_hash, person.identity_keys)
        elif pending:
            self._remembered(row, reference, pending)
        elif reference and not self.rows.cannot_read(row, "name_at_birth"):
            self.rows.tell(row, "name_at_birth", IDENTITY_MISSING)

    def _remembered(self, row: int, reference: str, pending: NameAndKeys) -> None:
        """Take the hash of an earlier sheet, unless the supplier knows that person under another reference by now."""
        known = self.known_as.get(pending, reference)
        if known == reference and self.references.setdefault(pending[0], reference) == reference:
            self.who.hashes[reference] = pending
            self.first.setdefault(reference, row)
            return
        other = known if known != reference else self.references[pending[0]]
        self.rows.tell(row, "reference", Problem("PERSON_KNOWN_AS", KNOWN_AS, params=(("reference", other),)))

    def _line(self, reference: str) -> int:
        return int(self.rows.lines[self.first[reference]])
