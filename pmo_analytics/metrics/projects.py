"""The projects of a warehouse, and the scopes that are made of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import duckdb

from pmo_analytics.errors import UnknownNameError
from pmo_analytics.metrics.question import NO_FILTER, ItemFilter, Scope
from pmo_analytics.warehouse.connection import fetch_rows

PORTFOLIO = "portfolio"


def list_projects(connection: duckdb.DuckDBPyConnection) -> tuple[dict[str, Any], ...]:
    """Return id, name and programme of all projects; those without a programme come last."""
    sql = """
        select project_id, name, programme
        from projects
        order by programme nulls last, name, project_id
    """
    return tuple(fetch_rows(connection, sql, name="projects"))


def find_scope(
    connection: duckdb.DuckDBPyConnection,
    *,
    project: str = "",
    programme: str = "",
    team: str = "",
    items: ItemFilter = NO_FILTER,
) -> Scope:
    """Return the scope of one project, one programme, or without both the portfolio.

    With a team only its items count, in whatever of these it works on.

    Raises:
        UnknownNameError: there is no project, programme or team of that name.
    """
    scope = _projects_scope(connection, project=project, programme=programme, items=items)
    if not team:
        return scope
    known = list_teams(connection)
    if team not in known:
        raise UnknownNameError(_unknown_sentence("team", team, list(known)))
    name = f"{team}, {scope.name}" if project or programme else team
    return replace(scope, name=name, team=team)


def list_teams(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Return the teams that the exports name."""
    sql = "select distinct team_id from item_versions where team_id is not null order by team_id"
    return tuple(row["team_id"] for row in fetch_rows(connection, sql, name="teams"))


def _projects_scope(
    connection: duckdb.DuckDBPyConnection, *, project: str, programme: str, items: ItemFilter
) -> Scope:
    projects = list_projects(connection)
    if project:
        known = sorted(str(row["project_id"]) for row in projects)
        if project not in known:
            raise UnknownNameError(_unknown_sentence("project", project, known))
        return Scope(name=project, project_ids=(project,), items=items)
    ids = tuple(
        str(row["project_id"]) for row in projects if not programme or row["programme"] == programme
    )
    if programme and not ids:
        known = sorted({row["programme"] for row in projects if row["programme"]})
        raise UnknownNameError(_unknown_sentence("programme", programme, known))
    return Scope(name=programme or PORTFOLIO, project_ids=ids, items=items)


def _unknown_sentence(kind: str, name: str, known: list[str]) -> str:
    there_are = f"There are: {', '.join(known)}." if known else f"This portfolio has no {kind}."
    return f'There is no {kind} "{name}". {there_are}'
