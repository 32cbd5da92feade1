"""What waits for a team and what it waits for, in the work of others."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pmo_analytics.catalogue.own_questions import everything
from pmo_analytics.metrics.conventions import CALENDAR_DAYS, rules
from pmo_analytics.metrics.dependencies.dependencies import DEPENDENCIES_TOLD
from pmo_analytics.metrics.measure import Answers, Measure, Row
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.question import AsOf, Question, Scope

AWAITED, AWAITING = "awaited", "awaiting"  # by others, and others


def handover_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """List the open dependencies of every scope whose other side does not belong to it."""
    for scope, day in question.cases():
        asked = Question((everything(answers),), (day,))
        projects = _own_projects(answers, scope, day)
        opened = answers.rows("open_items", Question((scope,), (day,)))
        items = {row["item_id"] for row in opened}
        rows = [
            {**row, "side_name": side}
            for row in answers.rows("dependency_edges", asked)
            if row["is_open"] and (side := _side(row, projects, items))
        ]
        rows.sort(key=_latest_first)
        yield {
            "scope": scope.name,
            "as_of": day.day,
            "n": len(rows),
            "awaited_count": sum(row["side_name"] == AWAITED for row in rows),
            "awaiting_count": sum(row["side_name"] == AWAITING for row in rows),
            "late_awaited_count": _late(rows, AWAITED),
            "late_awaiting_count": _late(rows, AWAITING),
            "frame": rows,
        }


def _own_projects(answers: Answers, scope: Scope, day: AsOf) -> set[str]:
    """Return the projects that are of the scope as a whole: of a team, those of it alone."""
    if not scope.team:
        return {*scope.project_ids}
    single = Question(tuple(map(project_scope, scope.project_ids)), (day,))
    rows = answers.rows("sole_teams", single)
    return {row["scope"] for row in rows if row["team_id"] == scope.team}


def _side(row: Row, projects: Collection[str], items: Collection[str]) -> str:
    """Return on which side a dependency belongs to a scope; "" on none, or on both."""
    is_awaiting, is_awaited = (
        row[f"{side}_id"] in items
        if row[f"{side}_kind"] == "item"
        else row[f"{side}_project_id"] in projects
        for side in ("waiting", "needed")
    )
    if is_awaiting == is_awaited:
        return ""
    return AWAITED if is_awaited else AWAITING


def _late(rows: Collection[Row], side: str) -> int:
    return sum(
        row["side_name"] == side and (row["is_late"] or row["is_expected_late"]) for row in rows
    )


def _latest_first(row: Row) -> tuple[int, str, str]:
    return (-(row["late_days"] or 0), row["needed_name"], row["waiting_name"])


TEAM_HANDOVERS = Measure(
    name="team_handovers",
    family="dependencies",
    label="What waits for a team",
    meaning="What others wait for from a team, or any other scope, and what it waits for.",
    rule=(
        "Open dependencies of which one side belongs to the scope: an item of it, or a project or "
        "milestone of a project that is of it alone. Late where the day it is needed by has "
        "passed, or where it is promised or expected for later."
    ),
    source="dependencies.csv, and links that say blocks",
    unit="count",
    better="lower",
    least_tier=None,
    smallest_n=0,
    counted="dependencies",
    cannot_tell="What waits without being written down, and what waits within the scope.",
    detail="dependency_edges",
    values={
        "awaited_count": "open, of others on the scope",
        "awaiting_count": "open, of the scope on others",
        "late_awaited_count": "of those of others, late or expected late",
        "late_awaiting_count": "of those of the scope, late or expected late",
    },
    needs=(DEPENDENCIES_TOLD,),
    conventions=rules({"due day": "inclusive"}, CALENDAR_DAYS),
    derive=handover_rows,
    known_of="teams",
)

FAMILY = (TEAM_HANDOVERS,)
