"""How a review and its sections show themselves in a notebook, and what they leave in it.

The cell that opens a review carries the whole of it; a section carries its name only. From these
the page is made again, so a notebook run by plain papermill is just as complete. Charts of a
section are outputs of their own, marked so that the page does not show them twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from IPython.core.interactiveshell import InteractiveShell
from IPython.display import publish_display_data

from pmo_analytics.content import Chart, Review, Section
from pmo_analytics.display import theme
from pmo_analytics.display.chart_blocks import has_rows
from pmo_analytics.display.drawing import altair_chart, chart_spec
from pmo_analytics.display.markup import Html, Surface, html
from pmo_analytics.display.masthead import as_of_words, masthead_html, opening_html
from pmo_analytics.display.recipes import recipe_list
from pmo_analytics.display.section import section_html

REVIEW_MIME = "application/vnd.pmo-analytics.review+json"
SECTION_MIME = "application/vnd.pmo-analytics.section+json"
VEGA_MIME = "application/vnd.vegalite.v5+json"  # the newest that JupyterLab draws by itself
OWNER = "pmo-analytics"  # key of our metadata at an output

TITLE_ROOM = 28  # pixels above a chart for its title, which in a page stands in the text

Bundle = dict[str, Any]

_SCOPE = "pmo-analytics"
_STYLES = ("notebook", "base", "marks", "decisions", "matrix", "blocks")


def review_bundle(review: Review) -> Bundle:
    """Return what the cell that opens a review shows and carries."""
    surface = Surface()
    content = html(
        "{}{}<details><summary>How each number is made</summary>{}</details>",
        masthead_html(review, surface, Html()),
        opening_html(review, surface),
        recipe_list(review.recipes),
    )
    return {
        REVIEW_MIME: review.model_dump(mode="json"),
        "text/html": _framed(content),
        "text/plain": review_text(review),
    }


def section_bundle(section: Section) -> Bundle:
    """Return what the cell of a section shows and carries; its charts come after it."""
    content = section_html(section, Surface(), lambda chart, _widths: _place_of(chart))
    return {
        SECTION_MIME: {"section": section.name},
        "text/html": _framed(content),
        "text/plain": f"{section.label}: {section.title}",
    }


def chart_bundle(chart: Any, *, title: str = "") -> Bundle:
    """Return what JupyterLab needs to draw a chart without a network."""
    spec = chart_spec(chart)
    spec["config"]["background"] = theme.PAPER  # notebooks may be dark, the ink is not
    if title:
        spec |= {"title": {"text": title, "anchor": "start"}, "padding": _with_room(spec)}
    return {VEGA_MIME: spec, "text/plain": f"{type(chart).__name__} of Altair"}


def review_text(review: Review) -> str:
    """Return a review in plain words, and how to go on from there."""
    sections = ", ".join(section.name for section in review.sections)
    return "\n".join(
        [
            f"{review.kind}: {review.scope_name}, as of {as_of_words(review)}",
            str(review.headline),
            *(str(sentence) for sentence in review.deck),
            f'Sections, each shown by .section("name"): {sections}',
        ]
    )


def show_review(review: Review) -> None:
    """Show a review in a notebook."""
    publish_display_data(review_bundle(review))


def show_section(section: Section) -> None:
    """Show a section in a notebook, its charts after its words."""
    publish_display_data(section_bundle(section))
    for chart in section_charts(section):
        drawn = altair_chart(chart, width=theme.column_width(chart.span))
        metadata = {OWNER: {"section": section.name}}
        publish_display_data(chart_bundle(drawn, title=str(chart.title)), metadata=metadata)


def section_charts(section: Section) -> Iterator[Chart]:
    """Yield the charts of a section that have data, in reading order."""
    for block in section.blocks:
        if block.block == "chart" and has_rows(block):
            yield block
        elif block.block == "small_multiples":
            yield from (
                panel.model_copy(update={"span": 3}) for panel in block.panels if has_rows(panel)
            )


def register_displays(shell: InteractiveShell) -> None:
    """Teach a notebook to show reviews, sections and charts; nothing is imported for it.

    Altair's own renderer loads its script from the internet; the one registered here does not.
    """
    formatters = shell.display_formatter
    formatters.ipython_display_formatter.for_type(Review, show_review)
    formatters.ipython_display_formatter.for_type(Section, show_section)
    formatters.mimebundle_formatter.for_type_by_name(*_ALTAIR_CHART, _altair_bundle)


_ALTAIR_CHART = ("altair.vegalite.v6.api", "TopLevelMixin")


def _altair_bundle(chart: Any, include: Any = None, exclude: Any = None) -> Bundle:  # noqa: ARG001
    return chart_bundle(chart)


def _with_room(spec: dict[str, Any]) -> dict[str, float]:
    padding = spec["padding"]
    return {**padding, "top": padding["top"] + TITLE_ROOM}


def _place_of(chart: Chart) -> Html:
    return html('<p class="caption">Chart below: {}</p>', chart.alternative)


def _framed(content: Html) -> Html:
    return html('<style>{}</style><div class="{}">{}</div>', Html(_style()), _SCOPE, content)


@cache
def _style() -> str:
    """Keep our rules inside our own output, in the light of the notebook's theme.

    The class is named three times to stand above JupyterLab's own rules for rendered HTML.
    """
    light, dark = (theme.properties(world) for world in ("light", "dark"))
    scope = f".{_SCOPE}" * 3
    return "\n".join(
        [
            f"{scope} {{ {theme.FONTS} {light} color: var(--ink); background: var(--paper);",
            "font: 16px/1.5 var(--sans); padding: 0 20px;",
            theme.rules(*_STYLES),
            ".section { padding-bottom: 24px; }",
            "}",
            f'body[data-jp-theme-light="false"] {scope} {{ {dark} }}',
        ]
    )
