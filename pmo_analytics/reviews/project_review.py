"""A review of one project: what every report on a project says above its sections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pmo_analytics.content import Review
from pmo_analytics.narrative.outlook import headline, one_line
from pmo_analytics.narrative.portfolio import change_word
from pmo_analytics.narrative.reported import key_facts
from pmo_analytics.reviews.brief import Head
from pmo_analytics.reviews.sections import SectionPlan, make_review


def project_review(head: Head, plans: Sequence[SectionPlan], **values: Any) -> Review:
    """Make a review of one project under its headline, change, colours and key facts.

    Args:
        head: of one project.
        plans: the sections of the report.
        values: what this report says of its own, such as its kind and deck.
    """
    project = head.project
    return make_review(
        head,
        plans,
        programme=project.programme,
        project_id=project.project_id,
        headline=headline(project),
        one_line=one_line(project),
        change=project.change,
        change_words=change_word(project),
        rag=project.rag,
        key_facts=key_facts(project),
        **values,
    )
