"""What a spreadsheet is checked against: the supplier's own contracts and persons, and nothing of anybody else's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tegenwaarde.policy.book import PolicyBook
from tegenwaarde.records.models import Contract, ContractState, Person
from tegenwaarde.usecases.books import open_book
from tegenwaarde.usecases.ports.sheets import plain_name
from tegenwaarde.usecases.reports.facts import Earlier
from tegenwaarde.usecases.reports.own_double import Stretch
from tegenwaarde.usecases.reports.questions import person_blocks, question_id
from tegenwaarde.usecases.reports.valuing import finding_is_not_needed
from tegenwaarde.usecases.sheets.choices import block_choice, contract_label, situation_choices
from tegenwaarde.usecases.spoken import LANGUAGES

NOT_RUNNING, AMBIGUOUS = -2, -3
Closed = tuple[int, str, str]  # a contract's id, reference and title


@dataclass(frozen=True, slots=True)
class OwnContract:
    """A running contract of the supplier. `activities` says whether activities count in it (C7)."""

    id: int
    label: str
    title: str
    book: PolicyBook
    start: date
    end: date
    activities: bool


@dataclass(frozen=True, slots=True)
class OwnPerson:
    """Somebody whom the supplier reported before: the row's id, and the keyed hash where the identity was given."""

    id: int
    identity_hash: str
    identity_keys: int
    erased: bool = False


@dataclass(frozen=True, slots=True)
class OwnReport:
    """A report that the supplier made before: enough to see that a row says the same again."""

    contract_id: int
    person_id: int | None
    block: str
    day: date | None
    amount: int


def no_earlier(_ids: Iterable[int]) -> dict[int, Earlier]:
    """Return that nobody was reported before."""
    return {}


def no_stretches(_ids: Iterable[int]) -> dict[int, list[Stretch]]:
    """Return that nobody's hours count yet."""
    return {}


def no_reports(_contracts: Iterable[int], _persons: Iterable[int]) -> list[OwnReport]:
    """Return that nothing was reported before."""
    return []


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """One supplier's side of things, on a day. `pending` are the hashes of the supplier's latest spreadsheet."""

    today: date
    contracts: tuple[OwnContract, ...]
    words_of_contracts: dict[str, int]
    words_of_blocks: dict[str, str]
    words_of_situations: dict[str, str]
    persons: dict[str, OwnPerson] = field(default_factory=dict)
    pending: dict[str, tuple[str, int]] = field(default_factory=dict)
    earlier_of: Callable[[Iterable[int]], dict[int, Earlier]] = no_earlier
    stretches_of: Callable[[Iterable[int]], dict[int, list[Stretch]]] = no_stretches
    reports_of: Callable[[Iterable[int], Iterable[int]], list[OwnReport]] = no_reports

    @property
    def books(self) -> tuple[PolicyBook, ...]:
        """Return the policies of the contracts, each once."""
        return tuple({contract.book.id: contract.book for contract in self.contracts}.values())


def world_of(contracts: tuple[OwnContract, ...], today: date, closed: Iterable[Closed] = (), **more: Any) -> World:
    """Return the world with the words by which its contracts, blocks and situations are known."""
    books = tuple({contract.book.id: contract.book for contract in contracts}.values())
    words = words_of_contracts(contracts, closed)
    return World(today, contracts, words, words_of_blocks(books), words_of_situations(books), **more)


def by_id(contract_id: int) -> str:
    """Return how a contract is named where people have no say in it."""
    return f"contract id {contract_id}"


def words_of_contracts(contracts: Iterable[OwnContract], closed: Iterable[Closed] = ()) -> dict[str, int]:
    """Return which contract each way to name it stands for: its label, reference or title.

    `AMBIGUOUS` for two at once, `NOT_RUNNING` for what names a closed contract only.
    """
    words: dict[str, int] = {}
    for place, contract in enumerate(contracts):
        reference = contract.label.split(" · ")[0] if " · " in contract.label else ""
        for name in _plain(by_id(contract.id), contract.label, reference, contract.title):
            words[name] = AMBIGUOUS if name in words else place
    for contract_id, reference, title in closed:
        for name in _plain(by_id(contract_id), contract_label(reference, title), reference, title):
            words.setdefault(name, NOT_RUNNING)
    return words


def _plain(*names: str) -> set[str]:
    return {plain_name(name) for name in names} - {""}


def words_of_blocks(books: Iterable[PolicyBook]) -> dict[str, str]:
    """Return the block that each way to name it stands for, in every language: its number, label, or choice."""
    words: dict[str, str] = {}
    for book in books:
        for block in person_blocks(book):
            for language in LANGUAGES:
                label = block.label.nl if language == "nl" else block.label.en
                for name in (block.id, label, block_choice(block, language), f"{block.id} {label}"):
                    words.setdefault(plain_name(name), block.id)
    return words


def words_of_situations(books: Iterable[PolicyBook]) -> dict[str, str]:
    """Return the question that each situation stands for, in every language."""
    words: dict[str, str] = {}
    for book in books:
        for language in LANGUAGES:
            words |= {plain_name(text): name for name, text in situation_choices(book, language)}
            for block in person_blocks(book):
                text = block.situation or block.label
                words.setdefault(plain_name(text.nl if language == "nl" else text.en), question_id(block))
    return words


def own_contracts(supplier_id: int) -> tuple[tuple[OwnContract, ...], list[Closed]]:
    """Return the supplier's running contracts, and those that are closed."""
    rows = list(
        Contract.unfenced.filter(supplier_id=supplier_id)
        .exclude(state=ContractState.DRAFT)
        .select_related("book")
        .order_by("-start", "reference", "id")
    )
    labels = _labels(rows)
    running = tuple(
        OwnContract(
            row.pk, labels[row.pk], row.title, open_book(row.book), row.start, row.end, finding_is_not_needed(row)
        )
        for row in rows
        if row.state == ContractState.RUNNING and row.book and row.start and row.end
    )
    return running, [(row.pk, row.reference, row.title) for row in rows if row.state != ContractState.RUNNING]


def _labels(rows: list[Contract]) -> dict[int, str]:
    """Return what each contract is called in a list: two that would be the same get a number of their own."""
    plain = {row.pk: contract_label(row.reference, row.title) for row in rows}
    names = list(plain.values())
    return {pk: f"{name} ({pk})" if names.count(name) > 1 else name for pk, name in plain.items()}


def own_persons(supplier_id: int) -> dict[str, OwnPerson]:
    """Return the supplier's persons by reference; one query."""
    rows = Person.unfenced.filter(supplier_id=supplier_id).values_list(
        "reference", "pk", "identity_hash", "identity_keys", "erased_on"
    )
    return {reference: OwnPerson(pk, made, keys, erased is not None) for reference, pk, made, keys, erased in rows}
