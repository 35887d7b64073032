"""The demo region is made by the use-cases alone, with something on every screen, on whatever day it is made."""

from __future__ import annotations

from datetime import date

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "day", [date(2025, 2, 3), date(2024, 2, 29), date(2025, 1, 1), date(2026, 8, 31)], ids=date.isoformat
)
def test_the_demo_can_be_made_on_any_day_and_is_left_alone_the_second_time(day: date) -> None:
    from tegenwaarde.usecases.demo.make_demo import make_demo

    assert make_demo(today=day)
    assert not make_demo(today=day)


def test_every_screen_has_something_to_show() -> None:
    from tegenwaarde.records.models import (
        Amendment,
        Finding,
        Message,
        NoticeBatch,
        PartyQuestion,
        Proposal,
        Report,
        RoleGrant,
        SecondPartyRequest,
        Supplier,
    )
    from tegenwaarde.usecases.demo.make_demo import make_demo

    make_demo(today=date(2025, 2, 3))
    assert set(Proposal.unfenced.values_list("state", flat=True)) == {"proposed", "returned"}
    assert set(SecondPartyRequest.unfenced.values_list("answer", flat=True)) == {"", "confirmed", "denied"}
    assert set(Message.unfenced.values_list("asks", "from_supplier")) == {(True, False), (False, True)}
    assert Finding.unfenced.filter(withdrawn_on=None).count() == 1
    assert Amendment.unfenced.get().state == "in_force"
    assert Report.unfenced.get(corrects__isnull=False).state == "submitted"
    assert Report.unfenced.get(entry__isnull=False).state == "submitted"
    assert Report.unfenced.get(person__reference="DB-041").submissions.count() == 2
    with_people = RoleGrant.unfenced.filter(supplier__isnull=False).values("supplier")
    at_work = Supplier.unfenced.filter(contracts__isnull=False).distinct()
    assert [one.name for one in at_work.exclude(pk__in=with_people)] == ["Catering Proeflokaal"]
    batch = NoticeBatch.unfenced.get()
    assert [line.outcome for line in batch.lines.order_by("number")] == ["made", "refused"]
    assert PartyQuestion.unfenced.filter(role="supplier").count() == 1


def test_the_demo_sends_no_letter(mailoutbox: list[object], django_capture_on_commit_callbacks: object) -> None:
    from tegenwaarde.usecases.demo.make_demo import make_demo

    assert callable(django_capture_on_commit_callbacks)
    with django_capture_on_commit_callbacks(execute=True):
        make_demo(today=date(2025, 2, 3))
    assert mailoutbox == []
