"""The times family: whether items have come to take longer, since when, and where the days went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from statistics import fmean
from typing import Any

from pmo_analytics.health.times import (
    ALARM,
    ALLOWANCE,
    LEAST_EVIDENCE,
    LEAST_ITEMS,
    by_part,
    lasting_change,
    mix_and_rate,
)
from pmo_analytics.metrics.conventions import FROM_EXPORTS
from pmo_analytics.metrics.measure import Answers, Measure, Row, by_case
from pmo_analytics.metrics.needs import FINISHED, STARTED_AND_LEFT
from pmo_analytics.metrics.question import Question
from pmo_analytics.values import Tier

WINDOW_DAYS = 273  # 39 weeks: half a year in which a change is news, and a quarter before it
NEWS_DAYS = 182
_YOUNG_SHARE = 0.95  # of items are finished in the time that a beginning project is left out for
LONGER, SHORTER, ROUTINE = "longer", "shorter", "routine"
STAGE, MIX, RATE = "stage", "mix", "rate"


def time_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Judge the times of the finished items of every scope as of every day."""
    for (scope, day), rows in by_case(answers.rows("recent_times", question)).items():
        rows.sort(key=lambda row: (row["finished_date"], row["item_key"]))
        items = [row for row in _settled(rows) if (day - row["finished_date"]).days < WINDOW_DAYS]
        place = lasting_change([row["elapsed_days"] for row in items])
        is_news = place and items[place]["finished_date"] > day - timedelta(days=NEWS_DAYS)
        yield {
            "scope": scope,
            "as_of": day,
            "n": len(items),
            **dict.fromkeys(TIME_SIGNAL.values),
            **(_change(items, place) if place and is_news else {"time_change_name": ROUTINE}),
        }


def _settled(items: Sequence[Row]) -> Sequence[Row]:
    """Leave out the beginning of a project: what is finished first is what takes no time."""
    days = sorted(row["elapsed_days"] for row in items)
    begun = min(row["started_date"] for row in items)
    until = begun + timedelta(days=days[int(_YOUNG_SHARE * (len(days) - 1))])
    return [row for row in items if row["finished_date"] >= until]


def _change(items: Sequence[Row], place: int) -> dict[str, Any]:
    before, after = items[:place], items[place:]
    means = [fmean(row["elapsed_days"] for row in part) for part in (before, after)]
    parts = [*_by_stage(before, after), *_by_type(before, after)]
    stage = max((part for part in parts if part["part_name"] == STAGE), key=_size, default={})
    return {
        "time_change_name": LONGER if means[1] > means[0] else SHORTER,
        "change_date": after[0]["finished_date"],
        "mean_days_before": means[0],
        "mean_days_since": means[1],
        "before_count": len(before),
        "since_count": len(after),
        "moved_mean_days": means[1] - means[0],
        "mix_mean_days": sum(part["part_days"] for part in parts if part["part_name"] == MIX),
        "moved_stage_name": stage.get("group_name"),
        "moved_stage_days": stage.get("part_days"),
        "frame": parts,
    }


def _size(part: Row) -> tuple[float, str]:
    return (abs(part["part_days"]), part["group_name"])


def _by_stage(before: Sequence[Row], after: Sequence[Row]) -> Iterator[dict[str, Any]]:
    """Split the change by column of the board, where the history of every item tells it."""
    wholes = [
        [{one["stage"]: one["days"] for one in row["stages"] or ()} for row in part]
        for part in (before, after)
    ]
    if all(whole for part in wholes for whole in part):
        for name, days in by_part(*wholes).items():
            yield {"part_name": STAGE, "group_name": name, "part_days": days}


def _by_type(before: Sequence[Row], after: Sequence[Row]) -> Iterator[dict[str, Any]]:
    groups: list[dict[str, list[float]]] = [defaultdict(list), defaultdict(list)]
    for part, found in zip((before, after), groups, strict=True):
        for row in part:
            found[row["item_type"]].append(row["elapsed_days"])
    for name, (mix, rate) in mix_and_rate(*groups).items():
        yield {"part_name": MIX, "group_name": name, "part_days": mix}
        yield {"part_name": RATE, "group_name": name, "part_days": rate}


TIME_SIGNAL = Measure(
    name="time_signal",
    family="flow",
    label="Time that items take",
    meaning="Whether finished items have come to take longer or less, and where the days went.",
    rule=(
        f"Items finished in the last {WINDOW_DAYS} days, in their order, without those of the time "
        f"in which {_YOUNG_SHARE:.0%} of the items of a beginning project are finished: what is "
        "finished first takes no time. The change is where one cut leaves the least squared errors "
        f"of the logarithms, with at least {LEAST_ITEMS} items on either side. It is told where "
        f"the cut takes away more than {LEAST_EVIDENCE:g} times the error left by item, which "
        "about one stable series in twenty has, where a CUSUM of the items since "
        f"({ALLOWANCE:g} deviations allowed, alarm at {ALARM:g}) still stands, and where it began "
        f"in the last {NEWS_DAYS} days. The mean is split exactly: by column of the board, and "
        "into another mix of types and what each type does itself (midpoint)."
    ),
    source="[montgomery-2013]; CUSUM [page-1954]; midpoint split [das-gupta-1993]",
    unit="days",
    better="lower",
    least_tier=Tier.T1,
    smallest_n=2 * LEAST_ITEMS,
    cannot_tell="Why they take longer, and whether those still open do.",
    detail="recent_times",
    values={
        "time_change_name": "longer, shorter or routine",
        "change_date": "day of the first item finished since the change",
        "mean_days_since": "mean days from start to finish since then",
        "mean_days_before": "mean days of the items before",
        "since_count": "items finished since then",
        "before_count": "items before",
        "moved_mean_days": "mean days more; below 0 less",
        "moved_stage_name": "column of the board that moved most",
        "moved_stage_days": "mean days more in it",
        "mix_mean_days": "days of the move that come from another mix of types",
    },
    needs=(STARTED_AND_LEFT, FINISHED),
    conventions=FROM_EXPORTS,
    derive=time_rows,
)

FAMILY = (TIME_SIGNAL,)
