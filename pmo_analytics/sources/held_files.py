"""Private copies of the files of a portfolio folder: all that is read of one is the same bytes.

A file is looked at many times, for its encoding, its shape, its cells. While that goes on somebody
may append to it, replace it, or swap it and put it back; so it is copied first, and the copy is
taken only if the file was the same before, during and after.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from pmo_analytics.errors import ChangingFileError
from pmo_analytics.sources.text_encoding import CHUNK_BYTES, file_digest

TRIES = 3


class FolderFiles:
    """The files of a folder, read where they lie."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        """Return where a file is to be read."""
        return self.folder / name

    def digest(self, name: str) -> str:
        """Return the SHA-256 of a file."""
        return file_digest(self.folder / name)


class HeldFiles(FolderFiles):
    """The files of a folder, copied aside when they are read for the first time."""

    def __init__(self, folder: Path, place: Path) -> None:
        super().__init__(folder)
        self.place = place  # a folder that nobody else writes to

    def path(self, name: str) -> Path:
        """Return the copy of a file, of which it is taken for sure that it was whole.

        Raises:
            ChangingFileError: the file changed each time it was copied, or has gone.
        """
        copy = self.place / name
        if copy.exists():
            return copy
        copy.parent.mkdir(parents=True, exist_ok=True)
        aside = copy.with_name(f"{copy.name}.part"[-100:])
        for _ in range(TRIES):
            if self._is_copied_whole(name, aside):
                aside.replace(copy)
                return copy
        aside.unlink(missing_ok=True)
        raise _changing(name)

    def digest(self, name: str) -> str:
        """Return the SHA-256 of a file, or of its copy where there is one."""
        copy = self.place / name
        if copy.exists():
            return file_digest(copy)
        with self._opened(name) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def release(self, name: str) -> None:
        """Remove the copy of a file that was read."""
        (self.place / name).unlink(missing_ok=True)

    def _is_copied_whole(self, name: str, target: Path) -> bool:
        """Copy a file, then read it again: the copy is good if nothing has moved."""
        with self._opened(name) as file:
            before = _state(file)
            digest = _copy(file, target)
            file.seek(0)
            is_same = hashlib.file_digest(file, "sha256").hexdigest() == digest
            return is_same and _state(file) == before

    @contextmanager
    def _opened(self, name: str) -> Iterator[BinaryIO]:
        """Open a file of the folder; one that became a pipe, a device or a way out has changed."""
        path = self.folder / name
        try:
            # Without O_NONBLOCK a pipe that took the place of the file would never be opened.
            handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        except (FileNotFoundError, NotADirectoryError):
            raise _changing(name) from None
        with open(handle, "rb") as file:
            is_inside = path.resolve().is_relative_to(self.folder.resolve())
            if not stat.S_ISREG(os.fstat(handle).st_mode) or not is_inside:
                raise _changing(name)
            yield file


def _copy(file: BinaryIO, target: Path) -> str:
    digest = hashlib.sha256()
    with target.open("wb") as copy:
        while chunk := file.read(CHUNK_BYTES):
            digest.update(chunk)
            copy.write(chunk)
    return digest.hexdigest()


def _state(file: BinaryIO) -> tuple[int, int, int]:
    """Return what changes with every write: nobody can set the last of the three."""
    found = os.fstat(file.fileno())
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _changing(name: str) -> ChangingFileError:
    return ChangingFileError(
        f"{name} changed while it was read. Wait until it is written, then build again."
    )
