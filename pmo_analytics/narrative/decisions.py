"""Decisions requested: a question, one reason, an owner, a day, and options with their effect.

Those of the register come in their own words; for a date that will probably be missed and that
nobody has put to a decision, the suite asks itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pmo_analytics.content import Decision
from pmo_analytics.health.decision_kinds import (
    BLOCKER,
    COST,
    CUT,
    DATE,
    FOCUS,
    OBJECTIVE,
    OVERLOAD,
    REPORT,
    UNDO,
    WRITTEN,
)
from pmo_analytics.narrative.formatting import month_text, weekday_text
from pmo_analytics.narrative.options import option, option_name
from pmo_analytics.narrative.project import Project
from pmo_analytics.narrative.recommendation import recommendation
from pmo_analytics.narrative.saying import Facts, day_segment, item_segment, listed, named, say
from pmo_analytics.values import Segment, Sentence

_ASKING = ("red", "amber")


def decision(
    row: Facts,
    options: Sequence[Facts],
    project: Project | None,
    promises: Sequence[Sentence] = (),
) -> Decision:
    """Put a question into words: one of the register in its own, else one of ours.

    Args:
        row: of `decisions`.
        options: its rows of `decision_options`, doing nothing last.
        project: that it is about, where it is about one.
        promises: of others, which the dates of its options take as kept.
    """
    due: date = row.value("due_date")
    is_own = row.value("about_name") != WRITTEN
    return Decision(
        decision_id=row.value("decision_id"),
        project_id=row.value("project_id") or "",
        project_name=project.name if project else "",
        rag=project.rag if project else None,
        question=_own_question(row, options, project) if is_own else _named(row),
        reason=_own_reason(row, project) if is_own else _register_reason(row),
        owner=_owner(row, project) if is_own else row.value("owner_name"),
        due_date=due,
        due=say("due-overdue" if row.value("overdue_days") else "due", row, due=_due(due, row)),
        options=tuple(option(one, project) for one in options),
        note=_note(row, options, project, promises),
    )


def _named(row: Facts) -> Sentence:
    return Sentence.of(named(row.value("question_name")))


def _due(due: date, row: Facts) -> Segment:
    return Segment(kind="date", text=weekday_text(due, row.style), is_strong=True)


# --- a question of the suite ---------------------------------------------------------------------


def _own_question(row: Facts, options: Sequence[Facts], project: Project | None) -> Sentence:
    about = row.value("about_name")
    if about == BLOCKER:
        return _blocker_question(row)
    if about == COST:
        return _money_question(options)
    if about == OVERLOAD:
        return say("overload-question", row, team=named(row.value("team_name")), when=_when(row))
    if about == FOCUS:
        return say("focus-question", row, team=named(row.value("team_name")))
    if about == OBJECTIVE:
        who = project.segment if project else None
        slots = {"objective": named(row.value("objective_name"))} | ({"who": who} if who else {})
        return say("objective-question-of" if who else "objective-question", row, **slots)
    assert project is not None  # all else is about one
    return (
        _date_question(project, options)
        if about == DATE
        else say("report-question", project.facts, who=project.segment)
    )


def _money_question(options: Sequence[Facts]) -> Sentence:
    """Ask who pays; what is left out is asked where a small enough cut would do."""
    if options[0].value("over_cost") is None:
        return say("money-question-unknown", options[0])
    is_cut = any(one.value("kind_name") == CUT for one in options)
    return say("money-question-cut" if is_cut else "money-question", options[0])


def _when(row: Facts) -> Sentence:
    """Say in which months a team has too few hours."""
    first, last = (month_text(row.value(name)) for name in ("month_date", "last_month_date"))
    if first == last:
        return say("overload-month", row, first=first)
    return say("overload-months", row, first=first, last=last)


def _blocker_question(row: Facts) -> Sentence:
    item = item_segment({name: row.value(name) for name in ("item_key", "item_url")})
    message = "blocker-question" if row.value("is_start_known") else "blocker-question-least"
    return say(message, row, item=item, cause=named(row.value("cause_name")))


def _date_question(project: Project, options: Sequence[Facts]) -> Sentence:
    undo = next((one for one in options if one.value("kind_name") == UNDO), None)
    if undo:
        answer, facts = named(undo.value("undone_name")), undo.joined(project.facts.facts)
        return say("date-undo", facts, decision=answer)
    if project.value("target_date") <= project.facts.style.as_of:
        return say("date-passed", project.facts)
    if project.value("moved_count") is None:
        return say("date-no-scope", project.facts)
    return say("date-cut" if project.value("is_small_cut") else "date-large-cut", project.facts)


def _own_reason(row: Facts, project: Project | None) -> Sentence:
    about = row.value("about_name")
    if about == FOCUS:
        is_handed = row.value("hand_offs_per_item") is not None
        return say("focus-reason-handed" if is_handed else "focus-reason", row)
    if about == OBJECTIVE and project is not None:
        milestone = named(row.value("milestone_name"))
        return say("objective-reason-of", row, who=project.segment, milestone=milestone)
    if about in (BLOCKER, OVERLOAD, OBJECTIVE) or project is None:
        return say(f"{about}-reason", row)
    if about == COST and project.value("baseline_budget") is None:
        return Sentence()
    if about == REPORT:
        words = {"declared": project.rag.declared or "", "computed": project.colour}
        return say("report-reason", project.facts, **words)
    return say("money-reason" if about == COST else "date-reason", project.facts)


def _owner(row: Facts, project: Project | None) -> str:
    unknown = say("owner-unknown" if project else "owner-of-portfolio", row)
    return (project.value("owner_name") if project else "") or str(unknown)


# --- a decision of the register ------------------------------------------------------------------


def _register_reason(row: Facts) -> Sentence:
    raised = say("register-raised-overdue" if row.value("overdue_days") else "register-raised", row)
    parts, recommended = [raised], row.value("recommendation_name")
    if recommended:
        parts.append(say("register-recommended", row, recommendation=named(recommended)))
    if row.value("team_name"):
        team = named(row.value("team_name"))
        parts.append(say("register-overload", row, team=team, when=_when(row)))
    return Sentence.of(*(segment for part in parts for segment in part.segments))


# --- what stands below ---------------------------------------------------------------------------


def _note(
    row: Facts,
    options: Sequence[Facts],
    project: Project | None,
    promises: Sequence[Sentence],
) -> Sentence:
    """Say what the rule makes of the options, and what is to be added."""
    is_own = row.value("about_name") != WRITTEN
    is_weighed = row.value("about_name") in (WRITTEN, DATE, BLOCKER)
    parts = [recommendation(options) if is_weighed else Sentence()]
    if row.value("about_name") == COST and any(one.value("kind_name") == CUT for one in options):
        parts.append(say("money-cut-pays", options[0]))
    if is_own and project is not None and not project.value("owner_name"):
        parts.append(say("owner-add", row))
    if row.value("about_name") in (WRITTEN, DATE):
        parts.extend(promises)
    if not is_own and len(options) == 1:
        parts.append(say("options-none", row))
    if not is_own and all(one.value("reason_name") for one in options[:-1]):
        parts.append(_data_note(project))
    return listed(filter(None, parts), between=" ", last=" ")


def _data_note(project: Project | None) -> Sentence:
    """Say what the data add to a question whose options nobody has estimated."""
    if project is None or project.colour_of("schedule") not in _ASKING:
        return Sentence()
    if project.value("moved_count") is None:
        return Sentence()
    sure, target = project.value("sure_date"), project.value("target_date")
    more = say("data-add-later", project.facts) if sure and sure > target else Sentence()
    text = say("data-add", project.facts)
    return Sentence.of(*text.segments, *more.segments)


def money_counted(asked: Decision, options: Sequence[Facts]) -> Sentence:
    """Say of a question about money which other one counts it, and whether its answer lowers it.

    Args:
        asked: the other question.
        options: its rows of `decision_options`, doing nothing last.
    """
    above = options[-1].value("likely_over_cost")
    if not above:
        return Sentence()
    parts = [say("money-counted", options[-1], question=asked.question)]
    for best in (one for one in options if one.value("is_recommended")):
        left = best.value("likely_over_cost")
        if left is not None and left < above:
            message = "money-lowered" if left else "money-avoided"
            parts.append(say(message, best, option=option_name(best)))
    return listed(parts, between="", last="")


# --- the section ---------------------------------------------------------------------------------


def decisions_title(rows: Sequence[Facts], facts: Facts) -> Sentence:
    """Say how many decisions are asked for, and by when."""
    if not rows:
        return say("decisions-none", facts)
    if facts.value("overdue_count") == len(rows):
        return say("decisions-overdue", facts)
    last = max(row.value("due_date") for row in rows)
    return say("decisions-title", facts, day=day_segment(last, facts.style))
