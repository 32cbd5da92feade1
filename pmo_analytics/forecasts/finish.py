"""When a scope will be finished, and what such promises were worth: the forecast of the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal

from pmo_analytics.forecasts.choice import Choice
from pmo_analytics.forecasts.doubts import Doubt
from pmo_analytics.forecasts.forecast import LIKELY, SURE, ScopeForecast
from pmo_analytics.forecasts.shapley import Split
from pmo_analytics.forecasts.track_record import TrackRecord

EARLY = 0.15  # the area of the forecast opens where so many of the futures have ended
RECENT_DAYS = 60  # working days, twelve weeks, over which finishes and arrivals are told
PRINTED = {LIKELY: "likely", SURE: f"{SURE:.0%} sure"}


@dataclass(frozen=True, eq=False)
class FinishForecast:
    """The forecast of a scope as of a day: dates with growth as until now, and their record.

    Attributes:
        as_of: the day asked for; the clock starts at the evening of `scope.last_day`.
        scope: the draws behind.
        choice: the model, and why it was chosen.
        find_record: looks up the promises made before, see `record`; whether they are its own.
        drivers: what moved the likely date since an earlier day; None where it cannot be told.
        is_stale: whether the exports are too old for an answer.
        is_open_today: whether it is asked of what is open today, if nothing is added.
    """

    as_of: date
    scope: ScopeForecast
    choice: Choice | None = None
    find_record: Callable[[], tuple[TrackRecord, bool]] | None = None
    drivers: Split | None = None
    is_stale: bool = False
    is_open_today: bool = False

    @property
    def doubt(self) -> Doubt | Literal["stale"] | None:
        """Return why there is no date to print; None where there is one."""
        return "stale" if self.is_stale and self.scope.doubt != "nothing_left" else self.scope.doubt

    @property
    def record(self) -> TrackRecord | None:
        """Return the record of the promises made before, of this scope or, too few, of all."""
        return self._recorded[0]

    @property
    def is_own_record(self) -> bool:
        """Tell whether it is that of this scope."""
        return self._recorded[1]

    @cached_property
    def _recorded(self) -> tuple[TrackRecord | None, bool]:
        return self.find_record() if self.find_record else (None, False)

    @property
    def model(self) -> str:
        """Return the name of the model."""
        return self.scope.model

    @property
    def with_growth(self) -> FinishForecast:
        """Return the forecast with growth as until now: the one that is printed."""
        return replace(self, is_open_today=False)

    @property
    def open_today(self) -> FinishForecast:
        """Return the forecast of what is open today, if nothing is added."""
        return replace(self, is_open_today=True)

    def when(self, probability: float) -> date | None:
        """Return the day by whose evening all is finished with that probability.

        None: no forecast, never within five years, or a date that the record does not support.
        """
        if self.doubt == "stale":
            return None
        return self.scope.when(probability, open_today=self.is_open_today)

    def chance_of(self, day: date) -> float | None:
        """Return the chance that all is finished by the evening of a day.

        What is open was not finished by a day that is over: 0. With nothing left it is 1, but for
        an earlier day None: when the last item was finished is a fact, not a forecast.
        """
        if self.doubt == "stale":
            return None
        return self.scope.chance_of(day, open_today=self.is_open_today)

    def how_many(self, weeks: float, probability: float) -> int | None:
        """Return how many items are finished in some weeks, at least, with that probability.

        It asks what the pace allows, not what is open.
        """
        return None if self.doubt == "stale" else self.scope.how_many(weeks, probability)

    @property
    def open_items(self) -> float:
        """Return the items that are open."""
        return sum(history.in_items.open_now for history in self.scope.histories)

    @cached_property
    def recent(self) -> tuple[int, int, int]:
        """Return what was finished and what arrived lately, and in how many weeks at most."""
        finished = arrived = 0.0
        weeks = [0]
        for history in (one.in_items for one in self.scope.histories):
            days = min(len(history), RECENT_DAYS)
            finished += history.finished[-days:].sum()
            arrived += history.arrived[-days:].sum()
            weeks.append(round(days / history.calendar.days_a_week))
        return round(finished), round(arrived), max(weeks)

    @property
    def arrivals_per_finish(self) -> float | None:
        """Return the items that arrive for each that is finished, as the forecast expects it."""
        growth = getattr(self.scope.futures, "growth", None)
        return None if growth is None else float(growth.mean)

    @property
    def expected_per_week(self) -> float | None:
        """Return the items finished a week that the forecast expects while there is work enough."""
        pace = getattr(self.scope.futures, "pace", None)
        return None if pace is None else float(pace.mean)

    @property
    def changed_since(self) -> date | None:
        """Return the day of the last change of pace; what was finished before it counts less."""
        return getattr(self.scope.futures, "changed_since", None)

    def __str__(self) -> str:
        return f"{self.open_items:.0f} open on {self.scope.last_day}: {self._answer()}"

    def __repr__(self) -> str:
        return f"<FinishForecast {self}>"

    def _answer(self) -> str:
        if self.doubt is not None:
            return DOUBTS[self.doubt]
        dates = ", ".join(
            f"{words} {self.when(share) or 'later than five years'}"
            for share, words in PRINTED.items()
        )
        return f"{dates}; {self._kept()}"

    def _kept(self) -> str:
        found = self.record.of(SURE) if self.record else None
        if found is None or not found.count:
            return "no such date has fallen due yet."
        whose = "its" if self.is_own_record else "the portfolio's"
        return f"{found.held} of {found.count} of {whose} {SURE:.0%} dates held."


DOUBTS = {
    "stale": "the exports are too old for a forecast; add a newer one.",
    "nothing_left": "nothing is left to finish.",
    "nothing_finished": "nothing was finished yet, so no forecast.",
    "dormant": "nothing was finished in the last twelve weeks, so no forecast.",
    "thin": "too little was finished for a forecast.",
    "never": "at this pace and growth most futures never end.",
    "too_wide": "the futures lie too far apart for a date.",
    "member": "one of its projects has no forecast.",
    "awaited": "what it waits for has no forecast.",
}
