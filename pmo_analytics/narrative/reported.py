"""What the project itself reports, and the facts beside its headline."""

from __future__ import annotations

from pmo_analytics.narrative.figures import Figures
from pmo_analytics.narrative.outlook import forecast_gap_sentence
from pmo_analytics.narrative.project import ProjectState
from pmo_analytics.narrative.sentences import SURE_WORDS, sentence
from pmo_analytics.values import KeyFact, KeyFacts, Segment, Sentence


def reported_sentence(state: ProjectState, figures: Figures) -> Sentence:
    """Say what the project's own report says, and how old it is; where that differs, plainly."""
    pair = state.rag
    if pair.declared is None or pair.declared_age_days is None:
        return Sentence()
    return sentence(
        "The project’s own report, {age} old, {still} {colour}.",
        age=figures.book.figure(
            f"{state.project_id}.report_age.{state.now.as_of.day}",
            pair.declared_age_days,
            "days",
            is_strong=pair.is_stale,
        ),
        still="still says" if pair.is_watermelon else "says",
        colour=pair.declared,
    )


def key_facts(state: ProjectState, figures: Figures) -> KeyFacts:
    """List the facts beside the headline: dates, open items, money, what a week costs."""
    rows = (
        _baseline(state, figures),
        _likely(state, figures),
        _sure(state, figures),
        _open_items(state, figures),
        _budget(state, figures),
        _week_of_delay(state, figures),
    )
    return KeyFacts(
        rag=state.rag,
        caption=_caption(state),
        rows=tuple(row for row in rows if row),
    )


def _caption(state: ProjectState) -> Sentence:
    words = {"grey": "data cannot say"}.get(state.rag.computed, f"data say {state.rag.computed}")
    if state.rag.declared is None:
        return sentence("Never reported, {words}", words=words)
    return sentence("Reported {colour}, {words}", colour=state.rag.declared, words=words)


def _baseline(state: ProjectState, figures: Figures) -> KeyFact:
    baseline = state.now.baseline_finish
    if baseline is None:
        return KeyFact(label="Baseline finish", text=sentence("Not known: add baselines.csv"))
    original = state.now.entry["original_finish_date"]
    moved = ""
    if state.now.entry["is_rebaselined"] and original:
        moved = sentence(", moved from {day}", day=figures.book.day(original))
    return KeyFact(
        label="Baseline finish",
        text=sentence("{day}{moved}", day=figures.book.day(baseline, is_strong=True), moved=moved),
    )


def _likely(state: ProjectState, figures: Figures) -> KeyFact:
    if state.now.likely_finish is None:
        gap = forecast_gap_sentence(state, figures) or sentence("More than five years away")
        return KeyFact(label="Likely finish", text=gap)
    return KeyFact(
        label="Likely finish",
        text=sentence(
            "{day}{late}",
            day=figures.likely(state.now, is_strong=True),
            late=_late(state, state.delay_days, "likely_late_days", figures),
        ),
    )


def _sure(state: ProjectState, figures: Figures) -> KeyFact | None:
    sure, baseline = state.now.sure_finish, state.now.baseline_finish
    if sure is None:
        return None
    late_days = max((sure - baseline).days, 0) if baseline else None
    return KeyFact(
        label=f"{SURE_WORDS.text} by",
        text=sentence(
            "{day}{late}",
            day=figures.sure(state.now, is_strong=True),
            late=_late(state, late_days, "sure_late_days", figures),
        ),
    )


def _late(state: ProjectState, days: int | None, fact: str, figures: Figures) -> Sentence | str:
    if days is None:
        return ""
    if not days:
        return ", in time"
    late = figures.book.figure(f"{state.project_id}.{fact}.{state.now.as_of.day}", days, "days")
    return sentence(", {days} late", days=late)


def _open_items(state: ProjectState, figures: Figures) -> KeyFact:
    started = int(state.now.pace.get("in_progress_count", 0))
    return KeyFact(
        label="Open items",
        text=sentence(
            "{open}, {started} of them in progress",
            open=figures.open_items(state.now, is_strong=True),
            started=figures.book.figure(
                f"{state.project_id}.in_progress.{state.now.as_of.day}", started, "count"
            ),
        ),
    )


def _budget(state: ProjectState, figures: Figures) -> KeyFact | None:
    budget = figures.budget(state)
    if budget is None:
        return None
    return KeyFact(label="Budget", text=Sentence(segments=(_strong(budget),)))


def _week_of_delay(state: ProjectState, figures: Figures) -> KeyFact | None:
    weekly = state.now.entry["cost_of_delay_per_week"]
    if weekly is None:
        return None
    cost = figures.book.figure(f"{state.project_id}.week_of_delay", weekly, "money")
    return KeyFact(label="A week of delay", text=sentence("{cost}", cost=_strong(cost)))


def _strong(segment: Segment) -> Segment:
    return segment.model_copy(update={"is_strong": True})
