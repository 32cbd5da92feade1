"""Whether a date named "End" or "Data de conclusão" is when items ended or when they are to end.

The same name serves plans and facts. The statuses tell: a fact stands where items have ended.
"""

from __future__ import annotations

from collections.abc import Sequence

from pmo_analytics.sources.date_names import is_plan_or_fact
from pmo_analytics.sources.dialect import common_role
from pmo_analytics.sources.folding import fold
from pmo_analytics.sources.status_names import likely_statuses
from pmo_analytics.sources.tables import Table

TOLD = {
    "done": "only rows whose status says that they have ended have it",
    "due_date": "rows that are still open have it too",
}
UNTOLD = "it may be planned or have happened, and no status beside it tells which"
ENDED = frozenset({"done", "cancelled"})


def end_roles(table: Table) -> dict[int, str]:
    """Return "done", "due_date" or, where nothing tells, "" for each date that may be either."""
    named = [at for at, header in enumerate(table.header) if is_plan_or_fact(header)]
    status = next((at for at, header in enumerate(table.header) if _is_status(header)), None)
    statuses = [] if status is None or not named else table.all_cells(status)
    return {position: _witnessed(table.all_cells(position), statuses) for position in named}


def _is_status(header: str) -> bool:
    return common_role(header) == "status"


def _witnessed(dates: Sequence[str], statuses: Sequence[str]) -> str:
    still_open, ended = [], []  # whether they have the date
    for status, day in zip(statuses, dates, strict=False):
        if category := likely_statuses().get(fold(status)):
            (ended if category in ENDED else still_open).append(bool(day))
    if still_open and 2 * sum(still_open) >= len(still_open):
        return "due_date"
    return "done" if still_open and not any(still_open) and any(ended) else ""
