"""SQL expressions that turn the text of a cell into the value its role stands for.

Every expression is null where the text cannot be read as that value; the build lists such cells in
`rejects`. Text of a file reaches SQL only as data, or as a quoted literal where DuckDB wants a
constant (the month names of a date format).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from pmo_analytics.sources.read_plan import ColumnPlan, DateFormat, ReadPlan
from pmo_analytics.warehouse.connection import quoted

# Moments outside are faults of the file: Excel's day zero, the epoch, a year typed twice.
EARLIEST_MOMENT, LATEST_MOMENT = "1980-01-01", "2100-01-01"

MOMENT_ROLES = {
    "status_category_changed": "status_category_changed_at",
    "created": "created_at",
    "started": "started_at",
    "done": "done_at",
    "cancelled": "cancelled_at",
    "resolved": "resolved_at",
    "updated": "updated_at",
    "changed_at": "changed_at",
}
DATE_ROLES = {
    "planned_start": "planned_start_date",
    "due_date": "due_date",
    "snapshot_date": "snapshot_date",
}
NUMBER_ROLES = {"points": "points"}
SECONDS_ROLES = {"estimate_seconds": "estimate_seconds", "spent_seconds": "spent_seconds"}
LIST_ROLES = {
    "label": "labels",
    "component": "components",
    "fix_version": "fix_versions",
    "sprint": "sprints",
}
TEXT_ROLES = {
    "item_key": "item_key",
    "source_item_id": "source_item_id",
    "title": "title",
    "description": "description",
    "item_type": "item_type",
    "status": "status",
    "status_category": "status_category",
    "resolution": "resolution",
    "priority": "priority",
    "assignee": "assignee",
    "team": "team",
    "project_key": "project_key",
    "project_name": "project_name",
    "parent_key": "parent_key",
    "parent_id": "parent_source_id",
    "epic_key": "epic_key",
    "time_in_status": "time_in_status",
    "field": "changed_field",
    "from_value": "from_value",
    "to_value": "to_value",
}
FREE_TEXT_ROLES = frozenset({"title", "description"})  # "NA" may be what somebody wrote
_BLANKS = " \t\r\n\u00a0"
DAY_SECONDS, MINUTE_SECONDS = 86_400, 60


@dataclass(frozen=True, slots=True)
class CellCheck:
    """A column whose cells must turn into values: what they are called, and both expressions."""

    header: str
    text: str
    value: str
    expected: str


class _Typing(Protocol):
    def __call__(self, column: ColumnPlan, /) -> str: ...


def trimmed_sql(position: int, null_texts: Sequence[str] = ()) -> str:
    """Return the trimmed text of a cell, null where it is empty or one of `null_texts`."""
    trimmed = f"nullif(trim(c{position}, {quoted(_BLANKS)}), '')"
    if not null_texts:
        return trimmed
    nothing = ", ".join(quoted(text) for text in null_texts)
    return f"(case when {trimmed} not in ({nothing}) then {trimmed} end)"


def text_of(plan: ReadPlan, column: ColumnPlan) -> str:
    """Return the trimmed text of a cell, null where the file means "nothing"."""
    is_free = column.role in FREE_TEXT_ROLES
    return trimmed_sql(column.position, () if is_free else plan.null_texts)


def moment_of(plan: ReadPlan, column: ColumnPlan, *, day_zone: str) -> str:
    """Return the moment of a cell as a UTC timestamp; a bare day begins at local midnight."""
    text, zone = text_of(plan, column), plan.time_zone or "UTC"
    read = [_moment(text, form, zone, day_zone) for form in column.date_formats]
    return _plausible(f"coalesce({', '.join(read)})" if read else "null::timestamp")


def date_of(plan: ReadPlan, column: ColumnPlan) -> str:
    """Return the day written in a cell; a time beside it is left out."""
    return day_sql(text_of(plan, column), column.date_formats)


def day_sql(text: str, formats: Sequence[DateFormat]) -> str:
    """Return the day that a text says in one of some formats."""
    read = [f"cast({_local(text, form)} as date)" for form in formats]
    return _plausible(f"coalesce({', '.join(read)})" if read else "null::date")


def _plausible(moment: str) -> str:
    span = f"between '{EARLIEST_MOMENT}' and '{LATEST_MOMENT}'"
    return f"(case when {moment} {span} then {moment} end)"


def number_of(plan: ReadPlan, column: ColumnPlan) -> str:
    """Return the number of a cell."""
    return number_sql(text_of(plan, column), plan.decimal_sign)


def number_sql(text: str, decimal_sign: str) -> str:
    """Return the number that a text says with a point or a comma for its decimals."""
    point = f"replace({text}, ',', '.')" if decimal_sign == "," else text
    return f"try_cast({point} as decimal(18, 3))"


def precision_seconds(column: ColumnPlan) -> int | None:
    """Return how exact the moments of a column are: a day, a minute, a second."""
    if not column.date_formats:
        return None
    return max(_format_precision(form) for form in column.date_formats)


def _format_precision(form: DateFormat) -> int:
    if form.is_date_only:
        return DAY_SECONDS
    has_seconds = form.kind != "strptime" or "%S" in form.pattern or "%T" in form.pattern
    return 1 if has_seconds else MINUTE_SECONDS


def _moment(text: str, form: DateFormat, time_zone: str, day_zone: str) -> str:
    if form.kind != "strptime":
        divisor = 1 if form.kind == "epoch_seconds" else 1000
        return f"(make_timestamp(cast(try_cast({text} as double) / {divisor} * 1e6 as bigint)))"
    parsed = _local(text, form)
    if form.has_offset and not form.zone:
        return f"({parsed} at time zone 'UTC')"
    zone = form.zone or (day_zone if form.is_date_only else time_zone)
    return f"({parsed} at time zone {quoted(zone)} at time zone 'UTC')"


def _local(text: str, form: DateFormat) -> str:
    if form.kind != "strptime":
        return _moment(text, form, "UTC", "UTC")
    return f"try_strptime({_with_numbers(text, form)}, {quoted(form.pattern)})"


def _with_numbers(text: str, form: DateFormat) -> str:
    """Replace localized month names and day halves by what DuckDB's pattern reads."""
    if form.cut_at:
        text = f"split_part({text}, {quoted(form.cut_at)}, 1)"
    tokens = [(token, f"{number:02}") for token, number in form.months] + list(form.day_halves)
    for token, replacement in tokens:
        pattern = quoted(re.escape(token))
        text = f"regexp_replace({text}, {pattern}, {quoted(replacement)}, 'i')"
    return text


def list_of(plan: ReadPlan, role: str) -> str:
    """Return the non-empty cells of a repeated column as a list."""
    cells = ", ".join(text_of(plan, column) for column in plan.columns_of(role))
    return f"list_filter([{cells}], lambda cell: cell is not null)"


def links_of(plan: ReadPlan) -> str:
    """Return the links of a row as (direction, kind, item_key)."""
    links = []
    for role, direction in (("link_in", "in"), ("link_out", "out")):
        for column in plan.columns_of(role):
            parts = f"direction: '{direction}', kind: {quoted(column.detail)}"
            links.append(f"{{{parts}, item_key: {text_of(plan, column)}}}")
    return f"list_filter([{', '.join(links)}], lambda link: link.item_key is not null)"


def stage_moments_of(plan: ReadPlan, *, day_zone: str) -> str:
    """Return the dated stages of a row in the order of the columns."""
    moments = [
        f"{{stage: {quoted(column.detail)}, "
        f"entered_at: {moment_of(plan, column, day_zone=day_zone)}}}"
        for column in plan.columns_of("stage")
    ]
    return f"list_filter([{', '.join(moments)}], lambda moment: moment.entered_at is not null)"


def typed_columns(plan: ReadPlan, *, day_zone: str) -> dict[str, str]:
    """Return the columns of `raw_rows` that a file fills, each with its SQL expression."""
    moment = partial(moment_of, plan, day_zone=day_zone)
    number, text = partial(number_of, plan), partial(text_of, plan)
    columns: dict[str, str] = {}
    for roles, typing, sql_type in (
        (TEXT_ROLES, text, "varchar"),
        (MOMENT_ROLES, moment, "timestamp"),
        (DATE_ROLES, partial(date_of, plan), "date"),
        (NUMBER_ROLES, number, "decimal(18, 3)"),
        (SECONDS_ROLES, number, "bigint"),
    ):
        for role, name in roles.items():
            if found := plan.columns_of(role):
                columns[name] = _first_of(typing, found, sql_type)
    for role, name in LIST_ROLES.items():
        if plan.columns_of(role):
            columns[name] = list_of(plan, role)
    if plan.columns_of("link_in") or plan.columns_of("link_out"):
        columns["links"] = links_of(plan)
    if plan.columns_of("stage"):
        columns["stage_moments"] = stage_moments_of(plan, day_zone=day_zone)
    if flagged := plan.columns_of("flagged"):
        columns["is_flagged"] = f"{text(flagged[0])} is not null"
    return columns


def _first_of(typing: _Typing, columns: tuple[ColumnPlan, ...], sql_type: str) -> str:
    """Coalesce the columns of one role in file order: two kinds of points are one."""
    return f"cast(coalesce({', '.join(typing(column) for column in columns)}) as {sql_type})"


def cell_checks(plan: ReadPlan, *, day_zone: str) -> tuple[CellCheck, ...]:
    """Return what must hold of the typed columns of a file: a text gives a value."""
    moment = partial(moment_of, plan, day_zone=day_zone)
    kinds: tuple[tuple[frozenset[str], _Typing, str], ...] = (
        (frozenset(MOMENT_ROLES) | {"stage"}, moment, "a date and time in the form of its column"),
        (frozenset(DATE_ROLES), partial(date_of, plan), "a date in the form of its column"),
        (frozenset({*NUMBER_ROLES, *SECONDS_ROLES}), partial(number_of, plan), "a number"),
    )
    return tuple(
        CellCheck(column.header, text_of(plan, column), typing(column), expected)
        for roles, typing, expected in kinds
        for column in plan.columns
        if column.role in roles
    )
