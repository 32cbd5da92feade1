"""The projects of a warehouse, and the scopes that are made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import duckdb

from pmo_analytics.errors import UnknownNameError
from pmo_analytics.metrics.query import query_rows
from pmo_analytics.metrics.question import NO_FILTER, NOTHING, ItemFilter, Scope

PORTFOLIO = "portfolio"


def list_projects(connection: duckdb.DuckDBPyConnection) -> tuple[dict[str, Any], ...]:
    """Return id, name and programme of all projects; those without a programme come last."""
    return tuple(query_rows(connection, "project_names", NOTHING))


def project_scope(project_id: str) -> Scope:
    """Return the scope of one project."""
    return Scope(name=project_id, project_ids=(project_id,), kind="project")


def project_within(scope: Scope, project_id: str) -> Scope:
    """Return the scope of a project with the items and the team of another scope."""
    return replace(project_scope(project_id), items=scope.items, team=scope.team)


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
        raise UnknownNameError(_unknown_sentence("team", team, known) + _NAME_TEAMS * (not known))
    if project or programme:
        return replace(scope, name=f"{team}, {scope.name}", team=team)
    return _team_scope(team, scope.project_ids, items)


def scope_called(
    name: str,
    projects: Sequence[Mapping[str, Any]],
    teams: Sequence[Mapping[str, Any]],
    *,
    portfolio: str,
) -> Scope | None:
    """Return the scope that a register names, None where nothing is called so.

    Args:
        name: of a project or its id, a programme, a team, or of everything; in any case.
        projects: rows of `project_names`.
        teams: rows of `team_names`.
        portfolio: what the whole is called.
    """
    wanted = name.strip().casefold()
    for row in projects:
        if wanted in (str(row["project_id"]).casefold(), str(row["name"]).casefold()):
            return project_scope(str(row["project_id"]))
    programmes = {(row["programme"] or "").casefold(): row["programme"] for row in projects}
    if wanted and wanted in programmes:
        return _whole_scope(projects, programme=programmes[wanted])
    whole = _whole_scope(projects)
    for team in (str(row["team_id"]) for row in teams):
        if team.casefold() == wanted:
            return _team_scope(team, whole.project_ids)
    return whole if wanted in (PORTFOLIO, portfolio.casefold()) else None


def _team_scope(team: str, project_ids: tuple[str, ...], items: ItemFilter = NO_FILTER) -> Scope:
    return Scope(name=team, project_ids=project_ids, items=items, team=team, kind="team")


def _whole_scope(
    projects: Sequence[Mapping[str, Any]], *, programme: str = "", items: ItemFilter = NO_FILTER
) -> Scope:
    """Return the scope of a programme, or of everything."""
    ids = tuple(
        str(row["project_id"]) for row in projects if not programme or row["programme"] == programme
    )
    kind = "programme" if programme else "portfolio"
    return Scope(name=programme or PORTFOLIO, project_ids=ids, items=items, kind=kind)


def list_teams(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Return the teams that the exports name."""
    return tuple(row["team_id"] for row in query_rows(connection, "team_names", NOTHING))


def _projects_scope(
    connection: duckdb.DuckDBPyConnection, *, project: str, programme: str, items: ItemFilter
) -> Scope:
    projects = list_projects(connection)
    if project:
        known = sorted(str(row["project_id"]) for row in projects)
        if project not in known:
            raise UnknownNameError(_unknown_sentence("project", project, known))
        return replace(project_scope(project), items=items)
    scope = _whole_scope(projects, programme=programme, items=items)
    if programme and not scope.project_ids:
        known = sorted({row["programme"] for row in projects if row["programme"]})
        raise UnknownNameError(_unknown_sentence("programme", programme, known))
    return scope


_NAME_TEAMS = " Name teams under [teams] in pmo.toml, or export a column that names them."


def _unknown_sentence(kind: str, name: str, known: Sequence[str]) -> str:
    there_are = f"There are: {', '.join(known)}." if known else f"This portfolio has no {kind}."
    return f'There is no {kind} "{name}". {there_are}'
