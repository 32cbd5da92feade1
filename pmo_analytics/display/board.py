"""The board as of the day: a column a stage, cards with what a stand-up needs to know."""

from __future__ import annotations

from math import ceil

from pmo_analytics.content import Board, BoardColumn, Card
from pmo_analytics.display.markup import (
    Html,
    Surface,
    clipped,
    html,
    item_link,
    join,
    name_html,
)

LONGEST_DESCRIPTION = 160  # signs; the whole of it is behind the link to the tracker
LONGEST_TITLE = 120
MOST_COLUMNS = 7  # side by side; more, and titles would be cut within their words

_COLUMN = """
<div class="stage{over}" role="group" aria-label="{stage}">
<h3 class="stage-head"><bdi>{stage}</bdi> <span class="stage-count">{count}</span></h3>
{note}<ul>{cards}</ul>{more}</div>"""

_CARD = """
<li class="card{old}"><p class="card-head">{key} <b>{age}</b></p>
<p class="card-title">{title}</p>{description}{blocked}{foot}</li>"""


def board_html(block: Board, _surface: Surface) -> Html:
    """Show the board; stages that do not stand side by side make rows of about the same length."""
    stages = max(len(block.columns), 1)
    count = ceil(stages / ceil(stages / MOST_COLUMNS))
    return html(
        '<div class="board columns-{}">{}</div>',
        count,
        join(_column(column) for column in block.columns),
    )


def _column(column: BoardColumn) -> Html:
    is_over = column.wip_limit is not None and column.count > column.wip_limit
    more = column.count - len(column.cards)
    return html(
        _COLUMN,
        over=" over" if is_over else "",
        stage=clipped(column.stage, LONGEST_TITLE),
        count=column.count if column.wip_limit is None else f"{column.count} of {column.wip_limit}",
        note=html('<p class="stage-note">{}</p>', column.note) if column.note else "",
        cards=join(_card(card) for card in column.cards),
        more=html('<p class="more">{}</p>', _more(more, column)) if more > 0 else "",
    )


def _more(more: int, column: BoardColumn) -> str:
    return f"and {more} more" if column.cards else f"{more} items"


def _card(card: Card) -> Html:
    return html(
        _CARD,
        old=" old" if card.is_old else "",
        key=item_link(card.item),
        age=_age_text(card),
        title=name_html(card.title, LONGEST_TITLE),
        description=_description(card.description),
        blocked=_blocked(card.blocked),
        foot=_foot(card),
    )


def _age_text(card: Card) -> str:
    if card.age_days is None:
        return ""
    return f"{card.age_days} d" if card.is_age_known else f"≥ {card.age_days} d"


def _description(text: str) -> Html:
    if not text.strip():
        return Html()
    return html(
        '<p class="card-text">{}</p>', name_html(" ".join(text.split()), LONGEST_DESCRIPTION)
    )


def _blocked(cause: str) -> Html:
    if not cause:
        return Html()
    return html('<p class="card-blocked">blocked: {}</p>', name_html(cause, LONGEST_TITLE))


def _foot(card: Card) -> Html:
    look, words = ("overdue", "was due") if card.is_overdue else ("due", "due")
    due = html('<span class="{}">{} {}</span>', look, words, card.due)
    parts = [
        *([name_html(card.assignee, LONGEST_TITLE)] if card.assignee else ()),
        *([due] if card.due else ()),
    ]
    return html('<p class="card-foot">{}</p>', join(parts, ", ")) if parts else Html()
