"""The decision family: what somebody is asked to decide, and at what cost of doing nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pmo_analytics.catalogue.own_questions import DECIDE_WITHIN_DAYS
from pmo_analytics.catalogue.questions import questions
from pmo_analytics.health.decision_kinds import NOTHING, WRITTEN
from pmo_analytics.metrics.conventions import FROM_REPORTS
from pmo_analytics.metrics.measure import Answers, Measure, Row
from pmo_analytics.metrics.question import Question

MOST_SHOWN = 5  # decisions on a page with all of their options; the others in a line each


def decision_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """List what waits for a decision in every scope: what is overdue first, then by its cost."""
    options = answers.values("decision_options", question)
    for scope, day in question.cases():
        nothing = {
            row["decision_id"]: row
            for row in options[scope.name, day.day]["frame"]
            if row["kind_name"] == NOTHING
        }
        rows = [
            row
            | {
                "nothing_cost": nothing[row["decision_id"]]["likely_total_cost"],
                "over_cost": nothing[row["decision_id"]]["over_cost"],
                "overdue_days": max((day.day - row["due_date"]).days, 0),
            }
            for row in questions(answers, (scope, day), question)
        ]
        rows.sort(key=_overdue_first)
        yield {
            "scope": scope.name,
            "as_of": day.day,
            "n": len(rows),
            "decision_count": len(rows),
            "shown_count": min(len(rows), MOST_SHOWN),
            "hidden_count": max(len(rows) - MOST_SHOWN, 0),
            "overdue_count": sum(row["overdue_days"] > 0 for row in rows),
            "written_count": sum(row["about_name"] == WRITTEN for row in rows),
            "frame": rows,
        }


def _overdue_first(row: Row) -> tuple[bool, float, Any, str]:
    at_stake = float(row["nothing_cost"] or row["over_cost"] or 0)
    return (not row["overdue_days"], -at_stake, row["due_date"], row["decision_id"])


DECISIONS = Measure(
    name="decisions",
    family="judgement",
    label="Decisions requested",
    meaning="What somebody is to decide: open decisions of the register, and what the data ask.",
    rule=(
        "A decision of the register is open from the day it was raised until it is decided, and "
        "overdue when its due day is over. The suite asks itself, within "
        f"{DECIDE_WITHIN_DAYS} days: for the date, where the schedule of a project is red or amber "
        "and no decision of it is open; for what blocks an item for longer than 85% of the "
        "finished ones took, where blockers.csv names a cause that no open decision names; for "
        "money, where the cost is red or amber and no option of an open decision saves any; for an "
        "old report that is better than the data; for a team that is promised more than its hours "
        "in months to come, of the first in a row; for a team that by team_work had better stop "
        "starting; for an objective of pmo.toml that no project serves. "
        "What is overdue comes first, then what has the largest cost of doing nothing, or the most "
        f"above a budget; a page shows {MOST_SHOWN} with their "
        "options and the others in a line each."
    ),
    source="decisions.csv, the colours of schedule and cost, and the registers of what is asked",
    unit="count",
    better="lower",
    least_tier=None,
    least_data="registers, or items with a baseline",
    smallest_n=0,
    cannot_tell="What was decided without being written down.",
    detail="decision_grounds",
    values={
        "decision_count": "decisions that wait",
        "shown_count": "of these, shown with their options",
        "hidden_count": "of these, shown in a line each",
        "overdue_count": "past their due day",
        "written_count": "of decisions.csv; the data ask the others",
    },
    units={"wip_per_person": "ratio", "hand_offs_per_item": "ratio"},
    counted="decisions",
    conventions=FROM_REPORTS,
    derive=decision_rows,
)

FAMILY = (DECISIONS,)
