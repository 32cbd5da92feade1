"""What lies in a portfolio folder: exports by source, registers, and what is neither.

A file below `exports/<source>/`, at any depth, belongs to that source. A file directly below
`exports/` is a source of its own, named like the file without the date in its name, so that
"Jira 2026-09-30.csv" and "Jira 2026-10-07.csv" are two exports of the source "Jira".
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Set
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pmo_analytics.errors import FolderError
from pmo_analytics.sources.export_time import name_without_stamp
from pmo_analytics.sources.read_plan import Problem

EXPORTS, REGISTERS = "exports", "registers"
NO_EXPORTS = "no_exports"
TABLE_SUFFIXES = frozenset({".csv", ".tsv", ".txt"})
WORKBOOK_SUFFIX = ".xlsx"
EXPORT_SUFFIXES = TABLE_SUFFIXES | {WORKBOOK_SUFFIX, ".json"}
REGISTER_SUFFIXES = TABLE_SUFFIXES | {WORKBOOK_SUFFIX}  # of a workbook each sheet is a register
# An export of a million items is about one GB; what is larger was put here by mistake.
MOST_BYTES = 8 << 30


@dataclass(frozen=True, slots=True)
class ExportFile:
    """A file to be read: its source, and its path relative to the portfolio folder, posix."""

    source: str
    path: str


@dataclass(frozen=True, slots=True)
class FolderScan:
    """The files of a portfolio folder, in order of source and path."""

    exports: tuple[ExportFile, ...] = ()
    registers: tuple[tuple[str, str], ...] = ()  # name of the register, path
    problems: tuple[Problem, ...] = ()


def scan_folder(folder: Path) -> FolderScan:
    """List the exports and registers of a portfolio folder; nothing is skipped without a word.

    Only hidden files (and `~$…`, the lock of an open spreadsheet) pass for nothing.

    Raises:
        FolderError: the folder does not exist, or is not a folder.
    """
    if not folder.is_dir():  # False for a folder in a folder that may not be entered, too
        raise FolderError(
            f"There is no folder {folder}. Make one with `pmo init {folder}`, or copy the sample "
            f"with `pmo sample {folder}`."
        )
    problems: list[Problem] = []
    export_paths = sorted(_tables(folder, EXPORTS, EXPORT_SUFFIXES, problems))
    register_paths = sorted(_tables(folder, REGISTERS, REGISTER_SUFFIXES, problems, is_deep=False))
    problems.sort(key=lambda problem: problem.text)
    if not export_paths:
        text = f"There is no export: put CSV files of your tracker into {EXPORTS}/<source>/."
        problems.append(Problem(NO_EXPORTS, text))
    exports = [ExportFile(_source_of(path), path) for path in export_paths]
    return FolderScan(
        exports=tuple(sorted(exports, key=lambda export: (export.source, export.path))),
        registers=tuple((PurePosixPath(path).stem, path) for path in register_paths),
        problems=tuple(problems),
    )


def _source_of(path: str) -> str:
    parts = PurePosixPath(path).parts
    return parts[1] if len(parts) > 2 else name_without_stamp(PurePosixPath(path).stem)


def _tables(
    folder: Path, place: str, suffixes: Set[str], problems: list[Problem], *, is_deep: bool = True
) -> Iterator[str]:
    """Yield the names of the tables below a place; note what is none, and why."""
    try:
        entries = sorted(os.scandir(folder / place), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        text = f"{shown_name(place)} cannot be read as a folder: {error.strerror}."
        problems.append(Problem("unreadable_folder", text))
        return
    for entry in entries:
        name = f"{place}/{entry.name}"
        if entry.name.startswith((".", "~$")):
            continue
        if problem := _obstacle(folder, folder / name, name, suffixes):
            problems.append(problem)
        elif not _is_folder(folder / name):
            yield name
        elif is_deep:
            yield from _tables(folder, name, suffixes, problems)


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _obstacle(folder: Path, path: Path, name: str, suffixes: Set[str]) -> Problem | None:
    """Return why a path cannot be read as a table; a folder is no obstacle, only no table."""
    shown = shown_name(name)
    if shown != name:
        text = f"{shown} has a name that is no UTF-8 text and was not read; rename it."
        return Problem("name_not_utf8", text)
    target = Path(os.path.realpath(path))
    if not target.is_relative_to(folder.resolve()):
        text = f"{name} is a link that leaves the portfolio folder; put the file itself there."
        return Problem("link_leaves_folder", text)
    if path.is_symlink() and not target.is_file():
        return Problem("link_without_file", f"{name} is a link to no file; put the file there.")
    if path.is_dir():
        return None
    if not path.is_file():
        text = f"{name} is no file but a pipe, a socket or a device and was not read; remove it."
        return Problem("not_a_file", text)
    if path.suffix.lower() not in suffixes:
        text = f"{name} is no file of {_listed(suffixes)} and was not read; export it as CSV."
        return Problem("not_a_table", text)
    if path.stat().st_size > MOST_BYTES:
        text = f"{name} is larger than {MOST_BYTES >> 30} GB and was not read; split it by date."
        return Problem("file_too_large", text)
    if not os.access(path, os.R_OK):
        return Problem("unreadable_file", f"{name} may not be read by this user; allow it.")
    return None


def _listed(suffixes: Set[str]) -> str:
    *names, last = sorted(suffixes)
    return f"{', '.join(names)} or {last}"


def shown_name(name: str) -> str:
    """Return a name as text: bytes of it that are no UTF-8 are shown as such."""
    return os.fsencode(name).decode("utf-8", "replace")
