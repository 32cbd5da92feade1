"""The governance family: what is quickly put right, least effort for most effect, and what came."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from pmo_analytics.metrics.conventions import FROM_FIELDS, FROM_REPORTS
from pmo_analytics.metrics.measure import Answers, Measure, Need, Row
from pmo_analytics.metrics.question import AsOf, Question, Scope
from pmo_analytics.values import Tier

QUICK_MINUTES = 240  # half a day of work: what takes longer is no quick win
_HOUR_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Effort:
    """What a quick win of a kind is taken to need, and how much each thing put right is worth.

    No source gives these: they only put the wins in an order, and the page prints them.
    """

    once_minutes: int
    each_minutes: int
    weight: int  # as many as for a grave breach, 3, one of medium severity, 2, or a low one, 1
    words: str


EFFORTS: Mapping[str, Effort] = {
    "call": Effort(30, 0, 3, "a call about what blocks items"),
    "close": Effort(0, 10, 2, "closing or resuming an item that nobody touched"),
    "fill": Effort(0, 5, 1, "a field of a card in progress"),
    "renew": Effort(30, 0, 3, "a report or an export"),
    "limit": Effort(30, 0, 2, "a limit for a column that holds more than usual"),
    "keep": Effort(30, 0, 2, "talking over a column that holds more than its limit"),
}


def win_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """List the quick wins of every scope, most effect for an hour first."""
    for scope, day in question.cases():
        single = Question((scope,), (day,), question.options)
        found = [weighed(row) for row in answers.rows("quick_wins", single)]
        frame = [row for row in found if row["effort_minute_count"] <= QUICK_MINUTES]
        frame.sort(key=_most_for_least)
        yield {
            "scope": scope.name,
            "as_of": day.day,
            "n": len(frame),
            "win_count": len(frame),
            "helped_count": sum(row["thing_count"] for row in frame),
            "all_hours_count": ceil(
                sum(row["effort_minute_count"] for row in frame) / _HOUR_MINUTES
            ),
            "too_long_count": len(found) - len(frame),
            "frame": frame,
        }


def weighed(row: Row) -> dict[str, Any]:
    """Return a quick win with its effort, its effect, and the effect of an hour."""
    effort = EFFORTS[row["kind"]]
    minutes = effort.once_minutes + effort.each_minutes * row["thing_count"]
    effect = effort.weight * row["thing_count"]
    return {
        **row,
        "unshown_count": row["thing_count"] - row["shown_count"],
        "each_minute_count": effort.each_minutes,
        "effort_minute_count": minutes,
        "weight_count": effort.weight,
        "effect_count": effect,
        "hour_effect_count": round(effect * _HOUR_MINUTES / minutes),
    }


def _most_for_least(row: Row) -> tuple[float, int, str]:
    exact = row["effect_count"] / row["effort_minute_count"]
    return (-exact, -row["effect_count"], row["win_id"])


def _effort_words() -> str:
    said = (
        f"{one.words} {one.once_minutes or one.each_minutes} minutes and {one.weight} points"
        for one in EFFORTS.values()
    )
    return "; ".join(said)


QUICK_WINS = Measure(
    name="quick_wins",
    family="governance",
    label="Quick wins",
    meaning="What could be put right at once, with its effort and its effect.",
    rule=(
        "Blocked items by what a call would be about, what waits for one of them alone included; "
        "other work in progress that nobody touched for the days of untouched; fields that cards "
        "in progress lack; reports and exports that are too old; active columns over their limit, "
        "or without one over their mean of the judged time. Taken to need and to be worth: "
        f"{_effort_words()}. A call, a report, an export and a limit need it once, the others for "
        "each thing. Effect ÷ effort, most first; left out is what needs more than "
        f"{QUICK_MINUTES} minutes."
    ),
    source="Least effort for most effect; minutes and points are taken on, not measured",
    unit="count",
    better="lower",
    least_tier=Tier.T0,
    smallest_n=0,
    cannot_tell="Whether the call is heard, or how long it really takes.",
    detail="quick_wins",
    values={
        "win_count": "quick wins there are",
        "helped_count": "things that all of them would put right",
        "all_hours_count": "hours that all of them need, begun ones in full",
        "too_long_count": "others that need more than half a day",
    },
    counted="quick wins",
    known_of="projects",
    options=("untouched_days", "report_days", "window_days"),
    conventions=FROM_FIELDS,
    derive=win_rows,
)


def taken_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Hold the quick wins that were taken against what was there on the day they were agreed."""
    for scope, day in question.cases():
        taken = answers.rows("wins_taken", Question((scope,), (day,)))
        frame = [_taken(answers, scope, day, row) for row in taken]
        frame.sort(key=lambda row: (-row["raised_date"].toordinal(), row["action_id"]))
        yield {
            "scope": scope.name,
            "as_of": day.day,
            "n": len(frame),
            "taken_count": len(frame),
            "done_count": sum(row["done_date"] is not None for row in frame),
            "gone_count": sum(row["course_name"] == "gone" for row in frame),
            "frame": frame,
        }


def _taken(answers: Answers, scope: Scope, day: AsOf, row: Row) -> dict[str, Any]:
    before = _things(answers, scope, answers.calendar.as_of(row["raised_date"]), row["win_id"])
    now = _things(answers, scope, day, row["win_id"])
    return {
        **row,
        "before_count": before,
        "now_count": now if before else None,
        "course_name": _course(before, now),
    }


def _course(before: int, now: int) -> str:
    if not before:
        return "unknown"
    if now == 0:
        return "gone"
    return "fewer" if now < before else "left"


def _things(answers: Answers, scope: Scope, day: AsOf, win_id: str) -> int:
    rows: Sequence[Row] = answers.rows("quick_wins", Question((scope,), (day,)))
    return sum(row["thing_count"] for row in rows if row["win_id"] == win_id)


QUICK_WINS_TAKEN = Measure(
    name="quick_wins_taken",
    family="governance",
    label="Quick wins taken",
    meaning="Which quick wins were taken, and what is left of what they were to put right.",
    rule=(
        "Actions of the origin quick_win that were agreed by the day; origin_id names the win as "
        "quick_wins does. Counted on the day it was agreed, and on the day."
    ),
    source="actions.csv beside what is measured",
    unit="count",
    better="higher",
    least_tier=None,
    smallest_n=0,
    cannot_tell="Whether it would have come right without it.",
    detail="wins_taken",
    values={
        "taken_count": "quick wins that were taken",
        "done_count": "of these, done",
        "gone_count": "of which nothing is left",
    },
    needs=(Need("add the register actions.csv", registers=("actions",)),),
    counted="quick wins",
    conventions=FROM_REPORTS,
    derive=taken_rows,
)

FAMILY = (QUICK_WINS, QUICK_WINS_TAKEN)
