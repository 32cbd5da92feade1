from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from workbooks import write_workbook

from pmo_analytics.errors import UnreadableFileError
from pmo_analytics.sources import workbooks
from pmo_analytics.sources.workbooks import is_workbook, read_only_table, read_sheets

TABLE = [
    ["Key", "Title", "Created", "Done", "Points"],
    ["A-1", "x", datetime(2026, 3, 2), datetime(2026, 3, 5, 9, 30), 3.0],
    ["A-2", "y, z", datetime(2026, 3, 3), None, 0.5],
]


@pytest.fixture
def book(tmp_path: Path):
    return lambda **sheets: write_workbook(tmp_path / "book.xlsx", sheets)


def test_cells_are_read_as_text_one_by_one(book):
    assert read_only_table(book(Items=TABLE)) == [
        ["Key", "Title", "Created", "Done", "Points"],
        ["A-1", "x", "2026-03-02", "2026-03-05 09:30:00", "3"],
        ["A-2", "y, z", "2026-03-03", "", "0.5"],
    ]


def test_formula_is_the_value_that_was_saved_with_it(book):
    assert read_only_table(book(Items=[["Key", "Points"], ["A-1", "=1+1"]]))[1] == ["A-1", "42"]


def test_blank_rows_and_columns_around_a_table_are_none_of_it(book):
    rows = [[], [None, None], *([None, *row] for row in TABLE), [None] * 9]
    assert read_only_table(book(Items=rows, Empty=[]))[0] == TABLE[0]


def test_names_and_values_above_a_table_are_no_table(book):
    rows = read_only_table(book(Items=[["Plan name", "Port"], ["Plan ID", "xyz"], [], *TABLE]))
    assert rows[0][:2] == ["Plan name", "Port"]
    assert rows[3] == TABLE[0]


def test_header_that_is_repeated_for_each_group_is_one_table(book):
    rows = read_only_table(book(Items=[*TABLE, [], TABLE[0], *TABLE[1:]]))
    assert rows.count(TABLE[0]) == 2


@pytest.mark.parametrize(
    "rows",
    [
        [*TABLE, [], ["Name", "Budget"], ["x", 1]],
        [
            [*row, None, *other]
            for row, other in zip(TABLE, (["Who", "What"], ["b", "c"], ["d", "e"]), strict=True)
        ],
        [["Who", "What", "When"], ["b", "c", "d"], [], *TABLE],
    ],
)
def test_sheet_of_several_tables_is_to_be_saved_as_csv(rows, book):
    with pytest.raises(UnreadableFileError, match=r'"Items" holds several tables.*as CSV'):
        read_only_table(book(Items=rows))


def test_workbook_of_several_tables_names_their_sheets(book):
    path = book(Items=TABLE, Archive=TABLE, Notes=[["read me"]])
    assert set(read_sheets(path)) == {"Items", "Archive", "Notes"}
    with pytest.raises(UnreadableFileError, match=r"2 sheets .*\(Items, Archive\).*as CSV"):
        read_only_table(path)


def test_empty_workbook_is_refused(book):
    with pytest.raises(UnreadableFileError, match="No sheet"):
        read_only_table(book(Items=[]))


def test_broken_workbooks_are_refused(book, tmp_path):
    whole = book(Items=TABLE).read_bytes()
    cut = tmp_path / "cut.xlsx"
    cut.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UnreadableFileError, match="broken archive"):
        is_workbook(cut)
    with zipfile.ZipFile(cut, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")
    assert is_workbook(cut)
    with pytest.raises(UnreadableFileError, match="cannot be read"):
        read_only_table(cut)


def test_workbook_that_unpacks_to_too_much_is_not_unpacked(book, monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_UNPACKED_BYTES", 100)
    with pytest.raises(UnreadableFileError, match="unpacks to more"):
        is_workbook(book(Items=TABLE))
