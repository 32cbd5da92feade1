"""Connections to a warehouse: locked, in UTC, as many as one process likes."""

from __future__ import annotations

from contextlib import closing

import duckdb
import pytest

from pmo_analytics.warehouse.connection import open_reader

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
