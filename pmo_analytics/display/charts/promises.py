"""Promises that fell due: a filled square was kept, a crossed one was missed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import altair as alt
import pandas as pd

from pmo_analytics.display.charts.axes import days_x, iso
from pmo_analytics.display.charts.canvas import Canvas, by_width, label_width
from pmo_analytics.display.charts.frames import chart_frame
from pmo_analytics.display.theme import ACCENT, INK_2, WIDEST_CHART

ROW_HEIGHT = 30
SQUARES = {"wide": 130, "narrow": 46}  # square pixels
CROSS_SHARE = 0.45  # of a square
ROOM = timedelta(days=14)  # beside the first and the last square


def promises(data: Any, *, width: int = WIDEST_CHART, height: int | None = None) -> alt.LayerChart:
    """Draw a square for each promise on the day it was made, a row for each thing promised.

    Args:
        data: one row a promise: `origin_date`, `promise` (what was promised), `is_kept`.
        height: default by the number of rows.
    """
    frame = chart_frame(data, needed={"origin_date": "date", "promise": "text", "is_kept": "flag"})
    rows = list(dict.fromkeys(frame["promise"]))
    frame = frame.sort_values(["origin_date", "promise"], kind="stable")
    left = by_width(width, wide=label_width(max(rows, key=len)), narrow=96)
    canvas = Canvas(width, height or 50 + ROW_HEIGHT * len(rows), left=left, top=8, bottom=34)
    first, last = iso(frame["origin_date"].min()), iso(frame["origin_date"].max())
    x = days_x("origin_date", first - ROOM, last + ROOM, canvas.plot_width)
    axis = alt.Axis(grid=False, ticks=False, domain=False, labelLimit=left)
    y = alt.Y("promise:N", sort=rows, axis=axis)
    kept, missed = frame[frame["is_kept"]], frame[~frame["is_kept"]]
    size = by_width(width, **SQUARES)
    return canvas.chart(
        _squares(kept, x, y, INK_2, size=size, opacity=1.0),
        _squares(missed, x, y, ACCENT, size=size, opacity=0.0),
        _crosses(missed, x, y, size=size * CROSS_SHARE),
    )


def _squares(
    frame: pd.DataFrame, x: alt.X, y: alt.Y, colour: str, *, size: float, opacity: float
) -> alt.Chart:
    return (
        alt.Chart(frame)
        .mark_point(
            shape="square",
            size=size,
            fill=colour,
            fillOpacity=opacity,
            stroke=colour,
            strokeWidth=1.5,
            opacity=1,
        )
        .encode(x=x, y=y)
    )


def _crosses(frame: pd.DataFrame, x: alt.X, y: alt.Y, *, size: float) -> alt.Chart:
    cross = "M-1,-1L1,1M-1,1L1,-1"
    return (
        alt.Chart(frame)
        .mark_point(shape=cross, size=size, stroke=ACCENT, strokeWidth=1.5, opacity=1)
        .encode(x=x, y=y)
    )
