"""Decisions requested: those of the register that are open, and dates that nobody put to one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pmo_analytics.forecasts.throughput import scope_for_chance
from pmo_analytics.metrics.scope import Scope
from pmo_analytics.narrative.decisions import (
    ScopeCut,
    date_decision,
    decisions_title,
    register_decision,
)
from pmo_analytics.narrative.figures import Figures
from pmo_analytics.narrative.project import ProjectState
from pmo_analytics.narrative.sentences import name, sentence
from pmo_analytics.reviews.evidence import Evidence
from pmo_analytics.values import Block, Decision, Decisions, Paragraphs, Section

_MOST_DECISIONS = 5  # PAGE.md, Anatomy
_ASKS = ("red", "amber")  # a green or grey schedule asks nothing


def decision_section(
    evidence: Evidence, scope: Scope, states: Sequence[ProjectState], figures: Figures
) -> Section:
    """Ask for decisions, the largest cost of doing nothing first."""
    by_id = {state.project_id: state for state in states}
    rows = evidence.rows("open_decisions", scope)
    decisions = []
    for row in rows:
        state = by_id.get(row["project_id"] or "")
        cut = scope_cut(state, evidence) if state and _is_asking(state) else None
        decisions.append(register_decision(row, state, figures, cut=cut))
    asked = {decision.project_id for decision in decisions}
    for state in states:
        if _is_asking(state) and state.project_id not in asked:
            own = date_decision(state, scope_cut(state, evidence), figures)
            decisions += [own] if own else []
    shown = tuple(sorted(decisions, key=_by_consequence)[:_MOST_DECISIONS])
    blocks: tuple[Block, ...] = (
        (Decisions(decisions=shown),) if shown else _next_date(states, figures)
    )
    return Section(
        name="decisions",
        label="Decisions requested",
        title=decisions_title(shown, figures),
        subtitle=sentence("Largest cost of doing nothing first. Bars share one scale.")
        if len(shown) > 1
        else sentence(""),
        blocks=blocks,
    )


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


def _by_consequence(decision: Decision) -> tuple[float, date, str]:
    cost = max((option.likely_cost or 0.0 for option in decision.options), default=0.0)
    return (-cost, decision.due_date or date.max, decision.decision_id)


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
