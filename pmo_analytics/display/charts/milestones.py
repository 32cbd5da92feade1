"""Forecast date of each milestone, report by report: flat is stable, rising is slipping."""

from __future__ import annotations

from datetime import date, timedelta
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from pmo_analytics.display.charts.axes import (
    MONTH_LABEL,
    days_scale,
    days_x,
    iso,
    on_field,
)
from pmo_analytics.display.charts.canvas import (
    Canvas,
    by_width,
    label_width,
    strong,
    text_at,
)
from pmo_analytics.display.charts.frames import chart_frame
from pmo_analytics.display.charts.labels import spread
from pmo_analytics.display.dates import month_starts, short_day
from pmo_analytics.display.theme import ACCENT, INK, INK_2, MID, SMALL_LABEL_SIZE, column_width

MOST_LINES = 4
LEAST_REPORT_DISTANCE = 40  # pixels; a month without its year
ROOM = 3  # percent of the dates shown
LABEL_OFFSET = 9  # pixels from a point to its label
REACHED_DOWN = 8  # pixels that keep the label of what was reached off the rising diagonal
NAME_LINES = 3
UNBROKEN = "\u00a0"  # the space at which no line ends


def milestones(
    data: Any, *, width: int = column_width(6), height: int = 320, highlight: str = ""
) -> alt.LayerChart:
    """Draw report date against forecast date; a line that meets the diagonal was reached.

    Args:
        data: one row a milestone and report: `milestone`, `report_date`, `forecast_date`.
        highlight: the one milestone that takes the accent.
    """
    frame = chart_frame(
        data, needed={"milestone": "text", "report_date": "date", "forecast_date": "date"}
    ).sort_values(["milestone", "report_date"], kind="stable")
    canvas = Canvas(width, height, left=52, right=by_width(width, wide=184, narrow=140), bottom=46)
    reports = iso(frame["report_date"].min()), iso(frame["report_date"].max())
    forecasts = [iso(day) for day in frame["forecast_date"]]
    span = _padded(min(*forecasts, reports[0]), max(*forecasts, reports[1]))
    x = _report_axis(frame, reports, canvas.plot_width)
    y = _forecast_axis(span)
    rest = frame[frame["milestone"] != highlight]
    ends = frame.groupby("milestone").tail(1)
    return canvas.chart(
        _diagonal(reports, x, y),
        _lines(rest, x, y, INK_2, 1.5),
        _lines(frame[frame["milestone"] == highlight], x, y, ACCENT, 2.2),
        _points(ends, x, y, highlight),
        *_names(canvas, ends, reports, span, highlight),
        text_at(
            canvas.plot_width / 2,
            canvas.plot_height + 36,
            "report date",
            align="center",
            fontSize=SMALL_LABEL_SIZE,
        ),
    )


def _padded(first: date, last: date) -> tuple[date, date]:
    """Leave some room above and below the lines."""
    room = timedelta(days=(last - first).days * ROOM // 100 + 1)
    return first - room, last + room


def _report_axis(frame: pd.DataFrame, reports: tuple[date, date], plot_width: int) -> alt.X:
    """Label the reports themselves where they are few, else the months."""
    x = days_x("report_date", *reports, plot_width)
    days = sorted(set(frame["report_date"]))
    months = {day[:7] for day in days}
    if len(days) * LEAST_REPORT_DISTANCE <= plot_width and len(months) == len(days):
        x.axis = alt.Axis(values=days, labelExpr=MONTH_LABEL)
    return x


def _forecast_axis(span: tuple[date, date]) -> alt.Y:
    ticks = [day.isoformat() for day in month_starts(*span, MOST_LINES)]
    axis = alt.Axis(values=ticks, labelExpr=MONTH_LABEL, grid=True)
    return alt.Y("forecast_date:T", scale=days_scale(*span), axis=axis)


def _lines(frame: pd.DataFrame, x: alt.X, y: alt.Y, tone: str, thickness: float) -> alt.Chart:
    line = alt.Chart(frame).mark_line(color=tone, strokeWidth=thickness)
    return line.encode(x=x, y=y, detail=alt.Detail("milestone:N"))


def _points(ends: pd.DataFrame, x: alt.X, y: alt.Y, highlight: str) -> alt.Chart:
    toned = ends.assign(tone=[ACCENT if name == highlight else INK for name in ends["milestone"]])
    tooltip = [alt.Tooltip("milestone:N"), alt.Tooltip("forecast_date:N")]
    point = alt.Chart(toned).mark_circle(size=40, opacity=1)
    return point.encode(x=x, y=y, color=alt.Color("tone:N", scale=None), tooltip=tooltip)


def _diagonal(reports: tuple[date, date], x: alt.X, y: alt.Y) -> alt.Chart:
    """Draw where report and forecast are the same day."""
    ends = [day.isoformat() for day in reports]
    frame = pd.DataFrame({"report_date": ends, "reached_date": ends})
    line = alt.Chart(frame).mark_line(color=MID, strokeWidth=1, strokeDash=[2, 3])
    return line.encode(x=x, y=on_field(y, "reached_date"))


def _names(
    canvas: Canvas,
    ends: pd.DataFrame,
    reports: tuple[date, date],
    span: tuple[date, date],
    highlight: str,
) -> list[alt.Chart]:
    """Name each line right of its last point: below the diagonal, where no other line runs."""
    days = max(1, (reports[1] - reports[0]).days)
    reached = "reached" if canvas.is_narrow else "dotted line: reached"
    small = {"fontSize": SMALL_LABEL_SIZE}
    named = [(canvas.plot_width, _down(canvas, reports[1], span), reached, small)]
    for _, row in ends.iterrows():
        x = canvas.plot_width * (iso(row["report_date"]) - reports[0]).days / days
        is_reached = iso(row["report_date"]) < reports[1]
        y = _down(canvas, iso(row["forecast_date"]), span) + (REACHED_DOWN if is_reached else 0)
        is_other_year = iso(row["forecast_date"]).year != reports[1].year
        name = _name(canvas, row, x, with_year=is_other_year)
        named.append((x, y, name, _look(row, highlight)))
    lines = [text.count("\n") + 1 for _, _, text, _ in named]
    places = spread([y for _, y, *_ in named], lines=lines, high=canvas.plot_height)
    return [
        text_at(x + LABEL_OFFSET, place, text, lineBreak="\n", **look)
        for place, (x, _, text, look) in zip(places, named, strict=True)
    ]


def _down(canvas: Canvas, day: date, span: tuple[date, date]) -> float:
    return canvas.plot_height * (1 - (day - span[0]).days / max(1, (span[1] - span[0]).days))


def _name(canvas: Canvas, row: pd.Series, x: float, *, with_year: bool) -> str:
    """Name a milestone, and beside a wide drawing its date, on as many lines as that takes."""
    day = short_day(iso(row["forecast_date"]), with_year=with_year).replace(" ", UNBROKEN)
    room = canvas.plot_width + canvas.right - x - LABEL_OFFSET
    signs = max(1, int(room / label_width("m")))
    text = row["milestone"] if canvas.is_narrow else f"{row['milestone']} {day}"
    lines = wrap(text, signs, max_lines=NAME_LINES, placeholder="…")
    return "\n".join(lines).replace(UNBROKEN, " ")


def _look(row: pd.Series, highlight: str) -> dict[str, Any]:
    return strong(ACCENT if row["milestone"] == highlight else INK)
