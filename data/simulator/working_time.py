"""When people work: shifts on a local clock, and the arithmetic of working seconds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

NEVER = datetime(9999, 1, 1)  # later than anything that is simulated
DAY_SECONDS = 27_000  # a working day of 7.5 hours

OPENS = time(8, 50)
LUNCH_STARTS = time(12, 30)
LUNCH_ENDS = time(13, 10)
CLOSES = time(17, 0)


@dataclass(frozen=True, slots=True)
class Shift:
    """A stretch of work without a break."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """The shifts of one person, or of the office, in order."""

    shifts: tuple[Shift, ...]
    _starts: tuple[datetime, ...]

    @classmethod
    def of(cls, shifts: Iterable[Shift]) -> WorkingTime:
        """Make it from shifts that do not overlap."""
        ordered = tuple(sorted(shifts, key=lambda shift: shift.starts_at))
        return cls(ordered, tuple(shift.starts_at for shift in ordered))

    def is_at_work(self, moment: datetime) -> bool:
        """Tell whether a moment lies in a shift."""
        index = bisect_right(self._starts, moment) - 1
        return index >= 0 and moment < self.shifts[index].ends_at

    def after(self, moment: datetime, seconds: int) -> datetime:
        """Return when this many working seconds have passed since a moment; NEVER past the end."""
        index = max(bisect_right(self._starts, moment) - 1, 0)
        for shift in self.shifts[index:]:
            begin = max(moment, shift.starts_at)
            room = int((shift.ends_at - begin).total_seconds())
            if room <= 0:
                continue
            if seconds <= room:
                return begin + timedelta(seconds=seconds)
            seconds -= room
        return NEVER


def days_between(first: date, last: date) -> list[date]:
    """List the days from first to last, both included."""
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]


def office_shifts(days: Iterable[date], holidays: frozenset[date]) -> list[Shift]:
    """Return the morning and afternoon of each day that is no weekend and no holiday."""
    return [
        shift
        for day in days
        if day.weekday() < 5 and day not in holidays
        for shift in (
            Shift(datetime.combine(day, OPENS), datetime.combine(day, LUNCH_STARTS)),
            Shift(datetime.combine(day, LUNCH_ENDS), datetime.combine(day, CLOSES)),
        )
    ]
