"""Where all projects are to end and what falls due before that, on one time axis."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pmo_analytics.catalogue.measurable import NOT_MEASURABLE, remedy_of
from pmo_analytics.catalogue.roadmap import FINISHES, MARKS
from pmo_analytics.content import (
    Cell,
    Chart,
    DataTable,
    Missing,
    Paragraphs,
    Section,
    chart_columns,
)
from pmo_analytics.metrics.options import DEFAULT_OPTIONS
from pmo_analytics.narrative.saying import Facts, day_segment, listed, named, say
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

_KEY = ("project_id", "mark_number")
_MOST_LISTED = 8
_CHART_SPAN, _LIST_SPAN = 8, 4
_COLUMNS = (
    *("kind_name", "mark_name", "mark_date", "is_overdue", "missed_date", "later_end_date"),
)


def gather(head: Head) -> Gathered | None:
    """Gather the days of all projects; None where all have ended."""
    rows = head.brief.rows("roadmap")
    if not rows and not _remedy(head):
        return None
    names = head.brief.evidence.project_names
    drawn = [row | {"project": names[row["project_id"]]} for row in rows]
    table = head.brief.table("roadmap", rows, key=_KEY, columns=_COLUMNS)
    facts = head.brief.facts("roadmap")
    return Gathered(head, facts, tables={"marks": table}, series={"drawn": drawn})


def _remedy(head: Head) -> str:
    """Return what would tell a day where nothing does; "" where something could."""
    reason = head.brief.answer("roadmap").reason
    return remedy_of(reason) if reason.startswith(NOT_MEASURABLE) else ""


def compose(found: Gathered, label: str) -> Section:
    """Show the days on one axis, and below it the same in words; else what would tell them."""
    if not found.series["drawn"]:
        remedy = say("roadmap-missing", found.facts, remedy=named(_remedy(found.head)))
        title = say("roadmap-unknown", found.facts)
        return Section(name="roadmap", label=label, title=title, blocks=(Missing(text=remedy),))
    has_marks = bool(found.facts.value("mark_count"))
    ahead = {"ahead_days": DEFAULT_OPTIONS["ahead_days"]} if has_marks else {}
    return Section(
        name="roadmap",
        label=label,
        title=say("roadmap-title" if has_marks else "roadmap-title-ends", found.facts, **ahead),
        subtitle=say("roadmap-subtitle", found.facts),
        blocks=(_chart(found), *_first_due(found), _table(found)),
    )


def _chart(found: Gathered) -> Chart:
    rows, day = found.series["drawn"], found.head.brief.day.day
    days = [day, *(row["mark_date"] for row in rows)]
    style = found.facts.style
    return Chart(
        name="roadmap",
        span=_CHART_SPAN,
        columns=chart_columns(rows, "project", "kind_name", "mark_name", "mark_date", "is_overdue"),
        options={"as_of": day.isoformat()},
        alternative=str(
            say(
                "roadmap-drawn",
                found.facts,
                projects=listed(map(named, dict.fromkeys(row["project"] for row in rows))),
                first=day_segment(min(days), style),
                last=day_segment(max(days), style),
            )
        ),
    )


def _table(found: Gathered) -> DataTable:
    names = found.head.brief.evidence.project_names
    by_project: dict[str, list[Facts]] = defaultdict(list)
    for row in found.tables["marks"]:
        by_project[row.value("project_id")].append(row)
    return DataTable(
        title=say("roadmap-table", found.facts),
        columns=tuple(map(column, ("project", "baseline", "told", "likely", "sure", "ahead"))),
        rows=tuple(
            (named_cell(names[project_id]), *_finish_cells(rows), _ahead_cell(rows))
            for project_id, rows in by_project.items()
        ),
    )


def _finish_cells(rows: Sequence[Facts]) -> tuple[Cell, ...]:
    told = {row.value("kind_name"): row for row in rows}
    return tuple(
        short_day_cell(told[kind], "mark_date") if kind in told else words_cell(BLANK)
        for kind in FINISHES
    )


def _ahead_cell(rows: Sequence[Facts]) -> Cell:
    said = [_mark(row) for row in rows if row.value("kind_name") in MARKS]
    return said_cell(listed(said, between="; ", last="; ")) if said else words_cell(BLANK)


def _mark(row: Facts) -> Sentence:
    said = _dated(row)
    return say("roadmap-overdue", row, mark=said) if row.value("is_overdue") else said


def _dated(row: Facts) -> Sentence:
    name, day = named(row.value("mark_name")), say("short-day", row, day=row["mark_date"])
    said = say(f"roadmap-{row.value('kind_name')}", row, name=name, day=day)
    return say("roadmap-missed", row, mark=said) if row.value("missed_date") else said


def _mark_beside_end(row: Facts) -> Sentence:
    """Say a mark beside the end of its project by the data, where that comes after the last one."""
    said = _mark(row)
    return say("roadmap-end", row, mark=said) if row.value("later_end_date") else said


def _first_due(found: Gathered) -> tuple[Paragraphs, ...]:
    """Return what is overdue and then what falls due next, of all projects, the soonest first."""
    due = [row for row in found.tables["marks"] if row.value("kind_name") in MARKS]
    due.sort(key=lambda row: (row.value("mark_date"), row.value("project_id")))
    overdue = [row for row in due if row.value("is_overdue")]
    ahead = [row for row in due if not row.value("is_overdue")]
    names = found.head.brief.evidence.project_names
    said = tuple(
        (
            say(
                "roadmap-of-project",
                row,
                project=named(names[row.value("project_id")], is_strong=True),
                mark=_mark_beside_end(row),
            ),
        )
        for row in (*overdue[:_MOST_LISTED], *ahead[:_MOST_LISTED])
    )
    heading = say("roadmap-first", found.facts)
    return (Paragraphs(span=_LIST_SPAN, heading=heading, paragraphs=said),) if said else ()
