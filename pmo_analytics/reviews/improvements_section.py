"""Declared changes of the process, and whether they made the difference that they were to make."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_analytics.content import Cell, DataTable, Section
from pmo_analytics.metrics.measure import form_of
from pmo_analytics.narrative.saying import Facts, day_segment, listed, named, say
from pmo_analytics.reviews.brief import Gathered, Head, Row
from pmo_analytics.reviews.table_cells import (
    BLANK,
    column,
    named_cell,
    said_cell,
    short_day_cell,
    words_cell,
)
from pmo_analytics.values import Sentence

VERDICT_COLUMNS = (
    *("verdict_name", "told_date", "before_ratio", "after_ratio", "before_share", "after_share"),
    *("before_count", "after_count", "unit_name"),
)
_COLUMNS = ("hypothesis", "place", "change_date", "measure_name", "metric", *VERDICT_COLUMNS)
_TOLD = ("better", "worse", "same", "other")


def gather(head: Head) -> Gathered | None:
    """Gather the declared changes, the newest first; None where none is declared."""
    brief = head.brief
    facts = brief.facts("improvements")
    if facts.value("improvement_count") == 0:
        return None
    rows = brief.rows("improvements")
    table = brief.table("improvements", rows, key=("improvement_id",), columns=_COLUMNS)
    return Gathered(head, facts, tables={"changes": table}, series={"rows": rows})


def compose(found: Gathered, label: str) -> Section:
    """Show each change with what it was to do, before and since, and what else changed."""
    answer = found.head.brief.answer("improvements")
    if answer.reason:
        text = named(answer.reason.capitalize() + ".")
        return Section(name="improvements", label=label, title=Sentence.of(text))
    table = DataTable(
        subtitle=say("improvements-subtitle", found.facts),
        columns=(
            *map(column, ("change", "where", "change_date", "measure", "difference")),
            *map(column, ("verdict", "else")),
        ),
        rows=tuple(
            _row(facts, row, found)
            for facts, row in zip(found.tables["changes"], found.series["rows"], strict=True)
        ),
    )
    title = say("improvements-title", found.facts)
    return Section(name="improvements", label=label, title=title, blocks=(table,))


def _row(facts: Facts, row: Row, found: Gathered) -> tuple[Cell, ...]:
    names = found.head.brief.evidence.project_names
    return (
        named_cell(row["hypothesis"]),
        named_cell(names.get(row["place"], row["place"])),
        short_day_cell(facts, "change_date"),
        named_cell(row["measure_name"]),
        *verdict_cells(
            facts, row, found, unknown=say("verdict-unknown", facts, metric=named(row["metric"]))
        ),
    )


def verdict_cells(
    facts: Facts, row: Row, found: Gathered, *, unknown: Sentence
) -> tuple[Cell, ...]:
    """Return the cells of a change: before and since, the verdict, and what else changed then.

    Args:
        facts: of the change.
        row: the same as the measure answers it.
        found: of the section.
        unknown: why nothing is measured, where nothing is.
    """
    verdict = row["verdict_name"]
    is_shown = verdict in (*_TOLD, "early") and row["before_count"] and row["after_count"]
    said = unknown if verdict == "unknown" else say(f"verdict-{verdict}", facts)
    return (
        said_cell(_difference(facts, row)) if is_shown else words_cell(BLANK),
        said_cell(said, is_strong=verdict in ("better", "worse")),
        _else(row["others"], found),
    )


def _difference(facts: Facts, row: Row) -> Sentence:
    form = form_of(row["unit_name"])
    return say(
        "improvement-values",
        facts,
        before=facts[f"before_{form}"],
        after=facts[f"after_{form}"],
        unit=row["unit_name"],
        kind=row["kind_name"],
    )


def _else(others: Sequence[Row], found: Gathered) -> Cell:
    if not others:
        return words_cell(BLANK)
    style = found.head.brief.style
    return said_cell(
        listed(
            [
                say(
                    f"else-{row['kind']}",
                    found.facts,
                    date=day_segment(row["date"], style),
                    words=named(row["words"]),
                    **({"answer": named(row["answer"])} if row["kind"] == "decision" else {}),
                )
                for row in others
            ],
            last="; ",
        )
    )
