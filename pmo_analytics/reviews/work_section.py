"""Cumulative flow and milestones of a project."""

from __future__ import annotations

from pmo_analytics.metrics.question import Scope
from pmo_analytics.narrative.figures import Figures
from pmo_analytics.narrative.formatting import noun
from pmo_analytics.narrative.project import ProjectState
from pmo_analytics.narrative.sentences import name, sentence
from pmo_analytics.reviews.evidence import Evidence
from pmo_analytics.values import Block, Figure, Section, Sentence

_SHOWN_DAYS = 183
_STEP_DAYS = 7


def work_section(
    evidence: Evidence, scope: Scope, state: ProjectState, figures: Figures
) -> Section | None:
    """Show how work piles up and how milestones moved; None without items and milestones."""
    blocks = [
        block
        for block in (_flow_figure(evidence, scope), _milestone_figure(evidence, scope))
        if block
    ]
    if not blocks:
        return None
    spread = tuple(block.model_copy(update={"span": 12 // len(blocks)}) for block in blocks)
    return Section(
        name="work",
        label="Flow and milestones",
        title=_title(evidence, scope, state, figures),
        blocks=spread,
    )


def _flow_figure(evidence: Evidence, scope: Scope) -> Block | None:
    rows = evidence.rows("cumulative_flow", scope, days=_SHOWN_DAYS)
    if not rows:
        return None
    days = sorted({row["date"] for row in rows})[::-1][::_STEP_DAYS]
    kept = [row for row in rows if row["date"] in set(days)]
    stages = {row["stage"]: row["item_count"] for row in kept if row["date"] == days[0]}
    return Figure(
        chart="cumulative_flow",
        title=sentence("Work to do, in progress and finished"),
        subtitle=sentence("Items by stage, running total of the last six months"),
        columns={
            "date": tuple(row["date"].isoformat() for row in kept),
            "stage": tuple(row["stage"] for row in kept),
            "item_count": tuple(row["item_count"] for row in kept),
        },
        options={"highlight": "In progress"},
        alternative="Items on the day: "
        + ", ".join(f"{count} {stage.lower()}" for stage, count in stages.items())
        + ".",
    )


def _milestone_figure(evidence: Evidence, scope: Scope) -> Block | None:
    rows = evidence.rows("milestones_as_of", scope)
    if len({row["report_date"] for row in rows}) < 2:
        return None
    last = {row["milestone"]: row["forecast_date"].isoformat() for row in rows}
    return Figure(
        chart="milestones",
        title=sentence("What the milestones were forecast to be"),
        subtitle=sentence(
            "Forecast date of each milestone, by report. Flat is stable, rising is slipping"
        ),
        columns={
            "milestone": tuple(row["milestone"] for row in rows),
            "report_date": tuple(row["report_date"].isoformat() for row in rows),
            "forecast_date": tuple(row["forecast_date"].isoformat() for row in rows),
        },
        alternative="Last forecasts: "
        + "; ".join(f"{milestone} {day}" for milestone, day in sorted(last.items()))
        + ".",
    )


def _title(evidence: Evidence, scope: Scope, state: ProjectState, figures: Figures) -> Sentence:
    slips = _slips(evidence, scope)
    if not slips:
        return sentence("How the work of the project stands")
    worst = max(slips, key=lambda pair: (pair[1], pair[0]))
    if worst[1] <= 0:
        return sentence("No milestone has slipped since its first forecast")
    slipped = sum(days > 0 for _, days in slips)
    return sentence(
        "{count} {milestones} slipped since the first forecast, {name} by {days}",
        count=figures.book.count(
            f"{state.project_id}.slipped.{state.now.as_of.day}", slipped, is_first=True
        ),
        milestones=noun(slipped, "milestone has", "milestones have"),
        name=name(worst[0]),
        days=figures.book.figure(
            f"{state.project_id}.worst_slip.{state.now.as_of.day}", worst[1], "days"
        ),
    )


def _slips(evidence: Evidence, scope: Scope) -> list[tuple[str, int]]:
    """Return by how many days each milestone moved between its first and its last forecast."""
    rows = sorted(evidence.rows("milestones_as_of", scope), key=lambda row: row["report_date"])
    first, last = {}, {}
    for row in rows:
        first.setdefault(row["milestone"], row["forecast_date"])
        last[row["milestone"]] = row["forecast_date"]
    return [(milestone, (last[milestone] - day).days) for milestone, day in first.items()]
