"""The oversight family: whether a declared change of the process made the difference it was to."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean
from typing import Any

from pmo_analytics.health.comparison import CHANCE, side_of_difference
from pmo_analytics.metrics.conventions import FROM_EXPORTS
from pmo_analytics.metrics.measure import Answers, Measure, Need, Row
from pmo_analytics.metrics.projects import PORTFOLIO, project_scope
from pmo_analytics.metrics.question import NOTHING, AsOf, Question, Scope

COMPARED_WEEKS = 26  # before and since: what lies farther off has other reasons too
LEAST_ITEMS = 10  # before and since, of the time that items took
LEAST_WEEKS = 8  # of a number a week
STOCK_WEEKS = 4  # between two values of what has no weeks of its own, such as a share of cards
LEAST_STOCKS = 5
ELSE_DAYS = 42  # before and after: what else may be the reason
_WEEK = timedelta(weeks=1)
# Of these the values are the days that items took: the query, its column, and the day of each.
_TIMES = {
    "cycle_time": ("timed_items", "cycle_days", "finished_date"),
    "lead_time": ("finished_items", "lead_days", "finished_date"),
}
_WEEKLY = {"days": 7, "periods": 1}  # options by which a measure looks at a week


@dataclass(frozen=True)
class _Series:
    """Values before and since a change, how they were taken, and how many since are enough."""

    before: Sequence[float]
    after: Sequence[float]
    unit: str
    kind: str  # what the values are of: items, weeks, or days on which a stock was taken
    least: int
    told_date: date  # when there are enough, at the pace since


@dataclass(frozen=True)
class _Span:
    """From when on values count, the change, and until when they do; the last day is not in it."""

    first: date
    change: date
    last: date


def improvement_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Judge the declared changes that touch every scope, the newest first."""
    for scope, day in question.cases():
        single = Question((scope,), (day,))
        declared = answers.rows("declared_changes", single)
        others = answers.rows("other_changes", single)
        rows = [_judged(answers, row, declared, others, day) for row in declared]
        rows.sort(key=lambda row: (-row["change_date"].toordinal(), row["improvement_id"]))
        counts = Counter(row["verdict_name"] for row in rows)
        yield {
            "scope": scope.name,
            "as_of": day.day,
            "n": len(rows),
            "improvement_count": len(rows),
            "improved_count": counts["better"],
            "worsened_count": counts["worse"],
            "no_difference_count": counts["same"],
            "early_count": counts["early"] + counts["ahead"],
            "untold_count": counts["few"] + counts["unknown"] + counts["other"],
            "frame": rows,
        }


def _judged(
    answers: Answers, row: Row, declared: Sequence[Row], others: Sequence[Row], day: AsOf
) -> dict[str, Any]:
    measure = answers.definition(row["metric"].strip())
    scope = _scope(answers, row["place"])
    found = None
    if measure is not None and scope is not None and row["change_date"] <= day.day:
        span = _span(row, declared, day)
        is_time = measure.name in _TIMES
        found = (
            _times(answers, measure, scope, span, day)
            if is_time
            else _points(answers, measure, scope, span)
        )
    wanted = _wanted(row, measure)
    verdict = "ahead" if row["change_date"] > day.day else _verdict(found, wanted, day)
    return {
        **{name: row[name] or "" for name in _OF_REGISTER},
        "change_date": row["change_date"],
        "measure_name": measure.title if measure else row["metric"],
        "wanted_name": wanted,
        "verdict_name": verdict,
        "told_date": found.told_date if found and verdict == "early" else None,
        **_values(found),
        "others": _others(row, scope, others),
    }


_OF_REGISTER = ("improvement_id", "hypothesis", "metric", "place", "owner")


def _values(found: _Series | None) -> dict[str, Any]:
    names = ("before_ratio", "after_ratio", "before_share", "after_share")
    values: dict[str, Any] = dict.fromkeys((*names, "before_count", "after_count"))
    if found is None:
        return values | {"unit_name": "", "kind_name": ""}
    values |= {
        "unit_name": found.unit,
        "kind_name": found.kind,
        "before_count": len(found.before),
        "after_count": len(found.after),
    }
    form = "share" if found.unit == "share" else "ratio"
    for name, series in (("before", found.before), ("after", found.after)):
        if series:
            values[f"{name}_{form}"] = fmean(series)
    return values


def _wanted(row: Row, measure: Measure | None) -> str:
    """Return which side is better: as the register says, else as the measure does."""
    said = (row["expected_direction"] or "").strip().casefold()
    if said in ("up", "down"):
        return "higher" if said == "up" else "lower"
    better = measure.better if measure else "neither"
    return better if better != "neither" else ""


def _verdict(found: _Series | None, wanted: str, day: AsOf) -> str:
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


# --- values before and since ---------------------------------------------------------------------


def _span(row: Row, declared: Sequence[Row], day: AsOf) -> _Span:
    """Return the time that is compared: another declared change of the same ends either side."""
    change = row["change_date"]
    alike = [
        other["change_date"]
        for other in declared
        if (other["metric"], other["place"]) == (row["metric"], row["place"])
    ]
    reach = COMPARED_WEEKS * _WEEK
    ends = (change + reach, day.day + timedelta(days=1), *(one for one in alike if one > change))
    starts = (change - reach, *(one for one in alike if one < change))
    return _Span(max(starts), change, min(ends))


def _times(answers: Answers, measure: Measure, scope: Scope, span: _Span, day: AsOf) -> _Series:
    """Return the days that single items took, by whether they were finished before the change."""
    query, column, day_column = _TIMES[measure.name]
    rows = [
        row
        for row in answers.rows(query, Question((scope,), (day,)))
        if row[column] is not None and row[day_column]
    ]
    before = [row for row in rows if span.first <= row[day_column] < span.change]
    after = [row for row in rows if span.change <= row[day_column] < span.last]
    passed = (day.day - span.change) if after else (span.change - span.first)
    days_each = passed.days / (len(after) or len(before) or 1)
    missing = max(LEAST_ITEMS - len(after), 0)
    return _Series(
        [float(row[column]) for row in before],
        [float(row[column]) for row in after],
        "days",
        "items",
        LEAST_ITEMS,
        day.day + timedelta(days=math.ceil(missing * days_each)),
    )


def _points(answers: Answers, measure: Measure, scope: Scope, span: _Span) -> _Series:
    """Return the values of a measure week by week, or of a stock every fourth week."""
    options = {name: value for name, value in _WEEKLY.items() if name in measure.options}
    weeks, least = (1, LEAST_WEEKS) if options else (STOCK_WEEKS, LEAST_STOCKS)
    before = _ends(span.first, span.change, weeks=weeks, is_back=True)
    after = _ends(span.change, span.last, weeks=weeks)
    days = tuple(answers.calendar.as_of(one) for one in (*before, *after))
    found = answers.values(measure.name, Question((scope,), days, options)) if days else {}
    column = next(iter(measure.values))
    known = {one.day: found.get((scope.name, one.day), {}).get(column) for one in days}
    return _Series(
        [float(known[one]) for one in before if known[one] is not None],
        [float(known[one]) for one in after if known[one] is not None],
        measure.unit_of(column),
        "weeks" if options else "days",
        least,
        span.change + least * weeks * _WEEK,
    )


def _ends(first: date, last: date, *, weeks: int, is_back: bool = False) -> list[date]:
    """Return the last days of whole spans of weeks within a time, counted from its change."""
    span = weeks * _WEEK
    count = (last - first) // span
    if is_back:
        return [last - span * (count - 1 - place) - timedelta(days=1) for place in range(count)]
    return [first + span * (place + 1) - timedelta(days=1) for place in range(count)]


def _scope(answers: Answers, name: str) -> Scope | None:
    """Return the scope that a register names: a project, a programme, a team, or everything."""
    projects = answers.rows("project_names", NOTHING)
    every = tuple(str(row["project_id"]) for row in projects)
    wanted = name.strip().casefold()
    for row in projects:
        if wanted in (str(row["project_id"]).casefold(), str(row["name"]).casefold()):
            return project_scope(str(row["project_id"]))
    of_programme = tuple(
        str(row["project_id"]) for row in projects if (row["programme"] or "").casefold() == wanted
    )
    if of_programme:
        return Scope(name.strip(), of_programme, kind="programme")
    for team in (str(row["team_id"]) for row in answers.rows("team_names", NOTHING)):
        if team.casefold() == wanted:
            return Scope(team, every, team=team)
    is_all = wanted in (PORTFOLIO, answers.settings.portfolio.name.casefold())
    return Scope(PORTFOLIO, every) if is_all else None


def _others(row: Row, scope: Scope | None, others: Sequence[Row]) -> list[dict[str, Any]]:
    """Return what else changed around a change in the projects that it touches."""
    change, reach = row["change_date"], timedelta(days=ELSE_DAYS)
    projects = set(scope.project_ids) if scope else set()
    near = [
        other
        for other in others
        if abs(other["date"] - change) <= reach
        and other["id"] != row["improvement_id"]
        and other["project_id"] in projects
    ]
    return sorted(near, key=lambda other: (other["date"], other["id"]))


IMPROVEMENTS = Measure(
    name="improvements",
    family="oversight",
    label="Declared changes",
    meaning="Whether declared changes of the process made the difference that they were to make.",
    rule=(
        "Of the measure that the change names, in its scope: the days that items took, else its "
        f"value of each week, else its value every {STOCK_WEEKS} weeks; up to {COMPARED_WEEKS} "
        "weeks before the change and since, no farther than another declared change of the same. "
        f"It made a difference where ranks differ as much in under {CHANCE:.0%} of unchanged "
        f"processes; better is the side that the register expects. It can be told from "
        f"{LEAST_ITEMS} items, {LEAST_WEEKS} weekly values or {LEAST_STOCKS} others a side; until "
        "then stands the day by which there will be as many, at the pace since. What else changed "
        f"up to {ELSE_DAYS} days before or after is named."
    ),
    source="Ranks of two sets [mann-whitney-1947]",
    unit="count",
    least_tier=None,
    least_data="registers, and what the measure named needs",
    smallest_n=0,
    cannot_tell="Whether the change is the reason: what else changed then is named beside it.",
    detail="declared_changes",
    values={
        "improvement_count": "declared changes",
        "improved_count": "after which it was better",
        "worsened_count": "after which it was worse",
        "no_difference_count": "after which chance explains the difference",
        "early_count": "of which it cannot be told yet",
        "untold_count": "of which these data do not tell it",
    },
    needs=(Need("add the register improvements.csv", registers=("improvements",)),),
    counted="changes",
    units={"before_ratio": "ratio", "after_ratio": "ratio"},
    conventions=FROM_EXPORTS,
    derive=improvement_rows,
)

FAMILY = (IMPROVEMENTS,)
