"""Which columns of `raw_rows` a file fills, each with the SQL expression that makes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from pmo_analytics.sources.colour_names import COLOUR_NAMES
from pmo_analytics.sources.folding import fold
from pmo_analytics.sources.people import (
    ASSIGNEE_FIELDS,
    FIELDS_WITHOUT_PERSONS,
    PRIVATE_FIELDS,
)
from pmo_analytics.sources.read_plan import CLOCKED, ColumnPlan, ReadPlan
from pmo_analytics.sources.roles import (
    NUMBER_ROLES,
    REPORTED_COLOURS,
    REPORTED_DAYS,
    REPORTED_WORDS,
    STATUS_DURATION,
)
from pmo_analytics.sources.status_names import known_statuses
from pmo_analytics.warehouse.cell_types import date_of, moment_of, number_of, seconds_of, text_of
from pmo_analytics.warehouse.connection import quoted

MOMENT_ROLES = {
    "status_category_changed": "status_category_changed_at",
    "created": "created_at",
    "started": "started_at",
    "done": "done_at",
    "cancelled": "cancelled_at",
    "resolved": "resolved_at",
    "updated": "updated_at",
    "moved": "moved_at",
    "changed_at": "changed_at",
}
_DATE_ROLES = {
    "planned_start": "planned_start_date",
    "due_date": "due_date",
    "snapshot_date": "snapshot_date",
    "date": "snapshot_date",
}
_LIST_ROLES = {
    "label": "labels",
    "component": "components",
    "fix_version": "fix_versions",
    "sprint": "sprints",
}
_TEXT_ROLES = {
    "source_item_id": "source_item_id",
    "item_type": "item_type",
    "status": "status",
    "status_category": "status_category",
    "resolution": "resolution",
    "priority": "priority",
    "class_of_service": "class_of_service",
    "project_key": "project_key",
    "parent_key": "parent_key",
    "parent_id": "parent_source_id",
    "epic_key": "epic_key",
    "rank": "rank",
    "time_in_status": "time_in_status",
    "field": "changed_field",
}
_WORD_ROLES = ("title", "description", "team", "project_name")
_ID = "source_item_id"
_FLAG_ROLES = {"is_subtask": "is_subtask", "is_archived": "is_archived"}
_NO = "('false', 'no', '0', 'n')"
_HOURS = {"estimate": "estimate_hours", "spent": "spent_hours"}
_SECONDS_IN_HOUR = 3600
# Numbers of files about counts and sprints; each keeps its name.
_MEASURE_ROLES = NUMBER_ROLES - {
    "points", "estimate_seconds", "spent_seconds", "estimate_hours", "spent_hours"
}  # fmt: skip
_MEASURED_KINDS = ("counts", "sprints")


@dataclass(frozen=True, slots=True)
class CellCheck:
    """A column whose cells must turn into values: what they are called, and both expressions."""

    header: str
    text: str
    value: str
    expected: str
    landed_as: str = ""  # the column of `raw_rows` that holds just these values


class _Typing(Protocol):
    def __call__(self, column: ColumnPlan, /) -> str: ...


def typed_columns(plan: ReadPlan, *, day_zone: str) -> dict[str, str]:
    """Return the columns of `raw_rows` that a file fills, each with its SQL expression."""
    moment = partial(moment_of, plan, day_zone=day_zone)
    columns: dict[str, str] = {"item_key": _item_key(plan)}
    roles_of_text = _TEXT_ROLES
    # An id that is unique only together with something else is no identity of its own.
    if _ID in plan.key_roles and len(plan.key_roles) > 1:
        roles_of_text = {role: name for role, name in _TEXT_ROLES.items() if role != _ID}
    for roles, typing, sql_type in (
        (roles_of_text, partial(text_of, plan), "varchar"),
        (dict(zip(_WORD_ROLES, _WORD_ROLES, strict=True)), partial(_words_of, plan), "varchar"),
        ({"assignee": "assignee"}, partial(_shown_person_of, plan), "varchar"),
        (MOMENT_ROLES, moment, "timestamp"),
        (_DATE_ROLES, partial(date_of, plan), "date"),
        ({"points": "points"}, partial(number_of, plan), "decimal(18, 3)"),
        (_FLAG_ROLES, partial(_flag_of, plan), "boolean"),
    ):
        for role, name in roles.items():
            if found := plan.columns_of(role):
                columns[name] = _first_of(typing, found, sql_type)
    if told := _told_status(plan):
        columns["status"] = told
    columns |= dict(_hours(plan))
    columns |= {
        role: _changed_value(plan, found)
        for role in ("from_value", "to_value")
        if (found := plan.columns_of(role))
    }
    columns |= {
        name: _list_of(plan, role) for role, name in _LIST_ROLES.items() if plan.columns_of(role)
    }
    for name, roles, written in (
        ("links", ("link_in", "link_out"), _links_of),
        ("status_durations", (STATUS_DURATION,), _status_durations_of),
        ("is_under_way", (STATUS_DURATION,), _is_under_way),
        ("reported", REPORTED_COLOURS, _report_of),
    ):
        if any(plan.columns_of(role) for role in roles):
            columns[name] = written(plan)
    if clocked := [one for one in plan.columns_of("snapshot_date") if one.detail == CLOCKED]:
        columns["snapshot_at"] = moment(clocked[0])
    if plan.columns_of("stage"):
        columns["stage_moments"] = _stage_moments_of(plan, day_zone=day_zone)
    if flagged := plan.columns_of("flagged"):
        columns["is_flagged"] = f"coalesce({_flag_of(plan, flagged[0])}, false)"
    if blocked := plan.columns_of("blocked"):
        text = _words_of(plan, blocked[0])
        columns["blocked_field"] = f"case when lower({text}) not in {_NO} then {text} end"
    if plan.kind in _MEASURED_KINDS:
        columns["measures"] = _measures_of(plan)
    return columns


def _item_key(plan: ReadPlan) -> str:
    """Name an item by the columns that do so together, else by the one that does so alone."""
    text = partial(text_of, plan)
    parts = [
        _first_of(text, plan.columns_of(role), "varchar")
        for role in plan.key_roles
        if plan.columns_of(role)
    ]
    key = " || '/' || ".join(parts) if parts else "cast(null as varchar)"
    if not plan.key_fallback:
        return key
    return f"coalesce({key}, {_first_of(text, plan.columns_of(plan.key_fallback), 'varchar')})"


def _first_of(typing: _Typing, columns: tuple[ColumnPlan, ...], sql_type: str) -> str:
    """Coalesce the columns of one role in file order: two kinds of points are one."""
    return f"cast(coalesce({', '.join(typing(column) for column in columns)}) as {sql_type})"


def _person_of(plan: ReadPlan, column: ColumnPlan) -> str:
    """Return the name in a cell such as `Bo Moen <bo@example.org>`: no address is kept."""
    text = text_of(plan, column)
    name = f"regexp_replace({text}, '[ ]*<[^<>]*@[^<>]*>', '', 'g')"
    is_address = rf"regexp_full_match({name}, '[^@\s]+@[^@\s]+')"
    return f"nullif(if({is_address}, split_part({name}, '@', 1), {name}), '')"


def _shown_person_of(plan: ReadPlan, column: ColumnPlan) -> str:
    return f"person_shown(person_apart({_person_of(plan, column)}))"


def _words_of(plan: ReadPlan, column: ColumnPlan) -> str:
    return f"without_addresses({text_of(plan, column)})"


def _changed_value(plan: ReadPlan, columns: tuple[ColumnPlan, ...]) -> str:
    """Return what a field was or became; of a field that may hold a person, as persons are shown.

    A history that names no field tells of the status alone.
    """
    value = _first_of(partial(_words_of, plan), columns, "varchar")
    named = plan.columns_of("field")
    if not named:
        return value
    field = f"fold({text_of(plan, named[0])})"
    person = _first_of(partial(_shown_person_of, plan), columns, "varchar")
    return (
        f"case when {field} in ({_listed(PRIVATE_FIELDS)}) then null "
        f"when {field} in ({_listed(FIELDS_WITHOUT_PERSONS)}) then {value} "
        f"when {field} in ({_listed(ASSIGNEE_FIELDS)}) then {person} "
        f"else person_shown(person_apart({value})) end"
    )


def _listed(names: frozenset[str]) -> str:
    return ", ".join(map(quoted, sorted(names)))


def _flag_of(plan: ReadPlan, column: ColumnPlan) -> str:
    text = text_of(plan, column)
    return f"(case when {text} is not null then lower({text}) not in {_NO} end)"


def _status_of_progress(plan: ReadPlan, column: ColumnPlan) -> str:
    """Return the status that a part done means, such as 60%; what is no number stays as it is."""
    text = text_of(plan, column)
    part = f"try_cast(replace(regexp_replace({text}, '[ %\u00a0]', '', 'g'), ',', '.') as double)"
    return (
        f"(case when {part} is null then {text} when {part} >= {column.unit} then 'Completed' "
        f"when {part} <= 0 then 'Not Started' else 'In Progress' end)"
    )


def _hours(plan: ReadPlan) -> Iterator[tuple[str, str]]:
    number = partial(number_of, plan)
    for role, name in _HOURS.items():
        read = [
            f"{number(column)} / {_SECONDS_IN_HOUR}"
            for column in plan.columns_of(f"{role}_seconds")
        ]
        read += [number(column) for column in plan.columns_of(f"{role}_hours")]
        if read:
            yield name, f"cast(coalesce({', '.join(read)}) as decimal(18, 3))"


def _values_of(plan: ReadPlan, column: ColumnPlan) -> str:
    """Return the values of a cell: those of a list written out, else what separators part."""
    text = text_of(plan, column)
    names = f"sprint_names({text}), " if column.role == "sprint" else ""
    if not column.separator:
        return f"coalesce({names}listed_values({text}), [{text}])"
    split = f"string_split({text}, {quoted(column.separator.strip() or column.separator)})"
    parted = f"list_transform({split}, lambda value: nullif(trim(value), ''))"
    return f"coalesce({names}listed_values({text}), {parted})"


def _list_of(plan: ReadPlan, role: str) -> str:
    """Return the values of a multi-valued role as one list."""
    values = [_values_of(plan, column) for column in plan.columns_of(role)]
    joined = values[0] if len(values) == 1 else f"list_concat({', '.join(values)})"
    return f"list_filter({joined}, lambda value: value is not null)"


def _links_of(plan: ReadPlan) -> str:
    """Return the links of a row as (direction, kind, item_key)."""
    links = []
    for role, direction in (("link_in", "in"), ("link_out", "out")):
        for column in plan.columns_of(role):
            parts = f"direction: '{direction}', kind: {quoted(column.detail)}"
            struct = f"{{{parts}, item_key: value}}"
            links.append(f"list_transform({_values_of(plan, column)}, lambda value: {struct})")
    joined = links[0] if len(links) == 1 else f"list_concat({', '.join(links)})"
    return f"list_filter({joined}, lambda link: link.item_key is not null)"


def _stage_moments_of(plan: ReadPlan, *, day_zone: str) -> str:
    """Return the dated stages of a row in the order of the columns."""
    moments = [
        f"{{stage: {quoted(column.detail or column.header)}, stage_order: {order}, "
        f"entered_at: {moment_of(plan, column, day_zone=day_zone)}}}"
        for order, column in enumerate(plan.columns_of("stage"), start=1)
    ]
    return f"list_filter([{', '.join(moments)}], lambda moment: moment.entered_at is not null)"


def _status_durations_of(plan: ReadPlan) -> str:
    """Return how long the item of a row was in each status that a column is named after."""
    durations = [
        f"{{status: {quoted(column.detail)}, seconds: {seconds_of(plan, column)}}}"
        for column in plan.columns_of(STATUS_DURATION)
    ]
    return f"list_filter([{', '.join(durations)}], lambda told: told.seconds is not null)"


def _told_status(plan: ReadPlan) -> str:
    """Return the status that other columns tell: a part done, or time in one that means done."""
    statuses = plan.columns_of("status")
    if statuses and statuses[0].unit:
        return _status_of_progress(plan, statuses[0])
    if statuses or any(map(plan.columns_of, ("done", "resolved", "cancelled", "resolution"))):
        return ""
    cases = [
        f"when {seconds_of(plan, column)} > 0 then {quoted(column.detail)}"
        for column in plan.columns_of(STATUS_DURATION)
        if known_statuses().get(fold(column.detail)) == "done"
    ]
    return f"(case {' '.join(cases)} end)" if cases else ""


def _is_under_way(plan: ReadPlan) -> str:
    """Tell whether an item spent time in a status in which work is done."""
    spent = [
        f"coalesce({seconds_of(plan, column)} > 0, false)"
        for column in plan.columns_of(STATUS_DURATION)
        if known_statuses().get(fold(column.detail)) in ("active", "waiting")
    ]
    return f"({' or '.join(spent) or 'false'})"


def _measures_of(plan: ReadPlan) -> str:
    """Return the numbers of a row about counts or a sprint, each with its name."""
    measures = [
        f"{{measure: {quoted(_measure_name(column))}, value: {number_of(plan, column)}}}"
        for column in plan.columns
        if column.role in _MEASURE_ROLES
    ]
    return f"list_filter([{', '.join(measures)}], lambda measure: measure.value is not null)"


def _measure_name(column: ColumnPlan) -> str:
    return column.detail or column.header if column.role == "count" else column.role


def _report_of(plan: ReadPlan) -> str:
    """Return what a row declares of its project, each part under its role."""
    kinds = (
        (REPORTED_COLOURS, partial(_colour_of, plan), "varchar"),
        (REPORTED_DAYS, partial(date_of, plan), "date"),
        (REPORTED_WORDS, partial(_words_of, plan), "varchar"),
    )
    parts = (
        f"{role}: {_first_of(typing, found, sql_type)}"
        if (found := plan.columns_of(role))
        else f"{role}: cast(null as {sql_type})"
        for roles, typing, sql_type in kinds
        for role in sorted(roles)
    )
    return f"{{{', '.join(parts)}}}"


def _colour_of(plan: ReadPlan, column: ColumnPlan) -> str:
    """Return the colour that a cell names; signs and numbers beside the word say nothing."""
    text = f"trim(regexp_replace(fold({text_of(plan, column)}), '[^a-z/ ]+', '', 'g'))"
    cases = " ".join(
        f"when {quoted(name)} then {quoted(colour)}" for name, colour in COLOUR_NAMES.items()
    )
    return f"(case {text} {cases} end)"


def cell_checks(plan: ReadPlan, *, day_zone: str) -> tuple[CellCheck, ...]:
    """Return what must hold of the typed columns of a file: a text gives a value."""
    moment = partial(moment_of, plan, day_zone=day_zone)
    kinds: tuple[tuple[frozenset[str], _Typing, str], ...] = (
        (frozenset({*MOMENT_ROLES, "stage"}), moment, "a date and time in the form of its column"),
        (frozenset(_DATE_ROLES), partial(date_of, plan), "a date in the form of its column"),
        (REPORTED_DAYS, partial(date_of, plan), "a date in the form of its column"),
        (REPORTED_COLOURS, partial(_colour_of, plan), "a colour such as green, amber or red"),
        (NUMBER_ROLES, partial(number_of, plan), "a number"),
        (frozenset({STATUS_DURATION}), partial(seconds_of, plan), "a duration such as 3d 4h"),
    )
    return tuple(
        CellCheck(
            column.header, text_of(plan, column), typing(column), expected, landed_as(plan, column)
        )
        for roles, typing, expected in kinds
        for column in plan.columns
        if column.role in roles
    )


def landed_as(plan: ReadPlan, column: ColumnPlan) -> str:
    """Return where the values of a column land alone; "" where several columns share a place."""
    if len(plan.columns_of(column.role)) > 1:
        return ""
    return {**MOMENT_ROLES, **_DATE_ROLES, "points": "points"}.get(column.role, "")
