"""The report of a team across its projects: its load, its flow, and what waits for what."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_analytics.content import Review
from pmo_analytics.metrics.question import Question
from pmo_analytics.narrative.project import Project
from pmo_analytics.narrative.saying import Facts, listed, named, say
from pmo_analytics.narrative.team import team_deck, team_headline
from pmo_analytics.reviews import (
    flow_section,
    stuck_section,
    team_load_section,
    team_office_section,
    team_waits_section,
)
from pmo_analytics.reviews.brief import Brief, Head
from pmo_analytics.reviews.personas import WORKING
from pmo_analytics.reviews.sections import SectionPlan, make_review
from pmo_analytics.values import Sentence

REPORT = "team_health"
_OF_TEAM = (
    *("pace_signal", "item_counts", "ageing", "blocked_items", "work_by_project"),
    *("team_handovers", "data_quality"),
)
_OF_THE_DAY = ("pace", "stuck")  # sections of open work, which an old export does not know
SECTIONS = (
    SectionPlan("load", team_load_section),
    SectionPlan("pace", flow_section, readers=WORKING),
    SectionPlan("stuck", stuck_section, readers=WORKING),
    SectionPlan("office", team_office_section),
    SectionPlan("waits", team_waits_section),
)


def team_health(brief: Brief) -> Review:
    """Review a team as of a day, in whichever projects it works."""
    drift = next(iter(flow_section.way_drifts(brief)), None)
    facts = brief.facts(*_OF_TEAM).joined(drift.facts if drift else {})
    team = Project(brief.scope.team, facts, tuple(brief.rows("pace_signal")))
    head = Head(brief=brief, projects=(team,), facts=facts)
    is_stale = _is_stale(brief)
    work = next(iter(team_load_section.work(brief)), None)
    said = team_headline(team, work, drift, is_stale=is_stale)
    has_flow = not is_stale and facts.value("open_count")  # of what is finished none is owed
    return make_review(
        head,
        [plan for plan in SECTIONS if has_flow or plan.name not in _OF_THE_DAY],
        report=REPORT,
        kind=str(say("kind-team", facts)),
        scope_name=team.name,
        team=team.name,
        headline=said,
        deck=tuple(_deck(brief, facts)),
        one_line=said,
    )


def _is_stale(brief: Brief) -> bool:
    found = brief.evidence.values("data_quality", Question((brief.scope,), (brief.day,)))
    return bool(found.get((brief.scope.name, brief.day.day), {}).get("is_stale"))


def _deck(brief: Brief, facts: Facts) -> Iterator[Sentence]:
    names = brief.evidence.project_names
    worked = sorted(row["project_id"] for row in brief.rows("work_by_project"))
    blocked = sorted(brief.rows("blocked_items"), key=lambda row: row["blocked_days"])
    return team_deck(
        facts,
        projects=listed(named(names[one]) for one in worked),
        is_start_known=all(row["is_start_known"] for row in blocked[-1:]),
    )
