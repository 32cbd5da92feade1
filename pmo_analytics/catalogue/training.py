"""The governance family: which teams are to be taught what, by what is found in their items."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pmo_analytics.forecasts.draws import SEED
from pmo_analytics.health.drift import DRIFT_CHANCE, LEAST_ITEMS, Drift, find_drift
from pmo_analytics.metrics.conventions import FROM_FIELDS
from pmo_analytics.metrics.measure import Answers, LeftOut, Measure, Need, Row
from pmo_analytics.metrics.question import NOTHING, Question
from pmo_analytics.values import TOLERANCE, Tier

LEAST_FINDINGS = 3  # fewer are an oversight, and no reason to teach anybody
TELL_TEAMS = "add the register allocations.csv, or a column of the team to the export"
Topic = tuple[str, str]  # a team, folded, and what it is to be taught


def training_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """Say of every scope which teams are to be taught what, and whether they are."""
    registers = {row["register"] for row in answers.rows("filled_registers", NOTHING)}
    for scope, day in question.cases():
        single = Question((scope,), (day,), question.options)
        findings = answers.rows("taught_findings", single)
        needs = _of_findings(findings) | _of_ways(answers.rows("team_ways", single))
        trainings = answers.rows("trainings", single)
        frame = [
            {**need, **_taught(need, topic, trainings, day.day, is_told="training" in registers)}
            for topic, need in needs.items()
        ]
        frame.sort(key=lambda row: (-row["failed_count"], row["team"], row["topic"]))
        teams = {row["team_folded"] for row in findings if row["team_folded"]}
        untold = sum(row["checked_count"] for row in findings if not row["team_folded"])
        yield {
            "scope": scope.name,
            "as_of": day.day,
            "n": len(teams),
            "team_count": len(teams),
            "needing_team_count": len({row["team"] for row in frame}),
            "training_need_count": len(frame),
            "untaught_count": sum(row["state_name"] in ("none", "overdue") for row in frame),
            "drift_count": sum(row["since_date"] is not None for row in frame),
            "without_team": untold,
            "without_team_count": untold,
            "frame": frame,
        }


def _of_findings(findings: Iterable[Row]) -> dict[Topic, dict[str, Any]]:
    """Return what teams fail more often than they may, by team and topic."""
    broken: dict[Topic, list[Row]] = defaultdict(list)
    for row in findings:
        is_broken = row["failed_count"] > row["line_share"] * row["checked_count"] + TOLERANCE
        if row["team_folded"] and is_broken:
            broken[row["team_folded"], row["topic"]].append(row)
    needs = {topic: _need(rows) for topic, rows in broken.items()}
    return {topic: one for topic, one in needs.items() if one["failed_count"] >= LEAST_FINDINGS}


def _need(rows: Sequence[Row]) -> dict[str, Any]:
    worst = max(rows, key=lambda row: (row["failed_count"], row["standard_id"]))
    return {
        "team": worst["team"],
        "topic": worst["topic"],
        "standard_id": worst["standard_id"],
        "failed_count": worst["failed_count"],
        "checked_count": worst["checked_count"],
        **_DRIFTED,
    }


_DRIFTED = {"since_date": None, "before_share": None, "since_share": None, "since_count": None}


def _of_ways(ways: Iterable[Row]) -> dict[Topic, dict[str, Any]]:
    """Return the teams whose items leave the declared way more often since a day."""
    by_team: dict[str, list[Row]] = defaultdict(list)
    for row in ways:
        if row["team_folded"]:
            by_team[row["team_folded"]].append(row)
    needs = {}
    for team, rows in by_team.items():
        rows.sort(key=lambda row: (row["finished_date"], row["item_key"]))
        kept = [row["is_conforming"] for row in rows]
        drift = find_drift([row["finished_date"] for row in rows], kept, seed=SEED)
        if drift is not None:
            needs[team, "way"] = _drifted(rows[0]["team"], drift)
    return needs


def _drifted(team: str, drift: Drift) -> dict[str, Any]:
    return {
        "team": team,
        "topic": "way",
        "standard_id": "",
        "failed_count": round(drift.since_count * (1 - drift.since_share)),
        "checked_count": drift.since_count,
        "since_date": drift.since_date,
        "before_share": drift.before_share,
        "since_share": drift.since_share,
        "since_count": drift.since_count,
    }


def _taught(
    need: Row, topic: Topic, trainings: Iterable[Row], day: Any, *, is_told: bool
) -> dict[str, Any]:
    """Return whether a training of the topic was held, is planned, or is past its day."""
    names = (topic[1], need["standard_id"])
    alike = [
        row for row in trainings if row["team_folded"] == topic[0] and row["topic_folded"] in names
    ]
    held = max((row["held_date"] for row in alike if row["held_date"]), default=None)
    planned = max((row["planned_date"] for row in alike if not row["held_date"]), default=None)
    state = "none" if is_told else "unknown"
    if held is not None:
        state = "held"
    if planned is not None:
        state = "overdue" if planned < day else "planned"
    return {"held_date": held, "planned_date": planned, "state_name": state}


TRAINING_NEEDS = Measure(
    name="training_needs",
    family="governance",
    label="Training needs",
    meaning="Which teams are to be taught what, by what is found in their items, and if they are.",
    rule=(
        "By team and topic (the board, planning, the way through it): the standard of items that "
        f"fails most often of those that its items fail more often than they may, {LEAST_FINDINGS} "
        "items at least. The way too, where the share of finished items that took it fell at a "
        f"day, with {LEAST_ITEMS} items or more on each side, as it does by chance in under "
        f"{DRIFT_CHANCE:.0%} of shuffled orders. The team is that of the item, else the one that "
        "most hours of its project are promised to. A training is of a topic when its own is "
        "tracker, planning or way, or the name of that standard."
    ),
    source="Training as a duty of the office; findings beside training.csv",
    unit="count",
    better="lower",
    least_tier=Tier.T0,
    cannot_tell="Whether it is knowledge that lacks, or time; ask before you teach.",
    detail="taught_findings",
    values={
        "needing_team_count": "teams that are to be taught something",
        "team_count": "teams of whose items something is known",
        "training_need_count": "topics, by team",
        "untaught_count": "of these, neither held nor planned, or planned for a day that is over",
        "drift_count": "of these, because fewer items take the declared way since a day",
        "without_team_count": "checks of items whose team nobody told",
    },
    needs=(Need(TELL_TEAMS, ("team",), registers=("allocations",)),),
    left_out={"without_team": LeftOut("findings whose team nobody told", TELL_TEAMS)},
    counted="teams",
    known_of="teams",
    units={"since_share": "share"},
    options=("tolerated_share", "untouched_days", "wave_days"),
    conventions=FROM_FIELDS,
    derive=training_rows,
)

FAMILY = (TRAINING_NEEDS,)
