"""A sheet of tenders on its way into the calendar: all at once or not at all, and nothing twice."""

from __future__ import annotations

from datetime import date

import pytest

from tegenwaarde.access.actor import Actor
from tegenwaarde.access.fence import NotVisible
from tegenwaarde.records.models import Buyer, CalendarUploadState, Tender, TenderEvent, User
from tegenwaarde.usecases.calendar_sheets.discard_calendar import discard_calendar
from tegenwaarde.usecases.calendar_sheets.take_over_calendar import take_over_calendar
from tegenwaarde.usecases.calendar_sheets.uploading import CalendarNotReady, CalendarTakenOver, kept_of
from tegenwaarde.usecases.tenders.drop_tender import drop_tender
from tests.cast import ActorFor, a_tender
from tests.usecases.calendar_sheets.making import a_calendar, put_in, standings, tender

pytestmark = pytest.mark.django_db
SPRING = date(2018, 4, 1)


def test_every_new_row_becomes_a_planned_tender(
    anna_actor: Actor, voorbeeldstad: Buyer, buurstad: Buyer, today: date
) -> None:
    content = a_calendar(
        tender("Riolering", others="Buurstad 40%", reference="W-7", cpv="45232411", labour_share="60%"),
        tender(
            "Schoonmaak", kind="Diensten", procedure="Europees", infrastructure="nee", remarks="Samen met de school"
        ),
    )
    upload = put_in(anna_actor, content, today)
    assert Tender.unfenced.count() == 0
    assert take_over_calendar(actor=anna_actor, upload_id=upload.pk, update=False, today=today)
    upload.refresh_from_db()
    assert (upload.state, upload.made) == (CalendarUploadState.IMPORTED, 2)
    first, second = Tender.unfenced.order_by("pk")
    assert (first.title, first.quarter_start, first.estimated_value_cents, first.labour_share) == (
        "Riolering", SPRING, 100_000_000, 600_000
    )  # fmt: skip
    assert [(one.buyer, one.share, one.leads) for one in first.buyers.select_related("buyer")] == [
        (voorbeeldstad, 600_000, True),
        (buurstad, 400_000, False),
    ]
    assert (second.kind, second.procedure, second.infrastructure, second.remarks) == (
        "services", "european", False, "Samen met de school"
    )  # fmt: skip
    assert [one.tender_id for one in kept_of(upload).rows] == [first.pk, second.pk]
    assert set(TenderEvent.unfenced.values_list("code", flat=True)) == {"tender_uploaded"}


def test_the_same_file_makes_nothing_twice(
    anna_actor: Actor, voorbeeldstad: Buyer, piet: User, actor_of: ActorFor, today: date
) -> None:
    content = a_calendar(tender())
    upload = put_in(anna_actor, content, today)
    take_over_calendar(actor=anna_actor, upload_id=upload.pk, update=False, today=today)
    with pytest.raises(CalendarTakenOver) as refused:
        put_in(anna_actor, content, today)
    assert refused.value.upload_id == upload.pk
    theirs = put_in(actor_of(piet), content, today)  # a colleague with the same file
    take_over_calendar(actor=actor_of(piet), upload_id=theirs.pk, update=True, today=today)
    assert (standings(theirs), Tender.unfenced.count()) == (["same"], 1)


def test_the_same_file_uploaded_twice_while_it_waits_is_one_upload(
    anna_actor: Actor, voorbeeldstad: Buyer, today: date
) -> None:
    content = a_calendar(tender())
    assert put_in(anna_actor, content, today).pk == put_in(anna_actor, content, today).pk


@pytest.mark.parametrize(("update", "value"), [(False, 50_000_000), (True, 120_000_000)])
def test_what_is_known_stays_or_follows_the_sheet_as_one_chooses(
    anna_actor: Actor, voorbeeldstad: Buyer, today: date, update: bool, value: int
) -> None:
    known = a_tender(voorbeeldstad, reference="W-7", quarter_start=SPRING)
    upload = put_in(anna_actor, a_calendar(tender(reference="W-7", estimated_value_cents=1_200_000)), today)
    assert standings(upload) == ["differs"]
    take_over_calendar(actor=anna_actor, upload_id=upload.pk, update=update, today=today)
    known.refresh_from_db()
    upload.refresh_from_db()
    assert (known.estimated_value_cents, upload.made, Tender.unfenced.count()) == (value, int(update), 1)


def test_what_changed_since_the_check_is_shown_first_and_nothing_is_written(
    anna_actor: Actor, voorbeeldstad: Buyer, today: date
) -> None:
    upload = put_in(anna_actor, a_calendar(tender("Riolering"), tender("Groen")), today)
    a_tender(voorbeeldstad, title="Groen", quarter_start=SPRING)
    assert not take_over_calendar(actor=anna_actor, upload_id=upload.pk, update=False, today=today)
    upload.refresh_from_db()
    assert (upload.state, standings(upload)) == (CalendarUploadState.CHECKED, ["new", "differs"])
    assert [one.problem.code for one in kept_of(upload).findings] == ["CALENDAR_MOVED"]
    assert Tender.unfenced.count() == 1
    assert take_over_calendar(actor=anna_actor, upload_id=upload.pk, update=False, today=today)
    assert Tender.unfenced.count() == 2


def test_a_row_that_became_wrong_keeps_all_rows_out(anna_actor: Actor, voorbeeldstad: Buyer, today: date) -> None:
    upload = put_in(anna_actor, a_calendar(tender()), today)
    voorbeeldstad.memberships.update(until_day=today)
    assert not take_over_calendar(actor=anna_actor, upload_id=upload.pk, update=False, today=today)
    upload.refresh_from_db()
    assert (kept_of(upload).rows, Tender.unfenced.count()) == ([], 0)


def test_a_dropped_tender_is_not_changed_by_a_sheet(anna_actor: Actor, voorbeeldstad: Buyer, today: date) -> None:
    known = a_tender(voorbeeldstad, reference="W-7", quarter_start=SPRING)
    drop_tender(actor=anna_actor, tender_id=known.pk, version=known.version, reason="Geen geld", today=today)
    upload = put_in(anna_actor, a_calendar(tender(reference="W-7")), today)
    take_over_calendar(actor=anna_actor, upload_id=upload.pk, update=True, today=today)
    known.refresh_from_db()
    assert (standings(upload), known.estimated_value_cents) == (["kept"], 50_000_000)


def test_a_sheet_with_errors_is_not_taken_over(anna_actor: Actor, voorbeeldstad: Buyer, today: date) -> None:
    upload = put_in(anna_actor, a_calendar(tender(kind="Huur")), today)
    with pytest.raises(CalendarNotReady):
        take_over_calendar(actor=anna_actor, upload_id=upload.pk, update=False, today=today)


def test_what_waits_can_be_thrown_away_and_what_was_taken_over_cannot(
    anna_actor: Actor, voorbeeldstad: Buyer, today: date
) -> None:
    waits, done = (put_in(anna_actor, a_calendar(tender(title)), today) for title in ("Een", "Twee"))
    take_over_calendar(actor=anna_actor, upload_id=done.pk, update=False, today=today)
    discard_calendar(actor=anna_actor, upload_id=waits.pk)
    waits.refresh_from_db()
    assert (waits.state, waits.rows) == (CalendarUploadState.DISCARDED, [])
    with pytest.raises(CalendarNotReady):
        discard_calendar(actor=anna_actor, upload_id=done.pk)
    with pytest.raises(CalendarNotReady):
        take_over_calendar(actor=anna_actor, upload_id=waits.pk, update=False, today=today)


def test_another_does_not_see_the_sheet(
    anna_actor: Actor, carla: User, actor_of: ActorFor, voorbeeldstad: Buyer, today: date
) -> None:
    upload = put_in(anna_actor, a_calendar(tender()), today)
    with pytest.raises(NotVisible):
        take_over_calendar(actor=actor_of(carla), upload_id=upload.pk, update=False, today=today)
