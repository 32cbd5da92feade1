"""Sources and settings: from what a review was made, and by which rules."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import version

from pmo_analytics.content import Provenance, SourceFile
from pmo_analytics.metrics.question import Question
from pmo_analytics.narrative.saying import day_segment, named, say
from pmo_analytics.reviews.brief import Gathered, Head
from pmo_analytics.values import Segment, Sentence


def gather(head: Head) -> Gathered:
    """Gather the files and how many rows they hold."""
    brief = head.brief
    if brief.scope.team:  # files are those of all
        brief = replace(brief, scope=brief.evidence.scope())
    facts = brief.facts("exports_read").joined(
        {"register_count": brief.answer("registers_read").fact("register_count")}
    )
    files = brief.evidence.rows("export_files", Question((), (brief.day,)))
    return Gathered(head, facts, series={"files": files})


def compose(found: Gathered) -> Provenance:
    """Say from which files the review was made, and by which settings."""
    files = sorted(found.series["files"], key=lambda row: row["path"])
    return Provenance(
        line=say("source-line", found.facts, before=_before(found.head)),
        files=tuple(
            SourceFile(
                path=row["path"],
                sha256=row["sha256"],
                rows=row["row_count"],
                rejected=row["rejected_count"],
            )
            for row in files
        ),
        settings=_settings(found),
        version=version("pmo-analytics"),
    )


def _before(head: Head) -> Segment:
    return day_segment(head.brief.before.day, head.brief.style)


def _settings(found: Gathered) -> Sentence:
    head = found.head
    day = head.brief.day
    return say(
        "settings-line",
        found.facts,
        day=day_segment(day.day, head.brief.style),
        zone=named(head.brief.evidence.calendar.time_zone),
        partial="yes" if day.is_partial else "no",
        before=_before(head),
    )
