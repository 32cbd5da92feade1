from datetime import UTC, datetime

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_analytics.sources.date_formats import date_formats
from pmo_analytics.sources.date_texts import SHAPE_OF_DIGITS, read_moment
from pmo_analytics.sources.read_plan import DateFormat


def formats_of(*texts: str, order=None) -> tuple[DateFormat, ...]:
    return date_formats({text.translate(SHAPE_OF_DIGITS) for text in texts}, order)


def by_duckdb(text: str, form: DateFormat) -> datetime | None:
    """Read a text as `DateFormat` says the warehouse does."""
    text = text.strip()
    if form.cut_at:
        text = text.partition(form.cut_at)[0]
    if form.months or form.day_halves:
        text = text.lower()
    for token, number in form.months:
        text = text.replace(token, f"{number:02}")
    for token, half in form.day_halves:
        text = text.replace(token, half)
    return duckdb.execute("select try_strptime(?, ?)", [text, form.pattern]).fetchone()[0]


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("20/Jul/23 3:25 PM", "%d/%b/%y %I:%M %p"),
        ("10/Jan/19 13:42", "%d/%b/%y %H:%M"),
        ("2023-08-17 08:42:42.23", "%Y-%m-%d %H:%M:%S.%f"),
        ("2021-01-08T16:38:15.000+0000", "%Y-%m-%dT%H:%M:%S.%f%z"),
        ("Wed, 2 Oct 2013 10:15:50 +0300", "%a, %d %b %Y %H:%M:%S %z"),
        ("7.6.2025 14:59:28", "%d.%m.%Y %H:%M:%S"),
        ("May 4, 2023", "%b %d, %Y"),
        ("July 4, 2023", "%m %d, %Y"),
    ],
)
def test_pattern_of_a_shape(text, pattern):
    assert [form.pattern for form in formats_of(text, order="day_first")] == [pattern]


def test_padded_and_bare_numbers_share_a_format():
    assert len(formats_of("7.6.2025", "17.10.2025", order="day_first")) == 1


def test_month_names_that_duckdb_does_not_know_become_tokens():
    (form,) = formats_of("19/févr./26 7:31 PM", "01/mai/26 7:31 PM")
    assert form.months == (("févr.", 2), ("mai", 5))
    assert form.pattern == "%d/%m/%y %I:%M %p"
    assert form.name == "DD/MMM/YY h:mm AM/PM"


def test_english_month_names_need_no_token():
    (form,) = formats_of("19/Feb/26", "01/May/26")
    assert form.months == ()


def test_longest_token_comes_first():
    (form,) = formats_of("20/12月/23", "20/2月/23")
    lengths = [len(token) for token, _ in form.months]
    assert lengths == sorted(lengths, reverse=True)
    assert by_duckdb("20/12月/23", form) == datetime(2023, 12, 20)


def test_localized_half_of_the_day_becomes_a_token():
    (form,) = formats_of("2023/07/20 3:25 午後")
    assert form.day_halves == (("午後", "PM"),)
    assert by_duckdb("2023/07/20 3:25 午後", form) == datetime(2023, 7, 20, 15, 25)


def test_two_digit_years_are_tried_before_four_digit_ones():
    forms = formats_of("20/07/2023", "20/07/23", order="day_first")
    assert [form.pattern for form in forms] == ["%d/%m/%y", "%d/%m/%Y"]


def test_zone_written_in_letters_is_named():
    (form,) = formats_of("2021-01-08T16:38:15Z")
    assert (form.has_offset, form.zone) == (True, "UTC")


def test_offset_in_words_is_cut_off():
    text = "Wed May 13 2026 11:21:41 GMT+0000 (Coordinated Universal Time)"
    (form,) = formats_of(text)
    assert form.cut_at == " ("
    assert by_duckdb(text, form).astimezone(UTC) == datetime(2026, 5, 13, 11, 21, 41, tzinfo=UTC)


def test_seconds_since_1970_are_no_strptime():
    (form,) = formats_of("1380698150")
    assert (form.kind, form.pattern) == ("epoch_seconds", "")


def test_text_that_is_no_date_gives_no_format():
    assert formats_of("soon", "NA", "") == ()


MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2068, 12, 31))
WRITINGS = (
    ("%d/%b/%y %H:%M", None),
    ("%d/%b/%y %I:%M %p", None),
    ("%d.%m.%Y %H:%M:%S", "day_first"),
    ("%m/%d/%Y %I:%M:%S %p", "month_first"),
    ("%m/%d/%y", "month_first"),
    ("%y-%m-%d", "year_first"),
    ("%Y-%m-%dT%H:%M:%S.%f", None),
    ("%a %b %d %Y %H:%M:%S GMT+0000 (GMT+00:00)", None),
    ("%B %d, %Y", None),
)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(moment=MOMENTS)
def test_duckdb_and_python_read_every_writing_alike(moment):
    for writing, order in WRITINGS:
        text = moment.strftime(writing)
        (form,) = formats_of(text, order=order)
        ours, theirs = read_moment(text, order), by_duckdb(text, form)
        assert ours == (theirs.astimezone(UTC) if theirs.tzinfo else theirs), text
