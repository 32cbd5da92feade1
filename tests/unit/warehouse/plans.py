"""Plans and folders written by hand, and the tables of a warehouse."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from pmo_analytics.sources.read_plan import ColumnPlan, ReadPlan
from pmo_analytics.warehouse.connection import open_reader


def plan_of(*columns: ColumnPlan | str, **fields: object) -> ReadPlan:
    """Return a plan for columns, each given as a role or as a plan of its own."""
    placed = tuple(
        ColumnPlan(position, column, role=column) if isinstance(column, str) else column
        for position, column in enumerate(columns)
    )
    about = {
        "path": "exports/tracker/export.csv",
        "source": "tracker",
        "dialect": "by_hand",
        "kind": "items",
        "sha256": "0" * 64,
        "size_bytes": 0,
        "encoding": "utf-8",
        "delimiter": ",",
        "row_count": 0,
        "kinds": ("text",) * len(placed),
    }
    return ReadPlan(**{**about, "columns": placed, **fields})


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the files of a folder, by path."""
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def tables_of(warehouse: Path) -> dict[str, list[tuple]]:
    """Return the rows of every table of a warehouse, in a fixed order."""
    with closing(open_reader(warehouse)) as connection:
        names = connection.execute("select table_name from duckdb_tables() order by 1").fetchall()
        return {
            name: connection.execute(f'from "{name}" order by all').fetchall() for (name,) in names
        }
