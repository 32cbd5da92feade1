"""What the office promised, and how far it has come."""

from __future__ import annotations

from pmo_analytics.content import Cell, DataTable, Section
from pmo_analytics.narrative.saying import Facts, day_segment, named, say
from pmo_analytics.reviews.brief import Gathered, Head
from pmo_analytics.reviews.table_cells import (
    BLANK,
    column,
    named_cell,
    said_cell,
    short_day_cell,
    words_cell,
)
from pmo_analytics.values import Sentence

_BY_REPORTS = "success.on_time"  # begins the measures of dates that projects themselves tell
_COLUMNS = (
    *("measure_name", "unit_name", "form_name", "target_date", "state_name", "course_name"),
    *("target_share", "target_ratio", "actual_share", "actual_ratio"),
    *("earlier_share", "earlier_ratio", "baseline_share", "baseline_ratio"),
)


def gather(head: Head) -> Gathered | None:
    """Gather the objectives of the office; None where no charter is told, and of a part."""
    brief = head.brief
    facts = brief.changes("charter")
    if not facts.value("objective_count") or brief.scope.kind != "portfolio":
        return None
    options = {"compared_with": brief.before.day}
    table = brief.table(
        "charter",
        brief.rows("charter", **options),
        key=("objective", "measure"),
        columns=_COLUMNS,
        **options,
    )
    is_by_reports = any(row.value("measure").startswith(_BY_REPORTS) for row in table)
    by_data = (brief.facts("judgement"),) if is_by_reports else ()
    return Gathered(head, facts, tables={"objectives": table, "by_data": by_data})


def compose(found: Gathered, label: str) -> Section:
    """Show each objective with its target, what is measured, and which way it goes."""
    brief = found.head.brief
    table = DataTable(
        subtitle=say(
            "charter-subtitle", found.facts, before=day_segment(brief.before.day, brief.style)
        ),
        columns=(
            *map(column, ("objective", "measured_by")),
            *(column(name, is_number=True) for name in ("target", "actual", "earlier", "at_first")),
            *map(column, ("course", "by_when")),
        ),
        rows=tuple(_row(row) for row in found.tables["objectives"]),
        note=_beside_the_data(found.tables["by_data"]),
    )
    title = say("charter-title", found.facts)
    return Section(name="charter", label=label, title=title, blocks=(table,))


def _beside_the_data(by_data: tuple[Facts, ...]) -> Sentence:
    """Say how many dates the data keep, where an objective counts what projects report."""
    told = (say("charter-by-reports", one) for one in by_data if one.value("rated_count"))
    return next(told, Sentence())


def _row(row: Facts) -> tuple[Cell, ...]:
    state = row.value("state_name")
    return (
        named_cell(row.value("objective")),
        named_cell(row.value("measure_name").capitalize()),
        _value_cell(row, "target"),
        *(_value_cell(row, name) for name in ("actual", "earlier", "baseline")),
        said_cell(
            say("charter-course", row, state=state, course=row.value("course_name")),
            is_strong=state == "reached",
        ),
        short_day_cell(row, "target_date"),
    )


def _value_cell(row: Facts, name: str) -> Cell:
    column_name = f"{name}_{row.value('form_name')}"
    if row.value(column_name) is None:
        return words_cell(BLANK)
    unit = named(row.value("unit_name") or "")
    return said_cell(say("charter-value", row, amount=row[column_name], unit=unit))
