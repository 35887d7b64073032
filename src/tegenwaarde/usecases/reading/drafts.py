"""What the pages of drafts show: what was read and where, what is missing, and what would be due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import buyers_visible_to, contracts_visible_to, may
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.policy.book_asking import DepartsFrom
from tegenwaarde.records.models import Buyer, BuyerKind, Contract, ContractState, Kind, Tender
from tegenwaarde.usecases.certificates.labels import labels_for
from tegenwaarde.usecases.contracts.create_buyer import likely_kind
from tegenwaarde.usecases.contracts.drafting import find_draft
from tegenwaarde.usecases.contracts.facts import ContractFacts
from tegenwaarde.usecases.contracts.kept_notice import notice_from_json
from tegenwaarde.usecases.contracts.siblings import siblings_of
from tegenwaarde.usecases.contracts.start_contract import what_is_missing
from tegenwaarde.usecases.departures import book_for, choices_of
from tegenwaarde.usecases.notices.matching import known_buyers
from tegenwaarde.usecases.notices.names import plain
from tegenwaarde.usecases.ports.notices import NoticeAward, NoticeParty, ReadNotice
from tegenwaarde.usecases.reading.notice_words import Found, Mention, found_in, mentions_in, place_words
from tegenwaarde.usecases.reading.party_questions import QuestionRow, open_questions
from tegenwaarde.usecases.reading.sentences_obligation import text_of
from tegenwaarde.usecases.refusals import problem_words

DUTCH = ("NLD", "NL", "")
KINDS: tuple[tuple[str, str | Promise], ...] = tuple((kind.value, kind.label) for kind in Kind)
BUYER_KINDS: tuple[tuple[str, str | Promise], ...] = tuple((kind.value, kind.label) for kind in BuyerKind)


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft in the list; cents."""

    contract_id: int
    title: str
    buyer: str
    supplier: str
    value_cents: int | None
    notice: str
    since: date | None
    missing: int


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """A certificate of the supplier, days counted in."""

    certificate_id: int
    label: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class BuyerPart:
    """A buyer of a contract or a tender with its part, ten-thousandths of a percent; the first one leads."""

    buyer_id: int
    name: str
    share: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What the notice says: each fact with its place, social return with the quoted words, and what to look at."""

    notice: str
    published_on: date | None
    earlier_notice: str
    found: tuple[Found, ...]
    social_return: tuple[Mention, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftPage:
    """Everything the page of one draft shows."""

    contract_id: int
    version: int
    title: str
    facts: ContractFacts
    reading: Reading | None
    unknown_buyer: str
    buyer_name: str
    buyers: tuple[tuple[int, str], ...]
    shares: tuple[BuyerPart, ...]
    questions: tuple[QuestionRow, ...]
    supplier_known: bool
    certificates: tuple[CertificateRow, ...]
    labels: tuple[tuple[str, str], ...]
    missing: tuple[Problem, ...]
    percentage_reasons: tuple[tuple[str, str], ...]
    not_applied_reasons: tuple[tuple[str, str], ...]
    may_create_buyer: bool
    may_start: bool

    @property
    def missing_words(self) -> tuple[tuple[str, str], ...]:
        """Return what is missing: the field and the sentence."""
        return tuple((problem.place, problem_words(problem)) for problem in self.missing)


@dataclass(frozen=True, slots=True)
class BuyerToAdd:
    """What is offered for a buyer that the register does not know."""

    contract_id: int
    version: int
    title: str
    name: str
    kvk: str
    city: str
    kind: str
    subregion: str
    choices: tuple[tuple[int, str], ...]
    siblings: int  # other drafts of the same notice with the same buyers


def is_draft(*, actor: Actor, contract_id: int) -> bool:
    """Say whether the actor sees a draft of that number."""
    return contracts_visible_to(actor, "draft.see").filter(pk=contract_id, state=ContractState.DRAFT).exists()


def read_drafts(*, actor: Actor) -> tuple[DraftRow, ...]:
    """Return the drafts the actor sees, the newest first; four queries."""
    rows = (
        contracts_visible_to(actor, "draft.see")
        .filter(state=ContractState.DRAFT)
        .select_related("supplier", "notice")
        .prefetch_related("buyers__buyer", "party_questions")
        .order_by("-id")
    )
    return tuple(_row(contract) for contract in rows)


def read_draft(*, actor: Actor, contract_id: int, today: date) -> DraftPage:
    """Return the draft; NotVisible where the actor sees none of that number, NotADraft where it is in force."""
    contract = find_draft(actor, contract_id, "draft.see")
    buyer = next((share.buyer for share in contract.buyers.select_related("buyer")), None)
    reading, award, notice = _reading(contract)
    facts = _facts(contract, buyer.pk if buyer else None, award)
    labels = labels_for(contract, today)
    book = book_for(contract.entered_in.region.policy_region, contract.tender_date, today)
    names = {label.id: text_of(label.label) for label in labels}
    certificates = contract.supplier.certificates.standing() if contract.supplier else ()
    return DraftPage(
        contract_id=contract.pk,
        version=contract.version,
        title=contract.title,
        facts=facts,
        reading=reading,
        unknown_buyer=unknown.name if (unknown := _unknown_buyer(contract, notice)) else "",
        buyer_name=buyer.name if buyer else "",
        buyers=_choices(actor, buyer),
        shares=shares_of(contract),
        questions=open_questions(contract),
        supplier_known=contract.supplier is not None,
        certificates=tuple(
            CertificateRow(one.pk, names.get(one.label, one.label), one.first_day, one.last_day) for one in certificates
        ),
        labels=tuple(names.items()),
        percentage_reasons=choices_of(book, DepartsFrom.PERCENTAGE),
        not_applied_reasons=choices_of(book, DepartsFrom.NOT_APPLIED),
        missing=_missing(contract, buyer, facts),
        may_create_buyer=may(actor, "buyer.create", contract),
        may_start=may(actor, "contract.start", contract),
    )


def read_buyer_to_add(*, actor: Actor, contract_id: int) -> BuyerToAdd:
    """Return what the notice says of the buyer of a draft; NotVisible, NotAllowed, NotADraft."""
    contract = find_draft(actor, contract_id, "buyer.create")
    _reading_of, _award, notice = _reading(contract)
    party = _unknown_buyer(contract, notice) or NoticeParty("")
    return BuyerToAdd(
        contract_id=contract.pk,
        version=contract.version,
        title=contract.title,
        name=party.name,
        kvk=party.kvk,
        city=party.city,
        kind=likely_kind(party.name, party.legal_type) if party.name else "",
        subregion=contract.entered_in.name,
        choices=tuple(buyers_visible_to(actor, "contract.complete").values_list("pk", "name")),
        siblings=len(siblings_of(actor, contract)),
    )


def _unknown_buyer(contract: Contract, notice: ReadNotice | None) -> NoticeParty | None:
    """Return the first buyer of the notice that nobody chose, and about whom nothing is asked."""
    parties = {plain(party.name): party for party in notice.buyers} if notice else {}
    held = {share.buyer_id for share in contract.buyers.all()}
    if len(held) >= len(parties):
        return None
    asked = {plain(one.name) for one in contract.party_questions.all() if one.answered_on is None}
    open_ones = [party for name, party in parties.items() if name not in asked]
    known = known_buyers() if held else None
    return next((party for party in open_ones if known is None or known.match(party).found not in held), None)


def shares_of(owner: Contract | Tender) -> tuple[BuyerPart, ...]:
    """Return the buyers with their parts, the leading one first; one query, none where they were read along."""
    return tuple(BuyerPart(one.buyer_id, one.buyer.name, one.share) for one in owner.buyers.all())


def _choices(actor: Actor, lead: Buyer | None) -> tuple[tuple[int, str], ...]:
    """Return the buyers that may lead: those of the actor's side, and the one that does."""
    own = dict(buyers_visible_to(actor, "contract.complete").values_list("pk", "name"))
    return tuple((own if lead is None or lead.pk in own else {lead.pk: lead.name, **own}).items())


def _row(contract: Contract) -> DraftRow:
    buyer = next((share.buyer for share in contract.buyers.all()), None)
    _reading_of, award, notice = _reading(contract)
    named = notice.buyers[0].name if notice and notice.buyers else ""
    winner = award.winners[0].name if award and award.winners else ""
    return DraftRow(
        contract_id=contract.pk,
        title=contract.title,
        buyer=buyer.name if buyer else named,
        supplier=contract.supplier.name if contract.supplier else contract.supplier_name_noted or winner,
        value_cents=contract.value_cents,
        notice=contract.notice.publication_number if contract.notice else "",
        since=contract.notice.uploaded_on if contract.notice else None,
        missing=len(_missing(contract, buyer, _facts(contract, None, award))),
    )


def _reading(contract: Contract) -> tuple[Reading | None, NoticeAward | None, ReadNotice | None]:
    if contract.notice is None:
        return None, None, None
    notice = notice_from_json(contract.notice.read)
    award = next(iter(notice.awards[contract.award_number - 1 : contract.award_number]), None)
    reading = Reading(
        notice=str(contract.notice),
        published_on=notice.published_on,
        earlier_notice=notice.earlier_notice,
        found=found_in(notice, award),
        social_return=mentions_in(award.social_return if award else notice.social_return),
        warnings=(*_not_dutch(notice.buyers), *_words(notice.warnings)),
    )
    return reading, award, notice


def _missing(contract: Contract, buyer: Buyer | None, facts: ContractFacts) -> tuple[Problem, ...]:
    """Return what is missing; a winner with a KvK number becomes the supplier as soon as the draft is saved."""
    named = bool(facts.supplier_name and facts.supplier_kvk)
    return tuple(
        problem
        for problem in what_is_missing(contract, buyer)
        if not (named and problem.code == "SUPPLIER_KVK_MISSING")
    )


def _not_dutch(buyers: tuple[NoticeParty, ...]) -> tuple[str, ...]:
    """Warn where no buyer of the notice is Dutch; a notice that names no country says nothing."""
    if not buyers or any(party.country in DUTCH for party in buyers):
        return ()
    words = gettext("The buyer is not Dutch: {buyer}. Check whether this contract belongs in this register.")
    return (words.format(buyer=buyers[0].name),)


def _words(problems: Iterable[Problem]) -> tuple[str, ...]:
    """Return warnings in words, each after the place in the notice that it speaks of."""
    return tuple(
        dict.fromkeys(
            f"{place_words(one.place)}: {problem_words(one)}" if one.place else problem_words(one) for one in problems
        )
    )


def _facts(contract: Contract, buyer_id: int | None, award: NoticeAward | None) -> ContractFacts:
    """Return the facts of the draft; the winner as the notice names it where no supplier was saved yet."""
    noted = contract.supplier_name_noted
    winner = award.winners[0] if award and award.winners and not noted else NoticeParty(noted)
    held = contract.supplier
    return ContractFacts(
        buyer_id=buyer_id,
        supplier_name=held.name if held else winner.name,
        supplier_kvk=held.kvk if held else winner.kvk,
        supplier_country=held.country if held and not held.kvk else "",
        supplier_number=held.register_number if held and not held.kvk else "",
        **{name: getattr(contract, name) for name in ContractFacts().of_the_contract()},
    )
