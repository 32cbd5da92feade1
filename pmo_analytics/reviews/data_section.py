"""What the data can and cannot tell: failed checks, gaps, and how far to trust the forecasts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from pmo_analytics.metrics.query import query_rows
from pmo_analytics.metrics.question import Question, Scope
from pmo_analytics.narrative.data import (
    DataGaps,
    check_sentence,
    checks_title,
    gaps_sentences,
    trust_sentences,
)
from pmo_analytics.narrative.figures import Figures
from pmo_analytics.narrative.project import ProjectState
from pmo_analytics.narrative.sentences import sentence
from pmo_analytics.reviews.evidence import Evidence
from pmo_analytics.reviews.history_blocks import history_blocks
from pmo_analytics.reviews.provenance import data_gaps
from pmo_analytics.reviews.table_cells import figure_cell, named_cell
from pmo_analytics.values import Block, Cell, Column, DataTable, Paragraphs, Section, Sentence
from pmo_analytics.warehouse.connection import fetch_rows
from pmo_analytics.warehouse.moments import local_day

_MOST_CHECKS = 6
_MOST_SOURCES = 12


def data_section(evidence: Evidence, states: Sequence[ProjectState], figures: Figures) -> Section:
    """Show which checks fail, what is missing, and from which files all this comes."""
    gaps = data_gaps(evidence, states)
    blocks: list[Block] = []
    if checks := _failed_checks(evidence, states):
        blocks.append(_checks_table(checks, figures))
    words = gaps_sentences(gaps, figures)
    if words:
        blocks.append(
            Paragraphs(
                span=5 if checks else 12,
                heading=sentence("What these data cannot tell"),
                paragraphs=tuple((text,) for text in words),
            )
        )
    blocks.append(_files_table(evidence, gaps, figures))
    blocks.append(
        Paragraphs(
            span=4,
            heading=sentence("How far to trust the dates"),
            paragraphs=tuple((text,) for text in trust_sentences(states, figures)),
        )
    )
    blocks.extend(history_blocks(evidence, states, figures))
    return Section(
        name="data",
        label="Data",
        title=checks_title(states, figures),
        blocks=tuple(blocks),
    )


def _failed_checks(
    evidence: Evidence, states: Sequence[ProjectState]
) -> list[tuple[str, int, list[tuple[str, int]]]]:
    """Return the checks that fail most: check, failed items, and these by project."""
    names = {state.project_id: state.name for state in states}
    scopes = tuple(Scope(name=key, project_ids=(key,)) for key in names)
    rows = query_rows(
        evidence.connection, "data_checks", Question(scopes=scopes, as_of=(evidence.as_of,))
    )
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in rows:
        if row["failed_count"]:
            found[row["check_id"]].append((names[row["scope"]], row["failed_count"]))
    checks = [
        (check_id, sum(count for _, count in by_project), sorted(by_project, key=_most_first))
        for check_id, by_project in found.items()
    ]
    return sorted(checks, key=lambda check: (-check[1], check[0]))[:_MOST_CHECKS]


def _most_first(pair: tuple[str, int]) -> tuple[int, str]:
    return (-pair[1], pair[0])


def _checks_table(
    checks: list[tuple[str, int, list[tuple[str, int]]]], figures: Figures
) -> DataTable:
    rows = tuple(
        (
            figure_cell(figures, f"data.{check_id}", failed, "count"),
            Cell(text=check_sentence(check_id, by_project)),
        )
        for check_id, failed, by_project in checks
    )
    return DataTable(
        span=7,
        title=sentence("What fails most"),
        columns=(
            Column(name="failed", label="Items", is_number=True),
            Column(name="check", label="What was found (most of it in)"),
        ),
        rows=rows,
    )


def _files_table(evidence: Evidence, gaps: DataGaps, figures: Figures) -> DataTable:
    sql = """
        select
            source,
            count(*) as export_count,
            min(taken_at) as first_taken_at,
            max(taken_at) as taken_at,
            sum(rows_in)::bigint as rows_in,
            sum(rows_rejected)::bigint as rows_rejected
        from exports
        group by source
        order by rows_rejected desc, source
        limit $most
    """
    sources = fetch_rows(evidence.connection, sql, {"most": _MOST_SOURCES}, name="sources")
    rows = tuple(
        (
            named_cell(row["source"]),
            figure_cell(figures, f"source.{row['source']}.exports", row["export_count"], "count"),
            Cell(text=_taken_words(row["first_taken_at"], evidence, figures)),
            Cell(text=_taken_words(row["taken_at"], evidence, figures)),
            figure_cell(figures, f"source.{row['source']}.rows", row["rows_in"], "count"),
            figure_cell(figures, f"source.{row['source']}.rejected", row["rows_rejected"], "count"),
        )
        for row in sources
    )
    return DataTable(
        span=8,
        title=_files_title(gaps, figures),
        columns=(
            Column(name="source", label="Source"),
            Column(name="exports", label="Exports", is_number=True),
            Column(name="first", label="First taken"),
            Column(name="taken", label="Last taken"),
            Column(name="rows", label="Rows", is_number=True),
            Column(name="rejected", label="Not used", is_number=True),
        ),
        rows=rows,
    )


def _files_title(gaps: DataGaps, figures: Figures) -> Sentence:
    if not gaps.rejected_rows:
        return sentence("Every row of every export was used")
    return sentence(
        "{rejected} of {total} rows of the exports could not be used",
        rejected=figures.book.figure("data.rejected_rows", gaps.rejected_rows, "count"),
        total=figures.book.figure("data.total_rows", gaps.total_rows, "count"),
    )


def _taken_words(moment: datetime | None, evidence: Evidence, figures: Figures) -> Sentence:
    if moment is None:
        return sentence("unknown")
    day = local_day(moment, evidence.calendar.time_zone)
    return Sentence(segments=(figures.book.day(day, is_short=True),))
