"""The judgement family: colours of projects by dimension, and what the portfolio makes of them.

No state is stored: colours are replayed on the ends of ISO weeks and lastly on the day itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pmo_analytics.catalogue.colours import REPLAY_WEEKS
from pmo_analytics.catalogue.judged_projects import UNLIKELY_BELOW, ask_together, judged_projects
from pmo_analytics.health.dimensions import DIMENSIONS
from pmo_analytics.health.overall import (
    LEAST_POINTS,
    POINTS,
)
from pmo_analytics.health.rag import divergence
from pmo_analytics.metrics.conventions import FROM_EXPORTS
from pmo_analytics.metrics.measure import Answers, Measure, Row
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.question import AsOf, Question, Scope
from pmo_analytics.values import Rag, RagPair

COLOURS: tuple[Rag, ...] = ("red", "amber", "green", "grey")
_MISSING = ("unlikely", "overdue")  # what is said of a date that will probably not be kept


def judgement_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Judge the projects of every scope as of every day."""
    projects = dict.fromkeys(one for scope in question.scopes for one in scope.project_ids)
    scopes = tuple(map(project_scope, projects))
    ask_together(answers, Question(scopes, question.as_of))
    judged = {day.day: judged_projects(answers, scopes, day) for day in question.as_of}
    for scope, day in question.cases():
        yield _judgement_row(scope, day, [judged[day.day][one] for one in scope.project_ids])


def _judgement_row(scope: Scope, day: AsOf, rows: Sequence[Row]) -> Row:
    missing = [row for row in rows if row["outlook_name"] in _MISSING]
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
        "unlikely_count": sum(row["outlook_name"] == "unlikely" for row in missing),
        "ended_count": sum(row["outlook_name"] == "ended" for row in rows),
        "missing_watermelon_count": sum(row["is_watermelon"] for row in missing),
        "red_watermelon_count": sum(
            row["is_watermelon"] and row["overall_name"] == "red" for row in rows
        ),
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
        "in_time_count": sum(row["outlook_name"] not in _MISSING for row in rated),
        "forecast_count": sum(row["has_forecast"] for row in rows),
        "forecast_finished_count": sum(row["forecast_finished_count"] for row in rows),
        "judged_pace_count": sum(row["side_name"] is not None for row in rows),
        "routine_pace_count": sum(row["side_name"] == "routine" for row in rows),
        "portfolio_budget": _budget(rows),
        "overspending_count": sum(row["overspending_cost"] > 0 for row in rows),
        "overspending_cost": sum((row["overspending_cost"] for row in rows), Decimal(0)),
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


def _points_words(points: Mapping[str, float]) -> str:
    return ", ".join(f"{rag} {least:g}" for rag, least in points.items())


_OF_ONE = {
    "overall_name": "the colour of a single project",
    "driver_name": "the dimension that sets it",
    "outlook_name": "what can be said of its finish",
    "newest_export_date": "day of the newest export of its stalest source",
    "declared_colour_name": "the colour it reports",
    "is_report_stale": "that report is old",
    **{f"{each.name}_colour_name": f"the colour of its {each.name}" for each in DIMENSIONS},
    **{
        f"{each.name}_declared_colour_name": f"the colour it reports of its {each.name}"
        for each in DIMENSIONS
        if each.declared
    },
    "confidence_name": "its delivery confidence on five points, in the preset government",
    "declared_confidence_name": "what it reports on five points",
    "compared_weeks_count": "weeks with both a report and a colour of the data, benefits apart",
    "optimistic_weeks_count": "of these, with a report better than the data",
    "optimistic_since_date": "end of the first of the last of these, where it is so still",
    "long_blocked_count": "items blocked for longer than nearly all finished items took",
    "longest_blocked_name": "the one that is blocked for longest",
    "longest_blocked_days": "how long it is",
    "service_level_days": "days that nearly all finished items took at most",
    "overdue_need_count": "what open work waits for past the day on which it is needed",
    "overdue_need_name": "of these, what was needed first",
    "overdue_need_date": "when it was needed",
}
_KINDS = {"declared": "as the projects report", "computed": "as the data say"}
JUDGEMENT = Measure(
    name="judgement",
    family="judgement",
    label="Colours of the projects",
    meaning="How projects fare by dimension, beside what they report, and the money behind it.",
    rule=(
        "A project takes the colour of its worst measured dimension, the first of several, or by "
        f"the setting overall an average of points ({_points_words(POINTS)}) of schedule, cost, "
        f"flow and the report ({_points_words(LEAST_POINTS)} or more), unless the report is below "
        "all of them. Without schedule, cost and flow it is never green. An item blocked for "
        "longer than nearly all finished items took, or work that waits past the day on which "
        "something is needed, makes a green amber. "
        "Each dimension has four lines, so that a number at a line does not flip its colour, "
        f"replayed on the ends of the last {REPLAY_WEEKS} weeks. A date will "
        f"probably be missed below a chance of {UNLIKELY_BELOW:.0%}. Money is the budget of the "
        "baseline in force."
    ),
    source="Rating with hysteresis; reported beside computed, as [gao-16-494] compared them; "
    "an average that a rating overrides [us-it-dashboard]; five points [uk-delivery-confidence]",
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
        "unlikely_count": "of these, with less than an even chance of it",
        "ended_count": "projects with nothing left to finish",
        "missing_watermelon_count": "of these, such as report better than their data",
        "red_watermelon_count": "red projects that report better than their data",
        "watched_count": "red projects, or where there are none amber ones",
        "watermelon_count": "projects that report better than their data",
        "on_course_count": "projects on course for their date",
        "measured_count": "projects whose exports are not too old",
        "measured_open_count": "their open items",
        "optimistic_count": "reports better than the data",
        "pessimistic_count": "reports worse than the data",
        "agreeing_count": "reports that agree with the data",
        "incomparable_count": "projects without a report or without a measured dimension",
        "rated_count": "projects with a chance of their date, or finished",
        "in_time_count": "of these, at least as likely as not to keep their date",
        "forecast_count": "projects with a forecast",
        "forecast_finished_count": "finished items behind the forecasts",
        "judged_pace_count": "projects with a normal range of their pace",
        "routine_pace_count": "of these, with a routine pace",
        "portfolio_budget": "budgets of all projects",
        "overspending_count": "projects whose cost is amber or red",
        "overspending_cost": "by how much these will likely be over their budgets",
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
