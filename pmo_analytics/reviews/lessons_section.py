"""What retrospectives and audits led to, and what of it is overdue."""

from __future__ import annotations

from pmo_analytics.content import DataTable, Section
from pmo_analytics.narrative.saying import say
from pmo_analytics.reviews.brief import Gathered, Head, Row
from pmo_analytics.reviews.controls_section import open_columns, open_rows
from pmo_analytics.reviews.table_cells import column, said_cell

_MEASURES = ("overdue_actions", "standards")
_MOST_ROWS = 12
_COLUMNS = ("action", "project_id", "owner", "origin", "age_days", "due_date", "overdue_days")


def gather(head: Head) -> Gathered:
    """Gather the open actions that came from a retrospective or an audit."""
    brief = head.brief
    rows = sorted((row for row in brief.rows("overdue_actions") if row["is_lesson"]), key=_by_day)
    table = brief.table("overdue_actions", rows[:_MOST_ROWS], key=("action_id",), columns=_COLUMNS)
    return Gathered(head, brief.facts(*_MEASURES), tables={"lessons": table})


def _by_day(row: Row) -> tuple:
    return (row["due_date"] is None, row["due_date"], row["action_id"])


def compose(found: Gathered, label: str) -> Section:
    """Show them by the day they were due, or name the register that would tell them."""
    brief, rows = found.head.brief, found.tables["lessons"]
    if brief.answer("overdue_actions").reason:
        return Section(name="lessons", label=label, title=say("lessons-missing", found.facts))
    if not rows:
        return Section(name="lessons", label=label, title=say("lessons-none", found.facts))
    mode, names = brief.evidence.settings.portfolio.pmo_mode, brief.evidence.project_names
    table = DataTable(
        subtitle=say("lessons-subtitle", found.facts, mode=mode),
        columns=(*open_columns("open_action"), column("lesson_origin")),
        rows=tuple(
            (*cells, said_cell(say("lesson-origin", row, origin=row.value("origin"))))
            for cells, row in zip(open_rows(rows, "action", names), rows, strict=True)
        ),
    )
    title = say("lessons-title", found.facts)
    return Section(name="lessons", label=label, title=title, blocks=(table,))
