"""The oversight family: whether a declared change of the process made the difference it was to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pmo_analytics.catalogue.before_after import (
    COUNTED,
    LEAST_ITEMS,
    LEAST_STOCKS,
    STOCK_WEEKS,
    VERDICT_RULE,
    Series,
    Span,
    counts_of,
    of_days,
    of_items,
    others_near,
    span_of,
    values_of,
    verdict_of,
)
from pmo_analytics.metrics.conventions import FROM_EXPORTS
from pmo_analytics.metrics.measure import Answers, Measure, Need, Row
from pmo_analytics.metrics.projects import scope_called
from pmo_analytics.metrics.question import NOTHING, AsOf, Question, Scope

LEAST_WEEKS = 8  # of a number a week
# Of these the values are the days that items took: the query, its column, and the day of each.
_TIMES = {
    "cycle_time": ("timed_items", "cycle_days", "finished_date"),
    "lead_time": ("finished_items", "lead_days", "finished_date"),
}
_WEEKLY = {"days": 7, "periods": 1}  # options by which a measure looks at a week


def improvement_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Judge the declared changes that touch every scope, the newest first."""
    for scope, day in question.cases():
        single = Question((scope,), (day,))
        declared = answers.rows("declared_changes", single)
        others = answers.rows("other_changes", single)
        rows = [_judged(answers, row, declared, others, day) for row in declared]
        rows.sort(key=lambda row: (-row["change_date"].toordinal(), row["improvement_id"]))
        yield {
            "scope": scope.name,
            "as_of": day.day,
            "n": len(rows),
            "improvement_count": len(rows),
            **counts_of(rows),
            "frame": rows,
        }


def _judged(
    answers: Answers, row: Row, declared: Sequence[Row], others: Sequence[Row], day: AsOf
) -> dict[str, Any]:
    measure = answers.definition(row["metric"].strip())
    scope = _scope(answers, row["place"])
    is_begun = row["change_date"] <= day.day
    found = None
    if measure is not None and scope is not None and is_begun:
        span = _span(row, declared, day)
        is_time = measure.name in _TIMES
        found = (
            _times(answers, measure, scope, span, day)
            if is_time
            else _points(answers, measure, scope, span)
        )
    wanted = _wanted(row, measure)
    projects = scope.project_ids if scope else ()
    return {
        **{name: row[name] or "" for name in _OF_REGISTER},
        "change_date": row["change_date"],
        "measure_name": measure.title if measure else row["metric"],
        "wanted_name": wanted,
        **values_of(found, verdict_of(found, wanted, day) if is_begun else "ahead"),
        "others": others_near(row["change_date"], projects, others, own=row["improvement_id"]),
    }


_OF_REGISTER = ("improvement_id", "hypothesis", "metric", "place", "owner")


def _scope(answers: Answers, name: str) -> Scope | None:
    """Return the scope that the register names, None where there is none of that name."""
    return scope_called(
        name,
        answers.rows("project_names", NOTHING),
        answers.rows("team_names", NOTHING),
        portfolio=answers.settings.portfolio.name,
    )


def _span(row: Row, declared: Sequence[Row], day: AsOf) -> Span:
    alike = (
        other["change_date"]
        for other in declared
        if (other["metric"], other["place"]) == (row["metric"], row["place"])
    )
    return span_of(row["change_date"], alike, day)


def _wanted(row: Row, measure: Measure | None) -> str:
    """Return which side is better: as the register says, else as the measure does."""
    said = (row["expected_direction"] or "").strip().casefold()
    if said in ("up", "down"):
        return "higher" if said == "up" else "lower"
    better = measure.better if measure else "neither"
    return better if better != "neither" else ""


def _times(answers: Answers, measure: Measure, scope: Scope, span: Span, day: AsOf) -> Series:
    """Return the days that single items took."""
    query, column, day_column = _TIMES[measure.name]
    rows = answers.rows(query, Question((scope,), (day,)))
    values = (
        (row[day_column], float(row[column]))
        for row in rows
        if row[column] is not None and row[day_column]
    )
    return of_items(values, span, day, unit="days")


def _points(answers: Answers, measure: Measure, scope: Scope, span: Span) -> Series:
    """Return the values of a measure week by week, or of a stock every fourth week."""
    options = {name: value for name, value in _WEEKLY.items() if name in measure.options}
    weeks, least, kind = (
        (1, LEAST_WEEKS, "weeks") if options else (STOCK_WEEKS, LEAST_STOCKS, "days")
    )
    before, after = span.ends(weeks=weeks)
    days = tuple(answers.calendar.as_of(one) for one in (*before, *after))
    found = answers.values(measure.name, Question((scope,), days, options)) if days else {}
    column = next(iter(measure.values))
    known = {one.day: found.get((scope.name, one.day), {}).get(column) for one in days}
    unit = measure.unit_of(column)
    return of_days(known, span, unit=unit, kind=kind, weeks=weeks, least=least)


IMPROVEMENTS = Measure(
    name="improvements",
    family="oversight",
    label="Declared changes",
    meaning="Whether declared changes of the process made the difference that they were to make.",
    rule=(
        "Of the measure that the change names, in its scope: the days that items took, else its "
        f"value of each week, else its value every {STOCK_WEEKS} weeks; {VERDICT_RULE} Better is "
        f"the side that the register expects. It can be told from {LEAST_ITEMS} items, "
        f"{LEAST_WEEKS} weekly values or {LEAST_STOCKS} others a side."
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
        **COUNTED,
    },
    needs=(Need("add the register improvements.csv", registers=("improvements",)),),
    counted="changes",
    units={"before_ratio": "ratio", "after_ratio": "ratio"},
    conventions=FROM_EXPORTS,
    derive=improvement_rows,
)

FAMILY = (IMPROVEMENTS,)
