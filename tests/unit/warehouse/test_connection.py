"""Connections to a warehouse: locked, in UTC, as many as one process likes."""

from __future__ import annotations

from contextlib import closing

import duckdb
import pytest

from pmo_analytics.errors import ModelError
from pmo_analytics.warehouse.connection import (
    fetch_frame,
    fetch_rows,
    open_reader,
    open_writer,
    quoted,
)

SETTINGS = (
    "select current_setting('TimeZone'), current_setting('enable_external_access'), "
    "current_setting('lock_configuration')"
)


@pytest.fixture
def warehouse(tmp_path):
    path = tmp_path / "warehouse.duckdb"
    with closing(duckdb.connect(str(path))) as connection:
        connection.execute("create table items as select 1 as item_id")
    return path


def test_reader_is_locked_and_in_utc(warehouse):
    with closing(open_reader(warehouse)) as reader:
        assert reader.execute(SETTINGS).fetchone() == ("UTC", False, True)
        with pytest.raises(duckdb.Error):
            reader.execute("set TimeZone = 'Asia/Tokyo'")
        with pytest.raises(duckdb.Error):
            reader.execute("insert into items values (2)")


def test_one_process_may_open_a_warehouse_twice(warehouse):
    with closing(open_reader(warehouse)) as first, closing(open_reader(warehouse)) as second:
        assert second.execute(SETTINGS).fetchone() == ("UTC", False, True)
        assert first.execute("from items").fetchall() == second.execute("from items").fetchall()


@pytest.mark.parametrize(
    "sql",
    [
        "from read_csv('{file}')",
        "from read_text('{file}')",
        "from glob('{folder}/*')",
        "attach '{folder}/other.duckdb'",
        "copy items to '{folder}/out.csv'",
        "install httpfs",
        "set enable_external_access = true",
    ],
)
def test_reader_reaches_no_file(warehouse, sql):
    file = warehouse.parent / "secret.csv"
    file.write_text("a,b\n1,2\n")
    statement = sql.format(file=file, folder=warehouse.parent)
    with closing(open_reader(warehouse)) as reader, pytest.raises(duckdb.Error):
        reader.execute(statement)
    assert not (warehouse.parent / "out.csv").exists()


def test_writer_reads_below_its_folder_and_nowhere_else(tmp_path):
    inside, outside, derived = (tmp_path / name for name in ("inside", "outside", "derived"))
    for folder in (inside, outside, derived):
        folder.mkdir()
        (folder / "a.csv").write_text("x\n1\n")
    with closing(open_writer(derived / "new.duckdb", readable=inside)) as writer:
        assert writer.execute(f"from read_csv('{inside}/a.csv')").fetchall() == [(1,)]
        for path in (outside / "a.csv", inside / ".." / "outside" / "a.csv"):
            with pytest.raises(duckdb.Error):
                writer.execute(f"from read_csv('{path}')")


@pytest.mark.parametrize("text", ["it's", "''", "\\", "$x", "a\nb", "'; drop table items; --", ""])
def test_quoted_text_is_the_text(text):
    assert duckdb.execute(f"select {quoted(text)}").fetchone() == (text,)


def test_failing_statement_is_named_and_carries_its_text(warehouse):
    with (
        closing(open_reader(warehouse)) as reader,
        pytest.raises(ModelError, match=r"the query failed: (.|\n)*from nowhere") as raised,
    ):
        fetch_rows(reader, "from nowhere", name="the query")
    assert isinstance(raised.value.__cause__, duckdb.Error)


def test_rows_come_as_dictionaries_and_frames(warehouse):
    with closing(open_reader(warehouse)) as reader:
        sql = "select item_id, $note as note from items"
        rows = fetch_rows(reader, sql, {"note": "n"}, name="q")
        frame = fetch_frame(reader, sql, {"note": "n"}, name="q")
    assert rows == frame.to_dict("records") == [{"item_id": 1, "note": "n"}]
