"""What the two charts of pace share: the band, its mean, the quiet line, and points in signal."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from pmo_analytics.display.charts.axes import on_field
from pmo_analytics.display.charts.canvas import Canvas, hover
from pmo_analytics.display.charts.frames import chart_frame, with_flag
from pmo_analytics.display.theme import ACCENT, BAND, BAND_3, INK, MID
from pmo_analytics.errors import UsageError

NO_WEEK = "The chart has nothing to draw: no week has ended yet."


def weekly_frame(data: Any) -> pd.DataFrame:
    """Take week, count and signal out of the data, in order of week, partial weeks left out.

    Raises:
        UsageError: no week is whole.
    """
    frame = chart_frame(
        data,
        needed={"week_date": "date", "finished_count": "number"},
        optional={"is_signal": "flag", "is_partial": "flag"},
    )
    frame = with_flag(with_flag(frame, "is_signal"), "is_partial").sort_values("week_date")
    whole = frame[~frame["is_partial"]].reset_index(drop=True)
    if whole.empty:
        raise UsageError(NO_WEEK)
    run = (whole["is_signal"] != whole["is_signal"].shift()).cumsum()
    words = whole["week_date"] + ": " + whole["finished_count"].map("{:g}".format)
    return whole.assign(signal_run=run, words=words)


def band_layers(
    canvas: Canvas, y: alt.Y, *, mean: float, lower: float, upper: float
) -> list[alt.Chart]:
    """Draw the normal range behind the weeks; its mean, and its ends above zero, as thin lines."""
    band = pd.DataFrame({"lower": [lower], "upper": [upper], "mean": [mean]})
    base = alt.Chart(band).encode(alt.XValue(0), alt.X2Value(canvas.plot_width))
    line = base.mark_rule(color=BAND_3, strokeWidth=1)
    return [
        base.mark_rect(color=BAND).encode(y=on_field(y, "lower"), y2=alt.Y2("upper")),
        *(line.encode(y=on_field(y, name)) for name in band.columns if band[name].iloc[0] > 0),
    ]


def line_layers(x: alt.X, y: alt.Y, frame: pd.DataFrame) -> list[alt.Chart]:
    """Draw the weeks: quiet, the points in signal and what joins them in the accent."""
    base = alt.Chart(frame).encode(x=x, y=y)
    signal = alt.Chart(frame[frame["is_signal"]]).encode(x=x, y=y)
    last = frame.iloc[[-1]]
    tone = ACCENT if bool(last["is_signal"].iloc[0]) else INK
    return [
        base.mark_line(color=MID, strokeWidth=1.6),
        signal.mark_line(color=ACCENT, strokeWidth=2.2).encode(detail=alt.Detail("signal_run:N")),
        signal.mark_circle(color=ACCENT, size=30, opacity=1),
        alt.Chart(last).mark_circle(color=tone, size=40, opacity=1).encode(x=x, y=y),
        hover(
            base.mark_circle(size=180, opacity=0).encode(
                tooltip=[alt.Tooltip("words:N", title="week of")]
            )
        ),
    ]
