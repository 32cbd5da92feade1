"""Shared by the tests of `warehouse`: a database, portfolio folders, and what is built of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pmo_analytics.warehouse.build import build_warehouse
from pmo_analytics.warehouse.connection import open_reader
from tests.unit.warehouse.in_memory import landed_texts
from tests.unit.warehouse.plans import write_files


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """Return a database in memory."""
    with closing(duckdb.connect(config={"threads": 1})) as opened:
        opened.execute("set TimeZone = 'UTC'")
        yield opened


@pytest.fixture
def portfolio(tmp_path: Path) -> Callable[..., Path]:
    """Return a portfolio folder with these files, texts by path."""

    def make(files: dict[str, str | bytes], *, parent: str = "") -> Path:
        # The name of the folder is the default name of the portfolio, so all have the same.
        return write_files(tmp_path / parent / "portfolio", files)

    return make


@pytest.fixture
def built(portfolio: Callable[..., Path]) -> Iterator[Callable[..., duckdb.DuckDBPyConnection]]:
    """Return the opened warehouse of a folder with these files."""
    opened: list[duckdb.DuckDBPyConnection] = []

    def build(files: dict[str, str | bytes]) -> duckdb.DuckDBPyConnection:
        opened.append(open_reader(build_warehouse(portfolio(files)).warehouse))
        return opened[-1]

    yield build
    for connection in opened:
        connection.close()


SETTINGS = '[portfolio]\ntime_zone = "UTC"\n[sources.tracker]\ntime_zone = "UTC"\n'
ITEMS = "select item_key, title, state from items order by item_key"


@pytest.fixture
def ask() -> Callable[..., list[tuple[Any, ...]]]:
    """Return what lands exports of one source, by name, and asks what follows from them."""

    def asked(exports: dict[str, str], query: str = ITEMS) -> list[tuple[Any, ...]]:
        texts = {name: text.encode() for name, text in exports.items()}
        with landed_texts(texts, settings=SETTINGS) as connection:
            return connection.execute(query).fetchall()

    return asked
