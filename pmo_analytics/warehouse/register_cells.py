"""Cells of a register as SQL: each typed as its schema says, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Container, Iterable

import duckdb

from pmo_analytics.sources.people import PERSON_COLUMNS
from pmo_analytics.sources.registers import RegisterColumn, RegisterColumnPlan, RegisterPlan
from pmo_analytics.warehouse.amounts import amount_sql, may_be_thousands, readings_sql, share_sql
from pmo_analytics.warehouse.cell_types import day_sql, trimmed_sql
from pmo_analytics.warehouse.connection import execute, quoted
from pmo_analytics.warehouse.people import WITHHELD

SQL_TYPES = {
    "text": "varchar",
    "id": "varchar",
    "list": "varchar",
    "choice": "varchar",
    "date": "date",
    "month": "date",
    "number": "decimal(18, 2)",
    "share": "decimal(9, 6)",
    "integer": "bigint",
    "flag": "boolean",
}
_EXPECTED = {
    "date": "a day such as 2026-09-30",
    "month": "a month such as 2026-09",
    "number": "a number",
    "integer": "a whole number",
    "flag": "yes or no",
}
_YES, _NO = "('1', 'true', 'yes', 'y', 'x')", "('0', 'false', 'no', 'n')"


def known_columns(plan: RegisterPlan) -> tuple[RegisterColumn, ...]:
    """Return the columns of a file that the schema knows."""
    return tuple(planned.column for planned in plan.columns if planned.column is not None)


def create_typed_rows(
    connection: duckdb.DuckDBPyConnection, plan: RegisterPlan, *, has_others: bool
) -> None:
    """Put text and value of each known column side by side, and the others in a map."""
    selected, others = ["row_number"], dict[str, str]()
    for planned in plan.columns:
        text = trimmed_sql(planned.position, plan.null_texts)
        if planned.column is None:
            if has_others:  # nobody knows whether an unknown column names persons
                others[_other_name(planned, others)] = text
            continue
        if planned.column.type == "text":
            text = f"without_addresses({text})"
        if _is_person(planned.column):
            text = f"person_apart({text})"
        value = _value_sql(plan, planned.column, text, planned.date_formats)
        selected += [f"{text} as {planned.column.name}_text", f"{value} as {planned.column.name}"]
    headers, texts = ", ".join(map(quoted, others)), ", ".join(others.values())
    selected.append(f"map([{headers}], [{texts}]) as other_columns")
    listed = ",\n    ".join(selected)
    execute(
        connection,
        f"create or replace temp table typed_rows as\nselect\n    {listed}\nfrom cells",
        name=plan.path,
    )


def _other_name(planned: RegisterColumnPlan, taken: Container[str]) -> str:
    """Name an unknown column by its header, and where that is blank or taken, by its position."""
    number = planned.position + 1
    name = planned.header.strip() or f"column {number}"
    return f"{name} ({number})" if name in taken else name


def _value_sql(plan: RegisterPlan, column: RegisterColumn, text: str, formats) -> str:
    match column.type:
        case "date" | "month":
            return day_sql(text, formats)
        case "number":
            return _number_sql(plan, text, SQL_TYPES[column.type])
        case "share":
            share = share_sql(text, plan.decimal_sign, SQL_TYPES[column.type])
            return f"case when {share} between {' and '.join(_bounds(column))} then {share} end"
        case "integer":
            number = _number_sql(plan, text, "decimal(18, 3)")
            return f"case when {number} = floor({number}) then try_cast({number} as bigint) end"
        case "flag":
            return (
                f"case when lower({text}) in {_YES} then true "
                f"when lower({text}) in {_NO} then false end"
            )
        case "choice":
            choices = ", ".join(quoted(choice) for choice in column.choices)
            return f"case when lower({text}) in ({choices}) then lower({text}) end"
    return text


def _number_sql(plan: RegisterPlan, text: str, sql_type: str) -> str:
    """Return a number; null where only a decimal sign that nobody named decides which it is."""
    number = amount_sql(text, plan.decimal_sign, sql_type)
    if plan.is_sign_named:
        return number
    return f"case when not {may_be_thousands(text)} then {number} end"


def _bounds(column: RegisterColumn) -> tuple[str, str]:
    low = 0 if column.minimum is None else column.minimum
    high = 1 if column.maximum is None else column.maximum
    return f"{low:g}", f"{high:g}"


def cell_rules(column: RegisterColumn, decimal_sign: str) -> Iterable[tuple[str, str]]:
    """Yield what is wrong with a cell, as a condition, and the sentence for it, both in SQL."""
    name, text = column.name, f"{column.name}_text"
    if column.is_required:
        yield f"{text} is null", quoted("The cell must be filled.")
    yield f"{text} is not null and {name} is null", _unread_sql(column, text, decimal_sign)
    if column.type == "share":
        return
    if column.minimum is not None:
        yield f"{name} < {column.minimum}", quoted(f"Expected at least {column.minimum:g}.")
    if column.maximum is not None:
        yield f"{name} > {column.maximum}", quoted(f"Expected at most {column.maximum:g}.")


def _unread_sql(column: RegisterColumn, text: str, decimal_sign: str) -> str:
    match column.type:
        case "number" | "integer":
            return readings_sql(text, decimal_sign, expected=_EXPECTED[column.type])
        case "share":
            return quoted(f"Expected a share between {' and '.join(_bounds(column))}.")
        case "choice":
            return quoted(f"Expected one of {', '.join(column.choices)}.")
    return quoted(f"Expected {_EXPECTED.get(column.type, 'text')}.")


def _is_person(column: RegisterColumn) -> bool:
    return column.name in PERSON_COLUMNS and column.type == "text"


def shown_column(column: RegisterColumn) -> str:
    """Return what is kept of a checked column: of a person what may be shown."""
    if not _is_person(column):
        return column.name
    # Where somebody must be named, that somebody is named stays known.
    withheld = quoted(WITHHELD) if column.is_required else "null"
    return f"coalesce(person_shown({column.name}), {withheld}) as {column.name}"


def found_text(column: str) -> str:
    """Return what a list of faults may show of a cell."""
    text = f"{column}_text"
    return f"person_shown({text})" if column in PERSON_COLUMNS else text
