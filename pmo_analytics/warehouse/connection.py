"""The only place that opens DuckDB and the only function that runs SQL."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from pmo_analytics.errors import EnvironmentBrokenError, ModelError
from pmo_analytics.warehouse.generations import read_pointer

if TYPE_CHECKING:
    import pandas as pd

_OFFLINE = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
# What does not fit is written aside: a build of ten million changes must not take the machine.
BUILD_MEMORY_MB = 1600
# Words of the system in errors of whatever kind: a commit that finds no space is none of files.
_REFUSALS = tuple(
    map(os.strerror, (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.ENOMEM))
)
_REFUSED_MEMORY = "bad allocation"  # said of a commit, in an error of another kind
_READER_TRIES = 20  # builds that overtake one reader


def open_reader(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a warehouse for queries: read-only, no file or network access, configuration locked.

    Between reading the pointer and opening the file a build may have put another one in its place;
    then that one is opened.
    """
    for _ in range(_READER_TRIES):
        try:
            return _opened_reader(path)
        except duckdb.IOException:
            successor = _successor(path)
            if successor == path:
                raise
            path = successor
    return _opened_reader(path)


def _opened_reader(path: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(str(path), read_only=True, config=_OFFLINE)
    _lock(connection)
    return connection


def _successor(path: Path) -> Path:
    """Return the warehouse that is current now where this one lay; itself where none is."""
    pointer = read_pointer(path.parent.parent)
    return path.with_name(pointer.warehouse) if pointer else path


def open_writer(
    path: Path,
    *,
    readable: Path,
    earlier: Path | None = None,
    memory_mb: int = BUILD_MEMORY_MB,
) -> duckdb.DuckDBPyConnection:
    """Open a new warehouse file for a build that may read below one folder and no other.

    Args:
        path: the new file.
        readable: the portfolio folder.
        earlier: an earlier warehouse, attached read-only as `before`.
        memory_mb: how much memory it may hold before it writes aside.
    """
    connection = duckdb.connect(str(path), config={**_OFFLINE, "memory_limit": f"{memory_mb}MB"})
    if earlier is not None:
        connection.execute(f"attach {quoted(str(earlier))} as before (read_only)")
    folders = ", ".join(quoted(f"{folder}/") for folder in (path.parent, readable))
    connection.execute(f"set temp_directory = {quoted(str(path.parent))}")
    connection.execute(f"set allowed_directories = [{folders}]")
    _lock(connection)
    return connection


def _lock(connection: duckdb.DuckDBPyConnection) -> None:
    # Connections of one process to one file share a database, which the first of them locked.
    if connection.execute("select current_setting('lock_configuration')").fetchone() == (True,):
        return
    # Without it the zone of the machine decides what a moment without offset means.
    connection.execute("set global TimeZone = 'UTC'")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")


def quoted(text: str) -> str:
    """Quote a text as a SQL constant, where DuckDB takes no parameter."""
    return "'" + text.replace("'", "''") + "'"


def execute(
    connection: duckdb.DuckDBPyConnection,
    sql: str,
    parameters: dict[str, Any] | None = None,
    *,
    name: str,
) -> duckdb.DuckDBPyConnection:
    """Run one statement; a failure names the model or query and carries its text.

    Raises:
        ModelError: DuckDB refused the statement.
        EnvironmentBrokenError: the system refused DuckDB memory, space or a file.
    """
    try:
        return connection.execute(sql, parameters or {})
    except duckdb.Error as error:
        if fault := environment_fault(error):
            raise fault from error
        raise ModelError(f"{name} failed: {error}\n{sql}") from error


def environment_fault(error: duckdb.Error) -> EnvironmentBrokenError | None:
    """Return what the system refused to DuckDB as a sentence: memory, space, a permission."""
    first = str(error).partition("\n")[0]
    is_out_of_memory = isinstance(error, duckdb.OutOfMemoryException) or _REFUSED_MEMORY in first
    if is_out_of_memory:
        return EnvironmentBrokenError(
            f"There is not enough memory, or not enough space aside ({first}). Free some, then try "
            "again."
        )
    if isinstance(error, duckdb.IOException) or any(map(str(error).__contains__, _REFUSALS)):
        return EnvironmentBrokenError(f"The system refused a file of the warehouse ({first}).")
    return None


def fetch_frame(
    connection: duckdb.DuckDBPyConnection,
    sql: str,
    parameters: dict[str, Any] | None = None,
    *,
    name: str,
) -> pd.DataFrame:
    """Run one query and return its rows as a frame."""
    return execute(connection, sql, parameters, name=name).df()


def fetch_rows(
    connection: duckdb.DuckDBPyConnection,
    sql: str,
    parameters: dict[str, Any] | None = None,
    *,
    name: str,
) -> list[dict[str, Any]]:
    """Run one query and return its rows as dictionaries, for results of a page at most."""
    cursor = execute(connection, sql, parameters, name=name)
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
