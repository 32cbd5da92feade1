"""The pace of work: a small panel a project, signals in the accent."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_analytics.health.xmr import signals
from pmo_analytics.narrative.figures import Figures
from pmo_analytics.narrative.formatting import noun
from pmo_analytics.narrative.pace import no_range_sentence, normal_range, pace_title
from pmo_analytics.narrative.project import ProjectState
from pmo_analytics.narrative.sentences import name, sentence
from pmo_analytics.values import Figure, Scalar, Section, Sentence, SmallMultiples

SHOWN_WEEKS = 26
_MOST_PANELS = 12


def pace_section(states: Sequence[ProjectState], figures: Figures) -> Section:
    """Show the weekly finishes of each project on their normal range."""
    shown = sorted(states, key=_signals_first)[:_MOST_PANELS]
    shown = [state for state in states if state in shown]
    return Section(
        name="pace",
        label="Pace of work",
        title=pace_title(states),
        subtitle=_subtitle(states, shown, figures),
        blocks=(SmallMultiples(panels=tuple(_panel(state, figures) for state in shown)),),
    )


def _signals_first(state: ProjectState) -> tuple[bool, str]:
    is_signal = state.now.verdict is not None and state.now.verdict.is_signal
    return (not is_signal, state.project_id)


def _subtitle(
    states: Sequence[ProjectState], shown: Sequence[ProjectState], figures: Figures
) -> Sentence:
    rest = len(states) - len(shown)
    hidden = Sentence()
    if rest:
        hidden = sentence(
            " {count} more {are} not shown.",
            count=figures.book.figure("pace.hidden", rest, "count"),
            are=noun(rest, "project is", "projects are"),
        )
    return sentence(
        "Items finished a week, the last {weeks} complete weeks. Shaded: normal range. Each panel "
        "has its own scale, so compare shapes, not heights.{hidden}",
        weeks=figures.book.figure("pace.shown_weeks", SHOWN_WEEKS, "count"),
        hidden=hidden,
    )


def _panel(state: ProjectState, figures: Figures) -> Figure:
    title = Sentence(segments=(name(state.name),))
    limits = state.now.limits
    if limits is None or state.now.verdict is None:
        gap = no_range_sentence(state, figures)
        return Figure(
            chart="pace",
            span=3,
            title=title,
            alternative=str(gap),
            verdict="not measurable",
            note=gap,
        )
    verdict = state.now.verdict
    normal = normal_range(state, figures)
    return Figure(
        chart="pace",
        span=3,
        title=title,
        columns=weekly_columns(state),
        options={"mean": limits.mean, "lower": limits.lower, "upper": limits.upper},
        alternative=f"{state.name}: {verdict}; normal range {normal.text} a week, last complete "
        f"week {state.now.weekly_finished[-1]}.",
        verdict=str(verdict),
        is_signal=bool(verdict and verdict.is_signal),
        note=sentence(
            "normal {range} a week{provisional}",
            range=normal,
            provisional=", provisional" if limits.is_provisional else "",
        ),
    )


def weekly_columns(
    state: ProjectState, *, weeks: int = SHOWN_WEEKS
) -> dict[str, tuple[Scalar, ...]]:
    """Return the weekly finishes as columns of a chart, each week told signal or not."""
    limits = state.now.limits
    counts = state.now.weekly_finished
    points = signals(counts, limits) if limits else ()
    flags = [point.is_signal and point.side is not None for point in points] or [False] * len(
        counts
    )
    dates = [day.isoformat() for day in state.now.pace["week_dates"]]
    return {
        "week_date": tuple(dates[-weeks:]),
        "finished_count": counts[-weeks:],
        "is_signal": tuple(flags[-weeks:]),
    }
