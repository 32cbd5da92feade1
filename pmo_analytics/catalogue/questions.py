"""What is to be decided: open decisions of the register, and what the data ask themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pmo_analytics.catalogue.overloads import overload_question, overloads
from pmo_analytics.catalogue.own_questions import open_decisions, own_questions
from pmo_analytics.health.decision_kinds import WRITTEN
from pmo_analytics.metrics.measure import Answers
from pmo_analytics.metrics.question import AsOf, Case, Question, Scope


def questions(answers: Answers, case: Case, whole: Question) -> list[dict[str, Any]]:
    """Return what waits for a decision in a scope as of a day, those of the register first.

    Args:
        answers: the door to the data.
        case: the scope and the day.
        whole: all scopes and days for which the same is asked, and which are read together.
    """
    found = list(overloads(answers, case, whole))
    teams = {one["asked_by"]: one for one in found}
    written = [row | teams.get(row["decision_id"], {}) for row in _registered(answers, *case)]
    asked = {row["project_id"] for row in written}
    of_teams = (overload_question(one, case[1]) for one in found if not one["asked_by"])
    return [*written, *own_questions(answers, case, asked, whole), *of_teams]


def _registered(answers: Answers, scope: Scope, day: AsOf) -> Iterator[dict[str, Any]]:
    for row in open_decisions(answers, scope.project_ids, day):
        yield {
            "decision_id": row["decision_id"],
            "project_id": row["project_id"] or "",
            "about_name": WRITTEN,
            "raised_date": row["raised_date"],
            "due_date": row["due_date"],
            "question_name": row["question"],
            "options_name": row["options"] or "",
            "recommendation_name": (row["recommendation"] or "").strip(),
            "owner_name": row["owner"],
        }
