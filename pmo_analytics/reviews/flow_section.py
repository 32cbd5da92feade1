"""Pace and time of a project: what changed, what is routine, and how long an item takes."""

from __future__ import annotations

from pmo_analytics.catalogue.measurable import remedy_of
from pmo_analytics.content import Block, Chart, Missing, Paragraphs, Section, chart_columns
from pmo_analytics.narrative.changes import explanation
from pmo_analytics.narrative.pace import (
    last_week,
    no_range,
    normal_range,
    pace_question,
    pace_title,
    range_doubt,
    range_options,
    time_changed,
    weekly_columns,
)
from pmo_analytics.narrative.project import Project
from pmo_analytics.narrative.saying import Facts, day_segment, named, printed, say
from pmo_analytics.reviews.brief import Brief, Gathered, Head, Row
from pmo_analytics.reviews.ways_taken import ways_blocks, ways_most_taken
from pmo_analytics.values import Sentence

SHOWN_WEEKS = 26
SHOWN_DAYS = 183  # of six months


def gather(head: Head) -> Gathered | None:
    """Gather cycle times and decisions; None before the first finish."""
    brief = head.brief
    finished = "done_count" if head.project.is_stale else "all_finished_count"
    if not head.project.value(finished):
        return None
    times = brief.facts("cycle_time")
    answer = brief.answer("cycle_time")
    rows = [
        row
        for row in brief.rows("lead_time")
        if row["cycle_days"] is not None
        and row["finished_date"] is not None
        and (brief.day.day - row["finished_date"]).days < SHOWN_DAYS
    ]
    decided = brief.table(
        "decided",
        [] if brief.scope.team else brief.rows("decided"),  # decisions are of projects
        key=("decision_id",),
        columns=("decided_date", "question", "decision"),
    )
    counted = brief.facts("start_evidence")
    drifts = way_drifts(brief)
    left, ways, taken = _since_drift(brief, drifts)
    return Gathered(
        head,
        times.joined({**counted.facts, **brief.facts("time_signal").facts}),
        tables={"decided": decided, "drifts": drifts, "left": left, "ways": taken},
        series={"finished": rows, "answer": [{"n": answer.n, "reason": answer.reason}]}
        | {"ways": ways},
    )


def _since_drift(
    brief: Brief, drifts: tuple[Facts, ...]
) -> tuple[tuple[Facts, ...], list[Row], tuple[Facts, ...]]:
    """Return, since the first drift, how most left the declared way, and the ways most taken."""
    if not drifts:
        return (), [], ()
    first = min(row.value("since_date") for row in drifts)
    since = {"days": (brief.day.day - first).days + 1}
    most = sorted(brief.rows("conformance", **since), key=lambda row: -row["item_count"])[:1]
    columns = ("item_count", "stage")
    left = brief.table("conformance", most, key=("kind", "stage"), columns=columns, **since)
    return (left, *ways_most_taken(brief, **since))


def way_drifts(brief: Brief) -> tuple[Facts, ...]:
    """Return the teams whose items leave the declared way more often since a day."""
    rows = [row for row in brief.rows("training_needs") if row["since_date"] is not None]
    columns = ("since_date", "since_share", "since_count", "before_share")
    return brief.table("training_needs", rows, key=("team", "topic"), columns=columns)


def compose(found: Gathered, label: str) -> Section:
    """Show the pace of finishing and the days an item takes."""
    project = found.head.project
    sentences = (
        *(() if project.is_finished else explanation(project)),
        pace_question(project, found.tables["decided"]),
        *time_changed(found.facts),
        *(say("way-drift", row, team=named(row.value("team"))) for row in found.tables["drifts"]),
        *(
            say("way-left", row, kind=row.value("kind"), stage=named(row.value("stage")))
            for row in found.tables["left"]
        ),
        last_week(project),
        range_doubt(project),
    )
    blocks: list[Block] = [_pace_chart(project), _times_block(found)]
    paragraphs = tuple((text,) for text in sentences if text)
    if paragraphs:
        day = day_segment(found.head.brief.before.day, found.head.brief.style)
        heading = say("pace-heading", project.facts, day=day)
        blocks.append(Paragraphs(span=12, heading=heading, paragraphs=paragraphs))
    for drift in found.tables["drifts"][:1]:
        blocks.extend(ways_blocks(found, title=say("ways-since", drift)))
    title = pace_title((project,), project.facts, has_drift=bool(found.tables["drifts"]))
    return Section(name="pace", label=label, title=title, blocks=tuple(blocks))


def _pace_chart(project: Project) -> Chart:
    facts, has_limits, has_ended = project.facts, project.has_normal_range, project.is_finished
    limits = {"normal_range": normal_range(project)} if has_limits else {}
    drawn = "pace-chart-drawn" if has_limits else "pace-chart-drawn-unlimited"
    subtitle = "pace-chart-subtitle-ended" if has_ended else "pace-chart-subtitle"
    mean = printed(facts["mean_per_week"], facts.style).text if has_limits else ""
    columns = weekly_columns(project, SHOWN_WEEKS)
    last = columns["finished_count"][-1] if columns["finished_count"] else "not known"
    return Chart(
        name="throughput",
        span=6,
        title=say("pace-chart", facts),
        subtitle=say(subtitle, facts, shown_weeks=SHOWN_WEEKS),
        columns=columns,
        options={**range_options(project), "mean_text": mean},
        alternative=str(say(drawn, facts, last=last, **limits)),
        note=Sentence() if has_limits or has_ended else no_range(project),
    )


def _times_block(found: Gathered) -> Block:
    facts, rows = found.facts, found.series["finished"]
    half, sure = facts.value("half_days"), facts.value("sure_days")
    if sure is None or not rows:
        return Missing(span=6, text=_unmeasurable(found))
    n = found.series["answer"][0]["n"]
    since = day_segment(min(row["finished_date"] for row in rows), found.head.brief.style)
    return Chart(
        name="finished_items",
        span=6,
        title=say("times-chart", facts),
        subtitle=say("times-chart-subtitle", facts),
        columns=chart_columns(rows, "finished_date", "cycle_days", "item_key"),
        options={"half_days": half, "sure_days": sure},
        alternative=str(say("times-chart-drawn", facts, shown=len(rows), since=since, n=n)),
    )


def _unmeasurable(found: Gathered) -> Sentence:
    if not found.facts.value("started_count"):
        remedy = remedy_of(found.series["answer"][0]["reason"])
        return say("times-unknown", found.facts, remedy=named(remedy))
    return say("times-thin", found.facts)
