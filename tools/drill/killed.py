"""Approving, killed in the very middle: after the decision was written, and before its value stands in the ledger."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from datetime import date

from tools.drill.after import half_or_twice
from tools.drill.site import let_go
from tools.drill.town import Town


def killed_in_the_middle(town: Town, today: date) -> Iterator[str]:
    """Approve a report in a process that dies (kill -9) halfway; yield what it left behind."""
    from tegenwaarde.records.models import Report

    report = town.waiting[0]
    let_go()
    child = os.fork()
    if child == 0:
        _approve_and_die(report, town.coordinators[0], today)
    _pid, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
        yield f"the approval was not killed: {status}"
    state = Report.unfenced.values_list("state", flat=True).get(pk=report)
    if state != "submitted":
        yield f"the approval was killed and left the report {state}"
    yield from half_or_twice()


def _approve_and_die(report_id: int, email: str, today: date) -> None:
    from tegenwaarde.access.actor import actor_for
    from tegenwaarde.records.models import LedgerLine, Report, User
    from tegenwaarde.usecases.review.approve_report import approve_report

    def die(*_lines: object, **_more: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    try:
        LedgerLine.unfenced.bulk_create = die  # type: ignore[method-assign, assignment]
        approve_report(
            actor=actor_for(User.objects.get(email=email), today),
            report_id=report_id,
            version=Report.unfenced.values_list("version", flat=True).get(pk=report_id),
            today=today,
            without_evidence_reason="Eerder op papier gezien.",
        )
    finally:
        os._exit(1)
