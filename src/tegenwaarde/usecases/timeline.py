"""The timeline of a contract: what happened, on which day, by whom; never a personal fact."""

from __future__ import annotations

from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.kernel.problem import Figure
from tegenwaarde.records.models import Contract, TimelineEvent


def remember(*, actor: Actor, contract: Contract, code: str, today: date, **figures: Figure) -> TimelineEvent:
    """Add what happened; `code` names the sentence, `figures` have the endings of `kernel.step` (`_cents`, `_day`)."""
    return TimelineEvent.unfenced.create(
        contract=contract, day=today, code=code, figures=figures, actor_id=actor.user_id or None
    )
