"""Colours of projects by dimension, replayed week by week: no state is stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pmo_analytics.health.dimensions import DIMENSIONS, Dimension
from pmo_analytics.health.overall import overall
from pmo_analytics.health.rag import declared_colour, replay, spared_red
from pmo_analytics.metrics.flow.times import CYCLE_TIME
from pmo_analytics.metrics.measure import Answers, Key, Row, rows_of_cases
from pmo_analytics.metrics.question import AsOf, Question, Scope
from pmo_analytics.values import Rag, RagPair

REPLAY_WEEKS = 52
# Where nothing is left the end is a fact, and no pace is owed any more.
_WHEN_ENDED = {"schedule": 1.0, "flow": None}
_WITHOUT_PAST: dict[str, Rag] = {each.name: "grey" for each in DIMENSIONS if not each.has_past}
CAPS = ("long_blocked", "overdue_need")  # what keeps a green from being one


@dataclass(frozen=True)
class Replayed:
    """The colours of projects on the ends of weeks, lastly on the day asked for."""

    answers: Answers
    weeks: Question
    by_dimension: Mapping[str, Mapping[str, tuple[Rag, ...]]]  # dimension, project, week
    exported: frozenset[Key]  # projects and weeks that exports knew at the time

    def of(self, project_id: str, week: int = -1) -> dict[str, Rag]:
        """Return the colours of a project at the end of a week, by dimension."""
        return {name: found[project_id][week] for name, found in self.by_dimension.items()}

    def apart(self, project_id: str, reports: Mapping[Key, Row]) -> dict[str, Any]:
        """Tell in how many weeks a project reported better than its data, and since when it does.

        Args:
            project_id: of a scope of its own.
            reports: what it said by each week, of `project_entry`.
        """
        rule = self.answers.settings.portfolio.overall
        compared, better, since = 0, 0, None
        told = self._told(project_id)
        for place, week in enumerate(self.weeks.as_of):
            if week.day not in told:
                continue
            word = reports.get((project_id, week.day), {}).get("declared_name")
            colours = {**self.of(project_id, place), **_WITHOUT_PAST}
            computed = overall(colours, rule=rule, reported=word).colour
            pair = RagPair(declared=declared_colour(word), computed=computed)
            compared += pair.declared is not None and computed != "grey"
            better += pair.is_watermelon
            since = (since or week.day) if pair.is_watermelon else None
        return {
            "compared_weeks_count": compared,
            "optimistic_weeks_count": better,
            "optimistic_since_date": since,
        }

    def _told(self, project_id: str) -> set[date]:
        """Return the weeks that exports knew at the time; all where the last is the first of them.

        What later exports say of a week was told to nobody then. A project with a single export
        knows its past from that one.
        """
        days = {week.day for week in self.weeks.as_of}
        known = {day for day in days if (project_id, day) in self.exported}
        return known if known - {max(days)} else days


def replayed(answers: Answers, scopes: Sequence[Scope], day: AsOf) -> Replayed:
    """Replay the colours of projects over the weeks up to a day."""
    weeks = Question(tuple(scopes), answers.calendar.week_ends(day, REPLAY_WEEKS))
    quality = answers.values("data_quality", weeks)
    finishes = answers.values("finish_forecast", weeks)
    found = {each.name: _colours(answers, weeks, each, quality, finishes) for each in DIMENSIONS}
    rows = rows_of_cases(answers, "work_as_of", weeks)
    exported = frozenset((row["scope"], row["as_of"]) for row in rows if row["is_exported"])
    return Replayed(answers, weeks, found, exported)


def _colours(
    answers: Answers,
    weeks: Question,
    dimension: Dimension,
    quality: Mapping[Key, Row],
    finishes: Mapping[Key, Row],
) -> dict[str, tuple[Rag, ...]]:
    """Return the colours of a dimension for each scope, a week each."""
    found = answers.values(dimension.measure, weeks)
    policy = answers.policies[dimension.name]

    def driving(scope: Scope, day: AsOf) -> float | None:
        key = (scope.name, day.day)
        if quality.get(key, {}).get("is_stale"):
            return None
        if dimension.name in _WHEN_ENDED and finishes.get(key, {}).get("ended_date"):
            return _WHEN_ENDED[dimension.name]
        row = found.get(key, {})
        value = row.get(dimension.column)
        if value is None:
            return None
        # its chances still move with each week: amber says that they are not good
        return spared_red(float(value), policy) if row.get("is_young") else float(value)

    def is_late(scope: Scope, day: AsOf) -> bool:
        return bool(dimension.late and found.get((scope.name, day.day), {}).get(dimension.late))

    return {
        scope.name: tuple(
            "amber" if rag == "green" and is_late(scope, day) else rag
            for rag, day in zip(
                replay(
                    (driving(scope, day) for day in weeks.as_of),
                    policy,
                    agreeing=dimension.agreeing_weeks,
                ),
                weeks.as_of,
                strict=True,
            )
        )
        for scope in weeks.scopes
    }


# --- what caps a green -----------------------------------------------------------------------


def caps(answers: Answers, scopes: Sequence[Scope], day: AsOf) -> dict[str, dict[str, Any]]:
    """Return by project what keeps a green from being one as of a day.

    A blocked item that is blocked for longer than nearly all finished items took in all, and open
    work that waits for something past the day on which it is needed.
    """
    now = Question(tuple(scopes), (day,))
    blocked, waiting = long_blocked(answers, now), _waiting(answers, now)
    return {
        scope.name: {**_of_blocked(blocked[scope.name]), **_of_waiting(waiting[scope.name])}
        for scope in scopes
    }


def cap_names(cap: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what keeps a green from being one, the first the driver."""
    return tuple(name for name in CAPS if cap[f"{name}_count"])


def long_blocked(answers: Answers, now: Question) -> dict[str, list[Row]]:
    """Return the items of each project that are blocked past the service level, longest first."""
    taken = answers.values(CYCLE_TIME.name, now)
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows_of_cases(answers, "blocked_items", now):
        times = taken.get((row["scope"], row["as_of"]), {})
        is_known = (times.get("n") or 0) >= CYCLE_TIME.smallest_n
        if is_known and row["blocked_days"] > times["sure_days"]:
            found[row["scope"]].append({**row, "sure_days": times["sure_days"]})
    for rows in found.values():
        rows.sort(key=lambda row: (-row["blocked_days"], row["item_key"]))
    return found


def _of_blocked(rows: Sequence[Row]) -> dict[str, Any]:
    longest = rows[0] if rows else {}
    return {
        "long_blocked_count": len(rows),
        "longest_blocked_name": longest.get("item_key"),
        "longest_blocked_days": longest.get("blocked_days"),
        "service_level_days": longest.get("sure_days"),
    }


def _waiting(answers: Answers, now: Question) -> dict[str, list[Row]]:
    """Return what open work of each project waits for past its day, the oldest day first."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows_of_cases(answers, "dependency_edges", now):
        if row["scope"] == row["waiting_project_id"] and row["is_late"]:
            found[row["scope"]].append(row)
    for rows in found.values():
        rows.sort(key=lambda row: (row["need_by_date"], row["needed_name"]))
    return found


def _of_waiting(rows: Sequence[Row]) -> dict[str, Any]:
    first = rows[0] if rows else {}
    return {
        "overdue_need_count": len(rows),
        "overdue_need_name": first.get("needed_title") or first.get("needed_name"),
        "overdue_need_date": first.get("need_by_date"),
    }
