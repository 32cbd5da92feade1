"""Decisions requested: a question, one reason, an owner, a day, and options with their effect.

Those of the register come in their own words; for a date that will probably be missed and that
nobody has put to a decision, the suite asks itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pmo_analytics.content import Decision, Option
from pmo_analytics.narrative.formatting import weekday_text
from pmo_analytics.narrative.outlook import gap
from pmo_analytics.narrative.project import Project
from pmo_analytics.narrative.saying import Facts, day_segment, named, say
from pmo_analytics.values import Segment, Sentence

DO_NOTHING = "Do nothing"
_LARGEST_CUT_SHARE = 0.5  # moving out more than half is another project, not a recommendation
_ASKING = ("red", "amber")


def decision(row: Facts, project: Project | None) -> Decision:
    """Put a question into words: one of the register in its own, else one for a date."""
    is_own = row.value("origin_name") == "suite" and project is not None
    due: date = row.value("due_date")
    return Decision(
        decision_id=row.value("decision_id"),
        project_id=row.value("project_id") or "",
        project_name=project.name if project else "",
        rag=project.rag if project else None,
        question=_date_question(project) if is_own else _named(row.value("question_name")),
        reason=say("date-reason", project.facts) if is_own else _register_reason(row),
        owner=_owner(project) if is_own else row.value("owner_name"),
        due_date=due,
        due=Sentence.of(_due(due, row)),
        options=_date_options(project) if is_own else _register_options(row, project),
        note=_owner_note(project) if is_own else _data_note(project),
    )


def _named(text: str) -> Sentence:
    return Sentence.of(named(text))


def _due(due: date, row: Facts) -> Segment:
    return Segment(kind="date", text=weekday_text(due, row.style), is_strong=True)


# --- a question for a date -----------------------------------------------------------------------


def _date_question(project: Project) -> Sentence:
    if project.value("target_date") <= project.facts.style.as_of:
        return say("date-passed", project.facts)
    has_cut = project.value("moved_count") is not None
    return say("date-cut" if has_cut else "date-no-scope", project.facts)


def _date_options(project: Project) -> tuple[Option, ...]:
    is_cut = _is_cut_recommended(project)
    options = (
        _cut_option(project, is_recommended=is_cut),
        _move_option(project, is_recommended=not is_cut),
        do_nothing(project),
    )
    return tuple(option for option in options if option)


def _is_cut_recommended(project: Project) -> bool:
    moved, open_items = project.value("moved_count"), project.value("open_count")
    return moved is not None and moved <= _LARGEST_CUT_SHARE * open_items


def _cut_option(project: Project, *, is_recommended: bool) -> Option | None:
    if project.value("moved_count") is None:
        return None
    return Option(
        name=say("option-cut", project.facts),
        effect=say("option-cut-effect", project.facts),
        cost=say("option-cut-cost", project.facts),
        is_recommended=is_recommended,
    )


def _move_option(project: Project, *, is_recommended: bool) -> Option:
    is_given_up = project.value("sure_date") is None
    return Option(
        name=say("option-give-up" if is_given_up else "option-move", project.facts),
        effect=_given_up(project) if is_given_up else say("option-move-effect", project.facts),
        cost=_cost(project),
        likely_cost=_amount(project, "likely_delay_cost"),
        late_cost=_amount(project, "late_delay_cost"),
        is_recommended=is_recommended,
    )


def _given_up(project: Project) -> Sentence:
    is_too_wide = project.value("doubt_name") == "too_wide"
    return say(
        "option-give-up-uncertain" if is_too_wide else "option-give-up-effect",
        project.facts,
    )


def _owner(project: Project) -> str:
    return project.value("owner_name") or str(say("owner-unknown", project.facts))


def _owner_note(project: Project) -> Sentence:
    return Sentence() if project.value("owner_name") else say("owner-add", project.facts)


# --- a decision of the register ------------------------------------------------------------------


def _register_reason(row: Facts) -> Sentence:
    raised = say("register-raised-overdue" if row.value("overdue_days") else "register-raised", row)
    recommended = row.value("recommendation_name")
    if not recommended:
        return raised
    more = say("register-recommended", row, recommendation=named(recommended))
    return Sentence.of(*raised.segments, *more.segments)


def _register_options(row: Facts, project: Project | None) -> tuple[Option, ...]:
    recommended = row.value("recommendation_name") or ""
    nothing = (
        do_nothing(project)
        if project
        else Option(name=say("option-nothing", row), effect=say("option-nothing-open", row))
    )
    is_nothing = recommended.casefold() == DO_NOTHING.casefold()
    return (
        *_written_options(row, recommended),
        nothing.model_copy(update={"is_recommended": is_nothing}),
    )


def _written_options(row: Facts, recommended: str) -> list[Option]:
    """Return the options of a register, each once; doing nothing is put last by the caller."""
    written: dict[str, str] = {}
    for part in (row.value("options_name") or "").split(";"):
        written.setdefault(part.strip().casefold(), part.strip())
    return [
        Option(
            name=_named(text),
            effect=say("option-written", row),
            is_recommended=key == recommended.casefold(),
        )
        for key, text in written.items()
        if key not in ("", DO_NOTHING.casefold())
    ]


def _data_note(project: Project | None) -> Sentence:
    """Say what the data add to a question of the register: what would keep the date."""
    if project is None or project.colour_of("schedule") not in _ASKING:
        return Sentence()
    if project.value("moved_count") is None:
        return Sentence()
    sure, target = project.value("sure_date"), project.value("target_date")
    more = say("data-add-later", project.facts) if sure and sure > target else Sentence()
    text = say("data-add", project.facts)
    return Sentence.of(*text.segments, *more.segments)


# --- doing nothing, and what it costs ------------------------------------------------------------


def do_nothing(project: Project) -> Option:
    """Say what happens if nobody decides."""
    return Option(
        name=say("option-nothing", project.facts),
        effect=_nothing_effect(project),
        cost=_cost(project),
        likely_cost=_amount(project, "likely_delay_cost"),
        late_cost=_amount(project, "late_delay_cost"),
    )


def _nothing_effect(project: Project) -> Sentence:
    without = gap(project)
    if without:
        return without
    if project.value("likely_date") is None:
        return say("option-nothing-never", project.facts)
    has_chance = project.value("chance_share") is not None
    name = "option-nothing-chance" if has_chance else "option-nothing-likely"
    return say(name, project.facts)


def _cost(project: Project) -> Sentence:
    likely, late = project.value("likely_delay_cost"), project.value("late_delay_cost")
    if project.value("week_of_delay_cost") is None:
        return say("cost-unknown", project.facts)
    if likely is None:
        return say("cost-no-forecast", project.facts)
    return say("cost-likely" if late in (None, likely) else "cost-range", project.facts)


def _amount(project: Project, name: str) -> float | None:
    cost = project.value(name)
    return None if cost is None else float(cost)


# --- the section ---------------------------------------------------------------------------------


def decisions_title(shown: Sequence[Facts], facts: Facts) -> Sentence:
    """Say how many decisions are asked for, and by when."""
    if not shown:
        return say("decisions-none", facts)
    if facts.value("shown_overdue_count") == len(shown):
        return say("decisions-overdue", facts)
    last = max(row.value("due_date") for row in shown)
    return say("decisions-title", facts, day=day_segment(last, facts.style))
