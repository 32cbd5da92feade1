"""Where runs are kept, and the pointer to the newest: a reader never sees half a run.

`OUT/runs/0007/` holds the pages of one run, `OUT/latest` is a link to the last one in which at
least one report was made. Executed notebooks hold all that a kernel knew and stay outside, in
`OUT/executed/0007/`.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

RUNS, EXECUTED, LATEST = "runs", "executed", "latest"
KEPT_RUNS = 14  # two weeks of nights


@dataclass(frozen=True, slots=True)
class RunFolder:
    """The folders of a run that is being made."""

    out: Path
    number: str

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
    """Make the folders of the next run."""
    runs = out / RUNS
    runs.mkdir(parents=True, exist_ok=True)
    taken = [int(name) for path in runs.iterdir() if (name := path.name.lstrip(".")).isdigit()]
    number = max(taken, default=0) + 1
    while True:
        run = RunFolder(out, f"{number:04}")
        try:
            run.pages.mkdir()
        except FileExistsError:  # another run took it
            number += 1
            continue
        run.executed.mkdir(parents=True, exist_ok=True)
        return run


def publish_run(run: RunFolder, *, is_newest: bool) -> Path:
    """Move a run into place with one rename; move `latest` to it where something was made."""
    os.replace(run.pages, run.published)
    if is_newest:
        aside = run.out / f".{LATEST}.{run.number}"
        aside.unlink(missing_ok=True)
        aside.symlink_to(Path(RUNS) / run.number, target_is_directory=True)
        os.replace(aside, run.out / LATEST)
        _remove_old(run.out, keep=run.number)
    return run.published


def latest_run(out: Path) -> Path | None:
    """Return the folder of the newest run that made something."""
    latest = out / LATEST
    return latest.resolve() if latest.is_dir() else None


def _remove_old(out: Path, *, keep: str) -> None:
    """Remove runs beyond the kept ones, and what broken runs left, never the one just made."""
    for folder in (out / RUNS, out / EXECUTED):
        numbers = sorted(path.name for path in folder.iterdir() if path.name.isdigit())
        old = [name for name in numbers[:-KEPT_RUNS] if name != keep]
        broken = [path.name for path in folder.iterdir() if _is_broken(path, keep)]
        for name in (*old, *broken):
            shutil.rmtree(folder / name, ignore_errors=True)


def _is_broken(path: Path, keep: str) -> bool:
    number = path.name.lstrip(".")
    return path.name.startswith(".") and number.isdigit() and number < keep
