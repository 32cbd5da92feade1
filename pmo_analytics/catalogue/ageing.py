"""The ageing measure: items in progress against what finished items took."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_analytics.metrics.conventions import FROM_EXPORTS, INCLUSIVE_DAYS, START_POINT, rules
from pmo_analytics.metrics.flow.times import CYCLE_TIME
from pmo_analytics.metrics.measure import Answers, Key, Measure, Row, by_case
from pmo_analytics.metrics.needs import NO_START, STARTED
from pmo_analytics.metrics.question import Question
from pmo_analytics.values import Tier


def ageing_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Hold the items in progress of every scope against its own cycle time."""
    taken = answers.values(CYCLE_TIME.name, question)
    items = answers.rows("open_items", question)
    started = by_case(row for row in items if row["state"] == "in_progress")
    for key, rows in started.items():
        times = taken.get(key, {})
        is_known = (times.get("n") or 0) >= CYCLE_TIME.smallest_n
        yield _ageing_row(key, rows, times["sure_days"] if is_known else None)


def _ageing_row(key: Key, rows: list[Row], sure_days: int | None) -> Row:
    frame = [{**row, "is_old": bool(sure_days) and _least_age(row) > sure_days} for row in rows]
    return {
        "scope": key[0],
        "as_of": key[1],
        "n": len(rows),
        "in_progress_count": len(rows),
        "older_count": sum(row["is_old"] for row in frame),
        "sure_days": sure_days,
        "without_start": sum(row["age_days"] is None for row in rows),
        "frame": frame,
    }


def _least_age(row: Row) -> int:
    return row["age_days"] or row["least_age_days"] or 0


AGEING = Measure(
    name="ageing",
    family="flow",
    label="Age of items in progress",
    meaning="How many items in progress are older than nearly all finished items were.",
    rule=(
        "Items in progress by their age in days, first and last day counted, against the days that "
        "85% of the finished items took at most. One that began before anybody could see it is at "
        "least as old as since it was first seen in progress."
    ),
    source="[kanban-guide]: manage what ages",
    unit="count",
    better="lower",
    least_tier=Tier.T1,
    smallest_n=0,
    cannot_tell="How long items have been in progress whose start is unknown.",
    detail="open_items",
    items="open_items",
    values={
        "in_progress_count": "items in progress",
        "older_count": "of these, older than that",
        "sure_days": "days that 85% of the finished items took at most",
    },
    needs=(STARTED,),
    left_out={"without_start": NO_START},
    conventions=rules(START_POINT, INCLUSIVE_DAYS, FROM_EXPORTS),
    derive=ageing_rows,
)

FAMILY = (AGEING,)
