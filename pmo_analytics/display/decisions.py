"""Decisions requested: a question, its reason, owner and date beside the options and their cost."""

from __future__ import annotations

from pmo_analytics.content import Decision, Decisions, Option
from pmo_analytics.display import bars
from pmo_analytics.display.marks import pair_words, rag_mark, rag_pair
from pmo_analytics.display.markup import (
    Html,
    Surface,
    html,
    join,
    name_html,
    narrow_fold,
    segment_html,
    sentence_html,
)
from pmo_analytics.values import RagPair

_DECISION = """
<article class="decision" aria-labelledby="{anchor}">
<div class="ask"><span class="ordinal" aria-hidden="true">{number}</span><div>
{project}
<h3 class="question" id="{anchor}">{question}</h3>
<p class="reason">{reason}</p>
<dl class="who"><div><dt>Owner</dt><dd>{owner}</dd></div>
<div><dt>Decide by</dt><dd>{due}</dd></div></dl>
</div></div>
<div class="answers">
{options}
{note}</div>
</article>"""

_TABLE = """
<table class="options">
<thead><tr><th scope="col">Option</th><th scope="col">What happens</th>
<th scope="col">Likely cost</th></tr></thead>
<tbody>{}</tbody></table>"""
_TAG = Html('<span class="tag">Recommended by the rule</span>')
_IN_SHORT = '<span class="in-short">{}<b>{}</b>: {}</span>'
_ITEMS = '<details class="folded"><summary>Which: the last in line</summary>{}</details>'
_OPTION = """
<tr{look}><th scope="row">{tag}{name}{items}</th><td>{effect}</td>
<td class="cost">{cost}{bar}</td></tr>"""


def decisions_html(block: Decisions, surface: Surface, *, scale: float, prefix: str) -> Html:
    """Show decisions in the order given; all bars share one scale."""
    return join(
        _decision(decision, surface, scale, number, f"{prefix}-question-{number}")
        for number, decision in enumerate(block.decisions, start=1)
    )


def cost_scale(decisions: Decisions) -> float:
    """Return the cost that a full bar stands for."""
    options = [option for decision in decisions.decisions for option in decision.options]
    return bars.longest([cost for each in options for cost in (each.likely_cost, each.late_cost)])


def _decision(decision: Decision, surface: Surface, scale: float, number: int, anchor: str) -> Html:
    return html(
        _DECISION,
        anchor=anchor,
        number=number,
        project=_project(decision),
        question=sentence_html(decision.question, surface),
        reason=sentence_html(decision.reason, surface),
        owner=name_html(decision.owner),
        due=sentence_html(decision.due, surface),
        options=_options(decision, surface, scale),
        note=_note(decision, surface),
    )


def _project(decision: Decision) -> Html:
    if not decision.project_name:
        return Html()
    name = name_html(decision.project_name)
    if decision.rag is None:
        return html('<p class="about">{}</p>', name)
    return html(
        '<p class="about">{}<span>{}<span class="spoken">: {}</span></span></p>',
        _marks(decision.rag),
        name,
        pair_words(decision.rag),
    )


def _marks(pair: RagPair) -> Html:
    """Draw one mark where report and data agree; the words follow in any case."""
    if pair.declared == pair.computed:
        return rag_mark(pair.computed, size=16)
    return html('<span aria-hidden="true">{}</span>', rag_pair(pair, size=16, has_slice=False))


def _options(decision: Decision, surface: Surface, scale: float) -> Html:
    """Show all options; a phone shows in short what is recommended and what doing nothing costs."""
    *acting, nothing = decision.options
    table = html(_TABLE, join(_option(one, surface, scale) for one in decision.options))
    kept = (one for one in acting if one.is_recommended)
    short = join(map(_in_short, (*kept, nothing)))
    return narrow_fold("All options", table, short=short) if acting else table


def _in_short(option: Option) -> Html:
    """Return an option in a line of plain words: what opens a fold holds no button of its own."""
    tag = _TAG if option.is_recommended else ""
    return html(_IN_SHORT, tag, str(option.name), str(option.cost) or str(option.effect))


def _option(option: Option, surface: Surface, scale: float) -> Html:
    likely = bars.share(option.likely_cost, scale)
    late = bars.share(option.late_cost, scale)
    return html(
        _OPTION,
        look=Html(' class="recommended"') if option.is_recommended else "",
        tag=_TAG if option.is_recommended else "",
        name=sentence_html(option.name, surface),
        items=_items(option, surface),
        effect=sentence_html(option.effect, surface),
        cost=sentence_html(option.cost, surface),
        bar=bars.cost_bar(likely, late) if option.likely_cost is not None else "",
    )


def _items(option: Option, surface: Surface) -> Html:
    if not option.items:
        return Html()
    return html(_ITEMS, join((segment_html(one, surface) for one in option.items), ", "))


def _note(decision: Decision, surface: Surface) -> Html:
    if not decision.note:
        return Html()
    return html('<p class="caption">{}</p>', sentence_html(decision.note, surface))
