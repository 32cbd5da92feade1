"""Promises of the back-test beside the warehouse they were made from: made once, read by many.

A report a project is a kernel a project, and each needs the record of all. The folder bears the
name of the warehouse, so that the next build removes it; a file bears that of the code behind it.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, fields
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from pmo_analytics.forecasts.record import Promises
from pmo_analytics.whole_files import write_whole

_MADE_BY = ("pmo_analytics.forecasts", "pmo_analytics.catalogue", "pmo_analytics.metrics.shared")


@dataclass(frozen=True)
class KeptPromises:
    """Where the promises of a warehouse are kept; without a folder each is made when asked for."""

    folder: Path | None = None

    def promises(self, name: str, make: Callable[[], Promises]) -> Promises:
        """Return the promises of that name, made now where nothing is kept.

        A folder that cannot be written keeps nothing, and a file that cannot be read is made anew.
        """
        if self.folder is None:
            return make()
        path = self.folder / f"{name}-{_code_key()}.npz"
        kept = _read(path)
        if kept is None:
            kept = make()
            _write(path, kept)
        return kept


@cache
def _code_key() -> str:
    digest = blake2b(digest_size=8)
    for package in _MADE_BY:
        for path in sorted(files(package).iterdir(), key=lambda one: one.name):
            if path.name.endswith((".py", ".sql")):
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _read(path: Path) -> Promises | None:
    try:
        with np.load(path, allow_pickle=False) as kept:
            columns = {column.name: kept[column.name] for column in fields(Promises)}
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return None
    names = tuple(str(name) for name in columns.pop("scope_ids"))
    return Promises(scope_ids=names, **columns)


def _write(path: Path, promises: Promises) -> None:
    columns = {column.name: getattr(promises, column.name) for column in fields(Promises)}
    columns["scope_ids"] = np.array(promises.scope_ids, dtype=str)
    content = io.BytesIO()
    np.savez(content, **columns)
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        write_whole(path, content.getvalue())
