"""Large exports in real dialects, written by DuckDB; the same size gives the same file."""

from __future__ import annotations

from pathlib import Path

import duckdb

EXTRA_COLUMNS = 83  # with the 17 below a Jira export of 100 columns

_NAVIGATOR = """
    copy (
        select
            'Item ' || i || ', written in several
lines with "quotes" and commas' as "Summary",
            'P' || (i % {projects}) || '-' || i as "Issue key",
            10000 + i as "Issue id",
            (['Story', 'Bug', 'Task'])[1 + i % 3] as "Issue Type",
            case when i % 4 = 0 then 'In Progress' else 'Done' end as "Status",
            'P' || (i % {projects}) as "Project key",
            'Project ' || (i % {projects}) as "Project name",
            (['High', 'Medium', 'Low'])[1 + i % 3] as "Priority",
            case when i % 4 = 0 then null else 'Done' end as "Resolution",
            'Person ' || (i % 40) as "Assignee",
            strftime(timestamp '2024-01-01' + to_minutes(i % 525600), '%d/%b/%y %-I:%M %p')
                as "Created",
            strftime(timestamp '2024-02-01' + to_minutes(i % 525600), '%d/%b/%y %-I:%M %p')
                as "Updated",
            case when i % 4 = 0 then null else
                strftime(timestamp '2024-01-20' + to_minutes(i % 525600), '%d/%b/%y %-I:%M %p')
            end as "Resolved",
            strftime(timestamp '2024-01-05' + to_minutes(i % 525600), '%d/%b/%y %-I:%M %p')
                as "Custom field (Actual start)",
            strftime(date '2024-01-25' + cast(i % 365 as integer), '%d/%b/%y 12:00 AM')
                as "Due date",
            cast(1 + i % 8 as double) as "Custom field (Story Points)",
            case when i % 4 = 0 then 'In Progress' else 'Done' end as "Status Category",
            {extra}
        from range(1, {rows} + 1) as numbers(i)
    ) to '{path}' (header, delimiter ',')
"""
_HISTORY = """
    copy (
        select
            'P' || (i % {projects}) || '-' || i as "key",
            strftime(
                timestamp '2024-01-01' + to_minutes((i * 7) % 525600) + to_hours(change * 11),
                '%Y-%m-%d %H:%M:%S'
            ) as "changed",
            'status' as "field",
            ({path_of_statuses})[change] as "from",
            ({path_of_statuses})[change + 1] as "to"
        from range(1, {items} + 1) as numbers(i)
        cross join range(1, {changes} + 1) as changes(change)
        where change < {changes} or i % 4 > 0
        order by i, change
    ) to '{path}' (header, delimiter ',')
"""


# A stage is entered again after each test that failed.
_STATUSES = ["To Do", *("In Progress", "In Review", "Test") * 3, "Done"]


def write_navigator(path: Path, *, rows: int, projects: int = 20) -> None:
    """Write a Jira navigator export of 100 columns."""
    extra = ", ".join(
        f"case when (i + {n}) % 7 = 0 then 'value ' || (i % 1000) end "
        f'as "Custom field (Field {n})"'
        for n in range(EXTRA_COLUMNS)
    )
    _write(_NAVIGATOR.format(rows=rows, projects=projects, extra=extra, path=path))


def write_history(path: Path, *, items: int, changes: int = 10, projects: int = 20) -> None:
    """Write a change history: so many changes for each item."""
    _write(
        _HISTORY.format(
            items=items,
            changes=changes,
            projects=projects,
            path=path,
            path_of_statuses=[*_STATUSES[:changes], "Done"],
        )
    )


def _write(sql: str) -> None:
    with duckdb.connect() as connection:
        connection.execute(sql)
