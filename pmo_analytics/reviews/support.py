"""The report of the office on what it offers: who needs help, with what, what is quickly done."""

from __future__ import annotations

from pmo_analytics.content import Review
from pmo_analytics.narrative.saying import say
from pmo_analytics.narrative.support import support_deck, support_headline
from pmo_analytics.reviews import (
    lessons_section,
    needs_section,
    quick_wins_section,
    training_section,
    voices_section,
)
from pmo_analytics.reviews.brief import Brief, Head
from pmo_analytics.reviews.personas import WORKING
from pmo_analytics.reviews.sections import SectionPlan, make_review

REPORT = "support"
SECTIONS = (
    SectionPlan("needs", needs_section),
    SectionPlan("quick_wins", quick_wins_section),
    SectionPlan("training", training_section, readers=WORKING),
    SectionPlan("lessons", lessons_section, readers=WORKING),
    SectionPlan("voices", voices_section),
)


def support(brief: Brief) -> Review:
    """Review who of a portfolio, or of one programme of it, needs which help as of a day."""
    facts = brief.facts("support_needs", "quick_wins", "training_needs", "overdue_actions")
    head = Head(brief=brief, projects=(), facts=facts)
    first = next((row["project_id"] for row in brief.rows("support_needs")), "")
    said = support_headline(facts, brief.evidence.project_names.get(first, ""))
    return make_review(
        head,
        SECTIONS,
        report=REPORT,
        kind=str(say("kind-support", facts)),
        scope_name=brief.evidence.settings.portfolio.name,
        programme=brief.scope.name if brief.scope.kind == "programme" else "",
        headline=said,
        deck=tuple(support_deck(facts)),
        one_line=said,
    )
