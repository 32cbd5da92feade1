"""The forecast family, smaller things than projects: epics, releases and the running sprint."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pmo_analytics.catalogue.finish import forecast_of
from pmo_analytics.errors import UnknownNameError, did_you_mean
from pmo_analytics.forecasts.backlog import chance_of_commitment
from pmo_analytics.forecasts.finish import FinishForecast
from pmo_analytics.forecasts.forecast import LIKELY, SURE, at_least, by_place
from pmo_analytics.metrics.conventions import FROM_EXPORTS
from pmo_analytics.metrics.measure import Answers, Measure, Row, by_case
from pmo_analytics.metrics.needs import FINISHED, SPRINT, SPRINTS
from pmo_analytics.metrics.projects import project_within
from pmo_analytics.metrics.question import AsOf, ItemFilter, Question, Scope
from pmo_analytics.values import Tier

_FILTERS = {"epic": "epics", "release": "releases"}
# What a pace of its own cannot date, the place in the backlog does.
_BY_PLACE = ("nothing_finished", "dormant", "thin", "too_wide")


def working_days_to(forecast: FinishForecast | None, day: date | None) -> int:
    """Return the working days from the end of the data to a day; 0 where nothing is forecast."""
    if forecast is None or day is None or forecast.doubt == "stale":
        return 0
    scope = forecast.scope
    if scope.futures is None or scope.history is None or day <= scope.last_day:
        return 0
    return scope.history.calendar.between(scope.last_day, day)


# --- epics and releases ----------------------------------------------------------------------


def part_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Forecast the open epics and releases of every scope, see `PART_FORECASTS`."""
    parts = by_case(answers.rows("parts_as_of", question))
    for scope, day in question.cases():
        found = parts.get((scope.name, day.day), ())
        frame = [_part(answers, scope, row, day) for row in found]
        yield {
            "scope": scope.name,
            "as_of": day.day,
            "n": len(frame),
            "part_count": len(frame),
            "dated_part_count": sum(row["likely_date"] is not None for row in frame),
            "late_part_count": sum(_is_late(row) for row in frame),
            "frame": sorted(frame, key=_by_end),
        }


def items_of_milestone(answers: Answers, scope: Scope, day: AsOf, milestone: str) -> ItemFilter:
    """Return the items that a milestone stands for: those of the epic or release called like it.

    Args:
        answers: the door to the data.
        scope: one project or several.
        day: as of which it is open.
        milestone: its id in milestones.csv.

    Raises:
        UnknownNameError: no epic or release with open items is called like it.
    """
    rows = answers.rows("parts_as_of", Question((scope,), (day,)))
    found = {str(row["milestone_id"]): row for row in rows if row["milestone_id"]}
    if milestone not in found:
        raise UnknownNameError(
            f'No open milestone "{milestone}" of {scope} is called like an epic or a release with '
            f"open items, which would say what belongs to it. {did_you_mean(milestone, found)}"
        )
    row = found[milestone]
    return replace(scope.items, **{_FILTERS[row["kind"]]: (row["part"],)})


def _part(answers: Answers, scope: Scope, row: Row, day: AsOf) -> dict[str, Any]:
    whole = project_within(scope, row["project_id"])
    of_whole = forecast_of(answers, whole, day)
    items = replace(whole.items, **{_FILTERS[row["kind"]]: (row["part"],)})
    own = answers.forecaster.of(replace(whole, items=items), day, is_stale=of_whole.is_stale)
    is_placed = own.doubt in _BY_PLACE and row["last_place_count"] is not None
    placed = by_place(of_whole.scope, row["last_place_count"]) if is_placed else None
    forecast = own if placed is None else replace(own, scope=placed)
    due = row["part_due_date"]
    return {
        **{name: row[name] for name in ("project_id", "part", "part_name", "part_due_date")},
        "kind_name": row["kind"],
        "open_count": row["open_count"],
        "done_count": row["done_count"],
        "likely_date": forecast.when(LIKELY),
        "sure_date": forecast.when(SURE),
        "chance_share": None if due is None else forecast.chance_of(due),
        "basis_name": "pace" if placed is None else "place",
        "doubt_name": forecast.doubt or "",
    }


def _is_late(row: Row) -> bool:
    return row["chance_share"] is not None and row["chance_share"] < LIKELY


def _by_end(row: Row) -> tuple[date, str]:
    return (row["sure_date"] or date.max, row["part_name"])


PART_FORECASTS = Measure(
    name="part_forecasts",
    family="forecast",
    label="Epics and releases",
    meaning="When each epic and release that is open will be finished, and the chance of its day.",
    rule=(
        "As finish_forecast, from the items of the epic (or of the parent that is one) or of the "
        "fix version alone, and never later than all of the project. Where so few give no date, "
        "it ends when the pace of the project has come to the last of its items, as in "
        "backlog_by_rank. Its day is that of the open milestone called like it, else the due date "
        "of the epic."
    ),
    source="finish_forecast",
    unit="count",
    least_tier=Tier.T0,
    cannot_tell=(
        "What people do who finish one part and turn to the next: each part keeps its own pace."
    ),
    detail="parts_as_of",
    values={
        "part_count": "epics and releases with open items",
        "dated_part_count": "of these, with a date",
        "late_part_count": f"of these, with a chance of their day below {LIKELY:.0%}",
    },
    needs=(FINISHED,),
    counted="epics and releases",
    conventions=FROM_EXPORTS,
    derive=part_rows,
)


# --- the sprint in progress ------------------------------------------------------------------


def sprint_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Tell for every scope whether what its running sprints hold will be finished in them."""
    held = by_case(answers.rows("running_sprints", question))
    for scope, day in question.cases():
        found: dict[tuple[date, str, str], list[Row]] = defaultdict(list)
        for row in held.get((scope.name, day.day), ()):
            found[row["end_date"], row["sprint"], row["project_id"]].append(row)
        frame = [_sprint(answers, scope, key, rows, day) for key, rows in sorted(found.items())]
        first = frame[0] if frame else {}
        names = SPRINT_FORECAST.values
        row = {"scope": scope.name, "as_of": day.day, "n": len(frame), "frame": frame}
        yield {**{name: first.get(name) for name in names}, **row}


def _sprint(
    answers: Answers,
    scope: Scope,
    key: tuple[date, str, str],
    rows: Sequence[Row],
    day: AsOf,
) -> dict[str, Any]:
    end, sprint, project_id = key
    of = project_within(scope, project_id)
    forecast = forecast_of(answers, of, day)
    left, days = sum(row["is_open"] for row in rows), working_days_to(forecast, end)
    known = days and forecast.scope.futures
    drawn = forecast.scope.futures.finished_within(days) if known else None
    committed = [row for row in rows if row["was_committed"]]
    committed_left = sum(row["is_open"] for row in committed)

    def chance(count: int) -> float | None:
        if not known:
            return None
        return chance_of_commitment(forecast.scope.futures, working_days=days, left=count)

    return {
        "project_id": project_id,
        "sprint_name": sprint,
        "sprint_end_date": end,
        "held_count": len(rows),
        "left_count": left,
        "sprint_chance_share": chance(left),
        "committed_count": len(committed) if committed else None,
        "committed_left_count": committed_left if committed else None,
        "committed_chance_share": chance(committed_left) if committed else None,
        "likely_finished_count": min(int(at_least(drawn, LIKELY)), left) if known else None,
        "sure_finished_count": min(int(at_least(drawn, SURE)), left) if known else None,
    }


SPRINT_FORECAST = Measure(
    name="sprint_forecast",
    family="forecast",
    label="Sprint in progress",
    meaning="The chance that all that the running sprint holds is finished in it.",
    rule=(
        "Items that list the sprint on the day and were not finished before it began; the share "
        "of futures in which the pace of the project allows those that are left by the evening "
        "of its last day. What it held when its first day ended is committed, as in say_do, and is "
        "taken to be worked on first. Of several sprints the one that ends first; the rows tell "
        "all."
    ),
    source="Pace as in finish_forecast",
    unit="share",
    better="higher",
    least_tier=Tier.T0,
    cannot_tell="Whether people work on what the sprint holds first: that they do is assumed.",
    detail="running_sprints",
    items="running_sprints",
    values={
        "sprint_chance_share": "share of the futures in which all of it is finished",
        "sprint_name": "the sprint",
        "sprint_end_date": "its last day",
        "held_count": "items that it holds",
        "left_count": "of these, not finished",
        "committed_count": "it held when its first day ended and holds still; blank where unseen",
        "committed_left_count": "of these, not finished",
        "committed_chance_share": "share of the futures in which all of these are finished",
        "likely_finished_count": "of those, likely finished by its end",
        "sure_finished_count": f"of those, finished by its end with {SURE:.0%}",
    },
    needs=(SPRINTS, SPRINT, FINISHED),
    counted="running sprints",
    conventions=FROM_EXPORTS,
    derive=sprint_rows,
)

FAMILY = (PART_FORECASTS, SPRINT_FORECAST)
