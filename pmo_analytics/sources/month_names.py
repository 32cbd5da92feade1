"""Names of months, weekdays and halves of the day, in the languages of trackers."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

from pmo_analytics.sources.folding import fold

DayHalf = Literal["AM", "PM"]

# Languages whose month names do not contradict each other: Croatian is left out, as its "lip" is
# June while the Polish one is July.
LANGUAGES = (
    *("en", "de", "es", "fr", "pt", "nl", "it", "pl", "ru", "sv", "ja"),
    *("da", "nb", "fi", "cs", "uk", "tr", "hu"),
)
SHORTEST_ABBREVIATION = 3  # "ma" may be March or May
_NOT_IN_CLDR = {"mrz": 3, "mrt": 3, "sept": 9, "febr": 2}  # German of older Java, and the like

_DAY_HALVES: dict[str, DayHalf] = {
    **dict.fromkeys(("am", "vorm", "fm", "午前", "上午", "오전", "de", "öö"), "AM"),
    **dict.fromkeys(("pm", "nachm", "em", "午後", "下午", "오후", "du", "ös"), "PM"),
}
_FOLDED_HALVES = {fold(name): half for name, half in _DAY_HALVES.items()}

ENGLISH_MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)

ENGLISH_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@lru_cache(maxsize=256)
def day_half(token: str) -> DayHalf | None:
    """Tell whether a token such as "PM", "p. m." or "午後" names a half of the day."""
    return _FOLDED_HALVES.get(fold(token))


@lru_cache(maxsize=1024)
def month_number(token: str) -> int | None:
    """Return the month (1 to 12) that a token such as "Jul", "févr." or "7月" names."""
    name = fold(token)
    if name in ENGLISH_MONTHS:
        return ENGLISH_MONTHS.index(name) + 1
    return _month_names().get(name)


@lru_cache(maxsize=256)
def weekdays_named(token: str) -> frozenset[int]:
    """Return the weekdays (0: Monday) that a token may name: a German "di" is a Dutch one too."""
    name = fold(token)
    if name in ENGLISH_WEEKDAYS:
        return frozenset({ENGLISH_WEEKDAYS.index(name)})
    return frozenset(_weekday_names().get(name, ()))


@cache
def _weekday_names() -> dict[str, set[int]]:
    """Map every name and abbreviation of a weekday to the weekdays it has in some language."""
    from babel.dates import get_day_names  # noqa: PLC0415 - only for localized exports

    meanings: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for width in ("abbreviated", "short", "wide"):
            for number, name in get_day_names(width, "format", language).items():
                meanings.setdefault(fold(name), set()).add(number)
    return meanings


@cache
def _month_names() -> dict[str, int]:
    """Map every name and unambiguous abbreviation of a month to its number."""
    from babel.dates import get_month_names  # noqa: PLC0415 - only for localized exports

    meanings: dict[str, set[int]] = {name: {number} for name, number in _NOT_IN_CLDR.items()}
    for language in LANGUAGES:
        for width in ("abbreviated", "wide"):
            for number, name in get_month_names(width, "format", language).items():
                folded = fold(name)
                starts = range(min(SHORTEST_ABBREVIATION, len(folded)), len(folded) + 1)
                for length in starts:
                    meanings.setdefault(folded[:length], set()).add(number)
    return {name: min(numbers) for name, numbers in meanings.items() if len(numbers) == 1}
