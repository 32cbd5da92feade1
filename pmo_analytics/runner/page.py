"""An executed notebook into one page: the review's head, its sections, recipes and sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from pmo_analytics.content import Chart, Review
from pmo_analytics.display.drawing import (
    draw_chart,
    draw_spec,
    drawing_html,
    single_drawing_html,
)
from pmo_analytics.display.markup import Html, Surface, anchor, html, join, page_surface
from pmo_analytics.display.masthead import (
    contents_html,
    masthead_html,
    opening_html,
    review_title,
)
from pmo_analytics.display.recipes import RECIPES_LABEL, recipe_popovers, recipe_section
from pmo_analytics.display.section import section_html
from pmo_analytics.display.sources import sources_html
from pmo_analytics.runner.page_parts import (
    ChartPart,
    Notebook,
    Part,
    SectionPart,
    notebook_title,
    page_parts,
    review_of,
)
from pmo_analytics.runner.sealed_page import Sheet, sealed_page

__all__ = ["page_html", "review_of"]

_NOTEBOOK_HEAD = """
<header class="masthead"><div class="masthead-row"><p><span class="kind">Notebook</span></p></div>
</header>"""


def page_html(notebook: Notebook, *, index_file: str = "") -> str:
    """Turn an executed notebook into one self-contained page.

    Args:
        index_file: relative address of the list of all reports, linked first where given.
    """
    review = review_of(notebook)
    parts = page_parts(notebook, review)
    if review is None:
        return sealed_page(_notebook_sheet(notebook, parts))
    return sealed_page(_review_sheet(review, parts, index_file))


@dataclass
class _Charts:
    """Draws the charts of one page in order, and keeps their data once."""

    datasets: dict[str, Any] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def of_review(self, chart: Chart, widths: tuple[int, int]) -> Html:
        """Draw a chart of the review at both its sizes."""
        drawn = draw_chart(chart, name=f"chart-{next(self.numbers)}", widths=widths)
        self.datasets |= drawn.datasets
        return drawing_html(drawn)

    def chart(self, part: ChartPart) -> Html:
        """Draw a chart of the analyst's own at the size it has."""
        drawn = draw_spec(part.spec, name=f"chart-{next(self.numbers)}")
        self.datasets |= drawn.datasets
        return single_drawing_html(drawn, part.alternative)


def _review_sheet(review: Review, parts: list[Part], index_file: str) -> Sheet:
    surface, charts = page_surface(review), _Charts()
    review = review.without_code() if review.persona == "executive" else review
    main = join(
        [
            opening_html(review, surface),
            *(_part_html(part, surface, charts) for part in parts),
            recipe_section(review.recipes),
        ]
    )
    return Sheet(
        title=review_title(review),
        header=masthead_html(review, surface, _contents(parts, review, index_file)),
        main=main,
        footer=sources_html(review.provenance, surface),
        popovers=recipe_popovers(review.recipes),
        datasets=charts.datasets or None,
    )


def _notebook_sheet(notebook: Notebook, parts: list[Part]) -> Sheet:
    """Make the page of a notebook that carries no review: its own words, text and images."""
    charts = _Charts()
    title = notebook_title(notebook)
    return Sheet(
        title=title,
        header=Html(_NOTEBOOK_HEAD),
        main=html(
            "<h1>{}</h1>{}", title, join(_part_html(part, Surface(), charts) for part in parts)
        ),
        footer=Html(),
        datasets=charts.datasets or None,
    )


def _part_html(part: Part, surface: Surface, charts: _Charts) -> Html:
    if isinstance(part, SectionPart):
        return section_html(part.section, surface, charts.of_review)
    return charts.chart(part) if isinstance(part, ChartPart) else part.markup


def _contents(parts: list[Part], review: Review, index_file: str) -> Html:
    sections = [part for part in parts if isinstance(part, SectionPart)]
    return contents_html(
        [
            *([(index_file, "All reports")] if index_file else ()),
            *(
                (f"#{anchor(part.section.name)}", part.section.contents or part.section.label)
                for part in sections
            ),
            *([("#recipes", RECIPES_LABEL)] if review.recipes else ()),
        ]
    )
