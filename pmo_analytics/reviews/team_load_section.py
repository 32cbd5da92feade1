"""What a team works on at once, and how full the months ahead are."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_analytics.catalogue.measurable import remedy_of
from pmo_analytics.content import Block, Cell, DataTable, Missing, Paragraphs, Section
from pmo_analytics.narrative.formatting import month_text
from pmo_analytics.narrative.saying import Facts, named, say
from pmo_analytics.reviews.brief import Brief, Gathered, Head
from pmo_analytics.reviews.table_cells import column, fact_cell, named_cell, said_cell, words_cell
from pmo_analytics.standards import Mode
from pmo_analytics.values import Sentence

_PROJECT_COLUMNS = ("waiting_item_count", "begun_item_count", "finished_per_week", "oldest_days")
_WORK_COLUMNS = (
    *("wip_count", "person_count", "wip_per_person", "older_count", "limit_count", "is_to_stop"),
    *("through_weeks", "limited_weeks", "hand_offs_per_item"),
)
_MOST_MONTHS = 6


def gather(head: Head) -> Gathered | None:
    """Gather the projects of a team, what it has at once, and the months ahead."""
    brief = head.brief
    projects = sorted(
        brief.rows("work_by_project"), key=lambda row: (-row["begun_item_count"], row["project_id"])
    )
    if not projects:
        return None
    first = brief.day.day.replace(day=1)
    months = [row for row in brief.rows("utilisation") if row["month_date"] >= first]
    months = sorted(months, key=lambda row: row["month_date"])[:_MOST_MONTHS]
    tables = {
        "projects": brief.table(
            "work_by_project", projects, key=("project_id",), columns=_PROJECT_COLUMNS
        ),
        "work": work(brief),
        "months": brief.table(
            "utilisation", months, key=("team", "month_date"), columns=("utilisation_share",)
        ),
    }
    return Gathered(head, brief.facts("work_by_project"), tables=tables)


def work(brief: Brief) -> tuple[Facts, ...]:
    """Return what a team has at once; nothing of a team of few people."""
    rows = brief.rows("team_work")
    return brief.table("team_work", rows, key=("team",), columns=_WORK_COLUMNS)


def to_stop(brief: Brief) -> tuple[Facts, ...]:
    """Return the teams that had better start nothing for now."""
    return tuple(row for row in work(brief) if row.value("is_to_stop"))


def stop_cells(row: Facts, mode: Mode) -> tuple[Cell, Cell]:
    """Return that a team has too much at once, and what the office does about it, in its voice."""
    full = say("office-team", row, team=named(row.value("team")))
    return said_cell(full), said_cell(say("office-team-act", row, mode=mode))


def compose(found: Gathered, label: str) -> Section:
    """Show its projects, its months, and what it has at once."""
    return Section(
        name="load",
        label=label,
        title=say("team-load", found.facts),
        blocks=(*_projects_table(found), *_months(found), *_at_once(found)),
    )


def _projects_table(found: Gathered) -> Iterator[DataTable]:
    """Yield the projects it works on, or none: those that have ended have no pace any more."""
    rows, names = found.tables["projects"], found.head.brief.evidence.project_names
    if not any(row.value("waiting_item_count") or row.value("begun_item_count") for row in rows):
        return
    yield DataTable(
        span=7,
        title=say("team-projects", found.facts),
        columns=(
            column("project"),
            *(column(name, is_number=True) for name in ("to_do", "begun", "weekly", "oldest")),
        ),
        rows=tuple(
            (
                named_cell(names[row.value("project_id")]),
                *(fact_cell(row, name) for name in _PROJECT_COLUMNS),
            )
            for row in rows
        ),
    )


def _months(found: Gathered) -> Iterator[Block]:
    rows = [row for row in found.tables["months"] if row.value("utilisation_share") is not None]
    if not rows and not found.tables["months"]:
        yield Missing(span=5, text=say("team-months-unknown", found.facts))
    if not rows:
        return
    yield DataTable(
        span=5,
        title=say("team-months", found.facts),
        columns=(column("month"), column("share", is_number=True, has_bar=True)),
        rows=tuple(
            (
                words_cell(month_text(row.value("month_date"))),
                fact_cell(
                    row,
                    "utilisation_share",
                    has_bar=True,
                    is_strong=row.value("utilisation_share") > 1,
                ),
            )
            for row in rows
        ),
    )


def _at_once(found: Gathered) -> Iterator[Block]:
    """Say what it has at once; of a few people nothing, and why."""
    reason = found.head.brief.answer("team_work").reason
    if reason and found.facts.value("begun_item_count"):
        yield Missing(text=say("team-work-unknown", found.facts, reason=named(reason)))
    for row in found.tables["work"]:
        yield Paragraphs(paragraphs=(tuple(_said(row, found.facts)),))


def untold_load(found: Gathered) -> Iterator[Missing]:
    """Say why it is not told what people have at once, and what would tell it."""
    answer = found.head.brief.answer("team_work")
    remedy = remedy_of(answer.reason)
    if remedy != answer.reason:
        yield Missing(text=say("team-work-unmeasured", found.facts, remedy=named(remedy)))
    elif answer.reason and answer.left_out:
        yield Missing(text=say("team-work-unknown", found.facts, reason=named(answer.reason)))


def _said(row: Facts, facts: Facts) -> Iterator[Sentence]:
    has_all = row.value("wip_count") == facts.value("begun_item_count")  # none without a person
    yield say("team-at-once", row, all="yes" if has_all else "no")
    if row.value("through_weeks"):
        yield say("team-through", row)
    if row.value("is_to_stop"):
        yield say("team-stop", row)
    if row.value("hand_offs_per_item") is not None:
        yield say("team-handed", row)
