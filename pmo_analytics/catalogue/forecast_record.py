"""The record of the forecasts: what dates that would have been promised before were worth."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_analytics.catalogue.model_records import OWN_PROMISES
from pmo_analytics.forecasts.choice import CONTROL
from pmo_analytics.forecasts.forecast import LIKELY, SURE
from pmo_analytics.forecasts.record import ORIGIN_DAYS, ORIGINS
from pmo_analytics.forecasts.scores import Coverage
from pmo_analytics.metrics.conventions import FROM_EXPORTS
from pmo_analytics.metrics.measure import Answers, Measure, Row
from pmo_analytics.metrics.needs import FINISHED
from pmo_analytics.metrics.question import AsOf, Question, Scope
from pmo_analytics.values import Tier


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

FAMILY = (FORECAST_RECORD,)
