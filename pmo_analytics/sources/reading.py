"""A file, looked at once: its bytes, its records, its dialect, and what all its cells are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pmo_analytics.settings import SourceTable
from pmo_analytics.sources.csv_shape import CsvShape, find_shape, first_records
from pmo_analytics.sources.read_plan import FilePlan, Problem, RefusedFile
from pmo_analytics.sources.recognition import Recognition, recognise
from pmo_analytics.sources.roles import DATE_ROLES, NUMBER_ROLES, PARENT, STATUS_DURATION
from pmo_analytics.sources.survey import Survey, Watch, survey_file
from pmo_analytics.sources.tables import Table, likely_table
from pmo_analytics.sources.text_encoding import ByteEvidence, read_byte_evidence

SHAPED_ROLES = NUMBER_ROLES | {
    PARENT,
    STATUS_DURATION,
    "item_key",
    "progress",
}  # the shapes of their cells decide something
MOST_WITNESSES = 8  # date columns without a role that may prove the order of the others


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFile:
    """What a file's bytes, records and cells say, before anything is decided from it."""

    name: str  # posix, relative to the portfolio folder
    found: ByteEvidence
    shape: CsvShape
    table: Table  # where no header was recognised: the likely one, or an empty one
    survey: Survey

    @property
    def last_row(self) -> int:
        """Return the row number of the last record."""
        return self.table.header_row + 1 + self.survey.row_count

    def plan_fields(self) -> dict[str, Any]:
        """Return the fields of a `FilePlan` that need no further decision."""
        return {
            "path": self.name,
            "sha256": self.found.sha256,
            "size_bytes": self.found.size_bytes,
            "encoding": self.found.encoding,
            "encoding_errors": self.found.errors,
            "has_bom": self.found.has_bom,
            "delimiter": self.shape.delimiter,
            "quote": self.shape.quote,
            "header_row": self.table.header_row,
            "row_count": self.survey.row_count,
            "short_rows": self.survey.short_rows,
            "long_rows": self.survey.long_rows,
            "kinds": self.table.kinds if self.survey.long_rows else (),
        }

    def refused(
        self, reason: str, *, source: str, problems: tuple[Problem, ...] = ()
    ) -> RefusedFile:
        """Return the file as refused for a reason."""
        return FilePlan(**self.plan_fields(), problems=problems).refused(reason, source=source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(TableFile):
    """An export, looked at: its source, what `pmo.toml` says of it, and its dialect."""

    source: str
    settings: SourceTable
    recognition: Recognition | None

    def positions_of(self, roles: Iterable[str]) -> list[int]:
        """Return the columns that have one of these roles."""
        meanings = self.recognition.meanings if self.recognition else ()
        return [position for position, meaning in enumerate(meanings) if meaning.role in roles]


def read_whole(path: Path, *, name: str, source: str, settings: SourceTable) -> Reading:
    """Read a file once; if its rows are ragged, once more as if quotes were mere signs in it."""
    found = read_byte_evidence(path)
    shape = find_shape(path, found)
    readings = []
    for cut in (shape, replace(shape, quote="")):
        recognition, table, survey = _read_as(path, found, cut, settings)
        reading = Reading(
            name=name,
            found=found,
            shape=cut,
            table=table,
            survey=survey,
            source=source,
            settings=settings,
            recognition=recognition,
        )
        readings.append(reading)
        if survey.is_even or not found.quote_count:
            break
    return min(readings, key=lambda reading: reading.survey.disorder)


def _read_as(
    path: Path, found: ByteEvidence, shape: CsvShape, settings: SourceTable
) -> tuple[Recognition | None, Table, Survey]:
    records = first_records(path, found, shape)
    recognition = recognise(
        records,
        lead=shape.lead,
        dialect=settings.dialect,
        columns=settings.columns,
        stage_columns=settings.stage_columns,
    )
    table = recognition.table if recognition else likely_table(records, lead=shape.lead)
    survey = survey_file(
        path,
        found,
        shape,
        header_row=table.header_row,
        kinds=table.kinds,
        watch=_watch(recognition) if recognition else Watch(),
    )
    return recognition, table, survey


def _watch(recognition: Recognition) -> Watch:
    roles = [meaning.role for meaning in recognition.meanings]
    kinds = recognition.table.kinds
    dialect = recognition.dialect
    is_history, key = dialect.kind == "changes", next(iter(dialect.key_roles), "")
    dates = [position for position, role in enumerate(roles) if role in DATE_ROLES]
    witnesses = [
        position for position, role in enumerate(roles) if not role and kinds[position] == "date"
    ]
    return Watch(
        dates=(*dates, *witnesses[:MOST_WITNESSES]),
        shapes=tuple(position for position, role in enumerate(roles) if role in SHAPED_ROLES),
        key=roles.index(key) if is_history and key in roles else None,
        moment=roles.index("changed_at") if is_history else None,
        has_unnamed_first=recognition.table.header[0] == "",
    )
