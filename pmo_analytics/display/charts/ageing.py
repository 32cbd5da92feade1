"""How old the items in progress are, stage by stage, against how old finished items were."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from pmo_analytics.display.charts.axes import top_of, values_y
from pmo_analytics.display.charts.canvas import (
    Canvas,
    by_width,
    label_width,
    line_at,
    lines_of,
    strong,
    text_at,
)
from pmo_analytics.display.charts.dots import dot_area
from pmo_analytics.display.charts.frames import MOST_MARKS, chart_frame, with_flag
from pmo_analytics.display.charts.labels import LINE_HEIGHT, spread
from pmo_analytics.display.theme import ACCENT, INK_2, PAPER, SMALL_LABEL_SIZE, column_width

HALF_STAGE = 0.47  # of the distance between two stages
OFFSETS = (-0.26, 0.02, 0.28, -0.12, 0.16)  # dots of one stage, side by side
DOT_SCALE = 4  # items in progress are few: larger dots than those of finished items
OLD_OFFSET = -0.4  # old items stand left of them, with room for their keys
MOST_LABELS = 6  # a stage; the board below names them all
KEY_SIGN_WIDTH = 7.5  # pixels, with slack for wider fonts
KEY_DISTANCE = 9  # pixels from a dot to its key
HEAD_LINE, HEAD_ROOM, MOST_HEAD_LINES = 14, 30, 2  # pixels of a line and of the counts below


def ageing(
    data: Any,
    *,
    width: int = column_width(7),
    height: int = 340,
    stages: tuple[str, ...] = (),
    counts: tuple[int, ...] = (),
    overall_days: float | None = None,
) -> alt.LayerChart:
    """Draw the age of each item in progress in its stage.

    Args:
        data: one row an item: `stage`, `age_days`; optional `item_key`, `is_old` (older than the
            overall 85%: accent and key). Beyond 400 items dots are gathered by stage and age.
        stages: in the order of the board; default: in the order of the data.
        counts: items in each stage.
        overall_days: the age that 85% of all finished items stayed below.
    """
    frame = _items(data)
    order = list(stages) or list(dict.fromkeys(frame["stage"]))
    right = by_width(width, wide=116, narrow=48)
    heads = _head_lines(order, (width - 30 - right) / max(1, len(order)))
    top = HEAD_ROOM + HEAD_LINE * max((below + len(lines) for lines, below in heads), default=0)
    canvas = Canvas(width, height, left=30, right=right, top=top, bottom=8)
    highest = max(frame["age_days"].max(), overall_days or 0)
    x_scale = alt.Scale(domain=[-0.5, len(order) - 0.5], nice=False)
    x = alt.X("place:Q", scale=x_scale, axis=None)
    placed = _placed(frame, order)
    return canvas.chart(
        *_dot_layers(placed, x, highest),
        *_keys(canvas, placed, len(order), overall_days or 0, highest),
        *_overall(canvas, overall_days, highest),
        *_heads(canvas, heads, counts),
    )


def _items(data: Any) -> pd.DataFrame:
    frame = chart_frame(
        data,
        needed={"stage": "text", "age_days": "number"},
        optional={"item_key": "text", "is_old": "flag", "dot_count": "number"},
    )
    frame = with_flag(frame, "is_old")
    if len(frame) <= MOST_MARKS:
        return frame.assign(dot_count=frame.get("dot_count", 1))
    gathered = frame.groupby(["stage", "age_days", "is_old"], sort=False).size()
    return gathered.rename("dot_count").reset_index().nlargest(MOST_MARKS, "dot_count")


def _placed(frame: pd.DataFrame, order: list[str]) -> pd.DataFrame:
    """Put each dot into its stage, neighbours in age side by side; unknown stages are left out."""
    known = frame[frame["stage"].isin(order)].sort_values(["stage", "age_days"], kind="stable")
    rank = known.groupby("stage").cumcount()
    offset = rank.map(lambda number: OFFSETS[number % len(OFFSETS)])
    stage = known["stage"].map({name: place for place, name in enumerate(order)})
    keys = known["item_key"] if "item_key" in known else known["dot_count"].map("{:g} items".format)
    return known.assign(
        place=stage + offset.where(~known["is_old"], OLD_OFFSET),
        stage_place=stage,
        item=keys,
        area=known["dot_count"].map(lambda number: dot_area(int(number)) * DOT_SCALE),
    )


def _dot_layers(placed: pd.DataFrame, x: alt.X, highest: float) -> list[alt.Chart]:
    y = values_y("age_days", highest)
    tooltip = [alt.Tooltip("item:N"), alt.Tooltip("age_days:Q", title="days")]
    return [
        alt.Chart(placed[placed["is_old"] == is_old])
        .mark_circle(color=tone, opacity=1, stroke=PAPER, strokeWidth=0.8)
        .encode(x=x, y=y, size=alt.Size("area:Q", scale=None), tooltip=tooltip)
        for is_old, tone in ((False, INK_2), (True, ACCENT))
        if (placed["is_old"] == is_old).any()
    ]


def _keys(
    canvas: Canvas, placed: pd.DataFrame, count: int, overall_days: float, highest: float
) -> list[alt.Chart]:
    """Name the old items of each stage, oldest first, clear of each other and of the line below."""
    old = placed[placed["is_old"]]
    if "item_key" not in placed or old.empty:
        return []
    named = old.sort_values("age_days", ascending=False).groupby("stage_place").head(MOST_LABELS)
    stage_width = canvas.plot_width / count
    line = canvas.plot_height * (1 - overall_days / top_of(highest))
    room = stage_width * (0.5 - OLD_OFFSET) - KEY_DISTANCE
    layers = []
    for stage, items in named.groupby("stage_place"):
        places = [canvas.plot_height * (1 - age / top_of(highest)) for age in items["age_days"]]
        moved = spread(places, gap=LINE_HEIGHT - 2, high=line - LINE_HEIGHT / 2)
        x = stage_width * (stage + 0.5 + OLD_OFFSET) + KEY_DISTANCE
        layers += [
            text_at(x, place, _key(key, age, room), **strong(ACCENT))
            for place, key, age in zip(moved, items["item_key"], items["age_days"], strict=True)
        ]
    return layers


def _key(key: str, age: float, room: float) -> str:
    """Name an item by key and age, or by what of its key has room in its stage."""
    number = key.rpartition("-")[2]
    return next(
        (text for text in (f"{key}, {age:g} d", key) if len(text) * KEY_SIGN_WIDTH <= room), number
    )


def _overall(canvas: Canvas, days: float | None, highest: float) -> list[alt.Chart]:
    if days is None:
        return []
    y = canvas.plot_height * (1 - days / top_of(highest))
    line = line_at(0, y, canvas.plot_width, y, strokeDash=[2, 3], color=INK_2)
    x = canvas.plot_width + 6
    if canvas.is_narrow:
        return [line, text_at(x, y, f"{days:g} d", **strong())]
    return [
        line,
        text_at(x, y - 7, "85% of all", **strong()),
        text_at(x, y + 8, f"items: {days:g} days", **strong()),
    ]


def _head_lines(order: list[str], room: float) -> list[tuple[list[str], int]]:
    """Return the lines of the name of each stage, and how many stand between them and its count.

    Where a word is wider than its stage, names stand in two rows by turns, each as wide as two.
    """
    longest = max((word for stage in order for word in stage.split()), key=len, default="")
    is_wide = label_width(longest, SMALL_LABEL_SIZE) > room
    space = 2 * room if is_wide else room
    names = [lines_of(stage, space, SMALL_LABEL_SIZE, MOST_HEAD_LINES) for stage in order]
    below = max(map(len, names[::2]), default=0) * is_wide
    return [(lines, below * (place % 2)) for place, lines in enumerate(names)]


def _heads(
    canvas: Canvas, heads: list[tuple[list[str], int]], counts: tuple[int, ...]
) -> list[alt.Chart]:
    """Write stage and count above each stage."""
    layers = []
    name = {**strong(), "align": "center", "fontSize": SMALL_LABEL_SIZE}
    for place, (lines, below) in enumerate(heads):
        x = canvas.plot_width * (place + 0.5) / len(heads)
        count = counts[place] if place < len(counts) else None
        layers += [
            text_at(x, -34 - HEAD_LINE * (below + up), line, **name)
            for up, line in enumerate(reversed(lines))
        ]
        if count is not None:
            words = f"{count}" if canvas.is_narrow else f"{count} item{'s' if count != 1 else ''}"
            layers.append(text_at(x, -18, words, align="center"))
    return layers
