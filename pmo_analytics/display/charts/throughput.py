"""Items finished a week against their normal range, large enough to read values."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from pmo_analytics.display.charts.axes import days_x, iso, values_y
from pmo_analytics.display.charts.canvas import Canvas, by_width, strong
from pmo_analytics.display.charts.labels import EndLabel, end_labels
from pmo_analytics.display.charts.weekly import band_layers, line_layers, weekly_frame
from pmo_analytics.display.theme import ACCENT, INK, WIDEST_CHART

HEADROOM = 1.15  # of the upper end of the range: one that fills the plot is not seen to end


def throughput(
    data: Any,
    *,
    width: int = WIDEST_CHART,
    height: int = 240,
    mean: float | None = None,
    lower: float | None = None,
    upper: float | None = None,
    mean_text: str = "",
    has_ended: bool = False,
) -> alt.LayerChart:
    """Draw items finished a week; the normal range behind, signals in the accent.

    Args:
        data: one row a week: `week_date` (its Monday), `finished_count`; optional `is_signal`
            (the week is a signal) and `is_partial` (the week has not ended, left out).
        mean: of the normal range, items a week; None draws no band.
        lower: end of the normal range.
        upper: end of the normal range.
        mean_text: the mean as sentences write it.
        has_ended: no week follows the last, so its value is not named.
    """
    frame = weekly_frame(data)
    canvas = Canvas(width, height, right=by_width(width, wide=124, narrow=118))
    first, last = iso(frame["week_date"].iloc[0]), iso(frame["week_date"].iloc[-1])
    highest = max(frame["finished_count"].max(), 0 if upper is None else upper * HEADROOM)
    x = days_x("week_date", first, last, canvas.plot_width)
    y = values_y("finished_count", highest)
    band: list[alt.Chart] = []
    labels = [] if has_ended else [_last_value(frame)]
    if mean is not None and lower is not None and upper is not None:
        band = band_layers(canvas, y, mean=mean, lower=lower, upper=upper)
        labels.append(EndLabel(mean, f"mean {mean_text or format(mean, '.1f')}"))
        labels.append(EndLabel(upper, f"normal {lower:.0f} to {upper:.0f}"))
    return canvas.chart(*band, *line_layers(x, y, frame), *end_labels(canvas, highest, labels))


def _last_value(frame: pd.DataFrame) -> EndLabel:
    last = frame.iloc[-1]
    value = float(last["finished_count"])
    return EndLabel(value, f"{value:g} last week", strong(ACCENT if last["is_signal"] else INK))
