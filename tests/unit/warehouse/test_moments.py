"""From a day to the moment it ends, and from local time to UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_analytics.warehouse.moments import end_of_day, local_day, utc_moment

ZONES = ("UTC", "Europe/Berlin", "Pacific/Auckland", "America/New_York", "Asia/Kathmandu")
MICROSECOND = timedelta(microseconds=1)
days = st.dates(date(1990, 1, 1), date(2090, 1, 1))


def test_local_time_is_read_in_the_zone_given():
    assert utc_moment(datetime(2026, 1, 5, 9), "Europe/Berlin") == datetime(2026, 1, 5, 8)
    assert utc_moment(datetime(2026, 7, 5, 9), "Europe/Berlin") == datetime(2026, 7, 5, 7)


def test_local_time_without_a_zone_is_read_as_utc():
    assert utc_moment(datetime(2026, 1, 5, 9), None) == datetime(2026, 1, 5, 9)


def test_offset_of_a_moment_goes_before_the_zone():
    east = timezone(timedelta(hours=5, minutes=45))
    assert utc_moment(datetime(2026, 1, 5, 9, tzinfo=east), "UTC") == datetime(2026, 1, 5, 3, 15)
    assert utc_moment(datetime(2026, 1, 5, tzinfo=UTC), "Asia/Tokyo") == datetime(2026, 1, 5)


def test_no_moment_stays_none():
    assert utc_moment(None, "Europe/Berlin") is None


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 1, 5), datetime(2026, 1, 5, 23)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 22)),  # 23 hours long
        (date(2026, 10, 25), datetime(2026, 10, 25, 23)),  # 25 hours long
    ],
)
def test_day_ends_at_local_midnight(day, end):
    assert end_of_day(day, "Europe/Berlin") == end - MICROSECOND


@settings(derandomize=True, deadline=None)
@given(day=days, zone=st.sampled_from(ZONES))
def test_end_of_a_day_belongs_to_it_and_the_next_moment_does_not(day, zone):
    end = end_of_day(day, zone)
    assert local_day(end, zone) == day
    assert local_day(end + MICROSECOND, zone) == day + timedelta(days=1)


@settings(derandomize=True, deadline=None, max_examples=50)
@given(day=days, zone=st.sampled_from(ZONES))
def test_database_counts_the_same_days(day, zone, board_warehouse):
    end = end_of_day(day, zone)
    found = board_warehouse.connection.execute(
        "select local_date($end, $zone), local_date($end + interval 1 microsecond, $zone)",
        {"end": end, "zone": zone},
    ).fetchone()
    assert found == (day, day + timedelta(days=1))
