"""Cumulative flow and milestones of a project."""

from __future__ import annotations

from pmo_analytics.content import Chart, Section, chart_columns
from pmo_analytics.metrics.question import Question
from pmo_analytics.narrative.saying import Facts, day_segment, listed, named, say
from pmo_analytics.reviews.brief import Gathered, Head
from pmo_analytics.reviews.flow_section import SHOWN_DAYS
from pmo_analytics.values import Sentence

_STEP_DAYS = 7


def gather(head: Head) -> Gathered | None:
    """Gather the flow of half a year and the reports of milestones; None without either."""
    brief = head.brief
    flow = brief.rows("cumulative_flow", days=SHOWN_DAYS)
    asked = Question((brief.scope,), (brief.day,))
    milestones = brief.evidence.rows("milestones_as_of", asked)
    has_history = len({row["report_date"] for row in milestones}) > 1
    if not flow and not has_history:
        return None
    series = {"flow": flow, "milestones": milestones if has_history else []}
    facts = brief.facts("milestone_trend", "cumulative_flow")
    return Gathered(head, facts, series=series)


def compose(found: Gathered, label: str) -> Section:
    """Show how work piles up and how milestones moved."""
    charts = [chart for chart in (_flow_chart(found), _milestone_chart(found)) if chart]
    blocks = tuple(chart.model_copy(update={"span": 12 // len(charts)}) for chart in charts)
    facts = found.facts
    has_slipped = facts.value("slipping_count")
    subtitle = say("work-subtitle-slipped", facts) if has_slipped else Sentence()
    return Section(name="work", label=label, title=_title(facts), subtitle=subtitle, blocks=blocks)


def _flow_chart(found: Gathered) -> Chart | None:
    rows = found.series["flow"]
    if not rows:
        return None
    days = sorted({row["date"] for row in rows})[::-1][::_STEP_DAYS]
    kept = [row for row in rows if row["date"] in set(days)]
    said = listed(
        say("flow-chart-stage", found.facts, count=row["item_count"], stage=row["stage"].lower())
        for row in kept
        if row["date"] == days[0]
    )
    return Chart(
        name="cumulative_flow",
        title=say("flow-chart", found.facts),
        subtitle=_flow_subtitle(found.facts),
        columns=chart_columns(kept, "date", "stage", "item_count"),
        options={"highlight": "In progress", **_known_from(found.facts)},
        alternative=str(say("flow-chart-drawn", found.facts, stages=said)),
        note=_flow_note(found.facts),
    )


def _flow_subtitle(facts: Facts) -> Sentence:
    is_known = facts.value("unseen_count") is not None
    return say("flow-chart-subtitle" if is_known else "flow-chart-subtitle-plain", facts)


def _flow_note(facts: Facts) -> Sentence:
    """Say how many finished unseen, and from when the exports show what is in progress."""
    if not facts.value("startless_count"):
        return Sentence()
    shown = [say("flow-chart-shown-from", facts)] if facts.value("shown_from_date") else []
    return listed([say("flow-chart-startless", facts), *shown], between=" ", last=" ")


def _known_from(facts: Facts) -> dict[str, str]:
    day = facts.value("shown_from_date")
    if not facts.value("startless_count") or day is None:
        return {}
    said = say("flow-chart-mark", facts, day=day_segment(day, facts.style, is_short=True))
    return {"known_from": day.isoformat(), "known_words": str(said)}


def _milestone_chart(found: Gathered) -> Chart | None:
    facts, rows = found.facts, found.series["milestones"]
    if not rows:
        return None
    last = {row["milestone"]: row["forecast_date"] for row in rows}
    days = {milestone: day_segment(day, facts.style) for milestone, day in sorted(last.items())}
    said = listed(
        say("milestones-chart-one", facts, milestone=named(milestone), day=day)
        for milestone, day in days.items()
    )
    return Chart(
        name="milestones",
        title=say("milestones-chart", facts),
        subtitle=say("milestones-chart-subtitle", facts),
        columns=chart_columns(rows, "milestone", "report_date", "forecast_date"),
        alternative=str(say("milestones-chart-drawn", facts, milestones=said)),
    )


def _title(facts: Facts) -> Sentence:
    if facts.value("slipping_count") is None:
        return say("work-title", facts)
    if not facts.value("slipping_count"):
        return say("work-title-kept", facts)
    milestone = named(facts.value("longest_slip_name"))
    return say("work-title-slipped", facts, milestone=milestone)
