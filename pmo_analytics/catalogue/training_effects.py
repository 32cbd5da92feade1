"""The governance family: whether fewer findings followed a training, on what items tell of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pmo_analytics.catalogue.before_after import (
    COUNTED,
    LEAST_ITEMS,
    LEAST_STOCKS,
    STOCK_WEEKS,
    VERDICT_RULE,
    Series,
    Span,
    counts_of,
    of_days,
    of_items,
    others_near,
    span_of,
    values_of,
    verdict_of,
)
from pmo_analytics.metrics.conventions import FROM_FIELDS
from pmo_analytics.metrics.measure import Answers, Measure, Need, Row
from pmo_analytics.metrics.question import AsOf, Question, Scope
from pmo_analytics.values import Tier

_TOPICS = ("tracker", "planning", "way")


def effect_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Judge the trainings of the teams of every scope, the newest first."""
    for scope, day in question.cases():
        single = Question((scope,), (day,), question.options)
        findings = answers.rows("taught_findings", single)
        held = _held(answers.rows("trainings", single), findings)
        told = [row for row in held if row["topic_folded"] in _names(findings)]
        rows = [_judged(answers, row, told, findings, (scope, day)) for row in told]
        rows.sort(key=lambda row: (-row["held_date"].toordinal(), row["team"], row["topic"]))
        yield {
            "scope": scope.name,
            "as_of": day.day,
            "n": len(rows),
            "held_count": len(held),
            "judged_count": len(rows),
            **counts_of(rows),
            "frame": rows,
        }


def _held(trainings: Sequence[Row], findings: Sequence[Row]) -> list[Row]:
    teams = {row["team_folded"] for row in findings if row["team_folded"]}
    return [row for row in trainings if row["held_date"] and row["team_folded"] in teams]


def _names(findings: Sequence[Row]) -> set[str]:
    """Return what a training may be of: a topic, or a standard that is asked of items."""
    return {*_TOPICS, *(row["standard_id"] for row in findings)}


def _judged(
    answers: Answers,
    row: Row,
    held: Sequence[Row],
    findings: Sequence[Row],
    case: tuple[Scope, AsOf],
) -> dict[str, Any]:
    scope, day = case
    span = span_of(row["held_date"], _same(row, held), day)
    own = [one for one in findings if one["team_folded"] == row["team_folded"]]
    ways = _ways(answers, row, case)
    standard = "" if ways else _standard(answers, row, scope)
    found = of_items(ways, span, day, unit="share") if ways else None
    if standard:
        found = _failing(answers, row["team_folded"], standard, scope, span)
    wanted = "higher" if ways else "lower"
    projects = {project for one in own for project in one["project_ids"]}
    others = answers.rows("other_changes", Question((scope,), (day,)))
    return {
        "team": own[0]["team"],
        "topic": row["topic_folded"],
        "held_date": row["held_date"],
        "standard_id": standard,
        **values_of(found, verdict_of(found, wanted, day)),
        "others": others_near(row["held_date"], projects, others),
    }


def _same(row: Row, held: Sequence[Row]) -> Iterator[Any]:
    """Yield the days on which the same team was taught the same."""
    for other in held:
        if all(other[name] == row[name] for name in ("team_folded", "topic_folded")):
            yield other["held_date"]


def _ways(answers: Answers, row: Row, case: tuple[Scope, AsOf]) -> list[tuple[Any, float]]:
    """Return of each finished item of a team whether it took the way, where that was taught."""
    if row["topic_folded"] != "way":
        return []
    ways = answers.rows("team_ways", Question((case[0],), (case[1],)))
    return [
        (one["finished_date"], float(one["is_conforming"]))
        for one in ways
        if one["team_folded"] == row["team_folded"]
    ]


def _standard(answers: Answers, row: Row, scope: Scope) -> str:
    """Return the standard that was taught: the one named, else what failed most on that day."""
    if row["topic_folded"] not in _TOPICS:
        return row["topic_folded"]
    then = Question((scope,), (answers.calendar.as_of(row["held_date"]),))
    failing = [
        one
        for one in answers.rows("taught_findings", then)
        if (one["team_folded"], one["topic"]) == (row["team_folded"], row["topic_folded"])
        and one["failed_count"] > one["line_share"] * one["checked_count"]
    ]
    worst = max(failing, key=lambda one: (one["failed_count"], one["standard_id"]), default=None)
    return worst["standard_id"] if worst else ""


def _failing(answers: Answers, team: str, standard: str, scope: Scope, span: Span) -> Series:
    """Return the share of items that fail a standard, every fourth week."""
    before, after = span.ends(weeks=STOCK_WEEKS)
    days = tuple(answers.calendar.as_of(one) for one in (*before, *after))
    rows = answers.rows("taught_findings", Question((scope,), days)) if days else []
    known = {
        one["as_of"]: one["failed_count"] / one["checked_count"]
        for one in rows
        if (one["team_folded"], one["standard_id"]) == (team, standard)
    }
    return of_days(known, span, unit="share")


TRAINING_EFFECTS = Measure(
    name="training_effects",
    family="governance",
    label="What trainings changed",
    meaning="Whether fewer of what a team was taught about was found after it was taught.",
    rule=(
        "Trainings that were held, of a topic (tracker, planning, way) or of a standard that is "
        "asked of items. Of the way: which finished items of the team took it. Else: the share of "
        "its items that fail the standard named, or the one that failed most on the day of the "
        f"training, every {STOCK_WEEKS} weeks; {VERDICT_RULE} It can be told from {LEAST_ITEMS} "
        f"items or {LEAST_STOCKS} shares a side."
    ),
    source="Ranks of two sets [mann-whitney-1947]; training.csv",
    unit="count",
    least_tier=Tier.T0,
    smallest_n=0,
    cannot_tell="Whether the training is the reason: what else changed then is named beside it.",
    detail="trainings",
    values={
        "held_count": "trainings that were held",
        "judged_count": "of these, of what items tell",
        **COUNTED,
    },
    needs=(Need("add the register training.csv", registers=("training",)),),
    counted="trainings",
    known_of="teams",
    conventions=FROM_FIELDS,
    derive=effect_rows,
)

FAMILY = (TRAINING_EFFECTS,)
