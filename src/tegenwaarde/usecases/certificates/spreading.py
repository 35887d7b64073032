"""Keep what becomes due for every contract that a label reaches, and say so: on the timeline and to the supplier."""

from __future__ import annotations

from datetime import date

from tegenwaarde.access.actor import Actor
from tegenwaarde.usecases.certificates.effects import Effects
from tegenwaarde.usecases.contracts.recalculating import keep_effects
from tegenwaarde.usecases.ports import Ports
from tegenwaarde.usecases.post.tell_supplier import News, tell_supplier
from tegenwaarde.usecases.timeline import remember


def spread(*, actor: Actor, effects: Effects, code: str, reason: str, today: date, ports: Ports | None) -> None:
    """Keep the obligations that changed, each with `reason`; `code` names what the timelines say.

    Inside the caller's transaction; with `ports` each supplier is mailed once. Raises ChangedMeanwhile.
    """
    keep_effects(effects.changed, reason=reason, today=today)
    for one in effects.changed:
        figures = {"net_before_cents": one.before.net_cents, "net_after_cents": one.after.value.net_cents}
        remember(actor=actor, contract=one.contract, code=code, today=today, **figures)
    if ports is None:
        return
    of_supplier: dict[int, list[int]] = {}
    contracts = {one.contract.pk: one.contract for one in effects.changed}
    for contract in contracts.values():
        of_supplier.setdefault(contract.supplier_id or 0, []).append(contract.pk)
    for supplier_id, ids in of_supplier.items():
        tell_supplier(
            ports=ports,
            supplier_id=supplier_id,
            what=News.OBLIGATION_CHANGED,
            link=f"/dossiers/{ids[0]}/verplichting/" if len(ids) == 1 else "/dossiers/",
            today=today,
            contract=contracts[ids[0]],
            number=len(ids),
        )
