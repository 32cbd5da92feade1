"""What there is in a warehouse: its tables with their grain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from pmo_analytics.warehouse.connection import fetch_rows
from pmo_analytics.warehouse.models import read_table_cards
from pmo_analytics.warehouse.registers import register_cards

if TYPE_CHECKING:
    import pandas as pd


def list_tables(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return the marts and registers: name, rows, grain and columns, one table a row."""
    import pandas as pd  # noqa: PLC0415 - slow to import, and only an analyst asks

    cards = {**register_cards(), **{card.name: card.grain for card in read_table_cards().values()}}
    columns_sql = """
        select table_name, string_agg(column_name, ', ' order by column_index) as columns
        from duckdb_columns()
        where schema_name = 'main'
        group by table_name
    """
    columns = {
        row["table_name"]: row["columns"]
        for row in fetch_rows(connection, columns_sql, name="columns")
    }
    names = sorted(set(cards) & set(columns))
    counts = [
        fetch_rows(connection, f'select count(*) as row_count from "{name}"', name=name)[0]
        for name in names
    ]
    return pd.DataFrame(
        {
            "table": names,
            "rows": [count["row_count"] for count in counts],
            "one_row_is": [cards[name] for name in names],
            "columns": [columns[name] for name in names],
        }
    ).set_index("table")
