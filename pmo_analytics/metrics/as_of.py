"""From a day to the moment for which is asked: never the clock, never past the newest export."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import duckdb

from pmo_analytics.errors import FolderError, ParameterError
from pmo_analytics.metrics.query import query_rows
from pmo_analytics.metrics.question import NOTHING, AsOf
from pmo_analytics.warehouse.moments import end_of_day, local_day

_SUNDAY = 6


class Calendar:
    """The time zone of the portfolio and the newest moment its exports know."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        (row,) = query_rows(connection, "newest_moment", NOTHING)
        self.time_zone: str = row["time_zone"]
        self.newest: datetime | None = row["taken_at"] or row["changed_at"]

    def as_of(self, day: date | str | None = None) -> AsOf:
        """Return the moment of a day: its end, or the newest export if that is earlier.

        Args:
            day: a day, or its ISO text; None or "" is the day of the newest export.

        Raises:
            ParameterError: the text is not a day.
            FolderError: the folder holds nothing that could be read.
        """
        if self.newest is None:
            raise FolderError(
                "No export of this folder could be read or says when it was taken, so there is no "
                "day to report on. What is missing is said by: pmo build"
            )
        wanted = parse_day(day) if day else local_day(self.newest, self.time_zone)
        end = end_of_day(wanted, self.time_zone)
        return AsOf(day=wanted, moment=min(end, self.newest), is_partial=self.newest < end)

    def is_past(self, as_of: AsOf) -> bool:
        """Tell whether exports were taken after a day."""
        return self.newest is not None and as_of.moment < self.newest

    def compared_with(self, as_of: AsOf, day: date | str | None = None) -> AsOf:
        """Return the day to compare with: by default the last day of the month before."""
        wanted = parse_day(day) if day else as_of.day.replace(day=1) - timedelta(days=1)
        if wanted >= as_of.day:
            raise ParameterError(
                f"compared_with is {wanted.isoformat()}; it must lie before as_of, "
                f"{as_of.day.isoformat()}."
            )
        return self.as_of(wanted)

    def week_ends(self, as_of: AsOf, weeks: int) -> tuple[AsOf, ...]:
        """Return the ends of the last ISO weeks, oldest first, and lastly the day itself."""
        last_sunday = as_of.day - timedelta(days=(as_of.day.weekday() - _SUNDAY) % 7 or 7)
        sundays = (last_sunday - timedelta(weeks=back) for back in range(weeks - 1, -1, -1))
        return (*(self.as_of(sunday) for sunday in sundays), as_of)


def parse_day(day: date | str) -> date:
    """Return a day given as date or as ISO text.

    Raises:
        ParameterError: the text is not a day.
    """
    if isinstance(day, datetime):
        return day.date()
    if isinstance(day, date):
        return day
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise ParameterError(
            f'"{day}" is not a day. Write it as year-month-day: 2026-09-30.'
        ) from None
