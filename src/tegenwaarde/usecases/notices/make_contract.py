"""Make a draft of an awarded contract: what the notice says filled in, and a question where it is unsure."""

from __future__ import annotations

from tegenwaarde.records.models import Contract, NoticeFile, NoticeOutcome
from tegenwaarde.usecases.contracts.taking_part import let_buy
from tegenwaarde.usecases.notices.award_facts import facts_of
from tegenwaarde.usecases.notices.outcome import Came
from tegenwaarde.usecases.notices.parties import ask_who_is_meant, take_up_winner
from tegenwaarde.usecases.notices.placing import Place
from tegenwaarde.usecases.notices.told import told
from tegenwaarde.usecases.ports.notices import NoticeAward


def make_contract(came: Came, place: Place, kept: NoticeFile, award: NoticeAward, number: int) -> Contract:
    """Make the draft of the notice's award `number` (from 1); inside the caller's transaction."""
    contract = Contract(
        **facts_of(award, kept.title),
        tender_date=kept.published_on,
        notice=kept,
        award_number=number,
        entered_in=place.subregion,
    )
    take_up_winner(contract, award.winners[0], came)
    contract.save(force_insert=True)
    let_buy(contract, place.buyers)
    ask_who_is_meant(contract, place, award.winners[0])
    said = [told("PARTY_TO_CONFIRM", name=match.party.name) for match in place.unsure]
    if not place.buyers and not place.unsure:
        said += [told("BUYER_TO_CHOOSE", buyer=party.name) for party in place.unknown[:1]]
    came.about(contract)
    came.note(NoticeOutcome.MADE, *said)
    return contract
