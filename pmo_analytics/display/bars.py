"""Bars inside tables and decisions: small SVG, because the page's policy forbids style attributes.

Every bar of a column, and every cost on a page, shares one scale; the number stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable

from pmo_analytics.display.markup import Html, html
from pmo_analytics.values import Rag

SHORTEST = 0.02  # of the scale: something is not nothing
LONGEST = 90  # pixels


def longest(numbers: Iterable[float | None]) -> float:
    """Return the number that a full bar stands for, 0 where there is none."""
    return max((number for number in numbers if number is not None), default=0.0)


def share(number: float | None, whole: float) -> float:
    """Return the length of a bar as a part of the full one, 0 to 1."""
    if not number or whole <= 0 or number < 0:
        return 0.0
    return min(1.0, max(SHORTEST, number / whole))


def bar(length: float) -> Html:
    """Draw a quiet bar as wide as it is long, so that its number can follow it."""
    return html(
        '<svg class="table-bar" width="{}" height="10" aria-hidden="true" focusable="false">'
        '<rect class="mid" width="100%" height="10"/></svg>',
        round(LONGEST * length),
    )


def rag_bar(rag: Rag, length: float) -> Html:
    """Draw a bar of money in the colour of its rating."""
    return html(
        '<svg class="bar rag-bar" height="12" aria-hidden="true" focusable="false">{}</svg>',
        _rect(rag, 0, length, 12),
    )


def cost_bar(likely: float, late: float) -> Html:
    """Draw a likely cost and, paler, how far it may go."""
    return html(
        '<svg class="bar cost-bar" height="6" aria-hidden="true" focusable="false">{}{}</svg>',
        _rect("late", likely, late - likely, 6) if late > likely else "",
        _rect("likely", 0, likely, 6),
    )


def _rect(kind: str, start: float, length: float, height: int) -> Html:
    return html(
        '<rect class="{}" x="{}%" width="{}%" height="{}"/>',
        kind,
        _percent(start),
        _percent(length),
        height,
    )


def _percent(part: float) -> str:
    return f"{100 * part:.1f}".removesuffix(".0")
