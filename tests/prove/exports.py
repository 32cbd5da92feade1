"""Exports in great number: damaged ones, those full of dates, and one of a hundred thousand items.

What `tests/fuzz` and the tests of the warehouse try on fewer.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from benchmarks.files import write_history
from pmo_analytics.warehouse import build
from pmo_analytics.warehouse.connection import BUILD_MEMORY_MB, open_reader
from tests.fuzz.campaign import read_mutants
from tests.fuzz.date_reader import DateReader, check_dates
from tests.fuzz.mutants import REAL_EXPORTS
from tests.fuzz.reader import MutantReader

_TOGETHER = 50  # mutants that are built as one folder
_ITEMS_OF_ALL_MEMORY = 1_000_000
_LEAST_MB = 200  # some is taken whatever is built; a tenth of the 2 GiB of a million items


def prove_mutants(count: int) -> str:
    """Read so many damaged exports; raise where one is neither read nor refused."""
    if not REAL_EXPORTS.is_dir():
        return "nothing tried: the real exports are not beside the project"
    read = 0
    with TemporaryDirectory(prefix="pmo-prove-") as name:
        reader = MutantReader(Path(name))
        for first in range(0, count, _TOGETHER):
            outcome = read_mutants(reader, range(first, min(first + _TOGETHER, count)))
            assert outcome.failures == [], outcome.failures
            read += outcome.read
    return f"{count} damaged exports, {read} of them read, the others refused"


def prove_dates(count: int) -> str:
    """Read so many tables whose moments are known; raise where one is silently wrong."""
    with TemporaryDirectory(prefix="pmo-prove-") as name:
        outcome = DateReader(Path(name)).read(range(count))
    check_dates(outcome)
    return f"{outcome.cells} dates of {count} tables, none silently wrong"


def prove_memory(count: int) -> str:
    """Build so many thousand items in their share of the memory; what does not fit goes aside."""
    items = count * 1000
    memory_mb = max(_LEAST_MB, BUILD_MEMORY_MB * items // _ITEMS_OF_ALL_MEMORY)
    with TemporaryDirectory(prefix="pmo-prove-") as name:
        check_memory(Path(name), items=items, memory_mb=memory_mb)
    return f"{items} items built in {memory_mb} MB"


def check_memory(folder: Path, *, items: int, memory_mb: int) -> None:
    """Build a history of many items; states that cannot be written aside fail first, as once."""
    export = folder / "exports" / "tracker" / "history 2025-12-31.csv"
    export.parent.mkdir(parents=True)
    (folder / "pmo.toml").write_text('[sources.tracker]\ntime_zone = "UTC"\n', encoding="utf-8")
    write_history(export, items=items)
    with patch.object(build, "_memory_mb", lambda _content: memory_mb):
        built = build.build_warehouse(folder)
    with closing(open_reader(built.warehouse)) as connection:
        assert connection.execute("select count(*) from items").fetchone() == (items,)
