"""Decisions requested: those of the register that are open, and dates that nobody put to one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from pmo_analytics.catalogue.decisions import MOST_SHOWN
from pmo_analytics.catalogue.option_plan import MORE_FACTS
from pmo_analytics.catalogue.own_questions import FOCUS_FACTS
from pmo_analytics.content import Block, Cell, DataTable, Decision, Decisions, Paragraphs, Section
from pmo_analytics.health.decision_kinds import COST
from pmo_analytics.narrative.decisions import decision, decisions_title, money_counted
from pmo_analytics.narrative.project import Project
from pmo_analytics.narrative.saying import Facts, listed, say
from pmo_analytics.reviews import follow_up
from pmo_analytics.reviews.brief import Gathered, Head
from pmo_analytics.reviews.handovers import counted_on, promise_counted_on
from pmo_analytics.reviews.table_cells import (
    BLANK,
    DECISION_HEADS,
    column,
    decision_cells,
    said_cell,
    words_cell,
)
from pmo_analytics.values import Sentence

_FEW_DECISIONS = 2  # one alone needs no order
_COLUMNS = (
    *("project_id", "about_name", "raised_date", "due_date", "question_name", "owner_name"),
    *("recommendation_name", "overdue_days", "item_key", "item_url", "cause_name"),
    *("blocked_days", "is_start_known", "usual_days", "objective_name", "milestone_name"),
    *("team_name", "month_date", "last_month_date", "utilisation_share", "over_hours_count"),
    *("allocated_hours_count", "asked_by"),
    *FOCUS_FACTS,
)
_OPTION_KEY = ("decision_id", "option_number")
_OPTION_COLUMNS = (
    *("project_id", "project_name", "kind_name", "option_name", "note_name", "reason_name"),
    *("likely_date", "sure_date", "target_date", "chance_share", "open_count", "out_count"),
    *("more_pace_share", "money_cost", "lost_cost", "likely_delay_cost", "likely_total_cost"),
    *("late_total_cost", "saved_cost", "waiting_names", "is_recommended", "earlier_days"),
    *("likely_over_cost", "over_share", "dearer_share"),
    *MORE_FACTS,
)


def gather(head: Head) -> Gathered:
    """Gather what waits for a decision, in the order of the measure."""
    brief = head.brief
    rows, options = brief.rows("decisions"), brief.rows("decision_options")
    return Gathered(
        head,
        brief.facts("decisions", "decided_since", "overdue_actions").joined(
            brief.changes("asked_before").facts
        ),
        tables={
            **follow_up.gather_tables(brief),
            "counted_on": counted_on(brief),
            "decisions": brief.table("decisions", rows, key=("decision_id",), columns=_COLUMNS),
            "options": brief.table(
                "decision_options", options, key=_OPTION_KEY, columns=_OPTION_COLUMNS
            ),
        },
    )


def compose(found: Gathered, label: str) -> Section:
    """Ask for decisions, or name the next date to watch."""
    rows = found.tables["decisions"]
    dearer = follow_up.dearer(found)
    asked = tuple(_asked(found, dearer))
    subtitle = _order(found) if len(asked) >= _FEW_DECISIONS else Sentence()
    return Section(
        name="decisions",
        label=label,
        title=decisions_title(rows, found.facts),
        subtitle=subtitle,
        blocks=tuple(_blocks(asked, found, dearer)),
    )


def _order(found: Gathered) -> Sentence:
    """Say in which order decisions stand, and how many of them the data ask themselves."""
    written, count = (found.facts.value(f"{name}_count") for name in ("written", "decision"))
    own = "all" if not written else "none" if written == count else "some"
    return say("decisions-order", found.facts, own=own)


def _asked(found: Gathered, dearer: Mapping[str, Sentence]) -> Iterator[Decision]:
    names = found.head.brief.evidence.project_names
    by_id = {project.project_id: project for project in found.head.projects}
    options = {
        decision_id: list(rows)
        for decision_id, rows in groupby(
            found.tables["options"], key=lambda row: row.value("decision_id")
        )
    }
    made = []
    for row in found.tables["decisions"]:
        project = by_id.get(row.value("project_id") or "")
        promises = [
            promise_counted_on(one, names)
            for one in found.tables["counted_on"]
            if one.value("waiting_project_id") == row.value("project_id")
        ]
        rows = options[row.value("decision_id")]
        made.append((row, rows, decision(row, rows, project, promises)))
    for row, _, asked in made:
        more = (dearer.get(asked.decision_id), *_counted_too(row, made))
        reason = listed(filter(None, (asked.reason, *more)), between=" ", last=" ")
        yield asked.model_copy(update={"reason": reason})


def _counted_too(
    row: Facts, made: Sequence[tuple[Facts, Sequence[Facts], Decision]]
) -> Iterator[Sentence]:
    """Say of a question about money which others about its project count the same."""
    for other, options, asked in made if row.value("about_name") == COST else ():
        if other is not row and other.value("project_id") == row.value("project_id"):
            yield money_counted(asked, options)


def _blocks(
    asked: Sequence[Decision], found: Gathered, dearer: Mapping[str, Sentence]
) -> Iterator[Block]:
    is_short = found.head.brief.persona == "executive"
    note = say("decisions-all", found.facts) if is_short else Sentence()
    if asked:
        yield Decisions(decisions=asked[:MOST_SHOWN], note=note)
    else:
        yield from _next_date(found.head.projects, found.facts)
    if len(asked) > MOST_SHOWN:
        yield _waiting_table(asked[MOST_SHOWN:], found)
    told = dearer.keys() & {one.decision_id for one in asked[:MOST_SHOWN]}
    yield from follow_up.follow_ups(found, told)


def _waiting_table(asked: Sequence[Decision], found: Gathered) -> DataTable:
    """Show the decisions below the first ones in a line each: none that is due is left out."""
    return DataTable(
        title=say("waiting-title", found.facts),
        subtitle=say("waiting-subtitle", found.facts),
        columns=tuple(map(column, (*DECISION_HEADS, "nothing"))),
        rows=tuple(map(_waiting_row, asked)),
    )


def _waiting_row(asked: Decision) -> tuple[Cell, ...]:
    cost = asked.options[-1].cost
    return (*decision_cells(asked), said_cell(cost) if cost else words_cell(BLANK))


def _next_date(projects: Sequence[Project], facts: Facts) -> tuple[Block, ...]:
    """Say which date to watch next, where no decision is asked for."""
    ahead = [
        project
        for project in projects
        if (day := project.value("baseline_finish_date")) and day > facts.style.as_of
    ]
    if not ahead:
        return ()
    first = min(ahead, key=lambda project: (project.value("baseline_finish_date"), project.name))
    text = say(
        "next-date",
        first.facts,
        day=first.facts["baseline_finish_date"],
        project=first.segment,
    )
    return (Paragraphs(paragraphs=((text,),)),)
