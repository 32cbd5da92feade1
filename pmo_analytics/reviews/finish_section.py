"""Where a project will end: the work in scope, the work finished, and the dates that follow."""

from __future__ import annotations

from pmo_analytics.forecasts.finish import required_pace
from pmo_analytics.metrics.question import Scope
from pmo_analytics.narrative.figures import Figures
from pmo_analytics.narrative.formatting import day_text, noun
from pmo_analytics.narrative.outlook import (
    forecast_gap_sentence,
    outrun_sentence,
    range_sentence,
)
from pmo_analytics.narrative.project import ProjectState
from pmo_analytics.narrative.sentences import SURE_WORDS, sentence
from pmo_analytics.reviews.evidence import Evidence
from pmo_analytics.values import Block, Figure, Paragraphs, Scalar, Section, Sentence

EARLY = 0.15  # the area of the forecast opens where 15% of the futures have ended; PAGE.md
_SHOWN_DAYS = 366
_STEP_DAYS = 7
_PACE_WEEKS = 8


def finish_section(
    evidence: Evidence, scope: Scope, state: ProjectState, figures: Figures
) -> Section | None:
    """Show scope and finished work with the forecast; None for a project without items."""
    columns = _burn_up_columns(evidence, scope)
    if not columns["date"]:
        return None
    title = range_sentence(state, figures) or forecast_gap_sentence(state, figures)
    words = tuple(
        (text,) for text in (_required_sentence(state, figures), *_basis(state, figures)) if text
    )
    blocks: list[Block] = [_figure(state, columns, figures)]
    if words:
        blocks.append(Paragraphs(span=4, heading=_words_heading(state, figures), paragraphs=words))
    return Section(name="finish", label="Where it will end", title=title, blocks=tuple(blocks))


def _burn_up_columns(evidence: Evidence, scope: Scope) -> dict[str, tuple[Scalar, ...]]:
    rows = evidence.rows("burn_up", scope, days=_SHOWN_DAYS)
    kept = rows[::-1][::_STEP_DAYS][::-1]  # a point a week, and the day of the report
    return {
        "date": tuple(row["date"].isoformat() for row in kept),
        "scope_count": tuple(row["scope_count"] for row in kept),
        "finished_count": tuple(row["finished_count"] for row in kept),
    }


def _figure(
    state: ProjectState, columns: dict[str, tuple[Scalar, ...]], figures: Figures
) -> Figure:
    moment, style = state.now, figures.book.style
    days = {
        "baseline": moment.baseline_finish,
        "early": moment.forecast.when(EARLY) if moment.forecast else None,
        "likely": moment.likely_finish,
        "sure": moment.sure_finish,
    }
    options: dict[str, Scalar | tuple[Scalar, ...]] = {
        f"{key}_date": day.isoformat() for key, day in days.items() if day
    }
    for key, words in (
        ("baseline", "baseline {}"),
        ("likely", "likely {}"),
        ("sure", "85% sure {}"),
    ):
        if day := days[key]:
            options[f"{key}_label"] = words.format(day_text(day, style, is_short=True))
    scope_count, finished = columns["scope_count"][-1], columns["finished_count"][-1]
    told = ", ".join(str(value) for key, value in sorted(options.items()) if key.endswith("label"))
    return Figure(
        chart="burn_up",
        span=8,
        subtitle=sentence("Items in scope and items finished, and the forecast to the end of it"),
        columns=columns,
        options={"as_of": moment.as_of.day.isoformat(), **options},
        alternative=f"{scope_count} items in scope, {finished} finished; {told or 'no forecast'}.",
    )


def _words_heading(state: ProjectState, figures: Figures) -> Sentence:
    baseline = state.now.baseline_finish
    if baseline is None or baseline <= state.now.as_of.day:
        return sentence("What the forecast rests on")
    return sentence("What {day} would take", day=figures.book.day(baseline))


def _required_sentence(state: ProjectState, figures: Figures) -> Sentence:
    moment = state.now
    if moment.baseline_finish is None or moment.forecast is None or moment.likely_finish is None:
        return Sentence()
    day = moment.as_of.day
    required = required_pace(moment.forecast.open_items, as_of=day, day=moment.baseline_finish)
    if required is None:
        return Sentence()
    recent = moment.weekly_finished[-_PACE_WEEKS:]
    key = f"{state.project_id}.%s.{day}"
    return sentence(
        "{open} {items} until then is {required} a week. Over the last {weeks} complete {noun} "
        "{pace} a week were finished.",
        open=figures.open_items(moment),
        items=noun(moment.open_count, "item"),
        required=figures.book.figure(
            key % "required_pace", required, "per_week", recipe=figures.required_recipe()
        ),
        weeks=figures.book.figure(key % "pace_weeks", len(recent), "count"),
        noun=noun(len(recent), "week"),
        pace=figures.book.figure(
            key % "pace", sum(recent) / len(recent), "per_week", recipe=figures.pace_recipe()
        ),
    )


def _basis(state: ProjectState, figures: Figures) -> tuple[Sentence, ...]:
    if state.now.likely_finish is None:
        return (outrun_sentence(state, figures),)
    return (
        sentence(
            "The area covers the middle of all possible futures, from the earliest to the {sure} "
            "date. It counts only items that are open now.",
            sure=SURE_WORDS,
        ),
        outrun_sentence(state, figures),
    )
