"""Where a warehouse lives: a file named by the content it was made from, and a pointer to it.

A build writes aside and then replaces the pointer with one rename, so a reader never waits and
never sees half a build; a crash leaves the old one. A new content has a new name: a second
connection in one process to the same path would get the old database from DuckDB's cache.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from pmo_analytics.errors import BuildLockedError, WarehouseMissingError

DERIVED_FOLDER = ".pmo"
_POINTER = "current"
_LOCK = "build.lock"
_OURS = ("warehouse-", "building-", f"{_POINTER}.")
WAIT_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which warehouse is the current one, and the signature of the folder it was made from."""

    warehouse: str
    seen: str


def read_pointer(folder: Path) -> Pointer | None:
    """Return the pointer of a portfolio folder, None where it was never built."""
    try:
        text = (folder / DERIVED_FOLDER / _POINTER).read_text(encoding="utf-8")
        table = json.loads(text)
        # The pointer is a file like any other: only a plain name beside it is followed.
        return Pointer(warehouse=Path(table["warehouse"]).name, seen=str(table["seen"]))
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def current_warehouse(folder: Path) -> Path:
    """Return the path of the current warehouse of a portfolio folder.

    Raises:
        WarehouseMissingError: the folder was never built, or its warehouse was deleted.
    """
    pointer = read_pointer(folder)
    path = folder / DERIVED_FOLDER / pointer.warehouse if pointer else None
    if path is None or not path.is_file():
        raise WarehouseMissingError(
            f"{folder} has no warehouse yet. Build it: pmo build --portfolio {folder}"
        )
    return path


@contextmanager
def build_lock(folder: Path, *, wait_seconds: float = WAIT_SECONDS) -> Iterator[Path]:
    """Hold the folder for one build at a time; yield the folder of the derived files.

    Raises:
        BuildLockedError: another build still holds it after the wait.
    """
    derived = folder / DERIVED_FOLDER
    derived.mkdir(exist_ok=True)
    lock = FileLock(derived / _LOCK)
    try:
        lock.acquire(timeout=wait_seconds)
    except Timeout:
        raise BuildLockedError(
            f"Another build of {folder} has been running for {wait_seconds:g} seconds. Wait for "
            "it, or end it, then try again."
        ) from None
    try:
        yield derived
    finally:
        lock.release()


def generation_path(derived: Path, content_key: str) -> Path:
    """Return the path of the warehouse of a content."""
    return derived / f"warehouse-{content_key[:16]}.duckdb"


def publish(warehouse: Path, *, seen: str) -> None:
    """Make a finished warehouse the current one, then remove what nothing points to."""
    derived = warehouse.parent
    aside = derived / f"{_POINTER}.{warehouse.stem}"
    with aside.open("w", encoding="utf-8") as pointer:
        json.dump({"warehouse": warehouse.name, "seen": seen}, pointer)
        pointer.flush()
        os.fsync(pointer.fileno())
    os.replace(aside, derived / _POINTER)
    _remove_orphans(derived, keep=warehouse.name)


def _remove_orphans(derived: Path, *, keep: str) -> None:
    """Remove what earlier and broken builds left; a reader that has a file open keeps it."""
    for path in sorted(derived.iterdir()):
        if path.name.startswith(_OURS) and path.name != keep:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
