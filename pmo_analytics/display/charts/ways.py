"""Ways through the board: a row a way, its columns in order, what was skipped and gone back to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from textwrap import wrap
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from pmo_analytics.display.charts.canvas import (
    SIGN_WIDTH,
    STRONG,
    Canvas,
    fitting,
    lines_of,
    signs_in,
    text_at,
)
from pmo_analytics.display.charts.frames import chart_frame, with_flag
from pmo_analytics.display.theme import (
    ACCENT,
    INK,
    INK_2,
    LABEL_SIZE,
    MID,
    PAPER,
    SMALL_LABEL_SIZE,
    WIDEST_CHART,
)

LEAST_COLUMN = 80  # pixels of a column of the board; narrower, and its name would be cut
LINE, STEP = 15, 22  # pixels between lines of a name; between columns that stand below each other
LANE = 17  # pixels between ways back above the same row
DOT, ROOM = 7, 24  # pixels from a dot to what points at it; below a way
MOST_LINES = 3  # of a name
DOT_AREA, ARROW_AREA = 90, 40


class Words(NamedTuple):
    """What is written at a column left out, on a way back and, on a phone, where one ends.

    A way back that was gone once takes the first word, one that was gone twice the second.
    """

    skipped: str
    back: Sequence[str]
    back_to: Sequence[str]


@dataclass(frozen=True)
class Way:
    """A way: the columns of its board, those it came into in order, those it should have."""

    words: Words
    head: str
    stages: tuple[str, ...]
    visits: tuple[int, ...]
    skipped: frozenset[int]

    @property
    def backs(self) -> list[tuple[tuple[int, int], int]]:
        """Return from where to where it went back, and how many times, the shortest first."""
        moves = pairwise(self.visits)
        found = Counter((start, end) for start, end in moves if end < start)
        return sorted(found.items(), key=lambda one: (one[0][0] - one[0][1], one[0]))

    @property
    def steps(self) -> dict[int, bool]:
        """Return after which columns a line goes on, and whether it passes one left out."""
        seen = set(self.visits)
        passed = {at for start, end in pairwise(self.visits) for at in range(start, end)}
        return {at: not {at, at + 1} <= seen for at in sorted(passed)}


@dataclass(frozen=True)
class Drawn:
    """What is put on the sheet, in pixels."""

    lines: list[dict[str, Any]] = field(default_factory=list)
    marks: list[dict[str, Any]] = field(default_factory=list)
    texts: list[alt.Chart] = field(default_factory=list)

    def line(
        self, ends: tuple[float, float, float, float], tone: str = MID, *, dashed: bool = False
    ) -> None:
        """Draw a straight line."""
        names = ("across", "down", "across_end", "down_end")
        self.lines.append({**dict(zip(names, ends, strict=True)), "tone": tone, "dashed": dashed})

    def dot(self, place: tuple[float, float], tone: str, *, inside: str) -> None:
        """Draw the dot or the ring of a column."""
        self._mark(place, "circle", DOT_AREA, tone=tone, inside=inside)

    def arrow(self, place: tuple[float, float], points_to: str) -> None:
        """Draw the head of a way back."""
        self._mark(place, f"triangle-{points_to}", ARROW_AREA, tone=ACCENT, inside=ACCENT)

    def _mark(self, place: tuple[float, float], shape: str, area: int, **tones: str) -> None:
        across, down = place
        self.marks.append({"across": across, "down": down, "shape": shape, "area": area, **tones})


def ways(
    data: Any,
    *,
    width: int = WIDEST_CHART,
    skipped_words: str = "",
    back_words: Sequence[str] = (),
    back_to_words: Sequence[str] = (),
) -> alt.LayerChart:
    """Draw a row a way: a dot where items came into a column, a ring where they did not.

    A column that the declared way asks for and that was skipped is a ring in the accent with
    words below it, the line past it is dashed; a way back is an arrow above with words. On a phone,
    and where a board has many columns, the columns stand below each other.

    Args:
        data: one row a visit of a column, and one a column that was not visited: `way_number`,
            `stage`, `stage_number` (its place on the board); optional `step_number` (when it was
            visited, blank for one that was not), `is_skipped`, `head` (what stands above).
        skipped_words: what is written at a column that was skipped.
        back_words: what is written on a way back: the first where it was gone once, the second
            where it was gone twice.
        back_to_words: the same on a phone, at the column that was gone back to.
    """
    needed = {"way_number": "number", "stage": "text", "stage_number": "number"}
    optional = {"step_number": "number", "is_skipped": "flag", "head": "text"}
    frame = with_flag(chart_frame(data, needed=needed, optional=optional), "is_skipped")
    words = Words(skipped_words, back_words, back_to_words)
    found = [_way(rows, words) for _, rows in frame.groupby("way_number")]
    room = (width - 4) / max(len(way.stages) for way in found)
    draw, room = (_across, room) if room >= LEAST_COLUMN else (_below, width - 4)
    drawn, down = Drawn(), 0.0
    for way in found:
        down = draw(way, drawn, down, room)
    canvas = Canvas(width, round(down), left=2, right=2, top=2, bottom=2)
    return canvas.chart(*_layers(drawn, canvas))


def _way(rows: pd.DataFrame, words: Words) -> Way:
    columns = rows.drop_duplicates("stage_number").sort_values("stage_number")
    places = {number: place for place, number in enumerate(columns["stage_number"])}
    steps = rows["step_number"] if "step_number" in rows else pd.Series(pd.NA, index=rows.index)
    visited = rows[steps.notna()].assign(step=steps[steps.notna()]).sort_values("step")
    return Way(
        words=words,
        head=rows["head"].iloc[0] if "head" in rows else "",
        stages=tuple(columns["stage"]),
        visits=tuple(places[number] for number in visited["stage_number"]),
        skipped=frozenset(places[one] for one in rows[rows["is_skipped"]]["stage_number"]),
    )


def _across(way: Way, drawn: Drawn, top: float, room: float) -> float:
    """Draw a way from left to right; return where the next one begins."""
    _head(way, drawn, top, room * len(way.stages))
    row = top + LINE + 14 + LANE * len(way.backs)
    at = [(place + 0.5) * room for place in range(len(way.stages))]
    for place, passes_by in way.steps.items():
        drawn.line((at[place], row, at[place + 1], row), dashed=passes_by)
    _backs_above(way, drawn, at, row)
    most = 0
    for place, stage in enumerate(way.stages):
        _column(way, drawn, place, (at[place], row))
        lines = lines_of(stage, room - 8, SMALL_LABEL_SIZE, MOST_LINES)
        for number, text in enumerate((*lines, *[way.words.skipped] * (place in way.skipped))):
            look = _name_look(way, place) | {"align": "center"}
            drawn.texts.append(text_at(at[place], row + 18 + LINE * number, text, **look))
        most = max(most, len(lines) + (place in way.skipped))
    return row + 18 + LINE * most + ROOM


def _backs_above(way: Way, drawn: Drawn, at: list[float], row: float) -> None:
    for lane, ((start, end), times) in enumerate(way.backs):
        level = row - DOT - 7 - LANE * lane
        drawn.line((at[start], row - DOT, at[start], level), ACCENT)
        drawn.line((at[start], level, at[end], level), ACCENT)
        drawn.line((at[end], level, at[end], row - DOT), ACCENT)
        drawn.arrow((at[end], row - DOT - 3), "down")
        look = {"align": "center", "fill": ACCENT, "fontSize": SMALL_LABEL_SIZE}
        middle = (at[start] + at[end]) / 2
        drawn.texts.append(text_at(middle, level - 8, _said(way.words.back, times), **look))


def _below(way: Way, drawn: Drawn, top: float, room: float) -> float:
    """Draw a way from top to bottom; return where the next one begins."""
    first = _head(way, drawn, top, room) + 18
    across = DOT + 6 + 10 * len(way.backs)
    at = [first + STEP * place for place in range(len(way.stages))]
    for place, passes_by in way.steps.items():
        drawn.line((across, at[place], across, at[place + 1]), dashed=passes_by)
    into: Counter[int] = Counter()
    for (_, end), times in way.backs:
        into[end] += times
    _backs_beside(way, drawn, at, across)
    for place, stage in enumerate(way.stages):
        _column(way, drawn, place, (across, at[place]))
        back = [_said(way.words.back_to, into[place])] * (place in into)
        told = [*[way.words.skipped] * (place in way.skipped), *back]
        told = [words for words in told if words]
        left = room - across - 14
        name = fitting(stage, left - sum(len(one) + 2 for one in told) * LABEL_SIZE * SIGN_WIDTH)
        text = ", ".join((name, *told))
        drawn.texts.append(text_at(across + 14, at[place], text, **_name_look(way, place)))
    return at[-1] + ROOM


def _backs_beside(way: Way, drawn: Drawn, at: list[float], across: float) -> None:
    for lane, ((start, end), _) in enumerate(way.backs):
        level = across - DOT - 5 - 10 * lane
        drawn.line((across - DOT, at[start], level, at[start]), ACCENT)
        drawn.line((level, at[start], level, at[end]), ACCENT)
        drawn.line((level, at[end], across - DOT, at[end]), ACCENT)
        drawn.arrow((across - DOT - 3, at[end]), "right")


def _head(way: Way, drawn: Drawn, top: float, room: float) -> float:
    """Write what stands above a way; return where it ends."""
    lines = wrap(way.head, signs_in(room))
    for number, text in enumerate(lines):
        look = {"fontWeight": STRONG, "fill": INK}
        drawn.texts.append(text_at(0, top + 8 + LINE * number, text, **look))
    return top + LINE * len(lines)


def _column(way: Way, drawn: Drawn, place: int, at: tuple[float, float]) -> None:
    is_seen, is_skipped = place in way.visits, place in way.skipped
    tone = ACCENT if is_skipped else INK if is_seen else MID
    drawn.dot(at, tone, inside=INK if is_seen else PAPER)


def _name_look(way: Way, place: int) -> dict[str, Any]:
    if place in way.skipped:
        return {"fontSize": SMALL_LABEL_SIZE, "fill": ACCENT, "fontWeight": STRONG}
    return {"fontSize": SMALL_LABEL_SIZE, "fill": INK if place in way.visits else INK_2}


def _said(words: Sequence[str], times: int) -> str:
    return words[times - 1] if times <= len(words) else ""


def _layers(drawn: Drawn, canvas: Canvas) -> Iterator[alt.Chart]:
    x, y = _pixels("across", canvas.plot_width), _pixels("down", canvas.plot_height)
    axes = {"x": alt.X("across:Q", **x), "y": alt.Y("down:Q", **y)}
    ends = {"x2": alt.X2("across_end:Q"), "y2": alt.Y2("down_end:Q")}
    for dashed in (False, True):
        if shown := [one for one in drawn.lines if one["dashed"] is dashed]:
            look = {"strokeDash": [3, 3]} if dashed else {}
            rules = alt.Chart(pd.DataFrame(shown)).mark_rule(strokeWidth=1.6, **look)
            yield rules.encode(**axes, **ends, color=alt.Color("tone:N", scale=None))
    yield (
        alt.Chart(pd.DataFrame(drawn.marks))
        .mark_point(opacity=1, strokeWidth=1.6)
        .encode(
            **axes,
            shape=alt.Shape("shape:N", scale=None),
            size=alt.Size("area:Q", scale=None),
            stroke=alt.Stroke("tone:N", scale=None),
            fill=alt.Fill("inside:N", scale=None),
        )
    )
    yield from drawn.texts


def _pixels(name: str, length: int) -> dict[str, Any]:
    scale = alt.Scale(domain=[0, length], range=[0, length], nice=False, zero=False)
    return {"scale": scale, "axis": None, "title": name}
