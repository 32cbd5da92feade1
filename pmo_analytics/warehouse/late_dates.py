"""Dates of what has happened that lie after the export: listed, and not counted before then."""

from __future__ import annotations

from datetime import datetime

import duckdb

from pmo_analytics.sources.export_time import NAME_TOLERANCE
from pmo_analytics.sources.read_plan import ReadPlan
from pmo_analytics.sources.roles import EVENT_ROLES
from pmo_analytics.warehouse.cell_types import moment_of, text_of
from pmo_analytics.warehouse.connection import execute, quoted
from pmo_analytics.warehouse.row_types import MOMENT_ROLES

_KINDS = ("items", "stage_dates")


def land_late_dates(
    connection: duckdb.DuckDBPyConnection,
    plan: ReadPlan,
    *,
    export_id: int,
    taken_at: datetime | None,
    day_zone: str,
) -> None:
    """List the cells of the file read last that say that something happened after its export."""
    if taken_at is None or plan.kind not in _KINDS:
        return
    if not _has_late(connection, plan, export_id=export_id, limit=taken_at + NAME_TOLERANCE):
        return
    limit = f"timestamp '{taken_at + NAME_TOLERANCE}'"
    reason = (
        f"It lies after the day of the export, {taken_at:%Y-%m-%d}, and counts from then on only."
    )
    for column in plan.columns:
        if column.role not in EVENT_ROLES or not column.date_formats:
            continue
        execute(
            connection,
            f"""
            insert into raw_faults by name
            select
                {quoted(plan.path)} as path, 'cell' as level, row_number,
                {quoted(column.header)} as column_name,
                {text_of(plan, column)}[:200] as text_found, {quoted(reason)} as reason
            from cells
            where {moment_of(plan, column, day_zone=day_zone)} > {limit}
            """,
            name=f"checking {plan.path}",
        )


def _has_late(
    connection: duckdb.DuckDBPyConnection, plan: ReadPlan, *, export_id: int, limit: datetime
) -> bool:
    """Tell from the landed moments, which cost less than the texts of the cells."""
    roles = {column.role for column in plan.columns} & EVENT_ROLES
    newest = [f"max({MOMENT_ROLES[role]})" for role in sorted(roles & set(MOMENT_ROLES))]
    if "stage" in roles:
        entered = "list_transform(stage_moments, lambda moment: moment.entered_at)"
        newest.append(f"max(list_max({entered}))")
    if not newest:
        return False
    sql = f"select greatest({', '.join(newest)}) > $limit from raw_rows where export_id = $id"
    found = execute(connection, sql, {"limit": limit, "id": export_id}, name=plan.path).fetchone()
    return bool(found and found[0])
