"""What an earlier build already read: files whose plan is the same need not be read again."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import duckdb

from pmo_analytics.errors import ModelError
from pmo_analytics.sources.read_plan import ReadPlan, plan_from_json
from pmo_analytics.warehouse.connection import execute, fetch_rows, open_reader

_BEFORE = "before"  # as `open_writer` attaches it


def readable_warehouse(path: Path | None) -> Path | None:
    """Return the path of an earlier warehouse; None where there is no database that opens."""
    if path is None or not path.is_file():
        return None
    try:
        open_reader(path).close()
    except duckdb.Error:
        return None
    return path


def known_plans(warehouse: Path | None, *, program_key: str) -> Mapping[str, ReadPlan]:
    """Return the plans of an earlier warehouse by their key; none if another program made it."""
    if warehouse is None:
        return {}
    with closing(open_reader(warehouse)) as connection:
        try:
            made_by = fetch_rows(connection, "from build_info", name="build info")
            rows = fetch_rows(
                connection,
                "select plan_key, plan from raw_exports where plan is not null",
                name="known plans",
            )
        except ModelError:  # made before it kept its plans
            return {}
    if made_by != [{"program_key": program_key}]:
        return {}
    return {row["plan_key"]: plan_from_json(row["plan"]) for row in rows}


def copy_export(connection: duckdb.DuckDBPyConnection, plan: ReadPlan, *, export_id: int) -> None:
    """Take over what the earlier build read of a file with the same plan."""
    known = f"(select export_id from {_BEFORE}.raw_exports where plan_key = $key)"
    for table in ("raw_exports", "raw_columns", "raw_rows", "raw_clock_doubts"):
        execute(
            connection,
            f"insert into {table} by name select * replace ({export_id} as export_id) "
            f"from {_BEFORE}.{table} where export_id = {known}",
            {"key": plan.key},
            name=f"taking over {plan.path}",
        )
    execute(
        connection,
        f"insert into raw_faults by name select * from {_BEFORE}.raw_faults where path = $path",
        {"path": plan.path},
        name=f"taking over {plan.path}",
    )
