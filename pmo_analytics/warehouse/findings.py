"""What a build found that a person should know: refused files, exports without a day, doubts."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pmo_analytics.errors import FolderError, UnreadableFileError
from pmo_analytics.warehouse.connection import fetch_rows, open_reader


@dataclass(frozen=True, slots=True)
class Findings:
    """What a warehouse was made from, and what was not clear about it."""

    read: tuple[str, ...]  # paths of the exports that were read
    refused_exports: tuple[tuple[str, str], ...]  # path and reason
    refused_registers: tuple[tuple[str, str], ...]
    doubts: tuple[str, ...]
    is_dated: bool  # something says when an export was taken

    @property
    def refused(self) -> tuple[tuple[str, str], ...]:
        """Return every refused file with its reason."""
        return (*self.refused_exports, *self.refused_registers)

    def check_usable(self) -> None:
        """Refuse a folder in which no report has a day or an item.

        Raises:
            UnreadableFileError: all exports were refused, or none says when it was taken.
            FolderError: there is no export.
        """
        if not self.read and self.refused_exports:
            count = len(self.refused_exports)
            raise UnreadableFileError(
                f"No export of the folder could be read: {count} of {count} refused, for the "
                "reasons given above."
            )
        if not self.read:
            raise FolderError(
                "No export holds a row: put CSV files of your tracker into exports/SOURCE/."
            )
        if not self.is_dated:
            raise UnreadableFileError(no_day_sentence(self.read))


def no_day_sentence(paths: tuple[str, ...]) -> str:
    """Ask for the day of exports that were read and do not say it."""
    path = Path(paths[0])
    example = f"{path.stem} 2026-09-30{path.suffix}"
    return (
        f"Nothing says when {path} was taken, neither its name nor a date in it. Put the day of "
        f'the export into the name of the file, such as "{example}", and run the command again.'
    )


def read_findings(warehouse: Path) -> Findings:
    """Return what the build of a warehouse found."""
    with closing(open_reader(warehouse)) as connection:
        exports = fetch_rows(
            connection,
            "select path, refused_reason, taken_at from exports order by path",
            name="exports",
        )
        registers = fetch_rows(
            connection,
            "select path, refused_reason from raw_registers "
            "where refused_reason is not null order by path",
            name="registers",
        )
        doubts = fetch_rows(
            connection, "select paths, doubt from export_doubts order by kind, paths", name="doubts"
        )
    return Findings(
        read=tuple(row["path"] for row in exports if row["refused_reason"] is None),
        refused_exports=tuple(
            (row["path"], row["refused_reason"]) for row in exports if row["refused_reason"]
        ),
        refused_registers=tuple((row["path"], row["refused_reason"]) for row in registers),
        doubts=tuple(f"{row['paths']}: {row['doubt']}" for row in doubts),
        is_dated=any(row["taken_at"] for row in exports),
    )
