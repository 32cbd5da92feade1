"""The decision family: what happened since something was decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from statistics import fmean
from typing import Any

from pmo_analytics.health.pace import PACE_WEEKS
from pmo_analytics.metrics.conventions import FROM_EXPORTS
from pmo_analytics.metrics.measure import Answers, Measure, Need, Row, rows_of_cases
from pmo_analytics.metrics.projects import project_scope
from pmo_analytics.metrics.question import AsOf, Question

FOLLOWED_WEEKS = 16  # after a decision: what comes later has other reasons too
LEAST_WEEKS = 4  # complete ones after it: fewer tell nothing of a pace
_WEEK_DAYS = 7


def decided_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Follow up what was decided lately in every scope, the newest decision first."""
    lately = {
        (scope, day): [
            row
            for row in answers.case_rows("decided_decisions", (scope, day), question)
            if (day.day - row["decided_date"]).days < FOLLOWED_WEEKS * _WEEK_DAYS
        ]
        for scope, day in question.cases()
    }
    _ask_together(answers, [row for rows in lately.values() for row in rows])
    for (scope, day), followed in lately.items():
        rows = [_followed(answers, row, day) for row in followed]
        rows.sort(key=lambda row: (day.day - row["decided_date"], row["decision_id"]))
        yield {
            "scope": scope.name,
            "as_of": day.day,
            "n": len(rows),
            "followed_count": len(rows),
            "changed_count": sum(row["since_name"] in ("low", "high") for row in rows),
            "too_early_count": sum(row["since_name"] == "early" for row in rows),
            "followed_weeks_count": FOLLOWED_WEEKS,
            "frame": rows,
        }


def _ask_together(answers: Answers, followed: Sequence[Row]) -> None:
    """Read what was known when each was decided, before the forecast of each is asked."""
    scopes = map(project_scope, dict.fromkeys(row["project_id"] for row in followed))
    days = map(answers.calendar.as_of, dict.fromkeys(row["decided_date"] for row in followed))
    then = Question(tuple(scopes), tuple(days))
    list(rows_of_cases(answers, "work_as_of", then))
    for name in ("project_entry", "data_quality"):
        answers.values(name, then)
    answers.forecaster.prepare(then.as_of)


def _followed(answers: Answers, row: Row, day: AsOf) -> dict[str, Any]:
    decided = {name: row[name] for name in _OF_REGISTER}
    return {
        **decided,
        "outcome_name": row["outcome"] or "",
        **_chances(answers, row["project_id"], row["decided_date"], day),
        **_pace(answers, row["project_id"], row["decided_date"], day),
    }


_OF_REGISTER = ("decision_id", "project_id", "question", "decision", "decided_date")


def _chances(answers: Answers, project_id: str, decided: date, day: AsOf) -> dict[str, Any]:
    """Return the chance of the date in force now, as of the decision and as of the day."""
    scope = project_scope(project_id)
    days = (answers.calendar.as_of(decided), day)
    now = answers.values("project_entry", Question((scope,), (day,))).get((project_id, day.day), {})
    target = now.get("baseline_finish_date")
    asked = Question((scope,), days, {"target_date": target} if target else {})
    found = answers.values("finish_forecast", asked)
    then, today = (found.get((project_id, each.day), {}) for each in days)
    return {
        "target_date": target,
        "chance_then_share": then.get("chance_share") if target else None,
        "chance_now_share": today.get("chance_share") if target else None,
        "likely_then_date": then.get("likely_date"),
        "likely_now_date": today.get("likely_date"),
    }


def _pace(answers: Answers, project_id: str, decided: date, day: AsOf) -> dict[str, Any]:
    """Return the pace before and after, and what its signal says of the time since."""
    single = Question((project_scope(project_id),), (day,))
    pace = answers.values("pace_signal", single).get((project_id, day.day), {})
    weeks: Sequence[Row] = pace.get("frame", ())
    before = [row["finished_count"] for row in weeks if _ends_by(row, decided)][-PACE_WEEKS:]
    after = [row["finished_count"] for row in weeks if row["week_date"] > decided]
    return {
        "since_name": pace_since(pace, decided, len(after)),
        "weeks_after_count": len(after),
        "least_weeks_count": LEAST_WEEKS,
        "before_per_week": fmean(before) if before else None,
        "after_per_week": fmean(after) if after else None,
    }


def _ends_by(week: Row, day: date) -> bool:
    return week["week_date"] + timedelta(days=_WEEK_DAYS) <= day


def pace_since(pace: Row, decided: date, weeks_after: int) -> str:
    """Return what the signal of the pace says of the time since a decision.

    Args:
        pace: of `pace_signal`.
        decided: day of the decision.
        weeks_after: complete weeks since.

    Returns:
        unknown, early, routine, earlier (it had changed before), or the side: low or high.
    """
    if pace.get("reason") or pace.get("side_name") is None:
        return "unknown"
    if weeks_after < LEAST_WEEKS:
        return "early"
    if pace["side_name"] == "routine":
        return "routine"
    began: date = pace["signal_date"]
    return "earlier" if began + timedelta(days=_WEEK_DAYS) <= decided else pace["side_name"]


DECIDED_SINCE = Measure(
    name="decided_since",
    family="judgement",
    label="Since it was decided",
    meaning="What became of date and pace after the decisions of the last weeks.",
    rule=(
        f"Decisions of a project made in the last {FOLLOWED_WEEKS} weeks. The chance of the date "
        "in force now, as it was forecast on the day of the decision, beside that of today. Pace: "
        f"the mean of the complete weeks since, beside that of the {PACE_WEEKS} before; it has "
        "changed where pace_signal signals and the change began in the week of the decision or "
        f"later. With fewer than {LEAST_WEEKS} complete weeks since, it cannot be told yet."
    ),
    source="decisions.csv, finish_forecast and pace_signal",
    unit="count",
    least_tier=None,
    least_data="registers, and items with a history",
    smallest_n=0,
    cannot_tell="Whether the decision is the reason: other things happened in the same weeks.",
    detail="decided_decisions",
    values={
        "followed_count": "decisions made in these weeks",
        "changed_count": "of these, such as a changed pace followed",
        "too_early_count": "of these, made too lately to tell anything of the pace",
        "followed_weeks_count": "weeks that are looked back",
    },
    needs=(Need("add the register decisions.csv", registers=("decisions",)),),
    counted="decisions",
    conventions=FROM_EXPORTS,
    derive=decided_rows,
)

FAMILY = (DECIDED_SINCE,)
