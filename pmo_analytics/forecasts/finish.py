"""When the items that are open now will be finished, and how many will be by a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field

from pmo_analytics.errors import UsageError
from pmo_analytics.forecasts.throughput import (
    HORIZON_WEEKS,
    PROBABILITY_TOLERANCE,
    finish_distribution,
    scope_for_chance,
)
from pmo_analytics.values import Value

MINIMUM_ACTIVE_DAYS = 5  # fewer days with finished work say nothing about pace [lighthouse-docs]
LIKELY = 0.5  # "likely": half of the futures end by then
SURE = 0.85  # "85% sure"
EARLY = 0.15  # the area of the forecast opens where so many of the futures have ended

Count = Annotated[int, Field(ge=0)]
Reason = Literal["nothing_left", "nothing_finished", "thin", "stale"]


class FinishForecast(Value):
    """What the pace of the past weeks says about the items that are open.

    Weeks are counted from the end of `as_of`: week 1 ends seven days later. Where a `reason`
    stands, no forecast is made, and what depends on the pace is None; with nothing left the
    answers are certain instead.
    """

    as_of: date
    open_items: Count
    weekly_finished: tuple[Count, ...]  # complete weeks, oldest first
    weekly_arrived: tuple[Count, ...]  # the same weeks
    active_days: Count  # days of these weeks on which something was finished
    reason: Reason | None
    chance_by_week: tuple[float, ...]  # of having finished, from week 1 to the horizon

    @property
    def is_outrun(self) -> bool:
        """Tell whether at least as much arrived as was finished: the open list does not shrink."""
        arrived = sum(self.weekly_arrived)
        return arrived > 0 and arrived >= sum(self.weekly_finished)

    def weeks(self, probability: float) -> int | None:
        """Return the fewest weeks by whose end all is finished with that probability.

        None: no forecast, or later than the horizon.
        """
        _check_probability(probability)
        if self.reason == "nothing_left":
            return 0
        least = probability - PROBABILITY_TOLERANCE
        weeks = enumerate(self.chance_by_week, start=1)
        return next((week for week, chance in weeks if chance >= least), None)

    def when(self, probability: float) -> date | None:
        """Return the day by whose end all is finished with that probability."""
        weeks = self.weeks(probability)
        return None if weeks is None else self.as_of + timedelta(weeks=weeks)

    def chance_of(self, day: date) -> float | None:
        """Return the chance that all is finished by the end of a day.

        A week counts when it ends on or before the day, so a date in the middle of a week has the
        chance of the week before. Open items were not finished by a day that is over: 0, however
        thin the history. With nothing left it is 1, but for an earlier day None: when the last
        item was finished is a fact, not a forecast. A day beyond the horizon has at least the
        chance of the horizon.
        """
        if self.reason == "nothing_left":
            return 1.0 if day >= self.as_of else None
        if self.reason == "stale":
            return None
        if day <= self.as_of:
            return 0.0
        if self.reason is not None:
            return None
        weeks = min(self.weeks_until(day), HORIZON_WEEKS)
        return self.chance_by_week[weeks - 1] if weeks else 0.0

    def how_many(self, weeks: int, probability: float) -> int | None:
        """Return how many items are finished in some weeks, at least, with that probability.

        It asks what the pace allows, not what is open. None: nothing finished, or thin.
        """
        _check_probability(probability)
        doubt = _doubt_about_pace(self.weekly_finished, active_days=self.active_days)
        if self.reason == "stale" or doubt:
            return None
        return scope_for_chance(self.weekly_finished, weeks=weeks, probability=probability)

    def weeks_until(self, day: date) -> int:
        """Return the whole weeks that end on or before a day."""
        return max((day - self.as_of).days // 7, 0)

    def with_open_items(self, open_items: int) -> FinishForecast:
        """Return the forecast of another number of open items at the same pace."""
        return forecast_finish(
            as_of=self.as_of,
            open_items=open_items,
            weekly_finished=self.weekly_finished,
            active_days=self.active_days,
            weekly_arrived=self.weekly_arrived,
        )

    def withheld(self) -> FinishForecast:
        """Return it without an answer, since the data are too old for one."""
        return self.model_copy(update={"reason": "stale", "chance_by_week": ()})

    def columns(self) -> dict[str, tuple[str | float, ...]]:
        """Return the chance by week end, as columns of a chart: ISO dates and shares."""
        weeks = range(1, len(self.chance_by_week) + 1)
        week_ends = (self.as_of + timedelta(weeks=week) for week in weeks)
        return {
            "week_end_date": tuple(day.isoformat() for day in week_ends),
            "finished_chance": self.chance_by_week,
        }

    def __str__(self) -> str:
        return f"{self.open_items} open on {self.as_of}: {self._answer()}"

    def __repr__(self) -> str:
        return f"<FinishForecast {self}>"

    def _answer(self) -> str:
        weeks = len(self.weekly_finished)
        match self.reason:
            case "stale":
                return "the exports are too old for a forecast; add a newer one."
            case "nothing_left":
                return "nothing is left to finish."
            case "nothing_finished":
                return f"nothing finished in {weeks} weeks, so no forecast."
            case "thin":
                days = f"{self.active_days} days with finished work"
                return f"{days}; {MINIMUM_ACTIVE_DAYS} are needed for a forecast."
        likely, sure = (
            self.when(probability) or "later than five years" for probability in (LIKELY, SURE)
        )
        outrun = " Arrivals outrun finishes." if self.is_outrun else ""
        finished = f"{sum(self.weekly_finished)} finished in {weeks} weeks"
        return f"likely {likely}, {SURE:.0%} sure {sure}; {finished}.{outrun}"


def forecast_finish(
    *,
    as_of: date,
    open_items: int,
    weekly_finished: Sequence[int],
    active_days: int,
    weekly_arrived: Sequence[int],
) -> FinishForecast:
    """Forecast when the open items are finished, from the pace of the past weeks.

    Args:
        as_of: the day at whose end the items are open.
        open_items: items neither finished nor cancelled.
        weekly_finished: items finished in each of the last complete weeks (`HISTORY_WEEKS` of
            them, or as many as there are), weeks without any included, oldest first.
        active_days: days of these weeks on which something was finished.
        weekly_arrived: items that arrived in the same weeks.
    """
    if len(weekly_finished) != len(weekly_arrived):
        raise ValueError("Finishes and arrivals must cover the same weeks.")
    reason: Reason | None = _doubt_about_pace(weekly_finished, active_days=active_days)
    if open_items == 0:
        reason = "nothing_left"
    chances = () if reason else finish_distribution(weekly_finished, open_items=open_items)
    return FinishForecast(
        as_of=as_of,
        open_items=open_items,
        weekly_finished=tuple(weekly_finished),
        weekly_arrived=tuple(weekly_arrived),
        active_days=active_days,
        reason=reason,
        chance_by_week=tuple(map(float, chances)),
    )


def required_pace(open_items: int, *, as_of: date, day: date) -> float | None:
    """Return the items a week that finish all by the end of a day; None once the day is over."""
    days_left = (day - as_of).days
    return open_items * 7 / days_left if days_left > 0 else None


def _doubt_about_pace(
    weekly_finished: Sequence[int], *, active_days: int
) -> Literal["nothing_finished", "thin"] | None:
    if sum(weekly_finished) == 0:
        return "nothing_finished"
    return "thin" if active_days < MINIMUM_ACTIVE_DAYS else None


def _check_probability(probability: float) -> None:
    if not 0 < probability < 1:
        raise UsageError(
            f"A probability lies between 0 and 1, and {probability} does not; write 0.85 for 85%."
        )
