"""Decisions requested: those of the register that are open, and dates that nobody put to one."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_analytics.catalogue.decisions import MOST_SHOWN
from pmo_analytics.content import Block, Decisions, Paragraphs, Section
from pmo_analytics.narrative.decisions import decision, decisions_title
from pmo_analytics.narrative.project import Project
from pmo_analytics.narrative.saying import Facts, say
from pmo_analytics.reviews.brief import Gathered, Head
from pmo_analytics.values import Sentence

_FEW_DECISIONS = 2  # one alone needs no order
_COLUMNS = (
    *("project_id", "origin_name", "raised_date", "due_date", "question_name", "options_name"),
    *("recommendation_name", "owner_name", "likely_delay_cost", "overdue_days"),
)


def gather(head: Head) -> Gathered:
    """Gather what waits for a decision, the largest cost of doing nothing first."""
    brief = head.brief
    rows = brief.rows("decisions")[:MOST_SHOWN]
    table = brief.table("decisions", rows, key=("decision_id",), columns=_COLUMNS)
    return Gathered(head, brief.facts("decisions"), tables={"decisions": table})


def compose(found: Gathered, label: str) -> Section:
    """Ask for decisions, or name the next date to watch."""
    shown = found.tables["decisions"]
    by_id = {project.project_id: project for project in found.head.projects}
    asked = tuple(decision(row, by_id.get(row.value("project_id") or "")) for row in shown)
    blocks = (
        (Decisions(decisions=asked),) if asked else _next_date(found.head.projects, found.facts)
    )
    subtitle = say("decisions-order", found.facts) if len(shown) >= _FEW_DECISIONS else Sentence()
    return Section(
        name="decisions",
        label=label,
        title=decisions_title(shown, found.facts),
        subtitle=subtitle,
        blocks=blocks,
    )


def _next_date(projects: Sequence[Project], facts: Facts) -> tuple[Block, ...]:
    """Say which date to watch next, where no decision is asked for."""
    ahead = [
        project
        for project in projects
        if (day := project.value("baseline_finish_date")) and day > facts.style.as_of
    ]
    if not ahead:
        return ()
    first = min(ahead, key=lambda project: (project.value("baseline_finish_date"), project.name))
    text = say(
        "next-date",
        first.facts,
        day=first.facts["baseline_finish_date"],
        project=first.segment,
    )
    return (Paragraphs(paragraphs=((text,),)),)
