"""What is to be decided: open decisions of the register, and what the data ask themselves.

The suite asks only what nobody has put to a decision, and only where a number warrants it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import timedelta
from typing import Any

from pmo_analytics.catalogue.colours import long_blocked
from pmo_analytics.health.decision_kinds import BLOCKER, COST, DATE, WRITTEN
from pmo_analytics.metrics.measure import Answers, Row
from pmo_analytics.metrics.projects import PORTFOLIO, project_scope
from pmo_analytics.metrics.question import AsOf, Question, Scope

DECIDE_WITHIN_DAYS = 14  # a question of the suite itself is due so long after the report
_ASKING = ("red", "amber")  # a green or grey dimension asks nothing


def questions(answers: Answers, scope: Scope, day: AsOf) -> list[dict[str, Any]]:
    """Return what waits for a decision in a scope as of a day, those of the register first."""
    written = list(_registered(answers, scope, day))
    return [*written, *_own(answers, scope, day, {row["project_id"] for row in written})]


def everything(answers: Answers) -> Scope:
    """Return the scope of all projects: what one decides may touch any of them."""
    return Scope(PORTFOLIO, tuple(answers.forecaster.project_ids))


def _registered(answers: Answers, scope: Scope, day: AsOf) -> Iterator[dict[str, Any]]:
    for row in answers.rows("open_decisions", Question((scope,), (day,))):
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


def _own(
    answers: Answers, scope: Scope, day: AsOf, asked: Collection[str]
) -> Iterator[dict[str, Any]]:
    judged = answers.values("judgement", Question((scope,), (day,)))[scope.name, day.day]
    blockers = _blockers(answers, scope, day)
    for row in judged["frame"]:
        project_id = row["project_id"]
        if row["schedule_colour_name"] in _ASKING and row["is_rated"] and project_id not in asked:
            yield _question(project_id, DATE, day)
        if project_id in blockers:
            yield _question(project_id, BLOCKER, day) | blockers[project_id]
        is_dear = row["cost_colour_name"] in _ASKING and row["outlook_name"] != "ended"
        if is_dear and not _saves_money(answers, project_id, day):
            yield _question(project_id, COST, day)


def _question(project_id: str, about: str, day: AsOf) -> dict[str, Any]:
    return {
        "decision_id": f"{project_id}.{about}",
        "project_id": project_id,
        "about_name": about,
        "raised_date": day.day,
        "due_date": day.day + timedelta(days=DECIDE_WITHIN_DAYS),
        "question_name": "",
        "options_name": "",
        "recommendation_name": "",
        "owner_name": "",
    }


def _blockers(answers: Answers, scope: Scope, day: AsOf) -> dict[str, dict[str, Any]]:
    """Return the longest blocker of each project that is older than most of its items took.

    Its cause stands in a register, and no open decision names it or the item.
    """
    single = Question(tuple(map(project_scope, scope.project_ids)), (day,))
    said = _said(answers, day)
    found: dict[str, dict[str, Any]] = {}
    for project_id, rows in long_blocked(answers, single).items():
        for row in (row for row in rows if row["cause"]):
            if not any(name.casefold() in said for name in (row["cause"], row["item_key"])):
                found.setdefault(project_id, _blocker(row))
    return found


def _blocker(row: Row) -> dict[str, Any]:
    return {
        "item_key": row["item_key"],
        "item_url": row["item_url"],
        "cause_name": row["cause"],
        "blocked_days": row["blocked_days"],
        "is_start_known": row["is_start_known"],
        "usual_days": row["sure_days"],
    }


def _said(answers: Answers, day: AsOf) -> str:
    """Return all that open decisions and their options say, to look for names in it."""
    question = Question((everything(answers),), (day,))
    texts = [
        row[name] or ""
        for query, names in _TEXTS.items()
        for row in answers.rows(query, question)
        for name in names
    ]
    return "\n".join(texts).casefold()


_TEXTS = {
    "open_decisions": ("question", "options"),
    "open_options": ("option", "dependency", "items_out", "items_in", "note"),
}


def _saves_money(answers: Answers, project_id: str, day: AsOf) -> bool:
    """Tell whether an option of an open decision of a project is to save money."""
    options = answers.rows("open_options", Question((project_scope(project_id),), (day,)))
    return any((row["money"] or 0) < 0 for row in options)
