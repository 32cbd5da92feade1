import pytest

from pmo_analytics.errors import SettingsError
from pmo_analytics.sources.recognition import (
    Table,
    dialect_named,
    possible_tables,
    recognise,
)

NAVIGATOR = [
    ["Issue key", "Summary", "Status", "Created"],
    ["AB-1", "One", "Done", "03/Apr/23 2:03 PM"],
    ["AB-2", "Two", "To Do", "04/Apr/23 2:03 PM"],
]


def test_header_may_stand_under_a_preamble():
    records = [["My report", "", "", ""], [], ["Exported 2026-09-30"], *NAVIGATOR]
    found = recognise(records)
    assert found.dialect.name == "jira_navigator"
    assert (found.table.header_row, len(found.table.rows)) == (2, 2)


def test_row_of_data_is_no_header():
    assert [table.header_row for table in possible_tables(NAVIGATOR, lead=0)] == [0]


def test_records_known_to_lead_are_no_header():
    assert possible_tables([["a", "b"], ["c", "d"]], lead=1)[0].header == ["c", "d"]


def test_each_column_gets_its_meaning():
    found = recognise(NAVIGATOR)
    assert [m.role for m in found.meanings] == ["item_key", "title", "status", "created"]
    assert found.explained == 4
    assert found.evidence.startswith('Jira issue navigator (en), by "Issue key"')


def test_header_that_fits_no_dialect_is_not_recognised():
    assert recognise([["colour", "weight"], ["red", "3"]]) is None
    assert recognise([]) is None


def test_tasks_of_which_no_two_have_one_date_are_no_counts_of_a_day():
    """Rank and depth are whole numbers under headers of their own choosing, as stages are."""
    header = ["TYPE", "CONTENT", "PRIORITY", "INDENT", "DATE"]
    rows = [["task", "Sail", "4", "1", "2026-03-02"], ["task", "Mast", "1", "2", "2026-03-03"]]
    assert recognise([header, *rows]) is None
    counts = [["Doing", "Done", "Date"], *([row[2], row[3], row[4]] for row in rows)]
    assert recognise(counts).dialect.name == "counts"


def test_numbers_of_a_day_are_counts_of_stages_where_a_status_is_among_them():
    days = [["2026-03-02", "310", "7", "40"], ["2026-03-03", "280", "9", "40"]]
    assert recognise([["Date", "Visits", "Orders", "Users"], *days]) is None
    found = recognise([["Date", "Remaining", "Completed", "Ideal"], *days])
    assert [meaning.role for meaning in found.meanings] == ["date", "count", "count", ""]


def test_column_named_in_pmo_toml_wins_over_the_dialect():
    records = [["Issue key", "Summary", "Status", "Team board"], ["AB-1", "One", "Done", "Doing"]]
    found = recognise(records, columns={"status": "team board"})
    assert [m.role for m in found.meanings] == ["item_key", "title", "", "status"]


def test_named_columns_make_a_dialect_of_their_own():
    records = [["nr", "was", "offen seit"], ["1", "One", "2023-01-01"]]
    columns = {"item_key": "nr", "title": "was", "created": "offen seit"}
    found = recognise(records, columns=columns)
    assert (found.dialect.name, found.dialect.kind) == ("mapped", "items")
    assert [m.role for m in found.meanings] == ["item_key", "title", "created"]


def test_named_column_that_is_missing_is_a_problem():
    found = recognise(NAVIGATOR, columns={"points": "Size"})
    assert [problem.kind for problem in found.problems] == ["mapped_column_missing"]


def test_dialect_named_in_pmo_toml_is_the_only_one():
    assert recognise(NAVIGATOR, dialect="linear") is None
    assert recognise(NAVIGATOR, dialect="item_table").dialect.name == "item_table"


def test_misspelt_names_are_refused_with_the_nearest():
    with pytest.raises(SettingsError, match='Did you mean "jira_navigator"'):
        dialect_named("jira_navigater")
    with pytest.raises(SettingsError, match='Did you mean "status"'):
        recognise(NAVIGATOR, columns={"statsu": "Status"})


def test_column_of_addresses_is_private_whatever_its_header():
    records = [
        ["Issue key", "Summary", "Custom field (Contact)", "Owner of it"],
        ["AB-1", "One", "x", "ann@example.org"],
        ["AB-2", "Two", "x", "bo@example.org"],
    ]
    found = recognise(records)
    assert [m.role for m in found.meanings] == ["item_key", "title", "", "private"]


def test_stages_are_columns_of_dates_without_another_meaning():
    records = [
        ["ID", "Title", "Due", "Ready", "Doing", "Done", "Comment"],
        ["1", "One", "2023-02-01", "2023-01-01", "2023-01-02", "2023-01-03", "2023-01-03"],
    ]
    found = recognise(records)
    assert found.dialect.name == "stage_dates"
    details = [m.detail for m in found.meanings if m.role == "stage"]
    assert details == ["Ready", "Doing", "Done"]
    assert found.meanings[2].role == "due_date"
    assert found.meanings[6].role == "private"


def test_two_dates_of_an_item_are_no_stages():
    records = [["id", "created", "closed"], ["1", "2023-01-01", "2023-01-02"]]
    assert recognise(records).dialect.name == "item_table"


def test_counts_have_one_row_a_day():
    days = [["Date", "To do", "Doing"], ["2023-01-01", "3", "1"], ["2023-01-02", "2", "2"]]
    assert recognise(days).dialect.name == "counts"
    same_day = [*days, ["2023-01-02", "2", "2"]]
    assert recognise(same_day) is None


def test_history_has_several_rows_of_an_item():
    header = ["key", "status", "changed at"]
    rows = [["AB-1", "To Do", "2023-01-01"], ["AB-1", "Done", "2023-01-02"]]
    assert recognise([header, *rows]).dialect.kind == "changes"
    once = recognise([header, rows[0], ["AB-2", "Done", "2023-01-02"]])
    assert once.dialect.kind == "items"


@pytest.mark.parametrize(
    ("header", "dialect"),
    [
        (["key", "changed at", "field", "old value"], "change_history"),
        (["Issue key", "When", "Field", "fromString"], "change_history"),
        (["ticket", "timestamp", "from status"], "change_history"),
        (["id", "transition date", "previous status"], "change_history"),
        (["key", "created", "field", "from"], "change_log"),
    ],
)
def test_history_may_tell_only_what_was_before_each_change(header, dialect):
    rows = [["AB-1", "2023-01-01", *["status", "To Do"][-len(header) + 2 :]]] * 2
    found = recognise([header, *rows])
    assert (found.dialect.name, found.dialect.kind) == (dialect, "changes")


@pytest.mark.parametrize(
    "header",
    [
        ["key", "changed at", "field", "from", "to"],
        ["ticket", "when", "owner", "from status", "to status"],
    ],
)
def test_history_needs_no_item_twice_where_it_says_what_changed(header):
    rows = [["AB-1", "2023-01-01", "status", "To Do", "Done"]]
    rows += [["AB-2", "2023-01-02", "status", "To Do", "Doing"]]
    assert recognise([header, *rows]).dialect.kind == "changes"


def test_items_that_went_from_one_place_to_another_are_no_history():
    rows = [["1", "2023-01-01", "Kiel", "Bremen"], ["2", "2023-01-02", "Bremen", "Kiel"]]
    found = recognise([["id", "timestamp", "from", "to"], *rows])
    assert found is None or found.dialect.kind == "items"


def test_items_with_a_column_called_from_are_no_history():
    rows = [["1", "2023-01-01", "ann", "Open"], ["2", "2023-01-02", "bo", "Open"]]
    assert recognise([["id", "created", "from", "status"], *rows]).dialect.kind == "items"


def test_cells_of_a_row_that_is_too_long_do_not_count():
    table = Table(0, ["id", "name"], [["1", "a"], ["2", "b", "c"], ["3"]])
    assert table.cells(1) == ["a"]
    assert table.kinds == ("whole", "text")
