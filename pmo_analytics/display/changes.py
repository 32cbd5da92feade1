"""What moved since the comparison date, in words: worse, better, unchanged."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_analytics.content import Change, Changes
from pmo_analytics.display.marks import rag_move
from pmo_analytics.display.markup import Html, Surface, html, join, name_html, sentences_html

_COLUMN = """
<div class="span-{span}"><h3><span aria-hidden="true">{sign} </span>{title}</h3>
<ul>{items}</ul></div>"""


def changes_html(block: Changes, surface: Surface) -> Html:
    """Show the columns that have something to say; the space goes to those that do."""
    worse = [_change(change, surface) for change in block.worse]
    better = [_change(change, surface) for change in block.better]
    unchanged = [sentences_html([sentence], surface) for sentence in block.unchanged]
    columns = [
        ("↓", "Worse, or no longer measured", worse),
        ("↑", "Better", better),
        ("–", "Unchanged", unchanged),
    ]
    filled = [column for column in columns if column[2]]
    shown = zip(_spans(len(filled)), filled, strict=True)
    return html(
        '<div class="grid changes">{}</div>',
        join(_column(span, *column) for span, column in shown),
    )


def _spans(columns: int) -> tuple[int, ...]:
    return {0: (), 1: (8,), 2: (6, 6)}.get(columns, (5, 4, 3))


def _column(span: int, sign: str, title: str, items: Iterable[Html]) -> Html:
    return html(
        _COLUMN,
        span=span,
        sign=sign,
        title=title,
        items=join(html("<li>{}</li>", item) for item in items),
    )


def _change(change: Change, surface: Surface) -> Html:
    return html(
        '<p class="move">{} <span>{}</span></p>{}',
        rag_move(change.before, change.after),
        name_html(change.project_name),
        html("<p>{}</p>", sentences_html(change.text, surface)) if change.text else html(""),
    )
