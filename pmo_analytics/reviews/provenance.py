"""Sources, settings and gaps: from what a review was made, and what that cannot tell."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

from pmo_analytics.narrative.data import REGISTER_USES, DataGaps, rows_sentence
from pmo_analytics.narrative.figures import Figures
from pmo_analytics.narrative.project import ProjectState
from pmo_analytics.narrative.sentences import name, sentence
from pmo_analytics.reviews.evidence import Evidence
from pmo_analytics.values import Provenance, Sentence, SourceFile
from pmo_analytics.warehouse.connection import fetch_rows


def provenance(evidence: Evidence, figures: Figures) -> Provenance:
    """Say from which files the review was made, and by which settings."""
    files_sql = """
        select path, sha256, rows_in as rows, rows_rejected as rejected from exports
        union all
        select path, sha256, row_count, faulty_rows from raw_registers
        order by path
    """
    counts_sql = """
        select
            (select count(*) from exports) as exports,
            (select count(*) from raw_registers where row_count > 0) as registers,
            (select coalesce(sum(rows_in), 0) from exports)
                + (select coalesce(sum(row_count), 0) from raw_registers) as rows_in,
            (select coalesce(sum(rows_rejected), 0) from exports)
                + (select coalesce(sum(faulty_rows), 0) from raw_registers) as rows_rejected
    """
    files = fetch_rows(evidence.connection, files_sql, name="files")
    counts = fetch_rows(evidence.connection, counts_sql, name="file counts")[0]
    return Provenance(
        line=_source_line(rows_sentence(counts, figures), evidence, figures),
        files=tuple(SourceFile(**row) for row in files),
        settings=_settings_sentence(evidence, figures),
        version=version("pmo-analytics"),
    )


def _source_line(rows: Sentence, evidence: Evidence, figures: Figures) -> Sentence:
    return sentence(
        "{rows}. Compared with {day}.",
        rows=rows,
        day=figures.book.day(evidence.compared_with.day),
    )


def _settings_sentence(evidence: Evidence, figures: Figures) -> Sentence:
    return sentence(
        "As of {day}, days of {zone}{partial}; compared with {before}. Sub-tasks and epics are not "
        "counted; cancelled items are not finished. Forecasts are exact, without drawing lots.",
        day=figures.book.day(evidence.as_of.day),
        zone=name(evidence.calendar.time_zone),
        partial=" (up to the newest export)" if evidence.as_of.is_partial else "",
        before=figures.book.day(evidence.compared_with.day),
    )


def data_gaps(evidence: Evidence, states: Sequence[ProjectState]) -> DataGaps:
    """Find what is missing or was not understood, for the projects of a report."""
    ids = [state.project_id for state in states]
    registers = {
        row["register"]
        for row in fetch_rows(
            evidence.connection,
            "select register from raw_registers where row_count > 0",
            name="registers",
        )
    }
    counts = fetch_rows(evidence.connection, _COUNTS, {"ids": ids}, name="gaps")[0]
    unknown = fetch_rows(evidence.connection, _UNKNOWN_STATUSES, {"ids": ids}, name="statuses")
    refused = fetch_rows(evidence.connection, _REFUSED, name="refused files")
    return DataGaps(
        missing_registers=tuple(kind for kind in REGISTER_USES if kind not in registers),
        unknown_statuses=tuple(row["status"] for row in unknown),
        unknown_status_items=sum(row["item_count"] for row in unknown),
        homeless_items=counts["homeless_items"],
        refused_files=tuple((row["path"], row["refused_reason"]) for row in refused),
        rejected_rows=counts["rejected_rows"],
        total_rows=counts["total_rows"],
        without_start_projects=_without_start(evidence, states),
        reconstructed_before=counts["reconstructed"],
    )


_COUNTS = """
    select
        (select count(*) from items where project_id is null and level = 'item') as homeless_items,
        (select coalesce(sum(rows_rejected), 0)::bigint from exports) as rejected_rows,
        (select coalesce(sum(rows_in), 0)::bigint from exports) as total_rows,
        -- A history of changes tells of earlier days itself; other exports do not.
        exists (
            from item_versions
            join exports using (export_id)
            where is_reconstructed_before and exports.kind = 'items'
                and list_contains($ids, project_id)
        ) as reconstructed
"""
_UNKNOWN_STATUSES = """
    select min(status) as status, sum(item_count)::bigint as item_count
    from status_meanings
    where decided_by = 'unknown' and list_contains($ids, project_id)
    group by status_folded
    order by item_count desc, status
"""
_REFUSED = "select path, refused_reason from exports where refused_reason is not null order by path"


def _without_start(evidence: Evidence, states: Sequence[ProjectState]) -> tuple[str, ...]:
    sql = """
        select project_id
        from items
        where level = 'item' and state = 'done' and list_contains($ids, project_id)
        group by project_id
        having count(started_at) = 0
    """
    ids = [state.project_id for state in states]
    rows = fetch_rows(evidence.connection, sql, {"ids": ids}, name="starts")
    found = {row["project_id"] for row in rows}
    return tuple(state.name for state in states if state.project_id in found)
