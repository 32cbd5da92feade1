"""The next wave: what is near and not ready to be done, and what is far and planned in detail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pmo_analytics.content import Block, Cell, DataTable, Missing, Section
from pmo_analytics.metrics.options import DEFAULT_OPTIONS
from pmo_analytics.narrative.saying import Facts, item_segment, listed, say
from pmo_analytics.reviews.brief import Gathered, Head, Row
from pmo_analytics.reviews.table_cells import (
    BLANK,
    column,
    named_cell,
    said_cell,
    section_of_tables,
    short_day_cell,
)
from pmo_analytics.values import Sentence

_MOST_ROWS = 8
_FIELDS = ("description", "estimate", "assignee", "due_date")


def gather(head: Head) -> Gathered | None:
    """Gather the near items that are not ready; None where no column tells, or nothing is near."""
    brief = head.brief
    facts = brief.facts("rolling_wave")
    if head.project.is_stale or not facts.value("near_count"):
        return None
    rows = [row for row in brief.rows("rolling_wave") if row["is_told"]]
    near = sorted((row for row in rows if row["is_near"]), key=_next_first)
    unready = [row for row in near if not row["is_refined"]][:_MOST_ROWS]
    detailed = [row for row in rows if not row["is_near"] and row["is_detailed"]]
    detailed = sorted(detailed, key=lambda row: row["item_key"])[:_MOST_ROWS]
    series = {"near": near, "unready": unready, "detailed": detailed}
    days = brief.table("rolling_wave", unready, key=("item_key",), columns=("due_date",))
    return Gathered(head, facts, tables={"days": days}, series=series)


def _next_first(row: Row) -> tuple[bool, bool, str, str]:
    """Put first what has not begun: it can still be made ready; then what is due soonest."""
    due = row["due_date"]
    return (row["state"] != "to_do", due is None, due.isoformat() if due else "", row["item_key"])


def compose(found: Gathered, label: str) -> Section:
    """Show what to write out before it begins, and what need not have been written out yet."""
    tables, untold = tuple(_tables(found)), tuple(_untold(found))
    if tables:
        made = section_of_tables("next_wave", label, tables, below=untold)
        assert made is not None
        return made
    title = say("wave-ready", found.facts)
    return Section(name="next_wave", label=label, title=title, blocks=untold)


def _tables(found: Gathered) -> Iterator[DataTable]:
    if found.series["unready"]:
        yield _unready_table(found)
    if found.series["detailed"]:
        yield _detailed_table(found)


def _unready_table(found: Gathered) -> DataTable:
    facts = found.facts
    hidden = facts.value("near_unready_count") - len(found.series["unready"])
    rows = zip(found.series["unready"], found.tables["days"], strict=True)
    return DataTable(
        title=say("wave-unready", facts),
        subtitle=say("wave-lacking", facts, lacking=listed(_lacking_counts(facts)), **_wave_days()),
        columns=tuple(map(column, ("item", "item_title", "near_because", "item_due", "lacks"))),
        rows=tuple(_unready_row(row, day) for row, day in rows),
        note=say("rows-hidden", facts) if hidden else Sentence(),
    )


def _wave_days() -> Mapping[str, int]:
    return {"wave_days": DEFAULT_OPTIONS["wave_days"]}


def _lacking_counts(facts: Facts) -> list[Sentence]:
    return [
        say("wave-lacking-one", facts, count=facts[name], field=field)
        for field in _FIELDS
        if facts.value(name := f"near_without_{field}_count")
    ]


def _unready_row(row: Row, day: Facts) -> tuple[Cell, ...]:
    lacks = [
        say("wave-field", day, field=field) for field in _FIELDS if row[f"has_{field}"] is False
    ]
    return (
        Cell(text=Sentence.of(item_segment(row))),
        named_cell(row["title"] or BLANK),
        said_cell(say("wave-near", day, near=_near(row))),
        short_day_cell(day, "due_date"),
        said_cell(listed(lacks)),
    )


def _near(row: Row) -> str:
    is_over = row["near_name"] == "due" and row["due_date"] < row["as_of"]
    return "overdue" if is_over else row["near_name"]


def _detailed_table(found: Gathered) -> DataTable:
    facts = found.facts
    hidden = facts.value("far_detailed_count") - len(found.series["detailed"])
    return DataTable(
        title=say("wave-detailed", facts),
        subtitle=say("wave-detailed-subtitle", facts),
        columns=tuple(map(column, ("item", "item_title", "has_already"))),
        rows=tuple(
            (
                Cell(text=Sentence.of(item_segment(row))),
                named_cell(row["title"] or BLANK),
                said_cell(
                    say(
                        "wave-detail", facts, detail="sub_tasks" if row["has_sub_tasks"] else "both"
                    )
                ),
            )
            for row in found.series["detailed"]
        ),
        note=say("rows-hidden", facts) if hidden else Sentence(),
    )


def _untold(found: Gathered) -> Iterator[Block]:
    """Name what the exports have no column for."""
    near = found.series["near"]
    fields = [one for one in _FIELDS if all(row[f"has_{one}"] is None for row in near)]
    if fields:
        said = listed(say("wave-field", found.facts, field=field) for field in fields)
        columns = listed(say("wave-column", found.facts, field=field) for field in fields)
        yield Missing(text=say("wave-untold", found.facts, fields=said, columns=columns))
