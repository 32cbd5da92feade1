"""Decisions requested: a question, one reason, an owner, a day, and options with their effect.

Those of the register come in their own words; for a date that will probably be missed and that
nobody has put to a decision, the suite asks itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pmo_analytics.narrative.figures import Figures, delay_cost
from pmo_analytics.narrative.formatting import noun, weekday_text
from pmo_analytics.narrative.outlook import forecast_gap_sentence
from pmo_analytics.narrative.project import ProjectState
from pmo_analytics.narrative.sentences import SURE_WORDS, name, sentence
from pmo_analytics.values import Decision, Option, Segment, Sentence

DECIDE_WITHIN_DAYS = 14  # a question of ours is due two weeks after the report
_DO_NOTHING = "Do nothing"
_LARGEST_CUT_SHARE = 0.5  # moving out more than half is another project, not a recommendation


@dataclass(frozen=True, slots=True)
class ScopeCut:
    """How many open items would have to move out for the baseline date to be green again."""

    moved_items: int
    chance: float


def has_date_to_decide(state: ProjectState) -> bool:
    """Tell whether there is a baseline date and a likely finish to choose between."""
    return state.now.baseline_finish is not None and state.now.likely_finish is not None


def date_decision_id(state: ProjectState) -> str:
    """Return the id of the question for the date of a project."""
    return f"{state.project_id}.date"


def decide_by(state: ProjectState) -> date:
    """Return the day on which a question of the suite itself is due."""
    return state.now.as_of.day + timedelta(days=DECIDE_WITHIN_DAYS)


def date_decision(state: ProjectState, cut: ScopeCut | None, figures: Figures) -> Decision:
    """Ask whether to keep the baseline date by moving items out, or to move the date.

    Asked only where `has_date_to_decide`.
    """
    due = decide_by(state)
    options = [
        _cut_option(state, cut, figures) if cut else None,
        _move_date_option(state, figures, is_recommended=not _is_cut_recommended(state, cut)),
        do_nothing_option(state, figures),
    ]
    return Decision(
        decision_id=date_decision_id(state),
        project_id=state.project_id,
        project_name=state.name,
        rag=state.rag,
        question=_date_question(state, cut, figures),
        reason=_date_reason(state, figures),
        owner=_owner(state),
        due_date=due,
        due=Sentence(segments=(_due_segment(due, figures),)),
        options=tuple(option for option in options if option),
        note=_missing_owner_note(state),
    )


def register_decision(
    row: Mapping[str, Any], state: ProjectState | None, figures: Figures, *, cut: ScopeCut | None
) -> Decision:
    """Put a decision of `decisions.csv`, in its own words, with what doing nothing leads to.

    Where the date of the project is in danger, a note says what would keep it.
    """
    due: date = row["due_date"]
    is_overdue = due < figures.book.style.as_of
    recommended = (row["recommendation"] or "").strip()
    nothing = do_nothing_option(state, figures) if state else _plain_do_nothing()
    is_nothing_recommended = recommended.casefold() == _DO_NOTHING.casefold()
    return Decision(
        decision_id=row["decision_id"],
        project_id=row["project_id"] or "",
        project_name=state.name if state else "",
        rag=state.rag if state else None,
        question=Sentence(segments=(name(row["question"]),)),
        reason=_register_reason(row, figures, is_overdue=is_overdue, recommended=recommended),
        owner=row["owner"],
        due_date=due,
        due=Sentence(segments=(_due_segment(due, figures),)),
        options=(
            *_written_options(row["options"] or "", recommended),
            nothing.model_copy(update={"is_recommended": is_nothing_recommended}),
        ),
        note=_data_note(state, cut, figures) if state else Sentence(),
    )


def _written_options(text: str, recommended: str) -> list[Option]:
    """Return the options of a register, each once; doing nothing is put last by the caller."""
    written: dict[str, str] = {}
    for part in text.split(";"):
        written.setdefault(part.strip().casefold(), part.strip())
    return [
        Option(
            name=Sentence(segments=(name(words),)),
            effect=sentence("Not estimated"),
            is_recommended=key == recommended.casefold(),
        )
        for key, words in written.items()
        if key not in ("", _DO_NOTHING.casefold())
    ]


def _data_note(state: ProjectState, cut: ScopeCut | None, figures: Figures) -> Sentence:
    """Say what the data add to a question of the register: what would keep the date."""
    baseline = state.now.baseline_finish
    if cut is None or baseline is None:
        return Sentence()
    key = f"{state.project_id}.%s.{state.now.as_of.day}"
    later = ""
    if state.now.sure_finish and state.now.sure_finish > baseline:
        later = sentence(
            " Moving the date to {day} would make it {sure}.",
            day=figures.sure(state.now),
            sure=SURE_WORDS,
        )
    return sentence(
        "The data add: moving {count} of {open} open items out would lift the chance of {day} from "
        "{before} to {after}.{later}",
        count=figures.book.figure(key % "moved_items", cut.moved_items, "count"),
        open=figures.open_items(state.now),
        day=figures.book.day(baseline),
        before=figures.chance(state.now),
        after=figures.book.figure(key % "chance_after_cut", cut.chance, "share", recipe="chance"),
        later=later,
    )


def do_nothing_option(state: ProjectState, figures: Figures) -> Option:
    """Say what happens if nobody decides."""
    moment, baseline = state.now, state.now.baseline_finish
    gap = forecast_gap_sentence(state, figures)
    if gap or moment.likely_finish is None:
        effect = gap or sentence("The likely finish is more than five years away.")
    elif baseline is None or moment.chance is None:
        effect = sentence("Likely finish {likely}.", likely=figures.likely(moment))
    else:
        effect = sentence(
            "Likely {likely}; {chance} chance of {day}",
            likely=figures.likely(moment),
            chance=figures.chance(moment),
            day=figures.book.day(baseline),
        )
    return Option(
        name=sentence(_DO_NOTHING),
        effect=effect,
        cost=_cost_words(state, figures),
        likely_cost=_amount(state, moment.likely_finish),
        late_cost=_amount(state, moment.sure_finish),
    )


def _cut_option(state: ProjectState, cut: ScopeCut, figures: Figures) -> Option:
    baseline = state.now.baseline_finish
    key = f"{state.project_id}.%s.{state.now.as_of.day}"
    return Option(
        name=sentence(
            "Move {count} {items} to a later release",
            count=figures.book.figure(key % "moved_items", cut.moved_items, "count"),
            items=noun(cut.moved_items, "item"),
        ),
        effect=sentence(
            "Chance of {day} rises from {before} to {after}",
            day=figures.book.day(baseline) if baseline else "",
            before=figures.chance(state.now),
            after=figures.book.figure(
                key % "chance_after_cut", cut.chance, "share", recipe="chance"
            ),
        ),
        cost=sentence("The value of what moves is not known"),
        is_recommended=_is_cut_recommended(state, cut),
    )


def _move_date_option(state: ProjectState, figures: Figures, *, is_recommended: bool) -> Option:
    moment = state.now
    if moment.sure_finish is None:
        move = sentence("Keep everything and give up the date")
        effect = sentence("The {sure} date is more than five years away", sure=SURE_WORDS)
    else:
        move = sentence("Keep everything, move the date to {day}", day=figures.sure(moment))
        effect = sentence("{sure}, so that others can plan", sure=SURE_WORDS)
    return Option(
        name=move,
        effect=effect,
        cost=_cost_words(state, figures),
        likely_cost=_amount(state, moment.likely_finish),
        late_cost=_amount(state, moment.sure_finish),
        is_recommended=is_recommended,
    )


def _is_cut_recommended(state: ProjectState, cut: ScopeCut | None) -> bool:
    open_items = state.now.forecast.open_items if state.now.forecast else 0
    return cut is not None and cut.moved_items <= _LARGEST_CUT_SHARE * open_items


def _date_question(state: ProjectState, cut: ScopeCut | None, figures: Figures) -> Sentence:
    baseline = state.now.baseline_finish
    day = figures.book.day(baseline) if baseline else Segment(text="")
    if baseline and baseline <= state.now.as_of.day:
        return sentence("Which date replaces {day}, which has passed?", day=day)
    if cut is None:
        return sentence("Move the date of {day}, which no smaller scope can keep?", day=day)
    return sentence(
        "Keep {day} by moving {count} {items} out, or move the date?",
        day=day,
        count=figures.book.figure(
            f"{state.project_id}.moved_items.{state.now.as_of.day}", cut.moved_items, "count"
        ),
        items=noun(cut.moved_items, "item"),
    )


def _date_reason(state: ProjectState, figures: Figures) -> Sentence:
    moment = state.now
    weeks = len(moment.forecast.weekly_finished) if moment.forecast else 0
    finished = sum(moment.forecast.weekly_finished) if moment.forecast else 0
    key = f"{state.project_id}.%s.{moment.as_of.day}"
    return sentence(
        "{open} {are} open; {finished} {were} finished in the last {weeks} complete {noun}.",
        open=figures.open_items(moment),
        are=noun(moment.open_count, "item is", "items are"),
        were=noun(finished, "was", "were"),
        noun=noun(weeks, "week"),
        finished=figures.book.figure(key % "finished", finished, "count"),
        weeks=figures.book.figure(key % "weeks", weeks, "count"),
    )


def _register_reason(
    row: Mapping[str, Any], figures: Figures, *, is_overdue: bool, recommended: str
) -> Sentence:
    raised = sentence("Raised on {day}", day=figures.book.day(row["raised_date"]))
    if is_overdue:
        late = (figures.book.style.as_of - row["due_date"]).days
        raised = sentence(
            "{raised}; overdue by {days}",
            raised=raised,
            days=figures.book.figure(
                f"{row['decision_id']}.overdue_days", late, "days", is_strong=True
            ),
        )
    if not recommended:
        return sentence("{raised}.", raised=raised)
    return sentence("{raised}. Recommended: {text}.", raised=raised, text=name(recommended))


def _plain_do_nothing() -> Option:
    return Option(name=sentence(_DO_NOTHING), effect=sentence("The question stays open"))


def _cost_words(state: ProjectState, figures: Figures) -> Sentence:
    likely = figures.delay_cost(state, state.now.likely_finish, "likely_delay_cost")
    is_same = delay_cost(state, state.now.sure_finish) == delay_cost(state, state.now.likely_finish)
    if likely is None and state.now.entry["cost_of_delay_per_week"] is None:
        return sentence("Not known: no cost of delay in projects.csv")
    if likely is None:
        return sentence("Not known without a forecast")
    if is_same or state.now.sure_finish is None:
        return Sentence(segments=(likely,))
    late = figures.delay_cost(state, state.now.sure_finish, "late_delay_cost")
    return sentence("{likely}, up to {late}", likely=likely, late=late)


def _amount(state: ProjectState, until: date | None) -> float | None:
    cost = delay_cost(state, until)
    return None if cost is None else float(cost)


def _owner(state: ProjectState) -> str:
    return state.now.entry["sponsor"] or state.now.entry["manager"] or "not named"


def _missing_owner_note(state: ProjectState) -> Sentence:
    if _owner(state) != "not named":
        return Sentence()
    return sentence("Add a sponsor or manager to projects.csv.")


def _due_segment(due: date, figures: Figures) -> Segment:
    return Segment(kind="date", text=weekday_text(due, figures.book.style), is_strong=True)


def decisions_title(decisions: tuple[Decision, ...], figures: Figures) -> Sentence:
    """Say how many decisions are asked for, and by when."""
    if not decisions:
        return sentence("No decision is requested")
    count = figures.book.count("decisions.count", len(decisions), is_first=True)
    due = [decision.due_date for decision in decisions if decision.due_date]
    overdue = sum(day < figures.book.style.as_of for day in due)
    if overdue == len(decisions):
        return sentence(
            "{count} {noun} overdue",
            count=count,
            noun=noun(len(decisions), "decision is", "decisions are"),
        )
    return sentence(
        "{count} {noun} requested by {day}{late}",
        count=count,
        noun=noun(len(decisions), "decision is", "decisions are"),
        day=figures.book.day(max(due)),
        late=_overdue_words(overdue, figures),
    )


def _overdue_words(overdue: int, figures: Figures) -> Sentence:
    if not overdue:
        return Sentence()
    return sentence(
        "; {count} of them {are} overdue",
        count=figures.book.count("decisions.overdue", overdue),
        are=noun(overdue, "is", "are"),
    )
