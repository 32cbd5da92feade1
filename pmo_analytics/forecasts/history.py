"""What a forecast is given: the work of one scope by working day, and nothing later than its end.

Counts are items, or points where those are what is estimated; `mean_size` then says how many points
an item has, so that the arithmetic of single items holds.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

import numpy as np

from pmo_analytics.forecasts.working_days import WorkingCalendar

USUAL_WIP_DAYS = 60  # working days whose work in progress is usual; forecasts experiment
USUAL_WIP_SHARE = 0.75  # their third quarter: a team's slack days are not its size


def _unknown() -> np.ndarray:
    return np.empty(0)


@dataclass(frozen=True, eq=False)
class WorkHistory:
    """The past of one scope by working day, oldest first; the last one is the last covered day.

    Attributes:
        scope_id: names the scope; draws depend on it and on nothing else of the portfolio.
        last_day: the last day that the data cover; the clock of the forecast starts at its evening.
        calendar: working days of the team.
        finished: work finished on each working day.
        arrived: work that came, less what was cancelled or moved out, on each working day. The
            initial import of a backlog counts neither here nor there.
        open_items: work open at the evening of each working day.
        in_progress: work in progress at each evening; empty where it is not known.
        blocked: open work that is blocked at each evening; empty where it is not known.
        pace_changes: days from which a change of pace or team was declared.
        capacity: people, or any measure of them, on each working day; empty where not known.
        release_days: working days from one release to the next, where work ends in releases.
        mean_size: points of an item; 1 where items are counted.
        counted: the same in items; None where this is in items.
    """

    scope_id: str
    last_day: date
    calendar: WorkingCalendar
    finished: np.ndarray
    arrived: np.ndarray
    open_items: np.ndarray
    in_progress: np.ndarray = field(default_factory=_unknown)
    blocked: np.ndarray = field(default_factory=_unknown)
    pace_changes: tuple[date, ...] = ()
    capacity: np.ndarray = field(default_factory=_unknown)
    release_days: int | None = None
    mean_size: float = 1.0
    counted: WorkHistory | None = None

    def __post_init__(self) -> None:
        count = len(self.finished)
        for name in ("arrived", "open_items"):
            if len(getattr(self, name)) != count:
                raise ValueError(f"{name} must cover the same working days as finished.")
        for name in ("in_progress", "blocked", "capacity"):
            if len(getattr(self, name)) not in {0, count}:
                raise ValueError(f"{name} must cover the same working days as finished.")

    def __len__(self) -> int:
        return len(self.finished)

    @property
    def in_items(self) -> WorkHistory:
        """Return the history as numbers of items."""
        return self.counted or self

    @property
    def open_now(self) -> float:
        """Return the work that is open at the end of the data."""
        return float(self.open_items[-1]) if len(self) else 0.0

    @cached_property
    def usual_wip(self) -> float | None:
        """Return the work that is usually in progress; None where it is not known."""
        recent = self.in_progress[-USUAL_WIP_DAYS:]
        recent = recent[recent > 0]
        if not len(recent):
            return None
        rank = int(np.ceil(USUAL_WIP_SHARE * len(recent))) - 1
        return float(np.sort(recent)[rank])

    @cached_property
    def first_finish(self) -> int | None:
        """Return the position of the first working day on which something was finished."""
        days = np.flatnonzero(self.finished)
        return int(days[0]) if len(days) else None

    def until(self, day: date) -> WorkHistory:
        """Return what was known at the evening of an earlier day."""
        if day >= self.last_day:
            return self
        return self.without_last(self.calendar.between(day, self.last_day), last_day=day)

    def without_last(self, count: int, *, last_day: date | None = None) -> WorkHistory:
        """Return the history some working days earlier."""
        keep = max(len(self) - count, 0)
        names = ("finished", "arrived", "open_items", "in_progress", "blocked", "capacity")
        day = last_day or self.calendar.after(self.last_day, -count)
        return replace(
            self,
            last_day=day,
            counted=self.counted and self.counted.without_last(count, last_day=day),
            pace_changes=tuple(change for change in self.pace_changes if change <= day),
            **{name: getattr(self, name)[:keep] for name in names},
        )

    def position_of(self, day: date) -> int:
        """Return how many working days of the history lie before a day."""
        return max(len(self) - self.calendar.between(day, self.last_day) - 1, 0)
