"""What promises made before were worth: each of them, how each level held, and the date's path."""

from __future__ import annotations

from pmo_analytics.content import Block, Chart, DataTable, Section, chart_columns
from pmo_analytics.forecasts.forecast import SURE
from pmo_analytics.narrative.formatting import share_text
from pmo_analytics.narrative.outlook import record
from pmo_analytics.narrative.saying import day_segment, listed, named, say
from pmo_analytics.reviews.brief import Gathered, Head
from pmo_analytics.reviews.table_cells import column, fact_cell

_LEVELS = (
    "probability_share",
    "kept_share",
    "kept_count",
    "promise_count",
    "kept_lower_share",
    "kept_upper_share",
)
_WEEKS, _STEP = 52, 4
_SURE = f"{SURE:.0%} sure"
_LINES = {"likely": "likely_date", _SURE: "sure_date", "baseline": "target_date"}


def gather(head: Head) -> Gathered | None:
    """Gather promises that fell due and earlier forecasts; None where there are neither."""
    brief = head.brief
    facts = brief.facts("forecast_record")
    levels = brief.rows("forecast_levels")
    days = brief.evidence.calendar.week_ends(brief.day, _WEEKS)[::-1][::_STEP][::-1]
    asked = brief.evidence.measure("finish_forecast", (brief.scope,), days)
    path = [
        {"milestone": name, "report_date": day, "forecast_date": result.values[value]}
        for (_, day), result in sorted(asked.items(), key=lambda pair: pair[0][1])
        for name, value in _LINES.items()
        if result.values.get(value)
    ]
    due = brief.rows("forecast_record")
    if not due and not path:
        return None
    tables = {"levels": brief.table("forecast_levels", levels, key=_LEVELS[:1], columns=_LEVELS)}
    return Gathered(head, facts, tables=tables, series={"due": due, "path": path})


def compose(found: Gathered, label: str) -> Section:
    """Show the squares, the levels and the path of the date."""
    blocks: list[Block] = []
    if found.series["due"] and found.facts.value("is_own_record"):
        blocks.append(_squares(found))
    if found.tables["levels"]:
        blocks.append(_levels(found))
    if found.series["path"]:
        blocks.append(_path(found))
    return Section(name="record", label=label, title=record(found.facts), blocks=tuple(blocks))


def _squares(found: Gathered) -> Chart:
    shown = sorted(found.series["due"], key=lambda row: (-row["open_share"], row["origin_date"]))
    names = tuple(f"{share_text(row['open_share'])} of it" for row in shown)
    missed = sum(not row["is_kept"] for row in shown)
    return Chart(
        name="promises",
        span=8,
        title=say("squares-chart", found.facts),
        subtitle=say("squares-subtitle", found.facts),
        columns={
            "origin_date": tuple(row["origin_date"].isoformat() for row in shown),
            "promise": names,
            "is_kept": tuple(row["is_kept"] for row in shown),
        },
        alternative=str(say("squares-drawn", found.facts, due=len(shown), missed=missed)),
    )


def _levels(found: Gathered) -> DataTable:
    return DataTable(
        span=4,
        title=say("levels-table", found.facts),
        subtitle=say("levels-subtitle", found.facts),
        columns=tuple(
            column(name, is_number=True) for name in ("level", "held", "kept", "due", "from", "to")
        ),
        rows=tuple(
            tuple(fact_cell(row, name) for name in _LEVELS) for row in found.tables["levels"]
        ),
    )


def _path(found: Gathered) -> Chart:
    rows = found.series["path"]
    last = {row["milestone"]: row["forecast_date"] for row in rows}
    told = listed(
        say("path-line", found.facts, name=named(name), day=day_segment(day, found.facts.style))
        for name, day in last.items()
    )
    return Chart(
        name="milestones",
        span=8,
        title=say("path-chart", found.facts),
        subtitle=say("path-subtitle", found.facts),
        columns=chart_columns(rows, "milestone", "report_date", "forecast_date"),
        options={"highlight": _SURE},
        alternative=str(say("path-drawn", found.facts, lines=told)),
    )
