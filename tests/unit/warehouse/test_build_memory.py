"""A build of a long history stays within its memory: what does not fit is written aside."""

from __future__ import annotations

from contextlib import closing

import pytest

from benchmarks.files import write_history
from pmo_analytics.warehouse import build
from pmo_analytics.warehouse.connection import BUILD_MEMORY_MB, open_reader

TENTH = 10  # of a million items with ten million changes, and of the memory they may take


@pytest.mark.slow
def test_tenth_of_a_million_items_builds_in_a_tenth_of_the_memory(tmp_path, monkeypatch):
    """States of aggregates that cannot be written aside fail here first, as they once did."""
    items = 1_000_000 // TENTH
    export = tmp_path / "exports" / "tracker" / "history 2025-12-31.csv"
    export.parent.mkdir(parents=True)
    (tmp_path / "pmo.toml").write_text('[sources.tracker]\ntime_zone = "UTC"\n', encoding="utf-8")
    write_history(export, items=items)
    monkeypatch.setattr(build, "_memory_mb", lambda content: BUILD_MEMORY_MB // TENTH)
    built = build.build_warehouse(tmp_path)
    with closing(open_reader(built.warehouse)) as connection:
        assert connection.execute("select count(*) from items").fetchone() == (items,)
