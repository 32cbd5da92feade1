"""Decisions requested: those of the register that are open, and dates that nobody put to one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pmo_analytics.forecasts.throughput import scope_for_chance
from pmo_analytics.metrics.question import Scope
from pmo_analytics.narrative.decisions import (
    ScopeCut,
    date_decision,
    date_decision_id,
    decide_by,
    decisions_title,
    has_date_to_decide,
    register_decision,
)
from pmo_analytics.narrative.figures import Figures, delay_cost
from pmo_analytics.narrative.formatting import noun
from pmo_analytics.narrative.project import ProjectState
from pmo_analytics.narrative.sentences import name, sentence
from pmo_analytics.reviews.evidence import Evidence
from pmo_analytics.values import Block, Decision, Decisions, Paragraphs, Section, Sentence

_MOST_DECISIONS = 5  # PAGE.md, Anatomy
_FEW_DECISIONS = 2  # one alone needs no order
_ASKS = ("red", "amber")  # a green or grey schedule asks nothing


@dataclass(frozen=True, slots=True)
class _Question:
    """A decision before it is put into words; without a row it is one of the suite itself."""

    decision_id: str
    due_date: date
    state: ProjectState | None
    row: Mapping[str, Any] | None


def decision_section(
    evidence: Evidence, scope: Scope, states: Sequence[ProjectState], figures: Figures
) -> Section:
    """Ask for decisions, the largest cost of doing nothing first.

    What is shown is chosen first and put into words then: a number that is worked out is printed.
    """
    questions = sorted(_questions(evidence, scope, states), key=_by_consequence)
    shown = tuple(
        _decision(question, evidence, figures) for question in questions[:_MOST_DECISIONS]
    )
    blocks: tuple[Block, ...] = (
        (Decisions(decisions=shown),) if shown else _next_date(states, figures)
    )
    return Section(
        name="decisions",
        label="Decisions requested",
        title=decisions_title(shown, figures),
        subtitle=_subtitle(len(shown), len(questions) - len(shown), figures),
        blocks=blocks,
    )


def _subtitle(shown: int, hidden: int, figures: Figures) -> Sentence:
    if shown < _FEW_DECISIONS:
        return Sentence()
    more = Sentence()
    if hidden:
        more = sentence(
            " {count} more {wait} in decisions.csv and in the reports of the projects.",
            count=figures.book.figure("decisions.hidden", hidden, "count"),
            wait=noun(hidden, "waits", "wait"),
        )
    return sentence("Largest cost of doing nothing first. Bars share one scale.{more}", more=more)


def _questions(
    evidence: Evidence, scope: Scope, states: Sequence[ProjectState]
) -> Iterator[_Question]:
    by_id = {state.project_id: state for state in states}
    rows = evidence.rows("open_decisions", scope)
    for row in rows:
        state = by_id.get(row["project_id"] or "")
        yield _Question(row["decision_id"], row["due_date"], state, row)
    asked = {row["project_id"] for row in rows}
    for state in states:
        if _is_asking(state) and state.project_id not in asked and has_date_to_decide(state):
            yield _Question(date_decision_id(state), decide_by(state), state, None)


def _decision(question: _Question, evidence: Evidence, figures: Figures) -> Decision:
    state = question.state
    cut = scope_cut(state, evidence) if state and _is_asking(state) else None
    if question.row is None:
        return date_decision(state, cut, figures)
    return register_decision(question.row, state, figures, cut=cut)


def scope_cut(state: ProjectState, evidence: Evidence) -> ScopeCut | None:
    """Find how many open items must move out for the date to be green again; None if none can."""
    forecast, baseline = state.now.forecast, state.now.baseline_finish
    if forecast is None or forecast.reason or baseline is None:
        return None
    weeks = forecast.weeks_until(baseline)
    if not weeks:
        return None
    wanted = evidence.policies["schedule"].leave_amber
    fitting = scope_for_chance(forecast.weekly_finished, weeks=weeks, probability=wanted)
    moved = forecast.open_items - fitting
    if fitting <= 0 or moved <= 0:
        return None
    chance = forecast.with_open_items(fitting).chance_of(baseline)
    return ScopeCut(moved_items=moved, chance=chance or 0.0)


def _is_asking(state: ProjectState) -> bool:
    return state.colours["schedule"] in _ASKS


def _by_consequence(question: _Question) -> tuple[float, date, str]:
    state = question.state
    cost = delay_cost(state, state.now.likely_finish) if state else None
    return (-float(cost or 0), question.due_date, question.decision_id)


def _next_date(states: Sequence[ProjectState], figures: Figures) -> tuple[Block, ...]:
    """Say which date to watch next, where no decision is asked for."""
    ahead = [
        (baseline, state.name)
        for state in states
        if (baseline := state.now.baseline_finish) and baseline > state.now.as_of.day
    ]
    if not ahead:
        return ()
    day, project = min(ahead)
    text = sentence(
        "The next date to watch is {day}, the baseline finish of {project}.",
        day=figures.book.day(day, is_strong=True),
        project=name(project),
    )
    return (Paragraphs(paragraphs=((text,),)),)
