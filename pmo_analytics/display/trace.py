"""The trace of a chance over the weeks: 0 to 100 in every row, a line at the green limit."""

from __future__ import annotations

from pmo_analytics.display.markup import Html, html, join

WIDTH, HEIGHT = 70, 38
LEFT, RIGHT, TOP, BOTTOM = 2, 64, 7, 34
SIGNAL_STEP, SIGNAL_WEEKS = 0.15, 4  # a chance that moved so far in these takes the accent
ROUNDING = 1e-9


def has_moved(chances: tuple[float | None, ...]) -> bool:
    """Tell whether the chance moved by 15 points or more in the last four weeks."""
    known = [chance for chance in chances[-SIGNAL_WEEKS - 1 :] if chance is not None]
    return len(known) > 1 and abs(known[-1] - known[0]) >= SIGNAL_STEP - ROUNDING


def trace_svg(chances: tuple[float | None, ...], green_limit: float) -> Html:
    """Draw the chances of a project, oldest first; a gap where none was known."""
    places = [(_x(index, len(chances)), _y(chance)) for index, chance in enumerate(chances)]
    known = [(x, y) for x, y in places if y is not None]
    if not known:
        return Html()
    tone = "accent" if has_moved(chances) else "quiet"
    limit = _y(green_limit)
    parts = [
        html('<line class="limit" x1="{}" y1="{}" x2="{}" y2="{}"/>', LEFT, limit, RIGHT, limit),
        html('<polyline class="{}" points="{}"/>', tone, " ".join(f"{x},{y}" for x, y in known)),
        html('<circle class="{}" cx="{}" cy="{}" r="3"/>', tone, *known[-1]),
    ]
    return html(
        '<svg class="trace" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        ' aria-hidden="true" focusable="false">{}</svg>',
        join(parts),
        width=WIDTH,
        height=HEIGHT,
    )


def _x(index: int, count: int) -> float:
    return round(LEFT + (RIGHT - LEFT) * (index / max(1, count - 1)), 1)


def _y(chance: float | None) -> float | None:
    return None if chance is None else round(BOTTOM - (BOTTOM - TOP) * chance, 1)
