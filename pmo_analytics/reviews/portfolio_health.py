"""The portfolio report: of the whole portfolio, or of one programme."""

from __future__ import annotations

from collections import Counter

from pmo_analytics.metrics.projects import find_scope
from pmo_analytics.metrics.question import Scope
from pmo_analytics.narrative.changes import changes_block, changes_title
from pmo_analytics.narrative.facts import FactBook
from pmo_analytics.narrative.figures import Figures
from pmo_analytics.narrative.formatting import day_text, long_day_text
from pmo_analytics.narrative.portfolio import change_words, portfolio_deck, portfolio_headline
from pmo_analytics.narrative.project import ProjectState
from pmo_analytics.reviews.data_section import data_section
from pmo_analytics.reviews.decision_section import decision_section
from pmo_analytics.reviews.evidence import Evidence
from pmo_analytics.reviews.exposure_section import exposure_section
from pmo_analytics.reviews.matrix_section import projects_section, tally
from pmo_analytics.reviews.oversight_section import oversight_section
from pmo_analytics.reviews.pace_section import pace_section
from pmo_analytics.reviews.provenance import provenance
from pmo_analytics.values import Review, Section

REPORT = "portfolio_health"


def portfolio_health(evidence: Evidence, *, programme: str = "") -> Review:
    """Review the portfolio, or one programme of it, as of the day of the evidence.

    Raises:
        UnknownNameError: no project belongs to that programme.
    """
    scope = find_scope(evidence.connection, programme=programme)
    states = evidence.states(scope.project_ids)
    figures = Figures(FactBook(evidence.style), states, evidence.policies)
    portfolio_name = evidence.settings.portfolio.name
    headline = portfolio_headline(states, figures)
    return Review(
        report=REPORT,
        kind="Programme health" if programme else "Portfolio health",
        scope_name=portfolio_name,
        programme=programme,
        as_of=evidence.as_of.day,
        as_of_words=long_day_text(evidence.as_of.day, evidence.style),
        as_of_at=evidence.as_of.moment,
        is_partial_day=evidence.as_of.is_partial,
        compared_with=evidence.compared_with.day,
        headline=headline,
        deck=portfolio_deck(states, figures),
        one_line=headline,
        change_words=change_words(states),
        rag_counts=dict(Counter(state.overall.colour for state in states)),
        tally=tally(states, figures),
        sections=_sections(evidence, scope, states, figures),
        provenance=provenance(evidence, figures),
        facts=figures.book.facts,
        recipes=figures.book.recipes,
    )


def _sections(
    evidence: Evidence, scope: Scope, states: tuple[ProjectState, ...], figures: Figures
) -> tuple[Section, ...]:
    green_limit = evidence.policies["schedule"].enter_amber
    changed = Section(
        name="changed",
        label=f"What changed since {day_text(evidence.compared_with.day, evidence.style)}",
        title=changes_title(states, figures),
        blocks=(changes_block(states, figures),),
    )
    sections = (
        decision_section(evidence, scope, states, figures),
        projects_section(states, figures, green_limit=green_limit),
        changed,
        pace_section(states, figures),
        exposure_section(evidence, scope, figures),
        oversight_section(evidence, scope, states, figures),
        data_section(evidence, states, figures),
    )
    return tuple(section for section in sections if section)
