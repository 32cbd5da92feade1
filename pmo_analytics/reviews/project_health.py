"""The report of one project."""

from __future__ import annotations

from pmo_analytics.content import Review
from pmo_analytics.narrative.changes import explanation
from pmo_analytics.narrative.reported import closing, overspend, reported
from pmo_analytics.narrative.saying import say
from pmo_analytics.reviews import (
    blockers_section,
    board_section,
    comment_section,
    cost_section,
    data_section,
    decision_section,
    exposure_section,
    finish_section,
    flow_section,
    next_wave_section,
    office_section,
    reported_section,
    stuck_section,
    work_section,
)
from pmo_analytics.reviews.brief import Brief, Head
from pmo_analytics.reviews.gather import gather_head
from pmo_analytics.reviews.personas import DECIDING, DELIVERING, STEERING, WORKING
from pmo_analytics.reviews.project_review import project_review
from pmo_analytics.reviews.sections import SectionPlan
from pmo_analytics.values import Sentence

REPORT = "project_health"
_DECK_SENTENCES = 3
SECTIONS = (
    SectionPlan("comment", comment_section, readers=STEERING),
    SectionPlan("decisions", decision_section, readers=DECIDING),
    SectionPlan("reported", reported_section),
    SectionPlan("finish", finish_section),
    SectionPlan("pace", flow_section, readers=WORKING),
    SectionPlan("stuck", stuck_section, readers=WORKING),
    SectionPlan("board", board_section, readers=DELIVERING),
    SectionPlan("next_wave", next_wave_section, readers=WORKING),
    SectionPlan("work", work_section, readers=WORKING),
    SectionPlan("cost", cost_section, readers=STEERING),
    SectionPlan("blockers", blockers_section, readers=WORKING),
    SectionPlan("exposure", exposure_section),
    SectionPlan("office", office_section, readers=WORKING),
    SectionPlan("data", data_section, readers=WORKING),
)


def project_health(brief: Brief) -> Review:
    """Review one project as of a day."""
    head = gather_head(brief)
    project = head.project
    name = brief.evidence.settings.portfolio.name
    return project_review(
        head,
        SECTIONS,
        report=REPORT,
        kind=str(say("kind-project", head.facts)),
        scope_name=project.name if project.programme else f"{project.name}, {name}",
        deck=_deck(head),
    )


def _deck(head: Head) -> tuple[Sentence, ...]:
    told = (overspend(head.project), reported(head.project))
    last = tuple(text for text in told if text)
    first = tuple(closing(head.project)) if head.project.is_finished else explanation(head.project)
    return (*first[: _DECK_SENTENCES - len(last)], *last)
