"""Tables of words and numbers: real tables with scope, bars with their number, one scale each."""

from __future__ import annotations

from pmo_analytics.content import Cell, Column, DataTable
from pmo_analytics.display import bars
from pmo_analytics.display.markup import Html, Surface, html, join, narrow_fold, sentence_html

MOST_WORDY = 2  # columns beside each other on a phone
MOST_NUMBERS = 4
MOST_ROWS_ON_A_PHONE = 8

_TABLE = """
<div class="span-{span} table-block">{heading}
{table}{note}</div>"""
_DATA = '<table class="data{compact}">{head}<tbody>{rows}</tbody></table>'


def table_html(block: DataTable, surface: Surface) -> Html:
    """Show a table; below 700 px a row is lines of cells led by their labels, two a line."""
    at = len(block.rows) - block.total_count
    body, total = block.rows[:at], block.rows[at:]
    scales = [
        bars.longest(row[place].bar for row in body) if column.has_bar else 0.0
        for place, column in enumerate(block.columns)
    ]
    rows = [_row(row, block.columns, scales, surface) for row in body]
    no_bars = [0.0] * len(block.columns)  # a total would dwarf its parts
    rows += [_row(row, block.columns, no_bars, surface, look="total") for row in total]
    table = html(
        _DATA,
        compact=" compact" if _is_compact(block.columns) else "",
        head=_head(block.columns),
        rows=join(rows),
    )
    return html(
        _TABLE,
        span=block.span,
        heading=block_heading(block, surface),
        table=narrow_fold("All rows", table) if len(rows) > MOST_ROWS_ON_A_PHONE else table,
        note=block_note(block, surface),
    )


def block_heading(block: DataTable, surface: Surface) -> Html:
    """Show the title of a block and the quiet line below it, where there are any."""
    title = html("<h3>{}</h3>", sentence_html(block.title, surface)) if block.title else ""
    quiet = sentence_html(block.subtitle, surface)
    return html("{}{}", title, html('<p class="subtitle">{}</p>', quiet) if quiet else "")


def block_note(block: DataTable, surface: Surface) -> Html:
    """Show the note below a block, where there is one."""
    if not block.note:
        return Html()
    return html('<p class="caption">{}</p>', sentence_html(block.note, surface))


def _is_compact(columns: tuple[Column, ...]) -> bool:
    """Tell whether a table fits a phone as it is: two columns, or few and all of numbers."""
    numbers = all(column.is_number for column in columns[1:])
    return len(columns) <= MOST_WORDY or (len(columns) <= MOST_NUMBERS and numbers)


def _head(columns: tuple[Column, ...]) -> Html:
    if not any(column.label for column in columns):
        return Html()
    cells = (html('<th scope="col"{}>{}</th>', _look(column), column.label) for column in columns)
    return html("<thead><tr>{}</tr></thead>", join(cells))


def _row(
    row: tuple[Cell, ...],
    columns: tuple[Column, ...],
    scales: list[float],
    surface: Surface,
    *,
    look: str = "",
) -> Html:
    cells = (
        _cell(cell, column, scale, surface, is_head=place == 0)
        for place, (cell, column, scale) in enumerate(zip(row, columns, scales, strict=True))
    )
    return html("<tr{}>{}</tr>", html(' class="{}"', look) if look else "", join(cells))


def _cell(cell: Cell, column: Column, scale: float, surface: Surface, *, is_head: bool) -> Html:
    words = sentence_html(cell.text, surface)
    content = html("<b>{}</b>", words) if cell.is_strong else words
    length = bars.share(cell.bar, scale)
    if length:
        content = html('<span class="bar-cell">{}{}</span>', bars.bar(length), content)
    if is_head:
        return html('<th scope="row"{}>{}</th>', _look(column), content)
    return html('<td{} data-label="{}">{}</td>', _look(column), _lead(column.label), content)


def _lead(label: str) -> str:
    """Return what stands before the cell where its column has no head, as on a phone."""
    return label if not label or label.endswith("?") else f"{label}:"


def _look(column: Column) -> Html:
    if column.has_bar:
        return Html(' class="with-bar"')
    return Html(' class="number-cell"') if column.is_number else Html()
