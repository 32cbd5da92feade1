"""The marks of red, amber, green and not measurable: shape, letter and word, never colour alone.

Outlined is what the project reports, filled is what the data say. The letter and the shape carry
the meaning in grey print, for colour-blind readers and in forced colours; hidden text spells it
out.
"""

from __future__ import annotations

from pmo_analytics.display.markup import Html, html
from pmo_analytics.values import Rag, RagPair

RAG_WORDS: dict[str, str] = {
    "red": "red",
    "amber": "amber",
    "green": "green",
    "grey": "not measurable",
}

_SHAPES = {
    "red": ('<path d="M10 .9 19.1 10 10 19.1 .9 10z"/>', "R", "13.7"),
    "amber": ('<path d="M10 1.6 19.2 18.4H.8z"/>', "A", "16.2"),
    "green": ('<circle cx="10" cy="10" r="8.7"/>', "G", "13.7"),
    "grey": ('<rect x="1.6" y="1.6" width="16.8" height="16.8" rx="3"/>', "?", "13.9"),
}

WATERMELON = Html(
    '<svg class="melon" viewBox="0 0 22 13" width="22" height="13" aria-hidden="true"'
    ' focusable="false">'
    '<path class="rind" d="M0 1.2h22a11 11 0 0 1-22 0z"/>'
    '<path class="flesh" d="M3 1.2h16a8 8 0 0 1-16 0z"/>'
    '<circle cx="8" cy="4.4" r=".9"/><circle cx="11" cy="6.2" r=".9"/>'
    '<circle cx="14" cy="4.4" r=".9"/></svg>'
)
ARROW = Html('<span class="arrow" aria-hidden="true">→</span>')
NO_REPORT = Html('<span class="no-report" aria-hidden="true">–</span>')


def rag_mark(rag: Rag, *, is_filled: bool = True, size: int = 18) -> Html:
    """Draw the mark of a colour; its words must stand beside it."""
    shape, letter, baseline = _SHAPES[rag]
    return html(
        '<svg class="mark {} {}" viewBox="0 0 20 20" width="{size}" height="{size}"'
        ' aria-hidden="true" focusable="false">{}<text x="10" y="{}">{}</text></svg>',
        rag,
        "filled" if is_filled else "outlined",
        Html(shape),
        baseline,
        letter,
        size=size,
    )


def quiet_ring(size: int = 11) -> Html:
    """Draw green where nothing needs a person: a thin ring without a letter."""
    return html(
        '<svg class="mark green ring" viewBox="0 0 20 20" width="{size}" height="{size}"'
        ' aria-hidden="true" focusable="false"><circle cx="10" cy="10" r="8.7"/></svg>',
        size=size,
    )


def hidden(words: str) -> Html:
    """Say something to a screen reader only."""
    return html('<span class="sr">{}</span>', words)


def rag_pair(pair: RagPair, *, size: int = 20, has_slice: bool = True) -> Html:
    """Draw what is reported, an arrow, and what the data say; a slice where the first is better."""
    declared = rag_mark(pair.declared, is_filled=False, size=size) if pair.declared else NO_REPORT
    return html(
        '<span class="pair">{}{}{}{} {}</span>',
        declared,
        ARROW,
        rag_mark(pair.computed, size=size),
        WATERMELON if has_slice and pair.is_watermelon else "",
        hidden(f"{pair_words(pair).capitalize()}. "),
    )


def rag_move(before: Rag | None, after: Rag | None, *, size: int = 16) -> Html:
    """Draw a change of colour, both as the data say."""
    marks = [rag_mark(rag, size=size) for rag in (before, after) if rag]
    names = [RAG_WORDS[rag] for rag in (before, after) if rag]
    return html(
        "{}{}", ARROW.join(marks), hidden(f"From {' to '.join(names)}: " if len(names) > 1 else "")
    )


def pair_words(pair: RagPair) -> str:
    """Say a pair in words: "reports green, data say red"."""
    if pair.declared is None:
        return f"no report, data say {RAG_WORDS[pair.computed]}"
    if pair.declared == pair.computed:
        return f"both {RAG_WORDS[pair.computed]}"
    return f"reports {RAG_WORDS[pair.declared]}, data say {RAG_WORDS[pair.computed]}"


def mark_counts(counts: dict[Rag, int], *, size: int = 15) -> Html:
    """Draw how many projects have each colour, worst first, none left out but zeros."""
    shown = [(rag, counts[rag]) for rag in _SHAPES if counts.get(rag)]
    return Html(" ").join(
        html(
            '<span class="count">{}{}{}</span>',
            number,
            rag_mark(rag, size=size),
            hidden(f" {RAG_WORDS[rag]}"),
        )
        for rag, number in shown
    )
