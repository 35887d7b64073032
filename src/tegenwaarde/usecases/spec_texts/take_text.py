"""Take a spec text for a tender: as it is filled in today, kept for good; the contract that follows gets it."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from tegenwaarde.access.actor import Actor
from tegenwaarde.kernel.problem import Problem
from tegenwaarde.records.models import SpecText, Tender, TenderKind, TenderState, Variant
from tegenwaarde.usecases.refusals import Invalid, Refused
from tegenwaarde.usecases.spec_texts.facts import facts_of
from tegenwaarde.usecases.spec_texts.filling import filled
from tegenwaarde.usecases.spec_texts.language import write
from tegenwaarde.usecases.spec_texts.versions import kept_version
from tegenwaarde.usecases.tenders.changing import find_tender, remember
from tegenwaarde.usecases.tenders.latest_text import latest_text

KEY = "spec.take"
OPEN = frozenset({TenderState.PLANNED, TenderState.PUBLISHED})
NONE_ASKED = "none"


class TenderIsOver(Refused):
    """The tender was awarded or dropped."""

    code = "TENDER_IS_OVER"
    words = _("This tender was awarded or dropped: a spec text comes before that.")


class NothingAsked(Refused):
    """No social return is asked in this tender."""

    code = "NO_SOCIAL_RETURN_ASKED"
    words = _("In this tender no social return is asked, so there is no text to take. See the advice on the tender.")


class TakenMeanwhile(Refused):
    """Somebody else took a text at the same moment."""

    code = "SPEC_TEXT_TAKEN_MEANWHILE"
    words = _("A colleague took a text for this tender at the same moment. Look at that one first.")


def variants_for(tender: Tender) -> tuple[str, ...]:
    """Return the ways of asking that fit: a subsidy asks for effort, every other tender for a result (B2, B3)."""
    if tender.kind == TenderKind.SUBSIDY:
        return (Variant.EFFORT.value,)
    return tuple(variant for variant in Variant.values if variant != Variant.EFFORT)


def take_text(*, actor: Actor, tender_id: int, variant: str, gaps_are_meant: bool = False, today: date) -> SpecText:
    """Keep the text as it is filled in now, with its number in the tender and the version it was made of.

    Raises NotVisible, NotAllowed, TenderIsOver, NothingAsked, NoTemplate, TakenMeanwhile, and Invalid for a variant
    that does not fit or for places that stay open unless `gaps_are_meant`.
    """
    tender = find_tender(actor, tender_id, key=KEY)
    if tender.state not in OPEN:
        raise TenderIsOver
    if variant not in variants_for(tender):
        raise Invalid([Problem("VARIANT_DOES_NOT_FIT", "Choose a way of asking that fits this tender.", "variant")])
    facts = facts_of(tender)
    if nothing_asked(tender, facts.expected.regime):
        raise NothingAsked
    try:
        with transaction.atomic():
            template = kept_version(facts.region, variant, today)
            text = filled(template.words, facts)
            if text.missing and not gaps_are_meant:
                words = "Some places are still open. Complete the tender first, or tick that you fill them in yourself."
                raise Invalid([Problem("PLACES_STILL_OPEN", words, "gaps_are_meant")])
            last = latest_text(tender)
            taken = SpecText.unfenced.create(
                tender=tender,
                template=template,
                number=last.number + 1 if last else 1,
                words=write(text.blocks),
                figures={"missing": list(text.missing)},
                made_by_id=actor.user_id,
                made_on=today,
            )
            told = {"number": taken.number, "template": template.number}
            remember(actor=actor, tender=tender, code=f"spec_text_{variant}", today=today, **told)
    except IntegrityError as twice:
        raise TakenMeanwhile from twice
    return taken


def nothing_asked(tender: Tender, regime: str) -> bool:
    """Say whether no social return is asked: not applied by decision, or a subsidy too small (B2, B3)."""
    return not tender.applied or regime == NONE_ASKED
