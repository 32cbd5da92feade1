"""Charts as bytes: a still SVG that needs no script, and the specification of the live one.

The bytes depend on the chart alone: ids carry the name of the drawing (Vega counts them through
the whole process), coordinates are rounded, and every chart is drawn with the same configuration.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import vl_convert

from pmo_analytics.content import Chart
from pmo_analytics.display import theme
from pmo_analytics.display.gallery import chart_function
from pmo_analytics.display.markup import Html, html
from pmo_analytics.display.typefaces import FONTS

HOVER = "hover"  # name of the layers that only answer the pointer

vl_convert.register_font_directory(str(FONTS))  # measures labels with the letters of the page

Spec = dict[str, Any]


@dataclass(frozen=True)
class Drawing:
    """A chart at one size: still, and what is needed to make it live."""

    svg: Html
    spec: Spec
    datasets: dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class DrawnChart:
    """A chart at column width and at the width of a phone."""

    wide: Drawing
    small: Drawing
    alternative: str

    @property
    def datasets(self) -> dict[str, list[dict[str, Any]]]:
        """Return the data of both sizes; equal data carry equal names."""
        return {**self.wide.datasets, **self.small.datasets}


def altair_chart(chart: Chart, *, width: int) -> Any:
    """Make the Altair chart of a chart block at a width."""
    return chart_function(chart.name)(chart.columns, width=width, **chart.options)


def draw_chart(chart: Chart, *, name: str, widths: tuple[int, int]) -> DrawnChart:
    """Draw a chart at both sizes.

    Args:
        name: unique in the page; becomes part of every id inside.
        widths: pixels of the wide and of the small drawing.
    """
    wide, small = (
        draw_spec(chart_spec(altair_chart(chart, width=width)), name=f"{name}-{size}")
        for width, size in zip(widths, ("wide", "small"), strict=True)
    )
    return DrawnChart(wide, small, chart.alternative)


def chart_spec(chart: Any) -> Spec:
    """Turn an Altair chart into a specification in the look of the page."""
    return with_look(chart.to_dict(validate=False))  # the tests validate; here it doubles the time


def with_look(spec: Spec) -> Spec:
    """Give a specification the look of the page, under what it says itself."""
    return {**spec, "config": _merged(theme.chart_config(), spec.get("config", {}))}


def draw_spec(spec: Spec, *, name: str) -> Drawing:
    """Draw a specification; its datasets are taken out, to stand once in a page."""
    still = without_hover(spec)
    svg = vl_convert.vegalite_to_svg(still, allowed_base_urls=[])
    lean = {key: value for key, value in spec.items() if key != "datasets"}
    return Drawing(tidy_svg(svg, name=name), lean, spec.get("datasets", {}))


def without_hover(spec: Spec) -> Spec:
    """Leave out the layers that only answer the pointer."""
    layers = spec.get("layer")
    if layers is None:
        return spec
    return {**spec, "layer": [layer for layer in layers if layer.get("name") != HOVER]}


def tidy_svg(svg: str, *, name: str) -> Html:
    """Make the bytes of an SVG depend on the chart alone, and small."""
    size = re.search(r'<svg[^>]*? width="([\d.]+)" height="([\d.]+)"', svg)
    content = svg[svg.index(">") + 1 : svg.rindex("</svg>")]
    content = _EMPTY_GROUND.sub("", content)
    content = _TAG.sub(lambda tag: _tidy_tag(tag.group(), name), content)
    return html(
        '<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        ' aria-hidden="true" focusable="false">{}</svg>',
        Html(content),
        width=size.group(1),
        height=size.group(2),
    )


_EMPTY_GROUND = re.compile(r'<path class="(?:back|fore)ground"[^>]*/>')
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_NOISE = re.compile(r' (?:role|aria-[a-z]+|pointer-events|xmlns(?::xlink)?)="[^"]*"')
_ID = re.compile(r'( id="|url\(#|href="#)')
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")


def _tidy_tag(tag: str, name: str) -> str:
    tag = _NOISE.sub("", tag)
    tag = _ID.sub(lambda found: f"{found.group()}{name}-", tag)
    return _LONG_NUMBER.sub(lambda number: _rounded(number.group()), tag)


def _rounded(number: str) -> str:
    short = f"{float(number):.2f}".rstrip("0").rstrip(".")
    return "0" if short in ("-0", "") else short


def drawing_html(drawn: DrawnChart) -> Html:
    """Show both sizes; the stylesheet shows one of them, the script makes that one live."""
    return html(
        "{}{}",
        _one(drawn.wide, "drawing", drawn.alternative),
        _one(drawn.small, "drawing small", drawn.alternative),
    )


def _one(drawing: Drawing, look: str, alternative: str) -> Html:
    return html(
        '<div class="{}" role="img" aria-label="{}"><div class="still">{}</div>'
        '<script type="application/json">{}</script></div>\n',
        look,
        alternative,
        drawing.svg,
        json_block(drawing.spec),
    )


def single_drawing_html(drawing: Drawing, alternative: str) -> Html:
    """Show a chart that has one size for every screen."""
    return _one(drawing, "drawing only", alternative)


def json_block(value: Mapping[str, Any]) -> Html:
    """Write JSON that can stand inside a script element: no sign in it can end the element."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return Html(text.replace("<", "\\u003c").replace("&", "\\u0026"))


def _merged(ground: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(ground)
    for key, value in above.items():
        below = merged.get(key)
        both = isinstance(below, Mapping) and isinstance(value, Mapping)
        merged[key] = _merged(below, value) if both else value
    return merged
