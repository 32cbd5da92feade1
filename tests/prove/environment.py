"""A full disk, a folder that cannot be written, little memory: each is a sentence, and heals.

Root writes where it likes, so for root the folder lies on a disk that is read-only; what this
machine does not allow to be tried is said.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.prove.ground import ITEMS, items_text, write_folder

PMO = (sys.executable, "-m", "pmo_analytics.cli.app")
SMALL_DISK_KB = (64, 1_000, 4_000, 8_000, 40_000)
MEMORY_MB = (120, 200, 300, 400, 600)
_UNTRIED = "not tried here, "
# There is no memory for a thread that starts: a library ends the process, which is never asked.
_ENDED_BY_THE_SYSTEM = {
    1: "OpenBLAS error: Memory allocation still failed",
    127: "cannot allocate memory for thread-local data: ABORT",
    130: "blas_thread_init: pthread_create failed",
}


def prove(count: int) -> str:
    """Try each shortage, so often as there are sizes of it at most."""
    shown = [
        _full_disks(SMALL_DISK_KB[:count]),
        _folder_that_cannot_be_written(),
        _little_memory(MEMORY_MB[:count]),
    ]
    return "; ".join(shown)


def _full_disks(sizes: tuple[int, ...]) -> str:
    codes = []
    with tempfile.TemporaryDirectory(prefix="pmo-prove-") as name:
        for size in sizes:
            with _small_disk(Path(name) / str(size), size) as disk:
                if disk is None:
                    return f"full disk: {_UNTRIED}mounting is not allowed"
                folder = write_folder(disk / "portfolio", {ITEMS: items_text(5, 300)})
                code, said = _build(folder)
                _check(code, said, (0, 4), f"a disk of {size} KB")
                codes.append(code)
    assert 4 in codes, "no disk was too small"
    return f"full disk: exit codes {codes}"


@contextmanager
def _small_disk(place: Path, kilobytes: int) -> Iterator[Path | None]:
    place.mkdir()
    size = f"size={kilobytes}k"
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(place)], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        yield None
        return
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def _folder_that_cannot_be_written() -> str:
    with tempfile.TemporaryDirectory(prefix="pmo-prove-") as name:
        if os.geteuid() == 0:  # it writes where it likes, but on a disk that is read-only
            return _read_only_disk(Path(name) / "disk")
        folder = write_folder(Path(name) / "portfolio")
        folder.chmod(0o555)
        code, said = _build(folder)
        folder.chmod(0o755)
    _check(code, said, (4,), "a folder that cannot be written")
    return "read-only folder: exit code 4"


def _read_only_disk(place: Path) -> str:
    with _small_disk(place, SMALL_DISK_KB[-1]) as disk:
        if disk is None:
            return f"read-only folder: {_UNTRIED}root writes everywhere and mounts nothing"
        folder = write_folder(disk / "portfolio")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        code, said = _build(folder)
    _check(code, said, (4,), "a disk that is read-only")
    return "read-only disk: exit code 4"


def _little_memory(sizes: tuple[int, ...]) -> str:
    codes = []
    with tempfile.TemporaryDirectory(prefix="pmo-prove-") as name:
        folder = write_folder(Path(name) / "portfolio", {ITEMS: items_text(5, 20_000)})
        for size in sizes:
            code, said = _build(folder, before=lambda size=size: _limit_memory(size))
            if _ENDED_BY_THE_SYSTEM.get(code, said + " ") not in said:
                _check(code, said, (0, 4), f"memory of {size} MB")
            codes.append(code)
        code, said = _build(folder)  # whatever ended those before: it heals
        _check(code, said, (0,), "memory enough again")
    return f"memory of {list(sizes)} MB: exit codes {codes}"


def _limit_memory(megabytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, megabytes << 20))


def _build(folder: Path, *, before: Callable[[], None] | None = None) -> tuple[int, str]:
    run = subprocess.run(
        [*PMO, "build", "-p", str(folder)],
        preexec_fn=before,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    return run.returncode, run.stdout + run.stderr


def _check(code: int, said: str, expected: tuple[int, ...], what: str) -> None:
    assert code in expected, f"{what} ended with {code}: {said[-600:]}"
    assert "Traceback" not in said, f"{what}: {said[-600:]}"
    assert "fault of the program" not in said, f"{what}: {said[-600:]}"
