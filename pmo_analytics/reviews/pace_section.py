"""The pace of work: a small panel a project, signals in the accent."""

from __future__ import annotations

from pmo_analytics.content import Chart, Section, SmallMultiples
from pmo_analytics.narrative.pace import (
    no_range,
    normal_range,
    pace_title,
    range_options,
    verdict,
    weekly_columns,
)
from pmo_analytics.narrative.project import Project
from pmo_analytics.narrative.saying import say
from pmo_analytics.reviews.brief import Gathered, Head
from pmo_analytics.reviews.flow_section import SHOWN_WEEKS
from pmo_analytics.values import Sentence

_MOST_PANELS = 12


def gather(head: Head) -> Gathered:
    """Gather nothing more than what is known of the projects."""
    return Gathered(head, head.facts)


def compose(found: Gathered, label: str) -> Section:
    """Show the weekly finishes of each project on their normal range."""
    first = sorted(found.head.projects, key=_signals_first)[:_MOST_PANELS]
    shown = [project for project in found.head.projects if project in first]
    hidden = "yes" if len(found.head.projects) > len(shown) else "no"
    return Section(
        name="pace",
        label=label,
        title=pace_title(found.head.projects, found.facts),
        subtitle=say("pace-panels", found.facts, shown_weeks=SHOWN_WEEKS, hidden=hidden),
        blocks=(SmallMultiples(panels=tuple(map(_panel, shown))),),
    )


def _signals_first(project: Project) -> tuple[bool, str]:
    return (not project.signal, project.project_id)


def _panel(project: Project) -> Chart:
    if not project.has_normal_range:
        return _undrawn_panel(project)
    facts = project.facts
    normal, said = normal_range(project), verdict(project)
    return Chart(
        name="pace",
        span=3,
        title=Sentence.of(project.segment),
        columns=weekly_columns(project, SHOWN_WEEKS),
        options=range_options(project),
        alternative=str(
            say(
                "pace-panel-drawn",
                facts,
                project=project.segment,
                verdict=said,
                normal_range=normal,
            )
        ),
        verdict=str(said),
        is_signal=bool(project.signal),
        note=say(
            "pace-panel-note",
            facts,
            normal_range=normal,
            provisional="yes" if facts.value("is_provisional") else "no",
        ),
    )


def _undrawn_panel(project: Project) -> Chart:
    reason = no_range(project)
    return Chart(
        name="pace",
        span=3,
        title=Sentence.of(project.segment),
        alternative=str(reason),
        verdict="not measurable",
        note=reason,
    )
