"""The roadmap: what each project has before it, on one time axis."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from pmo_analytics.metrics.conventions import FROM_REPORTS, rules
from pmo_analytics.metrics.measure import Answers, Measure, Need, Row, by_case
from pmo_analytics.metrics.needs import FINISHED
from pmo_analytics.metrics.options import DEFAULT_OPTIONS
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.question import AsOf, Question, Scope

# In the order in which they are told. The first four say where it ends, by whom.
FINISHES = ("baseline", "reported", "likely", "sure")
MARKS = ("milestone", "gate", "handover")
_TOLD_BY = {
    "baseline": ("project_entry", "baseline_finish_date"),
    "reported": ("project_entry", "reported_finish_date"),
    "likely": ("finish_forecast", "likely_date"),
    "sure": ("finish_forecast", "sure_date"),
}
_DATED = Need(
    "add the register baselines.csv, milestones.csv or gates.csv, or a column that tells when "
    "items were finished",
    roles=FINISHED.roles,
    registers=("baselines", "status", "milestones", "gates"),
)


def roadmap_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """List the days of every scope, project by project, and count what falls due."""
    ahead_days = {**DEFAULT_OPTIONS, **question.options}["ahead_days"]
    marks = by_case(answers.rows("roadmap_marks", Question(question.scopes, question.as_of)))
    for scope, day in question.cases():
        due = sorted(marks[scope.name, day.day], key=_soonest_first)
        until = day.day + timedelta(days=ahead_days)
        rows = [*_finishes(answers, scope, day), *due]
        yield {
            "scope": scope.name,
            "as_of": day.day,
            "n": len(rows),
            "mark_count": len(due),
            "near_mark_count": sum(day.day <= row["mark_date"] <= until for row in due),
            "overdue_mark_count": sum(row["mark_date"] < day.day for row in due),
            "placed_project_count": len({row["project_id"] for row in rows}),
            "frame": _numbered(rows, scope, day),
        }


def _soonest_first(row: Row) -> tuple[Any, int, str]:
    return (row["mark_date"], MARKS.index(row["kind_name"]), row["mark_name"] or "")


def _finishes(answers: Answers, scope: Scope, day: AsOf) -> Iterator[dict[str, Any]]:
    """Yield where each project that is not at its end is to end, by plan, report and forecast."""
    single = Question(tuple(map(project_scope, scope.project_ids)), (day,))
    found = {name: answers.values(name, single) for name in ("finish_forecast", "project_entry")}
    for project_id in scope.project_ids:
        key = (project_id, day.day)
        if found["finish_forecast"].get(key, {}).get("ended_date"):
            continue
        for kind, (measure, column) in _TOLD_BY.items():
            told = found[measure].get(key, {}).get(column)
            if told is not None:
                yield {"project_id": project_id, "kind_name": kind, "mark_date": told}


def _numbered(rows: list[dict[str, Any]], scope: Scope, day: AsOf) -> list[Row]:
    """Return rows project by project, each with its place in its project."""
    ends = {row["project_id"]: row["mark_date"] for row in rows if row["kind_name"] == "likely"}
    told = [row for row in rows if row["kind_name"] == "milestone"]
    last = {row["project_id"]: row for row in sorted(told, key=_soonest_first)}
    return [
        {
            "project_id": project_id,
            "mark_number": place,
            "kind_name": row["kind_name"],
            "mark_name": row.get("mark_name") or "",
            "mark_date": row["mark_date"],
            "is_overdue": row["kind_name"] in MARKS and row["mark_date"] < day.day,
            "missed_date": _missed(row, day),
            "later_end_date": _later(ends.get(project_id), row, last.get(project_id)),
        }
        for project_id in scope.project_ids
        for place, row in enumerate((r for r in rows if r["project_id"] == project_id), start=1)
    ]


def _missed(row: Row, day: AsOf) -> date | None:
    """Return the day of a baseline that has passed while the milestone was put off."""
    planned = row.get("planned_date")
    return planned if planned and planned < day.day and planned < row["mark_date"] else None


def _later(end: date | None, row: Row, last: Row | None) -> date | None:
    """Return the likely end of a project whose last milestone is told for an earlier day."""
    return end if end and row is last and row["mark_date"] < end else None


ROADMAP = Measure(
    name="roadmap",
    family="dates",
    meaning="What each project has before it, on one time axis.",
    rule=(
        "Of each project that is not at its end: the finish of the baseline in force, the one last "
        "reported, the likely and the sure one of the forecast; milestones that are not reached, "
        "on the day last forecast, with that of a baseline that has passed, and the last of them "
        "with a likely finish that is later; stage gates that are not passed; and what it needs of "
        "other projects, on the day by which. The last three fall due; overdue is what lies before "
        "the day, near what comes within the days looked ahead."
    ),
    source="Registers of baselines, reports, milestones, gates, dependencies; finish_forecast",
    unit="count",
    least_tier=None,
    least_data="registers, or created and resolved dates",
    counted="days",
    cannot_tell="What nobody gave a day, and whether a day is still meant.",
    detail="roadmap_projects",
    values={
        "near_mark_count": "milestones, gates and handovers of the days ahead",
        "overdue_mark_count": "of those before the day, neither reached, passed nor delivered",
        "mark_count": "milestones, gates and handovers in all",
        "placed_project_count": "projects with any day",
    },
    needs=(_DATED,),
    options=("ahead_days",),
    conventions=rules(FROM_REPORTS),
    derive=roadmap_rows,
    known_of="projects",
)

FAMILY = (ROADMAP,)
