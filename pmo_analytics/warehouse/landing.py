"""Write files and their typed rows into the landing tables (`landing.sql`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from pmo_analytics.sources.dialect import common_role
from pmo_analytics.sources.read_plan import ReadPlan, RefusedFile, plan_to_json
from pmo_analytics.warehouse.cell_types import precision_seconds, text_of
from pmo_analytics.warehouse.cells import CellsRead, read_cells
from pmo_analytics.warehouse.clock_changes import land_clock_doubts
from pmo_analytics.warehouse.connection import execute, quoted
from pmo_analytics.warehouse.late_dates import land_late_dates
from pmo_analytics.warehouse.moments import end_of_day, utc_moment
from pmo_analytics.warehouse.people import NAMED, People
from pmo_analytics.warehouse.row_types import CellCheck, cell_checks, typed_columns

_FIRST_ROWS = 2048


def create_landing_tables(connection: duckdb.DuckDBPyConnection, people: People = NAMED) -> None:
    """Create the empty landing tables, and the macros by which persons are named."""
    sql = (files("pmo_analytics.warehouse") / "landing.sql").read_text(encoding="utf-8")
    connection.execute(sql)
    people.create_macros(connection)


def insert_records(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    records: Sequence[dict[str, Any]],
    *,
    folded: str = "",
) -> None:
    """Insert records that all have the same fields, as one statement.

    Args:
        folded: the field that is written as names are compared.
    """
    if not records:
        return
    names = list(records[0])
    columns = {name: [record[name] for record in records] for name in names}
    listed = ", ".join(
        f"fold(unnest(${name})) as {name}" if name == folded else f"unnest(${name}) as {name}"
        for name in names
    )
    execute(connection, f"insert into {table} by name select {listed}", columns, name=table)


def land_export(
    connection: duckdb.DuckDBPyConnection,
    plan: ReadPlan,
    *,
    export_id: int,
    folder: Path,
    scratch: Path,
    day_zone: str,
    people: People = NAMED,
) -> None:
    """Read one file into the landing tables: itself, its columns, rows, faults and doubts."""
    plan = people.visible_plan(plan)
    kept = tuple(column.position for column in plan.columns if column.is_used)
    read = read_cells(connection, plan, file=folder / plan.path, scratch=scratch, kept=kept)
    record = _export_record(plan, export_id, read, day_zone=day_zone)
    insert_records(connection, "raw_exports", [record])
    insert_records(connection, "raw_columns", _column_records(connection, plan, export_id))
    _land_rows(connection, plan, export_id=export_id, day_zone=day_zone)
    read = read if people.are_named else read.without_texts()
    _land_faults(connection, plan, read, export_id=export_id, day_zone=day_zone)
    land_clock_doubts(connection, plan, export_id=export_id, day_zone=day_zone)
    land_late_dates(
        connection, plan, export_id=export_id, taken_at=record["taken_at"], day_zone=day_zone
    )


def land_refused(
    connection: duckdb.DuckDBPyConnection, refused: RefusedFile, *, export_id: int
) -> None:
    """Note a file that cannot be read truthfully; all its rows count as rejected."""
    record = {
        "export_id": export_id,
        "path": refused.path,
        "source": refused.source,
        "sha256": refused.sha256,
        "size_bytes": refused.size_bytes,
        "row_count": refused.row_count,
        "refused_reason": refused.reason,
    }
    insert_records(connection, "raw_exports", [record])


def _export_record(
    plan: ReadPlan, export_id: int, read: CellsRead, *, day_zone: str
) -> dict[str, Any]:
    return {
        "export_id": export_id,
        "path": plan.path,
        "source": plan.source,
        "dialect": plan.dialect,
        "kind": plan.kind,
        "sha256": plan.sha256,
        "size_bytes": plan.size_bytes,
        "row_count": plan.row_count,
        "taken_at": _taken_at(plan, day_zone),
        "taken_at_evidence": plan.taken_at_evidence,
        "is_taken_at_named": plan.taken_at_is_named,
        "encoding": plan.encoding,
        "delimiter": plan.delimiter,
        "time_zone": plan.time_zone,
        "date_order": plan.date_order.order if plan.date_order else None,
        "date_order_proof": plan.date_order.proof if plan.date_order else None,
        "reader": read.reader,
        "plan_key": plan.key,
        "plan": plan_to_json(plan),
    }


def _taken_at(plan: ReadPlan, day_zone: str) -> datetime | None:
    """Return the moment of an export; where only its day is known, the end of that day.

    Bare days are days of the portfolio, wherever the file was written; only a file with local times
    ends its day by the clocks of its zone.
    """
    if plan.taken_at is not None and plan.taken_at_is_day:
        zone = plan.time_zone if plan.needs_time_zone else None
        return end_of_day(plan.taken_at.date(), zone or day_zone)
    return utc_moment(plan.taken_at, plan.time_zone)


def _column_records(
    connection: duckdb.DuckDBPyConnection, plan: ReadPlan, export_id: int
) -> list[dict[str, Any]]:
    filled = _filled_positions(connection, plan)
    return [
        {
            "export_id": export_id,
            "position": column.position,
            "header": column.header,
            "role": column.role,
            "usual_role": None if column.role else common_role(column.header),
            "is_filled": column.position in filled if column.is_used else None,
            "detail": column.detail,
            "precision_seconds": precision_seconds(column),
        }
        for column in plan.columns
    ]


def _filled_positions(connection: duckdb.DuckDBPyConnection, plan: ReadPlan) -> set[int]:
    """Return the positions of the columns that are used and of which a cell says something."""
    filled: set[int] = set()
    for rows in (f"(from cells limit {_FIRST_ROWS})", "cells"):  # the first rows show most of them
        open_ = [one for one in plan.columns if one.is_used and one.position not in filled]
        counts = ", ".join(f"count({text_of(plan, column)})" for column in open_)
        if not open_:
            break
        found = execute(connection, f"select {counts} from {rows}", name=plan.path).fetchone()
        filled |= {column.position for column, count in zip(open_, found, strict=True) if count}
    return filled


def _land_rows(
    connection: duckdb.DuckDBPyConnection, plan: ReadPlan, *, export_id: int, day_zone: str
) -> None:
    typed = typed_columns(plan, day_zone=day_zone)
    if plan.kind == "changes":
        # Changes that share a moment stand in the order of the file, or against it.
        typed["sequence"] = "-row_number" if plan.row_order == "newest_first" else "row_number"
    listed = "".join(f",\n    {sql} as {name}" for name, sql in typed.items())
    execute(
        connection,
        f"insert into raw_rows by name\n"
        f"select {export_id} as export_id, row_number{listed}\nfrom cells",
        name=f"reading {plan.path}",
    )


def _land_faults(
    connection: duckdb.DuckDBPyConnection,
    plan: ReadPlan,
    read: CellsRead,
    *,
    export_id: int,
    day_zone: str,
) -> None:
    rows = [fault.record(plan.path) for fault in read.faults]
    insert_records(connection, "raw_faults", rows)
    for check in _failing(connection, cell_checks(plan, day_zone=day_zone), export_id, plan.path):
        reason = f"Expected {check.expected}."
        execute(
            connection,
            f"""
            insert into raw_faults by name
            select
                {quoted(plan.path)} as path, 'cell' as level, row_number,
                {quoted(check.header)} as column_name, {check.text}[:200] as text_found,
                {quoted(reason)} as reason
            from cells
            where {check.text} is not null and ({check.value}) is null
            """,
            name=f"checking {plan.path}",
        )


def _failing(
    connection: duckdb.DuckDBPyConnection,
    checks: tuple[CellCheck, ...],
    export_id: int,
    path: str,
) -> list[CellCheck]:
    """Return the checks that can fail: as many values as texts landed, and no cell was lost."""
    counted = [check for check in checks if check.landed_as]
    if not counted:
        return list(checks)
    texts = ", ".join(f"count({check.text})" for check in counted)
    values = ", ".join(f"count({check.landed_as})" for check in counted)
    written = execute(connection, f"select {texts} from cells", name=path).fetchone()
    landed = execute(
        connection, f"select {values} from raw_rows where export_id = {export_id}", name=path
    ).fetchone()
    lost = {
        check
        for check, texts_found, values_found in zip(counted, written, landed, strict=True)
        if texts_found != values_found
    }
    return [check for check in checks if not check.landed_as or check in lost]
