"""Where runs are kept, and the pointer to the newest: a reader never sees half a run.

`OUT/runs/0007/` holds the pages of one run, `OUT/latest` is a link to the last one in which at
least one report was made. Executed notebooks hold all that a kernel knew and stay outside, in
`OUT/executed/0007/`.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

RUNS, EXECUTED, LATEST = "runs", "executed", "latest"
KEPT_RUNS = 14  # two weeks of nights


@dataclass(frozen=True, slots=True)
class RunFolder:
    """The folders of a run that is being made."""

    out: Path
    number: str
    # Held while the run is being made: what lies unlocked was left by one that was broken off.
    lock: FileLock = field(repr=False, compare=False)

    @property
    def pages(self) -> Path:
        """Return where pages are written before they are published."""
        return self.out / RUNS / f".{self.number}"

    @property
    def published(self) -> Path:
        """Return where the run lies once it is whole."""
        return self.out / RUNS / self.number

    @property
    def executed(self) -> Path:
        """Return where executed notebooks are kept."""
        return self.out / EXECUTED / self.number


def new_run(out: Path) -> RunFolder:
    """Make the folders of the next run; runs at the same time get different numbers."""
    runs = out / RUNS
    runs.mkdir(parents=True, exist_ok=True)
    taken = [int(name) for path in runs.iterdir() if (name := path.name.lstrip(".")).isdigit()]
    number = max(taken, default=0) + 1
    while True:
        run = RunFolder(out, f"{number:04}", _lock_of(out, f"{number:04}"))
        if _is_taken(run):
            number += 1
            continue
        run.pages.mkdir()
        run.executed.mkdir(parents=True, exist_ok=True)
        return run


def _lock_of(out: Path, number: str) -> FileLock:
    return FileLock(out / RUNS / f".{number}.lock")


def _is_taken(run: RunFolder) -> bool:
    """Tell whether another run has the number; else it is ours from here on."""
    try:
        run.lock.acquire(timeout=0)
    except Timeout:
        return True
    if run.pages.exists() or run.published.exists():
        run.lock.release()
        return True
    return False


def publish_run(run: RunFolder, *, is_newest: bool) -> Path:
    """Move a run into place with one rename; move `latest` to it where something was made.

    A run that another one has overtaken does not move `latest` back.
    """
    os.replace(run.pages, run.published)
    latest = latest_run(run.out)
    if is_newest and (latest is None or _number(latest) < int(run.number)):
        aside = run.out / f".{LATEST}.{run.number}"
        aside.unlink(missing_ok=True)
        aside.symlink_to(Path(RUNS) / run.number, target_is_directory=True)
        os.replace(aside, run.out / LATEST)
        _remove_old(run.out, keep=run.number)
    _release(run.lock)
    return run.published


def _number(folder: Path) -> int:
    return int(folder.name) if folder.name.isdigit() else 0


def latest_run(out: Path) -> Path | None:
    """Return the folder of the newest run that made something."""
    latest = out / LATEST
    return latest.resolve() if latest.is_dir() else None


def _remove_old(out: Path, *, keep: str) -> None:
    """Remove runs beyond the kept ones, and what broken runs left, never the one just made."""
    for folder in (out / RUNS, out / EXECUTED):
        numbers = sorted((path.name for path in folder.iterdir() if path.name.isdigit()), key=int)
        for name in numbers[:-KEPT_RUNS]:
            if name != keep:
                shutil.rmtree(folder / name, ignore_errors=True)
    for path in (out / RUNS).iterdir():
        number = path.name.removeprefix(".")
        if path.name.startswith(".") and number.isdigit():
            _remove_broken(out, number)


def _remove_broken(out: Path, number: str) -> None:
    """Remove the pages of a run that was broken off; one that still runs holds its lock."""
    lock = _lock_of(out, number)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return
    shutil.rmtree(out / RUNS / f".{number}", ignore_errors=True)
    _release(lock)


def _release(lock: FileLock) -> None:
    lock.release()
    Path(lock.lock_file).unlink(missing_ok=True)
