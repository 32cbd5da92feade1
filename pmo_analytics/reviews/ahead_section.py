"""Single items: which of the backlog are done by the date, and which will take too long."""

from __future__ import annotations

from pmo_analytics.content import Cell, DataTable, Section
from pmo_analytics.forecasts.forecast import LIKELY, SURE
from pmo_analytics.narrative.formatting import count_text
from pmo_analytics.narrative.saying import Facts, item_segment, named, printed, say
from pmo_analytics.reviews.brief import Gathered, Head, Row
from pmo_analytics.reviews.table_cells import column, fact_cell, section_of_tables
from pmo_analytics.values import Segment, Sentence

_MOST_ITEMS = 6
_KEY = ("item_key",)
_TABLES = {
    "backlog_by_rank": ("place_count", "chance_share"),
    "service_level_chance": ("age_days", "chance_share"),
}


def gather(head: Head) -> Gathered | None:
    """Gather the items that hang by the date, and those whose chance is least; None without."""
    brief = head.brief
    known = [name for name in _TABLES if not brief.answer(name).reason]
    if head.project.is_stale or not known:
        return None
    pick = {"backlog_by_rank": _hanging, "service_level_chance": _doubtful}
    rows = {name: pick[name](brief.rows(name)) for name in known}
    tables = {
        name: brief.table(name, rows[name], key=_KEY, columns=_TABLES[name]) for name in known
    }
    return Gathered(head, brief.facts(*known), tables=tables, series=rows)


def _hanging(rows: list[Row]) -> list[Row]:
    """Return the items of the backlog that are not sure, from those nearest to the line on."""
    unsure = [row for row in rows if row["chance_share"] < SURE]
    lost = sum(row["chance_share"] >= LIKELY for row in unsure)
    first = max(lost - _MOST_ITEMS // 2, 0)
    return unsure[first : first + _MOST_ITEMS]


def _doubtful(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["chance_share"] is not None][:_MOST_ITEMS]


def compose(found: Gathered, label: str) -> Section | None:
    """Show both tables."""
    makers = {"backlog_by_rank": _ranked, "service_level_chance": _aged}
    tables = tuple(make(found) for name, make in makers.items() if name in found.tables)
    return section_of_tables("ahead", label, tables)


def _ranked(found: Gathered) -> DataTable:
    return DataTable(
        span=6,
        title=say("rank-title", found.facts),
        subtitle=say("rank-subtitle", found.facts),
        columns=(
            column("item"),
            column("place", is_number=True),
            column("item-chance", is_number=True),
        ),
        rows=_rows(found, "backlog_by_rank"),
    )


def _aged(found: Gathered) -> DataTable:
    is_any = bool(found.facts.value("doubtful_count"))
    return DataTable(
        span=6,
        title=say("level-title" if is_any else "level-title-none", found.facts),
        subtitle=say("level-subtitle", found.facts),
        columns=(
            column("item"),
            column("item-age", is_number=True),
            column("level-chance", is_number=True),
        ),
        rows=_rows(found, "service_level_chance"),
    )


def _rows(found: Gathered, name: str) -> tuple[tuple[Cell, ...], ...]:
    both = zip(found.series[name], found.tables[name], strict=True)
    return tuple(_row(row, facts, _TABLES[name]) for row, facts in both)


def _row(row: Row, facts: Facts, shown: tuple[str, ...]) -> tuple[Cell, ...]:
    title = (Segment(text=" "), named(row["title"])) if row["title"] else ()
    item = Cell(text=Sentence.of(item_segment(row), *title))
    return (item, *(_number(facts, name) for name in shown))


def _number(facts: Facts, name: str) -> Cell:
    """Return a cell with a number; the head of the column says that it is of days."""
    if facts[name].unit != "days":
        return fact_cell(facts, name)
    text = count_text(facts.value(name))
    return Cell(text=Sentence.of(printed(facts[name], facts.style, text=text)))
