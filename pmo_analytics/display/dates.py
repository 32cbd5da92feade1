"""Days on an axis: where the months stand, and how a day is written short."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 36, 48, 60, 120, 300, 600)


def short_day(day: date, *, with_year: bool = False) -> str:
    """Write a day as "9 Feb" or "9 Feb 2027"; the month is a word, so no order is in doubt."""
    return f"{day.day} {MONTHS[day.month - 1]}" + (f" {day.year}" if with_year else "")


def month_label(day: date, *, with_year: bool = False) -> str:
    """Write the month of a tick; January carries its year."""
    month = MONTHS[day.month - 1]
    return f"{month} {day.year % 100:02d}" if with_year or day.month == 1 else month


def month_starts(first: date, last: date, most: int) -> list[date]:
    """Return first days of months from one day to another, evenly spaced.

    At most `most` of them, but two where the time holds two: one label gives no scale.
    """
    start = first.year * 12 + first.month - (1 if first.day == 1 else 0)
    months = range(start, last.year * 12 + last.month)
    choices = [[month for month in months if month % step == 0] for step in MONTH_STEPS]
    telling = [choice for choice in choices if len(choice) > 1] or choices[:1]
    chosen = next((choice for choice in telling if len(choice) <= most), telling[-1])
    return [date(month // 12, month % 12 + 1, 1) for month in chosen]


@dataclass(frozen=True)
class TimeScale:
    """A time axis in pixels that several drawings share."""

    first: date
    last: date
    left: float = 0.0
    right: float = 1.0

    def x(self, day: date) -> float:
        """Return where a day stands, to a tenth of a pixel."""
        days = max(1, (self.last - self.first).days)
        return round(self.left + (self.right - self.left) * (day - self.first).days / days, 1)

    def ticks(self, most: int) -> list[date]:
        """Return the first days of months to be labelled."""
        return month_starts(self.first, self.last, most)

    def placed(self, left: float, right: float) -> TimeScale:
        """Return the same span of time on other pixels."""
        return TimeScale(self.first, self.last, left, right)
