"""Who is meant by a name in a notice, for the screen: what the notice says, and the organisations it may be."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import may
from tegenwaarde.records.models import Buyer, Contract, PartyQuestion, PartyRole, Supplier
from tegenwaarde.usecases.contracts.drafting import find_draft
from tegenwaarde.usecases.notices.answer_question import KEY, AnsweredBefore
from tegenwaarde.usecases.notices.matching import DUTCH, NAME_ALIKE, NAME_DIFFERS, NAME_ONLY, NUMBER_DIFFERS
from tegenwaarde.usecases.reading.supplier_words import country_words, number_words

REASONS: dict[str, str | Promise] = {
    NAME_DIFFERS: gettext_lazy("The number is known, but under quite another name."),
    NUMBER_DIFFERS: gettext_lazy("The name is known, but the notice gives another number."),
    NAME_ONLY: gettext_lazy("The name is known, but the notice gives no number to be sure."),
    NAME_ALIKE: gettext_lazy("The notice gives no number, and the name is like one that is known."),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation that may be meant: its id, its name, and what tells it apart."""

    id: int
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """An open question on a draft."""

    question_id: int
    role: str
    name: str


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """Everything that is shown to say who is meant."""

    contract_id: int
    title: str
    role: str
    name: str
    about: str
    reason: str | Promise
    candidates: tuple[Candidate, ...]
    may_add_buyer: bool


def open_questions(contract: Contract) -> tuple[QuestionRow, ...]:
    """Return the questions of a draft that nobody answered yet; no query where they were fetched before."""
    rows = (one for one in contract.party_questions.all() if one.answered_on is None)
    return tuple(QuestionRow(one.pk, one.role, one.name) for one in rows)


def read_question(*, actor: Actor, contract_id: int, question_id: int) -> QuestionPage:
    """Return an open question; raises NotVisible, NotAllowed, NotADraft and AnsweredBefore."""
    contract = find_draft(actor, contract_id, KEY)
    question = contract.party_questions.filter(pk=question_id, answered_on__isnull=True).first()
    if question is None:
        raise AnsweredBefore
    number = _("KvK {number}").format(number=question.kvk) if question.kvk else question.number
    country = country_words(question.country) if question.country not in DUTCH else ""
    return QuestionPage(
        contract_id=contract.pk,
        title=contract.title,
        role=question.role,
        name=question.name,
        about=", ".join(filter(None, (number, question.city, country))),
        reason=REASONS.get(question.reason, ""),
        candidates=_candidates(question),
        may_add_buyer=may(actor, "buyer.create", contract),
    )


def _candidates(question: PartyQuestion) -> tuple[Candidate, ...]:
    """Return whom it may be, most alike first; one query."""
    if question.role == PartyRole.BUYER:
        buyers = Buyer.unfenced.in_bulk(question.candidates)
        found = {pk: (one.name, number_words(one.kvk), "") for pk, one in buyers.items()}
    else:
        suppliers = Supplier.unfenced.in_bulk(question.candidates)
        found = {
            pk: (one.name, number_words(one.kvk, one.country, one.register_number), one.city)
            for pk, one in suppliers.items()
        }
    return tuple(
        Candidate(pk, found[pk][0], ", ".join(filter(None, found[pk][1:]))) for pk in question.candidates if pk in found
    )
