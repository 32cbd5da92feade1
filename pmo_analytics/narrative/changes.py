"""What changed since the comparison date, and why: exact splits, never a guessed cause."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_analytics.narrative.figures import Figures
from pmo_analytics.narrative.formatting import (
    amount_text,
    month_text,
    noun,
    share_text,
)
from pmo_analytics.narrative.outlook import forecast_gap_sentence
from pmo_analytics.narrative.pace import pace_sentence
from pmo_analytics.narrative.portfolio import change_of, has_kept_colour
from pmo_analytics.narrative.project import ProjectState
from pmo_analytics.narrative.sentences import capitalised, listed, name, sentence
from pmo_analytics.values import Change, Changes, Segment, Sentence

CHANGES = ("worse", "better", "lost", "new", "same")
_DIMENSION_WORDS = {"schedule": "schedule", "flow": "the pace of work", "data": "the data"}


def changes_block(states: Sequence[ProjectState], figures: Figures) -> Changes:
    """Sort the projects into worse, better and unchanged, each with what moved it."""
    moved = {kind: [state for state in states if change_of(state) == kind] for kind in CHANGES}
    return Changes(
        worse=tuple(_change(state, figures) for state in (*moved["worse"], *moved["lost"])),
        better=tuple(_change(state, figures) for state in (*moved["better"], *moved["new"])),
        unchanged=(
            *_unchanged([state for state in states if has_kept_colour(state)], figures),
            *_unjudged(states),
            *_routine(states, figures),
        ),
    )


def changes_title(states: Sequence[ProjectState], figures: Figures) -> Sentence:
    """Say how many projects changed colour, and which way."""
    kinds = [change_of(state) for state in states]
    moved = sum(kind != "same" for kind in kinds)
    if not moved:
        return sentence("No project changed colour")
    better = sum(kind in ("better", "new") for kind in kinds)
    total = figures.book.figure("changes.projects", len(states), "count")
    count = figures.book.count("changes.moved", moved)
    if better in (0, moved):
        return capitalised(
            sentence(
                "{count} of {total} projects changed colour{way}",
                count=count,
                total=total,
                way=", for the better" if better else ", none for the better",
            )
        )
    return capitalised(
        sentence(
            "{count} of {total} projects changed colour; {better} for the better",
            count=count,
            total=total,
            better=figures.book.count("changes.better", better),
        )
    )


def _change(state: ProjectState, figures: Figures) -> Change:
    return Change(
        project_name=state.name,
        before=state.overall_before.colour,
        after=state.overall.colour,
        text=tuple(text for text in explanation(state, figures) if text),
    )


def explanation(state: ProjectState, figures: Figures) -> tuple[Sentence, ...]:
    """Say what moved a project since the comparison date, in the order of consequence."""
    sentences = (
        _driver_sentence(state),
        move_sentence(state, figures),
        chance_sentence(state, figures),
        pace_sentence(state, figures),
        forecast_gap_sentence(state, figures),
    )
    return tuple(text for text in sentences if text)


def _driver_sentence(state: ProjectState) -> Sentence:
    driver = state.overall.driver or state.overall_before.driver
    if not driver or driver == "schedule":
        return Sentence()
    return sentence("The colour comes from {driver}.", driver=_DIMENSION_WORDS[driver])


def move_sentence(state: ProjectState, figures: Figures) -> Sentence:
    """Say by how many days the likely finish moved, split exactly into scope and pace."""
    drivers = state.drivers
    before, after = state.before.likely_finish, state.now.likely_finish
    if drivers is None or before is None or after is None:
        return Sentence()
    key = f"{state.project_id}.%s.{state.now.as_of.day}"
    if not drivers.moved_days:
        return sentence("The likely finish stays {day}.", day=figures.likely(state.now))
    moved = figures.book.figure(
        key % "moved_days", abs(drivers.moved_days), "days", recipe=figures.drivers_recipe()
    )
    return sentence(
        "The likely finish moved {days} {direction}, to {after}{parts}.",
        days=moved,
        direction="later" if drivers.moved_days > 0 else "earlier",
        after=figures.likely(state.now),
        parts=_parts(state, figures, key),
    )


def _parts(state: ProjectState, figures: Figures, key: str) -> Sentence:
    """Name both parts with their sign, so that they add up as printed."""
    drivers = state.drivers
    if drivers is None or not drivers.scope_days or not drivers.pace_days:
        return _single_part(state, figures, key)
    return sentence(
        ": {scope} from {added}, {pace} from {finishing}",
        scope=_signed(figures, key % "scope_days", drivers.scope_days, drivers.moved_days),
        added=_added(state, figures, key),
        pace=_signed(figures, key % "pace_days", drivers.pace_days, drivers.moved_days),
        finishing="slower finishing" if drivers.pace_days > 0 else "faster finishing",
    )


def _single_part(state: ProjectState, figures: Figures, key: str) -> Sentence:
    drivers = state.drivers
    if drivers is None:
        return Sentence()
    if drivers.scope_days:
        return sentence(", all from {added}", added=_added(state, figures, key))
    return sentence(
        ", all from {finishing}",
        finishing="slower finishing" if drivers.pace_days > 0 else "faster finishing",
    )


def _signed(figures: Figures, fact_id: str, days: int, whole: int) -> Segment:
    """Print a part of a move: bare where it has the direction of the whole, else with its own."""
    text = amount_text(abs(days), "day")
    if days * whole < 0:
        text = f"{text} {'later' if days > 0 else 'earlier'}"
    return figures.book.figure(fact_id, days, "days", text=text)


def _added(state: ProjectState, figures: Figures, key: str) -> Sentence:
    drivers = state.drivers
    added = drivers.added_items if drivers else 0
    return sentence(
        "{count} {kind} {items}",
        count=figures.book.figure(key % "added_items", abs(added), "count"),
        kind="added" if added >= 0 else "removed",
        items=noun(abs(added), "item"),
    )


def chance_sentence(state: ProjectState, figures: Figures) -> Sentence:
    """Say how the chance of the baseline date moved; empty where it did not, or is not known."""
    before, after = state.before.chance, state.now.chance
    earlier, baseline = state.before.baseline_finish, state.now.baseline_finish
    if before is None or after is None or earlier is None or baseline is None:
        return Sentence()
    if earlier != baseline:
        return sentence(
            "The baseline moved from {earlier} to {day}; the chance of that is {after}.",
            earlier=figures.book.day(earlier),
            day=figures.book.day(baseline),
            after=figures.chance(state.now),
        )
    if share_text(before) == share_text(after):
        return Sentence()
    return sentence(
        "The chance of {day} {verb} from {before} to {after}.",
        day=figures.book.day(baseline),
        verb="rose" if after > before else "fell",
        before=figures.chance(state.before),
        after=figures.chance(state.now),
    )


def _unchanged(states: Sequence[ProjectState], figures: Figures) -> tuple[Sentence, ...]:
    if not states:
        return ()
    return (
        capitalised(
            sentence(
                "{count} {projects} kept {their} colour: {names}.",
                count=figures.book.count("changes.unchanged", len(states)),
                projects=noun(len(states), "project"),
                their=noun(len(states), "its", "their"),
                names=listed([name(state.name) for state in states]),
            )
        ),
    )


def _unjudged(states: Sequence[ProjectState]) -> tuple[Sentence, ...]:
    grey = [
        state for state in states if change_of(state) == "same" and state.overall.colour == "grey"
    ]
    if not grey:
        return ()
    names = listed([name(state.name) for state in grey])
    return (sentence("{names} still cannot be judged.", names=names),)


def _routine(states: Sequence[ProjectState], figures: Figures) -> tuple[Sentence, ...]:
    """Say that routine movement needs no reason, and of how many series that was judged."""
    judged = [state for state in states if state.now.verdict is not None]
    routine = [state for state in judged if not state.now.verdict.is_signal]
    if not routine:
        return ()
    return (
        sentence(
            "In {routine} of {judged} measured projects the pace of work is routine. It needs no "
            "explanation and no action.",
            routine=figures.book.figure("changes.routine", len(routine), "count"),
            judged=figures.book.figure("changes.judged", len(judged), "count"),
        ),
    )


def since_words(state: ProjectState) -> str:
    """Return the month of the comparison date, as a column head has it."""
    return month_text(state.before.as_of.day)[:3]
