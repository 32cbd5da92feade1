"""The portfolio report: of the whole portfolio, or of one programme."""

from __future__ import annotations

from collections import Counter

from pmo_analytics.content import Review, Section
from pmo_analytics.narrative.changes import changes_block, changes_title
from pmo_analytics.narrative.formatting import month_text
from pmo_analytics.narrative.portfolio import change_words, portfolio_deck, portfolio_headline
from pmo_analytics.narrative.saying import say
from pmo_analytics.reviews import (
    data_section,
    decision_section,
    exposure_section,
    matrix_section,
    oversight_section,
    pace_section,
)
from pmo_analytics.reviews.brief import Brief, Gathered, Head
from pmo_analytics.reviews.gather import gather_head
from pmo_analytics.reviews.sections import SectionPlan, make_review

REPORT = "portfolio_health"


def _gather_changes(head: Head) -> Gathered:
    return Gathered(head, head.facts)


def _compose_changes(found: Gathered, label: str) -> Section:
    """Show what moved since the comparison date, in words."""
    return Section(
        name="changed",
        label=label,
        title=changes_title(found.facts),
        blocks=(changes_block(found.head.projects, found.facts),),
    )


SECTIONS = (
    SectionPlan(
        "decisions",
        "section-decisions",
        ("decisions", "scope_cut", "forecast_delay_cost"),
        decision_section.gather,
        decision_section.compose,
    ),
    SectionPlan(
        "projects",
        "section-projects",
        ("judgement", "finish_forecast", "earned_value", "planned_scope", "pace_signal"),
        matrix_section.gather,
        matrix_section.compose,
    ),
    SectionPlan(
        "changed",
        "section-changed",
        ("colour_changes", "finish_move"),
        _gather_changes,
        _compose_changes,
    ),
    SectionPlan(
        "pace",
        "section-pace-portfolio",
        ("pace_signal",),
        pace_section.gather,
        pace_section.compose,
    ),
    SectionPlan(
        "exposure",
        "section-exposure",
        ("risk_exposure", "risk_responses", "dependencies", "utilisation"),
        exposure_section.gather,
        exposure_section.compose,
    ),
    SectionPlan(
        "oversight",
        "section-oversight",
        ("success", "strategy_alignment", "slower_projects", "feedback"),
        oversight_section.gather,
        oversight_section.compose,
    ),
    SectionPlan(
        "data",
        "section-data",
        ("data_quality", "exports_read", "known_changes", "contradictions"),
        data_section.gather,
        data_section.compose,
    ),
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
