"""Scope and finished work to date, and the area in which the finish will fall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import altair as alt
import pandas as pd

from pmo_analytics.display.charts.axes import days_x, iso, on_field, top_of, values_y
from pmo_analytics.display.charts.canvas import (
    Canvas,
    by_width,
    dot_at,
    label_width,
    line_at,
    strong,
    text_at,
)
from pmo_analytics.display.charts.frames import chart_frame
from pmo_analytics.display.charts.labels import LINE_HEIGHT
from pmo_analytics.display.dates import TimeScale, short_day
from pmo_analytics.display.theme import ACCENT, INK, WIDEST_CHART

WIDE_HEIGHT, NARROW_HEIGHT = 400, 350
RANGE_DOWN = 34  # pixels below the plot, where baseline and forecast are named
WORDS_DOWN = 52
BAR = 8  # pixels of an upright bar, above and below the range
ROOM_FOR_WORDS = 30  # pixels between two lines that a label needs to stand between them


@dataclass(frozen=True)
class _Forecast:
    """The days that matter after today, each None where it is not known."""

    as_of: date
    baseline: date | None
    early: date | None
    likely: date | None
    sure: date | None

    @property
    def tone(self) -> str:
        """Return the accent only where the likely finish is after the baseline."""
        is_late = self.likely and self.baseline and self.likely > self.baseline
        return ACCENT if is_late else INK

    @property
    def days(self) -> list[date]:
        """Return all known days."""
        known = (self.as_of, self.baseline, self.early, self.likely, self.sure)
        return [day for day in known if day]


def burn_up(
    data: Any,
    *,
    as_of: str,
    width: int = WIDEST_CHART,
    height: int | None = None,
    baseline_date: str | None = None,
    early_date: str | None = None,
    likely_date: str | None = None,
    sure_date: str | None = None,
    baseline_label: str = "",
    likely_label: str = "",
    sure_label: str = "",
) -> alt.LayerChart:
    """Draw items in scope and items finished, and the forecast to the end of today's scope.

    Args:
        data: one row a day or week: `date`, `scope_count`, `finished_count`.
        height: default by width; a phone and a printed column get a lower one.
        as_of: the day the forecast starts, as ISO text like all dates here.
        baseline_date: the finish that was promised.
        early_date: 15% of the futures end by then; the area opens here.
        likely_date: half of the futures end by then.
        sure_date: 85% of the futures end by then; the area closes here.
        baseline_label: in the date style of the portfolio; default "baseline 18 Dec".
        likely_label: likewise.
        sure_label: likewise.
    """
    frame = chart_frame(
        data, needed={"date": "date", "scope_count": "number", "finished_count": "number"}
    ).sort_values("date")
    days = [
        iso(day) if day else None for day in (baseline_date, early_date, likely_date, sure_date)
    ]
    forecast = _Forecast(iso(as_of), *days)
    tall = by_width(width, wide=WIDE_HEIGHT, narrow=NARROW_HEIGHT)
    canvas = Canvas(
        width,
        height or tall,
        left=34,
        right=by_width(width, wide=104, narrow=72),
        top=34,
        bottom=80,
    )
    first = min(iso(frame["date"].iloc[0]), forecast.as_of)
    span = TimeScale(first, max(forecast.days), 0, canvas.plot_width)
    x = days_x("date", span.first, span.last, canvas.plot_width)
    highest = frame[["scope_count", "finished_count"]].max().max()
    named = {"baseline": baseline_label, "likely": likely_label, "85% sure": sure_label}
    return canvas.chart(
        *_cone(frame, forecast, x, highest),
        *_history(frame, x, highest),
        *_history_words(canvas, frame, forecast, span, highest),
        *_today(canvas, forecast, span),
        *_finish(canvas, frame, forecast, span, highest),
        *_finish_words(canvas, forecast, span, named),
    )


def _history(frame: pd.DataFrame, x: alt.X, highest: float) -> list[alt.Chart]:
    base = alt.Chart(frame)
    line = {"color": INK, "strokeWidth": 2}
    tooltip = [alt.Tooltip(name) for name in ("date:N", "scope_count:Q", "finished_count:Q")]
    return [
        base.mark_line(interpolate="step-after", **line).encode(
            x=x, y=values_y("scope_count", highest)
        ),
        base.mark_line(**line).encode(x=x, y=values_y("finished_count", highest)),
        alt.Chart(frame.iloc[[-1]])
        .mark_circle(color=INK, size=44, opacity=1)
        .encode(x=x, y=values_y("finished_count", highest), tooltip=tooltip),
    ]


def _cone(frame: pd.DataFrame, forecast: _Forecast, x: alt.X, highest: float) -> list[alt.Chart]:
    """Draw the area between the early and the sure date, and the line of half the futures."""
    early, likely, sure = forecast.early, forecast.likely, forecast.sure
    if likely is None or sure is None:
        return []
    done, scope = (float(frame[name].iloc[-1]) for name in ("finished_count", "scope_count"))
    start = early or likely
    passed = (start - forecast.as_of).days / max(1, (sure - forecast.as_of).days)
    area = pd.DataFrame(
        {
            "date": [day.isoformat() for day in (forecast.as_of, start, sure)],
            "lower": [done, done + (scope - done) * passed, scope],
            "upper": [done, scope, scope],
        }
    )
    line = pd.DataFrame(
        {"date": [forecast.as_of.isoformat(), likely.isoformat()], "half": [done, scope]}
    )
    return [
        alt.Chart(area)
        .mark_area(color=forecast.tone, opacity=0.15)
        .encode(x=x, y=values_y("lower", highest), y2=alt.Y2("upper")),
        alt.Chart(line)
        .mark_line(color=forecast.tone, strokeWidth=2)
        .encode(x=on_field(x, "date"), y=values_y("half", highest)),
    ]


def _history_words(
    canvas: Canvas, frame: pd.DataFrame, forecast: _Forecast, span: TimeScale, highest: float
) -> list[alt.Chart]:
    """Name both lines where they start and end, clear of each other."""
    first, last = frame.iloc[0], frame.iloc[-1]
    today = span.x(iso(last["date"]))
    places = frame.assign(x=[span.x(iso(day)) for day in frame["date"]])
    scope_words = f"{first['scope_count']:g} items in scope"
    if first["scope_count"] != last["scope_count"]:  # of another day than the number at the right
        scope_words += f" on {_day_of(iso(first['date']), iso(last['date']))}"
    above = places[places["x"] < 4 + label_width(scope_words)]
    down = _down(canvas, above["scope_count"].min(), highest) + 13
    done = _down(canvas, above["finished_count"].max(), highest)
    if done < down + LINE_HEIGHT / 2:  # the words would lie on the line of what is finished
        scope_words = f"{first['scope_count']:g}"
    words = [
        text_at(4, down, scope_words, **strong()),
        _finished_words(canvas, places, today, highest, [span.x(day) for day in forecast.days]),
    ]
    if first["scope_count"] != last["scope_count"]:
        scope = _down(canvas, last["scope_count"], highest) - 11
        text = f"{last['scope_count']:g}"
        words.append(text_at(today - 6, scope, text, **{**strong(), "align": "right"}))
    return words


def _day_of(day: date, last: date) -> str:
    return short_day(day) if day.year == last.year else f"{short_day(day)} {day.year}"


def _finished_words(
    canvas: Canvas, places: pd.DataFrame, today: float, highest: float, uprights: list[float]
) -> alt.Chart:
    """Name the finished items left above their end, or below it where the scope is too near.

    Below they stand at the right, or under the line at the left where a day is drawn there.
    """
    text = f"{places['finished_count'].iloc[-1]:g} finished"
    done = _down(canvas, places["finished_count"].iloc[-1], highest)
    beside = places["x"] > today - 9 - label_width(text)
    scope = _down(canvas, places.loc[beside, "scope_count"].min(), highest)
    left = {**strong(), "align": "right"}
    if done - scope >= ROOM_FOR_WORDS:
        return text_at(today - 9, done - 9, text, **left)
    under = _down(canvas, places.loc[beside, "finished_count"].min(), highest) + 14
    room = 9 + label_width(text)
    crossed_right, crossed_left = (
        any(0 < side * (x - today) < room for x in uprights) for side in (1, -1)
    )
    has_room = under < canvas.plot_height - LINE_HEIGHT / 2
    if crossed_right and not crossed_left and has_room:
        return text_at(today - 9, under, text, **left)
    return text_at(today + 8, done + 14, text, **strong())


def _down(canvas: Canvas, value: float, highest: float) -> float:
    return canvas.plot_height * (1 - value / top_of(highest))


def _today(canvas: Canvas, forecast: _Forecast, span: TimeScale) -> list[alt.Chart]:
    x = span.x(forecast.as_of)
    return [
        line_at(x, -12, x, canvas.plot_height, color=INK, strokeDash=[2, 3]),
        text_at(x, -22, short_day(forecast.as_of), **{**strong(), "align": "center"}),
    ]


def _finish(
    canvas: Canvas, frame: pd.DataFrame, forecast: _Forecast, span: TimeScale, highest: float
) -> list[alt.Chart]:
    """Draw baseline, likely date and 85% date through the plot, and the range below it."""
    down = canvas.plot_height + RANGE_DOWN
    scope = _down(canvas, frame["scope_count"].iloc[-1], highest)
    layers = []
    if forecast.likely and forecast.sure:
        likely, sure = span.x(forecast.likely), span.x(forecast.sure)
        today = span.x(forecast.as_of)
        layers += [
            line_at(today, scope, sure + 8, scope, color=INK, strokeDash=[2, 3]),
            *_upright(canvas, likely, scope, down, strokeWidth=1),
            *_upright(canvas, sure, scope, down, strokeWidth=1),
            line_at(likely, down, sure, down, color=forecast.tone, strokeWidth=6),
            *(dot_at(likely, y, color=forecast.tone, size=90) for y in (scope, down)),
        ]
    if forecast.baseline:
        x = span.x(forecast.baseline)
        layers += _upright(canvas, x, -6, down + BAR, color=INK, strokeWidth=2)
    return layers


def _upright(canvas: Canvas, x: float, top: float, end: float, **look: Any) -> list[alt.Chart]:
    """Draw a day through the plot and through the range below, not through the months between."""
    below = canvas.plot_height + RANGE_DOWN - BAR
    return [line_at(x, top, x, canvas.plot_height, **look), line_at(x, below, x, end, **look)]


def _finish_words(
    canvas: Canvas, forecast: _Forecast, span: TimeScale, named: dict[str, str]
) -> list[alt.Chart]:
    """Name the three dates so that none can touch another: baseline beside, the others below."""
    layers = []
    look = strong(forecast.tone)
    if forecast.baseline:
        text = named["baseline"] or f"baseline {short_day(forecast.baseline)}"
        layers.append(_baseline_words(canvas, forecast, span, text))
    if forecast.likely and forecast.sure:
        likely = named["likely"] or f"likely {short_day(forecast.likely)}"
        sure = named["85% sure"] or f"85% sure {short_day(forecast.sure)}"
        end = span.x(forecast.likely) + 6
        edge = canvas.plot_width + canvas.right
        start = min(span.x(forecast.sure) - 2, edge - label_width(sure))
        down = canvas.plot_height + WORDS_DOWN
        lower = down + (LINE_HEIGHT if start < end + LINE_HEIGHT / 2 else 0)
        layers += [
            text_at(end, down, likely, **{**look, "align": "right"}),
            text_at(start, lower, sure, **look),
        ]
    return layers


def _baseline_words(canvas: Canvas, forecast: _Forecast, span: TimeScale, text: str) -> alt.Chart:
    """Name the baseline on the side where the forecast is not, and where there is room."""
    x, down = span.x(forecast.baseline), canvas.plot_height + RANGE_DOWN
    start = max([x, *(span.x(day) for day in (forecast.sure,) if day)]) + 9
    has_room = start + label_width(text) <= canvas.plot_width + canvas.right
    if forecast.tone == ACCENT or not has_room:
        left = min([x, *(span.x(day) for day in (forecast.likely,) if day)]) - 8
        return text_at(left, down, text, **{**strong(), "align": "right"})
    return text_at(start, down, text, **strong())
