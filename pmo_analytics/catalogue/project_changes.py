"""Which projects changed between two days: in colour, or in what drives it beyond a margin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pmo_analytics.health.dimensions import DIMENSIONS, Dimension
from pmo_analytics.metrics.conventions import FROM_EXPORTS
from pmo_analytics.metrics.measure import Answers, Measure, Row
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.question import AsOf, Question, Scope
from pmo_analytics.values import RAG_ORDER, TOLERANCE

Change = str  # worse, better, same, lost, new

WATCHED = tuple(each for each in DIMENSIONS if each.margin is not None)
MARGIN_DAYS = 14  # of the likely finish
_REBASELINED = ("baseline_finish_date", "baseline_budget")


def change_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Compare the projects of every scope with themselves on an earlier day."""
    for day in question.as_of:
        before = answers.calendar.compared_with(day, question.options.get("compared_with"))
        asked = Question(question.scopes, (before, day))
        judged = answers.values("judgement", asked)
        moves = _moves(answers, question.scopes, before, day)
        for scope in question.scopes:
            frames = (judged[scope.name, each.day]["frame"] for each in asked.as_of)
            rows = [
                _compared(*pair, moves[pair[1]["project_id"]]) for pair in zip(*frames, strict=True)
            ]
            yield _change_row(scope, day, sorted(rows, key=_largest_first))


def _moves(
    answers: Answers, scopes: Sequence[Scope], before: AsOf, day: AsOf
) -> dict[str, dict[str, Any]]:
    """Return what moved of each project, None where it is not known on both days."""
    projects = dict.fromkeys(one for scope in scopes for one in scope.project_ids)
    single = Question(tuple(map(project_scope, projects)), (before, day))
    measures = dict.fromkeys(("finish_forecast", "project_entry", *(d.measure for d in WATCHED)))
    found = {name: answers.values(name, single) for name in measures}

    def both(measure: str, project_id: str, column: str) -> tuple[Any, Any]:
        rows = (found[measure].get((project_id, each.day), {}) for each in (before, day))
        old, new = (row.get(column) for row in rows)
        return old, new

    return {one: _move(one, both) for one in projects}


def _move(project_id: str, both: Any) -> dict[str, Any]:
    approved = [both("project_entry", project_id, column) for column in _REBASELINED]
    is_rebaselined = any(old is not None and old != new for old, new in approved)
    is_new_date = approved[0][0] != approved[0][1]
    moved: dict[str, Any] = {
        f"{each.name}_moved_share": None
        if each.name == "schedule" and is_new_date  # chances of two dates do not compare
        else _difference(*both(each.measure, project_id, each.column))
        for each in WATCHED
    }
    days = _difference(*both("finish_forecast", project_id, "likely_date"))
    return {
        **moved,
        "likely_moved_days": None if days is None else days.days,
        "is_rebaselined_since": is_rebaselined,
        "is_later_or_dearer": any(old is not None and new > old for old, new in approved if new),
    }


def _difference(before: Any, after: Any) -> Any:
    return None if before is None or after is None else after - before


def _compared(before: Row, after: Row, moved: Row) -> dict[str, Any]:
    sizes = _sizes(moved)
    kind = change_of(before["overall_name"], after["overall_name"])
    if kind == "same" and after["overall_name"] != "grey":
        kind = _change_within(sizes, moved)
    is_told = kind != "same"
    return {
        "project_id": after["project_id"],
        "project_name": after["project_name"],
        "before_name": before["overall_name"],
        "after_name": after["overall_name"],
        "change_driver_name": after["driver_name"] or before["driver_name"],
        "change_name": kind,
        "change_size": max([float(is_told), *map(abs, sizes)]),
        **moved,
    }


def _sizes(moved: Row) -> list[float]:
    """Return each move in margins; worse is positive."""
    sizes = []
    for each in WATCHED:
        share = moved[f"{each.name}_moved_share"]
        if share is not None:
            sizes.append(_worsening(each) * float(share) / each.margin)
    days = moved["likely_moved_days"]
    return sizes if days is None else [*sizes, days / MARGIN_DAYS]


def _worsening(dimension: Dimension) -> int:
    return 1 if dimension.policy.enter_red > dimension.policy.enter_amber else -1


def _change_within(sizes: Sequence[float], moved: Row) -> Change:
    """Return which way a project moved that kept its colour: the largest move decides."""
    if moved["is_rebaselined_since"]:
        return "worse" if moved["is_later_or_dearer"] else "better"
    largest = max(sizes, key=abs, default=0.0)
    if abs(largest) < 1 - TOLERANCE:
        return "same"
    return "worse" if largest > 0 else "better"


def _largest_first(row: Row) -> tuple[float, str]:
    return (-row["change_size"], row["project_id"])


def change_of(before: str, after: str) -> Change:
    """Return how a colour moved; grey is no colour, it is lost or new."""
    if before == after:
        return "same"
    if before == "grey":
        return "new"
    if after == "grey":
        return "lost"
    return "worse" if RAG_ORDER[after] > RAG_ORDER[before] else "better"


def _change_row(scope: Scope, day: AsOf, rows: list[dict[str, Any]]) -> Row:
    kinds = [row["change_name"] for row in rows]
    return {
        "scope": scope.name,
        "as_of": day.day,
        "n": len(rows),
        **{name: rows[0][name] if len(rows) == 1 else None for name in _OF_ONE},
        "project_count": len(rows),
        "moved_count": sum(kind != "same" for kind in kinds),
        "better_count": sum(kind in ("better", "new") for kind in kinds),
        "worse_count": sum(kind in ("worse", "lost") for kind in kinds),
        "worse_red_count": sum(
            row["change_name"] in ("worse", "lost") and row["after_name"] == "red" for row in rows
        ),
        "unchanged_count": sum(
            row["change_name"] == "same" and row["after_name"] != "grey" for row in rows
        ),
        "margin_points_count": round(100 * _CHANCE_MARGIN),
        "margin_days": MARGIN_DAYS,
        "frame": rows,
    }


_CHANCE_MARGIN = next(each.margin for each in WATCHED if each.name == "schedule")
_OF_ONE = {
    "before_name": "the colour that a single project had",
    "change_name": "how it moved: worse, better, same, lost or new",
    "change_driver_name": "the dimension that sets the colour, else the one that set it",
    "change_size": "its largest move, in margins",
    "is_rebaselined_since": "another date or budget was approved between the two days",
    **{f"{each.name}_moved_share": f"move of its {each.words}" for each in WATCHED},
    "likely_moved_days": "move of its likely finish",
}
_MARGINS = ", ".join(f"{each.margin:.0%} of {each.words}" for each in WATCHED)
PROJECT_CHANGES = Measure(
    name="project_changes",
    family="change",
    label="Changes of the projects",
    meaning="Which projects changed since an earlier day, which way, and by how much.",
    rule=(
        "A project changed where its colour did, as judgement gives it on both days; where what "
        f"drives a colour moved by a margin or more ({_MARGINS}, {MARGIN_DAYS} days of the likely "
        "finish); or where another date or budget was approved. Each move is divided by its "
        "margin; the largest is the size, which orders the projects, and its direction decides "
        "where the colour does not. Chances of two different dates are not compared. A project "
        "that cannot be judged any more counts as worse, one that can be judged now as better. "
        "The earlier day is compared_with, else the last day of the month before."
    ),
    source="judgement and what drives it, asked twice",
    unit="count",
    least_tier=None,
    least_data="items, or registers",
    smallest_n=0,
    cannot_tell="What moved below a margin.",
    detail="projects_as_of",
    values={
        **_OF_ONE,
        "project_count": "projects",
        "moved_count": "projects that changed",
        "better_count": "of these, for the better",
        "worse_count": "of these, for the worse",
        "worse_red_count": "of these, red now",
        "unchanged_count": "projects that are judged and did not change",
        "margin_points_count": "percentage points of chance from which on a move counts",
        "margin_days": "days of the likely finish from which on a move counts",
    },
    counted="projects",
    options=("compared_with",),
    conventions=FROM_EXPORTS,
    units={"change_size": "ratio"},
    derive=change_rows,
)

FAMILY = (PROJECT_CHANGES,)
