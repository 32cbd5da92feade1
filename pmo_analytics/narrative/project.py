"""What is known of a project, as of a day and as of the day it is compared with.

These are the facts that messages are made from; `reviews` gathers them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from pmo_analytics.forecasts.drivers import FinishDrivers, finish_drivers
from pmo_analytics.forecasts.finish import LIKELY, SURE, FinishForecast, forecast_finish
from pmo_analytics.forecasts.throughput import HISTORY_WEEKS
from pmo_analytics.health.rag import Overall, overall
from pmo_analytics.health.xmr import (
    Limits,
    PaceVerdict,
    pace_lost,
    pace_verdict,
    reported_limits,
    signals,
)
from pmo_analytics.metrics.question import AsOf
from pmo_analytics.values import Rag, RagPair

STALE_REPORT_DAYS = 30  # PAGE.md: a report older than that has its age in bold
# In the order of the page; of several that share the worst colour the first is the driver.
DIMENSIONS = ("schedule", "flow", "data")
# The five-point scale of government programmes, folded into three (docs/decisions).
_FIVE_POINT: Mapping[str, Rag] = {
    "green": "green",
    "amber/green": "amber",
    "amber-green": "amber",
    "amber": "amber",
    "amber/red": "red",
    "amber-red": "red",
    "red": "red",
}


@dataclass(frozen=True)
class Moment:
    """A project as of one day: its register entry, its pace and what follows from both."""

    as_of: AsOf
    entry: Mapping[str, Any]  # a row of projects_as_of
    pace: Mapping[str, Any]  # a row of pace; empty before the first item
    quality: Mapping[str, Any]  # a row of data_quality

    @cached_property
    def forecast(self) -> FinishForecast | None:
        """Return the forecast of the open items, None before the first item or on old data."""
        if not self.pace or self.is_stale:
            return None
        return forecast_finish(
            as_of=self.as_of.day,
            open_items=self.open_count,
            weekly_finished=[int(count) for count in self.pace["finished_count"][-HISTORY_WEEKS:]],
            active_days=sum(int(days) for days in self.pace["active_days"][-HISTORY_WEEKS:]),
            weekly_arrived=[int(count) for count in self.pace["arrived_count"][-HISTORY_WEEKS:]],
        )

    @property
    def open_count(self) -> int:
        """Return the items neither finished nor cancelled, 0 before the first item."""
        return int(self.pace.get("open_count", 0))

    @property
    def baseline_finish(self) -> date | None:
        """Return the finish date of the baseline in force."""
        return self.entry.get("baseline_finish_date")

    @cached_property
    def chance(self) -> float | None:
        """Return the chance of finishing by the baseline date."""
        if self.forecast is None or self.baseline_finish is None:
            return None
        return self.forecast.chance_of(self.baseline_finish)

    @property
    def likely_finish(self) -> date | None:
        """Return the day by which half of the futures end."""
        return self._forecast_day(LIKELY)

    @property
    def sure_finish(self) -> date | None:
        """Return the day by which 85% of the futures end."""
        return self._forecast_day(SURE)

    def _forecast_day(self, probability: float) -> date | None:
        # With nothing left the finish is a fact of the past: no day to forecast, no delay to price.
        if self.forecast is None or self.forecast.reason:
            return None
        return self.forecast.when(probability)

    @cached_property
    def weekly_finished(self) -> tuple[int, ...]:
        """Return the items finished in each complete week, oldest first."""
        return tuple(int(count) for count in self.pace.get("finished_count", ()))

    @cached_property
    def limits(self) -> Limits | None:
        """Return the normal range of the weekly finishes."""
        return reported_limits(self.weekly_finished, is_count=True)

    @cached_property
    def verdict(self) -> PaceVerdict | None:
        """Return what the last weeks say, None without a normal range or on old data."""
        if self.limits is None or self.is_stale:
            return None
        return pace_verdict(signals(self.weekly_finished, self.limits))

    @property
    def is_stale(self) -> bool:
        """Tell whether the newest export is too old to say anything about the day."""
        return bool(self.quality.get("is_stale"))

    @property
    def newest_export(self) -> date | None:
        """Return the day of the newest export of the stalest source, None before the first."""
        age = self.quality.get("export_age_days")
        return None if age is None else self.as_of.day - timedelta(days=age)

    def value(self, dimension: str) -> float | None:
        """Return the number that drives the colour of a dimension, None where not measurable."""
        if self.is_stale:
            return None
        match dimension:
            case "schedule":
                return self.chance
            case "flow":
                is_flowing = any(self.weekly_finished)
                return pace_lost(self.weekly_finished, self.limits) if is_flowing else None
            case _:
                return self.quality.get("passed_share")


def _overall(colours: Mapping[str, Rag]) -> Overall:
    """Return the worst measured colour; clean data alone say nothing of how a project fares."""
    delivery = (colours[dimension] for dimension in DIMENSIONS if dimension != "data")
    return Overall(colour="grey") if set(delivery) == {"grey"} else overall(colours)


@dataclass(frozen=True)
class ProjectState:
    """A project now and on the comparison date, with its colours."""

    project_id: str
    now: Moment
    before: Moment
    history: tuple[Moment, ...]  # ends of weeks, oldest first, lastly the day itself
    colours: Mapping[str, Rag]
    colours_before: Mapping[str, Rag]

    @property
    def name(self) -> str:
        """Return the name of the project."""
        return str(self.now.entry["name"])

    @property
    def programme(self) -> str:
        """Return the programme, "" where the register names none."""
        return self.now.entry["programme"] or ""

    @cached_property
    def overall(self) -> Overall:
        """Return the worst measured colour and its driver."""
        return _overall(self.colours)

    @cached_property
    def overall_before(self) -> Overall:
        """Return the worst measured colour on the comparison date."""
        return _overall(self.colours_before)

    @cached_property
    def rag(self) -> RagPair:
        """Return what the project reports beside what the data say."""
        entry, day = self.now.entry, self.now.as_of.day
        reported = entry["report_date"]
        age = (day - reported).days if reported else None
        return RagPair(
            declared=_FIVE_POINT.get(str(entry["declared"]).lower()) if reported else None,
            declared_date=reported,
            declared_age_days=age,
            is_stale=age is not None and age > STALE_REPORT_DAYS,
            computed=self.overall.colour,
            driver=self.overall.driver,
        )

    @cached_property
    def drivers(self) -> FinishDrivers | None:
        """Return why the likely finish moved since the comparison date."""
        if self.before.forecast is None or self.now.forecast is None:
            return None
        finished = int(self.now.pace["done_count"]) - int(self.before.pace["done_count"])
        return finish_drivers(
            self.before.forecast, self.now.forecast, finished_between=max(finished, 0)
        )

    @property
    def delay_days(self) -> int | None:
        """Return by how many days the likely finish is after the baseline date; 0 if not."""
        likely, baseline = self.now.likely_finish, self.now.baseline_finish
        return max((likely - baseline).days, 0) if likely and baseline else None
