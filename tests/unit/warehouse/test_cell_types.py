"""The text of a cell becomes a value, or it does not and is null: nothing stops the build."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pmo_analytics.sources.read_plan import ColumnPlan, DateFormat
from pmo_analytics.warehouse.cell_types import (
    date_of,
    moment_of,
    number_of,
    number_sql,
    precision_seconds,
    text_of,
    trimmed_sql,
)
from tests.unit.warehouse.plans import plan_of

no_clock = settings(derandomize=True, deadline=None)
ISO = DateFormat("YYYY-MM-DD HH:mm:ss", "%Y-%m-%d %H:%M:%S")
ISO_DAY = DateFormat("YYYY-MM-DD", "%Y-%m-%d", is_date_only=True)
JIRA = DateFormat("DD/MMM/YY h:mm AM", "%d/%b/%y %I:%M %p")
EPOCH = DateFormat("seconds", "", kind="epoch_seconds")
EPOCH_MS = DateFormat("milliseconds", "", kind="epoch_milliseconds")


@pytest.fixture
def value(connection):
    """Return what an expression makes of the text of the first column."""

    def evaluate(sql, text):
        return connection.execute(
            f"select {sql} from (select $text as c0)", {"text": text}
        ).fetchone()[0]

    return evaluate


@pytest.fixture
def moment(value):
    """Return the moment of a text in some formats."""

    def read(text, *formats, zone=None, day_zone="UTC"):
        column = ColumnPlan(0, "Created", "created", date_formats=formats)
        return value(moment_of(plan_of(column, time_zone=zone), column, day_zone=day_zone), text)

    return read


@pytest.mark.parametrize("text", ["", "   ", "\t", "\u00a0", "\r\n", " \u00a0\t"])
def test_blanks_are_nothing(value, text):
    assert value(trimmed_sql(0), text) is None


def test_blanks_around_a_text_do_not_count(value):
    assert value(trimmed_sql(0), " \u00a0 two  words\r\n") == "two  words"


def test_words_for_nothing_are_nothing_but_in_a_title(value):
    for role, expected in (("status", None), ("title", "NA"), ("description", "NA")):
        column = ColumnPlan(0, role, role)
        assert value(text_of(plan_of(column, null_texts=("NA", "-")), column), "NA") == expected


def test_word_for_nothing_may_hold_a_quote(value):
    column = ColumnPlan(0, "status", "status")
    assert value(text_of(plan_of(column, null_texts=("it's",)), column), "it's") is None


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("2026-01-05 09:30:15", ISO, datetime(2026, 1, 5, 9, 30, 15)),
        ("20/Jul/23 3:25 PM", JIRA, datetime(2023, 7, 20, 15, 25)),
        ("20/JUL/23 12:05 am", JIRA, datetime(2023, 7, 20, 0, 5)),
        (
            "2021-01-08T16:38:15.000+0000",
            DateFormat("", "%Y-%m-%dT%H:%M:%S.%g%z", has_offset=True),
            datetime(2021, 1, 8, 16, 38, 15),
        ),
        (
            "Wed, 2 Oct 2013 10:15:50 +0300",
            DateFormat("", "%a, %d %b %Y %H:%M:%S %z", has_offset=True),
            datetime(2013, 10, 2, 7, 15, 50),
        ),
        (
            "2026-01-05T09:30:00Z",
            DateFormat("", "%Y-%m-%dT%H:%M:%SZ", has_offset=True, zone="UTC"),
            datetime(2026, 1, 5, 9, 30),
        ),
        (
            "Mon Jan 05 2026 09:30:00 GMT+0100 (Central European Standard Time)",
            DateFormat("", "%a %b %d %Y %H:%M:%S GMT%z", has_offset=True, cut_at=" ("),
            datetime(2026, 1, 5, 8, 30),
        ),
        ("1767605400", EPOCH, datetime(2026, 1, 5, 9, 30)),
        ("1767605400123", EPOCH_MS, datetime(2026, 1, 5, 9, 30, 0, 123000)),
        (
            "7.6.2025 14:59:28",
            DateFormat("", "%d.%m.%Y %H:%M:%S"),
            datetime(2025, 6, 7, 14, 59, 28),
        ),
        (
            "5/31/2023 8:04:10 AM",
            DateFormat("", "%m/%d/%Y %I:%M:%S %p"),
            datetime(2023, 5, 31, 8, 4, 10),
        ),
    ],
)
def test_moment_is_read_in_its_format(moment, text, form, expected):
    assert moment(text, form, zone="UTC") == expected


@pytest.mark.parametrize(
    ("text", "months", "halves", "expected"),
    [
        ("19/févr./26 7:31 PM", (("févr.", 2),), (), datetime(2026, 2, 19, 19, 31)),
        ("13/MAR/26 6:01 PM", (("mar", 3),), (), datetime(2026, 3, 13, 18, 1)),
        ("29/июл/26 9:59 дп", (("июл", 7),), (("дп", "AM"),), datetime(2026, 7, 29, 9, 59)),
        (
            "05/12月/26 1:00 午後",
            (("12月", 12), ("2月", 2)),
            (("午後", "PM"),),
            datetime(2026, 12, 5, 13),
        ),
    ],
)
def test_localized_names_are_replaced_ignoring_case(moment, text, months, halves, expected):
    form = DateFormat("", "%d/%m/%y %I:%M %p", months=months, day_halves=halves)
    assert moment(text, form, zone="UTC") == expected


def test_names_with_signs_of_a_pattern_are_taken_literally(moment):
    form = DateFormat("", "%d/%m/%y", is_date_only=True, months=(("a.c(", 3),))
    assert moment("05/a.c(/26", form) == datetime(2026, 3, 5)
    assert moment("05/abc(/26", form) is None


def test_first_format_that_reads_a_text_counts(moment):
    formats = (
        DateFormat("", "%d/%m/%y", is_date_only=True),
        DateFormat("", "%d/%m/%Y", is_date_only=True),
    )
    assert moment("05/06/23", *formats) == datetime(2023, 6, 5)
    assert moment("05/06/2023", *formats) == datetime(2023, 6, 5)


def test_local_time_is_placed_in_the_zone_of_its_source(moment):
    assert moment("2026-07-05 09:00:00", ISO, zone="America/New_York") == datetime(2026, 7, 5, 13)
    assert moment("2026-01-05 09:00:00", ISO, zone="America/New_York") == datetime(2026, 1, 5, 14)


def test_bare_day_begins_at_midnight_of_the_portfolio(moment):
    found = moment("2026-01-05", ISO_DAY, zone="America/New_York", day_zone="Europe/Berlin")
    assert found == datetime(2026, 1, 4, 23)


@pytest.mark.parametrize(
    "text",
    ["0001-01-01 00:00:00", "1970-01-01 00:00:00", "1899-12-30 00:00:00", "9999-12-31 00:00:00"],
)
def test_implausible_year_is_no_moment(moment, text):
    assert moment(text, ISO, zone="UTC") is None


@pytest.mark.parametrize(
    "text",
    [
        *("2026-02-30 00:00:00", "2026-13-01 00:00:00", "yesterday", "2026-01-05"),
        *("2026-01-05 25:00:00", "2026-01-05 09:30:15 and more", "'; drop table items; --", "\x00"),
    ],
)
def test_text_that_is_no_moment_is_null(moment, text):
    assert moment(text, ISO, zone="UTC") is None


@pytest.mark.parametrize(
    "text", ["nan", "inf", "-inf", "9e99", "1e300", "0", "-5", "12 o'clock", "5538500000000"]
)
@pytest.mark.parametrize("form", [EPOCH, EPOCH_MS])
def test_number_that_is_no_moment_is_null(moment, text, form):
    found = moment(text, form)
    assert found is None or text == "5538500000000"


def test_column_without_a_format_has_no_moments(moment):
    assert moment("2026-01-05") is None


@pytest.mark.slow
@no_clock
@given(text=st.text(max_size=20))
@example(text="9" * 400)
def test_no_text_stops_the_reading(text):
    forms = (ISO, JIRA, ISO_DAY, EPOCH, EPOCH_MS)
    column = ColumnPlan(0, "c", "created", date_formats=forms)
    plan = plan_of(column, time_zone="UTC")
    cells = [
        moment_of(plan, column, day_zone="UTC"),
        date_of(plan, column),
        number_sql("c0", ","),
        number_sql("c0", "."),
    ]
    with duckdb.connect(config={"threads": 1}) as connection:
        row = connection.execute(
            f"select {', '.join(cells)} from (select $text as c0)", {"text": text}
        ).fetchone()
    assert len(row) == 4


def test_day_of_a_cell_is_the_written_one(value):
    column = ColumnPlan(0, "Due", "due_date", date_formats=(ISO, ISO_DAY))
    sql = date_of(plan_of(column, time_zone="America/New_York"), column)
    assert value(sql, "2026-01-05") == date(2026, 1, 5)
    assert value(sql, "2026-01-05 23:59:00") == date(2026, 1, 5)
    assert value(sql, "1970-01-01") is None


@pytest.mark.parametrize(
    ("text", "sign", "expected"),
    [
        ("3", ".", Decimal("3.000")),
        ("8.0", ".", Decimal("8.000")),
        ("0,5", ",", Decimal("0.500")),
        ("-1.25", ".", Decimal("-1.250")),
        ("0,5", ".", None),
        ("1.234,5", ",", None),
        ("three", ".", None),
        ("1e40", ".", None),
        ("NaN", ".", None),
        ("", ".", None),
    ],
)
def test_number_is_read_with_the_decimal_sign_of_its_file(value, text, sign, expected):
    column = ColumnPlan(0, "Points", "points")
    assert value(number_of(plan_of(column, decimal_sign=sign), column), text) == expected


@pytest.mark.parametrize(
    ("formats", "expected"),
    [
        ((), None),
        ((ISO_DAY,), 86_400),
        ((JIRA,), 60),
        ((ISO,), 1),
        ((EPOCH,), 1),
        ((ISO, JIRA), 60),
        ((ISO, ISO_DAY), 86_400),
    ],
)
def test_column_is_as_exact_as_its_least_exact_format(formats, expected):
    assert precision_seconds(ColumnPlan(0, "c", "created", date_formats=formats)) == expected
