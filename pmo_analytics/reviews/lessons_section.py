"""What retrospectives and audits led to, and what of it is overdue."""

from __future__ import annotations

from pmo_analytics.content import DataTable, Section
from pmo_analytics.narrative.saying import say
from pmo_analytics.reviews.brief import Gathered, Head, Row
from pmo_analytics.reviews.table_cells import (
    BLANK,
    column,
    fact_cell,
    named_cell,
    project_cell,
    said_cell,
    short_day_cell,
    words_cell,
)

MEASURES = ("overdue_actions", "standards")
_MOST_ROWS = 12
_COLUMNS = ("action", "project_id", "owner", "origin", "age_days", "due_date", "overdue_days")


def gather(head: Head) -> Gathered:
    """Gather the open actions that came from a retrospective or an audit."""
    brief = head.brief
    rows = sorted((row for row in brief.rows("overdue_actions") if row["is_lesson"]), key=_by_day)
    table = brief.table("overdue_actions", rows[:_MOST_ROWS], key=("action_id",), columns=_COLUMNS)
    return Gathered(head, brief.facts(*MEASURES), tables={"lessons": table})


def _by_day(row: Row) -> tuple[bool, int, str]:
    due = row["due_date"]
    return (due is None, due.toordinal() if due else 0, row["action_id"])


def compose(found: Gathered, label: str) -> Section:
    """Show them by the day they were due, or name the register that would tell them."""
    brief, rows = found.head.brief, found.tables["lessons"]
    if brief.answer("overdue_actions").reason:
        return Section(name="lessons", label=label, title=say("lessons-missing", found.facts))
    if not rows:
        return Section(name="lessons", label=label, title=say("lessons-none", found.facts))
    mode = brief.evidence.settings.portfolio.pmo_mode
    table = DataTable(
        subtitle=say("lessons-subtitle", found.facts, mode=mode),
        columns=(
            *map(column, ("lesson", "lesson_origin", "project", "owner")),
            column("age", is_number=True),
            column("gate_due"),
            column("overdue", is_number=True),
        ),
        rows=tuple(
            (
                named_cell(row.value("action")),
                said_cell(say("lesson-origin", row, origin=row.value("origin"))),
                project_cell(row, brief.evidence.project_names),
                named_cell(row.value("owner")),
                fact_cell(row, "age_days"),
                short_day_cell(row, "due_date"),
                fact_cell(row, "overdue_days", is_strong=True)
                if row.value("overdue_days")
                else words_cell(BLANK),
            )
            for row in rows
        ),
    )
    title = say("lessons-title", found.facts)
    return Section(name="lessons", label=label, title=title, blocks=(table,))
