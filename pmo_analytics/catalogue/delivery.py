"""The forecast family in full: every date and count, and how each level held."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pmo_analytics.catalogue.finish import FINISH_FORECAST
from pmo_analytics.forecasts.forecast import LIKELY, SURE
from pmo_analytics.forecasts.quantiles import LEVELS
from pmo_analytics.metrics.conventions import FROM_EXPORTS
from pmo_analytics.metrics.measure import Answers, Key, Measure, Row
from pmo_analytics.metrics.needs import FINISHED
from pmo_analytics.metrics.question import Question
from pmo_analytics.values import Tier

PROMISED_WEEKS = (4, 8, 12)  # how far a count of items is promised


def date_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Tell for every scope the day of each level, with growth and without."""
    for key, finish in answers.values(FINISH_FORECAST.name, question).items():
        forecast = finish["forecast"]
        rows = [
            {
                "probability_share": level,
                "finish_date": forecast.when(level),
                "open_today_finish_date": forecast.open_today.when(level),
            }
            for level in LEVELS
        ]
        known = [] if forecast.doubt else rows
        yield {**_counted(key, known, "level_count"), "frame": known}


def _counted(key: Key, rows: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return {"scope": key[0], "as_of": key[1], "n": len(rows), name: len(rows)}


FORECAST_DATES = Measure(
    name="forecast_dates",
    family="forecast",
    label="Days by how sure they are",
    meaning="By which day all work will be finished, for each probability that is promised.",
    rule="The day of each probability in the futures of finish_forecast; none where it has none.",
    source="finish_forecast",
    unit="count",
    least_tier=Tier.T0,
    cannot_tell="What finish_forecast cannot tell.",
    detail="work_by_day",
    values={"level_count": "probabilities that a day is told for"},
    needs=(FINISHED,),
    counted="levels",
    conventions=FROM_EXPORTS,
    derive=date_rows,
)


def count_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Tell for every scope how many items its pace allows in some weeks."""
    for key, finish in answers.values(FINISH_FORECAST.name, question).items():
        forecast = finish["forecast"]
        rows = [
            {
                "ahead_weeks": weeks,
                "likely_count": forecast.how_many(weeks, LIKELY),
                "sure_count": forecast.how_many(weeks, SURE),
            }
            for weeks in PROMISED_WEEKS
        ]
        known = [row for row in rows if row["likely_count"] is not None]
        yield {**_counted(key, known, "span_count"), "frame": known}


FORECAST_COUNTS = Measure(
    name="forecast_counts",
    family="forecast",
    label="Items in the weeks to come",
    meaning="How many items the pace allows in the weeks to come, whatever is open.",
    rule=f"At least so many are finished in {LIKELY:.0%} and in {SURE:.0%} of the futures.",
    source="finish_forecast",
    unit="count",
    better="higher",
    least_tier=Tier.T0,
    cannot_tell="Which items these are.",
    detail="work_by_day",
    values={"span_count": "spans of weeks that a count is told for"},
    needs=(FINISHED,),
    counted="spans of weeks",
    conventions=FROM_EXPORTS,
    derive=count_rows,
)


def level_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Tell for every scope how the promises of each level held."""
    for scope, day in question.cases():
        record, is_own = answers.forecaster.records.record(scope, day)
        rows = [
            {
                "probability_share": found.probability,
                "promise_count": found.count,
                "kept_count": found.held,
                "kept_share": found.share,
                "kept_lower_share": found.lower,
                "kept_upper_share": found.upper,
                "is_own_record": is_own,
            }
            for found in record.coverages
            if found.count
        ]
        yield {**_counted((scope.name, day.day), rows, "level_count"), "frame": rows}


FORECAST_LEVELS = Measure(
    name="forecast_levels",
    family="forecast",
    label="How each level held",
    meaning="Of the dates promised with each probability, how many were kept.",
    rule="As forecast_record, for each of the probabilities that are promised.",
    source="forecast_record",
    unit="count",
    least_tier=Tier.T0,
    cannot_tell="What forecast_record cannot tell.",
    detail="work_by_day",
    values={"level_count": "probabilities with promises that fell due"},
    needs=(FINISHED,),
    counted="levels",
    conventions=FROM_EXPORTS,
    derive=level_rows,
    known_of="projects",
)

FAMILY = (FORECAST_DATES, FORECAST_COUNTS, FORECAST_LEVELS)
