"""The report on the forecast of one project: its dates, their record, and what a date needs."""

from __future__ import annotations

from pmo_analytics.content import Review
from pmo_analytics.narrative.changes import explanation
from pmo_analytics.narrative.outlook import headline, one_line
from pmo_analytics.narrative.portfolio import change_word
from pmo_analytics.narrative.reported import key_facts
from pmo_analytics.narrative.saying import say
from pmo_analytics.reviews import data_section, dates_section, finish_section, record_section
from pmo_analytics.reviews.brief import Brief
from pmo_analytics.reviews.data_section import DATA_MEASURES
from pmo_analytics.reviews.gather import gather_head
from pmo_analytics.reviews.sections import SectionPlan, make_review

REPORT = "delivery_forecast"
SECTIONS = (
    SectionPlan("finish", finish_section, ("finish_forecast", "burn_up")),
    SectionPlan(
        "dates", dates_section, ("forecast_dates", "forecast_counts", "pace_needed", "scope_cut")
    ),
    SectionPlan(
        "record", record_section, ("forecast_record", "forecast_levels", "finish_forecast")
    ),
    SectionPlan("data", data_section, DATA_MEASURES),
)


def delivery_forecast(brief: Brief) -> Review:
    """Review when one project will be finished, and what such forecasts were worth."""
    head = gather_head(brief)
    project = head.project
    return make_review(
        head,
        SECTIONS,
        report=REPORT,
        kind=str(say("kind-forecast", head.facts)),
        scope_name=project.name,
        programme=project.programme,
        project_id=project.project_id,
        headline=headline(project),
        deck=explanation(project)[:2],
        one_line=one_line(project),
        change=project.change,
        change_words=change_word(project),
        rag=project.rag,
        key_facts=key_facts(project),
    )
