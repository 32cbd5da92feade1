"""An executed notebook as the parts of a page, in the order of its cells; code is left behind.

In a notebook of ours the review makes the head of the page, and each section is drawn from the
review, which says its name and label. Of any other cell, text and images are shown as they are.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import nbformat

from pmo_analytics.content import Review, Section
from pmo_analytics.display.markup import Html, html
from pmo_analytics.display.notebook import OWNER, REVIEW_MIME, SECTION_MIME, VEGA_MIME
from pmo_analytics.runner.prose import heading_of, prose_html

IMAGES = ("image/png", "image/jpeg", "image/gif", "image/svg+xml")
WIDGET_MIME = "application/vnd.jupyter.widget-view+json"

Notebook = nbformat.NotebookNode


@dataclass(frozen=True)
class SectionPart:
    """A section of the review."""

    section: Section


@dataclass(frozen=True)
class ChartPart:
    """A chart that is not of a section: a Vega-Lite specification."""

    spec: dict[str, Any]
    alternative: str


@dataclass(frozen=True)
class MarkupPart:
    """Prose, text or an image."""

    markup: Html


Part = SectionPart | ChartPart | MarkupPart


def review_of(notebook: Notebook) -> Review | None:
    """Return the review that a notebook carries, None where it carries none.

    Where several cells opened one, the last is the one that the sections were taken from.
    """
    carried = [data[REVIEW_MIME] for _, data in _outputs(notebook) if REVIEW_MIME in data]
    if not carried:
        return None
    # Read as JSON, in which a day is text that has to become a day again; half a sign is no text.
    text = json.dumps(carried[-1], ensure_ascii=False).encode("utf-8", "replace")
    return Review.model_validate_json(text)


def page_parts(notebook: Notebook, review: Review | None) -> list[Part]:
    """Return the parts of a page in the order of the cells.

    What stands before the cell that opens the review introduces the notebook to its analyst and
    is left out. A review whose sections no cell shows is shown whole.
    """
    cells = notebook.cells[_opening(notebook) :] if review else notebook.cells
    parts = list(_parts(cells, review))
    if review and not any(isinstance(part, SectionPart) for part in parts):
        parts += map(SectionPart, review.sections)
    return _in_order(parts, review) if review and review.persona else parts


def _in_order(parts: list[Part], review: Review) -> list[Part]:
    """Return the parts with the sections in the order in which the persona reads them."""
    names = [section.name for section in review.sections]
    shown = [part for part in parts if isinstance(part, SectionPart)]
    ordered = iter(sorted(shown, key=lambda part: names.index(part.section.name)))
    return [next(ordered) if isinstance(part, SectionPart) else part for part in parts]


def notebook_title(notebook: Notebook) -> str:
    """Return the first heading of a notebook, or a word for what it is."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and heading_of(cell.source)[0]:
            return heading_of(cell.source)[0]
    return "Notebook"


def _parts(cells: list[Any], review: Review | None) -> Iterator[Part]:
    shown: set[str] = set()
    for cell in cells:
        if cell.cell_type == "markdown":
            yield from _prose(cell.source)
            continue
        section = _section(cell, review, shown)
        if section:
            shown.add(section.name)
            yield SectionPart(section)
        yield from _contents(cell)


def _prose(source: str) -> Iterator[MarkupPart]:
    if source.strip():
        yield MarkupPart(html('<div class="note prose">{}</div>', prose_html(source)))


def _section(cell: Any, review: Review | None, shown: set[str]) -> Section | None:
    if review is None:
        return None
    for output in cell.get("outputs", ()):
        name = output.get("data", {}).get(SECTION_MIME, {}).get("section", "")
        if name and name not in shown:
            return review.section(name)
    return None


def _opening(notebook: Notebook) -> int:
    """Return the place of the cell that opens the review."""
    places = [
        place
        for place, cell in enumerate(notebook.cells)
        for output in cell.get("outputs", ())
        if REVIEW_MIME in output.get("data", {})
    ]
    return places[-1]


def _contents(cell: Any) -> Iterator[Part]:
    """Yield what the outputs of a cell hold that is not ours: a chart, an image, or text."""
    for output in cell.get("outputs", ()):
        if output.output_type == "stream" and output.name == "stdout":
            yield _text(output.text)
        data = output.get("data", {})
        if data and not _is_ours(output) and WIDGET_MIME not in data:
            yield _content(data)


def _content(data: dict[str, Any]) -> Part:
    text = "".join(data.get("text/plain", ""))
    if VEGA_MIME in data:
        return ChartPart(dict(data[VEGA_MIME]), alternative="A chart of this notebook.")
    for mime in IMAGES:
        if mime in data:
            return MarkupPart(_image(mime, data[mime], text))
    return _text(text)


def _image(mime: str, content: str | list[str], text: str) -> Html:
    """Show an image as data: in an image even SVG can neither run nor fetch anything."""
    joined = "".join(content)
    is_text = mime == "image/svg+xml"
    encoded = base64.b64encode(joined.encode()).decode() if is_text else "".join(joined.split())
    return html(
        '<div class="output"><img src="data:{};base64,{}" alt="{}"></div>', mime, encoded, text
    )


def _text(text: str | list[str]) -> MarkupPart:
    return MarkupPart(html('<div class="output"><pre>{}</pre></div>', "".join(text)))


def _is_ours(output: Any) -> bool:
    data = output.get("data", {})
    return bool({REVIEW_MIME, SECTION_MIME} & set(data)) or OWNER in output.get("metadata", {})


def _outputs(notebook: Notebook) -> Iterator[tuple[Any, dict[str, Any]]]:
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            yield output, output.get("data", {})
