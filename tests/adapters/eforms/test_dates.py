"""Publication, start and end, and durations."""

from __future__ import annotations

from datetime import date

import pytest

from tests.adapters.eforms.builder import (
    cac,
    contract,
    efac,
    efbc,
    lot,
    lot_result,
    notice,
    party,
    period,
    project,
    tender,
)
from tests.adapters.eforms.reading import codes, read, the_award


def runs(start: str = "", end: str = "", duration: str = "", unit: str = "MONTH") -> bytes:
    return notice(lots=lot(about=project(inner=period(start, end, duration, unit))))


def test_the_day_of_publication_counts_as_written_whatever_the_time_zone() -> None:
    assert read(notice()).published_on == date(2024, 4, 2)


@pytest.mark.parametrize("publication", ["", efac("Publication", efbc("PublicationDate", "morgen"))])
def test_without_a_publication_date_the_day_of_sending_is_used_and_said(publication: str) -> None:
    found = read(notice(publication=publication))
    assert found.published_on == date(2024, 3, 29)
    assert "PUBLICATION_DATE_MISSING" in codes(found.warnings)
    assert "2024-03-29" in str(found.warnings[-1])


def test_the_date_of_a_withheld_field_is_not_the_publication_date() -> None:
    privacy = efac("FieldsPrivacy", efbc("FieldIdentifierCode", "ten-ran"), efbc("PublicationDate", "2030-12-31Z"))
    result = lot_result() + tender(inner=privacy) + contract("CON-1", "TEN-1") + party()
    assert read(notice(result)).published_on == date(2024, 4, 2)


def test_the_first_and_the_last_day_are_read() -> None:
    award = the_award(runs("2024-04-01+02:00", "2026-12-31+01:00"))
    assert (award.start, award.end, award.duration) == (date(2024, 4, 1), date(2026, 12, 31), "")


@pytest.mark.parametrize(
    ("start", "duration", "unit", "end"),
    [
        ("2024-03-05", "4", "YEAR", date(2028, 3, 4)),
        ("2024-01-01", "12", "MONTH", date(2024, 12, 31)),
        ("2024-01-01", "12.0", "MONTH", date(2024, 12, 31)),
        ("2024-01-31", "1", "MONTH", date(2024, 2, 29)),
        ("2023-01-31", "1", "MONTH", date(2023, 2, 28)),
        ("2024-02-29", "1", "YEAR", date(2025, 2, 28)),
        ("2024-03-01", "10", "DAY", date(2024, 3, 10)),
        ("2024-03-01", "2", "WEEK", date(2024, 3, 14)),
    ],
)
def test_a_duration_gives_the_last_day(start: str, duration: str, unit: str, end: date) -> None:
    award = the_award(runs(start, duration=duration, unit=unit))
    assert (award.end, award.duration) == (end, f"{duration} {unit}")


def test_a_duration_without_a_start_is_only_kept() -> None:
    award = the_award(runs(duration="24"))
    assert (award.start, award.end, award.duration) == (None, None, "24 MONTH")


def test_a_last_day_that_is_given_goes_before_a_duration() -> None:
    assert the_award(runs("2024-01-01", "2024-06-30", "12")).end == date(2024, 6, 30)


@pytest.mark.parametrize(
    ("duration", "unit"),
    [("0", "MONTH"), ("-3", "MONTH"), ("2.5", "YEAR"), ("999999", "YEAR"), ("3", "FORTNIGHT"), ("2", "")],
)
def test_a_duration_that_cannot_be_reckoned_with_is_said(duration: str, unit: str) -> None:
    found = read(runs("2024-01-01", duration=duration, unit=unit))
    assert (found.awards[0].start, found.awards[0].end) == (date(2024, 1, 1), None)
    assert codes(found.warnings) == ["DURATION_UNREADABLE"]


@pytest.mark.parametrize(
    "written", ["2024-02-30", "01-04-2024", "0001-01-01", "2300-01-01", "1899-12-31", "2024-13-01"]
)
def test_what_is_not_a_date_is_left_out_and_said(written: str) -> None:
    found = read(runs(written))
    assert found.awards[0].start is None
    assert codes(found.warnings) == ["DATE_UNREADABLE"]


@pytest.mark.parametrize("written", ["1970-01-01Z", "2000-01-01Z", "unpublished"])
def test_a_day_that_only_fills_the_form_is_no_day(written: str) -> None:
    found = read(runs(written))
    assert (found.awards[0].start, found.warnings) == (None, ())


def test_an_end_before_the_start_is_left_out_and_said() -> None:
    found = read(runs("2024-04-01", "2023-04-01"))
    assert (found.awards[0].start, found.awards[0].end) == (date(2024, 4, 1), None)
    assert codes(found.warnings) == ["END_BEFORE_START"]


def test_a_contract_for_several_lots_runs_from_the_first_to_the_last_day() -> None:
    result = lot_result("LOT-1") + lot_result("LOT-2") + tender() + contract("CON-1", "TEN-1") + party()
    lots = lot("LOT-1", project(inner=period("2024-05-01", "2024-12-31"))) + lot(
        "LOT-2", project(inner=period("2024-04-01", "2024-08-31"))
    )
    award = the_award(notice(result, lots=lots))
    assert (award.start, award.end) == (date(2024, 4, 1), date(2024, 12, 31))


def test_the_period_of_the_procedure_counts_for_its_only_lot() -> None:
    award = the_award(notice(about=project(inner=period("2024-04-01", "2026-12-31"))))
    assert (award.start, award.end) == (date(2024, 4, 1), date(2026, 12, 31))
    assert the_award(notice(about=project(inner=cac("PlannedPeriod")))).start is None
