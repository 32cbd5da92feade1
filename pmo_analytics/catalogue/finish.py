"""The forecast family: when open items will be finished, what that costs, and what would help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Any

from pmo_analytics.catalogue.model_records import OWN_PROMISES
from pmo_analytics.catalogue.points import LEAST_SIZED_SHARE, sizes_of
from pmo_analytics.forecasts.choice import CONTROL
from pmo_analytics.forecasts.correction import LEAST_EVIDENCE
from pmo_analytics.forecasts.doubts import DORMANT_DAYS, LEAST_DAYS, LEAST_FINISHED, WIDEST
from pmo_analytics.forecasts.finish import EARLY, RECENT_DAYS, FinishForecast
from pmo_analytics.forecasts.forecast import LIKELY, SURE, YOUNG_DAYS
from pmo_analytics.forecasts.outturn import delay_cost
from pmo_analytics.forecasts.pace import FOUND_REGIME_WEIGHT, OLD_REGIME_WEIGHT
from pmo_analytics.forecasts.quantiles import quantile
from pmo_analytics.forecasts.record import ORIGIN_DAYS, ORIGINS
from pmo_analytics.forecasts.scores import Coverage
from pmo_analytics.forecasts.throughput import HORIZON_WEEKS
from pmo_analytics.metrics.conventions import FROM_EXPORTS
from pmo_analytics.metrics.measure import (
    Answers,
    Key,
    LeftOut,
    Measure,
    Row,
    by_case,
    rows_of_cases,
)
from pmo_analytics.metrics.needs import FINISHED
from pmo_analytics.metrics.projects import project_scope
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
    is_past = target is not None and target <= known["covered_date"]
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
        "is_past": "the target day is over by the last day that the exports cover",
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


def record_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Tell for every scope what dates promised before were worth by every day."""
    for scope, day in question.cases():
        record, is_own = answers.forecaster.records.record(scope, day)
        choice, sure = answers.forecaster.records.choice(scope, day), record.of(SURE)
        yield {
            "scope": scope.name,
            "as_of": day.day,
            "n": sure.count,
            "promise_count": sure.count,
            "kept_count": sure.held,
            "kept_share": sure.share,
            "kept_lower_share": sure.lower,
            "kept_upper_share": sure.upper,
            "independent_count": round(sure.independent),
            "is_own_record": is_own,
            "verdict_name": _verdict(sure),
            **_published(answers, scope, day),
            "bias_days": record.bias_days,
            "likely_gain_share": record.likely_gain,
            "sure_gain_share": record.sure_gain,
            "distribution_gain_share": record.crps_gain,
            "model_name": choice.model,
            "is_default_model": choice.is_default,
            "compared_promise_count": choice.promises,
            "loss_share": choice.losses.get(choice.model),
            "control_loss_share": choice.losses.get(CONTROL.name),
            "frame": answers.forecaster.records.promised(scope, day),
        }


def _published(answers: Answers, scope: Scope, day: AsOf) -> dict[str, int]:
    """Count the dates that reports really promised and that are over, and those that held."""
    known = [one for one in answers.published[0] if one.project_id in scope.project_ids]
    due = [one for one in known if one.sure_date <= day.day]
    ends = {one: answers.forecaster.records.ended_by(one.project_id, one.sure_date) for one in due}
    return {
        "published_count": sum(one.made_date < day.day for one in known),
        "published_due_count": len(due),
        "published_kept_count": sum(ends.values()),
        "unreadable_published_count": answers.published[1],
    }


def _verdict(found: Coverage) -> str:
    if not found.is_distinguishable:
        return "alike"
    return "more" if (found.share or 0.0) > found.probability else "fewer"


FORECAST_RECORD = Measure(
    name="forecast_record",
    family="forecast",
    label="Record of the forecasts",
    meaning="How many of the dates that would have been promised on past days were kept.",
    rule=(
        f"Every {ORIGIN_DAYS} days of the last {ORIGINS * ORIGIN_DAYS // 7} weeks each project is "
        "forecast from what was known then, for all of its open work and for a quarter, half and "
        f"three quarters of it. A promise falls due when its {SURE:.0%} sure day is over, kept or "
        f"not. A project has its own record from {OWN_PROMISES} on, else that of all. The interval "
        "is Wilson's, of promises that do not overlap. Gains are shares of the loss of a naive "
        "pace, that of the last four weeks. The model is the one with the least loss on what was "
        "known by the day; the control, resampled weeks without growth, is never chosen."
    ),
    source="Rolling origins, reconstructed; beside them promises.csv, what was really published",
    unit="share",
    better="higher",
    least_tier=Tier.T0,
    cannot_tell="How far exports corrected later would have misled the forecast on its day.",
    detail="work_by_day",
    values={
        "kept_share": "share of the promises due that held",
        "promise_count": f"{SURE:.0%} sure dates that fell due",
        "kept_count": "of these, held",
        "kept_lower_share": "least share that is likely behind it",
        "kept_upper_share": "largest share that is likely behind it",
        "independent_count": "promises that do not overlap in time",
        "is_own_record": "they are of this project; else of all projects",
        "verdict_name": f"alike: not distinguishable from {SURE:.0%}; else more or fewer held",
        "published_count": "dates that earlier reports really published, by promises.csv",
        "published_due_count": "of these, over by the day",
        "published_kept_count": "of those, held",
        "unreadable_published_count": "rows of promises.csv that could not be read",
        "bias_days": "working days by which ends came after the likely day, in the mean",
        "likely_gain_share": f"less loss than the naive pace at {LIKELY:.0%}",
        "sure_gain_share": f"the same at {SURE:.0%}",
        "distribution_gain_share": "the same of the whole distribution",
        "model_name": "the model that was chosen",
        "is_default_model": "nothing lost clearly less, or too few promises ended to tell",
        "compared_promise_count": "promises that had ended, by which models are compared",
        "loss_share": "its loss, of that of the naive pace",
        "control_loss_share": "that of the control",
    },
    needs=(FINISHED,),
    counted="promises that fell due",
    conventions=FROM_EXPORTS,
    derive=record_rows,
    known_of="projects",
)


def delay_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Price the delay of each project of each scope, and of all of them future by future."""
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
        yield {
            "scope": scope.name,
            "as_of": day.day,
            "n": len(priced),
            **_priced(priced),
            "without_cost_of_delay": sum(row["week_of_delay_cost"] is None for row in rows),
            "without_forecast": sum(
                row["week_of_delay_cost"] is not None and row["likely_delay_cost"] is None
                for row in rows
            ),
            "frame": [{name: row[name] for name in _SHOWN_OF_DELAY} for row in rows],
        }


def _delay_row(project_id: str, entry: Row, finish: Row) -> dict[str, Any]:
    weekly, target = entry.get("week_of_delay_cost"), entry.get("baseline_finish_date")
    is_known = bool(finish.get("likely_date")) and weekly is not None and target is not None
    row = {
        "project_id": project_id,
        "week_of_delay_cost": weekly,
        "ends": finish["forecast"].scope.ends if is_known else None,
        "due": float(target.toordinal()) if target else None,
    }
    return {**row, **(_priced([row]) if is_known else dict.fromkeys(_PRICED))}


def _priced(rows: Sequence[Row]) -> dict[str, Decimal | None]:
    return dict(zip(_PRICED, priced_delay(rows), strict=True))


def priced_delay(rows: Sequence[Row]) -> tuple[Decimal | None, Decimal | None]:
    """Return what the delay of projects costs until the likely and the sure end; None: no end.

    Args:
        rows: with `project_id`, `ends` of joint futures, the ordinal from when on they are late as
            `due`, and `week_of_delay_cost`.
    """
    draws = delay_cost(
        {row["project_id"]: row["ends"] for row in rows},
        due={row["project_id"]: row["due"] for row in rows},
        cost_a_week={row["project_id"]: float(row["week_of_delay_cost"]) for row in rows},
    )
    if not len(draws):
        return Decimal(0), Decimal(0)
    likely, late = (quantile(draws, share) for share in (LIKELY, SURE))
    return _amount(likely), _amount(late)


def _amount(cost: float) -> Decimal | None:
    return Decimal(round(cost)) if isfinite(cost) else None


_PRICED = ("likely_delay_cost", "late_delay_cost")
_SHOWN_OF_DELAY = ("project_id", "week_of_delay_cost", *_PRICED)
FORECAST_DELAY_COST = Measure(
    name="forecast_delay_cost",
    family="forecast",
    label="Cost of delay, by the forecast",
    meaning="The weeks from the baseline date to the forecast finish, times what a week costs.",
    rule=(
        f"Days late ÷ {_WEEK_DAYS} × cost of delay a week in every future, nothing where it ends "
        "in time. Several projects are added up future by future, so that the likely cost of all "
        "is not the sum of the likely costs of each."
    ),
    source=(
        "Cost of delay [reinertsen-2009]; declared_delay_cost prices what the projects themselves "
        "forecast"
    ),
    unit="money",
    better="lower",
    least_tier=Tier.T0,
    cannot_tell="What is lost by waiting beyond the cost that projects.csv names.",
    detail="projects_as_of",
    values={
        "likely_delay_cost": "until the likely finish",
        "late_delay_cost": f"until the finish that is {SURE:.0%} sure",
    },
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

FAMILY = (FINISH_FORECAST, FORECAST_RECORD, FORECAST_DELAY_COST)
