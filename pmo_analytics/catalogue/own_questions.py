"""What the data ask themselves: what nobody put to a decision, where a number warrants it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta
from typing import Any

from pmo_analytics.catalogue.colours import long_blocked
from pmo_analytics.health.decision_kinds import (
    BLOCKER,
    COST,
    DATE,
    FOCUS,
    OBJECTIVE,
    REPORT,
)
from pmo_analytics.metrics.measure import Answers, Row
from pmo_analytics.metrics.projects import PORTFOLIO, project_scope
from pmo_analytics.metrics.question import AsOf, Case, Question, Scope

_TELLING_LETTERS = 5  # a shorter word is in too many texts to name anything
DECIDE_WITHIN_DAYS = 14  # a question of the suite itself is due so long after the report
_ASKING = ("red", "amber")  # a green or grey dimension asks nothing
FOCUS_FACTS = (
    *("wip_count", "wip_per_person", "older_count", "limit_count", "hand_offs_per_item"),
    *("through_weeks", "limited_weeks"),
)


def everything(answers: Answers) -> Scope:
    """Return the scope of all projects: what one decides may touch any of them."""
    return Scope(PORTFOLIO, tuple(answers.forecaster.project_ids))


def open_decisions(answers: Answers, project_ids: Collection[str], day: AsOf) -> list[Row]:
    """Return the open decisions of some projects and those of none, of all that are read once."""
    rows = answers.rows("open_decisions", Question((everything(answers),), (day,)))
    return [row for row in rows if row["project_id"] in (None, *project_ids)]


def own_questions(
    answers: Answers, case: Case, asked: Collection[str], whole: Question
) -> Iterator[dict[str, Any]]:
    """Yield what the data ask about a scope as of a day.

    Args:
        asked: projects of which a decision of the register is open; their dates are its matter.
        whole: all scopes and days for which the same is asked, and which are read together.
    """
    scope, day = case
    judged = answers.values("judgement", Question((scope,), (day,)))[scope.name, day.day]
    written = _written(answers, day)
    said = written.casefold()
    blockers = _blockers(answers, scope, day, said)
    for row in judged["frame"]:
        project_id, is_at_work = row["project_id"], row["outlook_name"] != "ended"
        if row["schedule_colour_name"] in _ASKING and row["is_rated"] and project_id not in asked:
            yield own_question(f"{project_id}.{DATE}", DATE, day, project_id)
        if project_id in blockers:
            question = own_question(f"{project_id}.{BLOCKER}", BLOCKER, day, project_id)
            yield question | blockers[project_id]
        is_dear = row["cost_colour_name"] in _ASKING and is_at_work
        if is_dear and not _saves_money(answers, project_id, day):
            yield own_question(f"{project_id}.{COST}", COST, day, project_id)
        if row["is_report_stale"] and row["is_watermelon"] and is_at_work:
            yield own_question(f"{project_id}.{REPORT}", REPORT, day, project_id)
    yield from _scattered(answers.values("team_work", whole)[scope.name, day.day], day, written)
    yield from _unserved(answers, answers.case_rows("objectives", case, whole), day, said)


def own_question(decision_id: str, about: str, day: AsOf, project_id: str = "") -> dict[str, Any]:
    """Return a question that the data ask, without what it is about."""
    return {
        "decision_id": decision_id,
        "project_id": project_id,
        "about_name": about,
        "raised_date": day.day,
        "due_date": day.day + timedelta(days=DECIDE_WITHIN_DAYS),
        "question_name": "",
        "options_name": "",
        "recommendation_name": "",
        "owner_name": "",
    }


def _scattered(found: Row, day: AsOf, written: str) -> Iterator[dict[str, Any]]:
    """Ask of each team that has too much in progress at once to stop starting."""
    for row in found["frame"]:
        if not row["is_to_stop"] or _is_named(row["team"], written):
            continue
        of_one = row["project_ids"][0] if row["project_count"] == 1 else ""
        yield own_question(f"{row['team']}.{FOCUS}", FOCUS, day, of_one) | {
            "team_name": row["team"],
            **{name: row[name] for name in FOCUS_FACTS},
        }


def _unserved(
    answers: Answers, found: Sequence[Row], day: AsOf, said: str
) -> Iterator[dict[str, Any]]:
    """Ask about the objectives of pmo.toml that no project names, where any names one at all.

    A project with a milestone that speaks of one is asked first.
    """
    rows = sorted((row for row in found if row["objective"]), key=lambda row: row["objective"])
    if not any(row["project_count"] for row in rows):
        return
    for row in rows:
        if not row["project_count"] and row["objective"].casefold() not in said:
            others = " ".join(one["objective"] for one in rows if one is not row)
            project_id, milestone = _speaking_of(answers, row["objective"], others, day)
            question = own_question(f"{row['objective']}.{OBJECTIVE}", OBJECTIVE, day, project_id)
            yield question | {"objective_name": row["objective"], "milestone_name": milestone}


def _speaking_of(answers: Answers, objective: str, others: str, day: AsOf) -> tuple[str, str]:
    """Return the project and its milestone that share a word with an objective; "" for none.

    A word of another objective too says nothing, and where several projects speak of it none does.
    """
    telling = {*telling_words(objective)} - {*telling_words(others)}
    rows = answers.rows("milestones_as_of", Question((everything(answers),), (day,)))
    named = sorted(
        (row["project_id"], row["milestone"])
        for row in rows
        if telling & {*telling_words(row["milestone"])}
    )
    is_one = len({project_id for project_id, _ in named}) == 1
    return named[0] if is_one else ("", "")


def telling_words(text: str) -> Iterator[str]:
    """Yield the words of a text that are long enough to tell what it is about."""
    return (word for word in words_of(text) if len(word) >= _TELLING_LETTERS)


def words_of(text: str) -> list[str]:
    """Return the words of a text without case; keys of items stay whole."""
    return re.findall(r"[^\W_]+(?:-[^\W_]+)*", text.casefold())


def _blockers(answers: Answers, scope: Scope, day: AsOf, said: str) -> dict[str, dict[str, Any]]:
    """Return the longest blocker of each project that is older than most of its items took.

    Its cause stands in a register, and no open decision names it or the item.
    """
    single = Question(tuple(map(project_scope, scope.project_ids)), (day,))
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


def _is_named(team: str, written: str) -> bool:
    """Tell whether a text names a team: a word such as "berths" is no name of a team "Berths"."""
    return re.search(rf"(?<!\w){re.escape(team)}(?!\w)", written) is not None


def _written(answers: Answers, day: AsOf) -> str:
    """Return all that open decisions and their options say, to look for names in it."""
    question = Question((everything(answers),), (day,))
    texts = [
        row[name] or ""
        for query, names in _TEXTS.items()
        for row in answers.rows(query, question)
        for name in names
    ]
    return "\n".join(texts)


_TEXTS = {
    "open_decisions": ("question", "options"),
    "open_options": ("option", "dependency", "items_out", "items_in", "note"),
}


def _saves_money(answers: Answers, project_id: str, day: AsOf) -> bool:
    """Tell whether an option of an open decision of a project is to save money."""
    open_ids = {row["decision_id"] for row in open_decisions(answers, (project_id,), day)}
    options = answers.rows("open_options", Question((everything(answers),), (day,)))
    return any((row["money"] or 0) < 0 for row in options if row["decision_id"] in open_ids)
