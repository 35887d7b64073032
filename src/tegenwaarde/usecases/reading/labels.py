"""What the page of label holders shows: suppliers with a label that gives more chance of an invitation (note 4.3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import label_holders_visible_to, require, suppliers_visible_to, tenders_visible_to
from tegenwaarde.access.keys import holds
from tegenwaarde.kernel.period import ONE_DAY
from tegenwaarde.policy.book import Label, PolicyBook
from tegenwaarde.records.models import Buyer, Certificate, Region, Supplier
from tegenwaarde.usecases.books import NoPolicyInForce, open_book, text_in_force
from tegenwaarde.usecases.contracts.recognition import recognises
from tegenwaarde.usecases.labels.trades import divisions, trade_of, trade_words, trades_from
from tegenwaarde.usecases.reading.supplier_words import supplier_number
from tegenwaarde.usecases.spoken import spoken

KEY = "labels.see"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the list is asked: empty or 0 for everything. `tender_id` takes the trade and the buyer of a tender."""

    day: date
    label: str = ""
    trade: str = ""
    place: str = ""
    buyer_id: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """A label that a supplier holds; `last_day` is that of the certificates that follow each other.

    `only_at` names the buyers that recognise it, where not every buyer does.
    """

    label: str
    words: str
    first_day: date
    last_day: date
    lapses: bool
    only_at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HolderRow:
    """A supplier with its labels."""

    supplier_id: int
    name: str
    number: str  # with the register it stands in: KvK, or that of another country
    city: str
    trades: tuple[str, ...]
    labels: tuple[Held, ...]

    @property
    def trade_words(self) -> tuple[str, ...]:
        """Return what its trades are called."""
        return tuple(trade_words(digits) for digits in self.trades)


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter: its value, its words, and how many rows it keeps."""

    value: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class HolderList:
    """The suppliers that are found, the filters, and what the policy says of it."""

    rows: tuple[HolderRow, ...]
    day: date
    lapses_within_days: int
    labels: tuple[Choice, ...] = ()
    trades: tuple[Choice, ...] = ()
    places: tuple[Choice, ...] = ()
    buyer: str = ""
    may_record: bool = False
    asked_labels: tuple[str, ...] = ()
    without_policy: bool = False


@dataclass(frozen=True, slots=True)
class _Sieve:
    """The filters, each by its name, so that a filter's choices count what the others keep."""

    tests: dict[str, Callable[[HolderRow], bool]] = field(default_factory=dict)

    def keep(self, rows: Iterable[HolderRow], *, without: str = "") -> list[HolderRow]:
        """Return the rows that pass every filter but `without`."""
        tests = [test for name, test in self.tests.items() if name != without]
        return [row for row in rows if all(test(row) for test in tests)]


@dataclass(frozen=True, slots=True)
class _About:
    """What the list is about: the day, the labels that are asked, who may recognise them, and who asks."""

    day: date
    asked: dict[str, Label]
    buyers: tuple[Buyer, ...]
    buyer: Buyer | None
    lapses_within_days: int


def read_label_holders(*, actor: Actor, wanted: Wanted) -> HolderList:
    """Return who holds a label on the day; NotVisible. A constant number of queries."""
    require(actor, KEY)
    book = _book(wanted.day)
    if book is None:
        return HolderList((), wanted.day, 0, may_record=holds(actor, "label.record"), without_policy=True)
    buyers = list(Buyer.unfenced.prefetch_related("switches"))
    asked = {label.id: label for label in book.labels if label.id in book.invitations.labels}
    buyer = next((one for one in buyers if one.pk == wanted.buyer_id), None)
    rows = _rows(actor, _About(wanted.day, asked, tuple(buyers), buyer, book.invitations.lapses_within_days))
    sieve = _sieve(wanted)
    found = tuple(sieve.keep(rows))
    return HolderList(
        rows=found,
        day=wanted.day,
        lapses_within_days=book.invitations.lapses_within_days,
        labels=_choices(
            sieve.keep(rows, without="label"),
            lambda row: [held.label for held in row.labels],
            lambda one: spoken(asked[one].label),
        ),
        trades=_choices(sieve.keep(rows, without="trade"), lambda row: row.trades, trade_words),
        places=_choices(sieve.keep(rows, without="place"), lambda row: [row.city] if row.city else [], str),
        buyer=buyer.name if buyer else "",
        may_record=holds(actor, "label.record"),
        asked_labels=tuple(spoken(label.label) for label in asked.values()),
    )


def invitation_filter_of(*, actor: Actor, tender_id: int) -> dict[str, str]:
    """Return what the list is asked for a tender: its trade and its leading buyer; nothing for one that is not seen."""
    tender = tenders_visible_to(actor).filter(pk=tender_id).first()
    if tender is None:
        return {}
    lead = tender.buyers.filter(leads=True).first()
    asked = {"vak": trade_of(tender.cpv), "opdrachtgever": str(lead.buyer_id) if lead else ""}
    return {name: value for name, value in asked.items() if value}


def known_supplier(*, actor: Actor, supplier_id: int) -> dict[str, object]:
    """Return what is known of a supplier that the actor sees, to fill in a form with; nothing of another."""
    rows = (suppliers_visible_to(actor), label_holders_visible_to(actor)) if supplier_id else ()
    one = next((found for seen in rows if (found := seen.filter(pk=supplier_id).first())), None)
    if one is None:
        return {}
    return {"kvk": one.kvk, "name": one.name, "city": one.city, "trades": list(trades_from(one.trades))}


def label_choices(day: date) -> tuple[tuple[str, str], ...]:
    """Return every label of the policy on `day`, to choose from."""
    book = _book(day)
    return tuple((label.id, spoken(label.label)) for label in book.labels) if book else ()


def trade_choices() -> tuple[tuple[str, str], ...]:
    """Return every trade, to choose from, by name."""
    return tuple(sorted(((digits, trade_words(digits)) for digits in divisions()), key=lambda one: one[1]))


def _book(day: date) -> PolicyBook | None:
    region = Region.unfenced.order_by("pk").first()
    try:
        return open_book(text_in_force(region.policy_region, day)) if region else None
    except NoPolicyInForce:
        return None


def _rows(actor: Actor, about: _About) -> list[HolderRow]:
    """Return every supplier with a label that counts on the day, at the buyer where one is given."""
    held: dict[int, list[Certificate]] = {}
    seen = label_holders_visible_to(actor)
    for row in Certificate.unfenced.standing().filter(supplier__in=seen, label__in=about.asked).order_by("first_day"):
        held.setdefault(row.supplier_id, []).append(row)
    found = []
    for supplier in seen.order_by("name").filter(pk__in=held):
        labels = [_held(row, held[supplier.pk], about) for row in held[supplier.pk] if _counts(row, about)]
        if labels:
            found.append(_row(supplier, labels))
    return found


def _counts(row: Certificate, about: _About) -> bool:
    """Say whether a certificate holds on the day, at the buyer that asks."""
    if not row.first_day <= about.day <= row.last_day:
        return False
    limited = about.asked[row.label].only_recognising_buyers and about.buyer is not None
    return not limited or recognises(about.buyer, row.label, about.day)


def _held(row: Certificate, all_held: list[Certificate], about: _About) -> Held:
    """Return a label with the last day of its chain: certificates of one family that follow without a gap (B8)."""
    label, last = about.asked[row.label], row.last_day
    for other in all_held:
        if about.asked[other.label].family == label.family and other.first_day <= last + ONE_DAY:
            last = max(last, other.last_day)
    recognising = [buyer for buyer in about.buyers if recognises(buyer, label.id, about.day)]
    return Held(
        label=row.label,
        words=spoken(label.label),
        first_day=row.first_day,
        last_day=last,
        lapses=(last - about.day).days <= about.lapses_within_days,
        only_at=tuple(buyer.name for buyer in recognising) if label.only_recognising_buyers else (),
    )


def _row(supplier: Supplier, labels: list[Held]) -> HolderRow:
    return HolderRow(
        supplier_id=supplier.pk,
        name=supplier.name,
        number=supplier_number(supplier),
        city=supplier.city,
        trades=trades_from(supplier.trades),
        labels=tuple(labels),
    )


def _sieve(wanted: Wanted) -> _Sieve:
    tests: dict[str, Callable[[HolderRow], bool]] = {}
    if wanted.label:
        tests["label"] = lambda row: any(held.label == wanted.label for held in row.labels)
    if wanted.trade:
        tests["trade"] = lambda row: wanted.trade in row.trades
    if wanted.place:
        tests["place"] = lambda row: row.city.casefold() == wanted.place.casefold()
    return _Sieve(tests)


def _choices(
    rows: list[HolderRow], values: Callable[[HolderRow], Iterable[str]], words: Callable[[str], str]
) -> tuple[Choice, ...]:
    counted = Counter(value for row in rows for value in dict.fromkeys(values(row)))
    return tuple(sorted((Choice(one, words(one), n) for one, n in counted.items()), key=lambda choice: choice.words))
