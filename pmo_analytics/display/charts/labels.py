"""Labels at the ends of lines: moved apart where they would touch, never left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import altair as alt

from pmo_analytics.display.charts.axes import top_of
from pmo_analytics.display.charts.canvas import Canvas, text_at

LINE_HEIGHT = 16  # pixels between two labels


@dataclass(frozen=True)
class EndLabel:
    """What stands at the end of a line: the value it ends at, the words, and their look."""

    value: float
    text: str
    look: dict[str, Any] = field(default_factory=dict)


def end_labels(
    canvas: Canvas, highest: float, labels: Sequence[EndLabel], *, offset: float = 9
) -> list[alt.Chart]:
    """Write labels right of the plot at their values on the axis that `values_y` makes."""
    places = [canvas.plot_height * (1 - label.value / top_of(highest)) for label in labels]
    return [
        text_at(canvas.plot_width + offset, place, label.text, **label.look)
        for place, label in zip(spread(places, high=canvas.plot_height), labels, strict=True)
    ]


def spread(
    places: Sequence[float],
    *,
    gap: float = LINE_HEIGHT,
    low: float = 0,
    high: float,
    lines: Sequence[int] = (),
) -> list[float]:
    """Move places apart to at least the gap, as little as possible and in their order.

    Args:
        places: where each label would stand, in pixels.
        low: the least place allowed.
        high: the greatest place allowed; exceeded only when there is no room at all.
        lines: how many gaps each label needs below its place; default one.
    """
    order = sorted(range(len(places)), key=lambda index: (places[index], index))
    rooms = [gap * (lines[index] if lines else 1) for index in order]
    moved = _pushed([places[index] for index in order], rooms, low)
    if moved and moved[-1] + rooms[-1] > high + gap:
        ceiling = [high + gap - sum(rooms[place:]) for place in range(len(moved))]
        moved = _pushed([min(pair) for pair in zip(moved, ceiling, strict=True)], rooms, low)
    result = [0.0] * len(places)
    for index, place in zip(order, moved, strict=True):
        result[index] = round(place, 2)
    return result


def _pushed(places: list[float], rooms: list[float], low: float) -> list[float]:
    moved: list[float] = []
    for place, room in zip(places, rooms, strict=True):
        moved.append(max(place, low))
        low = moved[-1] + room
    return moved
