"""Days of all projects on one time axis: where each is to end, and below it what falls due."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import altair as alt
import pandas as pd

from pmo_analytics.display.charts.axes import days_x, iso
from pmo_analytics.display.charts.canvas import (
    SLACK,
    Canvas,
    by_width,
    fitting,
    label_width,
    line_at,
    strong,
    text_at,
)
from pmo_analytics.display.charts.frames import chart_frame, with_flag
from pmo_analytics.display.theme import (
    ACCENT,
    INK,
    MID,
    PAPER,
    RULE,
    SMALL_LABEL_SIZE,
    WIDEST_CHART,
)

NAME_WIDTH = 222  # pixels beside the plot; on a phone names stand above their row
ROW_HEIGHT, NARROW_ROW_HEIGHT = 48, 66
FINISH_PLACE, DUE_PLACE = 15, 35  # pixels below the top of a row, of its two lines
NAME_PLACE = 12  # of the name above them, on a phone
KEY_HEIGHT, KEY_GAP = 20, 16
ROOM_DAYS = 12
LABEL_GAP = 9
SIGN = 6  # pixels of a mark, right and left of its day
BAR = 9  # pixels of the upright bar, above and below its line
# What stands for what: a shape of Vega, its area, and the word in the key.
SHAPES = {
    "baseline": ("", 0, "baseline"),
    "reported": ("circle", 100, "reported"),
    "likely": ("circle", 70, "likely, line to 85% sure"),
    "milestone": ("triangle-up", 70, "milestone"),
    "gate": ("diamond", 80, "stage gate"),
    "handover": ("square", 60, "needed of others"),
    "overdue": ("diamond", 80, "filled: overdue"),
}
DUE = ("milestone", "gate", "handover")
FILLED = ("likely", "overdue")


def roadmap(
    data: Any, *, width: int = WIDEST_CHART, height: int = 0, as_of: str = ""
) -> alt.LayerChart:
    """Draw a row a project: upright bar baseline, ring reported, dot likely, thick line to sure.

    The likely range takes the accent where it begins after the baseline. Below it stand milestones,
    stage gates and what is needed of other projects: filled where overdue, named where there is
    room.

    Args:
        data: one row a day: `project`, `kind_name` (baseline, reported, likely, sure, milestone,
            gate or handover), `mark_date`; optional `mark_name`, `is_overdue`.
        height: 0 gives each project the same room.
        as_of: the day of the report, a dotted line through all rows.
    """
    needed = {"project": "text", "kind_name": "text", "mark_date": "date"}
    optional = {"mark_name": "text", "is_overdue": "flag"}
    frame = with_flag(chart_frame(data, needed=needed, optional=optional), "is_overdue")
    names = list(dict.fromkeys(frame["project"]))
    keys = _keys(frame, width)
    row_height = by_width(width, wide=ROW_HEIGHT, narrow=NARROW_ROW_HEIGHT)
    top = 8 + KEY_HEIGHT * (1 + max(line for line, *_ in keys))
    canvas = Canvas(
        width,
        height or top + 28 + row_height * len(names),
        left=by_width(width, wide=NAME_WIDTH, narrow=10),
        right=18,
        top=top,
    )
    span = _span(frame, as_of)
    placed = _placed(frame, names, canvas, span)
    return canvas.chart(
        *_rows(canvas, names),
        *_today(canvas, as_of, span),
        *_ranges(placed),
        _points(placed, canvas, days_x("mark_date", *span, canvas.plot_width)),
        *_labels(placed, canvas),
        *_key_layers(keys, canvas),
    )


def _span(frame: pd.DataFrame, as_of: str) -> tuple[date, date]:
    days = [*map(iso, frame["mark_date"]), *([iso(as_of)] if as_of else [])]
    room = timedelta(days=ROOM_DAYS)
    return min(days) - room, max(days) + room


def _passed(day: str, span: tuple[date, date]) -> float:
    return (iso(day) - span[0]).days / (span[1] - span[0]).days


def _placed(
    frame: pd.DataFrame, names: list[str], canvas: Canvas, span: tuple[date, date]
) -> pd.DataFrame:
    """Give each day its place in pixels and its look."""
    row_height = canvas.plot_height / len(names)
    lower = NAME_PLACE + 6 if canvas.is_narrow else 0
    days = {
        kind: dict(zip(rows["project"], rows["mark_date"], strict=True))
        for kind, rows in frame.groupby("kind_name")
    }
    baselines = days.get("baseline", {})
    late = {name for name, day in days.get("likely", {}).items() if day > baselines.get(name, day)}
    is_late = frame["project"].isin(late) & frame["kind_name"].isin(("likely", "sure"))
    tone = is_late.map({True: ACCENT, False: INK})
    is_filled = frame["is_overdue"] | frame["kind_name"].isin(FILLED)
    line = frame["kind_name"].isin(DUE).map({True: DUE_PLACE, False: FINISH_PLACE})
    return frame.assign(
        across=[canvas.plot_width * _passed(day, span) for day in frame["mark_date"]],
        down=[names.index(name) * row_height + lower for name in frame["project"]] + line,
        tone=tone,
        inside=tone.where(is_filled, PAPER),
    )


def _rows(canvas: Canvas, names: list[str]) -> list[alt.Chart]:
    """Name the rows, and rule them off."""
    row_height, left = canvas.plot_height / len(names), 2 - canvas.left
    room = canvas.plot_width if canvas.is_narrow else canvas.left - LABEL_GAP
    below = NAME_PLACE if canvas.is_narrow else FINISH_PLACE
    layers = []
    for place, name in enumerate(names):
        top = place * row_height
        layers.append(line_at(left, top, canvas.plot_width, top, color=RULE))
        layers.append(text_at(left, top + below, fitting(name, room), **strong()))
    return layers


def _today(canvas: Canvas, as_of: str, span: tuple[date, date]) -> list[alt.Chart]:
    if not as_of:
        return []
    place = canvas.plot_width * _passed(as_of, span)
    return [line_at(place, 0, place, canvas.plot_height, color=MID, strokeDash=[2, 3])]


def _ranges(placed: pd.DataFrame) -> list[alt.Chart]:
    """Draw each baseline as an upright bar, and a thick line from the likely to the sure day."""
    at = {
        kind: {row["project"]: row for row in rows.to_dict("records")}
        for kind, rows in placed.groupby("kind_name")
    }
    layers = []
    for name, sure in at.get("sure", {}).items():
        if likely := at.get("likely", {}).get(name):
            ends = likely["across"], likely["down"], sure["across"], sure["down"]
            layers.append(line_at(*ends, color=sure["tone"], strokeWidth=5))
    return [*layers, *(_bar(row["across"], row["down"]) for row in at.get("baseline", {}).values())]


def _bar(across: float, down: float) -> alt.Chart:
    return line_at(across, down - BAR, across, down + BAR, color=INK, strokeWidth=2)


def _points(placed: pd.DataFrame, canvas: Canvas, x: alt.X) -> alt.Chart:
    """Draw a mark a day."""
    scale = alt.Scale(domain=[0, canvas.plot_height], range=[0, canvas.plot_height], nice=False)
    shown = placed.assign(
        shape=[SHAPES.get(kind, ("circle",))[0] or "circle" for kind in placed["kind_name"]],
        area=[SHAPES[kind][1] if kind in SHAPES else 0 for kind in placed["kind_name"]],
    )
    names = ("project", "kind_name", "mark_name", "mark_date")
    return (
        alt.Chart(shown[shown["area"] > 0])
        .mark_point(opacity=1, strokeWidth=1.6)
        .encode(
            x=x,
            y=alt.Y("down:Q", scale=scale, axis=None),
            shape=alt.Shape("shape:N", scale=None),
            size=alt.Size("area:Q", scale=None),
            stroke=alt.Stroke("tone:N", scale=None),
            fill=alt.Fill("inside:N", scale=None),
            tooltip=[alt.Tooltip(f"{name}:N") for name in names if name in placed],
        )
    )


def _labels(placed: pd.DataFrame, canvas: Canvas) -> list[alt.Chart]:
    """Name what falls due where a row has room for the whole name; the table names all.

    What is overdue goes first, then gates, then the soonest; right of its mark, else left of it.
    """
    if canvas.is_narrow or "mark_name" not in placed:
        return []
    layers = []
    due = placed[placed["kind_name"].isin(DUE)].assign(is_gate=placed["kind_name"] == "gate")
    order = {"by": ["is_overdue", "is_gate", "across"], "ascending": [False, False, True]}
    for _, row in due.sort_values(**order, kind="stable").groupby("down"):
        taken = [(across - SIGN, across + SIGN) for across in row["across"]]
        for mark in row.to_dict("records"):
            if found := _label_place(mark, taken, canvas):
                align, start, end = found
                taken.append((start, end))
                x, look = start if align == "left" else end, {"fontSize": SMALL_LABEL_SIZE}
                layers.append(text_at(x, mark["down"], mark["mark_name"], align=align, **look))
    return layers


def _label_place(
    mark: dict[str, Any], taken: list[tuple[float, float]], canvas: Canvas
) -> tuple[str, float, float] | None:
    """Return how a name is aligned, its start and its end; None where nothing is free for it."""
    at, room = mark["across"], label_width(mark["mark_name"], SMALL_LABEL_SIZE) / SLACK
    for align, start in (("left", at + LABEL_GAP), ("right", at - LABEL_GAP - room)):
        end = start + room
        is_inside = start >= -canvas.left and end <= canvas.plot_width + canvas.right
        if is_inside and all(end <= low or high <= start for low, high in taken):
            return align, start, end
    return None


def _keys(frame: pd.DataFrame, width: int) -> list[tuple[int, int, str]]:
    """Place the key of each kind that is drawn: its line, its distance from the left, its kind."""
    line, across, found = 0, 0, []
    present = {*frame["kind_name"], *(["overdue"] if frame["is_overdue"].any() else [])}
    for kind in (kind for kind in SHAPES if kind in present):
        needed = LABEL_GAP + label_width(SHAPES[kind][2], SMALL_LABEL_SIZE)
        if across and across + needed > width - KEY_GAP:
            line, across = line + 1, 0
        found.append((line, across, kind))
        across += needed + KEY_GAP
    return found


def _key_layers(keys: list[tuple[int, int, str]], canvas: Canvas) -> list[alt.Chart]:
    layers = []
    for line, across, kind in keys:
        shape, area, words = SHAPES[kind]
        x = across + 8 - canvas.left
        y = KEY_HEIGHT * (line + 0.5) - canvas.top
        layers.append(_bar(x, y) if not shape else _sign(x, y, shape, area, kind in FILLED))
        layers.append(text_at(x + LABEL_GAP, y, words, fontSize=SMALL_LABEL_SIZE))
    return layers


def _sign(x: float, y: float, shape: str, area: int, is_filled: bool) -> alt.Chart:
    point = alt.Chart(alt.Data(values=[{}])).mark_point(
        shape=shape,
        size=area,
        opacity=1,
        stroke=INK,
        strokeWidth=1.6,
        fill=INK if is_filled else PAPER,
    )
    return point.encode(alt.XValue(x), alt.YValue(y))
