"""Items by stage as running totals: a band that widens is where work piles up."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from pmo_analytics.display.charts.axes import days_x, iso, top_of, values_y
from pmo_analytics.display.charts.canvas import (
    Canvas,
    by_width,
    fitting,
    label_width,
    line_at,
    strong,
    text_at,
)
from pmo_analytics.display.charts.frames import chart_frame
from pmo_analytics.display.charts.labels import spread
from pmo_analytics.display.dates import TimeScale
from pmo_analytics.display.theme import ACCENT, BAND_2, BAND_3, INK, PAPER, column_width

GREYS = (BAND_2, BAND_3)
MOST_DAYS = 60  # finer steps cannot be seen at the width of a column
LABEL_OFFSET = 12  # pixels from the plot to its labels


def cumulative_flow(
    data: Any,
    *,
    width: int = column_width(6),
    height: int = 320,
    stages: tuple[str, ...] = (),
    highlight: str = "",
    known_from: str = "",
    known_words: str = "",
) -> alt.LayerChart:
    """Draw the items in each stage, stacked, the last stage at the bottom.

    Args:
        data: one row a day and stage: `date`, `stage`, `item_count` (items standing in the stage
            at the end of the day; for the last stage all that ever reached it).
        stages: from first to last; default: in the order of the data.
        highlight: the one stage that takes the accent.
        known_from: the day from which the stages are known, marked where days before it are drawn.
        known_words: what stands above that mark.
    """
    frame = chart_frame(data, needed={"date": "date", "stage": "text", "item_count": "number"})
    order = list(stages) or list(dict.fromkeys(frame["stage"]))
    stacked = _stacked(_thinned(frame), order)
    days = stacked["date"]
    has_mark = days.min() < known_from <= days.max()
    margins = {"top": 32 if has_mark else 14, "right": by_width(width, wide=142, narrow=128)}
    canvas = Canvas(width, height, left=42, **margins)
    span = TimeScale(iso(days.min()), iso(days.max()), 0, canvas.plot_width)
    x = days_x("date", span.first, span.last, canvas.plot_width)
    highest = stacked["upper"].max()
    quiet = [stage for stage in order[::-1] if stage != highlight]
    tones = {stage: GREYS[place % len(GREYS)] for place, stage in enumerate(quiet)}
    tones[highlight] = ACCENT
    bands = [_band(stacked[stacked["stage"] == stage], x, highest, tones[stage]) for stage in order]
    mark = _known_mark(canvas, span.x(iso(known_from)), known_words) if has_mark else []
    return canvas.chart(*bands, *mark, *_ends(canvas, stacked, order, highest, highlight))


def _thinned(frame: pd.DataFrame) -> pd.DataFrame:
    """Keep an even choice of days, the last among them."""
    days = sorted(frame["date"].unique())
    step = len(days) // MOST_DAYS + 1
    return frame[frame["date"].isin(days[::-step])]


def _stacked(frame: pd.DataFrame, order: list[str]) -> pd.DataFrame:
    """Give each stage the lower and upper edge of its band; a day without a row counts zero."""
    wide = frame.pivot_table(index="date", columns="stage", values="item_count", aggfunc="sum")
    wide = wide.reindex(columns=order[::-1]).fillna(0)
    upper = wide.cumsum(axis=1)
    parts = [
        pd.DataFrame(
            {
                "date": wide.index,
                "stage": stage,
                "lower": (upper[stage] - wide[stage]).to_numpy(),
                "upper": upper[stage].to_numpy(),
                "item_count": wide[stage].to_numpy(),
            }
        )
        for stage in order
    ]
    return pd.concat(parts, ignore_index=True)


def _band(frame: pd.DataFrame, x: alt.X, highest: float, tone: str) -> alt.Chart:
    return (
        alt.Chart(frame)
        .mark_area(color=tone, stroke=PAPER, strokeWidth=1, opacity=1)
        .encode(x=x, y=values_y("lower", highest), y2=alt.Y2("upper"), tooltip=_TOOLTIP)
    )


_TOOLTIP = [alt.Tooltip("stage:N"), alt.Tooltip("item_count:Q", title="items")]


def _known_mark(canvas: Canvas, x: float, words: str) -> list[alt.Chart]:
    """Draw a line at a day and write above it, within the sheet."""
    half = label_width(words) / 2
    middle = max(half, min(x, canvas.plot_width + canvas.right - half))
    return [
        line_at(x, -10, x, canvas.plot_height, color=INK, strokeDash=[2, 3]),
        text_at(middle, -20, words, align="center"),
    ]


def _ends(
    canvas: Canvas, stacked: pd.DataFrame, order: list[str], highest: float, highlight: str
) -> list[alt.Chart]:
    """Write stage and count at the right, with a thin line to its band where it was moved."""
    last = stacked[stacked["date"] == stacked["date"].max()].set_index("stage")
    top = top_of(highest)
    middles = [(last.loc[stage, "lower"] + last.loc[stage, "upper"]) / 2 for stage in order]
    places = [canvas.plot_height * (1 - middle / top) for middle in middles]
    moved = spread(places, high=canvas.plot_height)
    layers = []
    for stage, place, label_place in zip(order, places, moved, strict=True):
        tone = ACCENT if stage == highlight else INK
        count = f" {last.loc[stage, 'item_count']:g}"
        text = fitting(stage, canvas.right - LABEL_OFFSET - label_width(count)) + count
        layers += [
            line_at(canvas.plot_width + 1, place, canvas.plot_width + 9, label_place),
            text_at(canvas.plot_width + LABEL_OFFSET, label_place, text, **strong(tone)),
        ]
    return layers
