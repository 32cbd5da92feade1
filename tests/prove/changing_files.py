"""An export that is changed at every stage of its reading: by a hook, not by luck.

Whatever is done to it and whenever, a build either refuses it with a sentence, and the warehouse of
before stays, or makes the tables of one state that the file really had.
"""

from __future__ import annotations

import importlib
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

from pmo_analytics.sources import held_files
from tests.prove.ground import ITEMS, items_text, write_folder

ROWS = 200  # several chunks of a copy
_ASKED = ("exports",)  # of the rows that were landed, which they all stand on, tables are made
CHUNK = "in the middle of the copy"
# Functions that touch the file, or what was decided of it, in the order of a build.
STAGES = (
    "pmo_analytics.warehouse.build.scan_folder",
    "pmo_analytics.warehouse.build.known_plans",
    "pmo_analytics.sources.exports.plan_file",
    "pmo_analytics.sources.held_files._copy",
    "pmo_analytics.sources.held_files._state",
    "pmo_analytics.sources.reading.read_byte_evidence",
    "pmo_analytics.sources.reading.find_shape",
    "pmo_analytics.sources.reading.first_records",
    "pmo_analytics.sources.reading.survey_file",
    "pmo_analytics.warehouse.landing.read_cells",
    "pmo_analytics.warehouse.cells._read_strictly",
    "pmo_analytics.warehouse.landing.insert_records",
    "pmo_analytics.warehouse.build.run_models",
    "pmo_analytics.warehouse.build.publish",
    CHUNK,
)
WAYS = ("changed", "truncated", "appended", "replaced", "restored", "gone", "endless")


@dataclass
class _Disturbance:
    """Does something to a file, and remembers every state it had."""

    path: Path
    way: str
    states: list[bytes] = field(default_factory=list)
    kept: Path | None = None
    number: int = 0

    def note(self) -> None:
        content = self.path.read_bytes() if self.path.is_file() else b""
        if content not in self.states:
            self.states.append(content)

    def act(self) -> None:
        """Disturb the file once more."""
        self.number += 1
        if self.number > 1 and self.way != "endless":
            return
        content = _text(self.number + 1)
        match self.way:
            case "changed" | "endless":
                with self.path.open("r+b") as file:  # in place, same length
                    file.write(content)
            case "truncated":
                with self.path.open("r+b") as file:
                    file.truncate(len(content) // 2)
            case "appended":
                with self.path.open("ab") as file:
                    file.write(b"B-1,More,Done,2026-01-05,2026-01-12,2026-02-02,Bo Moen\n")
            case "replaced":
                aside = self.path.with_name(".new")
                aside.write_bytes(content)
                aside.replace(self.path)
            case "restored":
                self.kept = self.path.rename(self.path.with_name(".kept"))
                self.path.write_bytes(content)
            case "gone":
                self.path.unlink()
        self.note()

    def undo(self) -> None:
        """Put back what was put away, as if nothing had been."""
        if self.kept is not None:
            self.kept.replace(self.path)
            self.kept = None


def _text(done: int) -> bytes:
    return items_text(done * 7, ROWS).encode()


def prove(count: int, *, seed: int = 20261129) -> str:
    """Disturb so many builds at all stages; raise when a table is of no single state."""
    cases = [(stage, way) for stage in STAGES for way in WAYS]
    random.Random(seed).shuffle(cases)
    refused = built = 0
    with tempfile.TemporaryDirectory(prefix="pmo-prove-") as name:
        for number in range(count):
            stage, way = cases[number % len(cases)]
            outcome = _outcome(Path(name) / f"{number}" / "portfolio", stage, way)
            refused += outcome == "refused"
            built += outcome == "built"
            shutil.rmtree(Path(name) / f"{number}")
    return (
        f"{count} builds disturbed at {len(STAGES)} stages in {len(WAYS)} ways: {built} made of "
        f"one state, {refused} refused"
    )


def _outcome(folder: Path, stage: str, way: str) -> str:
    from pmo_analytics.errors import ChangingFileError, NothingUsableError
    from pmo_analytics.warehouse.build import build_warehouse, found_in

    write_folder(folder)
    before = build_warehouse(folder, tables=_ASKED).warehouse
    before_rows = _rows(before)
    path = folder / ITEMS
    path.write_bytes(_text(1))
    disturbance = _Disturbance(path, way)
    disturbance.note()
    outcome = "built"
    try:
        with _hook(stage, disturbance):
            made = build_warehouse(folder, tables=_ASKED).warehouse
    except ChangingFileError:
        outcome, made = "refused", before
        assert _rows(before) == before_rows, f"{stage}, {way}: the warehouse of before is gone"
    disturbance.undo()
    rows = _rows(made)
    allowed = [before_rows] if outcome == "refused" else list(_possible(disturbance.states))
    assert rows in allowed, f"{stage}, {way}: {len(rows)} rows are of no state of the file"
    # Whatever happened: the next build is of what lies there now.
    try:
        found_in(folder).check_usable()
        final = _rows(build_warehouse(folder, tables=_ASKED).warehouse)
        assert final == _rows_of(path.read_bytes()), f"{stage}, {way}: the next build is stale"
    except NothingUsableError:
        assert not path.is_file() or way == "truncated", f"{stage}, {way}"
    return outcome


@contextmanager
def _hook(stage: str, disturbance: _Disturbance) -> Iterator[None]:
    """Disturb the file before a stage, and put it back after; or in the middle of its copy."""
    if stage == CHUNK:
        with (
            mock.patch.object(held_files, "CHUNK_BYTES", 1 << 11),
            mock.patch.object(held_files, "_copy", _disturbed_copy(disturbance)),
        ):
            yield
        return
    place, _, name = stage.rpartition(".")
    module = importlib.import_module(place)
    real: Callable[..., Any] = getattr(module, name)

    def disturbed(*given: Any, **named: Any) -> Any:
        disturbance.act()
        result = real(*given, **named)
        disturbance.undo()
        return result

    with mock.patch.object(module, name, disturbed):
        yield


def _disturbed_copy(disturbance: _Disturbance) -> Callable[[Any, Path], str]:
    real = held_files._copy
    return lambda file, target: real(_Disturbing(file, disturbance), target)


class _Disturbing:
    """A file that is disturbed after its first chunk was read."""

    def __init__(self, file: Any, disturbance: _Disturbance) -> None:
        self._file, self._disturbance, self._chunks = file, disturbance, 0

    def read(self, size: int) -> bytes:
        content = self._file.read(size)
        self._chunks += 1
        if self._chunks == 1:
            self._disturbance.act()
        elif self._chunks == 3:
            self._disturbance.undo()
        return content


def _rows(warehouse: Path) -> list[tuple[Any, ...]]:
    from pmo_analytics.warehouse.connection import open_reader

    with closing(open_reader(warehouse)) as connection:
        return connection.execute(
            "select item_key, title, status, started_at, done_at, assignee from raw_rows order by 1"
        ).fetchall()


def _possible(states: list[bytes]) -> Iterator[list[tuple[Any, ...]]]:
    for content in states:
        yield _rows_of(content)


@cache
def _rows_of(content: bytes) -> list[tuple[Any, ...]]:
    """Return the rows of a file with this content, built aside."""
    from pmo_analytics.warehouse.build import build_warehouse

    with tempfile.TemporaryDirectory(prefix="pmo-prove-") as name:
        folder = write_folder(Path(name) / "portfolio", {ITEMS: content})
        return _rows(build_warehouse(folder, tables=_ASKED).warehouse)
