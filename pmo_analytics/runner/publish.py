"""Where runs are kept, and the pointer to the newest: a reader never sees half a run.

`OUT/runs/0007/` holds the pages of one run, `OUT/latest` is a link to the last one in which at
least one report was made. Executed notebooks hold all that a kernel knew and stay outside, in
`OUT/executed/0007/`. The folder may have come with data from elsewhere: no link in it is followed
but `latest`, and that only to a run.
"""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from pmo_analytics.errors import FolderError

RUNS, EXECUTED, LATEST = "runs", "executed", "latest"
KEPT_RUNS = 14  # two weeks of nights
_OUR_LATEST = re.compile(rf"{RUNS}/([0-9]+)")


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
    """Make the folders of the next run; runs at the same time get different numbers.

    What runs left that were broken off is removed first.

    Raises:
        FolderError: a folder of `out` is a link.
    """
    for name in (RUNS, EXECUTED):
        if (out / name).is_symlink():
            raise FolderError(f"{out / name} is a link. Remove it, then run again.")
        (out / name).mkdir(parents=True, exist_ok=True)
    _remove_broken_runs(out)
    number = max(_numbers(out / RUNS) | _numbers(out / EXECUTED), default=0) + 1
    while True:
        run = RunFolder(out, f"{number:04}", _lock_of(out, f"{number:04}"))
        if _is_taken(run):
            number += 1
            continue
        run.pages.mkdir()
        run.executed.mkdir()
        return run


def discard_run(run: RunFolder) -> None:
    """Remove the folders of a run that cannot be finished."""
    shutil.rmtree(run.pages, ignore_errors=True)
    shutil.rmtree(run.executed, ignore_errors=True)
    _release(run.lock)


def publish_run(run: RunFolder, *, is_newest: bool) -> Path:
    """Move a run into place with one rename; move `latest` to it where something was made.

    A run that another one has overtaken does not move `latest` back.
    """
    os.replace(run.pages, run.published)
    latest = latest_run(run.out)
    if is_newest and (latest is None or int(latest.name) < int(run.number)):
        aside = run.out / f".{LATEST}.{run.number}"
        aside.unlink(missing_ok=True)
        aside.symlink_to(Path(RUNS) / run.number, target_is_directory=True)
        os.replace(aside, run.out / LATEST)
    _remove_old(run.out, keep=run.number)
    _release(run.lock)
    return run.published


def latest_run(out: Path) -> Path | None:
    """Return the folder of the newest run that made something."""
    latest = out / LATEST
    found = _OUR_LATEST.fullmatch(os.readlink(latest)) if latest.is_symlink() else None
    folder = out / RUNS / found[1] if found else None
    return folder if folder and _is_folder(folder) else None


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _numbers(folder: Path) -> set[int]:
    names = (path.name.removeprefix(".") for path in folder.iterdir())
    return {int(name) for name in names if name.isdecimal() and name.isascii()}


def _lock_of(out: Path, number: str) -> FileLock:
    return FileLock(out / RUNS / f".{number}.lock")


def _is_taken(run: RunFolder) -> bool:
    """Tell whether another run has the number; else it is ours from here on."""
    if not _is_acquired(run.lock):
        return True
    if any(map(os.path.lexists, (run.pages, run.published, run.executed))):
        run.lock.release()
        return True
    return False


def _is_acquired(lock: FileLock) -> bool:
    if Path(lock.lock_file).is_symlink():  # it would be emptied where it leads to
        return False
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return False
    return True


def _remove_old(out: Path, *, keep: str) -> None:
    """Remove runs beyond the kept ones, never the one just made nor the latest."""
    latest = latest_run(out)
    kept = {keep, latest.name if latest else keep}
    for folder in (out / RUNS, out / EXECUTED):
        names = (path.name for path in folder.iterdir() if path.name.isdecimal())
        for name in sorted(names, key=int)[:-KEPT_RUNS]:
            if name not in kept:
                shutil.rmtree(folder / name, ignore_errors=True)


def _remove_broken_runs(out: Path) -> None:
    """Remove what runs left that were broken off; one that still runs holds its lock."""
    for path in (out / RUNS).iterdir():
        number = path.name.removeprefix(".").removesuffix(".lock")
        if not path.name.startswith(".") or not number.isdecimal():
            continue
        lock = _lock_of(out, number)
        if _is_acquired(lock):
            if not (out / RUNS / number).exists():
                shutil.rmtree(out / RUNS / f".{number}", ignore_errors=True)
                shutil.rmtree(out / EXECUTED / number, ignore_errors=True)
            (out / f".{LATEST}.{number}").unlink(missing_ok=True)
            _release(lock)


def _release(lock: FileLock) -> None:
    lock.release()
    Path(lock.lock_file).unlink(missing_ok=True)
