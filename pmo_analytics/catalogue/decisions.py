"""The decision family: what somebody is asked to decide, by the register or by the data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from pmo_analytics.metrics.conventions import FROM_REPORTS
from pmo_analytics.metrics.measure import Answers, Measure, Row
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.question import AsOf, Question, Scope

DECIDE_WITHIN_DAYS = 14  # a question of the suite itself is due so long after the report
MOST_SHOWN = 5  # decisions on a page
_ASKING = ("red", "amber")  # a green or grey schedule asks nothing


def decision_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """List what waits for a decision in every scope, the largest cost of doing nothing first."""
    for scope, day in question.cases():
        single = Question(tuple(map(project_scope, scope.project_ids)), (day,))
        costs = answers.values("forecast_delay_cost", single)
        rows = [
            *_registered(answers, scope, day),
            *_own_questions(answers, scope, day),
        ]
        for row in rows:
            delay = costs.get((row["project_id"], day.day), {})
            row["likely_delay_cost"] = delay.get("likely_delay_cost") if delay.get("n") else None
            row["overdue_days"] = max((day.day - row["due_date"]).days, 0)
        rows.sort(key=_largest_cost_first)
        yield {
            "scope": scope.name,
            "as_of": day.day,
            "n": len(rows),
            "decision_count": len(rows),
            "shown_count": min(len(rows), MOST_SHOWN),
            "hidden_count": max(len(rows) - MOST_SHOWN, 0),
            "overdue_count": sum(row["overdue_days"] > 0 for row in rows),
            "shown_overdue_count": sum(row["overdue_days"] > 0 for row in rows[:MOST_SHOWN]),
            "frame": rows,
        }


def _registered(answers: Answers, scope: Scope, day: AsOf) -> Iterator[dict[str, Any]]:
    for row in answers.rows("open_decisions", Question((scope,), (day,))):
        yield {
            "decision_id": row["decision_id"],
            "project_id": row["project_id"] or "",
            "origin_name": "register",
            "raised_date": row["raised_date"],
            "due_date": row["due_date"],
            "question_name": row["question"],
            "options_name": row["options"] or "",
            "recommendation_name": (row["recommendation"] or "").strip(),
            "owner_name": row["owner"],
        }


def _own_questions(answers: Answers, scope: Scope, day: AsOf) -> Iterator[dict[str, Any]]:
    """Ask for the date of each project that will not keep it and that nobody put to a decision."""
    single = Question(tuple(map(project_scope, scope.project_ids)), (day,))
    judged = answers.values("judgement", Question((scope,), (day,)))[scope.name, day.day]
    finishes = answers.values("finish_forecast", single)
    asked = {row["project_id"] for row in _registered(answers, scope, day)}
    for row in judged["frame"]:
        finish = finishes.get((row["project_id"], day.day), {})
        has_chance = finish.get("chance_share") is not None
        is_asking = row["schedule_colour_name"] in _ASKING
        if is_asking and has_chance and row["project_id"] not in asked:
            yield {
                "decision_id": f"{row['project_id']}.date",
                "project_id": row["project_id"],
                "origin_name": "suite",
                "raised_date": day.day,
                "due_date": day.day + timedelta(days=DECIDE_WITHIN_DAYS),
                "question_name": "",
                "options_name": "",
                "recommendation_name": "",
                "owner_name": "",
            }


def _largest_cost_first(row: Row) -> tuple[float, Any, str]:
    return (-float(row["likely_delay_cost"] or 0), row["due_date"], row["decision_id"])


DECISIONS = Measure(
    name="decisions",
    family="judgement",
    label="Decisions requested",
    meaning="What somebody is asked to decide: open decisions of the register, and dates in doubt.",
    rule=(
        "A decision of the register is open from the day it was raised until it is decided, and "
        "overdue when its due day is over. Where the schedule of a project is red or amber and no "
        f"decision of it is open, the suite asks for its date, within {DECIDE_WITHIN_DAYS} days. "
        f"The largest cost of doing nothing comes first; a page shows {MOST_SHOWN}."
    ),
    source="decisions.csv, and the colour of the schedule",
    unit="count",
    better="lower",
    least_tier=None,
    least_data="registers, or items with a baseline",
    smallest_n=0,
    cannot_tell="What was decided without being written down.",
    detail="decision_grounds",
    values={
        "decision_count": "decisions that wait",
        "shown_count": "of these, shown on a page",
        "hidden_count": "of these, left to the register and the reports of the projects",
        "overdue_count": "past their due day",
        "shown_overdue_count": "of those shown, past their due day",
    },
    counted="decisions",
    conventions=FROM_REPORTS,
    derive=decision_rows,
)

FAMILY = (DECISIONS,)
