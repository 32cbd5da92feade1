"""What a build found that a person should know: what was refused, days that lack, doubts."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pmo_analytics.errors import NothingUsableError
from pmo_analytics.warehouse.connection import fetch_rows, open_reader

# A register none of whose rows is sound is as good as refused.
_OTHER_REFUSALS = """
    select
        path || ': ' || coalesce(refused_reason, 'no row of it is sound; see rejects.') as sentence
    from raw_registers
    where refused_reason is not null or (row_count > 0 and faulty_rows >= row_count)
    union all
    select reason from raw_problems
"""


@dataclass(frozen=True, slots=True)
class Findings:
    """What a warehouse was made from, and what was not clear about it."""

    read: tuple[str, ...]  # paths of the exports that were read
    refused_exports: tuple[str, ...]  # a sentence each, and so below
    other_refusals: tuple[str, ...]  # registers, and what could not be read at all
    doubts: tuple[str, ...]
    is_dated: bool  # something says when an export was taken

    @property
    def refused(self) -> tuple[str, ...]:
        """Return a sentence for each refused file, unreadable place and broken register."""
        return tuple(sorted((*self.refused_exports, *self.other_refusals)))

    def check_usable(self) -> None:
        """Refuse a folder in which no report has a day or an item.

        Raises:
            NothingUsableError: no export could be read, or none says when it was taken.
        """
        if not self.read and self.refused_exports:
            count = len(self.refused_exports)
            raise NothingUsableError(
                f"No export of the folder could be read: {self.refused_exports[0]} "
                f"{count} of {count} refused; `pmo inspect` says of each file what it lacks."
            )
        if not self.read:
            raise NothingUsableError(
                "No export holds a row: put CSV files of your tracker into exports/SOURCE/."
            )
        if not self.is_dated:
            raise NothingUsableError(no_day_sentence(self.read))


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
        others = fetch_rows(connection, _OTHER_REFUSALS, name="refusals")
        doubts = fetch_rows(
            connection, "select paths, doubt from export_doubts order by kind, paths", name="doubts"
        )
    return Findings(
        read=tuple(row["path"] for row in exports if row["refused_reason"] is None),
        refused_exports=tuple(
            f"{row['path']}: {row['refused_reason']}" for row in exports if row["refused_reason"]
        ),
        other_refusals=tuple(row["sentence"] for row in others),
        doubts=tuple(f"{row['paths']}: {row['doubt']}" for row in doubts),
        is_dated=any(row["taken_at"] for row in exports),
    )
