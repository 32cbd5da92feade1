"""SQL expressions that turn the text of a cell into the value its role stands for.

Every expression is null where the text cannot be read as that value; the build lists such cells in
`rejects`. Text of a file reaches SQL only as data, or as a quoted literal where DuckDB wants a
constant (the month names of a date format).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pmo_analytics.sources.durations import CLOCK_PATTERN, DURATION_PATTERN, SECONDS_OF_UNIT
from pmo_analytics.sources.read_plan import ColumnPlan, DateFormat, ReadPlan
from pmo_analytics.warehouse.connection import quoted

# Moments outside are faults of the file: Excel's day zero, the epoch, a year typed twice.
EARLIEST_MOMENT, LATEST_MOMENT = "1980-01-01", "2100-01-01"

FREE_TEXT_ROLES = frozenset({"title", "description"})  # "NA" may be what somebody wrote
_BLANKS = " \t\r\n\u00a0"
DAY_SECONDS, MINUTE_SECONDS = 86_400, 60
# Of seconds and milliseconds since 1970: the digits of this century, and microseconds in one.
_EPOCH_DIGITS = {"epoch_seconds": (10, 1_000_000), "epoch_milliseconds": (13, 1_000)}


def trimmed_sql(position: int, null_texts: Sequence[str] = ()) -> str:
    """Return the trimmed text of a cell, null where it is empty or one of `null_texts`."""
    trimmed = f"nullif(trim(c{position}, {quoted(_BLANKS)}), '')"
    if not null_texts:
        return trimmed
    nothing = ", ".join(quoted(text) for text in null_texts)
    return f"(case when {trimmed} not in ({nothing}) then {trimmed} end)"


def text_of(plan: ReadPlan, column: ColumnPlan) -> str:
    """Return the trimmed text of a cell, null where the file means "nothing"."""
    is_free = column.role in FREE_TEXT_ROLES
    return trimmed_sql(column.position, () if is_free else plan.null_texts)


def moment_of(plan: ReadPlan, column: ColumnPlan, *, day_zone: str) -> str:
    """Return the moment of a cell as a UTC timestamp; a bare day begins at local midnight."""
    text, zone = text_of(plan, column), plan.time_zone or "UTC"
    read = [_moment(text, form, zone, day_zone) for form in column.date_formats]
    return _plausible(f"coalesce({', '.join(read)})" if read else "null::timestamp")


def clock_time_of(plan: ReadPlan, column: ColumnPlan) -> str:
    """Return the time of a cell as the clocks of its zone showed it.

    Null where the text says its distance from UTC, or only a day; "" where all cells do.
    """
    if not any(map(_is_clock_time, column.date_formats)):
        return ""
    cases = (
        f"when {local} is not null then {local if _is_clock_time(form) else 'null'}"
        for form in column.date_formats
        for local in [_local(text_of(plan, column), form)]
    )
    return f"(case {' '.join(cases)} end)"


def _is_clock_time(form: DateFormat) -> bool:
    return form.kind == "strptime" and not form.is_date_only and not form.has_offset


def date_of(plan: ReadPlan, column: ColumnPlan) -> str:
    """Return the day written in a cell; a time beside it is left out."""
    return day_sql(text_of(plan, column), column.date_formats, plan.time_zone or "UTC")


def day_sql(text: str, formats: Sequence[DateFormat], time_zone: str = "UTC") -> str:
    """Return the day that a text says in one of some formats; of a number, the day of a zone."""
    read = [f"cast({_local(text, form, time_zone)} as date)" for form in formats]
    return _plausible(f"coalesce({', '.join(read)})" if read else "null::date")


def _plausible(moment: str) -> str:
    span = f"between '{EARLIEST_MOMENT}' and '{LATEST_MOMENT}'"
    return f"(case when {moment} {span} then {moment} end)"


def number_of(plan: ReadPlan, column: ColumnPlan) -> str:
    """Return the number of a cell."""
    return number_sql(text_of(plan, column), plan.decimal_sign)


def number_sql(text: str, decimal_sign: str, sql_type: str = "decimal(18, 3)") -> str:
    """Return the number that a text says with a point or a comma for its decimals."""
    point = f"replace({text}, ',', '.')" if decimal_sign == "," else text
    return f"try_cast({point} as {sql_type})"


def seconds_of(plan: ReadPlan, column: ColumnPlan) -> str:
    """Return how many seconds a cell means that writes a length of time."""
    text = text_of(plan, column)
    if column.unit:
        number = number_sql(text, plan.decimal_sign, "double")
        return f"({number} * {SECONDS_OF_UNIT[column.unit]})"
    parts = " + ".join(
        f"coalesce(try_cast(replace(regexp_extract({text}, "
        f"'(?i)([0-9]+(?:[.,][0-9]+)?)\\s*{unit}', 1), ',', '.') as double), 0) * {seconds}"
        for unit, seconds in SECONDS_OF_UNIT.items()
    )
    clock = " + ".join(
        f"try_cast(split_part({text}, ':', {place}) as double) * {SECONDS_OF_UNIT[unit]}"
        for place, unit in enumerate("hms", start=1)
    )
    return (
        f"(case when {text} = '0' then 0 "
        f"when regexp_full_match({text}, {quoted(CLOCK_PATTERN)}) then {clock} "
        f"when regexp_full_match({text}, {quoted(DURATION_PATTERN)}) then {parts} end)"
    )


def precision_seconds(column: ColumnPlan) -> int | None:
    """Return how exact the moments of a column are: a day, a minute, a second."""
    if not column.date_formats:
        return None
    return max(_format_precision(form) for form in column.date_formats)


def _format_precision(form: DateFormat) -> int:
    if form.is_date_only:
        return DAY_SECONDS
    has_seconds = form.kind != "strptime" or "%S" in form.pattern or "%T" in form.pattern
    return 1 if has_seconds else MINUTE_SECONDS


def _moment(text: str, form: DateFormat, time_zone: str, day_zone: str) -> str:
    if form.kind != "strptime":
        digits, to_micros = _EPOCH_DIGITS[form.kind]
        # A number of other length is no moment of this kind; it must not stop the build.
        is_epoch = rf"regexp_full_match({text}, '[0-9]{{{digits}}}([.][0-9]+)?')"
        micros = f"case when {is_epoch} then try_cast({text} as double) * {to_micros} end"
        return f"(make_timestamp(try_cast({micros} as bigint)))"
    parsed = _local(text, form)
    if form.has_offset and not form.zone:
        return f"({parsed} at time zone 'UTC')"
    zone = form.zone or (day_zone if form.is_date_only else time_zone)
    return f"({parsed} at time zone {quoted(zone)} at time zone 'UTC')"


def _local(text: str, form: DateFormat, time_zone: str = "UTC") -> str:
    if form.kind != "strptime":
        moment = _moment(text, form, "UTC", "UTC")
        return f"({moment} at time zone 'UTC' at time zone {quoted(time_zone)})"
    return f"try_strptime({_with_numbers(text, form)}, {quoted(form.pattern)})"


def _with_numbers(text: str, form: DateFormat) -> str:
    """Replace localized month names and day halves by what DuckDB's pattern reads."""
    if form.cut_at:
        text = f"split_part({text}, {quoted(form.cut_at)}, 1)"
    if form.has_weekday:
        text = f"regexp_replace({text}, '^[^0-9]+', '')"
    tokens = [(token, f"{number:02}") for token, number in form.months] + list(form.day_halves)
    for token, replacement in tokens:
        pattern = quoted(re.escape(token))
        text = f"regexp_replace({text}, {pattern}, {quoted(replacement)}, 'i')"
    return text
