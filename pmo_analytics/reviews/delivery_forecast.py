"""The report on the forecast of one project: its dates, their record, and what a date needs."""

from __future__ import annotations

from pmo_analytics.content import Review
from pmo_analytics.narrative.changes import explanation
from pmo_analytics.narrative.saying import say
from pmo_analytics.reviews import (
    ahead_section,
    data_section,
    dates_section,
    finish_section,
    parts_section,
    record_section,
)
from pmo_analytics.reviews.brief import Brief
from pmo_analytics.reviews.gather import gather_head
from pmo_analytics.reviews.project_review import project_review
from pmo_analytics.reviews.sections import SectionPlan

REPORT = "delivery_forecast"
SECTIONS = (
    SectionPlan("finish", finish_section),
    SectionPlan("dates", dates_section),
    SectionPlan("parts", parts_section),
    SectionPlan("ahead", ahead_section),
    SectionPlan("record", record_section),
    SectionPlan("data", data_section),
)


def delivery_forecast(brief: Brief) -> Review:
    """Review when one project will be finished, and what such forecasts were worth."""
    head = gather_head(brief)
    return project_review(
        head,
        SECTIONS,
        report=REPORT,
        kind=str(say("kind-forecast", head.facts)),
        scope_name=head.project.name,
        deck=explanation(head.project)[:2],
    )
