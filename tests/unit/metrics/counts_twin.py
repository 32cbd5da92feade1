"""What tables of counts tell, in plain Python: one table and one day after the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

WIP_STAGES, TO_DO_STAGES, DONE_STAGES = ("Doing", "Review"), ("To Do",), ("Done",)


@dataclass(frozen=True)
class Counted:
    """A table of counts: its source, the day it was taken, and counts by day and stage."""

    source: str
    taken: date
    days: Mapping[date, Mapping[str, int | None]]


def told_days(tables: Iterable[Counted], as_of: date) -> dict[date, dict[str, int]]:
    """Return the days of one source that are known by a day and have no blank."""
    known: dict[date, dict[str, int]] = {}
    for table in sorted(tables, key=lambda table: table.taken):
        if table.taken <= as_of:
            for day, counts in table.days.items():
                filled = {stage: count for stage, count in counts.items() if count is not None}
                if day <= as_of and filled:
                    known[day] = filled
    most = max(map(len, known.values()), default=0)
    return {day: known[day] for day in sorted(known) if len(known[day]) == most}


def standing(counts: Mapping[str, int], stages: Iterable[str]) -> int | None:
    """Sum some stages of a day; None where it has none of them."""
    found = [counts[stage] for stage in stages if stage in counts]
    return sum(found) if found else None


def summary(tables: Iterable[Counted], as_of: date) -> dict[str, Any] | None:
    """Return the answer of the metric for tables of several sources; None where nothing is told."""
    sources: dict[str, list[Counted]] = {}
    for table in tables:
        sources.setdefault(table.source, []).append(table)
    told = [
        one for mine in sources.values() if (one := _source_summary(told_days(mine, as_of), as_of))
    ]
    if not told:
        return None
    return {
        "wip_count": _sum(one["wip"] for one in told),
        "to_do_count": _sum(one["to_do"] for one in told),
        "finished_count": _sum(one["finished"] for one in told),
        "finished_per_week": _sum(one["finished_pace"] for one in told),
        "arrived_per_week": _sum(one["arrived_pace"] for one in told),
        "unexplained_count": sum(one["unexplained"] for one in told),
        "fallen_count": sum(one["fallen"] for one in told),
        "count_age_days": max(one["age"] for one in told),
        "n": 0 if any(one["is_running"] for one in told) else sum(one["n"] for one in told),
    }


def _source_summary(days: dict[date, dict[str, int]], as_of: date) -> dict[str, Any] | None:
    if not days:
        return None
    last = days[max(days)]
    steps = _steps(days)
    length = sum(days_between for days_between, _, _ in steps)
    finished = sum(done for _, done, _ in steps) if steps else None
    arrived = sum(total for _, _, total in steps) if steps else None
    known = {*WIP_STAGES, *TO_DO_STAGES, *DONE_STAGES}
    return {
        "wip": standing(last, WIP_STAGES),
        "to_do": standing(last, TO_DO_STAGES),
        "finished": finished,
        "finished_pace": Fraction(finished * 7, length) if steps else None,
        "arrived_pace": Fraction(arrived * 7, length) if steps else None,
        "unexplained": sum(count for stage, count in last.items() if stage not in known),
        "fallen": _fallen(days),
        "age": (as_of - max(days)).days,
        "n": len(days),
        "is_running": _is_running(list(days.values())),
    }


def _steps(days: dict[date, dict[str, int]]) -> list[tuple[int, int, int]]:
    """Return days, finished and arrived of each step in which the finished ones did not fall."""
    steps = []
    for (before, first), (after, second) in pairwise(days.items()):
        done = (standing(second, DONE_STAGES), standing(first, DONE_STAGES))
        if None not in done and done[0] >= done[1]:
            total = sum(second.values()) - sum(first.values())
            steps.append(((after - before).days, done[0] - done[1], total))
    return steps


def _fallen(days: dict[date, dict[str, int]]) -> int:
    counts = [standing(counts, DONE_STAGES) for counts in days.values()]
    return sum(None not in pair and pair[1] < pair[0] for pair in pairwise(counts))


def _is_running(days: list[dict[str, int]]) -> bool:
    """Tell whether nothing falls, from day to day or back along the stages, and something grows."""
    rows = [list(counts.values()) for counts in days]
    never_falls = all(
        len(first) == len(second) and all(b >= a for a, b in zip(first, second, strict=True))
        for first, second in pairwise(rows)
    )
    is_ordered = all(row == sorted(row, reverse=True) for row in rows)
    grows = len({sum(row) for row in rows}) > 1
    return len(rows) >= 3 and never_falls and is_ordered and grows


def _sum(values: Iterable[Any]) -> Any:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
