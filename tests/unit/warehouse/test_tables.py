"""What there is in a warehouse, as an analyst sees it."""

from __future__ import annotations

from pmo_analytics.warehouse.tables import list_tables

FILES = {
    "exports/tracker/items 2026-01-31.csv": "key,title,created\nA-1,One,2026-01-05\n",
    "registers/risks.csv": (
        "risk_id,project_id,kind,title,probability,impact_cost,opened_date\n"
        "R1,A,risk,Storm,0.5,10,2026-01-05\nR2,A,issue,Flood,1,10,2026-01-05\n"
    ),
}


def test_marts_and_registers_are_listed_with_rows_and_grain(built):
    tables = list_tables(built(FILES))
    assert tables.loc["items", "rows"] == 1
    assert tables.loc["risks", "rows"] == 2
    assert tables.loc["items", "one_row_is"] == "an item, as last known"
    assert tables.loc["risks", "one_row_is"] == "a risk or issue"
    assert tables.loc["exports", "columns"].startswith("export_id, path, source")


def test_what_only_models_read_is_not_listed(built):
    tables = list_tables(built(FILES))
    hidden = ("raw_", "stg_", "int_", "register_", "setting_", "known_")
    assert [name for name in tables.index if name.startswith(hidden)] == []
    assert list(tables.index) == sorted(tables.index)
