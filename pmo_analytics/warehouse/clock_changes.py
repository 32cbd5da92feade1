"""Times that the clocks of a zone skipped or showed twice: marked, never read in silence.

Such a time can mean two moments. The later one is read, the earlier one bounds what it dates.
"""

from __future__ import annotations

import duckdb

from pmo_analytics.sources.read_plan import ColumnPlan, ReadPlan
from pmo_analytics.warehouse.cell_types import clock_time_of, moment_of, text_of
from pmo_analytics.warehouse.connection import execute
from pmo_analytics.warehouse.row_types import MOMENT_ROLES, landed_as

_CLOCKED_ROLES = frozenset({*MOMENT_ROLES, "stage"})


def land_clock_doubts(
    connection: duckdb.DuckDBPyConnection, plan: ReadPlan, *, export_id: int, day_zone: str
) -> None:
    """Fill `raw_clock_doubts` from the landed rows of a file."""
    for column in plan.columns:
        clock_time = clock_time_of(plan, column) if column.role in _CLOCKED_ROLES else ""
        if not clock_time or plan.time_zone is None:
            continue
        execute(
            connection,
            _DOUBTS_SQL.format(
                read_moments=_read_moments(plan, column, export_id=export_id, day_zone=day_zone),
                text=text_of(plan, column),
                clock_time=clock_time,
            ),
            {
                "export_id": export_id,
                "zone": plan.time_zone,
                "column_name": column.header,
                "role": column.role,
                "detail": column.detail,
            },
            name=f"checking the clocks of {plan.path}",
        )


def _read_moments(plan: ReadPlan, column: ColumnPlan, *, export_id: int, day_zone: str) -> str:
    """Return the moments of a column: those that landed, where they landed alone."""
    if name := landed_as(plan, column):
        return f"select row_number, {name} as read_at from raw_rows where export_id = {export_id}"
    return f"select row_number, {moment_of(plan, column, day_zone=day_zone)} as read_at from cells"


# Only cells of the few days around a change of the clocks are looked at one by one.
_DOUBTS_SQL = """
insert into raw_clock_doubts by name
with read_moments as ({read_moments}),

days as (
    select distinct cast(read_at as date) as day from read_moments where read_at is not null
),

changing_days as (
    select day
    from days
    where
        utc_offset(cast(day - 2 as timestamp), $zone)
            <> utc_offset(cast(day + 3 as timestamp), $zone)
),

suspects as (
    select read_moments.row_number, read_moments.read_at
    from read_moments
    join changing_days on cast(read_moments.read_at as date) = changing_days.day
),

clocked as (
    select
        suspects.row_number,
        suspects.read_at,
        {text} as text_found,
        {clock_time} as clock_time,
        suspects.read_at at time zone 'UTC' at time zone $zone as shown_time,
        utc_offset(suspects.read_at - interval 1 day, $zone) as offset_before,
        utc_offset(suspects.read_at + interval 1 day, $zone) as offset_after
    from suspects
    join cells using (row_number)
),

doubtful as (
    select
        *,
        shown_time <> clock_time as is_skipped,
        least(clock_time - offset_before, clock_time - offset_after) as earliest_at
    from clocked
    where
        shown_time <> clock_time
        -- Both offsets give this time, so the clocks showed it once with each.
        or (
            offset_before > offset_after
            and utc_offset(clock_time - offset_before, $zone) = offset_before
            and utc_offset(clock_time - offset_after, $zone) = offset_after
        )
)

select
    $export_id as export_id,
    row_number,
    $column_name as column_name,
    $role as role,
    $detail as detail,
    text_found[:200] as text_found,
    earliest_at,
    'The clocks of ' || $zone || if(is_skipped, ' skipped this time', ' showed this time twice')
        || '; the later reading counts, which may be '
        || date_diff('minute', earliest_at, read_at) || ' minutes late.' as reason
from doubtful
"""
