from datetime import UTC, datetime, timedelta, timezone

import pytest

from pmo_analytics.sources.date_texts import epoch_kind, parse_date, read_moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("20/Jul/23 3:25 PM", datetime(2023, 7, 20, 15, 25)),
        ("03/Apr/23 12:05 AM", datetime(2023, 4, 3, 0, 5)),
        ("03/Apr/23 12:05 PM", datetime(2023, 4, 3, 12, 5)),
        ("10/Jan/19 13:42", datetime(2019, 1, 10, 13, 42)),
        ("19/févr./26 7:31 PM", datetime(2026, 2, 19, 19, 31)),
        ("13/mar/26 6:01 PM", datetime(2026, 3, 13, 18, 1)),
        ("29/июл/26 09:59", datetime(2026, 7, 29, 9, 59)),
        ("20/7月/23 3:25 午後", datetime(2023, 7, 20, 15, 25)),
        ("30.07.2024 18:25 ", datetime(2024, 7, 30, 18, 25)),
        ("2023-08-17 08:42:42.23", datetime(2023, 8, 17, 8, 42, 42, 230_000)),
        ("2023-08-17", datetime(2023, 8, 17)),
        ("2023/07/20", datetime(2023, 7, 20)),
        ("2023年7月20日", datetime(2023, 7, 20)),
        ("20230720", datetime(2023, 7, 20)),
        ("May 13, 2026", datetime(2026, 5, 13)),
        ("2. Oktober 2013", datetime(2013, 10, 2)),
        ("2023-Jul-20", datetime(2023, 7, 20)),
        ("1/Jan/68 1:00 PM", datetime(2068, 1, 1, 13)),
        ("1/Jan/69 1:00 PM", datetime(1969, 1, 1, 13)),
        ("2021-01-08T16:38:15Z", datetime(2021, 1, 8, 16, 38, 15, tzinfo=UTC)),
        ("2021-01-08 16:38:15 UTC", datetime(2021, 1, 8, 16, 38, 15, tzinfo=UTC)),
        ("1380698150", datetime(2013, 10, 2, 7, 15, 50, tzinfo=UTC)),
        ("1380698150123", datetime(2013, 10, 2, 7, 15, 50, 123_000, tzinfo=UTC)),
    ],
)
def test_moment_of_a_text(text, moment):
    assert read_moment(text, "day_first") == moment


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Wed, 2 Oct 2013 10:15:50 +0300", 3),
        ("2021-01-08T16:38:15.000-0430", -4.5),
        ("2021-01-08T16:38:15+02", 2),
        ("Wed May 13 2026 11:21:41 GMT-0500 (GMT-05:00)", -5),
    ],
)
def test_offset_is_honoured(text, hours):
    moment = read_moment(text, None)
    assert moment.tzinfo == timezone(timedelta(hours=hours))


@pytest.mark.parametrize(
    "text",
    [
        "", "x", "29:10.8", "0|i0001b:6bi", "31/02/2023x", "20/Foo/23", "20/Jul/23 3:25 XX",
        "13:00", "6 days 10:48:33", "00:00:00", "1.5", "123", "NW-219",
    ],
)  # fmt: skip
def test_what_is_no_date_is_none(text):
    assert parse_date(text) is None


@pytest.mark.parametrize(
    "text", ["31/02/2023", "00/01/2023", "1/Jan/23 25:00", "1/Jan/23 13:00 PM", "20/13/2023"]
)
def test_impossible_date_has_no_moment(text):
    assert read_moment(text, "day_first") is None


@pytest.mark.parametrize(
    ("text", "orders"),
    [
        ("11/01/2023", ("day_first", "month_first")),
        ("9/12/22", ("day_first", "month_first", "year_first")),
        ("2023-01-11", ()),
        ("11/Jan/23", ()),
    ],
)
def test_orders_that_a_text_allows(text, orders):
    assert parse_date(text).orders == orders


def test_order_decides_what_a_text_means():
    assert read_moment("11/01/2023", "day_first") == datetime(2023, 1, 11)
    assert read_moment("11/01/2023", "month_first") == datetime(2023, 11, 1)
    assert read_moment("23/07/15", "year_first") == datetime(2023, 7, 15)


def test_seconds_and_milliseconds_are_told_apart():
    assert epoch_kind("1380698150") == "epoch_seconds"
    assert epoch_kind("1380698150123") == "epoch_milliseconds"
    assert epoch_kind("13806981501") is None
