"""A chart's place in the page: the sentence it proves, the drawing, and its text alternative."""

from __future__ import annotations

from collections.abc import Callable

from pmo_analytics.content import Chart, SmallMultiples
from pmo_analytics.display.markup import Html, Surface, html, join, sentence_html
from pmo_analytics.display.theme import PANEL_WIDTHS, chart_widths

# How a chart is drawn depends on where it is shown: static and live on the page, as a separate
# output in a notebook.
Draw = Callable[[Chart, tuple[int, int]], Html]

_CHART = """
<figure class="span-{span}{look}">{title}{subtitle}
{drawing}{note}</figure>"""

_PANEL = """
<figure class="panel"><h3 class="panel-head"><span>{title}</span>
<span class="verdict{signal}">{verdict}</span></h3>
{drawing}<p class="caption">{note}</p></figure>"""


def chart_html(chart: Chart, surface: Surface, draw: Draw) -> Html:
    """Show a chart under its title; without data, its reason in the same space."""
    is_drawn = has_rows(chart)
    title, subtitle = sentence_html(chart.title, surface), sentence_html(chart.subtitle, surface)
    note = sentence_html(chart.note, surface)
    return html(
        _CHART,
        span=chart.span,
        look="" if is_drawn else " undrawn",
        title=html("<h3>{}</h3>", title) if title else "",
        subtitle=html('<p class="subtitle">{}</p>', subtitle) if subtitle else "",
        drawing=draw(chart, chart_widths(chart.span)) if is_drawn else "",
        note=html('<p class="{}">{}</p>', "caption" if is_drawn else "missing", note)
        if note
        else "",
    )


def has_rows(chart: Chart) -> bool:
    """Tell whether a chart has data to draw."""
    return any(chart.columns.values())


def small_multiples_html(block: SmallMultiples, surface: Surface, draw: Draw) -> Html:
    """Show small charts of one kind side by side."""
    return html(
        '<div class="panels span-12">{}</div>',
        join(_panel(panel, surface, draw) for panel in block.panels),
    )


def _panel(panel: Chart, surface: Surface, draw: Draw) -> Html:
    return html(
        _PANEL,
        title=sentence_html(panel.title, surface),
        signal=" signal" if panel.is_signal else "",
        verdict=panel.verdict,
        drawing=draw(panel, PANEL_WIDTHS) if has_rows(panel) else "",
        note=sentence_html(panel.note, surface),
    )
