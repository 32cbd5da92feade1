"""The facts beside the headline: count and money by colour, or the key facts of one project."""

from __future__ import annotations

from pmo_analytics.content import KeyFact, KeyFacts, Tally, TallyRow
from pmo_analytics.display import bars
from pmo_analytics.display.marks import RAG_WORDS, rag_mark, rag_pair
from pmo_analytics.display.markup import Html, Surface, html, join, sentence_html
from pmo_analytics.values import Rag, Sentence

_TALLY = """
<div class="facts"><table class="tally">
<caption>{caption}</caption>
<thead><tr><th scope="col"><span class="sr">Rating</span></th>
<th scope="col">Projects report</th><th scope="col">The data say</th></tr></thead>
<tbody>{rows}</tbody></table>{note}</div>"""

_TALLY_ROW = '<tr><th scope="row">{mark} {word}</th><td>{declared}</td><td>{computed}</td></tr>'

_KEY_FACTS = """
<div class="facts"><table class="key-facts">
<caption><span>{pair}<span>{caption}</span></span></caption>
<tbody>{rows}</tbody></table></div>"""


def tally_html(tally: Tally, surface: Surface) -> Html:
    """Show how many projects and how much money have each colour, both ways."""
    return html(
        _TALLY,
        caption=join((sentence_html(line, surface) for line in tally.caption), "<br>"),
        rows=join(_row(row, surface) for row in tally.rows),
        note=_note(tally.note, surface),
    )


def key_facts_html(facts: KeyFacts, surface: Surface) -> Html:
    """Show the facts of one project under both its ratings."""
    return html(
        _KEY_FACTS,
        pair=rag_pair(facts.rag),
        caption=sentence_html(facts.caption, surface),
        rows=join(_fact(fact, surface) for fact in facts.rows),
    )


def _row(row: TallyRow, surface: Surface) -> Html:
    word = "No rating" if row.rag == "grey" else RAG_WORDS[row.rag].capitalize()
    declared = _side(row.rag, row.declared_count, row.declared_money, row.declared_bar, surface)
    computed = _side(row.rag, row.computed_count, row.computed_money, row.computed_bar, surface)
    return html(_TALLY_ROW, mark=rag_mark(row.rag), word=word, declared=declared, computed=computed)


def _side(rag: Rag, count: int, money: Sentence, length: float, surface: Surface) -> Html:
    if not count:
        return Html("none")
    return html(
        '<span class="side"><b>{}</b><span class="money">{}</span>{}</span>',
        count,
        sentence_html(money, surface),
        bars.rag_bar(rag, bars.share(length, 1.0)) if length else "",
    )


def _fact(fact: KeyFact, surface: Surface) -> Html:
    return html(
        '<tr><th scope="row">{}</th><td>{}</td></tr>', fact.label, sentence_html(fact.text, surface)
    )


def _note(note: Sentence, surface: Surface) -> Html:
    return html('<p class="caption">{}</p>', sentence_html(note, surface)) if note else Html()
