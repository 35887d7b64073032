"""Say who is meant by a name in a notice: a candidate, or somebody new. The answer is remembered, and asked once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import contracts_visible_to
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import Buyer, Contract, ContractState, PartyName, PartyQuestion, PartyRole, Supplier
from tegenwaarde.usecases.contracts.drafting import claim, find_draft
from tegenwaarde.usecases.contracts.taking_part import join
from tegenwaarde.usecases.notices.matching import NAME_DIFFERS, compared_number
from tegenwaarde.usecases.notices.names import plain
from tegenwaarde.usecases.notices.parties import new_supplier
from tegenwaarde.usecases.ports.notices import NoticeParty
from tegenwaarde.usecases.refusals import Invalid, Refused

KEY = "contract.complete"
SOMEBODY_NEW = 0
CHOICE_MISSING = Problem("CHOICE_MISSING", "Say who is meant.", "who")


class AnsweredBefore(Refused):
    """Somebody said already who is meant, or there is no such question."""

    code = "PARTY_ANSWERED"
    words = _("This question was answered already. Open the draft again to see who was chosen.")


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of an answer: the name that was asked about, who is meant (empty for somebody new), and how often."""

    name: str
    meant: str
    drafts: int


def answer_question(*, actor: Actor, contract_id: int, question_id: int, who: int, today: date) -> Answered:
    """Let `who` (the id of a candidate, or SOMEBODY_NEW) be the organisation, in every draft that asks the same.

    Raises NotVisible, NotAllowed, NotADraft, AnsweredBefore, ChangedMeanwhile, and Invalid for who is no candidate.
    """
    contract = find_draft(actor, contract_id, KEY)
    question = contract.party_questions.filter(pk=question_id, answered_on__isnull=True).first()
    if question is None:
        raise AnsweredBefore
    if who not in (SOMEBODY_NEW, *question.candidates):
        raise Invalid([CHOICE_MISSING])
    with transaction.atomic():
        alike = [one for one in _asking_the_same(actor, question) if _claimed(one, actor, today)]
        for one in alike:
            _settle(one, who)
        if who != SOMEBODY_NEW:
            _remember(question, who, actor, today)
    rows = Buyer.unfenced if question.role == PartyRole.BUYER else Supplier.unfenced
    meant = rows.filter(pk=who).values_list("name", flat=True).first() or ""
    return Answered(question.name, meant, len(alike))


def party_of(question: PartyQuestion) -> NoticeParty:
    """Return the organisation as the notice named it."""
    return NoticeParty(question.name, question.kvk, question.number, question.city, question.country)


def may_be_new(question: PartyQuestion) -> bool:
    """Say whether the number of the organisation is free, so that it can be taken up as somebody new."""
    return question.reason != NAME_DIFFERS


def _asking_the_same(actor: Actor, question: PartyQuestion) -> list[PartyQuestion]:
    """Return the open questions about this name and number in the drafts that the actor completes."""
    drafts = contracts_visible_to(actor, KEY).filter(state=ContractState.DRAFT).values("pk")
    rows = PartyQuestion.unfenced.filter(
        contract__in=drafts, role=question.role, answered_on__isnull=True, number=question.number, kvk=question.kvk
    ).select_related("contract__supplier")
    return [one for one in rows.order_by("pk") if plain(one.name) == plain(question.name)]


def _claimed(question: PartyQuestion, actor: Actor, today: date) -> bool:
    rows = PartyQuestion.unfenced.filter(pk=question.pk, answered_on__isnull=True)
    return bool(rows.update(answered_by_id=actor.user_id, answered_on=today))


def _settle(question: PartyQuestion, who: int) -> None:
    contract = question.contract
    if question.role == PartyRole.BUYER:
        claim(contract, contract.version)
        if who != SOMEBODY_NEW:
            join(contract, Buyer.unfenced.get(pk=who))
        return
    _let_supply(contract, question, who)


def _let_supply(contract: Contract, question: PartyQuestion, who: int) -> None:
    """Let the chosen one be the supplier, or somebody new; one without a number of its own is noted by name."""
    if who != SOMEBODY_NEW:
        supplier: Supplier | None = Supplier.unfenced.get(pk=who)
    else:
        supplier = new_supplier(party_of(question)) if may_be_new(question) else None
    noted = "" if supplier else question.name[:200]
    claim(contract, contract.version, supplier=supplier, supplier_name_noted=noted)


def _remember(question: PartyQuestion, who: int, actor: Actor, today: date) -> None:
    meant = {"buyer_id": who} if question.role == PartyRole.BUYER else {"supplier_id": who}
    PartyName.unfenced.update_or_create(
        role=question.role,
        plain=plain(question.name)[:400],
        number=compared_number(party_of(question)),
        defaults={**meant, "confirmed_by_id": actor.user_id, "confirmed_on": today},
    )
