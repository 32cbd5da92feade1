"""The portfolio report: of the whole portfolio, or of one programme."""

from __future__ import annotations

from collections import Counter

from pmo_analytics.content import Review
from pmo_analytics.narrative.formatting import month_text
from pmo_analytics.narrative.portfolio import change_words, portfolio_deck, portfolio_headline
from pmo_analytics.narrative.saying import say
from pmo_analytics.reviews import (
    blockers_section,
    changes_section,
    comment_section,
    data_section,
    decision_section,
    ends_section,
    exposure_section,
    matrix_section,
    money_section,
    office_section,
    oversight_section,
    pace_section,
    roadmap_section,
)
from pmo_analytics.reviews.brief import Brief
from pmo_analytics.reviews.gather import gather_head
from pmo_analytics.reviews.personas import DECIDING, OFFICE, STEERING, WORKING
from pmo_analytics.reviews.sections import SectionPlan, make_review

REPORT = "portfolio_health"
SECTIONS = (
    SectionPlan("comment", comment_section, readers=STEERING),
    SectionPlan("decisions", decision_section, readers=DECIDING),
    SectionPlan("money", money_section, readers=STEERING),
    SectionPlan("projects", matrix_section),
    SectionPlan("changed", changes_section, readers=WORKING),
    SectionPlan("roadmap", roadmap_section, readers=WORKING),
    SectionPlan("ends", ends_section, readers=WORKING),
    SectionPlan("pace", pace_section, label="section-pace-portfolio", readers=WORKING),
    SectionPlan("blockers", blockers_section, readers=WORKING),
    SectionPlan("exposure", exposure_section),
    SectionPlan("oversight", oversight_section, readers=OFFICE),
    SectionPlan("office", office_section, readers=WORKING),
    SectionPlan("data", data_section, readers=WORKING),
)


def portfolio_health(brief: Brief) -> Review:
    """Review the portfolio, or one programme of it, as of a day."""
    head = gather_head(brief)
    is_programme = brief.scope.kind == "programme"
    said = portfolio_headline(head.projects, head.facts)
    return make_review(
        head,
        SECTIONS,
        report=REPORT,
        kind=str(say("kind-programme" if is_programme else "kind-portfolio", head.facts)),
        scope_name=brief.evidence.settings.portfolio.name,
        programme=brief.scope.name if is_programme else "",
        headline=said,
        deck=portfolio_deck(head.projects, head.facts, since=month_text(brief.before.day)),
        one_line=said,
        change_words=change_words(head.facts),
        rag_counts=dict(Counter(project.colour for project in head.projects)),
        tally=matrix_section.tally(head.projects, head.facts),
    )
