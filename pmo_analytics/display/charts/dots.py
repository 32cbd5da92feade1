"""Many dots made few: beyond 400 a dot stands for several items and is as large as their number."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from pmo_analytics.display.charts.frames import MOST_MARKS

WEEK = 7


def counted_dots(data: Any, *, date: str, value: str, most: int = MOST_MARKS) -> pd.DataFrame:
    """Gather items into dots of counts, coarse enough that there are `most` at most.

    Grain: one row a dot, at the Monday of its weeks and the middle of its values, with `dot_count`,
    the number of items it stands for. Say in the subtitle that dots are counts.

    Args:
        data: one row an item.
        date: the column of days.
        value: the column of numbers.
    """
    frame = pd.DataFrame(getattr(data, "frame", data))[[date, value]].dropna()
    days = pd.to_datetime(frame[date])
    step = 1
    dots = _gathered(days, frame[value], step)
    while len(dots) > most:
        step *= 2
        dots = _gathered(days, frame[value], step)
    return dots.rename(columns={"day": date, "value": value})


def dot_area(dot_count: int) -> float:
    """Return the area of a dot that stands for so many items."""
    return round(20 + 16 * math.sqrt(dot_count - 1), 1)


def _gathered(days: pd.Series, values: pd.Series, step: int) -> pd.DataFrame:
    monday = days - pd.to_timedelta(days.dt.day_of_week, unit="D")
    weeks = (monday - monday.min()).dt.days // WEEK // step * step * WEEK
    low = values // step * step
    frame = pd.DataFrame({"day": monday.min() + pd.to_timedelta(weeks, unit="D"), "value": low})
    dots = frame.groupby(["day", "value"]).size().rename("dot_count").reset_index()
    dots["value"] = dots["value"] + (step - 1) / 2
    dots["day"] = dots["day"].dt.strftime("%Y-%m-%d")
    return dots
