"""A section of a review: label, assertion, and its blocks in a grid of twelve columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pmo_analytics.content import Block, Section
from pmo_analytics.display.board import board_html
from pmo_analytics.display.changes import changes_html
from pmo_analytics.display.chart_blocks import Draw, chart_html, small_multiples_html
from pmo_analytics.display.decisions import cost_scale, decisions_html
from pmo_analytics.display.markup import Html, Surface, anchor, html, join, sentence_html
from pmo_analytics.display.matrix import matrix_html
from pmo_analytics.display.prose import missing_html, paragraphs_html
from pmo_analytics.display.tables import table_html

_SECTION = """
<section id="{anchor}" class="section {kinds}" aria-labelledby="{heading}">
{label}<h2 id="{heading}">{title}</h2>{subtitle}
{content}</section>"""

_FOLDED = '<details class="folded"><summary>Show</summary>{}</details>'

WHOLE_WIDTH = frozenset({"decisions", "matrix", "changes", "board"})  # no grid around them


@dataclass(frozen=True)
class Parts:
    """What the blocks of a section are drawn with."""

    surface: Surface
    draw: Draw
    heading: str  # id of the section's title
    prefix: str  # of ids inside the section


def section_html(section: Section, surface: Surface, draw: Draw) -> Html:
    """Show a section."""
    name = anchor(section.name)
    parts = Parts(surface, draw, heading=f"{name}-title", prefix=name)
    content = _blocks(section.blocks, parts)
    subtitle = sentence_html(section.subtitle, surface)
    return html(
        _SECTION,
        anchor=name,
        kinds=" ".join(sorted({f"has-{block.block}" for block in section.blocks})),
        heading=parts.heading,
        label=html('<p class="label">{}</p>', section.label),
        title=sentence_html(section.title, surface),
        subtitle=html('<p class="subtitle">{}</p>', subtitle) if subtitle else "",
        content=html(_FOLDED, content) if section.is_folded else content,
    )


def _blocks(blocks: tuple[Block, ...], parts: Parts) -> Html:
    """Gather neighbouring blocks that share the grid; the others take the whole width."""
    shown: list[Html] = []
    row: list[Html] = []
    for block in blocks:
        content = BLOCKS[block.block](block, parts)
        if block.block not in WHOLE_WIDTH:
            row.append(content)
            continue
        shown += [_grid(row), content]
        row = []
    return join([*shown, _grid(row)])


def _grid(row: list[Html]) -> Html:
    return html('<div class="grid">{}</div>', join(row)) if row else Html()


BLOCKS: dict[str, Callable[..., Html]] = {
    "paragraphs": lambda block, parts: paragraphs_html(block, parts.surface),
    "decisions": lambda block, parts: decisions_html(
        block, parts.surface, scale=cost_scale(block), prefix=parts.prefix
    ),
    "matrix": lambda block, parts: matrix_html(block, parts.surface, heading=parts.heading),
    "changes": lambda block, parts: changes_html(block, parts.surface),
    "chart": lambda block, parts: chart_html(block, parts.surface, parts.draw),
    "small_multiples": lambda block, parts: small_multiples_html(block, parts.surface, parts.draw),
    "table": lambda block, parts: table_html(block, parts.surface),
    "board": lambda block, parts: board_html(block, parts.surface),
    "missing": lambda block, parts: missing_html(block, parts.surface),
}
