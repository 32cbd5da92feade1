"""From a file to its read plan, or to the sentence that says why it cannot be read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from pmo_analytics.errors import UnreadableFileError
from pmo_analytics.settings import SourceTable
from pmo_analytics.sources.conventions import (
    decimal_sign,
    deliveries,
    null_texts,
    parent_role,
    row_order,
    separator,
    whole_progress,
)
from pmo_analytics.sources.date_orders import DateColumn
from pmo_analytics.sources.dates import (
    DATE_ORDER_UNDECIDED,
    DateDecision,
    decide_dates,
)
from pmo_analytics.sources.dialect import FIRST_GENERAL_PRECEDENCE
from pmo_analytics.sources.export_time import (
    ExportTime,
    MomentColumn,
    export_time,
)
from pmo_analytics.sources.problems import file_problems
from pmo_analytics.sources.ragged import overflow_position
from pmo_analytics.sources.read_plan import (
    CLOCKED,
    READER_VERSION,
    ColumnPlan,
    DateOrderEvidence,
    Problem,
    ReadPlan,
    RefusedFile,
    RowOrder,
)
from pmo_analytics.sources.reading import Reading, read_whole
from pmo_analytics.sources.recognition import Recognition
from pmo_analytics.sources.register_signs import register_sentence
from pmo_analytics.sources.roles import (
    DATE_ROLES,
    DAY_ROLES,
    EVENT_ROLES,
    NUMBER_ROLES,
    PARENT,
    STAMP_ROLES,
    STATE_ROLES,
    STATUS_DURATION,
)
from pmo_analytics.sources.text_encoding import file_digest
from pmo_analytics.sources.text_versions import container_of, text_version
from pmo_analytics.sources.toml_text import toml_key, toml_string

TIME_ZONE_MISSING = "time_zone_missing"
UNRECOGNISED = "unrecognised"
IS_REGISTER = "is_register"
SHOWN_HEADERS = 12
PROGRESS_WORDS = "all of it is Completed, nothing of it Not Started, else In Progress"
_SEPARATORS = {"link_in": (";", ","), "link_out": (";", ",")}  # where the dialect says none


def plan_file(
    path: Path,
    *,
    name: str,
    source: str,
    table: SourceTable,
    sibling_orders: Sequence[DateOrderEvidence] = (),
) -> ReadPlan | RefusedFile:
    """Decide how a file is read, from its whole content.

    Args:
        path: the file.
        name: its path relative to the portfolio folder, posix.
        source: the source it belongs to.
        table: what `pmo.toml` says of that source.
        sibling_orders: date orders that other exports of the source prove.
    """
    size = path.stat().st_size
    try:
        container = container_of(path)
        with text_version(path) as text:
            plan = _plan_text(text, name, source, table, sibling_orders)
    except UnreadableFileError as error:
        return RefusedFile(name, source, file_digest(path), size, row_count=0, reason=str(error))
    if not container:
        return plan
    # The plan is about the text; what it depends on is the file.
    sha256 = file_digest(path)
    if isinstance(plan, RefusedFile):
        return replace(plan, sha256=sha256, size_bytes=size)
    key = plan_key(name, sha256, table)
    return replace(plan, sha256=sha256, size_bytes=size, container=container, key=key)


def _plan_text(
    path: Path,
    name: str,
    source: str,
    table: SourceTable,
    sibling_orders: Sequence[DateOrderEvidence],
) -> ReadPlan | RefusedFile:
    reading = read_whole(path, name=name, source=source, settings=table)
    if _may_be_register(reading) and (reason := register_sentence(reading.table.header, name)):
        problems = (Problem(IS_REGISTER, reason),)
        return reading.refused(reason, source=source, problems=problems)
    if reading.recognition is None:
        reason = _unrecognised_reason(reading)
        problems = (Problem(UNRECOGNISED, reason),)
        return reading.refused(reason, source=source, problems=problems)
    if stopped_by := reading.survey.stopped_by:
        return reading.refused(f"It cannot be cut into rows: {stopped_by}.", source=source)
    dates = _decide_dates(reading, sibling_orders)
    if dates.undecided:
        problem = Problem(DATE_ORDER_UNDECIDED, dates.undecided)
        problems = (problem, *dates.problems)
        return reading.refused(dates.undecided, source=source, problems=problems)
    return _plan(reading, reading.recognition, dates)


def _may_be_register(reading: Reading) -> bool:
    """Tell whether no tool is known by the header, only what tables of items have in common."""
    found, said = reading.recognition, reading.settings
    is_general = found is None or found.dialect.precedence >= FIRST_GENERAL_PRECEDENCE
    return is_general and not said.dialect and not said.columns


def plan_key(name: str, sha256: str, table: SourceTable) -> str:
    """Return what a plan depends on in one digest: name, content, settings, reader version."""
    parts = (str(READER_VERSION), name, sha256, table.model_dump_json())
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _unrecognised_reason(reading: Reading) -> str:
    if not reading.found.size_bytes:
        return "The file is empty."
    names = [f'"{name}"' for name in reading.table.header if name.strip()]
    shown, more = ", ".join(names[:SHOWN_HEADERS]), len(names) - SHOWN_HEADERS
    header = f"{shown} and {more} more" if more > 0 else shown
    if not names:
        return "No row of it looks like a header: export it again with the names of its columns."
    return (
        f"No known tool writes these columns: {header}. Say which column is which with "
        f"`pmo inspect {reading.name} --write`, or under "
        f"[sources.{toml_key(reading.source)}.columns] in pmo.toml."
    )


def _decide_dates(reading: Reading, siblings: Sequence[DateOrderEvidence]) -> DateDecision:
    with_role = set(reading.positions_of(DATE_ROLES))
    needed = set(reading.positions_of(STATE_ROLES))
    columns = [
        DateColumn(
            position,
            reading.table.header[position],
            texts,
            is_witness=position not in with_role,
            is_needed=position in needed,
        )
        for position, texts in reading.survey.dates.items()
    ]
    setting = reading.settings.date_order
    return decide_dates(columns, source=reading.source, setting=setting, siblings=siblings)


def _plan(reading: Reading, recognition: Recognition, dates: DateDecision) -> ReadPlan:
    dialect = recognition.dialect
    columns = tuple(_columns(reading, recognition, dates))
    zone = reading.settings.time_zone or dialect.time_zone
    needs_zone = any(map(_needs_zone, columns))
    overflow = overflow_position(
        reading.table.kinds, [column.role for column in columns], reading.survey.long_records
    )
    nothing, nothing_evidence = null_texts(
        reading.survey,
        dialect_texts=dialect.null_texts,
        shapes=[*_number_shapes(reading), *_duration_shapes(reading), *_date_shapes(reading)],
    )
    sign, sign_evidence = decimal_sign(_number_shapes(reading))
    order, order_evidence = _row_order(reading, recognition, dates)
    taken = _export_time(reading, dates, zone)
    habits = (nothing_evidence, sign_evidence, order_evidence)
    return ReadPlan(
        **reading.plan_fields(),
        source=reading.source,
        dialect=dialect.name,
        kind=dialect.kind,
        columns=columns,
        overflow_position=overflow,
        key_roles=dialect.key_roles,
        key_fallback=dialect.key_fallback,
        time_zone=zone,
        needs_time_zone=needs_zone,
        decimal_sign=sign,
        null_texts=nothing,
        date_order=dates.evidence,
        taken_at=taken.moment,
        taken_at_is_day=taken.is_day,
        taken_at_is_named=taken.is_named,
        taken_at_evidence=taken.evidence,
        row_order=order,
        evidence=(*_evidence(reading, recognition, columns, dates), *filter(None, habits)),
        problems=(
            *file_problems(reading, columns, overflow=overflow),
            *recognition.problems,
            *dates.problems,
            *([_time_zone_missing(reading.source)] if needs_zone and not zone else []),
            *taken.problems,
        ),
        key=plan_key(reading.name, reading.found.sha256, reading.settings),
    )


def _columns(
    reading: Reading, recognition: Recognition, dates: DateDecision
) -> Iterator[ColumnPlan]:
    roles = _roles_by_content(reading)
    separators = recognition.dialect.separators
    places = {position: place for place, position in enumerate(recognition.stage_order, start=1)}
    for position, meaning in enumerate(recognition.meanings):
        role = roles.get(position, meaning.role)
        is_progress = meaning.role == "progress"
        is_clocked = role == "snapshot_date" and _is_clocked(reading, position)
        yield ColumnPlan(
            position=position,
            header=reading.table.header[position],
            role=role,
            detail=CLOCKED if is_clocked else meaning.detail,
            date_formats=dates.formats.get(position, ()),
            separator=separator(
                reading.table.cells(position), separators.get(role, _SEPARATORS.get(role, ()))
            ),
            place=places.get(position, 0),
            unit=whole_progress(reading.survey.shapes[position]) if is_progress else meaning.unit,
        )


def _roles_by_content(reading: Reading) -> dict[int, str]:
    """Return the roles that only the cells can tell."""
    shapes = reading.survey.shapes
    roles = {position: parent_role(shapes[position]) for position in reading.positions_of({PARENT})}
    counts = {
        position: reading.table.cells(position) for position in reading.positions_of({"count"})
    }
    if found := deliveries(counts):
        roles |= dict(zip(found, ("finished_count", "finished_total"), strict=True))
    has_status = bool(reading.positions_of({"status"}))
    return roles | dict.fromkeys(reading.positions_of({"progress"}), "" if has_status else "status")


def _needs_zone(column: ColumnPlan) -> bool:
    """Tell whether a column holds times of day without an offset; bare days are local days."""
    return (column.role not in DAY_ROLES or column.detail == CLOCKED) and any(
        form.kind == "strptime" and not form.is_date_only and not form.has_offset
        for form in column.date_formats
    )


def _number_shapes(reading: Reading) -> list[set[str]]:
    return [reading.survey.shapes[position] for position in reading.positions_of(NUMBER_ROLES)]


def _duration_shapes(reading: Reading) -> list[set[str]]:
    return [reading.survey.shapes[at] for at in reading.positions_of({STATUS_DURATION})]


def _date_shapes(reading: Reading) -> list[set[str]]:
    return [reading.survey.dates[position].shapes for position in reading.positions_of(DATE_ROLES)]


def _row_order(
    reading: Reading, recognition: Recognition, dates: DateDecision
) -> tuple[RowOrder | None, str]:
    if recognition.dialect.kind != "changes":
        return None, ""
    (position, *_) = reading.positions_of({"changed_at"})
    return row_order(reading.survey.pairs, dates.orders[position])


def _export_time(reading: Reading, dates: DateDecision, zone: str | None) -> ExportTime:
    """Ask the moments a tracker stamps; where there are none, those that something happened in."""
    said = partial(
        export_time, reading.name.rpartition("/")[2], zone=zone, above=reading.table.above
    )
    if reading.positions_of(STAMP_ROLES):
        taken = said(_moments(reading, dates, {"created", *STAMP_ROLES}))
        if taken.moment is not None:
            return taken
    return said(_moments(reading, dates, EVENT_ROLES), may_stray=True)


def _moments(reading: Reading, dates: DateDecision, roles: Iterable[str]) -> list[MomentColumn]:
    days = reading.positions_of(DAY_ROLES)
    return [
        MomentColumn(
            header=reading.table.header[position],
            sightings=reading.survey.dates[position],
            order=dates.orders[position],
            is_day=position in days and not _is_clocked(reading, position),
            cells=[row[position] for row in reading.table.rows if len(row) > position],
        )
        for position in reading.positions_of(roles)
    ]


def _is_clocked(reading: Reading, position: int) -> bool:
    """Tell whether a column of snapshots says the hour of each: then they are no days."""
    if not reading.recognition or reading.recognition.dialect.kind != "snapshots":
        return False
    times = reading.survey.dates[position].times()
    return len(times) > 1


def _evidence(
    reading: Reading,
    recognition: Recognition,
    columns: Sequence[ColumnPlan],
    dates: DateDecision,
) -> Iterator[str]:
    """Say in sentences why the file is read so."""
    yield f"Encoding {reading.found.encoding}: {reading.found.evidence}"
    yield f"Delimiter {reading.shape.delimiter!r}: {reading.shape.evidence}"
    yield f"Dialect {recognition.dialect.name}: {recognition.evidence}"
    yield from recognition.notes
    yield from _stage_sentences(reading, recognition)
    yield from (
        f'"{column.header.strip()}" tells the status: {PROGRESS_WORDS}'
        for column in columns
        if column.role == "status" and column.unit
    )
    if names := {form.name for column in columns for form in column.date_formats}:
        yield f"Dates are written {', '.join(sorted(names))}"
    if dates.evidence:
        yield f"Date order {dates.evidence.order.replace('_', ' ')}: {dates.evidence.proof}"


def _stage_sentences(reading: Reading, recognition: Recognition) -> Iterator[str]:
    headers = [reading.table.header[position].strip() for position in recognition.stage_order]
    if headers:
        yield (
            f"Stages, in the order of their dates: {', '.join(headers)}; to say it otherwise, set "
            f"stage_columns = [{', '.join(map(toml_string, headers))}] under "
            f"[sources.{toml_key(reading.source)}] in pmo.toml"
        )


def _time_zone_missing(source: str) -> Problem:
    return Problem(
        TIME_ZONE_MISSING,
        f"The times in this file carry no time zone. Set it under [sources.{toml_key(source)}] in "
        f'pmo.toml: time_zone = "Europe/…", the zone of the person who exported it.',
    )
