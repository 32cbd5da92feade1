"""The pace of work: a signal is said, routine movement is not explained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from pmo_analytics.content import chart_columns
from pmo_analytics.narrative.outlook import gap
from pmo_analytics.narrative.project import Project
from pmo_analytics.narrative.saying import Facts, listed, named, say, unsigned
from pmo_analytics.values import Sentence

# A decision this long before or after the first week of a signal may have to do with it.
_BEFORE_DAYS, _AFTER_DAYS = 42, 7
_MOST = 0.5  # of a change: a part that is named as where it comes from


def pace_changed(project: Project) -> Sentence:
    """Say that the pace has changed, with its normal mean; empty where it is routine."""
    if project.has_bulk_week:
        return say("pace-bulk", project.facts)
    if not project.signal:
        return Sentence()
    return say("pace-changed", project.facts, side_name=project.signal)


def pace_question(project: Project, decided: Sequence[Facts]) -> Sentence:
    """Ask whether a decision of the register explains a signal; nothing else names a cause.

    Args:
        decided: decisions of the project by `decided_date`, `question` and `decision`.
    """
    if not project.signal:
        return Sentence()
    start = project.value("signal_date")
    near = [row for row in decided if _is_near(row.value("decided_date"), start)]
    if not near:
        return say("pace-ask", project.facts)
    last = max(near, key=lambda row: (row.value("decided_date"), row.value("decision_id")))
    question, decision = (named(last.value(name)) for name in ("question", "decision"))
    return say("pace-ask-decision", last, question=question, decision=decision)


def _is_near(decided: date, start: date) -> bool:
    return start - timedelta(days=_BEFORE_DAYS) <= decided <= start + timedelta(days=_AFTER_DAYS)


def range_doubt(project: Project) -> Sentence:
    """Say that a week of the baseline stands out so far that the normal range is in doubt."""
    if project.is_stale or not project.value("is_baseline_in_doubt"):
        return Sentence()
    return say("pace-doubt", project.facts)


def last_week(project: Project) -> Sentence:
    """Say how the last complete week moved, and that it is routine; empty after a signal."""
    is_known = project.has_normal_range and project.value("week_before_count") is not None
    if project.signal or project.has_bulk_week or not is_known:
        return Sentence()
    return say("pace-routine", project.facts, normal_range=normal_range(project))


def time_changed(facts: Facts) -> tuple[Sentence, ...]:
    """Say whether items have come to take longer or less, and where most of the days went."""
    moved = facts.value("moved_mean_days")
    if moved is None:
        return ()
    told = [say("times-changed", facts)]
    in_stage, by_mix = (facts.value(name) or 0 for name in ("moved_stage_days", "mix_mean_days"))
    if in_stage * moved > 0 and abs(in_stage) >= _MOST * abs(moved):
        told.append(
            say(
                "times-stage",
                facts,
                days=unsigned(facts, "moved_stage_days"),
                stage=named(facts.value("moved_stage_name")),
                side=facts.value("time_change_name"),
            )
        )
    if by_mix * moved > 0 and abs(by_mix) >= _MOST * abs(moved):
        told.append(say("times-mix", facts, days=unsigned(facts, "mix_mean_days")))
    return tuple(told)


def normal_range(project: Project) -> Sentence:
    """Return the normal range of weekly finishes, both ends inside: "2 to 8"."""
    return say("normal-range", project.facts)


def verdict(project: Project) -> Sentence:
    """Return what the last weeks say, in a word or two."""
    if project.has_bulk_week:
        return say("pace-verdict-bulk", project.facts)
    if not project.signal:
        return say("pace-verdict-routine", project.facts)
    return say("pace-verdict", project.facts, side_name=project.signal)


def pace_title(projects: Sequence[Project], facts: Facts, *, has_drift: bool = False) -> Sentence:
    """Say which projects have a new pace, and that the others are routine.

    Args:
        projects: those of the page.
        facts: of its scope.
        has_drift: fewer of its items take the declared way through the board since a day.
    """
    if all(each.is_stale for each in projects):
        return say("pace-title-too-old", facts)
    if all(each.is_finished for each in projects):
        return say("pace-title-ended", facts)
    judged = [each for each in projects if each.has_normal_range]
    changed = [each for each in judged if each.signal]
    if not judged:
        return say("pace-title-none", facts)
    if not changed:
        return say("pace-title-drift" if has_drift else "pace-title-routine", facts)
    return say(
        "pace-title",
        facts,
        names=listed([each.segment for each in changed]),
        changed=len(changed),
        way=_way({each.signal for each in changed}),
        others="yes" if len(changed) < len(judged) else "no",
    )


def _way(signals: set[str]) -> str:
    ways: Mapping[frozenset[str], str] = {
        frozenset({"low"}): "slower",
        frozenset({"high"}): "faster",
    }
    return ways.get(frozenset(signals), "mixed")


def no_range(project: Project) -> Sentence:
    """Say why a project has no normal range yet."""
    if project.is_stale:
        return gap(project)
    if project.is_finished:
        return say("no-range-ended", project.facts)
    if project.is_untold:
        return say("no-range-untold", project.facts)
    if not project.value("all_finished_count"):
        return say("no-range-nothing", project.facts)
    return say("no-range-thin", project.facts)


def weekly_columns(project: Project, weeks: int) -> dict[str, tuple[Any, ...]]:
    """Return the last weekly finishes as columns of a chart, each marked as signal or not.

    Of a finished project they end with the week in which it did, and none is a signal.
    """
    shown = project.weeks
    if project.is_finished:
        ended = project.value("ended_date")
        shown = tuple({**row, "is_signal": False} for row in shown if row["week_date"] <= ended)
    return chart_columns(shown[-weeks:], "week_date", "finished_count", "is_signal")


def range_options(project: Project) -> dict[str, Any]:
    """Return the normal range and its mean as options of a chart, or that nothing follows."""
    if project.is_finished:
        return {"has_ended": True}
    if not project.has_normal_range:
        return {}
    columns = {"mean": "mean_per_week", "lower": "lower_count", "upper": "upper_count"}
    return {option: project.value(column) for option, column in columns.items()}
