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
    places: Sequence[float], *, gap: float = LINE_HEIGHT, low: float = 0, high: float
) -> list[float]:
    """Move places apart to at least the gap, as little as possible and in their order.

    Args:
        places: where each label would stand, in pixels.
        low: the least place allowed.
        high: the greatest place allowed; exceeded only when there is no room at all.
    """
    order = sorted(range(len(places)), key=lambda index: (places[index], index))
    moved = _pushed([places[index] for index in order], gap, low)
    overflow = max(0.0, moved[-1] - high) if moved else 0.0
    if overflow:
        ceiling = [high - gap * step for step in reversed(range(len(moved)))]
        moved = _pushed([min(pair) for pair in zip(moved, ceiling, strict=True)], gap, low)
    result = [0.0] * len(places)
    for index, place in zip(order, moved, strict=True):
        result[index] = round(place, 2)
    return result


def _pushed(places: list[float], gap: float, low: float) -> list[float]:
    moved: list[float] = []
    for place in places:
        least = moved[-1] + gap if moved else low
        moved.append(max(place, least))
    return moved
