"""Axes: months along the bottom, at most four quiet lines across, every text chosen here."""

from __future__ import annotations

import math
from datetime import date, timedelta
from itertools import count

import altair as alt

from pmo_analytics.display.dates import month_starts

MOST_LINES = 4  # gridlines, the zero line among them; more draw the eye off the data
LEAST_MONTH_DISTANCE = 64
LEAST_DAY_DISTANCE = 72
WEEK = 7

MONTH_LABEL = (
    "utcmonth(datum.value) == 0 ? utcFormat(datum.value, '%b %y') : utcFormat(datum.value, '%b')"
)
DAY_LABEL = "utcFormat(datum.value, '%-d %b')"


def days_x(field: str, first: date, last: date, plot_width: int) -> alt.X:
    """Return a bottom axis of days, with months or, over a short time, weeks labelled."""
    months = month_starts(first, last, max(2, plot_width // LEAST_MONTH_DISTANCE))
    if len(months) > 1:
        ticks, label = months, MONTH_LABEL
    else:
        ticks, label = _week_ticks(first, last, max(1, plot_width // LEAST_DAY_DISTANCE)), DAY_LABEL
    axis = alt.Axis(values=[day.isoformat() for day in ticks], labelExpr=label)
    return alt.X(f"{field}:T", scale=days_scale(first, last), axis=axis)


def days_scale(first: date, last: date) -> alt.Scale:
    """Return a scale of days that stands the same in every time zone; one day gets a width."""
    last = max(last, first + timedelta(days=1))
    return alt.Scale(type="utc", domain=[first.isoformat(), last.isoformat()])


def values_y(field: str, highest: float) -> alt.Y:
    """Return an axis of values from zero, with few round lines."""
    ticks = value_ticks(highest)
    top = max(ticks[-1], highest * 1.04)
    axis = alt.Axis(values=ticks, grid=True, format=",d")
    return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[0, top], nice=False), axis=axis)


def top_of(highest: float) -> float:
    """Return where the axis of `values_y` ends."""
    return max(value_ticks(highest)[-1], highest * 1.04)


def value_ticks(highest: float) -> list[float]:
    """Return round values from zero to the highest, at most four."""
    if highest < 1:
        return [0, 1]
    sizes = (step * 10**power for power in count() for step in (1, 2, 5))
    size = next(size for size in sizes if highest / size < MOST_LINES)
    return [number * size for number in range(math.floor(highest / size) + 1)]


def on_field(channel: alt.X | alt.Y, field: str) -> alt.X | alt.Y:
    """Return the same axis for another field of the same kind."""
    moved = channel.copy()
    moved.shorthand = f"{field}:{channel.shorthand.rpartition(':')[2]}"
    return moved


def iso(text: str) -> date:
    """Read a day of a chart's frame."""
    return date.fromisoformat(text)


def _week_ticks(first: date, last: date, most: int) -> list[date]:
    weeks = max(1, (last - first).days // WEEK + 1)
    step = math.ceil(weeks / most) * WEEK
    return [first + timedelta(days=days) for days in range(0, (last - first).days + 1, step)]
