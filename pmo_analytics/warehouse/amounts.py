"""SQL expressions that read a number as people write it into a register.

`1,250,000`, `1.250.000,00`, `£1 250`, `1'250 CHF`, `(250)` and `250-` are numbers, once the decimal
sign is known; thousands stand in groups of three, or the text is no number. Letters are a currency
only where they are one: `250k` and `5 T€` are refused, not read as 250 and 5.
"""

from __future__ import annotations

import re
from functools import cache

from pmo_analytics.warehouse.connection import quoted

POINT, COMMA = ".", ","
_BLANKS = r" \x{A0}\x{2009}\x{202F}"
_APOSTROPHES = "'\u2019"
_MINUS = "\u2212"  # as typesetters and some spreadsheets write it
# What stands beside a sign that several currencies share, and what is written instead of a code.
_SIGN = r"(?:US|CA|AU|NZ|HK|A|C|R|S)?\p{Sc}"
_SHOWN = "decimal(18, 3)"
_WORDS = ("kr", "Kr", "Kč", "zł", "Fr", "Ft", "lei", "Rs")


def amount_sql(text: str, decimal_sign: str, sql_type: str) -> str:
    """Return the number that a text says with one decimal sign; null where it says none.

    Args:
        text: an expression of the trimmed text.
        decimal_sign: point or comma; the other one may part thousands.
        sql_type: type of the number.
    """
    thousands = COMMA if decimal_sign == POINT else POINT
    plain = f"replace({text}, '{_MINUS}', '-')"
    is_bracketed = f"regexp_full_match({plain}, '[^()]*[(][^()]+[)]')"
    inner = f"if({is_bracketed}, translate({plain}, '()', ''), {plain})"
    number = f"nullif(regexp_extract({inner}, {quoted(_pattern(decimal_sign, thousands))}, 1), '')"
    separators = quoted(f"[{_BLANKS}{_APOSTROPHES}{re.escape(thousands)}]")
    digits = f"replace(regexp_replace({number}, {separators}, '', 'g'), '{decimal_sign}', '.')"
    is_less = f"({is_bracketed} or regexp_matches({plain}, '^[^0-9]*-|-$'))"
    return f"try_cast(if({is_less}, '-', '') || {digits} as {sql_type})"


def share_sql(text: str, decimal_sign: str, sql_type: str) -> str:
    """Return the share that a text says: `0.5`, or with a percent sign `50 %`."""
    is_percent = f"({text} like '%\\%' escape '\\')"
    share = amount_sql(text, decimal_sign, sql_type)
    percent = amount_sql(f"rtrim({text}, '% ')", decimal_sign, "decimal(18, 6)")
    return f"if({is_percent}, cast({percent} / 100 as {sql_type}), {share})"


def may_be_thousands(text: str) -> str:
    """Return whether a point in a text may as well part thousands: 250.000, but not 0.125."""
    return f"regexp_matches({text}, '(?:^|[^0-9.,])[1-9][0-9]{{0,2}}[.][0-9]{{3}}(?:$|[^0-9.,])')"


def readings_sql(text: str, decimal_sign: str, *, expected: str) -> str:
    """Return the sentence, in SQL, that shows how a number that was refused can be read.

    Args:
        text: an expression of the trimmed text.
        decimal_sign: that of the portfolio.
        expected: what the column holds, for a text that is no number at all.
    """
    other_sign = COMMA if decimal_sign == POINT else POINT
    own, other = (_shown(amount_sql(text, sign, _SHOWN)) for sign in (decimal_sign, other_sign))
    bare = f"rtrim({text}, '% ')"
    percent = _shown(amount_sql(bare, decimal_sign, _SHOWN))
    return f"""case
        when {own} <> {other} then
            'It can be read as ' || {own} || ' or as ' || {other} || '. Write it without thousands '
            || 'separators, or set decimal_sign under [portfolio] in pmo.toml.'
        when {own} is null and {other} is not null then
            'With the decimal sign "{other_sign}" it is ' || {other} || ', but that of this '
            || 'portfolio is "{decimal_sign}": set decimal_sign under [portfolio] in pmo.toml.'
        when {text} <> {bare} and {percent} is not null then
            'It can be read as ' || {percent} || ' or as a hundredth of that. Write the number '
            || 'that is meant, without a percent sign.'
        else {quoted(f"Expected {expected}.")}
    end"""


def _shown(number: str) -> str:
    """Return a number as a person writes it, without zeros at its end."""
    return f"regexp_replace(cast({number} as varchar), '[.]?0+$', '')"


@cache
def _pattern(decimal_sign: str, thousands: str) -> str:
    """Return the pattern of a number between its signs and its currency; group 1 is the number."""
    part, group = re.escape(decimal_sign), re.escape(thousands)
    grouped = "|".join(
        rf"[1-9]\d{{0,2}}(?:{sign}\d{{3}})+"
        for sign in (group, f"[{_BLANKS}]", f"[{_APOSTROPHES}]")
    )
    number = rf"(?:\d+|{grouped})(?:{part}\d+)?|{part}\d+|\d+(?:{part}\d+)?[eE][+-]?\d+"
    currency, blanks = _currencies(), f"[{_BLANKS}]*"
    return (
        rf"^(?:[+-]?{blanks}(?:{currency}{blanks})?|{currency}{blanks}[+-])({number})"
        rf"(?:{blanks}{currency})?-?$"
    )


@cache
def _currencies() -> str:
    from babel.numbers import list_currencies  # noqa: PLC0415 - slow to import

    codes = "|".join(sorted(list_currencies()))
    words = "|".join(rf"{word}\.?" for word in _WORDS)
    return f"(?:{_SIGN}|{codes}|{words})"
