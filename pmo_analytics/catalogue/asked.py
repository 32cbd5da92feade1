"""The decision family: what became of what the last report asked.

The last report is the newest one that was really published before the day, by `questions.jsonl` in
the folder of reports; where there is none, what a report of the day compared with would have asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pmo_analytics.catalogue.overloads import overloads
from pmo_analytics.catalogue.own_questions import open_decisions
from pmo_analytics.catalogue.published import NOTHING_ASKED, QUESTIONS_FILE, AskedQuestion
from pmo_analytics.health.decision_kinds import OVERLOAD, WRITTEN
from pmo_analytics.metrics.conventions import FROM_REPORTS
from pmo_analytics.metrics.measure import Answers, Measure, Row
from pmo_analytics.metrics.question import AsOf, Question, Scope

MORE_SHARE = 0.1  # dearer than when it was asked, by so much of the cost of doing nothing
DECIDED, RAISED, GONE, WORSE, WAITING = "decided", "raised", "gone", "worse", "waiting"
_COLUMNS = ("decision_id", "project_id", "about_name", "question_name", "nothing_cost")


def asked_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Follow up what the last report asked about every scope."""
    for scope, day in question.cases():
        last, asked, is_published = _last_asked(answers, scope, day, question.options)
        rows = _followed(answers, scope, day, asked, last)
        became = [row["became_name"] for row in rows]
        yield {
            "scope": scope.name,
            "as_of": day.day,
            "n": len(rows),
            "asked_count": len(rows),
            "last_report_date": last,
            "is_published": is_published,
            "decided_count": became.count(DECIDED),
            "raised_count": became.count(RAISED),
            "gone_count": became.count(GONE),
            "dearer_count": became.count(WORSE),
            "waiting_count": became.count(WAITING) + became.count(WORSE),
            "frame": rows,
        }


def _last_asked(
    answers: Answers, scope: Scope, day: AsOf, options: Row
) -> tuple[date, list[Row], bool]:
    """Return the day of the last report, what it asked, and whether it was really published.

    Of each project the last that asked something of it, or said that there was nothing to ask: a
    run need not make all reports.
    """
    own = [
        one
        for one in answers.asked
        if one.made_date < day.day.isoformat() and one.project_id in ("", *scope.project_ids)
    ]
    last: dict[str, str] = {}
    for one in own:
        last[one.project_id] = max(last.get(one.project_id, ""), one.made_date)
    if own:
        quiet = max((one.made_date for one in own if _is_quiet_of_all(one)), default="")
        newest = [
            one
            for one in own
            if one.made_date == max(last[one.project_id], quiet)
            and one.decision_id != NOTHING_ASKED
        ]
        return date.fromisoformat(max(last.values())), _published(newest), True
    before = answers.calendar.compared_with(day, options.get("compared_with"))
    key = (scope.name, before.day)
    rows = answers.values("decisions", Question((scope,), (before,)))[key]["frame"]
    return before.day, [{name: row[name] for name in _COLUMNS} for row in rows], False


def _is_quiet_of_all(one: AskedQuestion) -> bool:
    """Tell whether a line says that the report of all projects asked nothing."""
    return one.decision_id == NOTHING_ASKED and not one.project_id


def _published(asked: Sequence[AskedQuestion]) -> list[Row]:
    return [
        {
            "decision_id": one.decision_id,
            "project_id": one.project_id,
            "about_name": "",
            "question_name": one.question,
            "nothing_cost": None if one.nothing_cost is None else Decimal(one.nothing_cost),
        }
        for one in asked
    ]


def _followed(
    answers: Answers, scope: Scope, day: AsOf, asked: Sequence[Row], last: date
) -> list[dict[str, Any]]:
    single = Question((scope,), (day,))
    now = {
        row["decision_id"]: row
        for row in answers.values("decisions", single)[scope.name, day.day]["frame"]
    }
    decided = {
        row["decision_id"]: row["decision"] for row in answers.rows("decided_decisions", single)
    }
    raised = {
        row["project_id"]: row["question_name"]
        for row in now.values()
        if row["about_name"] == WRITTEN and row["raised_date"] > last
    }
    if any(row["decision_id"].endswith(f".{OVERLOAD}") for row in asked):
        raised |= _put_for_teams(answers, scope, day)
    rows = [{**row, **_became(row, now, decided, raised)} for row in asked]
    order = (WORSE, DECIDED, RAISED, GONE, WAITING)
    return sorted(rows, key=lambda row: (order.index(row["became_name"]), row["decision_id"]))


def _put_for_teams(answers: Answers, scope: Scope, day: AsOf) -> dict[str, str]:
    """Return by question about the hours of a team the decision, of any project, that asks it."""
    open_now = open_decisions(answers, answers.forecaster.project_ids, day)
    asked = {row["decision_id"]: row["question"] for row in open_now}
    return {
        f"{one['team_name']}.{OVERLOAD}": asked[one["asked_by"]]
        for one in overloads(answers, (scope, day), Question((scope,), (day,)))
        if one["asked_by"]
    }


def _became(
    row: Row, now: Mapping[str, Row], decided: Mapping[str, str], raised: Mapping[str, str]
) -> dict[str, Any]:
    """Return what became of a question, with the answer or the decision that it was put to."""
    one, today = row["decision_id"], now.get(row["decision_id"], {}).get("nothing_cost")
    if one in now:
        then = row["nothing_cost"]
        is_known = then is not None and today is not None
        is_worse = is_known and float(today) > float(then) * (1 + MORE_SHARE)
        return {"became_name": WORSE if is_worse else WAITING, "today_cost": today}
    if one in decided:
        return {"became_name": DECIDED, "answer_name": decided[one]}
    put = raised.get(one) or raised.get(row["project_id"])
    if put:
        return {"became_name": RAISED, "answer_name": put}
    return {"became_name": GONE}


ASKED_BEFORE = Measure(
    name="asked_before",
    family="judgement",
    label="What became of what was asked",
    meaning="What became of the questions of the last report: decided, gone, waiting, or dearer.",
    rule=(
        "The last report is the newest that was published before the day, be it that it asked "
        "nothing; without one it is worked out for the day compared with. Decided by "
        "decisions.csv; raised, where another decision of the project was raised since, or one of "
        "any project asks about the hours of the team; gone, what is asked no more; worse, what "
        f"waits and costs at least {MORE_SHARE:.0%} more, if nothing is done, than when it was "
        "asked."
    ),
    source=f"{QUESTIONS_FILE} in the folder of reports, decisions.csv and decisions",
    unit="count",
    least_tier=None,
    least_data="registers, or items with a baseline",
    smallest_n=0,
    cannot_tell="Why a question went away, and what was decided without being written down.",
    detail="decision_grounds",
    values={
        "asked_count": "questions of the last report",
        "last_report_date": "its day",
        "is_published": "it was really published",
        "decided_count": "questions decided since",
        "raised_count": "put to a decision of the register since",
        "gone_count": "asked no more",
        "waiting_count": "waiting still",
        "dearer_count": "of these, dearer than when they were asked",
    },
    counted="questions",
    options=("compared_with",),
    conventions=FROM_REPORTS,
    derive=asked_rows,
    known_of="projects",
)

FAMILY = (ASKED_BEFORE,)
