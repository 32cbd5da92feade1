"""Items that arrive against items that are finished, week by week: does the open list shrink?"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from pmo_analytics.display.charts.axes import days_x, iso, values_y
from pmo_analytics.display.charts.canvas import Canvas, hover, strong
from pmo_analytics.display.charts.frames import chart_frame, with_flag
from pmo_analytics.display.charts.labels import EndLabel, end_labels
from pmo_analytics.display.charts.weekly import NO_WEEK
from pmo_analytics.display.theme import ACCENT, INK, MID, WIDEST_CHART
from pmo_analytics.errors import UsageError

SERIES = {"arrived_count": "arrived", "finished_count": "finished"}


def arrivals(
    data: Any, *, width: int = WIDEST_CHART, height: int = 240, is_outrun: bool = False
) -> alt.LayerChart:
    """Draw arrived and finished items a week, each labelled at its end.

    Args:
        data: one row a week: `week_date` (its Monday), `arrived_count`, `finished_count`;
            optional `is_partial` (the week has not ended, left out).
        is_outrun: arrivals outrun finishes; the line of arrivals takes the accent.
    """
    frame = chart_frame(
        data,
        needed={"week_date": "date", "arrived_count": "number", "finished_count": "number"},
        optional={"is_partial": "flag"},
    )
    frame = with_flag(frame, "is_partial").sort_values("week_date")
    frame = frame[~frame["is_partial"]].reset_index(drop=True)
    if frame.empty:
        raise UsageError(NO_WEEK)
    canvas = Canvas(width, height, right=92)
    first, last = iso(frame["week_date"].iloc[0]), iso(frame["week_date"].iloc[-1])
    x = days_x("week_date", first, last, canvas.plot_width)
    highest = frame[list(SERIES)].max().max()
    tones = {"arrived_count": ACCENT if is_outrun else MID, "finished_count": INK}
    lines = [_line(frame, x, highest, name, tones[name]) for name in SERIES]
    labels = [
        EndLabel(value, f"{words} {value:g}", strong(_readable(tones[name])))
        for name, words in SERIES.items()
        for value in [float(frame[name].iloc[-1])]
    ]
    pointer = _pointer(frame, x, highest)
    return canvas.chart(*lines, pointer, *end_labels(canvas, highest, labels))


def _line(frame: pd.DataFrame, x: alt.X, highest: float, name: str, tone: str) -> alt.Chart:
    shown = frame[["week_date", name]].rename(columns={name: "item_count"})
    return (
        alt.Chart(shown)
        .mark_line(color=tone, strokeWidth=2)
        .encode(x=x, y=values_y("item_count", highest))
    )


def _pointer(frame: pd.DataFrame, x: alt.X, highest: float) -> alt.Chart:
    shown = frame.rename(columns={"finished_count": "item_count"})
    return hover(
        alt.Chart(shown)
        .mark_circle(size=180, opacity=0)
        .encode(
            x=x,
            y=values_y("item_count", highest),
            tooltip=[
                alt.Tooltip("week_date:N", title="week of"),
                alt.Tooltip("arrived_count:Q", title="arrived"),
                alt.Tooltip("item_count:Q", title="finished"),
            ],
        )
    )


def _readable(tone: str) -> str:
    """Return the ink of a label: a quiet line has a dark one."""
    return INK if tone == MID else tone
