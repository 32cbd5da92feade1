"""A build that is killed at any moment: the old warehouse answers, and the next build heals."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pmo_analytics.warehouse.build import build_warehouse
from pmo_analytics.warehouse.connection import open_reader
from pmo_analytics.warehouse.generations import DERIVED_FOLDER, current_warehouse

EXPORT = "exports/tracker/items 2026-02-28.csv"

# Imports everything and does nothing itself: each line it reads is answered by a child that builds,
# and is killed after the seconds that stand in the line. It is waited for only then, so that its
# number is its own until it was killed.
BUILDERS = """
import os, signal, sys, time
from pathlib import Path
from pmo_analytics.warehouse.build import build_warehouse

folder = Path(sys.argv[1])
print("ready", flush=True)
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        build_warehouse(folder)
        os._exit(0)
    if line.strip():
        time.sleep(float(line))
        os.kill(child, signal.SIGKILL)
    print(os.waitpid(child, 0)[1], flush=True)
"""


def write_export(folder: Path, done: int) -> None:
    """Write an export of ten items of which so many are done."""
    lines = ["key,title,status,created,done"]
    for number in range(10):
        finished = "2026-02-02" if number < done else ""
        status = "Done" if finished else "To Do"
        lines.append(f"A-{number},Item {number},{status},2026-01-05,{finished}")
    path = folder / EXPORT
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def done_items(folder: Path) -> int:
    """Ask the current warehouse how many items are done; it must know all ten."""
    with closing(open_reader(current_warehouse(folder))) as connection:
        states = [state for (state,) in connection.execute("select state from items").fetchall()]
    assert len(states) == 10
    return states.count("done")


def tables_of(warehouse: Path) -> dict[str, list[tuple[Any, ...]]]:
    with closing(open_reader(warehouse)) as connection:
        names = connection.execute("select table_name from duckdb_tables() order by 1").fetchall()
        return {
            name: connection.execute(f'from "{name}" order by all').fetchall() for (name,) in names
        }


@dataclass(frozen=True)
class Builders:
    """A process that starts builds of a folder, each in a process of its own."""

    process: subprocess.Popen[str]

    def build(self, *, killed_after: float | None = None) -> int:
        """Build and return the status the build ended with; kill it after so many seconds."""
        print("" if killed_after is None else killed_after, file=self.process.stdin, flush=True)
        return int(self.process.stdout.readline())


@contextmanager
def builders_of(folder: Path) -> Iterator[Builders]:
    """Yield a process that builds a folder, ended in the end."""
    with subprocess.Popen(
        [sys.executable, "-c", BUILDERS, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline() == "ready\n"
        yield Builders(process)
        process.stdin.close()


def prove(count: int, *, seed: int = 20260930) -> str:
    """Kill so many builds; raise where the old warehouse is gone or the next does not heal."""
    with tempfile.TemporaryDirectory(prefix="pmo-prove-") as name:
        folder = Path(name) / "portfolio"
        write_export(folder, done=0)
        build_warehouse(folder)  # what is killed has a warehouse of before
        with builders_of(folder) as builders:
            killed, left_behind = _killed(folder, builders, count, random.Random(seed))
        assert killed > count / 4  # how many depends on what else the machine does
        assert left_behind > count / 10  # killed in the middle of their writing
        _check_healed(folder, Path(name) / "fresh" / "portfolio")
    return f"{count} builds killed at random moments, {killed} of them at work: all healed"


def _killed(folder: Path, builders: Builders, count: int, chance: random.Random) -> tuple[int, int]:
    """Kill builds; return how many were at work, and how many left something behind."""
    write_export(folder, done=1)
    began = time.monotonic()
    assert builders.build() == 0
    usual_seconds = time.monotonic() - began
    known, killed, left_behind = 1, 0, 0
    for _ in range(count):
        wanted = chance.choice([count for count in range(11) if count != known])
        write_export(folder, wanted)
        status = builders.build(killed_after=chance.random() * usual_seconds)
        found = done_items(folder)
        assert found in ({known, wanted} if status else {wanted})
        killed += status == signal.SIGKILL
        left_behind += any((folder / DERIVED_FOLDER).glob("building-*"))
        known = found
    return killed, left_behind


def _check_healed(folder: Path, fresh: Path) -> None:
    """Build once whole: nothing is left behind, and the tables are those of a fresh build."""
    healed = build_warehouse(folder).warehouse
    left = sorted(path.name for path in (folder / DERIVED_FOLDER).iterdir())
    assert left == ["build.lock", "current", healed.name]
    # the name of the folder is that of the portfolio
    shutil.copytree(folder, fresh, ignore=shutil.ignore_patterns(DERIVED_FOLDER))
    assert tables_of(healed) == tables_of(build_warehouse(fresh).warehouse)
