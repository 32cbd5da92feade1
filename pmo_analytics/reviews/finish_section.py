"""Where a project will end: the work in scope, the work finished, and the dates that follow."""

from __future__ import annotations

from pmo_analytics.content import Block, Chart, Paragraphs, Section
from pmo_analytics.forecasts.forecast import SURE
from pmo_analytics.health.pace import assurance
from pmo_analytics.narrative.formatting import day_text
from pmo_analytics.narrative.outlook import (
    finish_range,
    forecast_pace,
    forecast_unit,
    gap,
    growth,
    outrun,
    pace_changed,
    record,
)
from pmo_analytics.narrative.project import Project
from pmo_analytics.narrative.saying import named, say
from pmo_analytics.reviews.brief import Gathered, Head
from pmo_analytics.reviews.handovers import counted_on, promise_counted_on
from pmo_analytics.values import Scalar, Sentence

NOTICED = 0.05  # a smaller share of futures in which another project decides is no news
_SHOWN_DAYS = 366
_STEP_DAYS = 7
_DATES = {
    "baseline": "target_date",
    "early": "early_date",
    "likely": "likely_date",
    "sure": "sure_date",
}
_LABELS = {"baseline": "baseline {}", "likely": "likely {}", "sure": f"{SURE:.0%} sure {{}}"}


def gather(head: Head) -> Gathered | None:
    """Gather the burn-up, a point a week and the day itself; None for a project without items."""
    rows = head.brief.rows("burn_up", days=_SHOWN_DAYS)
    kept = rows[::-1][::_STEP_DAYS][::-1]
    facts = head.brief.facts("last_to_end").joined(head.project.facts.facts)
    tables = {"counted_on": counted_on(head.brief)}
    return Gathered(head, facts, tables=tables, series={"burn_up": kept}) if kept else None


def compose(found: Gathered, label: str) -> Section:
    """Show scope and finished work with the forecast."""
    project, names = found.head.project, found.head.brief.evidence.project_names
    sentences = (
        _required(project),
        _out_of_reach(project),
        forecast_pace(project),
        pace_changed(project),
        forecast_unit(project),
        _yet_in_doubt(project),
        *_basis(project),
        _decided_elsewhere(found),
        *(promise_counted_on(row, names) for row in found.tables["counted_on"]),
    )
    paragraphs = tuple((text,) for text in sentences if text)
    blocks: list[Block] = [_chart(found)]
    if paragraphs:
        blocks.append(Paragraphs(span=4, heading=_heading(project), paragraphs=paragraphs))
    title = finish_range(project) or gap(project)
    if project.is_finished:
        label = str(say("section-finish-ended", project.facts))
    return Section(name="finish", label=label, title=title, blocks=tuple(blocks))


def _chart(found: Gathered) -> Chart:
    project, rows = found.head.project, found.series["burn_up"]
    options = _dates_shown(project)
    last = rows[-1]
    said = ", ".join(str(value) for key, value in sorted(options.items()) if key.endswith("label"))
    return Chart(
        name="burn_up",
        span=8,
        subtitle=say("finish-chart", project.facts, ended="yes" if project.is_finished else "no"),
        columns={
            "date": tuple(row["date"].isoformat() for row in rows),
            "scope_count": tuple(row["scope_count"] for row in rows),
            "finished_count": tuple(row["finished_count"] for row in rows),
        },
        options={"as_of": found.head.brief.day.day.isoformat(), **options},
        alternative=f"{last['scope_count']} items in scope, {last['finished_count']} finished; "
        f"{said or 'no forecast'}.",
    )


def _dates_shown(project: Project) -> dict[str, Scalar | tuple[Scalar, ...]]:
    """Return the dates that the chart marks, and what it writes beside them."""
    days = {key: project.value(name) for key, name in _DATES.items()}
    shown = {f"{key}_date": day.isoformat() for key, day in days.items() if day}
    labels = {
        f"{key}_label": words.format(day_text(days[key], project.facts.style, is_short=True))
        for key, words in _LABELS.items()
        if days[key]
    }
    return {**shown, **labels}


def _heading(project: Project) -> Sentence:
    is_ahead = project.value("required_per_week") is not None
    name = "finish-words-heading" if is_ahead else "finish-words-heading-plain"
    return say(name, project.facts)


def _required(project: Project) -> Sentence:
    if not project.value("likely_date") or project.value("required_per_week") is None:
        return Sentence()
    return say("required", project.facts)


def _out_of_reach(project: Project) -> Sentence:
    """Say that no normal week makes what the date takes; else empty."""
    if not _required(project) or not project.has_normal_range:
        return Sentence()
    reached = assurance(
        project.value("required_per_week"),
        lower=project.value("lower_count"),
        upper=project.value("upper_count"),
    )
    return say("required-never", project.facts) if reached == "never" else Sentence()


def _yet_in_doubt(project: Project) -> Sentence:
    """Say why a date is in doubt though the pace expected would do; empty where it would not."""
    if not _required(project) or project.colour_of("schedule") not in ("amber", "red"):
        return Sentence()
    if (project.value("expected_per_week") or 0) < project.value("required_per_week"):
        return Sentence()
    return say("required-in-doubt", project.facts)


def _decided_elsewhere(found: Gathered) -> Sentence:
    """Say how often another project decides when this one ends; empty where that is rare."""
    if (found.facts.value("waiting_share") or 0.0) < NOTICED:
        return Sentence()
    name = found.head.brief.evidence.project_names[found.facts.value("waiting_name")]
    return say("decided-elsewhere", found.facts, project=named(name))


def _basis(project: Project) -> tuple[Sentence, ...]:
    if project.value("likely_date") is None:
        return (outrun(project),)
    return growth(project), record(project.facts), outrun(project)
