"""A chart's place in the page: the sentence it proves, the drawing, and its text alternative."""

from __future__ import annotations

from collections.abc import Callable

from pmo_analytics.display.markup import Html, Surface, html, join, sentence_html
from pmo_analytics.display.theme import PANEL_WIDTHS, figure_widths
from pmo_analytics.values import Figure, SmallMultiples

# How a figure is drawn depends on where it is shown: static and live on the page, as a separate
# output in a notebook.
Draw = Callable[[Figure, tuple[int, int]], Html]

_FIGURE = """
<figure class="span-{span}{look}">{title}{subtitle}
{drawing}{note}</figure>"""

_PANEL = """
<figure class="panel"><h3 class="panel-head"><span>{title}</span>
<span class="verdict{signal}">{verdict}</span></h3>
{drawing}<p class="caption">{note}</p></figure>"""


def figure_html(figure: Figure, surface: Surface, draw: Draw) -> Html:
    """Show a chart under its title; without data, its reason in the same space."""
    is_drawn = has_rows(figure)
    title, subtitle = sentence_html(figure.title, surface), sentence_html(figure.subtitle, surface)
    note = sentence_html(figure.note, surface)
    return html(
        _FIGURE,
        span=figure.span,
        look="" if is_drawn else " undrawn",
        title=html("<h3>{}</h3>", title) if title else "",
        subtitle=html('<p class="subtitle">{}</p>', subtitle) if subtitle else "",
        drawing=draw(figure, figure_widths(figure.span)) if is_drawn else "",
        note=html('<p class="{}">{}</p>', "caption" if is_drawn else "missing", note)
        if note
        else "",
    )


def has_rows(figure: Figure) -> bool:
    """Tell whether a figure has data to draw."""
    return any(figure.columns.values())


def small_multiples_html(block: SmallMultiples, surface: Surface, draw: Draw) -> Html:
    """Show small charts of one kind side by side."""
    return html(
        '<div class="panels span-12">{}</div>',
        join(_panel(panel, surface, draw) for panel in block.panels),
    )


def _panel(panel: Figure, surface: Surface, draw: Draw) -> Html:
    return html(
        _PANEL,
        title=sentence_html(panel.title, surface),
        signal=" signal" if panel.is_signal else "",
        verdict=panel.verdict,
        drawing=draw(panel, PANEL_WIDTHS) if has_rows(panel) else "",
        note=sentence_html(panel.note, surface),
    )
