"""Pace and time of a project: what changed, what is routine, and how long an item takes."""

from __future__ import annotations

from typing import Any

from pmo_analytics.metrics.question import Scope
from pmo_analytics.narrative.changes import explanation
from pmo_analytics.narrative.figures import Figures
from pmo_analytics.narrative.formatting import day_text, noun
from pmo_analytics.narrative.pace import (
    cause_sentence,
    last_week_sentence,
    no_range_sentence,
    normal_range,
    pace_title,
    range_doubt_sentence,
)
from pmo_analytics.narrative.project import ProjectState
from pmo_analytics.narrative.sentences import SURE_SHARE, sentence
from pmo_analytics.reviews.evidence import Evidence
from pmo_analytics.reviews.pace_section import SHOWN_WEEKS, weekly_columns
from pmo_analytics.values import Block, Figure, Missing, Paragraphs, Section, Sentence

_SHOWN_DAYS = 183
_SMALLEST_N = 5


def flow_section(
    evidence: Evidence,
    scope: Scope,
    state: ProjectState,
    figures: Figures,
    *,
    cycle: dict[str, Any],
) -> Section | None:
    """Show the pace of finishing and the days an item takes; None before the first finish."""
    if not sum(state.now.weekly_finished):
        return None
    blocks: list[Block] = [
        _pace_figure(state, figures),
        _time_block(evidence, scope, cycle, state, figures),
    ]
    words = tuple(
        (text,)
        for text in (
            *explanation(state, figures),
            cause_sentence(state, evidence.rows("decided_decisions", scope), figures),
            last_week_sentence(state, figures),
            range_doubt_sentence(state, figures),
        )
        if text
    )
    if words:
        heading = sentence(
            "What moved since {day}", day=figures.book.day(evidence.compared_with.day)
        )
        blocks.append(Paragraphs(span=12, heading=heading, paragraphs=words))
    return Section(
        name="pace", label="Pace and time", title=pace_title((state,)), blocks=tuple(blocks)
    )


def _pace_figure(state: ProjectState, figures: Figures) -> Figure:
    limits = state.now.limits
    options = {"mean": limits.mean, "lower": limits.lower, "upper": limits.upper} if limits else {}
    normal = f"; normal range {normal_range(state, figures).text} a week" if limits else ""
    return Figure(
        chart="throughput",
        span=6,
        title=sentence("Items finished a week"),
        subtitle=sentence(
            "The last {weeks} complete weeks; shaded: normal range",
            weeks=figures.book.figure("pace.shown_weeks", SHOWN_WEEKS, "count"),
        ),
        columns=weekly_columns(state),
        options=options,
        alternative=f"Items finished a week: last complete week {state.now.weekly_finished[-1]}"
        f"{normal}.",
        note=Sentence() if limits else no_range_sentence(state, figures),
    )


def _time_block(
    evidence: Evidence, scope: Scope, cycle: dict[str, Any], state: ProjectState, figures: Figures
) -> Block:
    rows = [
        row
        for row in evidence.rows("finished_items", scope)
        if row["cycle_days"] is not None
        and row["finished_date"] is not None
        and (evidence.as_of.day - row["finished_date"]).days < _SHOWN_DAYS
    ]
    if not cycle or not rows:
        return Missing(span=6, text=_unmeasurable(evidence, scope, figures, state))
    key = f"{state.project_id}.%s.{state.now.as_of.day}"
    half, sure, n = cycle["half_days"], cycle["sure_days"], cycle["n"]
    return Figure(
        chart="finished_items",
        span=6,
        title=sentence(
            "{share} of finished items took at most {sure}, half of them {half}",
            share=SURE_SHARE,
            sure=figures.book.figure(key % "sure_days", sure, "days", recipe="cycle_time"),
            half=figures.book.figure(key % "half_days", half, "days", recipe="cycle_time"),
        ),
        subtitle=sentence(
            "Each dot is an item finished in the last six months; days from start to finish, "
            "n = {n} in all",
            n=figures.book.figure(key % "cycle_n", n, "count"),
        ),
        columns={
            "finished_date": tuple(row["finished_date"].isoformat() for row in rows),
            "cycle_days": tuple(row["cycle_days"] for row in rows),
            "item_key": tuple(row["item_key"] for row in rows),
        },
        options={"half_days": half, "sure_days": sure},
        alternative=f"Days from start to finish of {len(rows)} items since "
        f"{day_text(min(row['finished_date'] for row in rows), figures.book.style)}: half took at "
        f"most {half} days, 85% at most {sure} days.",
    )


def _unmeasurable(
    evidence: Evidence, scope: Scope, figures: Figures, state: ProjectState
) -> Sentence:
    rows = evidence.rows("cycle_time", scope)
    n = rows[0]["n"] if rows else 0
    if not n:
        return sentence(
            "How long an item takes is not measurable from this data: no finished item has a "
            "known start. Add a start date, Status Category Changed, or a change history to the "
            "export."
        )
    return sentence(
        "{n} finished {items} a known start; {least} are needed to say how long an item takes.",
        n=figures.book.figure(f"{state.project_id}.cycle_n.{state.now.as_of.day}", n, "count"),
        items=noun(n, "item has", "items have"),
        least=figures.book.figure("cycle_time.smallest_n", _SMALLEST_N, "count"),
    )
