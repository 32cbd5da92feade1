"""What is quickly put right, with the arithmetic of effort and effect, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pmo_analytics.content import Block, Cell, DataTable, Missing, Paragraphs, Section
from pmo_analytics.narrative.saying import Facts, named, say
from pmo_analytics.reviews.brief import Brief, Gathered, Head, Row
from pmo_analytics.reviews.standards_check import Actor, people_of
from pmo_analytics.reviews.table_cells import (
    BLANK,
    column,
    fact_cell,
    named_cell,
    project_cell,
    said_cell,
    short_day_cell,
)
from pmo_analytics.values import Sentence

_MEASURES = ("quick_wins", "quick_wins_taken")
_MOST_ROWS, _MOST_OF_KIND = 12, 3
_COLUMNS = (
    *("project_id", "kind", "subject", "limit_count", "shown_things", "thing_count"),
    *("each_minute_count", "effort_minute_count", "weight_count", "effect_count"),
    *("hour_effect_count", "unshown_count"),
)
_TAKEN = (
    *("action", "project_id", "raised_date", "done_date", "before_count", "now_count"),
    "course_name",
)
_RENEWED = {"status_reported": "report", "export_current": "export"}


def gather(head: Head) -> Gathered:
    """Gather the quick wins that give most for an hour, and those that were taken."""
    brief = head.brief
    wins = _first_of_kinds(brief.rows("quick_wins"))[:_MOST_ROWS]
    tables = {
        "wins": brief.table("quick_wins", wins, key=("win_id",), columns=_COLUMNS),
        "taken": _taken(brief),
    }
    return Gathered(head, brief.facts(*_MEASURES), tables=tables)


def _first_of_kinds(rows: Sequence[Row]) -> list[Row]:
    """Return the first of each kind in their order: ten alike say no more than the best of them."""
    seen: Counter[str] = Counter()
    found = []
    for row in rows:
        seen[row["kind"]] += 1
        if seen[row["kind"]] <= _MOST_OF_KIND:
            found.append(row)
    return found


def _taken(brief: Brief) -> tuple[Facts, ...]:
    rows = brief.rows("quick_wins_taken")[:_MOST_ROWS]
    return brief.table("quick_wins_taken", rows, key=("action_id",), columns=_TAKEN)


def compose(found: Gathered, label: str) -> Section:
    """Show what to do first, and what came of what was done."""
    title = say("quick-title" if found.tables["wins"] else "quick-none", found.facts)
    return Section(name="quick_wins", label=label, title=title, blocks=tuple(_blocks(found)))


def _blocks(found: Gathered) -> Iterator[Block]:
    brief = found.head.brief
    if found.tables["wins"]:
        yield _wins_table(found, people_of(brief))
    if brief.answer("quick_wins_taken").reason:
        yield Missing(text=say("taken-missing", found.facts))
    elif found.tables["taken"]:
        yield _taken_table(found)
    else:
        yield Paragraphs(paragraphs=((say("taken-none", found.facts),),))


def _wins_table(found: Gathered, people: Mapping[str, Mapping[str, Actor]]) -> DataTable:
    evidence = found.head.brief.evidence
    mode = evidence.settings.portfolio.pmo_mode
    return DataTable(
        subtitle=say("quick-subtitle", found.facts, mode=mode),
        columns=(
            *map(column, ("win", "things", "project", "who")),
            *(column(name, is_number=True) for name in ("effort", "effect", "hour_effect")),
        ),
        rows=tuple(
            (
                said_cell(_win(row)),
                said_cell(_things(row)),
                project_cell(row, evidence.project_names),
                _who(people[row.value("project_id")].get("project manager")),
                said_cell(_effort(row)),
                said_cell(say("win-effect", row)),
                fact_cell(row, "hour_effect_count"),
            )
            for row in found.tables["wins"]
        ),
    )


def _who(actor: Actor | None) -> Cell:
    return named_cell(actor.shown if actor else BLANK)


def _win(row: Facts) -> Sentence:
    kind, subject = row.value("kind"), row.value("subject") or ""
    limit = row["limit_count"] if row.value("limit_count") is not None else ""
    shown = _RENEWED[subject] if kind == "renew" else kind
    return say("win", row, kind=shown, subject=named(subject), limit=limit)


def _things(row: Facts) -> Sentence:
    shown = named(row.value("shown_things") or BLANK)
    return say("win-more", row, shown=shown) if row.value("unshown_count") else Sentence.of(shown)


def _effort(row: Facts) -> Sentence:
    return say("win-effort-each" if row.value("each_minute_count") else "win-effort", row)


def _taken_table(found: Gathered) -> DataTable:
    return DataTable(
        title=say("taken-title", found.facts),
        subtitle=say("taken-subtitle", found.facts),
        columns=tuple(map(column, ("taken_win", "project", "agreed", "state", "came"))),
        rows=tuple(
            (
                named_cell(row.value("action")),
                project_cell(row, found.head.brief.evidence.project_names),
                short_day_cell(row, "raised_date"),
                said_cell(say("taken-done" if row.value("done_date") else "taken-open", row)),
                said_cell(_came(row)),
            )
            for row in found.tables["taken"]
        ),
    )


def _came(row: Facts) -> Sentence:
    return say("win-came-unknown" if row.value("course_name") == "unknown" else "win-came", row)
