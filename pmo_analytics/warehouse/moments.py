"""Moments and days: from a day to the moment it ends, and from local time to UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def utc_moment(moment: datetime | None, time_zone: str | None) -> datetime | None:
    """Return a moment in UTC without offset; local time is read in the zone given, else in UTC."""
    if moment is None:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(time_zone) if time_zone else UTC)
    return moment.astimezone(UTC).replace(tzinfo=None)


def end_of_day(day: date, time_zone: str) -> datetime:
    """Return the last microsecond of a local day, in UTC without offset."""
    midnight = datetime.combine(day + timedelta(days=1), time(), tzinfo=ZoneInfo(time_zone))
    return midnight.astimezone(UTC).replace(tzinfo=None) - timedelta(microseconds=1)


def local_day(moment: datetime, time_zone: str) -> date:
    """Return the local day on which a UTC moment falls."""
    return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(time_zone)).date()
