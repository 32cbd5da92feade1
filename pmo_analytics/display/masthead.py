"""The head of a page: what report, of what day, from what, and the answer in one sentence."""

from __future__ import annotations

from collections.abc import Iterable

from pmo_analytics.content import Review
from pmo_analytics.display.markup import (
    Html,
    Surface,
    clipped,
    html,
    join,
    name_html,
    sentence_html,
    sentences_html,
)
from pmo_analytics.display.tally import key_facts_html, tally_html
from pmo_analytics.values import Sentence

LONGEST_TITLE = 80  # signs, of a name in a window's title and a sheet's foot

_HEAD = """
<header class="masthead"><div class="masthead-row">
<p><span class="kind">{kind}</span> {scope}</p>
<p class="as-of">As of {as_of}</p></div>
<p class="quiet">{line}</p>
{contents}</header>"""

_TOP = """
<div class="top"><div class="say"><h1>{headline}</h1>
{deck}</div>{facts}</div>"""


def as_of_words(review: Review) -> str:
    """Say the day of a review as its portfolio writes days."""
    day = review.as_of_words or review.as_of.isoformat()
    return f"{day}, part of the day" if review.is_partial_day else day


def review_title(review: Review) -> str:
    """Name a review for the title of a window and the foot of a sheet."""
    scope = clipped(review.scope_name, LONGEST_TITLE)
    named = f"{scope}, {review.kind}" if review.project_id else review.kind
    return f"{named}, as of {as_of_words(review)}"


def masthead_html(review: Review, surface: Surface, contents: Html) -> Html:
    """Show the head of a review."""
    scope = name_html(review.scope_name)
    if review.programme and review.programme != review.scope_name:
        scope = html("{}, {}", scope, name_html(review.programme))
    sources = Html(' <a href="#sources">Sources</a>') if contents else Html()
    return head_html(
        review.kind,
        scope,
        as_of_words(review),
        sentence_html(review.provenance.line, surface) + sources,
        contents,
    )


def head_html(kind: str, scope: Html, as_of: str, line: Html, contents: Html) -> Html:
    """Show the head of any page: kind, scope and day, one quiet line, and the contents."""
    return html(_HEAD, kind=kind, scope=scope, as_of=as_of, line=line, contents=contents)


def contents_html(entries: Iterable[tuple[str, str]]) -> Html:
    """Make the line of links to sections; each entry is (address, words)."""
    links = [html('<li><a href="{}">{}</a></li>', *entry) for entry in entries]
    if not links:
        return Html()
    return html('<nav class="contents" aria-label="On this page"><ul>{}</ul></nav>', join(links))


def opening_html(review: Review, surface: Surface) -> Html:
    """Show headline and deck beside the tally or the key facts."""
    facts = Html()
    if review.tally:
        facts = tally_html(review.tally, surface)
    elif review.key_facts:
        facts = key_facts_html(review.key_facts, surface)
    return top_html(review.headline, review.deck, facts, surface)


def top_html(headline: Sentence, deck: tuple[Sentence, ...], facts: Html, surface: Surface) -> Html:
    """Show a headline with its deck, and what stands beside them."""
    words = sentences_html(deck, surface)
    return html(
        _TOP,
        headline=sentence_html(headline, surface),
        deck=html('<p class="deck">{}</p>', words) if words else "",
        facts=facts,
    )
