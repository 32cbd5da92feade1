"""The judgement family: colours of projects by dimension, and what the portfolio makes of them.

No state is stored: colours are replayed on the ends of ISO weeks and lastly on the day itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pmo_analytics.catalogue.colours import REPLAY_WEEKS, Replayed, cap_names, caps, replayed
from pmo_analytics.forecasts.doubts import WITHOUT_DATE
from pmo_analytics.health.dimensions import DIMENSIONS
from pmo_analytics.health.overall import capped, delivery_confidence, five_point, overall
from pmo_analytics.health.rag import Overall, declared_colour, divergence
from pmo_analytics.metrics.conventions import FROM_EXPORTS
from pmo_analytics.metrics.measure import Answers, Measure, Row
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.question import AsOf, Question, Scope
from pmo_analytics.values import Rag, RagPair

STALE_REPORT_DAYS = 30  # an older report has its age in bold
COLOURS: tuple[Rag, ...] = ("red", "amber", "green", "grey")
_UNLIKELY_BELOW = 0.5  # "will probably miss": less than an even chance


def judgement_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Judge the projects of every scope as of every day."""
    projects = dict.fromkeys(one for scope in question.scopes for one in scope.project_ids)
    scopes = tuple(map(project_scope, projects))
    judged = {day.day: _judged(answers, scopes, day) for day in question.as_of}
    for scope, day in question.cases():
        yield _judgement_row(scope, day, [judged[day.day][one] for one in scope.project_ids])


def _judged(answers: Answers, scopes: tuple[Scope, ...], day: AsOf) -> dict[str, dict[str, Any]]:
    """Return a row a project, by id."""
    history = replayed(answers, scopes, day)
    reports = answers.values("project_entry", history.weeks)
    now = Question(scopes, (day,))
    known = {name: answers.values(name, now) for name in _KNOWN}
    held = caps(answers, scopes, day)
    return {
        scope.name: _project_row(
            scope.name,
            history,
            {name: found.get((scope.name, day.day), {}) for name, found in known.items()},
            held[scope.name],
            day=day.day,
        )
        | history.apart(scope.name, reports)
        for scope in scopes
    }


def _project_row(
    project_id: str,
    history: Replayed,
    known: Mapping[str, Row],
    held: Mapping[str, Any],
    *,
    day: date,
) -> dict[str, Any]:
    entry, finish, quality = (
        known[name] for name in ("project_entry", "finish_forecast", "data_quality")
    )
    colours, is_stale = history.of(project_id), bool(quality.get("is_stale"))
    judged = _overall(history, colours, entry, held)
    delay = known["forecast_delay_cost"]
    return {
        "project_id": project_id,
        "project_name": entry.get("project_name") or project_id,
        "programme_name": entry.get("programme_name") or "",
        "overall_name": judged.colour,
        "driver_name": judged.driver,
        **{f"{name}_colour_name": colour for name, colour in colours.items()},
        **_reported(entry, judged.colour),
        **_confidence(history, finish, judged, colours, entry),
        **held,
        "outlook_name": _outlook(finish, colours["schedule"], day, is_stale=is_stale),
        "is_stale": is_stale,
        "newest_export_date": quality.get("newest_export_date"),
        "side_name": known["pace_signal"].get("side_name"),
        "has_baseline": entry.get("baseline_finish_date") is not None,
        "is_rated": finish.get("chance_share") is not None and not is_stale,
        "open_count": finish.get("open_count") or 0,
        "forecast_finished_count": finish.get("finished_count") if finish.get("likely_date") else 0,
        "has_forecast": bool(finish.get("likely_date")),
        "baseline_budget": entry.get("baseline_budget"),
        "overspending_cost": _overspending(colours["cost"], known["outturn"]),
        "likely_delay_cost": delay.get("likely_delay_cost") if delay.get("n") else None,
    }


def _overall(
    history: Replayed, colours: Mapping[str, Rag], entry: Row, held: Mapping[str, Any]
) -> Overall:
    rule = history.answers.settings.portfolio.overall
    judged = overall(colours, rule=rule, reported=entry.get("declared_name"))
    return capped(judged, cap_names(held))


def _overspending(cost: Rag, outturn: Row) -> Decimal:
    """Return by how much a project will likely be over a budget that it does not keep."""
    return outturn["outturn_over_cost"] if cost in ("amber", "red") else Decimal(0)


def _reported(entry: Row, computed: Rag) -> dict[str, Any]:
    """Return what a project reports, in all and by dimension."""
    declared = declared_colour(entry.get("declared_name"))
    return {
        "declared_colour_name": declared,
        **{
            f"{each.name}_declared_colour_name": declared_colour(
                entry.get(f"{each.declared}_declared_name")
            )
            for each in DIMENSIONS
            if each.declared
        },
        "report_date": entry.get("report_date"),
        "report_age_days": entry.get("report_age_days"),
        "is_report_stale": (entry.get("report_age_days") or 0) > STALE_REPORT_DAYS,
        "is_watermelon": RagPair(declared=declared, computed=computed).is_watermelon,
    }


def _confidence(
    history: Replayed, finish: Row, judged: Overall, colours: Mapping[str, Rag], entry: Row
) -> dict[str, str | None]:
    """Return delivery confidence on five points, None where the portfolio does not ask for it."""
    if history.answers.settings.portfolio.preset != "government":
        return dict.fromkeys(("confidence_name", "declared_confidence_name"))
    chance = finish.get("chance_share")
    return {
        "confidence_name": delivery_confidence(judged.colour, colours["schedule"], chance),
        "declared_confidence_name": five_point(entry.get("declared_name")),
    }


def _outlook(finish: Row, schedule: Rag, day: date, *, is_stale: bool) -> str:
    """Return what can be said of the finish, the plainest fact first."""
    if is_stale:
        return "stale"
    if not finish:
        return "no_items"
    if finish["doubt_name"] and finish["doubt_name"] not in WITHOUT_DATE:
        return str(finish["doubt_name"])
    target = finish["target_date"]
    if target is None:
        return "no_baseline"
    if target <= day:
        return "overdue"
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
        "overspending_count": sum(row["overspending_cost"] > 0 for row in rows),
        "overspending_cost": sum((row["overspending_cost"] for row in rows), Decimal(0)),
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


def _budget(rows: Sequence[Row]) -> Decimal:
    """Return the budgets of the baselines in force, added up; nothing where there are none."""
    budgets = (row["baseline_budget"] for row in rows)
    return sum((budget for budget in budgets if budget is not None), Decimal(0))


# What is asked of each project beside its colours.
_KNOWN = (
    *("project_entry", "finish_forecast", "forecast_delay_cost", "data_quality", "pace_signal"),
    "outturn",
)
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
    "compared_weeks_count": "weeks with both a report and a colour of the data",
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
        "the setting overall an average of points (green 5, amber 3, red 1) of schedule, cost, "
        "flow and the report (green from 4.5, amber from 2.5), unless the report is below all of "
        "them. Without schedule, cost and "
        "flow it is never green. An item blocked for longer than nearly all finished items took, "
        "or work that waits past the day on which something is needed, makes a green amber. "
        "Each dimension has four lines, so that a number at a line does not flip its colour, "
        f"replayed on the ends of the last {REPLAY_WEEKS} weeks. A date will "
        f"probably be missed below a chance of {_UNLIKELY_BELOW:.0%}. Money is the budget of the "
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
        "missing_count": "projects that will probably miss their date",
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
        "overspending_count": "projects whose cost is amber or red",
        "overspending_cost": "by how much these will likely be over their budgets",
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
