"""A process of its own that lays a region, or takes over a spreadsheet and is killed on the way.

`python -m tests.usecases.sheets.killed [MOMENT]` with DATABASE_URL; what it sees goes to standard output as JSON.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from datetime import timedelta
from typing import Any

ROWS = 300
MOMENTS = ("preparing", "Person", "Report", "TimelineEvent", "end")


def _start() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tegenwaarde.config.settings_test"
    import django

    django.setup()


def lay() -> dict[str, Any]:
    """Lay Voorbeeldstad, De Brug and Bram, with a checked spreadsheet."""
    from django.core.management import call_command

    from tegenwaarde.access.actor import actor_for
    from tegenwaarde.records.models import Region, Subregion, Supplier
    from tegenwaarde.usecases.books import keep_book
    from tests.cast import TODAY, a_buyer, a_contract, a_user
    from tests.usecases.sheets.making import a_file, placement, uploaded

    call_command("migrate", verbosity=0)
    policy = keep_book("twente-2017")
    region = Region.unfenced.create(name="Voorbeeldregio", policy_region=policy.region)
    buyer = a_buyer(Subregion.unfenced.create(region=region, name="Subregio A"), "Voorbeeldstad")
    supplier = Supplier.unfenced.create(name="Bouwbedrijf De Brug", kvk="33333333")
    a_contract(buyer, supplier, policy)
    bram = a_user("Bram", "supplier", supplier=supplier)
    rows = [placement(f"P-{number}") for number in range(ROWS)]
    upload = uploaded(actor_for(bram, TODAY), a_file(*rows), TODAY)
    return {"state": upload.state, "upload": upload.pk, "bram": bram.pk}


def take_over(moment: str) -> dict[str, Any]:
    """Take the spreadsheet over; dies at the moment (`never` to live). Returns what there was before, and after."""
    from tegenwaarde.access.actor import actor_for
    from tegenwaarde.adapters.later import at_once
    from tegenwaarde.records.models import BulkUpload, User
    from tegenwaarde.usecases.sheets.take_over import take_over as begin
    from tests.cast import TODAY
    from tests.usecases.sheets.making import NOW

    upload, before = BulkUpload.unfenced.get(), look()
    _die_at(moment)
    now = NOW if upload.state == "checked" else NOW + timedelta(minutes=5)
    bram = actor_for(User.objects.get(), TODAY)
    begin(actor=bram, upload_id=upload.pk, later=at_once, now=lambda: now, today=TODAY)
    return {"before": before, "after": look()}


def _die_at(moment: str) -> None:
    """Have the process killed once it has written rows of a model, at the end of the writing, or while it prepares."""
    from django.db.models import QuerySet

    from tegenwaarde.usecases.sheets import prepared

    def die(*_args: Any, **_more: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    plain, write = QuerySet.bulk_create, prepared.Prepared.write

    def bulk_create(self: Any, rows: Any, *args: Any, **more: Any) -> Any:
        made = plain(self, rows, *args, **more)
        if self.model.__name__ == moment and made:
            die()
        return made

    def write_and_die(self: Any) -> None:
        write(self)
        die()

    QuerySet.bulk_create = bulk_create  # type: ignore[method-assign, assignment]
    if moment == "end":
        prepared.Prepared.write = write_and_die  # type: ignore[method-assign]
    if moment == "preparing":
        prepared._events = die  # type: ignore[assignment]


def look() -> dict[str, Any]:
    """Return what is there."""
    from tegenwaarde.records.models import BulkUpload, Person, Report, Submission, TimelineEvent

    counts = {model.__name__: model.unfenced.count() for model in (Person, Report, Submission)}
    events = TimelineEvent.unfenced.filter(code="sheet_taken_over").count()
    return {**counts, "events": events, "state": BulkUpload.unfenced.get().state}


if __name__ == "__main__":
    _start()
    print(json.dumps(lay() if len(sys.argv) < 2 else take_over(sys.argv[1])))
