"""Promises really published by earlier reports, and what became of them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

PROMISES_FILE = "promises.csv"
COLUMNS = ("project_id", "made_date", "likely_date", "sure_date", "target_date", "chance_share")


@dataclass(frozen=True)
class PublishedPromise:
    """The dates of a project as a report of a day printed them."""

    project_id: str
    made_date: date
    sure_date: date
    likely: str = ""
    target: str = ""
    chance: str = ""

    def cells(self) -> dict[str, str]:
        """Return it as a row of the file."""
        return {
            "project_id": self.project_id,
            "made_date": self.made_date.isoformat(),
            "likely_date": self.likely,
            "sure_date": self.sure_date.isoformat(),
            "target_date": self.target,
            "chance_share": self.chance,
        }


def read_promises(folder: Path | None) -> tuple[tuple[PublishedPromise, ...], int]:
    """Return the promises in a folder of reports, and how many rows could not be read."""
    path = folder / PROMISES_FILE if folder else None
    if path is None or path.is_symlink() or not path.is_file():
        return (), 0
    with path.open(encoding="utf-8", newline="", errors="replace") as file:
        found = list(_promises(csv.DictReader(file)))
    return tuple(one for one in found if one), sum(one is None for one in found)


def _promises(rows: csv.DictReader) -> Iterator[PublishedPromise | None]:
    """Yield what each row promises, None where it cannot be read."""
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield None
        else:
            yield _promise(row)


def _promise(row: dict[str, str | None]) -> PublishedPromise | None:
    try:
        return PublishedPromise(
            project_id=str(row["project_id"]),
            made_date=date.fromisoformat(str(row["made_date"])),
            sure_date=date.fromisoformat(str(row["sure_date"])),
            likely=row.get("likely_date") or "",
            target=row.get("target_date") or "",
            chance=row.get("chance_share") or "",
        )
    except (KeyError, ValueError):
        return None
