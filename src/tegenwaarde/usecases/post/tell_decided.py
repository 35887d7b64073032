"""Tell suppliers by mail which of their reports came back: one letter for each supplier, however many they are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tegenwaarde.records.models import Report
from tegenwaarde.usecases.ports import Ports
from tegenwaarde.usecases.post.tell_supplier import News, tell_supplier


def tell_decided(*, reports: Iterable[Report], what: News, ports: Ports | None, today: date) -> None:
    """Mail each supplier about its own reports, after the transaction; without `ports` nobody is told."""
    if ports is None:
        return
    of_supplier: dict[int, list[Report]] = {}
    for report in reports:
        of_supplier.setdefault(report.contract.supplier_id or 0, []).append(report)
    for supplier_id, theirs in of_supplier.items():
        tell_supplier(
            ports=ports,
            supplier_id=supplier_id,
            what=what,
            link=f"/invulling/{theirs[0].pk}/" if len(theirs) == 1 else "/",
            today=today,
            contract=theirs[0].contract,
            number=len(theirs),
            first_user_id=theirs[0].made_by_id,
        )
