"""Options of the questions that the data ask themselves, and what each would change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from pmo_analytics.catalogue.option_plan import OUT, OptionPlan
from pmo_analytics.catalogue.overloads import promised_hours
from pmo_analytics.catalogue.own_questions import everything, telling_words, words_of
from pmo_analytics.errors import UsageError
from pmo_analytics.forecasts.changes import Change
from pmo_analytics.health.decision_kinds import (
    BLOCKER,
    COST,
    CUT,
    DATE,
    DEPUTY,
    DROP,
    FASTER,
    FOCUS,
    FREE,
    FUND,
    LIMIT,
    MORE_HOURS,
    MOVE,
    NOTHING,
    OBJECTIVE,
    OVERLOAD,
    RELIEVE,
    RENEW,
    REPORT,
    SEPARATOR,
    SERVE,
    UNDO,
)
from pmo_analytics.health.recommendation import LARGEST_CUT_SHARE
from pmo_analytics.metrics.measure import Answers, Row
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.question import AsOf, Question, Scope


def own_options(answers: Answers, question: Row, day: AsOf) -> Iterator[OptionPlan]:
    """Return the options of a question of ours."""
    return _OWN[question["about_name"]](answers, question, day)


def _of_date(answers: Answers, question: Row, day: AsOf) -> Iterator[OptionPlan]:
    """Offer what takes back its slower pace, the least cut, the least pace, and the sure date."""
    scope = project_scope(question["project_id"])
    single, key = Question((scope,), (day,)), (scope.name, day.day)
    least = answers.values("scope_cut", single).get(key, {})
    if least.get("is_small_cut"):
        moved = least["moved_count"]
        change, taken = Change(scope.name, items=-moved), _last_in_line(answers, scope, day, moved)
        yield OptionPlan(CUT, changes=(change,), counts={OUT: moved}, facts=taken)
    faster = answers.values("pace_needed", single).get(key, {}).get("more_pace_share")
    if faster is not None:
        change = Change(scope.name, pace_factor=1 + faster)
        yield OptionPlan(FASTER, changes=(change,), more_pace_share=faster)
    finish = answers.values("finish_forecast", single).get(key, {})
    decided = answers.values("decided_since", single)[key]["frame"]
    for row in decided if finish.get("expected_per_week") else ():
        if row["since_name"] == "low" and row["before_per_week"] > finish["expected_per_week"]:
            yield _undone(row, scope, finish["expected_per_week"])
    yield OptionPlan(MOVE, promised_date=finish.get("sure_date"))


def _undone(decided: Row, scope: Scope, expected: float) -> OptionPlan:
    """Return taking back a decision since which the pace has been slower: as if that were why."""
    return OptionPlan(
        UNDO,
        changes=(Change(scope.name, pace_factor=decided["before_per_week"] / expected),),
        facts={
            "undone_name": decided["decision"],
            "decided_date": decided["decided_date"],
            "before_per_week": decided["before_per_week"],
        },
    )


def _of_blocker(answers: Answers, question: Row, day: AsOf) -> Iterator[OptionPlan]:
    """Offer the ways out that registers name, each on its day, or else to free it at once."""
    forecaster, key = answers.forecaster, question["item_key"]
    waiting = forecaster.work.dependency(key, day).waiting_ids
    for words, due in _ways_out(answers, question, day) or [("", day.day)]:
        on = max(due or day.day, day.day)
        waits = forecaster.work.waits(day, delivered=key, on=on)
        changes = (
            Change(one, waits=tuple(wait for wait in waits if wait.scope_id == one))
            for one in waiting
        )
        why_not = "" if waiting else "no_wait"
        facts = {"needed_date": on}
        yield OptionPlan(FREE, words, changes=tuple(changes), facts=facts, why_not=why_not)


def _ways_out(answers: Answers, question: Row, day: AsOf) -> list[tuple[str, date | None]]:
    """Return the open actions that name the item or its cause, and by when; else responses."""
    single = Question((project_scope(question["project_id"]),), (day,))
    names = {question["item_key"].casefold(), *telling_words(question["cause_name"])}
    for query, text, more, due in (
        ("open_actions", "action", "action", "due_date"),
        ("open_risks", "response", "title", "response_due_date"),
    ):
        found = {
            row[text]: row[due]
            for row in answers.rows(query, single)
            if row[text] and names & set(words_of(f"{row[text]} {row[more]}"))
        }
        if found:
            return sorted(found.items())
    return []


def _last_in_line(answers: Answers, scope: Scope, day: AsOf, count: int) -> dict[str, str]:
    """Name the items that a cut would take: the last in line, what is begun or blocked at last."""
    rows = answers.rows("backlog", Question((scope,), (day,)))
    taken = sorted(rows, key=_first_to_go)[:count]
    return {
        "moved_keys": SEPARATOR.join(row["item_key"] for row in taken),
        "moved_urls": SEPARATOR.join(row["item_url"] or "" for row in taken),
    }


def _first_to_go(row: Row) -> tuple[bool, bool, int]:
    return (row["state"] == "in_progress", row["is_blocked"], -row["place_count"])


def _of_cost(answers: Answers, question: Row, day: AsOf) -> Iterator[OptionPlan]:
    """Offer to pay for what the work will likely cost above its budget, or to leave work out.

    The money is spent in the end whoever pays: options differ in what is approved, when the budget
    is spent, and what is left out. A cut of more than half is no option.
    """
    scope = project_scope(question["project_id"])
    single, key = Question((scope,), (day,)), (scope.name, day.day)
    outturn = answers.values("outturn", single).get(key, {})
    cut = answers.values("budget_cut", single).get(key, {})
    count, of = cut.get("cut_count"), cut.get("cut_of_count")
    facts = {
        "over_cost": outturn.get("outturn_over_cost"),
        "sure_over_cost": outturn.get("outturn_sure_over_cost"),
        "budget_spent_date": outturn.get("budget_spent_date"),
        "paid_count": None if count is None else of - count,
        "cut_likely_date": cut.get("cut_likely_date"),
    }
    why_not = "" if facts["over_cost"] else "no_outturn"
    yield OptionPlan(FUND, facts=facts, why_not=why_not)
    if count is not None and count <= LARGEST_CUT_SHARE * of:
        taken = _last_in_line(answers, scope, day, count)
        yield OptionPlan(CUT, counts={OUT: count}, open_count=of, facts=facts | taken)
    yield OptionPlan(NOTHING, open_count=of, facts=facts, why_not=why_not)


def _of_overload(answers: Answers, question: Row, day: AsOf) -> Iterator[OptionPlan]:
    """Offer to take the hours that are missing from a project of the team, or to find them."""
    missing = question["over_hours_count"]
    for project_id, hours in promised_hours(answers, question, day).items():
        if hours >= missing:
            yield OptionPlan(RELIEVE, facts=_relief(answers, (project_id, hours), missing, day))
    yield OptionPlan(MORE_HOURS, facts={"hours_count": missing})


def _relief(
    answers: Answers, promised: tuple[str, float], missing: int, day: AsOf
) -> dict[str, Any]:
    project_id, hours = promised
    scope = project_scope(project_id)
    entries = answers.values("project_entry", Question((scope,), (day,)))
    entry = entries.get((scope.name, day.day), {})
    return {
        "hours_count": missing,
        "promised_hours_count": round(hours),
        "relieved_name": entry.get("project_name") or project_id,
        "relieved_week_cost": entry.get("week_of_delay_cost"),
    }


def _of_focus(answers: Answers, question: Row, day: AsOf) -> Iterator[OptionPlan]:
    """Offer to start nothing before a team has one item a person in progress."""
    facts = {name: question[name] for name in ("limit_count", "through_weeks", "limited_weeks")}
    limits = _limits(answers, question["team_name"], day)
    changes = [Change(one, wip_limit=limit) for one, limit in limits.items()]
    try:
        found = answers.forecaster.what_if(day, tuple(limits), changes)
    except UsageError:  # one of its projects has no forecast
        yield OptionPlan(LIMIT, facts=facts)
        return
    yield OptionPlan(LIMIT, facts=facts | {"likely_earlier_days": -round(found.likely.total)})


def _limits(answers: Answers, team: str, day: AsOf) -> dict[str, int]:
    """Return of each project of a team how many items its people leave in progress, one each.

    What others have in progress in the project stays.
    """
    asked = Question((everything(answers),), (day,))
    (folded,) = (r["team_folded"] for r in answers.rows("team_wip", asked) if r["team"] == team)
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in answers.rows("team_items", asked):
        if row["state"] == "in_progress":
            rows[row["project_id"]].append(row)
    limits = {}
    for project_id, items in sorted(rows.items()):
        own = [row for row in items if row["team_folded"] == folded]
        if own:
            people = {row["person_folded"] for row in own}
            limits[project_id] = len(items) - len(own) + len(people)
    return limits


def _of_report(_answers: Answers, _question: Row, _day: AsOf) -> Iterator[OptionPlan]:
    yield OptionPlan(DEPUTY)
    yield OptionPlan(RENEW)


def _of_objective(_answers: Answers, _question: Row, _day: AsOf) -> Iterator[OptionPlan]:
    yield OptionPlan(SERVE)
    yield OptionPlan(DROP)


_OWN = {
    DATE: _of_date,
    BLOCKER: _of_blocker,
    COST: _of_cost,
    OVERLOAD: _of_overload,
    FOCUS: _of_focus,
    REPORT: _of_report,
    OBJECTIVE: _of_objective,
}
