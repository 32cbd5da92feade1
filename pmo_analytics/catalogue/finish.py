"""The forecast family: when open items will be finished, what that costs, and what would help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from pmo_analytics.catalogue.points import LEAST_SIZED_SHARE, sizes_of
from pmo_analytics.forecasts.correction import LEAST_EVIDENCE
from pmo_analytics.forecasts.doubts import DORMANT_DAYS, LEAST_DAYS, LEAST_FINISHED, WIDEST
from pmo_analytics.forecasts.finish import EARLY, RECENT_DAYS, FinishForecast
from pmo_analytics.forecasts.forecast import LIKELY, SURE, YOUNG_DAYS
from pmo_analytics.forecasts.pace import FOUND_REGIME_WEIGHT, OLD_REGIME_WEIGHT
from pmo_analytics.forecasts.throughput import HORIZON_WEEKS
from pmo_analytics.metrics.conventions import FROM_EXPORTS
from pmo_analytics.metrics.measure import (
    Answers,
    Key,
    Measure,
    Row,
    by_case,
    rows_of_cases,
)
from pmo_analytics.metrics.needs import FINISHED
from pmo_analytics.metrics.question import AsOf, Question, Scope
from pmo_analytics.values import Tier

HORIZON_YEARS = HORIZON_WEEKS // 52
_WEEK_DAYS = 7
_WORKING_WEEK = 5
_TEN = 10  # "for ten finished, three arrive"


def finish_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Forecast every scope as of every day; a row also holds the `forecast` itself."""
    whole = Question(question.scopes, question.as_of)  # no target changes what was there
    known = {
        (row["scope"], row["as_of"]): row for row in rows_of_cases(answers, "work_as_of", whole)
    }
    counts_points = answers.settings.portfolio.counts_points
    sizes = by_case(rows_of_cases(answers, "points_as_of", whole) if counts_points else ())
    entries = answers.values("project_entry", whole)
    answers.values("data_quality", whole)  # of all at once, before each is asked
    answers.forecaster.prepare(question.as_of, question.scopes)
    for scope, day in question.cases():
        key = (scope.name, day.day)
        if key in known:
            forecast = forecast_of(answers, scope, day)
            target = _target(entries.get(key, {}), question)
            yield {
                **_finish_row(key, known[key], forecast, target),
                **_counted_in(forecast, sizes.get(key, ())),
            }


def forecast_of(
    answers: Answers, scope: Scope, day: AsOf, *, before: AsOf | None = None
) -> FinishForecast:
    """Return the forecast of a scope as the page uses it; without items it has nothing left.

    Args:
        answers: the door to the data.
        scope: projects, or some of their items.
        day: as of which.
        before: since when its drivers tell what moved the likely date.
    """
    quality = answers.values("data_quality", Question((scope,), (day,)))
    is_stale = bool(quality.get((scope.name, day.day), {}).get("is_stale"))
    return answers.forecaster.of(scope, day, is_stale=is_stale, before=before)


def _target(entry: Row, question: Question) -> date | None:
    return question.options.get("target_date") or entry.get("baseline_finish_date")


def _finish_row(key: Key, known: Row, forecast: FinishForecast, target: date | None) -> Row:
    finished, arrived, weeks = forecast.recent
    growth = forecast.arrivals_per_finish
    dates = _dates(forecast)
    ended = known["last_done_date"] if forecast.doubt == "nothing_left" else None
    is_past = target is not None and (target < key[1] or target <= known["covered_date"])
    return {
        "scope": key[0],
        "as_of": key[1],
        "n": finished,
        "reason": "the newest export is too old; add a newer one to exports"
        if forecast.doubt == "stale"
        else "",
        "chance_share": None if target is None else forecast.chance_of(target),
        **dates,
        "target_date": target,
        "likely_late_days": _days_late(dates["likely_date"], target),
        "sure_late_days": _days_late(dates["sure_date"], target),
        "past_days": _days_late(key[1], target),
        "ended_date": ended,
        "ended_late_days": _days_late(ended, target),
        "ended_early_days": _days_late(target, ended),
        "open_count": known["open_count"],
        "finished_count": finished,
        "arrived_count": arrived,
        "weeks_count": weeks,
        "is_outrun": growth is not None and growth >= 1 and forecast.doubt != "stale",
        "arrivals_of_ten_count": None if growth is None else round(_TEN * growth),
        "expected_per_week": forecast.expected_per_week,
        "changed_since_date": forecast.changed_since,
        "is_young": forecast.scope.is_young and not is_past,
        "is_past": is_past,
        "data_until_date": known["covered_date"],
        "model_name": forecast.model,
        "horizon_years_count": HORIZON_YEARS,
        "least_finished_count": LEAST_FINISHED,
        "least_days_count": LEAST_DAYS,
        "dormant_weeks_count": DORMANT_DAYS // _WORKING_WEEK,
        "ten_count": _TEN,
        "doubt_name": forecast.doubt or "",
        "forecast": forecast,
    }


def _counted_in(forecast: FinishForecast, rows: Sequence[Row]) -> dict[str, Any]:
    histories, sizes = forecast.scope.histories, sizes_of(rows)
    is_in_points = bool(histories) and all(one.counted is not None for one in histories)
    return {
        "is_in_points": is_in_points,
        "points_per_item_ratio": sizes.mean if is_in_points and sizes.sized_count else None,
        "sized_count": sizes.sized_count if rows else None,
        "sizable_count": sizes.item_count if rows else None,
    }


def _dates(forecast: FinishForecast) -> dict[str, date | None]:
    # With nothing left the finish is a fact of the past: no day to forecast, no delay to price.
    if forecast.doubt is not None:
        return dict.fromkeys(_DATES)
    today, scope = forecast.open_today, forecast.scope
    return {
        "early_date": forecast.when(EARLY),
        "likely_date": forecast.when(LIKELY),
        "sure_date": forecast.when(SURE),
        "open_today_likely_date": today.when(LIKELY),
        "open_today_sure_date": today.when(SURE),
        "uncorrected_sure_date": scope.uncorrected(SURE),
    }


def _days_late(day: date | None, target: date | None) -> int | None:
    return max((day - target).days, 0) if day and target else None


_DATES = {
    "early_date": f"the day by which {EARLY:.0%} of the futures end",
    "likely_date": f"the day by which {LIKELY:.0%} of the futures end, with growth as until now",
    "sure_date": f"the day by which {SURE:.0%} of the futures end, with growth as until now",
    "open_today_likely_date": "the likely day of what is open today, if nothing is added",
    "open_today_sure_date": f"its {SURE:.0%} sure day",
    "uncorrected_sure_date": f"the {SURE:.0%} sure day before the record moved it",
}
FINISH_FORECAST = Measure(
    name="finish_forecast",
    family="forecast",
    label="Forecast of the finish",
    meaning="When all work will be finished, with growth as until now, and the chance of a day.",
    rule=(
        "Futures in working days from the last day that the exports cover: work is finished at an "
        "uncertain pace that drifts, work arrives for each that is finished, and the last items "
        "are slower than the rest; what waits for others ends after them, and projects of one "
        "team share its days. Where a change of pace is declared, what was finished before it "
        f"counts {OLD_REGIME_WEIGHT:.0%}, where only the signal of weekly finishes shows one "
        f"{FOUND_REGIME_WEIGHT:.0%}. The model is the one that lost least on promises made before; "
        f"where {LEAST_EVIDENCE:.0f} or more ended and held too seldom or too often, dates are "
        f"moved to where they would have held. Likely is the day by which {LIKELY:.0%} of the "
        f"futures end, sure that of {SURE:.0%}. No forecast below {LEAST_FINISHED} finished items "
        f"or {LEAST_DAYS} working days since the first, or without one in the last {DORMANT_DAYS}; "
        f"no date where the sure one is more than {WIDEST} times as far as the likely one, or "
        f"beyond {HORIZON_YEARS} years. Items are counted, or points where `forecast_unit` of "
        f"pmo.toml says so and {LEAST_SIZED_SHARE:.0%} of the items open or finished have some: an "
        "item without any has as many as the others in the mean, and a raised estimate is work "
        "that arrived."
    ),
    source=(
        "Net flow with uncertain rates, corrected by its own back-test; dates of past days are "
        "what would have been promised, reconstructed"
    ),
    unit="share",
    better="higher",
    least_tier=Tier.T0,
    smallest_n=0,
    cannot_tell="Whether pace and growth will stay as they were, or what nobody has written down.",
    detail="work_by_day",
    items="open_items",
    values={
        "chance_share": "share of the futures that end by the evening of the target day",
        **_DATES,
        "target_date": "the day asked for: target_date, else the finish of the baseline in force",
        "likely_late_days": "days from that day to the likely finish; 0 if before it",
        "sure_late_days": "days from that day to the sure finish; 0 if before it",
        "past_days": "days from the target day to the day; 0 before it",
        "ended_date": "day of the last finish, where nothing is left",
        "ended_late_days": "days from the target day to that; 0 if before it",
        "ended_early_days": "days from that to the target day; 0 if after it",
        "open_count": "items neither finished nor cancelled",
        "finished_count": f"items finished in the last {RECENT_DAYS} working days",
        "arrived_count": "items that arrived in these, less those cancelled or moved out",
        "weeks_count": "weeks that these are",
        "arrivals_of_ten_count": f"items expected to arrive while {_TEN} are finished",
        "expected_per_week": "items that are expected to be finished while there is work enough",
        "is_in_points": "points are counted, not items; a pace is of items of the mean size",
        "points_per_item_ratio": "points of an item in the mean",
        "sized_count": "items open or finished with points, where points are asked for",
        "sizable_count": "items open or finished, where points are asked for",
        "changed_since_date": "day of a change of pace, declared or found: days before count less",
        "is_outrun": "at least as much arrives as is finished",
        "is_young": f"fewer than {YOUNG_DAYS} working days since the first finish: not red yet",
        "is_past": "the target day is before the day, or the last that the exports cover",
        "data_until_date": "the last day that the exports cover; the futures start at its evening",
        "model_name": "the model that was chosen",
        "horizon_years_count": "years that are looked ahead",
        "least_finished_count": "finished items that a forecast needs",
        "least_days_count": "working days since the first that it needs",
        "dormant_weeks_count": "weeks without a finish after which there is none",
        "ten_count": "finished items for which arrivals are told",
        "doubt_name": "why there is no date: nothing left, nothing finished, thin data, too wide",
    },
    needs=(FINISHED,),
    counted="finished items",
    options=("target_date",),
    conventions=FROM_EXPORTS,
    derive=finish_rows,
)

FAMILY = (FINISH_FORECAST,)
