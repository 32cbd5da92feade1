"""Before and after a day: the values on both sides, and whether they differ by more than chance."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean
from typing import Any

from pmo_analytics.health.comparison import CHANCE, side_of_difference
from pmo_analytics.metrics.measure import Row, form_of
from pmo_analytics.metrics.question import AsOf

COMPARED_WEEKS = 26  # before and since: what lies farther off has other reasons too
LEAST_ITEMS = 10  # before and since, of the time that items took
STOCK_WEEKS = 4  # between two values of what has no weeks of its own, such as a share of cards
LEAST_STOCKS = 5
ELSE_DAYS = 42  # before and after: what else may be the reason
WEEK = timedelta(weeks=1)
VERDICT_RULE = (
    f"up to {COMPARED_WEEKS} weeks before the change and since, no farther than another of the "
    f"same. It made a difference where ranks differ as much in under {CHANCE:.0%} of unchanged "
    "processes; until there are enough values stands the day by which there will be as many, at "
    f"the pace since. What else changed up to {ELSE_DAYS} days before or after is named."
)


@dataclass(frozen=True)
class Span:
    """From when on values count, the change, and until when they do; the last day is not in it."""

    first: date
    change: date
    last: date

    def ends(self, *, weeks: int) -> tuple[list[date], list[date]]:
        """Return the last days of whole spans of weeks before and since the change."""
        step = weeks * WEEK
        before, since = (self.change - self.first) // step, (self.last - self.change) // step
        one = timedelta(days=1)
        return (
            [self.change - step * place - one for place in range(before)][::-1],
            [self.change + step * (place + 1) - one for place in range(since)],
        )


@dataclass(frozen=True)
class Series:
    """Values before and since a change, how they were taken, and how many since are enough."""

    before: Sequence[float]
    after: Sequence[float]
    unit: str
    kind: str  # what the values are of: items, weeks, or days on which a stock was taken
    least: int
    told_date: date  # when there are enough, at the pace since


def span_of(change: date, alike: Iterable[date], day: AsOf) -> Span:
    """Return the time that is compared: another change of the same, `alike`, ends either side."""
    alike, reach = tuple(alike), COMPARED_WEEKS * WEEK
    ends = (change + reach, day.day + timedelta(days=1), *(one for one in alike if one > change))
    starts = (change - reach, *(one for one in alike if one < change))
    return Span(max(starts), change, min(ends))


def of_items(values: Iterable[tuple[date, float]], span: Span, day: AsOf, *, unit: str) -> Series:
    """Return the values of single items, by whether they were finished before the change."""
    values = tuple(values)
    before = [value for at, value in values if span.first <= at < span.change]
    after = [value for at, value in values if span.change <= at < span.last]
    passed = (day.day - span.change) if after else (span.change - span.first)
    days_each = passed.days / (len(after) or len(before) or 1)
    missing = max(LEAST_ITEMS - len(after), 0)
    told = day.day + timedelta(days=math.ceil(missing * days_each))
    return Series(before, after, unit, "items", LEAST_ITEMS, told)


def of_days(
    known: Mapping[date, float | None],
    span: Span,
    *,
    unit: str,
    kind: str = "days",
    weeks: int = STOCK_WEEKS,
    least: int = LEAST_STOCKS,
) -> Series:
    """Return the values of the last days of spans of weeks, those that are known."""
    before, after = span.ends(weeks=weeks)
    found = (
        [float(known[d]) for d in days if known.get(d) is not None] for days in (before, after)
    )
    return Series(*found, unit, kind, least, span.change + least * weeks * WEEK)


def verdict_of(found: Series | None, wanted: str, day: AsOf) -> str:
    """Return what became of it: better, worse, same, other, or that it is early, few or unknown.

    Args:
        found: None where nothing is measured.
        wanted: the better side, "higher" or "lower"; "" where nobody says.
        day: as of which it is told.
    """
    if found is None or not found.before:
        return "unknown"
    if len(found.after) < found.least or len(found.before) < found.least:
        return "early" if found.told_date > day.day else "few"
    side = side_of_difference(found.before, found.after)
    if side == "same":
        return "same"
    if not wanted:
        return "other"
    return "better" if side == wanted else "worse"


def values_of(found: Series | None, verdict: str) -> dict[str, Any]:
    """Return the columns of a row that is told of before and after."""
    names = ("before_ratio", "after_ratio", "before_share", "after_share")
    values: dict[str, Any] = dict.fromkeys((*names, "before_count", "after_count", "told_date"))
    if found is None:
        return values | {"unit_name": "", "kind_name": "", "verdict_name": verdict}
    for name, series in (("before", found.before), ("after", found.after)):
        values[f"{name}_count"] = len(series)
        if series:
            values[f"{name}_{form_of(found.unit)}"] = fmean(series)
    return values | {
        "unit_name": found.unit,
        "kind_name": found.kind,
        "verdict_name": verdict,
        "told_date": found.told_date if verdict == "early" else None,
    }


def counts_of(rows: Sequence[Row]) -> dict[str, int]:
    """Return how many changes came to which verdict."""
    found = [row["verdict_name"] for row in rows]
    return {
        "improved_count": found.count("better"),
        "worsened_count": found.count("worse"),
        "no_difference_count": found.count("same"),
        "early_count": found.count("early") + found.count("ahead"),
        "untold_count": sum(found.count(one) for one in ("few", "unknown", "other")),
    }


COUNTED = {
    "improved_count": "after which it was better",
    "worsened_count": "after which it was worse",
    "no_difference_count": "after which chance explains the difference",
    "early_count": "of which it cannot be told yet",
    "untold_count": "of which these data do not tell it",
}


def others_near(
    change: date, projects: Iterable[str], others: Sequence[Row], *, own: str = ""
) -> list[Row]:
    """Return what else changed around a day in the projects that it touches; `own` is itself."""
    touched, reach = set(projects), timedelta(days=ELSE_DAYS)
    near = [
        other
        for other in others
        if abs(other["date"] - change) <= reach
        and other["id"] != own
        and other["project_id"] in touched
    ]
    return sorted(near, key=lambda other: (other["date"], other["id"]))
