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


def copy_exports(connection: duckdb.DuckDBPyConnection, plans: Mapping[int, ReadPlan]) -> None:
    """Take over what the earlier build read of files with the same plans, all of them at once.

    Args:
        plans: by the number that the export has now.
    """
    if not plans:
        return
    numbered = {"ids": list(plans), "keys": [plan.key for plan in plans.values()]}
    for table in ("raw_exports", "raw_columns", "raw_rows", "raw_clock_doubts"):
        execute(
            connection,
            f"""
            insert into {table} by name
            with known as (
                select earlier.export_id as earlier_id, now.export_id
                from (select unnest($ids) as export_id, unnest($keys) as plan_key) as now
                join {_BEFORE}.raw_exports as earlier using (plan_key)
            )
            select told.* replace (known.export_id as export_id)
            from {_BEFORE}.{table} as told join known on known.earlier_id = told.export_id
            """,
            numbered,
            name=f"taking over {table}",
        )
    execute(
        connection,
        f"insert into raw_faults by name select * from {_BEFORE}.raw_faults "
        "where path in (select unnest($paths))",
        {"paths": [plan.path for plan in plans.values()]},
        name="taking over raw_faults",
    )
