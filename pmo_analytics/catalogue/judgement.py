"""The judgement family: colours of projects by dimension, and what the portfolio makes of them.

No state is stored: colours are replayed on the ends of ISO weeks and lastly on the day itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pmo_analytics.forecasts.doubts import WITHOUT_DATE
from pmo_analytics.health.dimensions import DIMENSIONS, Dimension
from pmo_analytics.health.rag import Overall, declared_colour, divergence, overall, replay
from pmo_analytics.metrics.conventions import FROM_EXPORTS
from pmo_analytics.metrics.measure import Answers, Measure, Row
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.question import AsOf, Question, Scope
from pmo_analytics.values import Rag, RagPair

REPLAY_WEEKS = 52
STALE_REPORT_DAYS = 30  # an older report has its age in bold
COLOURS: tuple[Rag, ...] = ("red", "amber", "green", "grey")
_UNLIKELY_BELOW = 0.5  # "will probably miss": less than an even chance
# Where nothing is left the end is a fact, and no pace is owed any more.
_WHEN_ENDED = {"schedule": 1.0, "flow": None}


def judgement_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Judge the projects of every scope as of every day."""
    projects = dict.fromkeys(one for scope in question.scopes for one in scope.project_ids)
    scopes = tuple(map(project_scope, projects))
    judged = {day.day: _judged(answers, scopes, day) for day in question.as_of}
    for scope, day in question.cases():
        yield _judgement_row(scope, day, [judged[day.day][one] for one in scope.project_ids])


def _judged(answers: Answers, scopes: tuple[Scope, ...], day: AsOf) -> dict[str, dict[str, Any]]:
    """Return a row a project, by id."""
    weeks = Question(scopes, answers.calendar.week_ends(day, REPLAY_WEEKS))
    colours = {dimension.name: _colours(answers, weeks, dimension) for dimension in DIMENSIONS}
    now = Question(scopes, (day,))
    entries, finishes, delays = (
        answers.values(name, now)
        for name in ("project_entry", "finish_forecast", "forecast_delay_cost")
    )
    quality, pace = answers.values("data_quality", now), answers.values("pace_signal", now)
    return {
        scope.name: _project_row(
            scope.name,
            {name: found[scope.name] for name, found in colours.items()},
            entry=entries.get((scope.name, day.day), {}),
            finish=finishes.get((scope.name, day.day), {}),
            pace=pace.get((scope.name, day.day), {}),
            quality=quality.get((scope.name, day.day), {}),
            delay=delays.get((scope.name, day.day), {}),
        )
        for scope in scopes
    }


def _colours(answers: Answers, weeks: Question, dimension: Dimension) -> dict[str, Rag]:
    """Return the last colour of a dimension for each scope."""
    found = answers.values(dimension.measure, weeks)
    quality = answers.values("data_quality", weeks)
    ended = answers.values("finish_forecast", weeks) if dimension.name in _WHEN_ENDED else {}
    policy = answers.policies[dimension.name]

    def driving(scope: Scope, day: AsOf) -> float | None:
        key = (scope.name, day.day)
        if quality.get(key, {}).get("is_stale"):
            return None
        if ended.get(key, {}).get("ended_date"):
            return _WHEN_ENDED[dimension.name]
        if found.get(key, {}).get("is_young"):  # its chances still move with each week
            return None
        value = found.get(key, {}).get(dimension.column)
        return None if value is None else float(value)

    return {
        scope.name: replay((driving(scope, day) for day in weeks.as_of), policy)[-1]
        for scope in weeks.scopes
    }


def _overall(colours: Mapping[str, Rag]) -> Overall:
    """Return the worst measured colour, grey where no dimension says how the project fares."""
    faring = {colours[each.name] for each in DIMENSIONS if each.says_how_it_fares}
    return Overall(colour="grey") if faring == {"grey"} else overall(colours)


def _project_row(
    project_id: str,
    colours: Mapping[str, Rag],
    *,
    entry: Row,
    finish: Row,
    pace: Row,
    quality: Row,
    delay: Row,
) -> dict[str, Any]:
    judged, is_stale = _overall(colours), bool(quality.get("is_stale"))
    declared = declared_colour(entry.get("declared_name"))
    return {
        "project_id": project_id,
        "project_name": entry.get("project_name") or project_id,
        "programme_name": entry.get("programme_name") or "",
        "overall_name": judged.colour,
        "driver_name": judged.driver,
        **{f"{name}_colour_name": colour for name, colour in colours.items()},
        "declared_colour_name": declared,
        "report_date": entry.get("report_date"),
        "report_age_days": entry.get("report_age_days"),
        "is_report_stale": (entry.get("report_age_days") or 0) > STALE_REPORT_DAYS,
        "is_watermelon": RagPair(declared=declared, computed=judged.colour).is_watermelon,
        "outlook_name": _outlook(finish, colours["schedule"], is_stale=is_stale),
        "is_stale": is_stale,
        "newest_export_date": quality.get("newest_export_date"),
        "side_name": None if finish.get("ended_date") else pace.get("side_name"),
        "has_baseline": entry.get("baseline_finish_date") is not None,
        "is_rated": finish.get("chance_share") is not None and not is_stale,
        "open_count": finish.get("open_count") or 0,
        "forecast_finished_count": finish.get("finished_count") if finish.get("likely_date") else 0,
        "has_forecast": bool(finish.get("likely_date")),
        "baseline_budget": entry.get("baseline_budget"),
        "likely_delay_cost": delay.get("likely_delay_cost") if delay.get("n") else None,
    }


def _outlook(finish: Row, schedule: Rag, *, is_stale: bool) -> str:
    """Return what can be said of the finish, the plainest fact first."""
    if is_stale:
        return "stale"
    if not finish:
        return "no_items"
    if finish["doubt_name"] == "nothing_left":
        return "ended" if finish["ended_date"] else "nothing_left"
    if finish["is_past"]:
        return "overdue"
    if finish["doubt_name"] and finish["doubt_name"] not in WITHOUT_DATE:
        return str(finish["doubt_name"])
    if finish["target_date"] is None:
        return "no_baseline"
    if (finish["chance_share"] or 0.0) < _UNLIKELY_BELOW:
        return "unlikely"
    return "on_course" if schedule == "green" else "uncertain"


def _judgement_row(scope: Scope, day: AsOf, rows: Sequence[Row]) -> Row:
    missing = [row for row in rows if row["outlook_name"] in ("unlikely", "overdue")]
    watched = [row for row in rows if row["overall_name"] == "red"] or [
        row for row in rows if row["overall_name"] == "amber"
    ]
    pairs = [
        RagPair(declared=row["declared_colour_name"], computed=row["overall_name"]) for row in rows
    ]
    apart = divergence(pairs)
    one = rows[0] if len(rows) == 1 else {}
    rated = [row for row in rows if row["is_rated"]]
    return {
        "scope": scope.name,
        "as_of": day.day,
        "n": len(rows),
        **{name: one.get(name) for name in _OF_ONE},
        "project_count": len(rows),
        "missing_count": len(missing),
        "past_date_count": sum(row["outlook_name"] == "overdue" for row in missing),
        "ended_count": sum(row["outlook_name"] == "ended" for row in rows),
        "missing_watermelon_count": sum(row["is_watermelon"] for row in missing),
        "watched_count": len(watched),
        "watermelon_count": sum(row["is_watermelon"] for row in rows),
        "on_course_count": sum(row["outlook_name"] == "on_course" for row in rows),
        "measured_count": sum(not row["is_stale"] for row in rows),
        "measured_open_count": sum(row["open_count"] for row in rows if not row["is_stale"]),
        "optimistic_count": apart.more_optimistic,
        "pessimistic_count": apart.more_pessimistic,
        "agreeing_count": apart.agree,
        "incomparable_count": apart.not_comparable,
        "rated_count": len(rated),
        "in_time_count": sum(row["schedule_colour_name"] == "green" for row in rated),
        "forecast_count": sum(row["has_forecast"] for row in rows),
        "forecast_finished_count": sum(row["forecast_finished_count"] for row in rows),
        "judged_pace_count": sum(row["side_name"] is not None for row in rows),
        "routine_pace_count": sum(row["side_name"] == "routine" for row in rows),
        "portfolio_budget": _budget(rows),
        **_supported(rows),
        **_by_colour(rows),
        "frame": list(rows),
    }


def _by_colour(rows: Sequence[Row]) -> dict[str, Any]:
    """Return projects and budgets by colour, as reported and as the data say."""
    found: dict[str, Any] = {}
    for kind, column in (("declared", "declared_colour_name"), ("computed", "overall_name")):
        for colour in COLOURS:
            having = [row for row in rows if (row[column] or "grey") == colour]
            found[f"{kind}_{colour}_count"] = len(having)
            found[f"{kind}_{colour}_budget"] = _budget(having)
    return found


def _supported(rows: Sequence[Row]) -> dict[str, Any]:
    """Return what is reported green and is green by the data too: a part of what is reported."""
    both = [row for row in rows if row["declared_colour_name"] == row["overall_name"] == "green"]
    return {"supported_green_count": len(both), "supported_green_budget": _budget(both)}


def _budget(rows: Sequence[Row]) -> Decimal:
    """Return the budgets of the baselines in force, added up; nothing where there are none."""
    budgets = (row["baseline_budget"] for row in rows)
    return sum((budget for budget in budgets if budget is not None), Decimal(0))


_OF_ONE = {
    "overall_name": "the colour of a single project",
    "driver_name": "the dimension that sets it",
    "outlook_name": "what can be said of its finish",
    "newest_export_date": "day of the newest export of its stalest source",
    "declared_colour_name": "the colour it reports",
    "is_report_stale": "that report is old",
    **{f"{each.name}_colour_name": f"the colour of its {each.name}" for each in DIMENSIONS},
}
_KINDS = {"declared": "as the projects report", "computed": "as the data say"}
JUDGEMENT = Measure(
    name="judgement",
    family="judgement",
    label="Colours of the projects",
    meaning="How projects fare by dimension, beside what they report, and the money behind it.",
    rule=(
        "A project takes the colour of its worst measured dimension, the first of several; clean "
        "data or a scope as planned alone give none. Each dimension has four lines, so that a "
        "number at a line does not "
        f"flip its colour, replayed on the ends of the last {REPLAY_WEEKS} weeks. A date will "
        f"probably be missed below a chance of {_UNLIKELY_BELOW:.0%}. Money is the budget of the "
        "baseline in force."
    ),
    source="Rating with hysteresis; reported beside computed, as [gao-16-494] compared them",
    unit="count",
    least_tier=None,
    least_data="items, or registers",
    smallest_n=0,
    cannot_tell="What the manager of a project knows and neither exports nor registers say.",
    detail="projects_as_of",
    values={
        **_OF_ONE,
        "project_count": "projects",
        "missing_count": "projects that have missed their date, or probably will",
        "past_date_count": "of these, past it already",
        "ended_count": "projects with nothing left to finish",
        "missing_watermelon_count": "of these, such as report better than their data",
        "watched_count": "red projects, or where there are none amber ones",
        "watermelon_count": "projects that report better than their data",
        "on_course_count": "projects on course for their date",
        "measured_count": "projects whose exports are not too old",
        "measured_open_count": "their open items",
        "optimistic_count": "reports better than the data",
        "pessimistic_count": "reports worse than the data",
        "agreeing_count": "reports that agree with the data",
        "incomparable_count": "projects without a report or without a measured dimension",
        "rated_count": "projects with a chance of their date",
        "in_time_count": "of these, with a green schedule",
        "forecast_count": "projects with a forecast",
        "forecast_finished_count": "finished items behind the forecasts",
        "judged_pace_count": "projects with a normal range of their pace",
        "routine_pace_count": "of these, with a routine pace",
        "portfolio_budget": "budgets of all projects",
        "supported_green_count": "projects that report green and are green by their data",
        "supported_green_budget": "their budgets",
        **{
            f"{kind}_{colour}_{what}": f"{words} of {colour} projects, {whose}"
            for kind, whose in _KINDS.items()
            for colour in COLOURS
            for what, words in (("count", "number"), ("budget", "budgets"))
        },
    },
    counted="projects",
    conventions=FROM_EXPORTS,
    derive=judgement_rows,
)

FAMILY = (JUDGEMENT,)
