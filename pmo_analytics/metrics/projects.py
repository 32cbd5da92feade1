"""The projects of a warehouse, and the scopes that are made of them."""

from __future__ import annotations

from typing import Any

import duckdb

from pmo_analytics.errors import UnknownNameError
from pmo_analytics.metrics.scope import NO_FILTER, ItemFilter, Scope
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
    items: ItemFilter = NO_FILTER,
) -> Scope:
    """Return the scope of one project, one programme, or without both the portfolio.

    Raises:
        UnknownNameError: there is no project or programme of that name.
    """
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
