"""The blocker family: what blocks work at its root, since when, who waits for it, what it costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pmo_analytics.metrics.conventions import FROM_EXPORTS
from pmo_analytics.metrics.measure import Answers, LeftOut, Measure, Row, rows_of_cases
from pmo_analytics.metrics.needs import BLOCKED
from pmo_analytics.metrics.projects import project_scope, project_within
from pmo_analytics.metrics.question import AsOf, Question, Scope
from pmo_analytics.values import Tier


def chain_rows(answers: Answers, question: Question) -> Iterator[Row]:
    """List the root causes that block each scope, within it or upstream of it, longest first."""
    projects = answers.forecaster.project_ids
    counted = answers.values("item_counts", question)  # where nothing is, nothing is counted
    scopes = tuple(project_within(question.scopes[0], one) for one in projects)
    for day in question.as_of:
        roots, without_cause = _roots(answers, Question(scopes, (day,)))
        exported = _exported(answers, projects, day)
        blocked = {root["project_id"] for root in roots}
        waiting = {one: answers.forecaster.work.waiting_for((one,), day) for one in blocked}
        for scope in (one for one in question.scopes if (one.name, day.day) in counted):
            known = set(scope.project_ids)
            rows = [
                _chain_row(root, waiting, answers, day)
                for root in roots
                if root["project_id"] in known
                or (root["project_id"] in exported and known & {*waiting[root["project_id"]]})
            ]
            rows.sort(key=_longest_first)
            yield _summary(scope, day, rows, sum(without_cause[one] for one in known))


def _exported(answers: Answers, projects: Sequence[str], day: AsOf) -> set[str]:
    """Return the projects that exports knew on the day: of others nothing is told elsewhere."""
    question = Question(tuple(map(project_scope, projects)), (day,))
    rows = rows_of_cases(answers, "work_as_of", question)
    return {row["scope"] for row in rows if row["is_exported"]}


def _roots(answers: Answers, question: Question) -> tuple[list[dict[str, Any]], Mapping[str, int]]:
    """Return a row a cause and project, of items that wait for no other; and those without one."""
    grouped: dict[tuple[str, str], list[Row]] = defaultdict(list)
    without_cause: dict[str, int] = defaultdict(int)
    for row in answers.rows("blocked_items", question):
        if row["is_waiting"]:
            continue
        if row["cause"] is None:
            without_cause[row["scope"]] += 1
        else:
            grouped[row["scope"], row["cause"]].append(row)
    roots = [
        {"project_id": project, "cause": cause, "item_count": len(rows), **_longest(rows)}
        for (project, cause), rows in sorted(grouped.items())
    ]
    return roots, without_cause


def _longest(rows: Sequence[Row]) -> dict[str, Any]:
    longest = max(rows, key=lambda row: (row["blocked_days"], row["item_key"]))
    return {
        "item_key": longest["item_key"],
        "item_title": longest["title"] or longest["item_key"],
        "item_url": longest["item_url"],
        "blocked_days": longest["blocked_days"],
        "is_start_known": longest["is_start_known"],
        "all_blocked_days": sum(row["blocked_days"] for row in rows),
    }


def _chain_row(
    root: Row, waiting: Mapping[str, Sequence[str]], answers: Answers, day: AsOf
) -> dict[str, Any]:
    chain = (root["project_id"], *waiting[root["project_id"]])
    costs = _costs_of_the_late(answers, chain, day)
    return {
        **root,
        "waiting_project_ids": ";".join(chain[1:]),
        "waiting_project_count": len(chain) - 1,
        "week_of_chain_cost": sum(costs, Decimal(0)) if costs else None,
    }


def _costs_of_the_late(answers: Answers, chain: Sequence[str], day: AsOf) -> list[Decimal]:
    """Return the cost of delay a week of those of a chain that will likely miss their dates."""
    question = Question(tuple(map(project_scope, chain)), (day,))
    entries = answers.values("project_entry", question)
    finishes = answers.values("finish_forecast", question)
    return [
        entries[one, day.day]["week_of_delay_cost"]
        for one in chain
        if (finishes.get((one, day.day), {}).get("likely_late_days") or 0) > 0
        and entries.get((one, day.day), {}).get("week_of_delay_cost") is not None
    ]


def _longest_first(row: Row) -> tuple[int, str, str]:
    return (-row["blocked_days"], row["project_id"], row["cause"])


def _summary(scope: Scope, day: AsOf, rows: list[dict[str, Any]], without_cause: int) -> Row:
    return {
        "scope": scope.name,
        "as_of": day.day,
        "n": len(rows),
        "cause_count": len(rows),
        "caused_item_count": sum(row["item_count"] for row in rows),
        "chain_count": sum(row["waiting_project_count"] > 0 for row in rows),
        "without_cause": without_cause,
        "frame": rows,
    }


BLOCKER_CHAINS = Measure(
    name="blocker_chains",
    family="flow",
    label="Blockers and who waits",
    meaning="What blocks open work at its root, since when, and which projects wait for it.",
    rule=(
        "Blocked items that wait for no other item, by the cause that blockers.csv or the tracker "
        "names and by project; days of the longest of them, at least so many where nobody knows "
        "since when. Projects wait that have an open dependency on the project, directly or "
        "through others. A week costs what a week of delay costs those of them, itself included, "
        "that will likely miss their dates."
    ),
    source="[kanban-guide]: unblock what is blocked; cost of delay [reinertsen-2009]",
    unit="count",
    better="lower",
    least_tier=Tier.T0,
    smallest_n=0,
    cannot_tell="What nobody marks as blocked, and what else holds up the projects that wait.",
    detail="blocked_items",
    items="blocked_items",
    values={
        "cause_count": "causes that block work now, by project",
        "caused_item_count": "items that they block",
        "chain_count": "of the causes, those for whose project another one waits",
    },
    needs=(BLOCKED,),
    left_out={
        "without_cause": LeftOut(
            "blocked without a cause", "name it in blockers.csv, or in the field of the tracker"
        )
    },
    counted="causes",
    conventions=FROM_EXPORTS,
    derive=chain_rows,
)

FAMILY = (BLOCKER_CHAINS,)
