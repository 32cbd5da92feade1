"""Teams that are promised more than their hours: one question a team, of all months in a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from pmo_analytics.catalogue.own_questions import (
    everything,
    open_decisions,
    own_question,
    words_of,
)
from pmo_analytics.health.decision_kinds import OVERLOAD
from pmo_analytics.metrics.measure import Answers, Row
from pmo_analytics.metrics.question import AsOf, Case, Question

_MONTHS_A_YEAR = 12
_HOURS = ("allocated_hours", "available_hours")


def overloads(answers: Answers, case: Case, whole: Question) -> Iterator[dict[str, Any]]:
    """Yield of each team of a scope the first months to come in a row with too few hours.

    `asked_by` is the open decision that asks about them already, "" where none does.
    """
    day = case[1]
    ahead = (row for row in answers.case_rows("team_months", case, whole) if _is_over(row, day))
    months = sorted(ahead, key=lambda row: (row["team"], row["month_date"]))
    for team, rows in groupby(months, key=lambda row: row["team"]):
        facts = _facts(team, _first_in_a_row(list(rows)))
        yield facts | {"asked_by": _asked_by(answers, day, facts)}


def overload_question(facts: Row, day: AsOf) -> dict[str, Any]:
    """Return the question about an overload that no open decision asks about."""
    return own_question(f"{facts['team_name']}.{OVERLOAD}", OVERLOAD, day) | dict(facts)


def promised_hours(answers: Answers, facts: Row, day: AsOf) -> dict[str, float]:
    """Return by project the hours of a team that are promised in the months of an overload."""
    found: dict[str, float] = defaultdict(float)
    for row in answers.rows("team_promises", Question((everything(answers),), (day,))):
        is_within = facts["month_date"] <= row["month_date"] <= facts["last_month_date"]
        if row["team"] == facts["team_name"] and is_within:
            found[row["project_id"]] += float(row["allocated_hours"])
    return dict(sorted(found.items()))


def _is_over(row: Row, day: AsOf) -> bool:
    return (row["utilisation_share"] or 0) > 1 and row["month_date"] >= day.month_ahead


def _first_in_a_row(rows: Sequence[Row]) -> list[Row]:
    first = _month_number(rows[0])
    return [row for at, row in enumerate(rows) if _month_number(row) == first + at]


def _month_number(row: Row) -> int:
    return int(row["month_date"].year * _MONTHS_A_YEAR + row["month_date"].month)


def _facts(team: str, run: Sequence[Row]) -> dict[str, Any]:
    promised, there = (float(sum(row[name] for row in run)) for name in _HOURS)
    return {
        "team_name": team,
        "month_date": run[0]["month_date"],
        "last_month_date": run[-1]["month_date"],
        "utilisation_share": promised / there,
        "over_hours_count": round(promised - there),
        "allocated_hours_count": round(promised),
    }


def _asked_by(answers: Answers, day: AsOf, facts: Row) -> str:
    """Return the open decision that names the team, or chooses between projects that share it."""
    sharing = {project_id.casefold() for project_id in promised_hours(answers, facts, day)}
    options: dict[str, list[str]] = defaultdict(list)
    for row in answers.rows("open_options", Question((everything(answers),), (day,))):
        options[row["decision_id"]] += [row["option"], row["note"] or ""]
    for row in open_decisions(answers, answers.forecaster.project_ids, day):
        texts = [*(row["options"] or "").split(";"), *options[row["decision_id"]]]
        is_named = facts["team_name"].casefold() in "\n".join([row["question"], *texts]).casefold()
        chosen = {one for text in texts for one in sharing.intersection(words_of(text))}
        if is_named or len(chosen) > 1:
            return str(row["decision_id"])
    return ""
