"""The matrix of projects by dimension, and the tally of colours beside the headline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from pmo_analytics.catalogue.judgement import COLOURS
from pmo_analytics.catalogue.measurable import remedy_of
from pmo_analytics.content import (
    ForecastRange,
    Matrix,
    MatrixCell,
    MatrixGroup,
    MatrixRow,
    Section,
    Tally,
    TallyRow,
)
from pmo_analytics.health.dimensions import DIMENSIONS, Dimension
from pmo_analytics.health.rag import next_colour
from pmo_analytics.narrative.formatting import money_text, month_text, share_text
from pmo_analytics.narrative.outlook import gap
from pmo_analytics.narrative.pace import no_range
from pmo_analytics.narrative.portfolio import (
    divergence_sentence,
    late_or_red,
    matrix_title,
    tally_caption,
)
from pmo_analytics.narrative.project import Project
from pmo_analytics.narrative.saying import Facts, listed, named, printed, say
from pmo_analytics.reviews.brief import Gathered, Head
from pmo_analytics.reviews.naming import report_file
from pmo_analytics.settings import Policy
from pmo_analytics.values import Rag, Segment, Sentence

NO_PROGRAMME = "No programme"


def gather(head: Head) -> Gathered:
    """Gather nothing more than what is known of the projects."""
    return Gathered(head, head.facts)


def compose(found: Gathered, label: str) -> Section:
    """Show every project in every dimension, reported beside computed."""
    evidence = found.head.brief.evidence
    policies, rule = evidence.policies, evidence.settings.portfolio.overall
    groups = [
        MatrixGroup(name=programme, rows=tuple(_row(each, policies) for each in members))
        for programme, members in groupby(
            found.head.projects, key=lambda project: project.programme or NO_PROGRAMME
        )
    ]
    has_held = any(cell.is_held for group in groups for row in group.rows for cell in row.cells)
    matrix = Matrix(
        dimensions=tuple((each.head, each.words) for each in DIMENSIONS),
        since=month_text(found.head.brief.before.day)[:3],
        groups=tuple(groups),
        green_limit=policies["schedule"].enter_amber,
        as_of=found.head.brief.day.day,
        caption=listed(
            (
                *late_or_red(found.head.projects),
                say("matrix-caption", found.facts, rule=rule),
                *([say("matrix-held", found.facts)] if has_held else ()),
            ),
            between=" ",
            last=" ",
        ),
    )
    title = matrix_title(found.head.projects, found.facts)
    return Section(name="projects", label=label, title=title, blocks=(matrix,))


def _row(project: Project, policies: Mapping[str, Policy]) -> MatrixRow:
    return MatrixRow(
        project_id=project.project_id,
        name=project.name,
        report=report_file("project_health", project.project_id),
        budget=_budget(project),
        rag=project.rag,
        change=project.change,
        cells=tuple(_cell(project, each, policies[each.name]) for each in DIMENSIONS),
        chances=project.chances,
        chances_said=str(chances_said(project)),
        forecast=_forecast_range(project),
    )


def chances_said(project: Project) -> Sentence:
    """Say the first and the last chance of the trace by the rule of all shares."""
    known = [named(share_text(chance)) for chance in project.chances if chance is not None]
    if not known:
        return say("matrix-chances-unknown", project.facts)
    if len(known) == 1:
        return say("matrix-chance", project.facts, chance=known[0])
    return say("matrix-chances", project.facts, first=known[0], last=known[-1])


def _budget(project: Project) -> Sentence:
    if project.value("baseline_budget") is None:
        return Sentence()
    segment = printed(project.facts["baseline_budget"], project.facts.style)
    return Sentence.of(segment)


def _cell(project: Project, dimension: Dimension, policy: Policy) -> MatrixCell:
    rag = project.colour_of(dimension.name)
    if rag == "grey":
        reason = str(grey_reason(project, dimension))
        return MatrixCell(dimension=dimension.head, rag=rag, reason=reason)
    if dimension.name == "schedule" and project.is_finished:
        ended = printed(project.facts["ended_date"], project.facts.style)
        return MatrixCell(dimension=dimension.head, rag=rag, number=ended)
    if dimension.name == "schedule" and project.is_overdue:
        past = printed(project.facts["past_days"], project.facts.style)
        return MatrixCell(dimension=dimension.head, rag=rag, number=past)
    return MatrixCell(
        dimension=dimension.head,
        rag=rag,
        number=driving_number(project, dimension, policy),
        is_held=is_number_held(project, dimension, policy),
    )


def driving_number(project: Project, dimension: Dimension, policy: Policy) -> Segment:
    """Print what gives the colour: the number, or what is late where the number would be green."""
    fact, style = project.facts[dimension.column], project.facts.style
    if _is_by_late(project, dimension, policy):
        text = str(say("cell-late", project.facts))
        return printed(project.facts[dimension.late], style, text=text)
    return printed(fact, style)


def _is_by_late(project: Project, dimension: Dimension, policy: Policy) -> bool:
    value = project.value(dimension.column)
    return bool(project.value(dimension.late)) and next_colour("amber", value, policy) == "green"


def is_number_held(project: Project, dimension: Dimension, policy: Policy) -> bool:
    """Tell whether a colour stays though the number alone would ask for another one."""
    rag, value = project.colour_of(dimension.name), project.value(dimension.column)
    is_by_number = rag != "grey" and value is not None and not project.is_finished
    if not is_by_number or _is_by_late(project, dimension, policy):
        return False
    return next_colour(None, value, policy) != rag


def grey_reason(project: Project, dimension: Dimension) -> Sentence:
    """Say why a dimension is grey, and the remedy."""
    if project.is_stale:
        return gap(project)
    if dimension.name == "capacity" and project.is_finished:
        return say("no-hours-ended", project.facts)
    if dimension.name == "flow":
        return no_range(project)
    if dimension.name == "data":
        return say("grey-checks", project.facts)
    if dimension.name == "schedule" and project.value("target_date") is not None:
        return gap(project)
    reason = remedy_of((project.reasons or {}).get(dimension.name, ""))
    if reason:
        return say("grey-reason", project.facts, reason=named(reason))
    return say("grey-register", project.facts, register=f"{dimension.register}.csv")


def _forecast_range(project: Project) -> ForecastRange:
    sure, baseline = project.value("sure_date"), project.value("target_date")
    weeks = round((sure - baseline).days / 7) if sure and baseline else None
    sign = "" if not weeks else "+" if weeks > 0 else "−"
    likely = project.value("likely_date")
    return ForecastRange(
        baseline_date=baseline,
        likely_date=likely,
        sure_date=sure,
        label="" if weeks is None else f"{sign}{abs(weeks)} wk",
        reason="" if likely else str(gap(project)),
    )


# --- tally -------------------------------------------------------------------------------------


def tally(projects: Sequence[Project], facts: Facts) -> Tally:
    """Count projects and money by colour, as reported and as the data say."""
    unit = "budget" if facts.value("portfolio_budget") else "count"
    longest = max(
        facts.value(f"{kind}_{colour}_{unit}")
        for kind in ("declared", "computed")
        for colour in COLOURS
    )
    shown = [colour for colour in COLOURS if colour != "grey" or _has_any(facts, colour)]
    return Tally(
        caption=tally_caption(projects, facts),
        rows=tuple(_tally_row(colour, facts, unit, float(longest)) for colour in shown),
        note=divergence_sentence(facts),
    )


def _has_any(facts: Facts, colour: Rag) -> bool:
    return any(facts.value(f"{kind}_{colour}_count") for kind in ("declared", "computed"))


def _tally_row(colour: Rag, facts: Facts, unit: str, longest: float) -> TallyRow:
    bars = {
        f"{kind}_bar": float(facts.value(f"{kind}_{colour}_{unit}")) / longest if longest else 0.0
        for kind in ("declared", "computed")
    }
    return TallyRow(
        rag=colour,
        declared_count=facts.value(f"declared_{colour}_count"),
        declared_money=_money(facts, f"declared_{colour}_budget", unit),
        computed_count=facts.value(f"computed_{colour}_count"),
        computed_money=_money(facts, f"computed_{colour}_budget", unit),
        **bars,
    )


def _money(facts: Facts, name: str, unit: str) -> Sentence:
    if unit == "count":
        return Sentence()
    text = money_text(facts.value(name), facts.style, decimals=1)
    segment: Segment = printed(facts[name], facts.style, text=text)
    return Sentence.of(segment)
