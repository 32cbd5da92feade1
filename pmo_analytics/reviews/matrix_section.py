"""The matrix of projects by dimension, and the tally of colours beside the headline."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from pmo_analytics.narrative.changes import since_words
from pmo_analytics.narrative.figures import Figures
from pmo_analytics.narrative.formatting import money_text, noun
from pmo_analytics.narrative.outlook import forecast_gap_sentence
from pmo_analytics.narrative.pace import no_range_sentence
from pmo_analytics.narrative.portfolio import (
    budget_of,
    change_of,
    divergence_sentence,
    money_by_colour,
    tally_caption,
)
from pmo_analytics.narrative.project import DIMENSIONS, Moment, ProjectState
from pmo_analytics.narrative.sentences import sentence
from pmo_analytics.reviews.naming import report_file
from pmo_analytics.values import (
    ForecastRange,
    Matrix,
    MatrixCell,
    MatrixGroup,
    MatrixRow,
    Rag,
    Section,
    Segment,
    Sentence,
    Tally,
    TallyRow,
)

_TRACE_STEPS = 8  # reports shown in the trace of the chance, four weeks apart
_TRACE_WEEKS = 4
_COLOURS: tuple[Rag, ...] = ("red", "amber", "green", "grey")
_DIMENSION_HEADS = (
    ("Schedule", "chance of date"),
    ("Flow", "pace lost"),
    ("Data", "checks passed"),
)
NO_PROGRAMME = "No programme"


def projects_section(
    states: Sequence[ProjectState], figures: Figures, *, green_limit: float
) -> Section:
    """Show every project in every dimension, reported beside computed."""
    groups = [
        MatrixGroup(name=programme, rows=tuple(_row(state, figures) for state in members))
        for programme, members in groupby(states, key=lambda state: state.programme or NO_PROGRAMME)
    ]
    return Section(
        name="projects",
        label="Projects",
        title=_title(states, figures),
        blocks=(
            Matrix(
                dimensions=_DIMENSION_HEADS,
                since=since_words(states[0]),
                groups=tuple(groups),
                green_limit=green_limit,
                as_of=states[0].now.as_of.day,
                caption=_caption(),
            ),
        ),
    )


def _title(states: Sequence[ProjectState], figures: Figures) -> Sentence:
    reds = [state for state in states if state.overall.colour == "red"]
    melons = [state for state in states if state.rag.is_watermelon]
    if melons:
        tail = sentence(
            "{count} {project} better than {its} data",
            count=figures.book.count("matrix.watermelons", len(melons)),
            project=noun(len(melons), "project reports", "projects report"),
            its=noun(len(melons), "its", "their"),
        )
    else:
        tail = sentence("no project reports better than its data")
    if not reds:
        return sentence("No project is red; {tail}", tail=tail)
    drivers = {state.overall.driver for state in reds}
    driver = drivers.pop().capitalize() if len(drivers) == 1 else ""
    if driver:
        head = sentence(
            "{driver} drives {which}",
            driver=driver,
            which=noun(len(reds), "the one red", "every red"),
        )
    else:
        head = sentence(
            "{count} projects are red",
            count=figures.book.count("matrix.reds", len(reds), is_first=True),
        )
    return sentence("{head}; {tail}", head=head, tail=tail)


def _caption() -> Sentence:
    return sentence(
        "A project takes the colour of its worst measured dimension. Likely finish: half of the "
        "possible futures end by then. The lines between the colours open with the numbers."
    )


def _row(state: ProjectState, figures: Figures) -> MatrixRow:
    budget = figures.budget(state)
    return MatrixRow(
        project_id=state.project_id,
        name=state.name,
        report=report_file("project_health", state.project_id),
        budget=Sentence(segments=(budget,)) if budget else Sentence(),
        rag=state.rag,
        change=change_of(state),
        cells=tuple(
            _cell(state, dimension, head, figures)
            for dimension, (head, _) in zip(DIMENSIONS, _DIMENSION_HEADS, strict=True)
        ),
        chances=_chances(state),
        forecast=_forecast_range(state, figures),
    )


def _cell(state: ProjectState, dimension: str, head: str, figures: Figures) -> MatrixCell:
    rag = state.colours[dimension]
    if rag == "grey":
        return MatrixCell(dimension=head, rag=rag, reason=_reason(state, dimension, figures))
    return MatrixCell(dimension=head, rag=rag, figure=_driving_figure(state, dimension, figures))


def _driving_figure(state: ProjectState, dimension: str, figures: Figures) -> Segment:
    match dimension:
        case "schedule":
            return figures.chance(state.now)
        case "flow":
            return figures.pace_lost(state)
        case _:
            return figures.passed(state)


def _reason(state: ProjectState, dimension: str, figures: Figures) -> str:
    """Say why a dimension is grey, and the remedy."""
    if state.now.is_stale:
        return str(forecast_gap_sentence(state, figures))
    match dimension:
        case "schedule" if state.now.baseline_finish is None:
            return "Not measured: add baselines.csv."
        case "schedule":
            return str(forecast_gap_sentence(state, figures))
        case "flow":
            return str(no_range_sentence(state, figures))
        case _:
            return "Too few checks can be made."


def _chances(state: ProjectState) -> tuple[float | None, ...]:
    steps: tuple[Moment, ...] = state.history[::-1][::_TRACE_WEEKS][:_TRACE_STEPS][::-1]
    return tuple(step.chance for step in steps)


def _forecast_range(state: ProjectState, figures: Figures) -> ForecastRange:
    moment = state.now
    sure, baseline = moment.sure_finish, moment.baseline_finish
    label = ""
    if sure and baseline:
        weeks = round((sure - baseline).days / 7)
        label = f"{'+' if weeks > 0 else '−' if weeks < 0 else ''}{abs(weeks)} wk"
    return ForecastRange(
        baseline_date=baseline,
        likely_date=moment.likely_finish,
        sure_date=sure,
        label=label,
        reason="" if moment.likely_finish else str(forecast_gap_sentence(state, figures)),
    )


def tally(states: Sequence[ProjectState], figures: Figures) -> Tally:
    """Count projects and money by colour, as reported and as the data say."""
    counts = {
        (colour, is_declared): money_by_colour(states, colour, is_declared=is_declared)
        for colour in _COLOURS
        for is_declared in (True, False)
    }
    has_money = bool(budget_of(states))
    longest = max((money if has_money else count) for count, money in counts.values())
    rows = []
    for colour in _COLOURS:
        declared, computed = counts[colour, True], counts[colour, False]
        if colour == "grey" and not declared[0] and not computed[0]:
            continue
        rows.append(
            TallyRow(
                rag=colour,
                declared_count=declared[0],
                declared_money=_money(figures, f"declared_{colour}", declared[1], has_money),
                declared_bar=float(declared[has_money] / longest) if longest else 0.0,
                computed_count=computed[0],
                computed_money=_money(figures, f"computed_{colour}", computed[1], has_money),
                computed_bar=float(computed[has_money] / longest) if longest else 0.0,
            )
        )
    return Tally(
        caption=tally_caption(states, figures),
        rows=tuple(rows),
        note=divergence_sentence(states, figures),
    )


def _money(figures: Figures, fact: str, amount: Decimal, has_money: bool) -> Sentence:
    if not has_money:
        return Sentence()
    segment = figures.book.figure(
        f"portfolio.{fact}",
        amount,
        "money",
        recipe=figures.budget_recipe(),
        text=money_text(amount, figures.book.style, decimals=1),
    )
    return Sentence(segments=(segment,))
