"""Running words, and the sentence that stands where something cannot be measured."""

from __future__ import annotations

from pmo_analytics.content import Missing, Paragraphs
from pmo_analytics.display.marks import rag_mark
from pmo_analytics.display.markup import Html, Surface, html, join, sentence_html, sentences_html


def paragraphs_html(block: Paragraphs, surface: Surface) -> Html:
    """Show paragraphs under their heading, where they have one."""
    heading = sentence_html(block.heading, surface)
    return html(
        '<div class="span-{} prose">{}{}</div>',
        block.span,
        html("<h3>{}</h3>", heading) if heading else "",
        join(html("<p>{}</p>", sentences_html(each, surface)) for each in block.paragraphs),
    )


def missing_html(block: Missing, surface: Surface) -> Html:
    """Show the reason and the remedy beside a dashed square: never a zero, never green."""
    return html(
        '<p class="span-{} missing">{} {}</p>',
        block.span,
        rag_mark("grey"),
        sentence_html(block.text, surface),
    )
