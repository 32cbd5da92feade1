"""The pace family: whether the weekly finishes have changed, or only vary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pmo_analytics.health.baseline import BASELINE_WEEKS, PROVISIONAL_WEEKS
from pmo_analytics.health.count_limits import OUTSIDE_CHANCE
from pmo_analytics.health.counts import DROP, HIGH_SHARE, LOW_SHARE, WATCHED_WEEKS
from pmo_analytics.health.pace import PACE_WEEKS, Pace, judge_pace
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


def _pace_row(key: Key, row: Row, *, is_stale: bool) -> Row:
    counts = tuple(int(count) for count in row["finished_count"])
    pace = judge_pace(counts)
    return {
        "scope": key[0],
        "as_of": key[1],
        "n": len(counts),
        "reason": "the newest export is too old; add a newer one to exports" if is_stale else "",
        "complete_weeks_count": len(counts),
        "all_finished_count": sum(counts),
        "least_weeks_count": PROVISIONAL_WEEKS,
        "last_week_count": counts[-1] if counts else None,
        "week_before_count": counts[-2] if len(counts) > 1 else None,
        "lost_share": pace.lost_share if any(counts) else None,
        **dict.fromkeys(_OF_LIMITS),
        **_limit_values(row["week_dates"], counts, pace),
        "frame": _week_rows(row["week_dates"], counts, pace),
    }


def _limit_values(weeks: Sequence[Any], counts: Sequence[int], pace: Pace) -> dict[str, Any]:
    limits = pace.limits
    if limits is None:
        return {}
    recent = counts[-(pace.weeks or PACE_WEEKS) :]
    return {
        "mean_per_week": limits.mean,
        "lower_count": limits.lower,
        "upper_count": limits.upper,
        "baseline_weeks_count": limits.n,
        "full_baseline_weeks_count": BASELINE_WEEKS,
        "is_provisional": limits.is_provisional,
        "side_name": BULK if pace.bulk_week else pace.side or "routine",
        **_bulk_values(weeks, counts, pace),
        "signal_weeks_count": pace.weeks,
        "signal_date": weeks[-pace.weeks] if pace.weeks else None,
        "recent_per_week": sum(recent) / len(recent),
        "outside_weeks_count": sum(not limits.holds(count) for count in recent),
        "highest_week_count": max(counts[: limits.n]),
        "is_baseline_in_doubt": limits.is_in_doubt,
    }


def _bulk_values(weeks: Sequence[Any], counts: Sequence[int], pace: Pace) -> dict[str, Any]:
    back = pace.bulk_week
    if not back:
        return {}
    others = [*counts[: len(counts) - back], *counts[len(counts) - back + 1 :]][-PACE_WEEKS:]
    return {
        "bulk_week_count": counts[-back],
        "bulk_week_date": weeks[-back],
        "without_bulk_per_week": sum(others) / len(others),
    }


BULK = "bulk"  # a rise that rests on one week: an event, no trend
_OF_LIMITS = (
    *("bulk_week_count", "bulk_week_date", "without_bulk_per_week"),
    *("mean_per_week", "lower_count", "upper_count", "baseline_weeks_count"),
    *("full_baseline_weeks_count", "is_provisional", "side_name", "signal_weeks_count"),
    *("signal_date", "recent_per_week", "outside_weeks_count", "highest_week_count"),
    "is_baseline_in_doubt",
)


def _week_rows(weeks: Sequence[Any], counts: Sequence[int], pace: Pace) -> list[dict[str, Any]]:
    return [
        {"week_date": week, "finished_count": count, "is_signal": is_signal}
        for week, count, is_signal in zip(weeks, counts, pace.is_signal, strict=True)
    ]


PACE_SIGNAL = Measure(
    name="pace_signal",
    family="flow",
    label="Pace of work",
    meaning="Whether the weekly finishes have left their normal range, and how much pace is lost.",
    rule=(
        f"Baseline: the first {BASELINE_WEEKS} complete weeks; until they are there, and where "
        "their second half is plainly different, provisionally the first "
        f"{PROVISIONAL_WEEKS}. Normal range: the counts that such a week leaves with a chance of "
        f"at most {OUTSIDE_CHANCE:.2%} to each side, as a Poisson count or, where the baseline "
        "varies more, a negative binomial one. A later week outside it is a signal. So is a run of "
        f"last weeks, short or long, that speaks for {1 - DROP:.0%} less or {1 / DROP - 1:.0%} "
        f"more, so clearly that in {WATCHED_WEEKS} weeks {LOW_SHARE:.0%} and {HIGH_SHARE:.1%} of "
        "unchanged projects show as much; it ends when later weeks speak as clearly against it. "
        f"Pace lost: by how much the last {PACE_WEEKS} weeks fall short of the mean of the "
        "baseline while the last one signals low, else nothing. A rise that is gone without its "
        "largest week is that week, closed in bulk perhaps, and no change of pace."
    ),
    source="CUSUM [page-1954] of counts [lucas-1985], compared as [przyborowski-wilenski-1940]",
    unit="per_week",
    least_tier=Tier.T0,
    smallest_n=0,
    cannot_tell="Why the pace changed.",
    detail="throughput",
    items="finished_items",
    values={
        "lost_share": "share of its pace that was lost; 0 while nothing signals low",
        "mean_per_week": "items finished a week in the baseline",
        "lower_count": "the fewest items of a week inside the normal range",
        "upper_count": "the most items of a week inside the normal range",
        "baseline_weeks_count": "weeks of the baseline",
        "full_baseline_weeks_count": "weeks of a baseline that is not provisional",
        "is_provisional": "the baseline is shorter than it should be",
        "side_name": "low, high or routine; bulk where a rise rests on one week",
        "bulk_week_count": "items finished in that week",
        "bulk_week_date": "its Monday",
        "without_bulk_per_week": f"items a week in the last {PACE_WEEKS} weeks beside it",
        "signal_weeks_count": "weeks since the change began that signals",
        "signal_date": "Monday of the first of them",
        "recent_per_week": "items finished a week since then, else in the last weeks",
        "outside_weeks_count": "of these weeks, those outside the normal range",
        "last_week_count": "items finished in the last complete week",
        "week_before_count": "in the week before",
        "highest_week_count": "in the best week of the baseline",
        "is_baseline_in_doubt": "that week lies outside the range that the others give",
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
