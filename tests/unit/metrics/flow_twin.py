"""More of the flow metrics in plain Python: balances, Little's Law, promises, changed scope.

As in `twin.py`, each function answers with the rows that the query of its name gives.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from statistics import fmean

from tests.unit.metrics.twin import (
    Day,
    Rows,
    Standing,
    Story,
    days,
    finished_items,
    first_day,
    nearest_rank,
    standing,
    standings,
    weeks,
)

SINCE = {"since_date": date(2026, 3, 24)}
SUNDAY = 6


def monthly_throughput(stories: Iterable[Story], day: Day, *, period: str) -> Rows:
    """First and last day of each month, partial, finished."""
    assert period == "month"
    now = standings(stories, day)
    rows = []
    for first in sorted({one.replace(day=1) for one in days(now, day)}):
        after = (first + timedelta(days=31)).replace(day=1)
        last = after - timedelta(days=1)
        is_over = last < day.known_day or (last == day.known_day and day.is_whole)
        is_complete = first_day(now, day) <= first and is_over
        finished = sum(
            item.done is not None and _is_in(item.done, first, last, day) for item in now
        )
        rows.append((first, last, not is_complete, finished))
    return rows


def _is_in(moment, first: date, last: date, day: Day) -> bool:
    return first <= day.local(moment) <= last


def is_balanced(one: float, other: float) -> bool:
    """Tell whether two counts are less than 2 or at most 5 % apart."""
    apart = abs(one - other)
    return apart < 2 or apart <= 0.05 * max(one, other)


def net_flow(stories: Iterable[Story], day: Day, *, periods: int) -> Rows:
    """started, finished, without a start, dropped, change in progress, weeks, balanced, debt."""
    now = standings(stories, day)
    complete = [week for week, is_partial in weeks(now, day) if not is_partial][-periods:]
    if not complete:
        return []
    first, last = complete[0], complete[-1] + timedelta(days=SUNDAY)

    def happened(moment) -> bool:
        return moment is not None and _is_in(moment, first, last, day)

    started = sum(happened(item.started) for item in now)
    finished = sum(happened(item.done) for item in now)
    startless = sum(item.started is None and happened(item.done) for item in now)
    dropped = sum(happened(item.cancelled) for item in now)
    left = sum(item.started is not None and happened(item.done or item.cancelled) for item in now)
    balanced = is_balanced(started, finished)
    debt = 0 if balanced else max(started - finished, 0)
    return [(started, finished, startless, dropped, started - left, len(complete), balanced, debt)]


def littles_law(stories: Iterable[Story], day: Day, *, days: int) -> Rows:
    """The sides of the law, and whether its conditions held, over the last days."""
    stories = [story for story in stories if story.is_counted]
    now = standings(stories, day)
    earliest = first_day(now, day)
    if earliest is None:
        return []
    first = max(earliest, day.known_day - timedelta(days=days - 1))
    span = [first + timedelta(days=step) for step in range((day.known_day - first).days + 1)]
    levels = [len(_in_progress(stories, one, day)) for one in span]
    before = _in_progress(stories, first - timedelta(days=1), day)
    started = [item for item in now if item.started and day.local(item.started) >= first]
    finished = [
        item for item in now if item.started and item.done and day.local(item.done) >= first
    ]
    dropped = [
        item
        for item in now
        if item.started and item.cancelled and day.local(item.cancelled) >= first
    ]
    cycle = _mean((day.local(item.done) - day.local(item.started)).days for item in finished)
    start_age = _mean((first - day.local(item.started)).days for item in before)
    end_age = _mean(
        (day.known_day - day.local(item.started)).days
        for item in now
        if item.state == "in_progress"
    )
    is_applicable = (
        is_balanced(len(started), len(finished))
        and is_balanced(len(before), levels[-1])
        and not dropped
        and (not (before or levels[-1]) or _is_age_stable(start_age, end_age))
    )
    return [
        (
            *(len(span), fmean(levels), len(before), levels[-1], len(started)),
            *(len(finished), len(dropped), cycle, start_age, end_age),
            *(None if cycle is None else len(finished) / len(span) * cycle, is_applicable),
        )
    ]


def _in_progress(stories: Iterable[Story], date_: date, day: Day) -> list[Standing]:
    then = (standing(story, day.end_of(date_)) for story in stories)
    return [item for item in then if item and item.state == "in_progress"]


def _mean(values: Iterable[int]) -> float | None:
    told = list(values)
    return fmean(told) if told else None


def _is_age_stable(start: float | None, end: float | None) -> bool:
    return start is not None and end is not None and is_balanced(start, end)


def age_risks(stories: Iterable[Story], day: Day) -> Rows:
    """key, age, the days promised, chance to break them, days that hold for 85 %."""
    stories = list(stories)
    times = [cycle for _, _, cycle, _, _ in finished_items(stories, day) if cycle is not None]
    promise = nearest_rank(times, "0.85")
    rows = []
    for item in standings(stories, day):
        if item.state == "in_progress":
            age = (day.day - day.local(item.started)).days + 1
            longer = sorted(time for time in times if time > age)
            rows.append((item.story.key, age, promise, *_risk(longer, age, promise)))
    return rows


def _risk(longer: list[int], age: int, promise: int | None) -> tuple[float | None, int | None]:
    sure = longer[ceil(Fraction("0.85") * len(longer)) - 1] if longer else None
    if promise is not None and age > promise:
        return 1.0, sure
    late = sum(time > promise for time in longer) / len(longer) if longer else None
    return late, sure


def sle_items(stories: Iterable[Story], day: Day, *, window_days: int, percentile: float) -> Rows:
    """key, days, the days that were promised before the judged time, kept."""
    finished = finished_items(stories, day)
    begin = day.day - timedelta(days=window_days)
    earlier = [cycle for _, done, cycle, _, _ in finished if done <= begin and cycle is not None]
    promise = nearest_rank(earlier, str(percentile))
    return [
        (key, cycle, promise, None if None in (cycle, promise) else cycle <= promise)
        for key, done, cycle, _, _ in finished
        if done > begin
    ]


def changed_scope(stories: Iterable[Story], day: Day, *, since_date: date) -> Rows:
    """key, part of the scope when the day ended, part of it now."""
    return [
        (
            item.story.key,
            _is_in_scope(standing(item.story, day.end_of(since_date))),
            _is_in_scope(item),
        )
        for item in standings(stories, day)
    ]


def _is_in_scope(item: Standing | None) -> bool:
    return item is not None and item.state != "cancelled"


def worked_days(stories: Iterable[Story], day: Day, *, calendar: str) -> Rows:
    """key, working days of which the first and the last count, working days elapsed."""
    assert calendar == "working"
    rows = []
    for item in standings(stories, day):
        if item.state == "done":
            rows.append((item.story.key, *_worked(day.local(item.started), day.local(item.done))))
    return rows


def _worked(start: date | None, finish: date) -> tuple[int | None, int | None]:
    if start is None:
        return None, None
    span = [start + timedelta(days=step) for step in range((finish - start).days + 1)]
    weekdays = [one for one in span if one.isoweekday() < SUNDAY]
    return max(len(weekdays), 1), len([one for one in weekdays if one < finish])
