"""The working days of a team: the clock of every forecast."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

WEEKEND = (5, 6)  # Saturday and Sunday; Monday is 0
WEEK_LENGTH = 7


@dataclass(frozen=True)
class WorkingCalendar:
    """Weekends and days off of a team; what happens on them counts for the working day before.

    Attributes:
        weekend: weekdays without work, Monday is 0.
        days_off: holidays and blackouts, past and future, in any order.
        extra_days: days of work all the same, at a weekend or on a holiday, in any order.
    """

    weekend: tuple[int, ...] = WEEKEND
    days_off: tuple[date, ...] = ()
    extra_days: tuple[date, ...] = ()

    def __post_init__(self) -> None:
        if len(set(self.weekend)) >= WEEK_LENGTH:
            raise ValueError("A team without a working day never finishes; leave one weekday out.")

    def __reduce__(self) -> tuple[Any, ...]:
        """Leave out what is computed from the days: numpy's calendar cannot be pickled."""
        return WorkingCalendar, (self.weekend, self.days_off, self.extra_days)

    @property
    def days_a_week(self) -> int:
        """Return the working days of a week without holidays."""
        return WEEK_LENGTH - len(set(self.weekend))

    def last_working_day(self, day: date) -> date:
        """Return the day itself, or the working day before it."""
        return self.after(day, 0)

    def after(self, day: date, working_days: int) -> date:
        """Return the day on which so many working days after the evening of a day are over."""
        return self._later(day, working_days).astype(object)

    def between(self, day: date, later: date) -> int:
        """Return the working days after a day, up to and with the later one; 0 if it is earlier."""
        return max(int(self._count_to(later) - self._count_to(day)), 0)

    def positions(self, days: np.ndarray, *, first: date) -> np.ndarray:
        """Return the working-day position of each day; `first`, a working day, has position 0."""
        return self._count_to(days) - self._count_to(first)

    def ordinals_after(self, day: date, working_days: np.ndarray) -> np.ndarray:
        """Return the ordinal of the day after so many working days each; infinite stays."""
        finite = np.isfinite(working_days)
        steps = np.where(finite, working_days, 0).astype(np.int64)
        days = self._later(day, steps)
        return np.where(finite, days.astype(np.int64) + _EPOCH, np.inf)

    def working_days_to(self, day: date, ordinals: np.ndarray) -> np.ndarray:
        """Return the working days after a day up to each ordinal; infinite stays."""
        finite = np.isfinite(ordinals)
        later = np.where(finite, ordinals - _EPOCH, 0).astype(np.int64).astype("datetime64[D]")
        count = self._count_to(later) - self._count_to(day)
        return np.where(finite, np.maximum(count, 0), np.inf)

    def _count_to(self, days: Any) -> np.ndarray:
        """Return the working days from the first day of all up to and with each day."""
        days = np.asarray(days, dtype="datetime64[D]")
        regular = np.busday_count(_FIRST_DAY, days + _ONE_DAY, busdaycal=self._regular)
        return regular + np.searchsorted(self._extra, days, side="right")

    def _later(self, day: date, steps: Any) -> np.ndarray:
        """Return the day after so many working days each, also back in time."""
        counts = self._count_to(day) + steps
        before = np.searchsorted(self._extra_counts, counts, side="left")
        extra_steps = before - np.searchsorted(self._extra, np.datetime64(day), side="right")
        regular = np.busday_offset(
            day, steps - extra_steps, roll="preceding", busdaycal=self._regular
        )
        is_extra = np.append(self._extra_counts, _NEVER)[before] == counts
        return np.where(is_extra, np.append(self._extra, _FIRST_DAY)[before], regular)[()]

    @cached_property
    def _regular(self) -> np.busdaycalendar:
        """Return the calendar without the extra days: numpy knows none."""
        mask = [weekday not in self.weekend for weekday in range(WEEK_LENGTH)]
        return np.busdaycalendar(weekmask=mask, holidays=list(self.days_off))

    @cached_property
    def _extra(self) -> np.ndarray:
        days = np.unique(np.array(self.extra_days, dtype="datetime64[D]"))
        return days[~np.is_busday(days, busdaycal=self._regular)]

    @cached_property
    def _extra_counts(self) -> np.ndarray:
        return self._count_to(self._extra)


_EPOCH = date(1970, 1, 1).toordinal()
_FIRST_DAY = np.datetime64(date.min)
_ONE_DAY = np.timedelta64(1, "D")
_NEVER = np.iinfo(np.int64).max
