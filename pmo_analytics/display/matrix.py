"""The portfolio matrix: projects by dimension, reported beside data, one shared time axis.

Below 940 px each row becomes a card by stylesheet alone; the explicit table roles keep it a table
for screen readers there.
"""

from __future__ import annotations

from dataclasses import dataclass

from pmo_analytics.content import Matrix, MatrixCell, MatrixGroup, MatrixRow
from pmo_analytics.display.dates import TimeScale
from pmo_analytics.display.forecast_range import axis_svg, range_svg, range_words, shared_scale
from pmo_analytics.display.marks import (
    RAG_WORDS,
    WATERMELON,
    hidden,
    quiet_ring,
    rag_mark,
    rag_pair,
)
from pmo_analytics.display.markup import (
    Html,
    Surface,
    html,
    join,
    name_html,
    number_button,
    page_address,
    sentence_html,
)
from pmo_analytics.display.trace import trace_svg
from pmo_analytics.values import RagPair

PHONE_RANGE_WIDTH = 350
RANGE_WIDTH = 238  # beside eight dimensions; each one fewer gives its space to the time axis
RANGE_GROWTH = 50
WIDEST_RANGE = 500
FULL_DIMENSIONS = 8

CHANGE_SIGNS = {
    "worse": ("↓", "worse"),
    "better": ("↑", "better"),
    "same": ("–", ""),
    "lost": ("×", "lost"),
    "new": ("+", "new"),
}

_MATRIX = """
{key}
<table class="matrix" role="table" aria-labelledby="{heading}">
<thead role="rowgroup"><tr role="row">
<th scope="col" role="columnheader" class="name">Project<small>budget</small></th>
<th scope="col" role="columnheader" class="pair-head">Reported → data
<small>age of report</small></th>
<th scope="col" role="columnheader" class="since">Since {since}</th>
{dimensions}{trace}{finish}</tr></thead>
<tbody role="rowgroup">{rows}</tbody></table>
<p class="caption">{caption}</p>"""

_ROW = """
<tr role="row" class="project">
<th scope="row" role="rowheader" class="name">{name}<small>{budget}</small></th>
<td role="cell" class="pair-cell">{pair}{age}</td>
<td role="cell" class="change {change}">{change_words}</td>
{cells}{trace}{finish}</tr>"""


@dataclass(frozen=True)
class _Layout:
    """What the rows of one matrix share."""

    matrix: Matrix
    scale: TimeScale | None
    has_trace: bool

    @property
    def range_width(self) -> int:
        """Return the width of the time axis, wider the fewer dimensions there are."""
        spare = max(0, FULL_DIMENSIONS - len(self.matrix.dimensions))
        return min(WIDEST_RANGE, RANGE_WIDTH + RANGE_GROWTH * spare)

    @property
    def columns(self) -> int:
        """Return how many columns the table has."""
        return 4 + len(self.matrix.dimensions) + self.has_trace


def matrix_html(block: Matrix, surface: Surface, *, heading: str) -> Html:
    """Show the matrix; `heading` is the id of the title that names it."""
    rows = [row for group in block.groups for row in group.rows]
    scale = shared_scale([row.forecast for row in rows], block.as_of)
    layout = _Layout(block, scale, any(row.chances for row in rows))
    return html(
        _MATRIX,
        key=_key(layout, has_melon=any(row.rag.is_watermelon for row in rows)),
        heading=heading,
        since=block.since,
        dimensions=join(_dimension_head(*dimension) for dimension in block.dimensions),
        trace=_trace_head(rows) if layout.has_trace else "",
        finish=_finish_head(layout),
        rows=join(_group(group, layout, surface) for group in block.groups),
        caption=sentence_html(block.caption, surface),
    )


def _dimension_head(name: str, meaning: str) -> Html:
    return html(
        '<th scope="col" role="columnheader" class="dimension">{}<small>{}</small></th>',
        name,
        meaning,
    )


def _trace_head(rows: list[MatrixRow]) -> Html:
    weeks = max(len(row.chances) for row in rows)
    return html(
        '<th scope="col" role="columnheader" class="trace-head">Schedule<small>{}</small></th>',
        f"{weeks} weeks" if weeks > 1 else "1 week",
    )


def _finish_head(layout: _Layout) -> Html:
    return html(
        '<th scope="col" role="columnheader" class="finish-head">Finish: baseline and forecast{}'
        "</th>",
        axis_svg(layout.scale, layout.range_width) if layout.scale else "",
    )


def _group(group: MatrixGroup, layout: _Layout, surface: Surface) -> Html:
    head = html(
        '<tr role="row" class="programme"><th role="rowheader" scope="rowgroup" colspan="{}">{}'
        "</th></tr>",
        layout.columns,
        name_html(group.name),
    )
    return head + join(_row(row, layout, surface) for row in group.rows)


def _row(row: MatrixRow, layout: _Layout, surface: Surface) -> Html:
    return html(
        _ROW,
        name=_name(row),
        budget=_budget(row, surface),
        pair=rag_pair(row.rag),
        age=_age(row.rag),
        change=row.change,
        change_words=_change(row.change, layout.matrix.since),
        cells=join(
            _cell(cell, name, surface)
            for cell, (name, _) in zip(row.cells, layout.matrix.dimensions, strict=True)
        ),
        trace=_trace(row, layout) if layout.has_trace else "",
        finish=_finish(row, layout),
    )


def _name(row: MatrixRow) -> Html:
    name = name_html(row.name)
    return html('<a href="{}">{}</a>', page_address(row.report), name) if row.report else name


def _budget(row: MatrixRow, surface: Surface) -> Html:
    """Add what the card of a phone needs: how many dimensions are green."""
    measured = [cell for cell in row.cells if cell.rag != "grey"]
    green = sum(cell.rag == "green" for cell in measured)
    words = f"{green} of {len(row.cells)} green" if measured else "nothing measured"
    comma = ", " if row.budget else ""
    return html(
        '{}<span class="on-card">{}</span>', sentence_html(row.budget, surface), comma + words
    )


def _age(pair: RagPair) -> Html:
    if pair.declared is None:
        return Html("<small>no report</small>")
    if pair.declared_age_days is None:
        return Html("<small>age unknown</small>")
    days = "1 day old" if pair.declared_age_days == 1 else f"{pair.declared_age_days} days old"
    return html('<small class="{}">{}</small>', "stale" if pair.is_stale else "fresh", days)


def _change(change: str, since: str) -> Html:
    sign, words = CHANGE_SIGNS[change]
    if not words:
        return html(
            '<span aria-hidden="true">{}</span>{}', sign, hidden(f"no change since {since}")
        )
    return html('<b aria-hidden="true">{}</b><span>{}</span>', sign, words)


def _cell(cell: MatrixCell, dimension: str, surface: Surface) -> Html:
    return html(
        '<td role="cell" class="dimension {}" data-label="{}">{}</td>',
        cell.rag,
        dimension,
        _cell_content(cell, surface),
    )


def _cell_content(cell: MatrixCell, surface: Surface) -> Html:
    """Green is a ring without a number; its number still opens for who wants it."""
    if cell.rag == "grey":
        return html('<span aria-hidden="true">?</span>{}', hidden(cell.reason or "not measurable"))
    number = cell.number.text if cell.number else ""
    number += " held" * cell.is_held
    recipe = surface.recipe_of(cell.number) if cell.number else ""
    if cell.rag == "green":
        content = html("{}{}", quiet_ring(), hidden(f"green {number}".strip()))
    else:
        content = html(
            '{}{}<span class="value">{}</span>',
            rag_mark(cell.rag),
            hidden(f"{RAG_WORDS[cell.rag]} "),
            number,
        )
    return number_button(content, recipe, look="cell-number") if recipe else content


def _trace(row: MatrixRow, layout: _Layout) -> Html:
    return html(
        '<td role="cell" class="trace-cell">{}{}</td>',
        trace_svg(row.chances, layout.matrix.green_limit),
        hidden(row.chances_said),
    )


def _finish(row: MatrixRow, layout: _Layout) -> Html:
    forecast = row.forecast
    has_date = any((forecast.baseline_date, forecast.likely_date, forecast.sure_date))
    reason = html('<span class="no-forecast">{}</span>', forecast.reason) if forecast.reason else ""
    if layout.scale is None or not has_date:
        content = reason or Html('<span class="no-forecast">no forecast</span>')
        return html('<td role="cell" class="finish">{}</td>', content)
    return html(
        '<td role="cell" class="finish">{}<span class="wide">{}</span>'
        '<span class="narrow">{}</span>{}</td>',
        hidden(range_words(forecast)),
        range_svg(forecast, layout.scale, layout.range_width, has_axis=False),
        range_svg(forecast, layout.scale, PHONE_RANGE_WIDTH, has_axis=True),
        reason,
    )


def _key(layout: _Layout, *, has_melon: bool) -> Html:
    items = [
        (rag_mark("green", is_filled=False), "outlined: project reports"),
        (rag_mark("red"), "filled: data say"),
        *([(WATERMELON, "reported better than the data")] if has_melon else ()),
        (quiet_ring(), "green, nothing to explain"),
        *([(_RANGE_KEY, "baseline, likely finish, 85% sure")] if layout.scale else ()),
    ]
    entries = (html('<span class="entry">{} {}</span>', *item) for item in items)
    return html('<div class="mark-key">{}</div>', join(entries))


_RANGE_KEY = Html(
    '<svg class="range-drawing" width="74" height="16" viewBox="0 0 74 16" aria-hidden="true"'
    ' focusable="false"><line class="baseline" x1="8" y1="1" x2="8" y2="15"/>'
    '<rect class="sure quiet" x="26" y="5" width="40" height="6"/>'
    '<circle class="likely quiet" cx="26" cy="8" r="5"/></svg>'
)
