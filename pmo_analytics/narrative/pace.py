"""The pace of work: a signal is said, routine movement is not explained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from pmo_analytics.health.xmr import PROVISIONAL_WEEKS
from pmo_analytics.narrative.figures import Figures
from pmo_analytics.narrative.formatting import noun, rounded
from pmo_analytics.narrative.outlook import forecast_gap_sentence
from pmo_analytics.narrative.project import ProjectState
from pmo_analytics.narrative.sentences import listed, name, sentence
from pmo_analytics.values import Segment, Sentence

# A decision this long before or after the first week of a signal may have to do with it.
_BEFORE_DAYS, _AFTER_DAYS = 42, 7
_WHOLE_FROM = 2  # items a week: a smaller range is printed with a decimal


def pace_sentence(state: ProjectState, figures: Figures) -> Sentence:
    """Say that the pace has changed, with its normal mean; empty where it is routine."""
    moment = state.now
    if moment.verdict is None or not moment.verdict.is_signal or moment.limits is None:
        return Sentence()
    key = f"{state.project_id}.%s.{moment.as_of.day}"
    recent = moment.weekly_finished[-moment.verdict.weeks :]
    return sentence(
        "It finishes {fewer} than normal: {recent} a week over the last {weeks} {noun}, "
        "against {mean}.",
        fewer="less" if moment.verdict.side == "low" else "more",
        recent=figures.book.figure(
            key % "recent_pace", sum(recent) / len(recent), "per_week", recipe=figures.pace_recipe()
        ),
        weeks=figures.book.figure(key % "signal_weeks", moment.verdict.weeks, "count"),
        noun=noun(moment.verdict.weeks, "week"),
        mean=figures.book.figure(
            key % "normal_pace", moment.limits.mean, "per_week", recipe=figures.pace_recipe()
        ),
    )


def signal_start(state: ProjectState) -> date | None:
    """Return the Monday of the first week of the present signal, None where there is none."""
    verdict = state.now.verdict
    if verdict is None or not verdict.is_signal:
        return None
    return state.now.pace["week_dates"][-verdict.weeks]


def cause_sentence(
    state: ProjectState, decided: Sequence[Mapping[str, Any]], figures: Figures
) -> Sentence:
    """Ask whether a decision of the register explains a signal; nothing else names a cause.

    Args:
        decided: decisions of the project by `decided_date`, `question` and `decision`.
    """
    start = signal_start(state)
    if start is None:
        return Sentence()
    near = [row for row in decided if _is_near(row["decided_date"], start)]
    if not near:
        return sentence("To ask: what changed in the week of {day}?", day=figures.book.day(start))
    last = max(near, key=lambda row: (row["decided_date"], row["decision_id"]))
    return sentence(
        "To ask: is it since {day}, when “{question}” was answered “{answer}” (decision register)?",
        day=figures.book.day(last["decided_date"]),
        question=name(last["question"]),
        answer=name(last["decision"]),
    )


def _is_near(decided: date, start: date) -> bool:
    return start - timedelta(days=_BEFORE_DAYS) <= decided <= start + timedelta(days=_AFTER_DAYS)


def range_doubt_sentence(state: ProjectState, figures: Figures) -> Sentence:
    """Say that a week of the baseline stands out so far that the normal range is in doubt."""
    limits = state.now.limits
    if limits is None or state.now.is_stale:
        return Sentence()
    highest = max(state.now.weekly_finished[: limits.n])
    if highest <= limits.upper:
        return Sentence()
    return sentence(
        "One week of the baseline stands out: {highest} items. To ask: were they closed in bulk? "
        "The normal range rests on it.",
        highest=figures.book.figure(
            f"{state.project_id}.highest_week.{state.now.as_of.day}", highest, "count"
        ),
    )


def last_week_sentence(state: ProjectState, figures: Figures) -> Sentence:
    """Say how the last complete week moved, and that it is routine; empty after a signal."""
    moment = state.now
    if moment.verdict is None or moment.verdict.is_signal or len(moment.weekly_finished) < 2:
        return Sentence()
    before, last = moment.weekly_finished[-2:]
    key = f"{state.project_id}.%s.{moment.as_of.day}"
    return sentence(
        "Finished items moved from {before} to {last} in the last complete week, inside the normal "
        "range of {range}; it needs no explanation and no action.",
        before=figures.book.figure(key % "week_before", before, "count"),
        last=figures.book.figure(key % "last_week", last, "count"),
        range=normal_range(state, figures),
    )


def normal_range(state: ProjectState, figures: Figures) -> Segment:
    """Return the normal range of weekly finishes: "2 to 8"."""
    limits = state.now.limits
    if limits is None:
        raise ValueError(f"{state.project_id} has no normal range.")
    decimals = 0 if limits.upper >= _WHOLE_FROM else 1  # "0 to 0" would say that nothing is normal
    text = f"{rounded(limits.lower, decimals)} to {rounded(limits.upper, decimals)}"
    return figures.book.figure(
        f"{state.project_id}.normal_range.{state.now.as_of.day}",
        text,
        "text",
        recipe=figures.pace_recipe(),
    )


def pace_title(states: Sequence[ProjectState]) -> Sentence:
    """Say which projects have a new pace, and that the others are routine."""
    if all(state.now.is_stale for state in states):
        return sentence("The pace of work is not known: the exports are too old")
    judged = [state for state in states if state.now.verdict is not None]
    changed = [state for state in judged if state.now.verdict and state.now.verdict.is_signal]
    if not judged:
        return sentence("No project has finished work for long enough to have a normal range")
    if not changed:
        return sentence("The ups and downs of the pace of work are routine")
    slower = [state for state in changed if state.now.verdict and state.now.verdict.side == "low"]
    words = "slower" if len(slower) == len(changed) else "at a new pace"
    if not slower:
        words = "faster"
    return sentence(
        "{names} {is_are} {words}{others}",
        names=listed([name(state.name) for state in changed]),
        is_are=noun(len(changed), "is", "are"),
        words=words,
        others="; the others are routine" if len(changed) < len(judged) else "",
    )


def no_range_sentence(state: ProjectState, figures: Figures) -> Sentence:
    """Say why a project has no normal range yet."""
    weeks = len(state.now.weekly_finished)
    if state.now.is_stale:
        return forecast_gap_sentence(state, figures)
    if not sum(state.now.weekly_finished):
        return sentence("Nothing has been finished yet.")
    return sentence(
        "{weeks} complete {noun}; {least} are needed for a normal range.",
        weeks=figures.book.figure(
            f"{state.project_id}.complete_weeks.{state.now.as_of.day}", weeks, "count"
        ),
        noun=noun(weeks, "week"),
        least=figures.book.figure("pace.least_weeks", PROVISIONAL_WEEKS, "count"),
    )
