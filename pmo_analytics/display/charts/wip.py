"""Work in progress at the end of each day, against its limit where there is one."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from pmo_analytics.display.charts.axes import days_x, iso, top_of, values_y
from pmo_analytics.display.charts.canvas import Canvas, hover, line_at, strong
from pmo_analytics.display.charts.frames import chart_frame
from pmo_analytics.display.charts.labels import EndLabel, end_labels
from pmo_analytics.display.theme import ACCENT, INK, WIDEST_CHART

MOST_HOVER_DAYS = 130  # a pointer target a day, or a few days


def wip(
    data: Any, *, width: int = WIDEST_CHART, height: int = 240, wip_limit: int | None = None
) -> alt.LayerChart:
    """Draw the number of items in progress as a stepped line, the last value at its end.

    Args:
        data: one row a day: `date`, `wip_count` (items started and not finished at its end).
        wip_limit: the agreed limit; the line takes the accent when its last value is above.
    """
    frame = chart_frame(data, needed={"date": "date", "wip_count": "number"})
    frame = frame.sort_values("date").reset_index(drop=True)
    canvas = Canvas(width, height, right=118)
    first, last = iso(frame["date"].iloc[0]), iso(frame["date"].iloc[-1])
    highest = max(frame["wip_count"].max(), wip_limit or 0)
    x = days_x("date", first, last, canvas.plot_width)
    y = values_y("wip_count", highest)
    value = float(frame["wip_count"].iloc[-1])
    tone = ACCENT if wip_limit is not None and value > wip_limit else INK
    line = alt.Chart(frame).mark_line(color=tone, strokeWidth=2, interpolate="step-after")
    labels = [EndLabel(value, f"{value:g} in progress", strong(tone))]
    if wip_limit is not None:
        labels.append(EndLabel(wip_limit, f"limit {wip_limit}"))
    return canvas.chart(
        *_limit(canvas, wip_limit, highest),
        line.encode(x=x, y=y),
        alt.Chart(frame.iloc[[-1]]).mark_circle(color=tone, size=40, opacity=1).encode(x=x, y=y),
        _pointer(frame, x, y),
        *end_labels(canvas, highest, labels),
    )


def _limit(canvas: Canvas, wip_limit: int | None, highest: float) -> list[alt.Chart]:
    if wip_limit is None:
        return []
    y = canvas.plot_height * (1 - wip_limit / top_of(highest))
    return [line_at(0, y, canvas.plot_width, y, strokeDash=[2, 3])]


def _pointer(frame: pd.DataFrame, x: alt.X, y: alt.Y) -> alt.Chart:
    step = len(frame) // MOST_HOVER_DAYS + 1
    return hover(
        alt.Chart(frame.iloc[::-step])
        .mark_circle(size=120, opacity=0)
        .encode(
            x=x,
            y=y,
            tooltip=[
                alt.Tooltip("date:N", title="end of"),
                alt.Tooltip("wip_count:Q", title="in progress"),
            ],
        )
    )
