"""What is known of each project on a day: its colours, what it reports, what can be said of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any

from pmo_analytics.catalogue.colours import REPLAY_WEEKS, Replayed, cap_names, caps, replayed
from pmo_analytics.forecasts.doubts import WITHOUT_DATE
from pmo_analytics.health.dimensions import DIMENSIONS
from pmo_analytics.health.overall import capped, delivery_confidence, five_point, overall
from pmo_analytics.health.rag import Overall, declared_colour
from pmo_analytics.metrics.flow.times import CYCLE_TIME
from pmo_analytics.metrics.measure import Answers, Row, rows_of_cases
from pmo_analytics.metrics.question import AsOf, Question, Scope
from pmo_analytics.values import Rag, RagPair

STALE_REPORT_DAYS = 30  # an older report has its age in bold
UNLIKELY_BELOW = 0.5  # "will probably miss": less than an even chance
# What is asked of each project beside its colours.
_KNOWN = (
    *("project_entry", "finish_forecast", "forecast_delay_cost", "data_quality", "pace_signal"),
    "outturn",
)


def ask_together(answers: Answers, question: Question) -> None:
    """Ask what `judged_projects` will of several days: their weeks are mostly the same."""
    if len(question.as_of) == 1:
        return
    weeks = (answers.calendar.week_ends(day, REPLAY_WEEKS) for day in question.as_of)
    replayed_weeks = Question(question.scopes, tuple(dict.fromkeys(chain.from_iterable(weeks))))
    for name in ("data_quality", *(each.measure for each in DIMENSIONS), "project_entry"):
        answers.values(name, replayed_weeks)
    for name in (*_KNOWN, CYCLE_TIME.name):
        answers.values(name, question)
    for query in ("blocked_items", "dependency_edges"):
        list(rows_of_cases(answers, query, question))


def judged_projects(
    answers: Answers, scopes: tuple[Scope, ...], day: AsOf
) -> dict[str, dict[str, Any]]:
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
        )
        | history.apart(scope.name, reports)
        for scope in scopes
    }


def _project_row(
    project_id: str,
    history: Replayed,
    known: Mapping[str, Row],
    held: Mapping[str, Any],
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
        **_reported(entry, judged.colour, finish.get("ended_date")),
        **_confidence(history, finish, judged, colours, entry),
        **held,
        "outlook_name": _outlook(finish, colours["schedule"], is_stale=is_stale),
        "is_stale": is_stale,
        "newest_export_date": quality.get("newest_export_date"),
        "side_name": None if finish.get("ended_date") else known["pace_signal"].get("side_name"),
        "has_baseline": entry.get("baseline_finish_date") is not None,
        "is_rated": _is_rated(finish) and not is_stale,
        "open_count": finish.get("open_count") or 0,
        "forecast_finished_count": finish.get("finished_count") if finish.get("likely_date") else 0,
        "has_forecast": bool(finish.get("likely_date")),
        "baseline_budget": entry.get("baseline_budget"),
        "overspending_cost": _overspending(colours["cost"], known["outturn"]),
        "likely_delay_cost": delay.get("likely_delay_cost") if delay.get("n") else None,
    }


def _is_rated(finish: Row) -> bool:
    """Tell whether a project keeps its date by its data: by its chance, or because it has ended."""
    is_ended = finish.get("ended_date") is not None and finish["target_date"] is not None
    return is_ended or finish.get("chance_share") is not None


def _overall(
    history: Replayed, colours: Mapping[str, Rag], entry: Row, held: Mapping[str, Any]
) -> Overall:
    rule = history.answers.settings.portfolio.overall
    judged = overall(colours, rule=rule, reported=entry.get("declared_name"))
    return capped(judged, cap_names(held))


def _overspending(cost: Rag, outturn: Row) -> Decimal:
    """Return by how much a project will likely be over a budget that it does not keep."""
    return outturn["outturn_over_cost"] if cost in ("amber", "red") else Decimal(0)


def _reported(entry: Row, computed: Rag, ended: date | None) -> dict[str, Any]:
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
        "is_report_stale": _is_old(entry, ended),
        "is_watermelon": RagPair(declared=declared, computed=computed).is_watermelon,
    }


def _is_old(entry: Row, ended: date | None) -> bool:
    """Tell whether a report is too old to rely on; one written after the end does not age."""
    is_closing = bool(ended and entry.get("report_date")) and entry["report_date"] >= ended
    return not is_closing and (entry.get("report_age_days") or 0) > STALE_REPORT_DAYS


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
    if (finish["chance_share"] or 0.0) < UNLIKELY_BELOW:
        return "unlikely"
    return "on_course" if schedule == "green" else "uncertain"
