"""The sheet a chart is drawn on: fixed margins, so that no measured text moves anything.

A chart whose layout depends on the width of its labels has other bytes on a machine with other
fonts. Margins are therefore given, with 15% slack for a wider fallback font.

Channels are written as objects here and in every chart: Altair finds the class of a shorthand by
hashing its whole schema, which took a third of the time of a page.
"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import altair as alt

from pmo_analytics.display.markup import clipped
from pmo_analytics.display.theme import INK, INK_2, LABEL_SIZE, MID

HOVER = "hover"  # `drawing` knows these layers by their name
PHONE_BELOW = 400  # pixels: a narrower drawing is the one for a phone
SIGN_WIDTH = 0.56  # of the font size, an average sign of the sans of the page
SLACK = 1.15
STRONG = 600


@dataclass(frozen=True)
class Canvas:
    """Size and margins of a chart, in pixels."""

    width: int
    height: int
    left: int = 36
    right: int = 16
    top: int = 14
    bottom: int = 28

    @property
    def plot_width(self) -> int:
        """Return the width between the margins."""
        return self.width - self.left - self.right

    @property
    def plot_height(self) -> int:
        """Return the height between the margins."""
        return self.height - self.top - self.bottom

    @property
    def is_narrow(self) -> bool:
        """Tell whether this is the drawing for a phone."""
        return self.width < PHONE_BELOW

    def chart(self, *layers: alt.Chart) -> alt.LayerChart:
        """Put layers on the sheet, the first at the back."""
        return alt.layer(*layers).properties(
            width=self.plot_width,
            height=self.plot_height,
            padding={
                "left": self.left,
                "right": self.right,
                "top": self.top,
                "bottom": self.bottom,
            },
            autosize=alt.AutoSizeParams(type="none"),
        )


def by_width(width: int, *, wide: int, narrow: int) -> int:
    """Choose a size or margin for the drawing of a column or for that of a phone."""
    return narrow if width < PHONE_BELOW else wide


def label_width(text: str, size: float = LABEL_SIZE) -> int:
    """Estimate the width of a label with slack for a wider font."""
    return round(len(text) * size * SIGN_WIDTH * SLACK)


def fitting(text: str, pixels: float, size: float = LABEL_SIZE) -> str:
    """Cut a label to the width it has, and show that it was cut."""
    return clipped(text, signs_in(pixels, size))


def signs_in(pixels: float, size: float = LABEL_SIZE) -> int:
    """Estimate how many signs a room holds, at least two, with slack for a wider font."""
    return max(2, int(pixels / (size * SIGN_WIDTH * SLACK)))


def lines_of(text: str, pixels: float, size: float, most: int) -> list[str]:
    """Return a text in lines as wide as the room it has, what is too long cut."""
    return wrap(text, signs_in(pixels, size), max_lines=most, placeholder="…")


def text_at(x: float, y: float, text: str, **look: Any) -> alt.Chart:
    """Write a text at a place in pixels, the origin at the top left of the plot."""
    style = {"align": "left", "baseline": "middle", "fill": INK_2, **look}
    written = alt.Chart(alt.Data(values=[{"label": text}])).mark_text(x=x, y=y, **style)
    return written.encode(alt.Text("label:N"))


def line_at(x: float, y: float, x2: float, y2: float, **look: Any) -> alt.Chart:
    """Draw a straight line between two places in pixels."""
    line = alt.Chart(alt.Data(values=[{}])).mark_rule(**{"color": MID, **look})
    return line.encode(alt.XValue(x), alt.YValue(y), alt.X2Value(x2), alt.Y2Value(y2))


def dot_at(x: float, y: float, **look: Any) -> alt.Chart:
    """Draw a dot at a place in pixels."""
    dot = alt.Chart(alt.Data(values=[{}])).mark_circle(**{"opacity": 1, **look})
    return dot.encode(alt.XValue(x), alt.YValue(y))


def strong(tone: str = INK) -> dict[str, Any]:
    """Return the look of a label that matters."""
    return {"fontWeight": STRONG, "fill": tone}


def hover(chart: alt.Chart) -> alt.Chart:
    """Mark a layer as one that only answers the pointer; it is left out of the still drawing."""
    return chart.properties(name=HOVER)
