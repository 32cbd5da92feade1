"""Standards in SQL of a portfolio folder: run once its user trusts them, and held beside the rest.

A query answers with a row a thing that it is asked of: `project_id`, `subject` and whether it
`fails`. It runs on the warehouse as reports do: read-only, without files and network.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

import duckdb

from pmo_analytics.errors import InputError, ModelError
from pmo_analytics.warehouse.connection import execute

# The warehouse holds it without rows; what is held here stands before it.
_ANSWERS = "folder_checks"
_COLUMNS = "as_of date, project_id varchar, check_id varchar, subject varchar, fails boolean"


@contextmanager
def own_standards_held(
    connection: duckdb.DuckDBPyConnection, queries: Mapping[str, str], day: date
) -> Iterator[None]:
    """Run the SQL of a folder as of a day; until the end of the block its standards are judged.

    Args:
        connection: the warehouse.
        queries: SQL by the name of its check.
        day: what the queries ask for as `$as_of`.

    Raises:
        InputError: a query fails, or does not answer with the three columns.
    """
    execute(connection, f"create or replace temp table {_ANSWERS} ({_COLUMNS})", name=_ANSWERS)
    try:
        _run(connection, queries, day)
        yield
    finally:
        execute(connection, f"drop table temp.{_ANSWERS}", name=_ANSWERS)


def _run(connection: duckdb.DuckDBPyConnection, queries: Mapping[str, str], day: date) -> None:
    for check_id, sql in queries.items():
        asked = {"as_of": day} if "$as_of" in sql else {}
        query = sql.strip().rstrip(";")
        text = (
            f"insert into {_ANSWERS} select $answered::date, project_id::varchar, $check::varchar, "
            f"subject::varchar, coalesce(fails::boolean, false) from (\n{query}\n)"
        )
        try:
            execute(connection, text, {"answered": day, "check": check_id, **asked}, name=check_id)
        except ModelError as error:
            said = str(error.__cause__).partition("\n")[0]
            raise InputError(
                f"{check_id} cannot be run: {said}. It is a query of project_id, subject and "
                "fails, one row a thing that it is asked of; $as_of is the day."
            ) from None
