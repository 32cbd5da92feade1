"""The working days of a team: the clock of every forecast."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np

WEEKEND = (5, 6)  # Saturday and Sunday; Monday is 0
WEEK_LENGTH = 7


@dataclass(frozen=True)
class WorkingCalendar:
    """Weekends and days off of a team; what happens on them counts for the working day before.

    Attributes:
        weekend: weekdays without work, Monday is 0.
        days_off: holidays and blackouts, past and future, in any order.
    """

    weekend: tuple[int, ...] = WEEKEND
    days_off: tuple[date, ...] = ()

    def __post_init__(self) -> None:
        if len(set(self.weekend)) >= WEEK_LENGTH:
            raise ValueError("A team without a working day never finishes; leave one weekday out.")

    @property
    def days_a_week(self) -> int:
        """Return the working days of a week without holidays."""
        return WEEK_LENGTH - len(set(self.weekend))

    @cached_property
    def _days(self) -> np.busdaycalendar:
        mask = [weekday not in self.weekend for weekday in range(WEEK_LENGTH)]
        return np.busdaycalendar(weekmask=mask, holidays=list(self.days_off))

    def last_working_day(self, day: date) -> date:
        """Return the day itself, or the working day before it."""
        return self.after(day, 0)

    def after(self, day: date, working_days: int) -> date:
        """Return the day on which so many working days after the evening of a day are over."""
        found = np.busday_offset(day, working_days, roll="preceding", busdaycal=self._days)
        return found.astype(object)

    def between(self, day: date, later: date) -> int:
        """Return the working days after a day, up to and with the later one; 0 if it is earlier."""
        if later <= day:
            return 0
        one = timedelta(days=1)
        return int(np.busday_count(day + one, later + one, busdaycal=self._days))

    def ending(self, day: date, count: int) -> np.ndarray:
        """Return the last working days up to a day, oldest first."""
        steps = np.arange(1 - count, 1)
        return np.busday_offset(day, steps, roll="preceding", busdaycal=self._days)

    def positions(self, days: np.ndarray, *, first: date) -> np.ndarray:
        """Return the working-day position of each day; `first`, a working day, has position 0."""
        rolled = np.busday_offset(days, 0, roll="preceding", busdaycal=self._days)
        return np.busday_count(first, rolled, busdaycal=self._days)

    def ordinals_after(self, day: date, working_days: np.ndarray) -> np.ndarray:
        """Return the ordinal of the day after so many working days each; infinite stays."""
        finite = np.isfinite(working_days)
        steps = np.where(finite, working_days, 0).astype(np.int64)
        days = np.busday_offset(day, steps, roll="preceding", busdaycal=self._days)
        return np.where(finite, days.astype(np.int64) + _EPOCH, np.inf)

    def working_days_to(self, day: date, ordinals: np.ndarray) -> np.ndarray:
        """Return the working days after a day up to each ordinal; infinite stays."""
        finite = np.isfinite(ordinals)
        later = np.where(finite, ordinals - _EPOCH, 0).astype(np.int64).astype("datetime64[D]")
        one = np.timedelta64(1, "D")
        count = np.busday_count(np.datetime64(day) + one, later + one, busdaycal=self._days)
        return np.where(finite, np.maximum(count, 0), np.inf)


_EPOCH = date(1970, 1, 1).toordinal()
