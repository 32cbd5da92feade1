"""Gather what is known of each project by a handful of queries for all of them at once.

History is replayed on the ends of ISO weeks and lastly on the day itself; no state is stored
(DESIGN.md §4, As of).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import duckdb

from pmo_analytics.health.rag import replay
from pmo_analytics.metrics.query import query_rows
from pmo_analytics.metrics.question import AsOf, Question, Scope
from pmo_analytics.narrative.project import DIMENSIONS, Moment, ProjectState
from pmo_analytics.settings import Policy
from pmo_analytics.values import Rag

REPLAY_WEEKS = 52


def gather_states(
    connection: duckdb.DuckDBPyConnection,
    project_ids: tuple[str, ...],
    *,
    days: tuple[AsOf, ...],
    compared_with: AsOf,
    policies: Mapping[str, Policy],
) -> tuple[ProjectState, ...]:
    """Gather the state of projects, in the order given.

    Args:
        days: ends of ISO weeks, oldest first, and lastly the day of the report.
        compared_with: the day to compare with.
        policies: the four lines of each dimension.
    """
    scopes = tuple(Scope(name=project_id, project_ids=(project_id,)) for project_id in project_ids)
    asked = tuple(dict.fromkeys((*days, compared_with)))
    question = Question(scopes=scopes, as_of=asked)
    tables = {
        name: _by_scope_and_day(connection, name, question)
        for name in ("projects_as_of", "pace", "data_quality")
    }
    return tuple(
        _state(project_id, tables, days=days, compared_with=compared_with, policies=policies)
        for project_id in project_ids
    )


def _by_scope_and_day(
    connection: duckdb.DuckDBPyConnection, name: str, question: Question
) -> dict[tuple[str, date], dict[str, Any]]:
    rows = query_rows(connection, name, question)
    return {(row["scope"], row["as_of"]): row for row in rows}


def _state(
    project_id: str,
    tables: Mapping[str, Mapping[tuple[str, date], Mapping[str, Any]]],
    *,
    days: tuple[AsOf, ...],
    compared_with: AsOf,
    policies: Mapping[str, Policy],
) -> ProjectState:
    def moment(as_of: AsOf) -> Moment:
        key = (project_id, as_of.day)
        return Moment(
            as_of=as_of,
            entry=tables["projects_as_of"][key],
            pace=tables["pace"].get(key, {}),
            quality=tables["data_quality"].get(key, {}),
        )

    history = tuple(moment(day) for day in days)
    before = moment(compared_with)
    earlier = tuple(step for step in history if step.as_of.day < compared_with.day)
    return ProjectState(
        project_id=project_id,
        now=history[-1],
        before=before,
        history=history,
        colours=_last_colours(history, policies),
        colours_before=_last_colours((*earlier, before), policies),
    )


def _last_colours(moments: tuple[Moment, ...], policies: Mapping[str, Policy]) -> dict[str, Rag]:
    return {
        dimension: replay((step.value(dimension) for step in moments), policies[dimension])[-1]
        for dimension in DIMENSIONS
    }
