"""Load registers and check them: every fault of every file at once, the sound rows are used.

The schema is data (`sources/registers.toml`), so the checks are SQL made from it: a cell that is
missing, unreadable, out of bounds or not among the choices, a key that stands twice, a reference
that leads nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pmo_analytics.sources.read_plan import RefusedFile
from pmo_analytics.sources.registers import RegisterPlan, RegisterSchema, register_schemas
from pmo_analytics.sources.text_versions import write_rows
from pmo_analytics.sources.workbooks import read_sheets
from pmo_analytics.warehouse.cells import read_cells
from pmo_analytics.warehouse.connection import execute, fetch_rows, quoted
from pmo_analytics.warehouse.landing import insert_records
from pmo_analytics.warehouse.people import NAMED, People
from pmo_analytics.warehouse.register_cells import (
    SQL_TYPES,
    cell_rules,
    create_typed_rows,
    found_text,
    known_columns,
    shown_column,
)

_ITEMS = "items"
# The local day of the newest export: months that ended by then are over.
_NEWEST_DAY = """
    select local_date(max(raw_exports.taken_at), any_value(setting_portfolio.time_zone))
    from raw_exports
    cross join setting_portfolio
"""
# Registers behind which a mart of the same name stands.
_MODELLED = frozenset({"projects", "baselines", "status"})


@dataclass(frozen=True, slots=True)
class RegisterFault:
    """What is wrong with a register: a cell, a row, or (row None) the file as a whole."""

    path: str
    row: int | None
    column: str | None
    text: str | None
    reason: str

    @property
    def finding(self) -> str:
        """Return what was found and what to do, without the place of the row."""
        place = f"{self.column}: " if self.column else ""
        return f'{place}"{self.text}". {self.reason}' if self.text else f"{place}{self.reason}"

    @property
    def sentence(self) -> str:
        """Return the fault with its place."""
        place = f"{self.path}, row {self.row}" if self.row else self.path
        return f"{place}: {self.finding}"


def register_faults(connection: duckdb.DuckDBPyConnection) -> tuple[RegisterFault, ...]:
    """Return all faults of all registers of a warehouse, by file, row and column."""
    sql = """
        select path, null as row, null as column, null as text, refused_reason as reason
        from raw_registers
        where refused_reason is not null
        union all
        select
            faults.path, faults.row_number, faults.column_name, faults.text_found, faults.reason
        from raw_faults as faults
        semi join raw_registers using (path)
        order by path, row, "column", reason
    """
    return tuple(RegisterFault(**row) for row in fetch_rows(connection, sql, name="faults"))


def register_rows(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Return how many rows each register of a warehouse has, those without rows left out."""
    sql = "select path, row_count from raw_registers where row_count > 0 order by path"
    rows = fetch_rows(connection, sql, name="registers")
    return {row["path"]: row["row_count"] for row in rows}


def register_cards() -> dict[str, str]:
    """Return the grain of every register by its name."""
    return {name: schema.row for name, schema in register_schemas().items()}


def land_registers(
    connection: duckdb.DuckDBPyConnection,
    plans: Iterable[RegisterPlan | RefusedFile],
    *,
    folder: Path,
    scratch: Path,
    people: People = NAMED,
) -> None:
    """Create a table for every register, empty where there is no file, and fill them.

    Exports must have been landed: items that a register names are looked for among them.
    """
    for schema in register_schemas().values():
        _create_table(connection, schema)
    read: list[RegisterPlan] = []
    for plan in plans:
        if isinstance(plan, RefusedFile):
            _note_file(connection, plan, register="", refused_reason=plan.reason)
        elif plan.row_count:
            _land_register(connection, plan, folder=folder, scratch=scratch, people=people)
            read.append(plan)
        else:
            _note_file(connection, plan, register=plan.register)
    present = {plan.register for plan in read}  # a template proves nothing
    for plan in read:
        _check_references(connection, plan, present=present)
    for plan in read:
        _drop_faulty_rows(connection, plan)
        _note_file(connection, plan, register=plan.register)


def _table_of(register: str) -> str:
    return f"register_{register}"


def _create_table(connection: duckdb.DuckDBPyConnection, schema: RegisterSchema) -> None:
    columns = ", ".join(f"{column.name} {SQL_TYPES[column.type]}" for column in schema.columns)
    table = _table_of(schema.name)
    connection.execute(
        f"create table {table} (row_number bigint, {columns}, other_columns map(varchar, varchar))"
    )
    if schema.name not in _MODELLED:
        connection.execute(
            f"create view {schema.name} as select * exclude (row_number) from {table}"
        )


def _land_register(
    connection: duckdb.DuckDBPyConnection,
    plan: RegisterPlan,
    *,
    folder: Path,
    scratch: Path,
    people: People,
) -> None:
    kept = tuple(column.position for column in plan.columns)
    file = folder / plan.path
    if plan.workbook:
        file = write_rows(read_sheets(folder / plan.workbook)[plan.sheet], scratch)
    read = read_cells(connection, plan, file=file, scratch=scratch, kept=kept)
    read = read if people.are_named else read.without_texts()
    faults = [fault.record(plan.path) for fault in read.faults]
    insert_records(connection, "raw_faults", faults)
    create_typed_rows(connection, plan, has_others=people.are_named)
    _check_cells(connection, plan)
    _check_periods_over(connection, plan)
    _check_unique(connection, plan)
    listed = ", ".join(map(shown_column, known_columns(plan)))
    execute(
        connection,
        f"insert into {_table_of(plan.register)} by name "
        f"select row_number, {listed}, other_columns from typed_rows",
        name=plan.path,
    )


def _check_cells(connection: duckdb.DuckDBPyConnection, plan: RegisterPlan) -> None:
    """List cells that are no value of their column; only for rules that some row breaks."""
    rules = [
        (column.name, condition, reason)
        for column in known_columns(plan)
        for condition, reason in cell_rules(column, plan.decimal_sign)
    ]
    counted = ", ".join(f"count_if({condition})" for _, condition, _ in rules)
    sql = f"select [{counted}] from typed_rows"
    ((broken,),) = execute(connection, sql, name=f"checking {plan.path}").fetchall()
    for (column, condition, reason), count in zip(rules, broken, strict=True):
        if count:
            _note_fault(connection, plan, condition, column=column, reason=reason)


def _check_periods_over(connection: duckdb.DuckDBPyConnection, plan: RegisterPlan) -> None:
    """List what is not filled although its month had ended when the newest export was taken."""
    present = {column.name for column in known_columns(plan)}
    for column in register_schemas()[plan.register].columns:
        if column.is_required_once_over:
            is_blank = f"{column.name}_text is null" if column.name in present else "true"
            _note_fault(
                connection,
                plan,
                f"{is_blank} and last_day(period) <= ({_NEWEST_DAY})",
                column=column.name,
                text="null",
                reason=quoted("The cell must be filled for a month that is over."),
            )


def _note_fault(
    connection: duckdb.DuckDBPyConnection,
    plan: RegisterPlan,
    condition: str,
    *,
    column: str,
    reason: str,
    rows: str = "typed_rows",
    text: str = "",
) -> None:
    execute(
        connection,
        f"""
        insert into raw_faults by name
        select
            {quoted(plan.path)} as path, 'row' as level, row_number,
            {quoted(column)} as column_name,
            cast({text or found_text(column)} as varchar)[:200] as text_found,
            {reason} as reason
        from {rows}
        where {condition}
        """,
        name=f"checking {plan.path}",
    )


def _check_unique(connection: duckdb.DuckDBPyConnection, plan: RegisterPlan) -> None:
    keys = register_schemas()[plan.register].unique
    if not keys or not set(keys) <= {column.name for column in known_columns(plan)}:
        return
    listed = ", ".join(keys)
    texts = ", ".join(map(found_text, keys))
    _note_fault(
        connection,
        plan,
        f"row_number > first_row and coalesce({texts}) is not null",
        column=listed,
        text=f"array_to_string([{texts}], ', ')",
        reason=quoted("An earlier row has the same key; one of them must go."),
        rows="(select *, min(row_number) over (partition by "
        f"{listed}) as first_row from typed_rows)",
    )


def _check_references(
    connection: duckdb.DuckDBPyConnection, plan: RegisterPlan, *, present: set[str]
) -> None:
    """List cells that name what does not exist; a register that is absent proves nothing."""
    for column in known_columns(plan):
        table, _, key = column.references.partition(".")
        if not table or (table != _ITEMS and table not in present):
            continue
        known = "raw_rows" if table == _ITEMS else _table_of(table)
        _note_fault(
            connection,
            plan,
            f"{column.name} is not null and {column.name} not in "
            f"(select {key} from {known} where {key} is not null)",
            column=column.name,
            text=column.name,
            reason=quoted(f"There is no such {key} in {_place_of(table)}."),
            rows=_table_of(plan.register),
        )


def _place_of(table: str) -> str:
    return "the exports" if table == _ITEMS else f"{table}.csv"


def _drop_faulty_rows(connection: duckdb.DuckDBPyConnection, plan: RegisterPlan) -> None:
    execute(
        connection,
        f"delete from {_table_of(plan.register)} where row_number in "
        "(select row_number from raw_faults where path = $path and level = 'row')",
        {"path": plan.path},
        name=plan.path,
    )


def _note_file(
    connection: duckdb.DuckDBPyConnection,
    plan: RegisterPlan | RefusedFile,
    *,
    register: str,
    refused_reason: str | None = None,
) -> None:
    sql = "select count(distinct row_number) from raw_faults where path = $path and level = 'row'"
    counted = execute(connection, sql, {"path": plan.path}, name=plan.path).fetchone()
    faulty = plan.row_count if refused_reason else counted[0] if counted else 0
    record = {
        "register": register or Path(plan.path).stem,
        "path": plan.path,
        "sha256": plan.sha256,
        "row_count": plan.row_count,
        "faulty_rows": faulty,
        "refused_reason": refused_reason,
    }
    insert_records(connection, "raw_registers", [record])
