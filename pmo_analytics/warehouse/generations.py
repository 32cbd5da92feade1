"""Where a warehouse lives: generations beside each other and a pointer to the current one.

A build writes a file with a name of its own and then replaces the pointer with one rename, so a
reader never waits and never sees half a build; a crash leaves the old one. The name must be new
each time: a second connection in one process to the same path gets the old database from a cache.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from pmo_analytics.errors import BuildLockedError, WarehouseMissingError

DERIVED_FOLDER = ".pmo"
POINTER = "current"
LOCK = "build.lock"


def current_warehouse(folder: Path) -> Path:
    """Return the path of the current warehouse of a portfolio folder.

    Raises:
        WarehouseMissingError: the folder was never built, or its warehouse was deleted.
    """
    derived = folder / DERIVED_FOLDER
    try:
        name = (derived / POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        name = ""
    # The pointer is a file like any other: only a plain name below the folder is followed.
    path = derived / Path(name).name
    if not name or not path.is_file():
        raise WarehouseMissingError(
            f"{folder} has no warehouse yet. Build it: pmo build --portfolio {folder}"
        )
    return path


@contextmanager
def build_lock(folder: Path) -> Iterator[Path]:
    """Hold the folder for one build; yield the folder of the derived files.

    Raises:
        BuildLockedError: another build holds it.
    """
    derived = folder / DERIVED_FOLDER
    derived.mkdir(exist_ok=True)
    lock = FileLock(derived / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise BuildLockedError(
            f"Another build of {folder} is running. Wait for it, then try again."
        ) from None
    try:
        yield derived
    finally:
        lock.release()


def new_generation(derived: Path) -> Path:
    """Return a path that no warehouse ever had."""
    return derived / f"warehouse-{secrets.token_hex(8)}.duckdb"


def publish(warehouse: Path) -> None:
    """Make a finished warehouse the current one, then remove what nothing points to."""
    derived = warehouse.parent
    aside = derived / f"{POINTER}.{warehouse.stem}"
    with aside.open("w", encoding="utf-8") as pointer:
        pointer.write(warehouse.name)
        pointer.flush()
        os.fsync(pointer.fileno())
    os.replace(aside, derived / POINTER)
    remove_orphans(derived, keep=warehouse.name)


def remove_orphans(derived: Path, *, keep: str) -> None:
    """Remove the files of earlier and broken builds; a reader that has one open keeps it."""
    for path in sorted(derived.iterdir()):
        is_ours = path.name.startswith(("warehouse-", f"{POINTER}."))
        if path.is_file() and is_ours and not path.name.startswith(keep):
            path.unlink(missing_ok=True)
