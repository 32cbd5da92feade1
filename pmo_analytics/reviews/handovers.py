"""Rows of handovers: what is needed, by whom, by when, and when it is expected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from pmo_analytics.content import Cell
from pmo_analytics.narrative.saying import Facts, listed, named, say
from pmo_analytics.reviews.brief import Brief
from pmo_analytics.reviews.table_cells import (
    BLANK,
    column,
    named_cell,
    said_cell,
    short_day_cell,
    words_cell,
)
from pmo_analytics.values import Sentence

HANDOVER_KEY = ("waiting_id", "needed_id")
HANDOVER_COLUMNS = (
    *("waiting_name", "needed_name", "waiting_title", "needed_title", "waiting_project_id"),
    *("waiting_kind", "needed_kind"),
    *("needed_project_id", "need_by_date", "later_date", "late_days", "cover_kind", "cover"),
    *("committed_date", "expected_date", "is_part"),
)
HANDOVER_HEADS = tuple(map(column, ("needed", "waiting", "need_by", "expected")))
_MOST_HANDOVERS = 6
_MOST_WAITING = 2  # things named that wait for the same


def by_needed(table: Iterable[Facts]) -> list[list[Facts]]:
    """Return handovers by what is needed, the latest first, the soonest needed first in each."""
    found: dict[str, list[Facts]] = defaultdict(list)
    for row in sorted(table, key=_soonest_needed_first):
        found[row.value("needed_name")].append(row)
    return sorted(found.values(), key=_latest_first)[:_MOST_HANDOVERS]


def handover_cells(rows: Sequence[Facts], names: Mapping[str, str]) -> tuple[Cell, ...]:
    """Return the line of what several wait for; `rows` stand soonest needed first."""
    first = rows[0]
    waiting: list[Any] = [named(_thing(row, "waiting", names)) for row in rows[:_MOST_WAITING]]
    if len(rows) > len(waiting):
        waiting.append(say("handover-more", first))
    return (
        named_cell(_thing(first, "needed", names)),
        said_cell(listed(waiting)),
        short_day_cell(first, "need_by_date"),
        _expected_cell(first),
    )


def cover_cell(rows: Sequence[Facts]) -> Cell:
    """Say what already sees to what is late; strong where nothing does."""
    covered = next((row for row in rows if row.value("cover")), None)
    if covered is None:
        if not any(row.value("late_days") for row in rows):
            return words_cell(BLANK)  # what comes in time needs nobody to see to it
        return said_cell(say("cover-none", rows[0]), is_strong=True)
    cover = named(covered.value("cover"))
    return said_cell(say("cover", covered, kind=covered.value("cover_kind"), cover=cover))


def _soonest_needed_first(row: Facts) -> tuple[date, str]:
    return (row.value("need_by_date") or date.max, row.value("waiting_name"))


def _latest_first(rows: Sequence[Facts]) -> tuple[int, str]:
    return (-(rows[0].value("late_days") or 0), rows[0].value("needed_name"))


def _thing(row: Facts, side: str, names: Mapping[str, str]) -> str:
    """Return what is needed or waits: a project by its name, else its title and its project."""
    written = row.value(f"{side}_title") or row.value(f"{side}_name")
    project = names.get(row.value(f"{side}_project_id") or "")
    if row.value(f"{side}_kind") == "project" and project:
        return project
    return f"{written} ({project})" if project else written


def _expected_cell(row: Facts) -> Cell:
    if row.value("later_date") is None:
        return said_cell(say("handover-unknown", row))
    is_late = bool(row.value("late_days"))
    said = say("handover-late" if is_late else "handover-day", row)
    promised = row.value("committed_date")
    is_broken = promised is not None and promised < row.value("later_date")
    more = "handover-part" if row.value("is_part") else "handover-broken" if is_broken else ""
    parts = (said, say(more, row)) if more else (said,)
    return said_cell(listed(parts, last=""), is_strong=is_late)


def counted_on(brief: Brief) -> tuple[Facts, ...]:
    """Return what the projects wait for of others that promise it before they end.

    Their forecasts take the promise as kept.
    """
    rows = [
        row
        for row in brief.rows("dependencies")
        if row["is_open"]
        and row["is_part"]
        and row["is_cross_project"]
        and row["waiting_project_id"] in brief.scope.project_ids
    ]
    return brief.table("dependencies", rows, key=HANDOVER_KEY, columns=HANDOVER_COLUMNS)


def promise_counted_on(row: Facts, names: Mapping[str, str]) -> Sentence:
    """Say until when a forecast takes a promise of another project as kept, and when that ends."""
    return say("counts-on", row, needed=named(_thing(row, "needed", names)))
