"""Which columns of `raw_rows` a plan fills, and what must hold of their cells."""

from __future__ import annotations

import ast
import json
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmo_analytics.sources.read_plan import ColumnPlan, DateFormat
from pmo_analytics.warehouse.landing import create_landing_tables
from pmo_analytics.warehouse.row_types import cell_checks, typed_columns
from tests.unit.warehouse.plans import plan_of

LISTED_ONCE = [HealthCheck.function_scoped_fixture]  # it holds nothing between examples
DAY = DateFormat("YYYY-MM-DD", "%Y-%m-%d", is_date_only=True)


@pytest.fixture
def typed(connection):
    """Return what one row of cells becomes under a plan."""
    create_landing_tables(connection)

    def become(plan, *cells):
        columns = typed_columns(plan, day_zone="UTC")
        listed = ", ".join(f"{sql} as {name}" for name, sql in columns.items())
        named = ", ".join(
            f"${position} as c{position - 1}" for position in range(1, len(cells) + 1)
        )
        found = connection.execute(f"select {listed} from (select {named})", list(cells))
        names = [name for name, *_ in found.description]
        return dict(zip(names, found.fetchone(), strict=True))

    return become


def test_only_columns_of_the_file_are_filled():
    columns = typed_columns(plan_of("item_key", "status", "private"), day_zone="UTC")
    assert set(columns) == {"item_key", "status"}


def test_dated_stages_keep_the_order_of_the_columns(typed):
    stages = [
        ColumnPlan(position, name, "stage", name, (DAY,))
        for position, name in ((1, "Dev"), (2, "Test"))
    ]
    row = typed(plan_of("item_key", *stages, kind="stage_dates"), "A-1", "2026-01-07", "2026-01-06")
    assert row["stage_moments"] == [
        {"stage": "Dev", "stage_order": 1, "entered_at": datetime(2026, 1, 7)},
        {"stage": "Test", "stage_order": 2, "entered_at": datetime(2026, 1, 6)},
    ]


@pytest.fixture
def listed(connection, typed):
    """Return the labels that one cell becomes, its values parted by commas."""
    column = ColumnPlan(1, "Labels", "label", separator=",")
    return lambda cell: typed(plan_of("item_key", column), "A-1", cell)["labels"]


@pytest.mark.parametrize(
    ("cell", "labels"),
    [
        ("['harbour', 'night shift']", ["harbour", "night shift"]),
        ('["harbour","night shift"]', ["harbour", "night shift"]),
        ("""['a, b', "it's", 'say "so"',]""", ["a, b", "it's", 'say "so"']),
        (r"""['it\'s', "caf\u00e9", 'no\xa0break', "a\\b", "a\"b"]""", None),
        ("[u'old', None, null]", ["old"]),
        ("[]", []),
        ("[ ' ' ]", []),
    ],
)
def test_list_written_as_python_or_json_is_a_list(cell, labels, listed):
    assert listed(cell) == (ast.literal_eval(cell) if labels is None else labels)


@pytest.mark.parametrize(
    "cell",
    [
        "['a'] or __import__('os').remove('x')",
        "[__import__('os')]",
        "[print('a')]",
        "['a' 'b']",
        "[['a']]",
        "['a'",
        "[a]",
        "[1]",
    ],
)
def test_what_is_no_list_of_texts_stays_text(cell, listed):
    assert ",".join(listed(cell)) == cell


def test_hostile_values_of_a_list_stay_text(listed):
    values = ["</script>", "=HYPERLINK(1)", "'; drop table items; --", "[/closed]", "\\d"]
    assert listed(json.dumps(values)) == values
    assert listed(json.dumps(["a\0b"])) == ["ab"]


def test_list_of_many_or_long_values_is_read(listed):
    assert len(listed(repr(["a"] * 20_000))) == 20_000
    assert listed(repr(["x" * 200_000])) == ["x" * 200_000]


@given(values=st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1)))
@settings(derandomize=True, deadline=None, max_examples=60, suppress_health_check=LISTED_ONCE)
def test_list_comes_back_however_it_is_written(values, listed):
    assert listed(json.dumps(values)) == values
    assert listed(json.dumps(values, ensure_ascii=False)) == values
    assert listed(repr(values)) == values


def test_stage_that_was_not_reached_is_not_in_the_list(typed):
    stages = [
        ColumnPlan(1, "Dev", "stage", "Dev", (DAY,)),
        ColumnPlan(2, "Test", "stage", "Test", (DAY,)),
    ]
    row = typed(plan_of("item_key", *stages, kind="stage_dates"), "A-1", "", "2026-01-06")
    assert [moment["stage"] for moment in row["stage_moments"]] == ["Test"]


def test_counts_are_measures_with_their_names(typed):
    plan = plan_of(
        ColumnPlan(0, "Date", "date", date_formats=(DAY,)),
        ColumnPlan(1, "In Test", "count"),
        ColumnPlan(2, "Delivered", "finished_count"),
        kind="counts",
    )
    row = typed(plan, "2026-01-05", "3", "")
    assert row["measures"] == [{"measure": "In Test", "value": Decimal(3)}]
    row = typed(plan, "2026-01-05", "3", "2")
    assert row["measures"][1] == {"measure": "finished_count", "value": Decimal(2)}


def test_seconds_become_hours(typed):
    plan = plan_of("item_key", "estimate_seconds", "spent_hours")
    row = typed(plan, "A-1", "5400", "2.5")
    assert (row["estimate_hours"], row["spent_hours"]) == (Decimal("1.5"), Decimal("2.5"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("true", True), ("Yes", True), ("FALSE", False), ("0", False), ("", None)],
)
def test_flag_is_what_is_written(typed, text, expected):
    assert typed(plan_of("item_key", "is_subtask"), "A-1", text)["is_subtask"] is expected


def test_id_that_names_an_item_only_with_another_column_is_no_identity(typed):
    plan = plan_of("repository", "source_item_id", key_roles=("repository", "source_item_id"))
    row = typed(plan, "app", "7")
    assert row == {"item_key": "app/7"}


def test_plan_without_a_key_names_no_item(typed):
    assert typed(plan_of("title"), "One") == {"item_key": None, "title": "One"}


def test_every_typed_column_is_checked_and_texts_are_not():
    plan = plan_of(
        "item_key",
        "title",
        ColumnPlan(2, "Created", "created", date_formats=(DAY,)),
        ColumnPlan(3, "Due", "due_date", date_formats=(DAY,)),
        "points",
        ColumnPlan(5, "Dev", "stage", "Dev", (DAY,)),
    )
    checks = {check.header: check.expected for check in cell_checks(plan, day_zone="UTC")}
    assert checks == {
        "Created": "a date and time in the form of its column",
        "Dev": "a date and time in the form of its column",
        "Due": "a date in the form of its column",
        "points": "a number",
    }


def test_check_knows_where_its_values_land_alone():
    single = cell_checks(plan_of("item_key", "points"), day_zone="UTC")
    shared = cell_checks(plan_of("item_key", "points", "points"), day_zone="UTC")
    assert [check.landed_as for check in single] == ["points"]
    assert [check.landed_as for check in shared] == ["", ""]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bo Moen <bo@example.org>", "Bo Moen"),
        ("bo@example.org", "bo"),
        ("Bo Moen", "Bo Moen"),
        ("a < b", "a < b"),
        (r"har\bo@example.org", r"har\bo"),
        ("<bo@example.org>", None),
        ("", None),
    ],
)
def test_address_of_an_assignee_is_not_kept(typed, text, name):
    assert typed(plan_of("item_key", "assignee"), "A-1", text)["assignee"] == name


@pytest.mark.parametrize(
    ("project", "key"), [("Quay", "Quay/Check the berth"), ("", "Check the berth")]
)
def test_what_names_an_item_where_its_key_is_incomplete(typed, project, key):
    plan = plan_of("project_key", "title", key_roles=("project_key", "title"), key_fallback="title")
    row = typed(plan, project, "Check the berth")
    assert (row["item_key"], row["title"]) == (key, "Check the berth")
