"""Private folders for what is written aside: gone when it is done, or else at the next start.

Each lies in one folder of this user below the system's folder for temporary files, and is held by a
lock that the system drops when its process ends: what is not held was left by one that was killed.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from pmo_analytics.errors import EnvironmentBrokenError

_LOCK = "held.lock"


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Yield an empty folder that only this user can enter, and remove it afterwards."""
    base = _base()
    with FileLock(base / "base.lock"):
        _sweep(base)
        place = Path(tempfile.mkdtemp(dir=base))
        held = FileLock(place / _LOCK)
        held.acquire()
    folder = place / "files"
    folder.mkdir()
    try:
        yield folder
    finally:
        held.release()
        shutil.rmtree(place, ignore_errors=True)


def _base() -> Path:
    user = os.geteuid() if hasattr(os, "geteuid") else "user"
    base = Path(tempfile.gettempdir()) / f"pmo-analytics-{user}"
    base.mkdir(mode=0o700, exist_ok=True)
    found = base.lstat()
    is_own = not hasattr(os, "geteuid") or found.st_uid == os.geteuid()
    if not stat.S_ISDIR(found.st_mode) or not is_own or found.st_mode & 0o022:
        raise EnvironmentBrokenError(
            f"{base} is not a private folder of this user. Remove it, or name another place for "
            "temporary files in TMPDIR."
        )
    return base


def _sweep(base: Path) -> None:
    for place in base.iterdir():
        if not place.is_dir() or place.is_symlink():
            continue
        lock = FileLock(place / _LOCK)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            continue
        lock.release()
        shutil.rmtree(place, ignore_errors=True)
