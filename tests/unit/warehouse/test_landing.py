"""Files and their typed rows are written as the models read them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from pmo_analytics.errors import ModelError
from pmo_analytics.sources.read_plan import ColumnPlan, DateFormat, RefusedFile
from pmo_analytics.warehouse.landing import (
    create_landing_tables,
    insert_records,
    land_export,
    land_refused,
)
from tests.unit.warehouse.plans import plan_of

DAY = DateFormat("YYYY-MM-DD", "%Y-%m-%d", is_date_only=True)
MINUTE = DateFormat("YYYY-MM-DD HH:mm", "%Y-%m-%d %H:%M")


def column(position, role, *formats, header="", detail="", separator=""):
    return ColumnPlan(position, header or role, role, detail, formats, separator)


@pytest.fixture
def landed(connection, tmp_path):
    """Return what a table holds after these lines have landed under a plan."""
    create_landing_tables(connection)

    def land(*lines, plan, select="*", table="raw_rows", day_zone="UTC"):
        file = tmp_path / plan.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(["header", *lines]) + "\n")
        land_export(
            connection, plan, export_id=1, folder=tmp_path, scratch=tmp_path, day_zone=day_zone
        )
        return connection.execute(f"select {select} from {table} order by all").fetchall()

    return land


def test_cells_land_by_role_and_position(landed):
    plan = plan_of("status", column(1, ""), "item_key", "title", row_count=1)
    found = landed(
        "Done,ignored,A-1,One", plan=plan, select="item_key, status, title, resolution, row_number"
    )
    assert found == [("A-1", "Done", "One", None, 2)]


def test_private_and_unused_columns_are_not_read(landed, connection):
    plan = plan_of("item_key", column(1, "private"), column(2, ""), row_count=1)
    landed("A-1,a@b.example,secret", plan=plan)
    tables = connection.execute("select table_name from duckdb_tables()").fetchall()
    for (table,) in tables:
        text = str(connection.execute(f"from {table}").fetchall())
        assert "secret" not in text
        assert "a@b.example" not in text


def test_values_have_the_types_of_their_roles(landed):
    plan = plan_of(
        "item_key",
        column(1, "created", MINUTE),
        column(2, "due_date", DAY),
        "points",
        "estimate_seconds",
        "flagged",
        "is_subtask",
        row_count=2,
        time_zone="Europe/Berlin",
    )
    found = landed(
        "A-1,2026-01-05 09:00,2026-01-09,2.5,5400,Impediment,true",
        "A-2,,,,,,false",
        plan=plan,
        select="item_key, created_at, due_date, points, estimate_hours, is_flagged, is_subtask",
    )
    assert found == [
        (
            *("A-1", datetime(2026, 1, 5, 8), date(2026, 1, 9)),
            *(Decimal("2.5"), Decimal("1.5"), True, True),
        ),
        ("A-2", None, None, None, None, False, False),
    ]


def test_repeated_columns_become_a_list_in_their_order(landed):
    plan = plan_of("item_key", "label", "sprint", "label", row_count=2)
    found = landed("A-1,web,S1,pay", "A-2,,,pay", plan=plan, select="item_key, labels, sprints")
    assert found == [("A-1", ["web", "pay"], ["S1"]), ("A-2", ["pay"], [])]


def test_cell_of_several_values_is_split_at_its_separator(landed):
    plan = plan_of("item_key", column(1, "label", separator="|"), row_count=1)
    assert landed("A-1,web | pay||", plan=plan, select="labels") == [(["web", "pay"],)]


def test_links_keep_kind_and_direction(landed):
    plan = plan_of(
        "item_key",
        column(1, "link_out", detail="Blocks"),
        column(2, "link_in", detail="it's cloned by"),
        row_count=1,
    )
    ((links,),) = landed("A-1,A-2,A-3", plan=plan, select="links")
    assert sorted(links, key=lambda link: link["item_key"]) == [
        {"direction": "out", "kind": "Blocks", "item_key": "A-2"},
        {"direction": "in", "kind": "it's cloned by", "item_key": "A-3"},
    ]


def test_first_filled_column_of_a_role_counts(landed):
    plan = plan_of("item_key", "points", "points", row_count=2)
    found = landed("A-1,,3", "A-2,5,8", plan=plan, select="item_key, points")
    assert found == [("A-1", 3), ("A-2", 5)]


def test_columns_that_name_an_item_together_make_its_key(landed):
    plan = plan_of(
        "repository", "source_item_id", row_count=2, key_roles=("repository", "source_item_id")
    )
    found = landed("app,7", "app,", plan=plan, select="item_key")
    assert found == [("app/7",), (None,)]


def test_changes_of_one_moment_are_ordered_by_the_file(landed):
    columns = ("item_key", column(1, "changed_at", DAY))
    newest_first = plan_of(*columns, kind="changes", row_order="newest_first", row_count=2)
    found = landed(
        "A-1,2026-01-05", "A-1,2026-01-05", plan=newest_first, select="row_number, sequence"
    )
    assert found == [(2, -2), (3, -3)]


def test_cell_that_gives_no_value_is_listed_and_its_row_is_used(landed, connection):
    plan = plan_of("item_key", column(1, "created", DAY, header="Born"), "points", row_count=2)
    rows = landed("A-1,5 Jan,much", "A-2,2026-01-05,1", plan=plan, select="item_key, created_at")
    assert rows == [("A-1", None), ("A-2", datetime(2026, 1, 5))]
    faults = connection.execute(
        "select level, row_number, column_name, text_found, reason from raw_faults order by all"
    ).fetchall()
    assert faults == [
        ("cell", 2, "Born", "5 Jan", "Expected a date and time in the form of its column."),
        ("cell", 2, "points", "much", "Expected a number."),
    ]


def test_bad_cell_of_a_repeated_column_is_listed_too(landed, connection):
    plan = plan_of("item_key", "points", "points", row_count=1)
    landed("A-1,3,much", plan=plan)
    faults = connection.execute("select column_name, text_found from raw_faults").fetchall()
    assert faults == [("points", "much")]


def test_text_found_is_cut(landed, connection):
    plan = plan_of("item_key", "points", row_count=1)
    landed(f"A-1,{'x' * 5000}", plan=plan)
    assert connection.execute("select length(text_found) from raw_faults").fetchone() == (200,)


def test_header_of_a_column_is_only_a_name(landed, connection):
    header = "'); drop table raw_rows; --"
    plan = plan_of("item_key", column(1, "created", DAY, header=header), row_count=1)
    landed("A-1,never", plan=plan)
    assert connection.execute("select column_name from raw_faults").fetchone() == (header,)


@pytest.mark.parametrize(
    ("taken_at", "is_day", "zone", "expected"),
    [
        (datetime(2026, 1, 5, 9, tzinfo=UTC), False, None, datetime(2026, 1, 5, 9)),
        (datetime(2026, 1, 5, 9), False, "Europe/Berlin", datetime(2026, 1, 5, 8)),
        (datetime(2026, 1, 5, 23, 59, 59), True, "UTC", datetime(2026, 1, 5, 23, 59, 59, 999999)),
        (None, False, None, None),
    ],
)
def test_moment_of_an_export_is_kept_in_utc(landed, taken_at, is_day, zone, expected):
    plan = plan_of(
        "item_key", row_count=0, taken_at=taken_at, taken_at_is_day=is_day, time_zone=zone
    )
    assert landed(plan=plan, table="raw_exports", select="taken_at") == [(expected,)]


def test_refused_file_is_noted_with_all_its_rows(connection):
    create_landing_tables(connection)
    refused = RefusedFile("exports/t/x.csv", "t", "0" * 64, 10, 7, "No tool writes these columns.")
    land_refused(connection, refused, export_id=3)
    found = connection.execute(
        "select export_id, row_count, refused_reason from raw_exports"
    ).fetchall()
    assert found == [(3, 7, "No tool writes these columns.")]


def test_no_records_are_no_statement(connection):
    insert_records(connection, "nowhere", [])
    with pytest.raises(ModelError, match="nowhere failed"):
        insert_records(connection, "nowhere", [{"a": 1}])
