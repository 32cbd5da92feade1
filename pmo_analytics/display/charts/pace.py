"""The pace of a project in a small panel: is the last week routine, or a signal?"""

from __future__ import annotations

from typing import Any

import altair as alt

from pmo_analytics.display.charts.axes import days_scale, iso
from pmo_analytics.display.charts.canvas import Canvas, line_at, strong, text_at
from pmo_analytics.display.charts.weekly import band_layers, line_layers, weekly_frame
from pmo_analytics.display.dates import month_label
from pmo_analytics.display.theme import ACCENT, INK, INK_2, SMALL_LABEL_SIZE, column_width

HEADROOM = 0.08  # of the range, above and below


def pace(
    data: Any,
    *,
    width: int = column_width(3),
    height: int = 96,
    mean: float | None = None,
    lower: float | None = None,
    upper: float | None = None,
) -> alt.LayerChart:
    """Draw items finished a week as a quiet line on its normal range.

    Args:
        data: one row a week: `week_date` (its Monday), `finished_count`; optional `is_signal`
            (the week is a signal) and `is_partial` (the week has not ended, left out).
        mean: of the normal range, items a week; None draws no band.
        lower: end of the normal range.
        upper: end of the normal range.
    """
    frame = weekly_frame(data)
    canvas = Canvas(width, height, left=2, right=38, top=10, bottom=22)
    first, last = iso(frame["week_date"].iloc[0]), iso(frame["week_date"].iloc[-1])
    x = alt.X("week_date:T", scale=days_scale(first, last), axis=None)
    counts = frame["finished_count"]
    has_band = mean is not None and lower is not None and upper is not None
    low = min(counts.min(), lower if has_band else counts.min())
    high = max(counts.max(), upper if has_band else counts.max())
    room = max(1.0, (high - low)) * HEADROOM
    scale = alt.Scale(domain=[low - room, high + room], nice=False, zero=False)
    y = alt.Y("finished_count:Q", scale=scale, axis=None)
    band = band_layers(canvas, y, mean=mean, lower=lower, upper=upper) if has_band else []
    return canvas.chart(
        *band, *line_layers(x, y, frame), *_words(canvas, frame, (low - room, high + room))
    )


def _words(canvas: Canvas, frame: Any, domain: tuple[float, float]) -> list[alt.Chart]:
    """Write first and last month below, and the last value at the end of the line."""
    low, high = domain
    last = frame.iloc[-1]
    down = canvas.plot_height * (high - last["finished_count"]) / (high - low)
    tone = ACCENT if last["is_signal"] else INK
    quiet = {"fontSize": SMALL_LABEL_SIZE, "fill": INK_2, "baseline": "top"}
    below = canvas.plot_height + 7
    months = [month_label(iso(day)) for day in frame["week_date"].iloc[[0, -1]]]
    look = strong(ACCENT) if last["is_signal"] else {"fill": tone}
    return [
        line_at(0, canvas.plot_height, canvas.plot_width, canvas.plot_height),
        text_at(0, below, months[0], **quiet),
        text_at(canvas.plot_width, below, months[1], **{**quiet, "align": "right"}),
        text_at(
            canvas.plot_width + 8, down, f"{last['finished_count']:g}", **{"fontSize": 15, **look}
        ),
    ]
