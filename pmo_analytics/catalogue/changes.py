"""The change family: what moved between two days, and what moved it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pmo_analytics.forecasts.moved_date import PACE, SCOPE
from pmo_analytics.forecasts.shapley import Split
from pmo_analytics.metrics.conventions import FROM_EXPORTS
from pmo_analytics.metrics.measure import Answers, Key, Measure, Row
from pmo_analytics.metrics.needs import FINISHED
from pmo_analytics.metrics.options import DEFAULT_OPTIONS
from pmo_analytics.metrics.oversight.oversight import OWN_BASELINE
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.question import AsOf, Question, Scope
from pmo_analytics.values import Tier


def _before(answers: Answers, question: Question, day: AsOf) -> AsOf:
    return answers.calendar.compared_with(day, question.options.get("compared_with"))


def move_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Split the move of the likely finish of every scope since an earlier day."""
    for scope, day in question.cases():
        days = (_before(answers, question, day), day)
        together = Question(question.scopes, days)
        finishes = answers.values("finish_forecast", together)
        dates = [finishes.get((scope.name, each.day), {}).get("likely_date") for each in days]
        row = {"scope": scope.name, "as_of": day.day, "n": 0}
        if all(dates):
            moved = (dates[1] - dates[0]).days
            drivers = answers.forecaster.drivers(scope, *days)
            row |= {"n": 1, "moved_days": moved, **_parts(moved, drivers)}
            row |= _counted(scope, answers.values("item_counts", together), days)
        yield row


def _parts(moved: int, drivers: Split | None) -> dict[str, float | None]:
    """Return whole days that add up; what is below the noise of the method is claimed by none."""
    if drivers is None:  # of several projects: only the last one decides
        return dict.fromkeys(("scope_days", "pace_days", "other_days", "noise_days"))
    claimed = {part.cause: round(part.amount) for part in drivers.parts if part.is_claimed}
    scope, pace = claimed.get(SCOPE, 0), claimed.get(PACE, 0)
    return {
        "scope_days": scope,
        "pace_days": pace,
        "other_days": moved - scope - pace,
        "noise_days": round(drivers.noise),
    }


def _counted(scope: Scope, counts: Mapping[Key, Row], days: Sequence[AsOf]) -> dict[str, int]:
    before, after = (counts.get((scope.name, day.day), {}) for day in days)
    finished = max((after.get("done_count") or 0) - (before.get("done_count") or 0), 0)
    opened = (after.get("open_count") or 0) - (before.get("open_count") or 0)
    return {"finished_between_count": finished, "net_added_count": opened + finished}


FINISH_MOVE = Measure(
    name="finish_move",
    family="change",
    label="Move of the likely finish",
    meaning="By how many days the likely finish moved since an earlier day, split into its causes.",
    rule=(
        "Shapley split over all orders of changing scope, pace, calendar and model, in the same "
        "draws, so that none of it is chance; a part below twice the standard error of the method "
        "is claimed by none and stands with the rest. Scope is what was added, net of what was "
        "taken out, and the growth to expect; pace is what was finished and how fast the rest "
        "goes. The rest is the calendar, a changed model, waiting for others, and the correction "
        "by the record. The earlier day is compared_with, else the last day of the month before."
    ),
    source="[shapley-1953]",
    unit="days",
    better="lower",
    least_tier=Tier.T0,
    cannot_tell="Why items were added, or why the pace changed.",
    detail="work_by_day",
    values={
        "moved_days": "days from the earlier to the present likely finish; later is positive",
        "scope_days": "of these, from added or removed items; of a single project",
        "pace_days": "of these, from slower or faster finishing",
        "other_days": "the rest: calendar, model, waiting, correction, and what is not claimed",
        "noise_days": "standard error of the method",
        "net_added_count": "items added, net of those taken out",
        "finished_between_count": "items finished between the two days",
    },
    needs=(FINISHED,),
    counted="moves between two forecasts",
    options=("compared_with",),
    conventions=FROM_EXPORTS,
    derive=move_rows,
)


def own_baseline_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Hold every project of every scope against its own beginning, where it is old enough."""
    for scope, day in question.cases():
        single = Question(tuple(map(project_scope, scope.project_ids)), (day,))
        quality = answers.values("data_quality", single)
        counts = answers.values("item_counts", single)
        rows = [
            {"project_id": row["scope"], **row}
            for row in answers.values(OWN_BASELINE.name, single).values()
            if row["n"] >= OWN_BASELINE.smallest_n
            and row["pace_ratio"]
            and counts[row["scope"], day.day]["open_count"]  # of a finished one no pace is owed
            and not quality.get((row["scope"], day.day), {}).get("is_stale")
        ]
        rows.sort(key=lambda row: (row["pace_ratio"], row["project_id"]))
        yield {
            "scope": scope.name,
            "as_of": day.day,
            "n": len(rows),
            "compared_count": len(rows),
            "slower_count": sum(row["pace_ratio"] < 1 for row in rows),
            "recent_weeks": DEFAULT_OPTIONS["recent_weeks"],
            "baseline_weeks": DEFAULT_OPTIONS["baseline_weeks"],
            "frame": rows,
        }


SLOWER_PROJECTS = Measure(
    name="slower_projects",
    family="oversight",
    label="Against its own beginning",
    meaning="How many projects finish less a week than at their own beginning.",
    rule="The own baseline of each project; slower is a pace below that of its first weeks.",
    source="own_baseline, asked of each project",
    unit="count",
    better="lower",
    least_tier=Tier.T0,
    cannot_tell="Whether the difference is more than routine: the signals of the pace say that.",
    detail="own_baseline",
    values={
        "compared_count": "projects that are old enough",
        "slower_count": "of these, slower than at their own beginning",
        "recent_weeks": "last complete weeks that are compared",
        "baseline_weeks": "first complete weeks that they are compared with",
    },
    needs=(FINISHED,),
    counted="projects",
    conventions=FROM_EXPORTS,
    units={
        "recent_weeks": "count",
        "baseline_weeks": "count",
        "pace_ratio": "share",
        "duration_ratio": "share",
        "finished_per_arrived": "ratio",
    },
    derive=own_baseline_rows,
    known_of="projects",
)

FAMILY = (FINISH_MOVE, SLOWER_PROJECTS)
