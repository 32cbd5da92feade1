"""How long finished items took: a dot an item, and the two lines people plan with."""

from __future__ import annotations

from datetime import date
from typing import Any

import altair as alt
import pandas as pd

from pmo_analytics.display.charts.axes import days_x, iso, top_of, values_y
from pmo_analytics.display.charts.canvas import Canvas, strong, text_at
from pmo_analytics.display.charts.dots import counted_dots, dot_area
from pmo_analytics.display.charts.frames import MOST_MARKS, chart_frame
from pmo_analytics.display.charts.labels import EndLabel, end_labels
from pmo_analytics.display.theme import ACCENT, INK, MID, column_width

Days = float | tuple[float, ...] | None

LABEL_LIFT = 9  # pixels above its line


def finished_items(
    data: Any,
    *,
    width: int = column_width(7),
    height: int = 290,
    half_days: Days = None,
    sure_days: Days = None,
    change_date: str = "",
) -> alt.LayerChart:
    """Draw the days each finished item took, by the day it was finished.

    Args:
        data: one row an item: `finished_date`, `cycle_days`; optional `item_key`; or, beyond 400
            items, one row a dot as `counted_dots` makes it, with `dot_count`.
        half_days: half of the items took at most that; two numbers, before and after a change.
        sure_days: 85% of the items took at most that; likewise.
        change_date: the named change at which the lines step.
    """
    frame = _dots(data)
    canvas = Canvas(width, height, left=30, right=92)
    first, last = iso(frame["finished_date"].min()), iso(frame["finished_date"].max())
    x = days_x("finished_date", first, last, canvas.plot_width)
    highest = max([frame["cycle_days"].max(), *_numbers(half_days), *_numbers(sure_days)])
    dots = (
        alt.Chart(frame)
        .mark_circle(color=MID, opacity=0.55)
        .encode(
            x=x,
            y=values_y("cycle_days", highest),
            size=alt.Size("area:Q", scale=None),
            tooltip=[alt.Tooltip("item:N"), alt.Tooltip("cycle_days:Q", title="days")],
        )
    )
    change = iso(change_date) if change_date else None
    lines = _lines(
        canvas, x, highest, span=(first, last), days=(half_days, sure_days), change=change
    )
    return canvas.chart(dots, *lines)


def _dots(data: Any) -> pd.DataFrame:
    frame = chart_frame(
        data,
        needed={"finished_date": "date", "cycle_days": "number"},
        optional={"item_key": "text", "dot_count": "number"},
    )
    if "dot_count" not in frame and len(frame) > MOST_MARKS:
        frame = counted_dots(frame, date="finished_date", value="cycle_days")
    if "dot_count" in frame:
        counts = frame["dot_count"].map("{:g} items".format)
        return frame.assign(item=counts, area=frame["dot_count"].map(dot_area))
    keys = frame["item_key"] if "item_key" in frame else frame["finished_date"]
    return frame.assign(item=keys, area=dot_area(1))


def _lines(
    canvas: Canvas,
    x: alt.X,
    highest: float,
    *,
    span: tuple[date, date],
    days: tuple[Days, Days],
    change: date | None,
) -> list[alt.Chart]:
    """Draw the two lines, stepped only at a named change, the new part in the accent."""
    named = [("85% in", _numbers(days[1])), ("half in", _numbers(days[0]))]
    known = [(words, numbers) for words, numbers in named if numbers]
    now = [(words, numbers[-1]) for words, numbers in known]
    is_stepped = change is not None and all(len(numbers) > 1 for _, numbers in known)
    tone = ACCENT if is_stepped else INK
    labels = [EndLabel(number, f"{words} {number:g} d", strong(tone)) for words, number in now]
    ends = end_labels(canvas, highest, labels, offset=7)
    if not is_stepped:
        return [_rules(x, highest, now, span, tone), *ends] if now else []
    before = [(words, numbers[0]) for words, numbers in known]
    return [
        _rules(x, highest, before, (span[0], change), MID),
        _rules(x, highest, now, (change, span[1]), tone),
        *_words_at_start(canvas, highest, before),
        *ends,
    ]


def _rules(
    x: alt.X, highest: float, lines: list[tuple[str, float]], part: tuple[date, date], tone: str
) -> alt.Chart:
    rows = [(words, day.isoformat(), number) for words, number in lines for day in part]
    frame = pd.DataFrame(rows, columns=["line", "finished_date", "cycle_days"])
    rule = alt.Chart(frame).mark_line(color=tone, strokeWidth=1.6 if tone == MID else 2)
    return rule.encode(x=x, y=values_y("cycle_days", highest), detail=alt.Detail("line:N"))


def _words_at_start(
    canvas: Canvas, highest: float, lines: list[tuple[str, float]]
) -> list[alt.Chart]:
    top = top_of(highest)
    places = [canvas.plot_height * (1 - number / top) - LABEL_LIFT for _, number in lines]
    return [
        text_at(6, place, f"{words} {number:g} d", **strong())
        for place, (words, number) in zip(places, lines, strict=True)
    ]


def _numbers(days: Days) -> tuple[float, ...]:
    if days is None:
        return ()
    return tuple(days) if isinstance(days, tuple | list) else (days,)
