"""Read mutants as `pmo inspect` does, without a build, and hold the reader to its promises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from pmo_analytics.settings import Settings, SourceTable
from pmo_analytics.sources.mapping import propose_mapping
from pmo_analytics.sources.planning import UNRECOGNISED, plan_file
from pmo_analytics.sources.read_plan import ReadPlan, RefusedFile
from pmo_analytics.warehouse.landed_settings import land_settings
from pmo_analytics.warehouse.landing import create_landing_tables, land_export
from pmo_analytics.warehouse.models import read_models, run_models
from pmo_analytics.warehouse.registers import land_registers
from tests.fuzz.expected import ExpectedRow, expected_rows, expected_text
from tests.fuzz.mutants import Mutant

SOURCE = SourceTable(time_zone="Europe/London", date_order="day_first")
DAY_ZONE = "America/New_York"
# Roles of a moment or day and the column of `raw_rows` in which it lands.
LANDED = {
    "created": "created_at",
    "updated": "updated_at",
    "resolved": "resolved_at",
    "started": "started_at",
    "done": "done_at",
    "changed_at": "changed_at",
    "due_date": "due_date",
    "snapshot_date": "snapshot_date",
    "points": "points",
}


_NUMBERS = "stg_shared_numbers"


class MutantReader:
    """One connection in memory through which one mutant after the other is read."""

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        self.connection = duckdb.connect(config={"threads": 1})
        self.connection.execute("set TimeZone = 'UTC'")
        create_landing_tables(self.connection)
        land_settings(self.connection, Settings(), sources=())
        land_registers(self.connection, (), folder=scratch, scratch=scratch)
        numbers, faults = (_model_sql(name) for name in (_NUMBERS, "stg_row_faults"))
        self.connection.execute(f"create view numbers_seen as {numbers}")
        faults = faults.replace(_NUMBERS, "numbers_seen")  # a build makes a table of that name
        self.connection.execute(f"create view row_faults as {faults}")
        self.forget()

    def forget(self) -> None:
        """Forget what was read."""
        for table in ("raw_exports", "raw_columns", "raw_rows", "raw_faults"):
            self.connection.execute(f"delete from {table}")

    def read(self, mutant: Mutant) -> bool:
        """Read a mutant and check what came of it; tell whether it was read or refused.

        Raises:
            AssertionError: the reader broke a promise.
        """
        path = self.scratch / "exports" / f"{mutant.seed}" / mutant.file_name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(mutant.content)
        name = path.relative_to(self.scratch).as_posix()
        plan = plan_file(path, name=name, source=str(mutant.seed), table=SOURCE)
        if isinstance(plan, RefusedFile):
            _check_refusal(plan, path)
            return False
        land_export(
            self.connection,
            plan,
            export_id=mutant.seed,
            folder=self.scratch,
            scratch=self.scratch,
            day_zone=DAY_ZONE,
        )
        self._check(plan, mutant)
        path.unlink()
        return True

    def build(self) -> None:
        """Run the models over all that was read since the last `forget`, then undo it.

        Raises:
            ModelError: content of a file broke a model.
            AssertionError: rows are not accounted for.
        """
        self.connection.execute("begin")
        try:
            run_models(self.connection)
            astray = self._rows(
                "from exports where rows_in <> rows_accepted + rows_rejected or rows_accepted < 0"
            )
            assert not astray, f"rows in are not accepted + rejected: {astray}"
        finally:
            self.connection.execute("rollback")

    def _check(self, plan: ReadPlan, mutant: Mutant) -> None:
        expected = expected_rows(plan, mutant.content)
        assert plan.row_count == len(expected), f"{plan.row_count} rows, expected {len(expected)}"
        read = self._rows("from cells")
        rows = {number: cells for number, *cells in read}
        assert len(rows) == len(read), "a row came out twice"
        _check_cells(plan, rows, expected)
        self._check_faults(plan, expected.keys() - rows.keys(), expected.keys(), mutant.seed)
        self._check_values(plan, list(rows.values()), mutant.seed)

    def _check_faults(self, plan: ReadPlan, unread: Set[int], numbers: Set[int], seed: int) -> None:
        """Every unusable row is listed once, with its row number, its text and a reason."""
        listed = self._rows(
            "select row_number, text_found, reason from raw_faults where path = $path "
            "and level = 'row'",
            path=plan.path,
        )
        assert sorted(number for number, *_ in listed) == sorted(unread)
        listed += self._rows(
            "select row_number, text_found, reason from row_faults where export_id = $seed",
            seed=seed,
        )
        told = [number for number, *_ in listed]
        assert len(set(told)) == len(told), "a row is rejected twice"
        assert set(told) <= numbers, "a row is rejected that is none"
        assert all(text is not None and reason for _, text, reason in listed)

    def _check_values(self, plan: ReadPlan, rows: Sequence[Sequence[str]], seed: int) -> None:
        """Every filled cell of dates and points became a value or is listed, odd ones both."""
        columns = [
            column
            for column in plan.columns
            if column.role in LANDED and len(plan.columns_of(column.role)) == 1
        ]
        counts = ", ".join(f"count({LANDED[column.role]})" for column in columns) or "count(*)"
        (landed,) = self._rows(f"select {counts} from raw_rows where export_id = $seed", seed=seed)
        listed = self._rows(
            "select column_name, count(*) from raw_faults where path = $path and level = 'cell' "
            "and text_found <> '' and reason <> '' group by column_name",
            path=plan.path,
        )
        for column, values in zip(columns, landed, strict=False):
            at = [used.position for used in plan.columns if used.is_used].index(column.position)
            texts = (expected_text(plan, cells[at]) for cells in rows)
            filled, faults = sum(text is not None for text in texts), dict(listed)
            assert filled - values <= faults.get(column.header, 0) <= filled, (
                f"{column.header}: {filled} filled cells, {values} values, listed {faults}"
            )

    def _rows(self, sql: str, **parameters: Any) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql, parameters).fetchall()


@cache
def _model_sql(name: str) -> str:
    return next(model.sql for model in read_models() if model.name == name)


def _check_cells(
    plan: ReadPlan, rows: Mapping[int, Sequence[str]], expected: Mapping[int, ExpectedRow]
) -> None:
    """Every usable row came out, every cell of it as Python's `csv` reads it."""
    used = [column.position for column in plan.columns if column.is_used]
    strangers = rows.keys() - expected.keys()
    assert not strangers, f"rows came out that are none: {strangers}"
    for number, row in expected.items():
        if number not in rows:
            assert row.may_be_rejected, f"row {number} was lost"
            continue
        readings = [[cells[position] for position in used] for cells in row.readings]
        assert rows[number] in readings, f"row {number} is {rows[number]}, none of {readings}"


def _check_refusal(refused: RefusedFile, path: Path) -> None:
    assert refused.reason.endswith((".", "…"))
    assert refused.row_count >= 0
    if any(problem.kind == UNRECOGNISED for problem in refused.problems):
        propose_mapping(path)
