"""Read tables whose moments are known and count the cells: right, wrong, unread."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from pmo_analytics.settings import SourceTable
from pmo_analytics.sources.planning import plan_file
from pmo_analytics.sources.read_plan import ReadPlan
from pmo_analytics.warehouse.landing import create_landing_tables, land_export
from tests.fuzz.dated_files import FORMATS, ROLES, DatedColumn, DatedFile, make_dated_file

UTC_SOURCE = SourceTable(time_zone="UTC")
LEAST_SHARE_READ = 0.95  # of the cells whose own column proves their format


@dataclass
class DateOutcome:
    """How many filled cells there were, and what came of them."""

    cells: int = 0
    provable: int = 0
    provable_read: int = 0
    wrong: list[str] = field(default_factory=list)  # a line each


def check_dates(outcome: DateOutcome) -> None:
    """Raise where a date was silently wrong, or too little was read of what is provable.

    A date of the state whose order nothing proves refuses its file, provable columns and all.
    """
    assert outcome.wrong == []
    assert outcome.provable > outcome.cells / 2  # or nothing would be tested
    assert outcome.provable_read >= LEAST_SHARE_READ * outcome.provable


class DateReader:
    """One connection in memory through which one table after the other is read."""

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        self.connection = duckdb.connect(config={"threads": 1})
        self.connection.execute("set TimeZone = 'UTC'")
        create_landing_tables(self.connection)

    def read(self, seeds: Iterable[int]) -> DateOutcome:
        """Read the tables of some seeds and compare every cell with what it means."""
        outcome = DateOutcome()
        for seed in seeds:
            file = make_dated_file(seed)
            landed = self._landed(file)
            for column in file.columns:
                _compare(file, column, landed.get(column.header, {}), outcome)
        return outcome

    def _landed(self, file: DatedFile) -> dict[str, dict[int, datetime]]:
        """Return the moments that landed, by header and row; none of a refused file."""
        path = self.scratch / f"items-{file.seed}.csv"
        path.write_bytes(file.content)
        plan = plan_file(path, name=path.name, source="dates", table=UTC_SOURCE)
        if not isinstance(plan, ReadPlan):
            path.unlink()
            return {}
        self.connection.execute("delete from raw_rows")
        land_export(
            self.connection,
            plan,
            export_id=file.seed,
            folder=self.scratch,
            scratch=self.scratch,
            day_zone="UTC",
        )
        path.unlink()
        roles = {column.header: column.role for column in plan.columns}
        return {
            column.header: dict(
                self.connection.execute(
                    f"select row_number, {ROLES[column.header]}_at from raw_rows "
                    f"where {ROLES[column.header]}_at is not null"
                ).fetchall()
            )
            for column in file.columns
            if roles[column.header] == ROLES[column.header]
        }


def _compare(
    file: DatedFile, column: DatedColumn, landed: dict[int, datetime], outcome: DateOutcome
) -> None:
    for row, moment in enumerate(column.moments, start=2):
        if moment is None:
            continue
        outcome.cells += 1
        outcome.provable += column.is_provable
        read = landed.get(row)
        outcome.provable_read += column.is_provable and read is not None
        meant = moment.astimezone(UTC).replace(tzinfo=None)
        if FORMATS[column.writing].is_day:
            meant = meant.replace(hour=0, minute=0)
        if read is not None and read != meant:
            outcome.wrong.append(f"{file}: row {row} of {column.header} is {read}, means {meant}")
