"""What an earlier build read is known by its plan, as long as the same program read it."""

from __future__ import annotations

from contextlib import closing

import duckdb
import pytest

from pmo_analytics.warehouse.build import build_warehouse
from pmo_analytics.warehouse.connection import open_reader
from pmo_analytics.warehouse.reuse import known_plans, readable_warehouse

FILES = {
    "exports/tracker/items 2026-01-18.csv": "key,title,created\nA-1,One,2026-01-05\n",
    "exports/odd/colours.csv": "colour,shape\nred,round\n",
}


@pytest.fixture
def warehouse(portfolio):
    return build_warehouse(portfolio(FILES)).warehouse


def key_of(warehouse):
    with closing(open_reader(warehouse)) as connection:
        return connection.execute("select program_key from build_info").fetchone()[0]


def test_plans_of_files_that_were_read_are_known(warehouse):
    plans = known_plans(warehouse, program_key=key_of(warehouse))
    assert [plan.path for plan in plans.values()] == ["exports/tracker/items 2026-01-18.csv"]
    assert all(plan.key == key for key, plan in plans.items())


def test_another_program_knows_nothing(warehouse):
    assert known_plans(warehouse, program_key="another") == {}


def test_without_a_warehouse_nothing_is_known(tmp_path):
    assert known_plans(None, program_key="any") == {}
    other = tmp_path / "other.duckdb"
    duckdb.connect(str(other)).close()
    assert known_plans(other, program_key="any") == {}


def test_warehouse_is_readable_when_it_is_a_database(warehouse, tmp_path):
    broken = tmp_path / "broken.duckdb"
    broken.write_bytes(b"no database" * 1000)
    assert readable_warehouse(warehouse) == warehouse
    assert readable_warehouse(broken) is None
    assert readable_warehouse(tmp_path / "absent.duckdb") is None
    assert readable_warehouse(None) is None
