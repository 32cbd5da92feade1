"""The forecast family, single items: which of the backlog are done by a day, which stay in time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from pmo_analytics.catalogue.parts import working_days_to
from pmo_analytics.forecasts.backlog import chance_by_rank
from pmo_analytics.forecasts.finish import FinishForecast
from pmo_analytics.forecasts.forecast import LIKELY, SURE, at_least
from pmo_analytics.forecasts.survival import Survival, survival
from pmo_analytics.metrics.conventions import FROM_EXPORTS, INCLUSIVE_DAYS, START_POINT, rules
from pmo_analytics.metrics.flow.times import CYCLE_TIME
from pmo_analytics.metrics.measure import Answers, Key, LeftOut, Measure, Row, by_case
from pmo_analytics.metrics.needs import FINISHED, NO_START, RANK, STARTED_AND_LEFT
from pmo_analytics.metrics.question import Question
from pmo_analytics.values import Tier


def rank_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Tell for every scope which open items will be finished by its date, in their order."""
    items = by_case(answers.rows("backlog", question))
    finishes = answers.values("finish_forecast", question)
    for key, rows in items.items():
        finish = finishes.get(key, {})
        row = _ranked(rows, finish.get("forecast"), finish.get("target_date"))
        yield {"scope": key[0], "as_of": key[1], **row}


def _ranked(
    rows: Sequence[Row], forecast: FinishForecast | None, target: date | None
) -> dict[str, Any]:
    days = working_days_to(forecast, target)
    ordered = [row for row in rows if row["is_ordered"]]
    is_ranked = any(row["rank"] is not None for row in rows)
    if not days or not is_ranked:
        return {"n": 0, "without_rank": len(rows) if days else 0}
    futures = forecast.scope.futures
    places = [row["place_count"] for row in ordered]
    chances = chance_by_rank(futures, working_days=days, ranks=places)
    drawn = futures.finished_within(days)
    frame = [
        {**row, "chance_share": float(chance)} for row, chance in zip(ordered, chances, strict=True)
    ]
    return {
        "n": len(ordered),
        "by_date": target,
        "open_count": len(rows),
        "likely_done_count": min(int(at_least(drawn, LIKELY)), len(rows)),
        "sure_done_count": min(int(at_least(drawn, SURE)), len(rows)),
        "without_rank": sum(not row["is_ordered"] and not row["is_blocked"] for row in rows),
        "blocked_count": sum(row["is_blocked"] for row in rows),
        "frame": sorted(frame, key=lambda row: row["place_count"]),
    }


BACKLOG_BY_RANK = Measure(
    name="backlog_by_rank",
    family="forecast",
    label="Backlog by rank",
    meaning="Which open items will be finished by a day, worked on in the order of their ranks.",
    rule=(
        "First what is in progress, the oldest first, then what is to do, by rank; what is "
        "blocked has no place. An item is "
        "finished by the day in those futures in which the pace allows so many. The day is "
        "target_date, else the finish of the baseline in force."
    ),
    source="Backlog order decides what is done by a day; pace as in finish_forecast",
    unit="count",
    better="higher",
    least_tier=Tier.T0,
    cannot_tell="What will be put in front of them: new items are taken to come last.",
    detail="backlog",
    items="backlog",
    values={
        "likely_done_count": "open items that will likely be finished by the day",
        "sure_done_count": f"open items that will be, with {SURE:.0%}",
        "open_count": "open items",
        "blocked_count": "of these, blocked",
        "by_date": "the day asked for",
    },
    needs=(RANK, FINISHED),
    left_out={"without_rank": LeftOut("open items to do without a rank")},
    options=("target_date",),
    conventions=FROM_EXPORTS,
    derive=rank_rows,
)


# --- items in progress against the service level ---------------------------------------------


def level_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Tell for every scope how likely each item in progress keeps the service level."""
    finished = by_case(answers.rows("timed_items", question))
    taken = answers.values(CYCLE_TIME.name, question)
    opened = by_case(answers.rows("open_items", question))
    for key, rows in opened.items():
        times = taken.get(key, {})
        started = [row for row in rows if row["state"] == "in_progress"]
        aged = [row for row in started if row["age_days"] is not None]
        is_known = (times.get("n") or 0) >= CYCLE_TIME.smallest_n
        limit = times["sure_days"] if is_known else None
        curve = _lasting(finished.get(key, ()), aged)
        yield _level_row(key, aged, curve, limit) | {"without_start": len(started) - len(aged)}


def _lasting(finished: Sequence[Row], aged: Sequence[Row]) -> Survival:
    took = [row["cycle_days"] for row in finished if row["cycle_days"] is not None]
    ages = [row["age_days"] for row in aged]
    return survival([*took, *ages], [True] * len(took) + [False] * len(ages))


def _level_row(key: Key, aged: Sequence[Row], curve: Survival, limit: int | None) -> dict[str, Any]:
    row = {"scope": key[0], "as_of": key[1], "n": 0 if limit is None else len(aged)}
    if limit is None:
        return row
    frame = [{**one, "chance_share": curve.keeps(limit, age=one["age_days"])} for one in aged]
    known = [one["chance_share"] for one in frame if one["chance_share"] is not None]
    frame.sort(key=lambda one: (one["chance_share"] or 0.0, -one["age_days"], one["item_key"]))
    return row | {
        "doubtful_count": sum(chance < LIKELY for chance in known),
        "past_count": sum(one["age_days"] > limit for one in aged),
        "aged_count": len(aged),
        "level_days": limit,
        "frame": frame,
    }


SERVICE_LEVEL_CHANCE = Measure(
    name="service_level_chance",
    family="forecast",
    label="Chance to keep the service level",
    meaning="How many items in progress will probably take longer than nearly all took until now.",
    rule=(
        "The service level is the days that 85% of the finished items took at most. The chance of "
        "an item to keep it is that of one as old as it: 1 − S(level) / S(age), where S is the "
        "share that takes longer, by Kaplan and Meier, in which open items count for as long as "
        "they have been seen."
    ),
    source="[kaplan-meier-1958]; service level expectation [kanban-guide]",
    unit="count",
    better="lower",
    least_tier=Tier.T1,
    cannot_tell="What tells this item from others of its age.",
    detail="open_items",
    items="open_items",
    values={
        "doubtful_count": f"items in progress with a chance below {LIKELY:.0%}",
        "past_count": "of these, past it already",
        "aged_count": "items in progress whose start is known",
        "level_days": "days that 85% of the finished items took at most",
    },
    needs=(STARTED_AND_LEFT, FINISHED),
    left_out={"without_start": NO_START},
    counted="items in progress",
    conventions=rules(START_POINT, INCLUSIVE_DAYS, FROM_EXPORTS),
    derive=level_rows,
)

FAMILY = (BACKLOG_BY_RANK, SERVICE_LEVEL_CHANCE)
