"""What of a portfolio folder was not used, a sentence each: for log, index and exit code."""

from __future__ import annotations

import duckdb

from pmo_analytics.warehouse.connection import fetch_rows

# A register none of whose rows is sound is as good as refused.
_REFUSALS = """
    select path || ': ' || refused_reason as sentence
    from raw_exports
    where refused_reason is not null
    union all
    select path || ': ' || coalesce(refused_reason, 'no row of it is sound; see rejects.')
    from raw_registers
    where refused_reason is not null or (row_count > 0 and faulty_rows >= row_count)
    union all
    select reason from raw_problems
    order by sentence
"""
_USABLE = "select count(*) as count from raw_exports where refused_reason is null"


def read_refusals(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Return a sentence for each refused file, unreadable place and broken register, sorted."""
    return tuple(row["sentence"] for row in fetch_rows(connection, _REFUSALS, name="refusals"))


def has_usable_export(connection: duckdb.DuckDBPyConnection) -> bool:
    """Tell whether at least one export was read."""
    return fetch_rows(connection, _USABLE, name="usable exports")[0]["count"] > 0
