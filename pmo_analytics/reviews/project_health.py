"""The report of one project."""

from __future__ import annotations

from pmo_analytics.metrics.projects import find_scope
from pmo_analytics.metrics.question import Scope
from pmo_analytics.narrative.changes import explanation
from pmo_analytics.narrative.facts import FactBook
from pmo_analytics.narrative.figures import Figures
from pmo_analytics.narrative.formatting import long_day_text
from pmo_analytics.narrative.outlook import headline_sentence, one_line_sentence
from pmo_analytics.narrative.portfolio import change_of, change_words
from pmo_analytics.narrative.project import ProjectState
from pmo_analytics.narrative.reported import key_facts, reported_sentence
from pmo_analytics.reviews.board_section import board_section
from pmo_analytics.reviews.cost_section import cost_section
from pmo_analytics.reviews.data_section import data_section
from pmo_analytics.reviews.decision_section import decision_section
from pmo_analytics.reviews.evidence import Evidence
from pmo_analytics.reviews.exposure_section import exposure_section
from pmo_analytics.reviews.finish_section import finish_section
from pmo_analytics.reviews.flow_section import flow_section
from pmo_analytics.reviews.provenance import provenance
from pmo_analytics.reviews.stuck_section import cycle_days, cycle_time_recipe, stuck_section
from pmo_analytics.reviews.work_section import work_section
from pmo_analytics.values import Review, Section, Sentence

REPORT = "project_health"
_DECK_SENTENCES = 3


def project_health(evidence: Evidence, *, project: str) -> Review:
    """Review one project as of the day of the evidence.

    Raises:
        UnknownNameError: there is no project of that id.
    """
    scope = find_scope(evidence.connection, project=project)
    (state,) = evidence.states(scope.project_ids)
    figures = Figures(FactBook(evidence.style), (state,), evidence.policies)
    portfolio_name = evidence.settings.portfolio.name
    return Review(
        report=REPORT,
        kind="Project health",
        scope_name=state.name if state.programme else f"{state.name}, {portfolio_name}",
        programme=state.programme,
        project_id=project,
        as_of=evidence.as_of.day,
        as_of_words=long_day_text(evidence.as_of.day, evidence.style),
        as_of_at=evidence.as_of.moment,
        is_partial_day=evidence.as_of.is_partial,
        compared_with=evidence.compared_with.day,
        headline=headline_sentence(state, figures),
        deck=_deck(state, figures),
        one_line=one_line_sentence(state, figures),
        change=change_of(state),
        change_words=change_words((state,)),
        rag=state.rag,
        key_facts=key_facts(state, figures),
        sections=_sections(evidence, scope, state, figures),
        provenance=provenance(evidence, figures),
        facts=figures.book.facts,
        recipes=figures.book.recipes,
    )


def _deck(state: ProjectState, figures: Figures) -> tuple[Sentence, ...]:
    reported = reported_sentence(state, figures)
    if not reported:
        return explanation(state, figures)[:_DECK_SENTENCES]
    return (*explanation(state, figures)[: _DECK_SENTENCES - 1], reported)


def _sections(
    evidence: Evidence, scope: Scope, state: ProjectState, figures: Figures
) -> tuple[Section, ...]:
    cycle = cycle_days(evidence, scope)
    if cycle:
        cycle_time_recipe(figures, cycle["n"])
    sections = (
        decision_section(evidence, scope, (state,), figures),
        finish_section(evidence, scope, state, figures),
        flow_section(evidence, scope, state, figures, cycle=cycle),
        stuck_section(evidence, scope, state, figures, cycle=cycle),
        board_section(evidence, scope, state, figures, old_days=cycle.get("sure_days")),
        work_section(evidence, scope, state, figures),
        cost_section(evidence, scope, figures),
        exposure_section(evidence, scope, figures),
        data_section(evidence, (state,), figures),
    )
    return tuple(section for section in sections if section)
