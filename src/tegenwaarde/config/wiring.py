"""Which adapter stands behind which port."""

from __future__ import annotations

from datetime import date
from functools import cache

from django.conf import settings

from tegenwaarde.config import clock
from tegenwaarde.config.read_only import writing_allowed
from tegenwaarde.usecases.ports import Files, Ports


def log_sight(*, user_id: int, report_id: int, day: date) -> None:
    """Log who saw personal facts, also while a request only looks: the one exception to `LookingChangesNothing`."""
    from tegenwaarde.adapters import sight_log

    with writing_allowed("log of who saw personal facts"):
        sight_log.log_sight(user_id=user_id, report_id=report_id, day=day)


@cache
def ports() -> Ports:
    """Return the ports of this start, wired."""
    from tegenwaarde.adapters import later, mail
    from tegenwaarde.adapters.documents import write_docx
    from tegenwaarde.adapters.eforms import read_notice
    from tegenwaarde.adapters.files import FileStore, look
    from tegenwaarde.adapters.spreadsheets import read_sheets, write_csv, write_sheets

    return Ports(
        mailer=mail.send,
        read_notice=read_notice,
        log_sight=log_sight,
        read_sheets=read_sheets,
        write_sheets=write_sheets,
        write_csv=write_csv,
        write_docx=write_docx,
        later=later.at_once if settings.LATER_AT_ONCE else later.in_the_background,
        files=Files(store=FileStore(settings.FILES_ROOT), look=look),
        now=clock.now,
        site_address=settings.SITE_ADDRESS,
        demo=settings.DEMO,
    )
