"""How a cell writes a length of time: "3d 4h 10m", "2 days, 3 hours", "26:10:00"."""

from __future__ import annotations

import re

# Of time that passes, not of work: a day has 24 hours.
SECONDS_OF_UNIT = {"w": 7 * 86_400, "d": 86_400, "h": 3_600, "m": 60, "s": 1}
# The words of a unit, of which the first letter tells it; a month is none, as it has no length.
UNIT_WORDS = "w|weeks?|wks?|d|days?|h|hours?|hrs?|m|minutes?|mins?|s|seconds?|secs?"
DURATION_PATTERN = rf"(?i)(?:[0-9]+(?:[.,][0-9]+)?\s*(?:{UNIT_WORDS})\b[\s,]*)+"
CLOCK_PATTERN = r"[0-9]+:[0-5][0-9]:[0-5][0-9]"
NUMBER_PATTERN = r"[0-9]+(?:[.,][0-9]+)?"

_DURATION = re.compile(rf"{DURATION_PATTERN}|{CLOCK_PATTERN}")
_NUMBER = re.compile(NUMBER_PATTERN)
_NAMED = re.compile(
    r"(?i)\s*(?:time in(?: status)?:?\s+)?(?P<status>.*?)\s*"
    rf"(?:[(\[]\s*(?P<unit>{UNIT_WORDS})\s*[)\]])?\s*"
)


def is_duration(cell: str) -> bool:
    """Tell whether a cell writes a length of time with its units."""
    return bool(_DURATION.fullmatch(cell))


def is_number(cell: str) -> bool:
    """Tell whether a cell is a number that needs a unit."""
    return bool(_NUMBER.fullmatch(cell))


def named_status(header: str) -> tuple[str, str]:
    """Return the status that a header names, and the unit in brackets behind it.

    "Time in Review (hours)" names the status Review and the unit "h"; without a unit it is "".
    """
    found = _NAMED.fullmatch(header)
    status, unit = (found["status"], found["unit"]) if found else (header, None)
    return status.strip() or header.strip(), (unit or "")[:1].lower()
