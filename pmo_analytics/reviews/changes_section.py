"""What moved since the day that the report is compared with."""

from __future__ import annotations

from pmo_analytics.content import Section
from pmo_analytics.narrative.changes import changes_block, changes_subtitle, changes_title
from pmo_analytics.reviews.brief import Gathered, Head


def gather(head: Head) -> Gathered:
    """Gather nothing more: the projects and the facts of the scope are there."""
    return Gathered(head, head.facts)


def compose(found: Gathered, label: str) -> Section:
    """Show what moved since the comparison date, in words."""
    return Section(
        name="changed",
        label=label,
        title=changes_title(found.facts),
        subtitle=changes_subtitle(found.head.projects, found.facts),
        blocks=(changes_block(found.head.projects, found.facts),),
    )
