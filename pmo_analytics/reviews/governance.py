"""The report of the office on what it asks for: standards, controls, changes and its charter."""

from __future__ import annotations

from pmo_analytics.content import Review
from pmo_analytics.narrative.governance import governance_deck, governance_headline
from pmo_analytics.narrative.saying import say
from pmo_analytics.reviews import (
    charter_section,
    comment_section,
    conformance_section,
    controls_section,
    improvements_section,
    standards_section,
)
from pmo_analytics.reviews.brief import Brief, Head
from pmo_analytics.reviews.personas import STEERING, WORKING
from pmo_analytics.reviews.sections import SectionPlan, make_review

REPORT = "governance"
SECTIONS = (
    SectionPlan("comment", comment_section, readers=STEERING),
    SectionPlan("standards", standards_section),
    SectionPlan("controls", controls_section),
    SectionPlan("conformance", conformance_section, readers=WORKING),
    SectionPlan("improvements", improvements_section, readers=WORKING),
    SectionPlan("charter", charter_section, readers=STEERING),
)


def governance(brief: Brief) -> Review:
    """Review how a portfolio, or one programme of it, is governed as of a day."""
    facts = brief.facts("standards", "gates", "decision_log", "overdue_actions", "improvements")
    head = Head(brief=brief, projects=(), facts=facts.joined(brief.changes("charter").facts))
    mode = brief.evidence.settings.portfolio.pmo_mode
    is_programme = brief.scope.kind == "programme"
    said = governance_headline(head.facts, mode)
    return make_review(
        head,
        SECTIONS,
        report=REPORT,
        kind=str(say("kind-governance", head.facts)),
        scope_name=brief.evidence.settings.portfolio.name,
        programme=brief.scope.name if is_programme else "",
        headline=said,
        deck=tuple(governance_deck(head.facts, is_whole=not is_programme)),
        one_line=said,
    )
