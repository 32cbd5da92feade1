"""Where a warehouse lives: a file named by the content it was made from, and a pointer to it.

A build writes aside and then replaces the pointer with one rename, so a reader never waits and
never sees half a build; a crash leaves the old one. A new content has a new name: a second
connection in one process to the same path would get the old database from DuckDB's cache.

The folder of derived files may have come with the data, from a stranger. What is in it is believed
only if it is a plain file of this user that has not been touched since a build of ours wrote it:
the pointer keeps the change time of the warehouse, which no archive and no program can set.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from pmo_analytics.errors import (
    BuildLockedError,
    EnvironmentBrokenError,
    FolderError,
    WarehouseMissingError,
)

DERIVED_FOLDER = ".pmo"
_POINTER = "current"
_LOCK = "build.lock"
_OURS = ("warehouse-", "building-", f"{_POINTER}.")
WAIT_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which warehouse is the current one, as it was left, and from what it was made."""

    warehouse: str
    seen: str  # signature of the folder it was made from
    stamp: str = ""  # of the warehouse file


def read_pointer(folder: Path) -> Pointer | None:
    """Return the pointer of a portfolio folder, None where it has none that can be believed."""
    derived = folder / DERIVED_FOLDER
    path = derived / _POINTER
    if not (_is_own(derived, stat.S_ISDIR) and _is_own(path, stat.S_ISREG)):
        return None
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        # The pointer is a file like any other: only a plain name beside it is followed.
        name = Path(table["warehouse"]).name
        pointer = Pointer(name, seen=str(table["seen"]), stamp=str(table["stamp"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return pointer if pointer.stamp == _stamp(derived / name) else None


def current_warehouse(folder: Path) -> Path:
    """Return the path of the current warehouse of a portfolio folder.

    Raises:
        WarehouseMissingError: the folder was never built, or its warehouse was deleted or touched.
    """
    pointer = read_pointer(folder)
    if pointer is None:
        raise WarehouseMissingError(
            f"{folder} has no warehouse yet. Build it: pmo build --portfolio {folder}"
        )
    return folder / DERIVED_FOLDER / pointer.warehouse


def _is_own(path: Path, is_kind: Callable[[int], bool]) -> bool:
    """Tell whether a path is of this kind, no link, and belongs to this user."""
    try:
        found = path.lstat()
    except (OSError, ValueError):
        return False
    return is_kind(found.st_mode) and found.st_uid == _user(found.st_uid)


def _user(default: int) -> int:
    return os.geteuid() if hasattr(os, "geteuid") else default


def _stamp(path: Path) -> str:
    """Return what changes whenever a file of ours is written, copied or unpacked; else ""."""
    if not _is_own(path, stat.S_ISREG):
        return ""
    found = path.lstat()
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"


@contextmanager
def build_lock(folder: Path, *, wait_seconds: float = WAIT_SECONDS) -> Iterator[Path]:
    """Hold the folder for one build at a time; yield the folder of the derived files.

    Raises:
        BuildLockedError: another build still holds it after the wait.
        FolderError: the folder of the derived files is a link or a file.
        EnvironmentBrokenError: it belongs to another user and cannot be replaced.
    """
    derived = _own_derived_folder(folder)
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


def _own_derived_folder(folder: Path) -> Path:
    """Return the folder of the derived files, this user's own and without links of our names."""
    derived = folder / DERIVED_FOLDER
    if derived.is_symlink() or (derived.exists() and not derived.is_dir()):
        raise FolderError(
            f"{derived} is a link or a file. It would hold derived files only: remove it, then "
            "build again."
        )
    derived.mkdir(exist_ok=True)
    if not _is_own(derived, stat.S_ISDIR):
        _replace_foreign(derived)
    for path in derived.iterdir():
        if path.is_symlink() and (path.name == _LOCK or path.name.startswith((*_OURS, _POINTER))):
            path.unlink()
    return derived


def _replace_foreign(derived: Path) -> None:
    """Replace a folder of another user: what it holds can be changed behind our back."""
    try:
        shutil.rmtree(derived)
        derived.mkdir()
    except OSError as error:
        raise EnvironmentBrokenError(
            f"{derived} belongs to another user and cannot be replaced ({error.strerror}). Remove "
            "it, or work on a copy of the folder."
        ) from None


def generation_path(derived: Path, content_key: str) -> Path:
    """Return the path of the warehouse of a content."""
    return derived / f"warehouse-{content_key[:16]}.duckdb"


def publish(warehouse: Path, *, seen: str) -> None:
    """Make a finished warehouse the current one, then remove what nothing points to."""
    derived = warehouse.parent
    aside = derived / f"{_POINTER}.{warehouse.stem}"
    with aside.open("w", encoding="utf-8") as pointer:
        table = {"warehouse": warehouse.name, "seen": seen, "stamp": _stamp(warehouse)}
        json.dump(table, pointer)
        pointer.flush()
        os.fsync(pointer.fileno())
    os.replace(aside, derived / _POINTER)
    remove_orphans(derived, keep=warehouse.name)


def remove_orphans(derived: Path, *, keep: str) -> None:
    """Remove what earlier and broken builds left; a reader that has a file open keeps it."""
    for path in sorted(derived.iterdir()):
        if path.name.startswith(_OURS) and path.name != keep:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
