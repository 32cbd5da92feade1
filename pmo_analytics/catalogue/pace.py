"""The pace family: whether the weekly finishes have changed, or only vary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pmo_analytics.health.xmr import (
    BASELINE_WEEKS,
    LIMIT_FACTOR,
    PACE_WEEKS,
    PROVISIONAL_WEEKS,
    RANGE_LIMIT_FACTOR,
    RUN_LENGTH,
    Limits,
    pace_lost,
    pace_verdict,
    reported_limits,
    signals,
)
from pmo_analytics.metrics.conventions import COMPLETION, FROM_EXPORTS, rules
from pmo_analytics.metrics.measure import Answers, Key, Measure, Row
from pmo_analytics.metrics.needs import FINISHED
from pmo_analytics.metrics.question import Question
from pmo_analytics.values import Tier


def pace_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Judge the weekly finishes of every scope as of every day."""
    quality = answers.values("data_quality", question)
    for row in answers.rows("pace", question):
        key = (row["scope"], row["as_of"])
        is_stale = bool(quality.get(key, {}).get("is_stale"))
        yield _pace_row(key, row, is_stale=is_stale)


def _pace_row(key: Key, pace: Row, *, is_stale: bool) -> Row:
    counts = tuple(int(count) for count in pace["finished_count"])
    limits = reported_limits(counts, is_count=True)
    found = {
        "scope": key[0],
        "as_of": key[1],
        "n": len(counts),
        "reason": "the newest export is too old; add a newer one to exports" if is_stale else "",
        "complete_weeks_count": len(counts),
        "all_finished_count": sum(counts),
        "least_weeks_count": PROVISIONAL_WEEKS,
        "last_week_count": counts[-1] if counts else None,
        "week_before_count": counts[-2] if len(counts) > 1 else None,
        "lost_share": pace_lost(counts, limits) if any(counts) else None,
        "frame": _week_rows(pace["week_dates"], counts, limits),
    }
    return {**dict.fromkeys(_OF_LIMITS), **found, **_limit_values(pace, counts, limits)}


def _limit_values(pace: Row, counts: Sequence[int], limits: Limits | None) -> dict[str, Any]:
    if limits is None:
        return {}
    verdict = pace_verdict(signals(counts, limits))
    recent = counts[-verdict.weeks :] if verdict.is_signal else counts[-PACE_WEEKS:]
    return {
        "mean_per_week": limits.mean,
        "lower_per_week": limits.lower,
        "upper_per_week": limits.upper,
        "baseline_weeks_count": limits.n,
        "full_baseline_weeks_count": BASELINE_WEEKS,
        "is_provisional": limits.is_provisional,
        "side_name": verdict.side or "routine",
        "signal_weeks_count": verdict.weeks,
        "signal_date": pace["week_dates"][-verdict.weeks] if verdict.is_signal else None,
        "recent_per_week": sum(recent) / len(recent),
        "highest_week_count": max(counts[: limits.n]),
        "is_baseline_in_doubt": max(counts[: limits.n]) > limits.upper,
    }


_OF_LIMITS = (
    *("mean_per_week", "lower_per_week", "upper_per_week", "baseline_weeks_count"),
    *("full_baseline_weeks_count", "is_provisional", "side_name", "signal_weeks_count"),
    *("signal_date", "recent_per_week", "highest_week_count", "is_baseline_in_doubt"),
)


def _week_rows(
    weeks: Sequence[Any], counts: Sequence[int], limits: Limits | None
) -> list[dict[str, Any]]:
    points = signals(counts, limits) if limits else ()
    flags = [point.is_signal and point.side is not None for point in points]
    flags = flags or [False] * len(counts)
    return [
        {"week_date": week, "finished_count": count, "is_signal": flag}
        for week, count, flag in zip(weeks, counts, flags, strict=True)
    ]


PACE_SIGNAL = Measure(
    name="pace_signal",
    family="flow",
    label="Pace of work",
    meaning="Whether the weekly finishes have left their normal range, and how much pace is lost.",
    rule=(
        f"Normal range: mean ± {LIMIT_FACTOR} × mean week-to-week change of the first "
        f"{BASELINE_WEEKS} complete weeks, provisional from {PROVISIONAL_WEEKS}. A week outside "
        f"it, a step larger than {RANGE_LIMIT_FACTOR} × that change, or {RUN_LENGTH} weeks in a "
        "row on one side of the mean are signals. Pace lost: by how much the last "
        f"{PACE_WEEKS} weeks fall short of the mean while the last week signals low, else nothing."
    ),
    source="XmR chart [wheeler-1993]; runs as in [western-electric-1956]",
    unit="per_week",
    better="neither",
    least_tier=Tier.T0,
    smallest_n=0,
    cannot_tell="Why the pace changed.",
    detail="throughput",
    items="finished_items",
    values={
        "lost_share": "share of its pace that was lost; 0 while nothing signals low",
        "mean_per_week": "items finished a week in the baseline",
        "lower_per_week": "lower end of the normal range",
        "upper_per_week": "upper end of the normal range",
        "baseline_weeks_count": "weeks of the baseline",
        "full_baseline_weeks_count": "weeks of a baseline that is not provisional",
        "is_provisional": "the baseline is shorter than it should be",
        "side_name": "low, high or routine",
        "signal_weeks_count": "weeks since the signal began",
        "signal_date": "Monday of the first of them",
        "recent_per_week": "items finished a week since then, else in the last weeks",
        "last_week_count": "items finished in the last complete week",
        "week_before_count": "in the week before",
        "highest_week_count": "in the best week of the baseline",
        "is_baseline_in_doubt": "that week lies outside the range that rests on it",
        "complete_weeks_count": "complete weeks",
        "least_weeks_count": "complete weeks that a normal range needs",
        "all_finished_count": "items finished in complete weeks",
    },
    needs=(FINISHED,),
    counted="complete weeks",
    conventions=rules(COMPLETION, FROM_EXPORTS),
    derive=pace_rows,
)

FAMILY = (PACE_SIGNAL,)
