"""From values to the text that is printed: fixed rounding, one form a unit.

Chances in whole percent, days whole, averages with one decimal, money in millions or thousands,
dates without a year unless it differs from that of the report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any, Literal

from pmo_analytics.values import Unit

_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_COUNT_WORDS = "no one two three four five six seven eight nine ten eleven twelve".split()
_MILLION, _THOUSAND = 1_000_000, 1_000
_SMALLEST_ODDS = 0.01  # below, "under 1%" says more than "1 in 4,321"
# From here on an amount rounds up into the next form: "£1.00m", never "£1000k".
_FROM_TEN_MILLIONS, _FROM_MILLIONS, _FROM_THOUSANDS = 9_995_000, 999_500, 999.5
_FROM_TEN_THOUSANDS = 10_000


@dataclass(frozen=True, slots=True)
class Style:
    """How this portfolio writes money and dates, and the day the report is for."""

    as_of: date
    currency: str = ""
    date_style: Literal["day_first", "month_first"] = "day_first"


def day_text(day: date, style: Style, *, is_short: bool = False) -> str:
    """Write a day: "18 December", with the year where it is another one."""
    month = _MONTHS[day.month - 1][: 3 if is_short else None]
    is_day_first = style.date_style == "day_first"
    text = f"{day.day} {month}" if is_day_first else f"{month} {day.day}"
    if day.year == style.as_of.year:
        return text
    return f"{text} {day.year}" if is_day_first else f"{text}, {day.year}"


def weekday_text(day: date, style: Style) -> str:
    """Write a day with its weekday: "Wed 14 Oct"."""
    return f"{_WEEKDAYS[day.weekday()][:3]} {day_text(day, style, is_short=True)}"


def long_day_text(day: date, style: Style) -> str:
    """Write a day as the masthead does: "Wednesday 30 September 2026"."""
    month = _MONTHS[day.month - 1]
    text = f"{day.day} {month} " if style.date_style == "day_first" else f"{month} {day.day}, "
    return f"{_WEEKDAYS[day.weekday()]} {text}{day.year}"


def month_text(day: date) -> str:
    """Write the month of a day."""
    return _MONTHS[day.month - 1]


def money_text(amount: Decimal | float, style: Style, *, decimals: int | None = None) -> str:
    """Write money: millions with two decimals below ten, else one; thousands whole from ten on.

    Fewer thousands have a decimal where it says something: 4,500 is no 5k.
    """
    size = abs(amount)
    if size >= _FROM_MILLIONS:
        places = decimals if decimals is not None else (2 if size < _FROM_TEN_MILLIONS else 1)
        text = f"{rounded(Decimal(str(amount)) / _MILLION, places)}m"
    elif size >= _FROM_THOUSANDS:
        places = 1 if size < _FROM_TEN_THOUSANDS else 0
        text = f"{rounded(Decimal(str(amount)) / _THOUSAND, places).removesuffix('.0')}k"
    else:
        text = f"{rounded(Decimal(str(amount)), 0)}"
    return f"-{style.currency}{text[1:]}" if text.startswith("-") else f"{style.currency}{text}"


def thousands_text(thousands: int) -> str:
    """Write thousands of money in a table whose head says the unit: "1,906"."""
    return f"{thousands:,}".replace("-", "−")


def thousands_unit(style: Style) -> str:
    """Write the unit of such a table: "£k"."""
    return f"{style.currency}k"


def rounded_parts(parts: Sequence[Decimal], total: int) -> list[int]:
    """Round parts to whole numbers that add up to their rounded total: the largest remainders up.

    Parts that are not those of the total are rounded each on its own.
    """
    floors = [int(part.to_integral_value(ROUND_FLOOR)) for part in parts]
    missing = total - sum(floors)
    if not 0 <= missing <= len(parts):
        return [int(part.quantize(1, ROUND_HALF_UP)) for part in parts]
    by_rest = sorted(range(len(parts)), key=lambda at: (floors[at] - parts[at], at))
    up = set(by_rest[:missing])
    return [floor + (at in up) for at, floor in enumerate(floors)]


def share_text(share: float) -> str:
    """Write a share in whole percent; what is not quite nothing or all says so."""
    percent = rounded(Decimal(str(share)) * 100, 0).replace("-", "−")
    if percent == "0" and share > 0:
        return "under 1%"
    if percent == "100" and share < 1:
        return "over 99%"
    return f"{percent}%"


def odds_text(chance: float) -> str:
    """Write a small chance as a headline does: "1 in 8"; "" where whole odds would be false."""
    if not _SMALLEST_ODDS <= chance < 0.3:
        return ""
    odds = round(1 / chance)
    return f"1 in {odds}" if abs(1 / odds - chance) < 0.01 else ""


def count_text(count: int, *, is_word: bool = False) -> str:
    """Write a count, small ones as words where a sentence begins with them."""
    if is_word and 0 <= count < len(_COUNT_WORDS):
        return _COUNT_WORDS[count]
    return f"{count:,}"


def noun(count: int, singular: str, plural: str = "") -> str:
    """Return the noun that goes with a count."""
    return singular if count == 1 else plural or f"{singular}s"


def amount_text(count: int, singular: str, plural: str = "") -> str:
    """Write a count with its noun: "94 items"."""
    return f"{count_text(count)} {noun(count, singular, plural)}"


def rounded(value: Decimal | float, decimals: int) -> str:
    """Round half up, as people do; floats are taken by their shortest decimal form."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    quantum = Decimal(1).scaleb(-decimals)
    unsigned_zero = exact.quantize(quantum, rounding=ROUND_HALF_UP) + 0  # never "-0"
    return f"{unsigned_zero:,}"


def value_text(value: Any, unit: Unit, style: Style) -> str:
    """Write a value in the standard form of its unit."""
    match unit:
        case "count":
            return count_text(value)
        case "days":
            return amount_text(_whole(value), "day")
        case "weeks":
            return amount_text(_whole(value), "week")
        case "share":
            return share_text(value)
        case "money":
            return money_text(value, style)
        case "date":
            return day_text(value, style)
        case "per_week" | "ratio":
            return rounded(value, 1)
    return str(value)


def _whole(value: Decimal | float) -> int:
    return int(Decimal(str(value)).quantize(Decimal(1), rounding=ROUND_HALF_UP))
