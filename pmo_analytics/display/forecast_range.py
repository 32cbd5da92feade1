"""A finish as a range: upright bar = baseline, dot = likely, thick line to its end = 85% sure.

The one encoding of the page for "where will it end", on an axis that all projects share.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from pmo_analytics.content import ForecastRange
from pmo_analytics.display.dates import TimeScale, month_label, short_day
from pmo_analytics.display.markup import Html, html, join

ROW_HEIGHT = 40
AXIS_HEIGHT = 22
LABEL_WIDTH = 54  # of "+104 wk" with slack for a wider font
EDGE = 8
LEAST_TICK_DISTANCE = 62


def shared_scale(forecasts: Iterable[ForecastRange], as_of: date) -> TimeScale | None:
    """Return one time axis that holds every date of the forecasts, None without any date."""
    days = [day for forecast in forecasts for day in _days(forecast)]
    if not days:
        return None
    last = (max(days).replace(day=28) + timedelta(days=4)).replace(day=1)
    return TimeScale(min(as_of, *days), last)


def axis_svg(scale: TimeScale, width: int) -> Html:
    """Draw the months above the ranges."""
    placed = _placed(scale, width)
    months = [_axis_label(placed, day, y=13, tick=(17, AXIS_HEIGHT)) for day in _ticks(placed)]
    return _svg(width, AXIS_HEIGHT, "axis-drawing", join(months))


def range_svg(forecast: ForecastRange, scale: TimeScale, width: int, *, has_axis: bool) -> Html:
    """Draw one finish; with an axis of its own where it stands alone, as on a phone."""
    placed = _placed(scale, width)
    ticks = _ticks(placed)
    lines = [_line("grid", placed.x(day), 2, placed.x(day), ROW_HEIGHT - 4) for day in ticks]
    labels = [_axis_label(placed, day, y=ROW_HEIGHT + 10, tick=None) for day in ticks]
    height = ROW_HEIGHT + (14 if has_axis else 0)
    content = [*lines, *(labels if has_axis else ()), _marks(forecast, placed, width)]
    return _svg(width, height, "range-drawing", join(content))


def range_words(forecast: ForecastRange) -> str:
    """Say a range in words, for who cannot see it."""
    parts = [
        f"{words} {short_day(day, with_year=True)}"
        for words, day in (
            ("baseline", forecast.baseline_date),
            ("likely", forecast.likely_date),
            ("85% sure", forecast.sure_date),
        )
        if day
    ]
    return "; ".join([*parts, *([forecast.label] if forecast.label else [])])


def is_late(forecast: ForecastRange) -> bool:
    """Tell whether the likely finish is after the baseline."""
    if forecast.baseline_date is None or forecast.likely_date is None:
        return False
    return forecast.likely_date > forecast.baseline_date


def _days(forecast: ForecastRange) -> list[date]:
    dates = (forecast.baseline_date, forecast.likely_date, forecast.sure_date)
    return [day for day in dates if day]


def _placed(scale: TimeScale, width: int) -> TimeScale:
    """Leave the right end to the labels: in a column of their own they compare at a glance."""
    return scale.placed(EDGE, width - LABEL_WIDTH)


def _ticks(scale: TimeScale) -> list[date]:
    most = max(2, int((scale.right - scale.left) // LEAST_TICK_DISTANCE) + 1)
    return scale.ticks(most)


def _marks(forecast: ForecastRange, scale: TimeScale, width: int) -> Html:
    middle = 16
    baseline, likely, sure = (
        scale.x(day) if day else None
        for day in (forecast.baseline_date, forecast.likely_date, forecast.sure_date)
    )
    tone = "accent" if is_late(forecast) else "quiet"
    parts: list[Html] = []
    if likely is not None and sure is not None:
        parts.append(
            html(
                '<rect class="sure {}" x="{}" y="{}" width="{:.1f}" height="6"/>',
                tone,
                likely,
                middle - 3,
                max(0.0, sure - likely),
            )
        )
    if baseline is not None:
        parts.append(_line("baseline", baseline, middle - 10, baseline, middle + 10))
    if likely is not None:
        parts.append(
            html('<circle class="likely {}" cx="{}" cy="{}" r="5"/>', tone, likely, middle)
        )
    if forecast.label and parts:
        parts.append(
            html(
                '<text class="label {}" x="{}" y="{}" text-anchor="end">{}</text>',
                tone,
                width,
                middle + 4,
                forecast.label,
            )
        )
    return join(parts)


def _axis_label(scale: TimeScale, day: date, *, y: int, tick: tuple[int, int] | None) -> Html:
    x = scale.x(day)
    side = "start" if x < EDGE + 14 else "middle"
    text = html(
        '<text class="month" x="{}" y="{}" text-anchor="{}">{}</text>',
        x if side == "middle" else x - 2,
        y,
        side,
        month_label(day),
    )
    return text if tick is None else text + _line("axis", x, tick[0], x, tick[1])


def _line(kind: str, x1: float, y1: float, x2: float, y2: float) -> Html:
    return html('<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>', kind, x1, y1, x2, y2)


def _svg(width: int, height: int, kind: str, content: Html) -> Html:
    return html(
        '<svg class="{}" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        ' aria-hidden="true" focusable="false">{}</svg>',
        kind,
        content,
        width=width,
        height=height,
    )
