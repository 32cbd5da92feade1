"""Builds, reports and their workers ended at random moments: nothing lives on, nothing is left.

Every process of a run carries a mark in its environment, so that it is found even when it has lost
its parent.
"""

from __future__ import annotations

import contextlib
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psutil
from own_notebooks import write_notebook, write_suite

from tests.prove.ground import (
    ITEMS,
    items_text,
    marked_environment,
    marked_processes,
    survivors,
    write_folder,
)

PMO = (sys.executable, "-m", "pmo_analytics.cli.app")
# A kernel that is stuck in foreign code notices nothing by itself; one that waits does.
SLOW_CELLS = (
    "import time; time.sleep(0.2)",
    'import re; re.match("(a+)+$", "a" * 23 + "b")',
    '"made"',
)


@dataclass
class _Ground:
    place: Path
    folder: Path
    scratch: Path

    def command(self, kind: str) -> list[str]:
        if kind == "build":
            return [*PMO, "build", "-p", str(self.folder)]
        places = ("--suite", self.place / "suite.toml", "--notebooks", self.place / "notebooks")
        return [*PMO, "report", "-p", str(self.folder), "--jobs", "2", *map(str, places)]


def prove(count: int, *, seed: int = 20261129) -> str:
    """End so many builds, reports and workers; raise when anything outlives its run."""
    chance = random.Random(seed)
    ended = {"build": 0, "report": 0, "worker": 0}
    with tempfile.TemporaryDirectory(prefix="pmo-prove-") as name:
        ground = _ground(Path(name))
        usual = {kind: _whole(ground, kind) for kind in ("build", "report")}
        for number in range(count):
            kind = ("build", "report", "worker")[number % 3]
            way = signal.SIGTERM if number % 4 == 3 else signal.SIGKILL
            (ground.folder / ITEMS).write_text(items_text(number % 10))
            share = chance.random() if kind != "worker" else 0.8 * chance.random()
            seconds = usual["build" if kind == "build" else "report"] * share
            ended[kind] += _ended(ground, kind, way, seconds)
            if number % 10 == 9:
                _check_healed(ground)
        _check_healed(ground)
    return f"{count} runs ended at random moments, while at work {ended}: nothing outlived them"


def _ground(place: Path) -> _Ground:
    ground = _Ground(place, write_folder(place / "portfolio"), place / "scratch")
    ground.scratch.mkdir()
    for name in ("one", "two"):
        write_notebook(place / "notebooks", name, *SLOW_CELLS)
    write_suite(place / "suite.toml", 'notebook = "one"', 'notebook = "two"')
    return ground


def _whole(ground: _Ground, kind: str) -> float:
    """Run a command to its end; return the seconds it took."""
    started = time.monotonic()
    mark = uuid.uuid4().hex
    run = subprocess.run(
        ground.command(kind),
        env=marked_environment(mark, ground.scratch),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert not survivors(mark), "something outlived a run that ended by itself"
    return time.monotonic() - started


def _ended(ground: _Ground, kind: str, way: signal.Signals, seconds: float) -> bool:
    """Start a run and end it after so many seconds; tell whether it was still at work."""
    mark = uuid.uuid4().hex
    process = subprocess.Popen(
        ground.command("build" if kind == "build" else "report"),
        env=marked_environment(mark, ground.scratch),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    was_working = process.poll() is None
    if kind == "worker":
        while not (workers := _workers(mark)) and process.poll() is None:
            time.sleep(0.1)
        was_working = bool(workers)
        for worker in workers[:1]:
            with contextlib.suppress(psutil.Error):
                worker.send_signal(way)
        process.wait(300)  # the others are made, and the run ends by itself
    else:
        process.send_signal(way)
        process.wait(60)
    left = survivors(mark)
    assert not left, f"{kind} ended by {way.name} after {seconds:.2f} s left {left}"
    return was_working


def _workers(mark: str) -> list[psutil.Process]:
    return [one for one in marked_processes(mark) if "runner.worker" in _words(one)]


def _words(process: psutil.Process) -> str:
    with contextlib.suppress(psutil.Error):
        return " ".join(process.cmdline())
    return ""


def _check_healed(ground: _Ground) -> None:
    """Run once whole, then look into every folder: only what is meant to stay may lie there."""
    from pmo_analytics.warehouse.connection import open_reader
    from pmo_analytics.warehouse.generations import current_warehouse

    _whole(ground, "report")
    warehouse = current_warehouse(ground.folder)
    derived = {path.name for path in (ground.folder / ".pmo").iterdir()}
    assert derived == {"build.lock", "current", warehouse.name}, derived
    with closing(open_reader(warehouse)) as connection:
        assert connection.execute("select count(*) from items").fetchone() == (10,)
    out = ground.folder / "reports"
    hidden = [path.name for path in (*out.iterdir(), *(out / "runs").iterdir())]
    assert not [name for name in hidden if name.startswith(".")], hidden
    assert json.loads((out / "latest" / "manifest.json").read_text())["made"] == 2
    left = [str(path) for path in ground.scratch.rglob("*") if path.name != "base.lock"]
    assert [Path(path).name for path in left] == [next(ground.scratch.iterdir()).name], left
