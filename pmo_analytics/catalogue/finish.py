"""The forecast family: when open items will be finished, what that costs, and what would help."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from pmo_analytics.forecasts.finish import (
    EARLY,
    LIKELY,
    MINIMUM_ACTIVE_DAYS,
    SURE,
    FinishForecast,
    forecast_finish,
)
from pmo_analytics.forecasts.throughput import HISTORY_WEEKS, HORIZON_WEEKS, scope_for_chance
from pmo_analytics.metrics.conventions import FROM_EXPORTS
from pmo_analytics.metrics.measure import Answers, Key, LeftOut, Measure, Row
from pmo_analytics.metrics.needs import FINISHED
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.question import AsOf, Question, Scope
from pmo_analytics.values import Tier

HORIZON_YEARS = HORIZON_WEEKS // 52
_WEEK_DAYS = 7


def finish_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Forecast every scope as of every day; a row also holds the `forecast` itself."""
    pace = {(row["scope"], row["as_of"]): row for row in answers.rows("pace", question)}
    entries = answers.values("project_entry", question)
    quality = answers.values("data_quality", question)
    for scope, day in question.cases():
        key = (scope.name, day.day)
        if key in pace:
            forecast = _forecast(pace[key], day)
            if quality.get(key, {}).get("is_stale"):
                forecast = forecast.withheld()
            yield _finish_row(key, forecast, _target(entries.get(key, {}), question))


def _target(entry: Row, question: Question) -> date | None:
    return question.options.get("target_date") or entry.get("baseline_finish_date")


def _forecast(pace: Row, day: AsOf) -> FinishForecast:
    return forecast_finish(
        as_of=day.day,
        open_items=int(pace["open_count"]),
        weekly_finished=[int(count) for count in pace["finished_count"][-HISTORY_WEEKS:]],
        active_days=sum(int(days) for days in pace["active_days"][-HISTORY_WEEKS:]),
        weekly_arrived=[int(count) for count in pace["arrived_count"][-HISTORY_WEEKS:]],
    )


def _finish_row(key: Key, forecast: FinishForecast, target: date | None) -> Row:
    # With nothing left the finish is a fact of the past: no day to forecast, no delay to price.
    early, likely, sure = (
        None if forecast.reason else forecast.when(share) for share in (EARLY, LIKELY, SURE)
    )
    return {
        "scope": key[0],
        "as_of": key[1],
        "n": sum(forecast.weekly_finished),
        "reason": "the newest export is too old; add a newer one to exports"
        if forecast.reason == "stale"
        else "",
        "chance_share": None if target is None else forecast.chance_of(target),
        "early_date": early,
        "likely_date": likely,
        "sure_date": sure,
        "target_date": target,
        "likely_late_days": _days_late(likely, target),
        "sure_late_days": _days_late(sure, target),
        "open_count": forecast.open_items,
        "finished_count": sum(forecast.weekly_finished),
        "arrived_count": sum(forecast.weekly_arrived),
        "is_outrun": forecast.is_outrun and not forecast.reason,
        "weeks_count": len(forecast.weekly_finished),
        "active_days_count": forecast.active_days,
        "least_active_days_count": MINIMUM_ACTIVE_DAYS,
        "horizon_years_count": HORIZON_YEARS,
        "doubt_name": forecast.reason or "",
        "forecast": forecast,
    }


def _days_late(day: date | None, target: date | None) -> int | None:
    return max((day - target).days, 0) if day and target else None


FINISH_FORECAST = Measure(
    name="finish_forecast",
    family="forecast",
    label="Forecast of the finish",
    meaning="When the items that are open now will be finished, and how likely that is by a day.",
    rule=(
        f"Every future draws each coming week from the complete weeks of the last {HISTORY_WEEKS}, "
        "all equally likely; the chances are computed exactly, so the same data give the same "
        "ones. Only items open now are counted, none that arrive later. Likely is the day by which "
        f"{LIKELY:.0%} of the futures end, sure that of {SURE:.0%}. A week counts when it ends on "
        f"or before the day. No forecast below {MINIMUM_ACTIVE_DAYS} days with finished work, none "
        "from exports that are too old, no date beyond "
        f"{HORIZON_YEARS} years."
    ),
    source="Resampled weekly throughput [magennis-2011], in closed form",
    unit="share",
    better="higher",
    least_tier=Tier.T0,
    smallest_n=0,
    cannot_tell="How much work is still to come, or whether the coming weeks are like the last.",
    detail="pace",
    items="open_items",
    values={
        "chance_share": "share of the futures that end by the target day",
        "likely_date": f"the day by which {LIKELY:.0%} of the futures end",
        "sure_date": f"the day by which {SURE:.0%} of the futures end",
        "early_date": f"the day by which {EARLY:.0%} of the futures end",
        "target_date": "the day asked for: target_date, else the finish of the baseline in force",
        "likely_late_days": "days from that day to the likely finish; 0 if before it",
        "sure_late_days": "days from that day to the sure finish; 0 if before it",
        "open_count": "items neither finished nor cancelled",
        "finished_count": "items finished in the weeks that are drawn from",
        "arrived_count": "items that arrived in these weeks",
        "is_outrun": "at least as much arrived as was finished",
        "weeks_count": "complete weeks that are drawn from",
        "active_days_count": "days of these weeks with finished work",
        "least_active_days_count": "of them needed for a forecast",
        "horizon_years_count": "years that are looked ahead",
        "doubt_name": "why there is no date: nothing left, nothing finished, thin data",
    },
    needs=(FINISHED,),
    counted="finished items",
    options=("target_date",),
    conventions=FROM_EXPORTS,
    derive=finish_rows,
)


def delay_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Price the delay of each project of each scope, and add the amounts up."""
    projects = dict.fromkeys(one for scope in question.scopes for one in scope.project_ids)
    single = Question(tuple(map(project_scope, projects)), question.as_of)
    finishes = answers.values("finish_forecast", single)
    entries = answers.values("project_entry", single)
    for scope, day in question.cases():
        rows = [
            _delay_row(one, entries.get((one, day.day), {}), finishes.get((one, day.day), {}))
            for one in scope.project_ids
        ]
        priced = [row for row in rows if row["likely_delay_cost"] is not None]
        late = [row["late_delay_cost"] for row in priced]
        yield {
            "scope": scope.name,
            "as_of": day.day,
            "n": len(priced),
            "likely_delay_cost": sum((row["likely_delay_cost"] for row in priced), Decimal(0)),
            "late_delay_cost": None if None in late else sum(late, Decimal(0)),
            "without_cost_of_delay": sum(row["week_of_delay_cost"] is None for row in rows),
            "without_forecast": sum(
                row["week_of_delay_cost"] is not None and row["likely_delay_cost"] is None
                for row in rows
            ),
            "frame": rows,
        }


def _delay_row(project_id: str, entry: Row, finish: Row) -> dict[str, Any]:
    weekly, target = entry.get("week_of_delay_cost"), entry.get("baseline_finish_date")
    return {
        "project_id": project_id,
        "week_of_delay_cost": weekly,
        "likely_delay_cost": _price(weekly, finish.get("likely_date"), target),
        "late_delay_cost": _price(weekly, finish.get("sure_date"), target),
    }


def _price(weekly: Decimal | None, finish: date | None, target: date | None) -> Decimal | None:
    late = _days_late(finish, target)
    return None if late is None or weekly is None else late * Decimal(weekly) / _WEEK_DAYS


FORECAST_DELAY_COST = Measure(
    name="forecast_delay_cost",
    family="forecast",
    label="Cost of delay, by the forecast",
    meaning="The weeks from the baseline date to the forecast finish, times what a week costs.",
    rule=(
        f"Days late ÷ {_WEEK_DAYS} × cost of delay a week; nothing where the finish is in time. "
        "Several projects are added up."
    ),
    source=(
        "Cost of delay [reinertsen-2009]; declared_delay_cost prices what the projects themselves "
        "forecast"
    ),
    unit="money",
    better="lower",
    least_tier=Tier.T0,
    smallest_n=1,
    cannot_tell="What is lost by waiting beyond the cost that projects.csv names.",
    detail="projects_as_of",
    values={
        "likely_delay_cost": "until the likely finish",
        "late_delay_cost": f"until the finish that is {SURE:.0%} sure",
    },
    needs=(),
    left_out={
        "without_cost_of_delay": LeftOut(
            "without a cost of delay in projects.csv", "add cost_of_delay_per_week to it"
        ),
        "without_forecast": LeftOut(
            "without a baseline date or a forecast",
            "add the register baselines.csv, and exports with finished items",
        ),
    },
    counted="projects",
    nothing_because={"without_cost_of_delay": "add cost_of_delay_per_week to projects.csv"},
    conventions=FROM_EXPORTS,
    derive=delay_rows,
    known_of="projects",
)


def cut_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Find for each scope how many open items must move out for its date to be green again."""
    wanted = answers.policies["schedule"].leave_amber
    finishes = answers.values("finish_forecast", question)
    for key, finish in finishes.items():
        cut = _cut(finish["forecast"], finish["target_date"], wanted)
        yield {"scope": key[0], "as_of": key[1], "n": 1 if cut else 0, **cut}


def _cut(forecast: FinishForecast, target: date | None, wanted: float) -> Mapping[str, Any]:
    weeks = forecast.weeks_until(target) if target and not forecast.reason else 0
    if not target or not weeks or wanted > 1:
        return {}
    fitting = scope_for_chance(forecast.weekly_finished, weeks=weeks, probability=wanted)
    moved = forecast.open_items - fitting
    if fitting <= 0 or moved <= 0:
        return {}
    after = forecast.with_open_items(fitting).chance_of(target) or 0.0
    return {"moved_count": moved, "chance_after_share": after}


SCOPE_CUT = Measure(
    name="scope_cut",
    family="forecast",
    label="What keeps the date",
    meaning="How many open items must move out for the baseline date to be green again.",
    rule="The fewest items without which the chance of the date reaches the line back to green.",
    source="finish_forecast and the policy of schedule",
    unit="count",
    better="lower",
    least_tier=Tier.T0,
    smallest_n=1,
    cannot_tell="What the items that move are worth, and whether they can wait.",
    detail="pace",
    items="open_items",
    values={
        "moved_count": "open items that would move out",
        "chance_after_share": "chance of the date then",
    },
    needs=(FINISHED,),
    counted="cuts that would help",
    conventions=FROM_EXPORTS,
    derive=cut_rows,
)

FAMILY = (FINISH_FORECAST, FORECAST_DELAY_COST, SCOPE_CUT)


def forecast_of(answers: Answers, scope: Scope, day: AsOf) -> FinishForecast:
    """Return the forecast of a scope as the page uses it; without items it has nothing left."""
    rows = answers.values("finish_forecast", Question((scope,), (day,)))
    row = rows.get((scope.name, day.day))
    if row is not None:
        return row["forecast"]
    return forecast_finish(
        as_of=day.day, open_items=0, weekly_finished=(), active_days=0, weekly_arrived=()
    )
