"""From the shapes of a column to the formats that read it, in DuckDB's strptime codes."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, replace

from pmo_analytics.sources.date_texts import DateParts, epoch_kind, parse_date
from pmo_analytics.sources.folding import fold
from pmo_analytics.sources.month_names import (
    ENGLISH_MONTHS,
    ENGLISH_WEEKDAYS,
    DayHalf,
    day_half,
    month_number,
)
from pmo_analytics.sources.read_plan import DateFormat, DateOrder

# `%f` reads up to six digits of a second, `%n` nine.
MICROSECOND_DIGITS = 6
_WORDS = {
    **{"%Y": "YYYY", "%y": "YY", "%m": "MM", "%b": "MMM", "%d": "DD", "%a": "ddd"},
    **{"%H": "HH", "%I": "h", "%M": "mm", "%S": "ss", "%f": "fff", "%n": "fff"},
    **{"%p": "AM/PM", "%z": "+hhmm"},
}
_EPOCH_NAMES = {
    "epoch_seconds": "seconds since 1970",
    "epoch_milliseconds": "milliseconds since 1970",
}


def date_formats(shapes: Set[str], order: DateOrder | None) -> tuple[DateFormat, ...]:
    """Return the formats that together read every shape that is a date, in the order to try them.

    Two-digit years come before four-digit ones: DuckDB's `%Y` would read "23" as the year 23.
    """
    epochs = {kind for shape in shapes if (kind := epoch_kind(shape))}
    written = [parts for shape in shapes if (parts := parse_date(shape))]
    names = {parts.month_name.lower() for parts in written if parts.month_name}
    is_english = all(name in ENGLISH_MONTHS for name in names)
    merged: dict[DateFormat, _Tokens] = {}
    for parts in written:
        bare = _format_of(parts, order, has_names=is_english)
        tokens = merged.setdefault(bare, _Tokens({}, {}))
        if parts.month_name and not is_english:
            tokens.months.update(_month_tokens(parts.month_name))
        if half := parts.match["half"]:
            tokens.halves.update(_half_tokens(half))
    formats = [DateFormat(_EPOCH_NAMES[kind], pattern="", kind=kind) for kind in epochs]
    formats += [
        replace(bare, months=tokens.sorted_months(), day_halves=tokens.sorted_halves())
        for bare, tokens in merged.items()
    ]
    return tuple(sorted(formats, key=lambda form: ("%Y" in form.pattern, form.name, form.pattern)))


@dataclass(frozen=True, slots=True)
class _Tokens:
    months: dict[str, int]
    halves: dict[str, DayHalf]

    def sorted_months(self) -> tuple[tuple[str, int], ...]:
        """Return the tokens, the longest first: "12月" must not be replaced through its "2月"."""
        return tuple(sorted(self.months.items(), key=lambda item: (-len(item[0]), item)))

    def sorted_halves(self) -> tuple[tuple[str, DayHalf], ...]:
        return tuple(sorted(self.halves.items()))


def _month_tokens(name: str) -> dict[str, int]:
    if name.endswith("月"):
        return {f"{number}月": number for number in range(1, 13)}
    return {name.lower(): month_number(name) or 0}


def _half_tokens(half: str) -> dict[str, DayHalf]:
    meaning = day_half(half)
    return {half.lower(): meaning} if meaning and half.upper() != meaning else {}


def _format_of(parts: DateParts, order: DateOrder | None, *, has_names: bool) -> DateFormat:
    """Return the format of one shape without its tokens."""
    found = parts.match
    is_english_day = fold(found["weekday"] or "") in ENGLISH_WEEKDAYS
    named = f"%a{found['weekday_gap']}" if found["weekday"] else ""
    before = named if is_english_day else ""
    day, time = _day_pattern(parts, order), _time_pattern(parts)
    pattern = before + day + time
    if not has_names:  # names become numbers before the pattern is tried
        pattern = before + day.replace("%b", "%m") + time
    return DateFormat(
        name=re.sub(r"%\w", lambda code: _WORDS[code[0]], named + day + time),
        pattern=pattern,
        is_date_only=found["hour"] is None,
        has_weekday=bool(found["weekday"]) and not is_english_day,
        has_offset=bool(found["offset"] or found["zone"]),
        zone="UTC" if found["zone"] and not found["offset"] else "",
        cut_at=(found["tail"] or "").partition("(")[0] + "(" if found["tail"] else "",
    )


def _day_pattern(parts: DateParts, order: DateOrder | None) -> str:
    found = parts.match
    if found["compact"]:
        return "%Y%m%d"
    if found["year_cjk"]:
        return "%Y年%m月%d日"
    if first := found["first"]:
        return found["sep"].join(_codes_in_order(first, found["third"], order))
    if found["month"]:
        return f"%d{found['gap_1']}%b{found['gap_2']}{_year_code(found['year'])}"
    if found["month_mid"]:
        return f"%Y{found['gap_3']}%b{found['gap_4']}%d"
    return f"%b %d{found['comma']} %Y"


def _codes_in_order(first: str, third: str, order: DateOrder | None) -> tuple[str, str, str]:
    if len(first) == 4 or order == "year_first":
        return _year_code(first), "%m", "%d"
    if order == "month_first":
        return "%m", "%d", _year_code(third)
    return "%d", "%m", _year_code(third)


def _year_code(digits: str) -> str:
    return "%Y" if len(digits) == 4 else "%y"


def _time_pattern(parts: DateParts) -> str:
    found = parts.match
    if found["hour"] is None:
        return ""
    colon = found["colon"]
    pattern = found["gap"] + ("%I" if found["half"] else "%H") + colon + "%M"
    if found["second_of_minute"]:
        pattern += colon + "%S"
    if digits := found["fraction"]:
        pattern += found["point"] + ("%f" if len(digits) <= MICROSECOND_DIGITS else "%n")
    if found["half"]:
        pattern += found["half_gap"] + "%p"
    if found["zone"]:
        pattern += found["zone_gap"] + found["zone"]
    if found["offset"]:
        pattern += found["offset_gap"] + "%z"
    return pattern
