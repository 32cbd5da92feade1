"""Which teams are to be taught what, why, and whether a training is ahead."""

from __future__ import annotations

from pmo_analytics.catalogue.measurable import remedy_of
from pmo_analytics.content import Block, Cell, DataTable, Missing, Section
from pmo_analytics.narrative.saying import Facts, capitalised, named, say
from pmo_analytics.narrative.standards import breach_text
from pmo_analytics.reviews.brief import Gathered, Head
from pmo_analytics.reviews.table_cells import column, named_cell, said_cell
from pmo_analytics.standards import Mode, Standard
from pmo_analytics.values import Sentence

MEASURES = ("training_needs", "standards")
_COLUMNS = (
    *("standard_id", "failed_count", "checked_count", "since_date", "before_share", "since_share"),
    *("since_count", "held_date", "planned_date", "state_name"),
)


def gather(head: Head) -> Gathered:
    """Gather what is found by team and topic, and the training beside it."""
    brief = head.brief
    rows = brief.rows("training_needs")
    needs = brief.table("training_needs", rows, key=("team", "topic"), columns=_COLUMNS)
    return Gathered(head, brief.facts(*MEASURES), tables={"needs": needs})


def compose(found: Gathered, label: str) -> Section:
    """Show the teams with what they are to be taught; ask for what would tell the rest."""
    needs = found.tables["needs"]
    reason = found.head.brief.answer("training_needs").reason
    if reason:
        title = say("training-unmeasured", found.facts, remedy=named(remedy_of(reason)))
        return Section(name="training", label=label, title=title)
    is_told = all(need.value("state_name") != "unknown" for need in needs)
    blocks: tuple[Block, ...] = (_table(found),) if needs else ()
    if not is_told:
        blocks += (Missing(text=say("training-missing", found.facts)),)
    message = "training-title" if is_told else "training-title-unknown"
    title = say(message if needs else "training-none", found.facts)
    return Section(name="training", label=label, title=title, blocks=blocks)


def _table(found: Gathered) -> DataTable:
    settings = found.head.brief.evidence.settings
    standards = {one.standard_id: one for one in settings.standards_in_force}
    mode = settings.portfolio.pmo_mode
    return DataTable(
        subtitle=say("training-subtitle", found.facts),
        columns=tuple(map(column, ("team", "topic", "found", "teaching"))),
        rows=tuple(
            (
                named_cell(need.value("team")),
                said_cell(capitalised(say("help-topic", need, kind=need.value("topic")))),
                said_cell(_finding(need, standards.get(need.value("standard_id") or ""))),
                _training(found.facts, need, mode),
            )
            for need in found.tables["needs"]
        ),
    )


def _finding(need: Facts, standard: Standard | None) -> Sentence:
    return say("training-drift", need) if standard is None else breach_text(need, standard)


def _training(facts: Facts, need: Facts, mode: Mode) -> Cell:
    state = need.value("state_name")
    days = {
        name: need[f"{name}_date"] if need.value(f"{name}_date") else ""
        for name in ("held", "planned")
    }
    text = say("training-state", facts, state=state, mode=mode, **days)
    return said_cell(text, is_strong=state == "overdue")
