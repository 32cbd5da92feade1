"""Which teams are to be taught what, why, whether a training is ahead, and what one changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pmo_analytics.catalogue.measurable import remedy_of
from pmo_analytics.catalogue.training import TELL_TEAMS
from pmo_analytics.content import Block, Cell, DataTable, Missing, Section
from pmo_analytics.narrative.saying import Facts, capitalised, named, say
from pmo_analytics.narrative.standards import breach_text
from pmo_analytics.reviews.brief import Brief, Gathered, Head, Row
from pmo_analytics.reviews.improvements_section import VERDICT_COLUMNS, verdict_cells
from pmo_analytics.reviews.standards_check import standards_of
from pmo_analytics.reviews.table_cells import BLANK, column, named_cell, said_cell, short_day_cell
from pmo_analytics.standards import Mode, Standard
from pmo_analytics.values import Sentence

_MEASURES = ("training_needs", "training_effects", "standards")
_COLUMNS = (
    *("standard_id", "failed_count", "checked_count", "since_date", "before_share", "since_share"),
    *("since_count", "held_date", "planned_date", "state_name"),
)


def needs_of(brief: Brief) -> tuple[Facts, ...]:
    """Return what is found by team and topic."""
    rows = brief.rows("training_needs")
    return brief.table("training_needs", rows, key=("team", "topic"), columns=_COLUMNS)


def gather(head: Head) -> Gathered:
    """Gather what is found by team and topic, and the training beside it."""
    brief = head.brief
    judged = brief.rows("training_effects")
    key = ("team", "topic", "held_date")
    effects = brief.table("training_effects", judged, key=key, columns=VERDICT_COLUMNS)
    return Gathered(
        head,
        brief.facts(*_MEASURES),
        tables={"needs": needs_of(brief), "effects": effects},
        series={"effects": judged},
    )


def compose(found: Gathered, label: str) -> Section:
    """Show the teams with what they are to be taught; ask for what would tell the rest."""
    needs = found.tables["needs"]
    reason = found.head.brief.answer("training_needs").reason
    if reason:
        title = say("training-unmeasured", found.facts, remedy=named(remedy_of(reason)))
        return Section(name="training", label=label, title=title)
    if not needs and found.facts.value("without_team_count"):
        blocks = (Missing(text=say("training-untold", found.facts, remedy=named(TELL_TEAMS))),)
        title = say("training-none", found.facts)
        return Section(name="training", label=label, title=title, blocks=blocks)
    is_told = all(need.value("state_name") != "unknown" for need in needs)
    blocks: tuple[Block, ...] = (_table(found),) if needs else ()
    blocks += tuple(_effects(found))
    if not is_told:
        blocks += (Missing(text=say("training-missing", found.facts)),)
    message = "training-title" if is_told else "training-title-unknown"
    title = say(message if needs else "training-none", found.facts)
    return Section(name="training", label=label, title=title, blocks=blocks)


def _table(found: Gathered) -> DataTable:
    standards = standards_of(found.head.brief)
    mode = found.head.brief.evidence.settings.portfolio.pmo_mode
    return DataTable(
        subtitle=say("training-subtitle", found.facts),
        columns=tuple(map(column, ("team", "topic", "found", "teaching"))),
        rows=tuple(
            (
                named_cell(need.value("team")),
                said_cell(capitalised(say("help-topic", need, kind=need.value("topic")))),
                said_cell(finding_text(need, standards)),
                training_cell(found.facts, need, mode),
            )
            for need in found.tables["needs"]
        ),
    )


def _effects(found: Gathered) -> Iterator[Block]:
    """Show what became of what was taught; say where trainings are of nothing that items tell."""
    if found.tables["effects"]:
        yield DataTable(
            title=say("effects-title", found.facts),
            subtitle=say("effects-subtitle", found.facts),
            columns=tuple(
                map(column, ("team", "taught", "held", "measure", "difference", "verdict", "else"))
            ),
            rows=tuple(
                _effect(facts, row, found)
                for facts, row in zip(found.tables["effects"], found.series["effects"], strict=True)
            ),
        )
    elif found.facts.value("held_count"):
        yield Missing(text=say("effects-untold", found.facts))


def _effect(facts: Facts, row: Row, found: Gathered) -> tuple[Cell, ...]:
    standards = standards_of(found.head.brief)
    standard = standards.get(row["standard_id"])
    topic = row["topic"] if row["topic"] not in standards else standards[row["topic"]].help
    measured = _measured(facts, standard) if row["kind_name"] else Sentence.of(named(BLANK))
    return (
        named_cell(row["team"]),
        said_cell(capitalised(say("help-topic", facts, kind=topic))),
        short_day_cell(facts, "held_date"),
        said_cell(measured),
        *verdict_cells(facts, row, found, unknown=say("effect-none", facts)),
    )


def _measured(facts: Facts, standard: Standard | None) -> Sentence:
    if standard is None:
        return say("effect-way", facts)
    slots = {"counts": named(standard.counts), "fails": named(standard.fails)}
    return capitalised(say("effect-standard", facts, **slots))


def finding_text(need: Facts, standards: Mapping[str, Standard]) -> Sentence:
    """Say what is found of the items of a team."""
    standard = standards.get(need.value("standard_id") or "")
    return say("training-drift", need) if standard is None else breach_text(need, standard)


def training_cell(facts: Facts, need: Facts, mode: Mode) -> Cell:
    """Say whether a training is held or planned, in the voice of the office."""
    state = need.value("state_name")
    days = {
        name: need[f"{name}_date"] if need.value(f"{name}_date") else ""
        for name in ("held", "planned")
    }
    text = say("training-state", facts, state=state, mode=mode, **days)
    return said_cell(text, is_strong=state == "overdue")
