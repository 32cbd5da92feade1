"""Promises.

A service level is a promise of days; how often it was kept is a share with an interval. The age of
an item in progress says how likely it is to break the promise.
"""

from tests.spec.calls import frame_of, value_of

# Cycle times of 2, 3, 3, 4, 6 and 10 days, days shown count the first.
SIX_FINISHED = """
    item | created    | started    | done
    A-1  | 2026-01-05 | 2026-01-05 | 2026-01-06
    A-2  | 2026-01-05 | 2026-01-05 | 2026-01-07
    A-3  | 2026-01-05 | 2026-01-05 | 2026-01-07
    A-4  | 2026-01-05 | 2026-01-05 | 2026-01-08
    A-5  | 2026-01-05 | 2026-01-05 | 2026-01-10
    A-6  | 2026-01-05 | 2026-01-05 | 2026-01-14
"""
AND_THREE_OPEN = """
    A-7  | 2026-01-05 | 2026-01-13 |
    A-8  | 2026-01-05 | 2026-01-07 |
    A-9  | 2026-01-05 | 2026-01-05 |
"""


def test_item_that_takes_the_days_promised_keeps_the_promise(spec):
    """An item that takes exactly the days promised keeps the promise."""
    spec(
        SIX_FINISHED,
        call=value_of("service_level", as_of="2026-01-18", sle_days=6),
        expected="""
        within_share | within_count | sle_days | n | is_missed
        0.8333       | 5            | 6        | 6 | no
        """,
    )


def test_promise_comes_from_the_time_before(spec):
    """Without a number of days the promise is what as many of the items before kept."""
    spec(
        """
        item | created    | started    | done
        A-1  | 2026-01-05 | 2026-01-05 | 2026-01-06
        A-2  | 2026-01-05 | 2026-01-05 | 2026-01-07
        A-3  | 2026-01-05 | 2026-01-05 | 2026-01-10
        A-4  | 2026-01-05 | 2026-01-05 | 2026-01-14
        A-5  | 2026-01-12 | 2026-01-12 | 2026-01-14
        A-6  | 2026-01-12 | 2026-01-12 | 2026-01-18
        """,
        call=frame_of("service_level", as_of="2026-01-18", window_days=7, percentile=0.5),
        expected="""
        item_key | cycle_days | sle_days | is_within
        A-4      | 10         | 3        | no
        A-5      | 3          | 3        | yes
        A-6      | 7          | 3        | no
        """,
    )


def test_without_anything_before_there_is_no_promise(spec):
    """Items finished before anything could be promised cannot have kept it."""
    spec(
        SIX_FINISHED,
        call=value_of("service_level", as_of="2026-01-18"),
        expected="""
        within_share | n | left_out
                     | 0 | 6 finished before there was anything to promise by
        """,
    )


def test_missed_is_what_chance_does_not_explain(spec):
    """A promise is missed where even the upper end of the interval lies below the target."""
    spec(
        SIX_FINISHED,
        call=value_of("service_level", as_of="2026-01-18", sle_days=2),
        expected="""
        within_share | low_share | high_share | target_share | is_missed
        0.1667       | 0.0301    | 0.5635     | 0.85         | yes
        """,
    )


def test_chance_to_be_late_grows_with_age(spec):
    """Of the items that took longer than an item is old, those that broke the promise."""
    spec(
        SIX_FINISHED + AND_THREE_OPEN.lstrip("\n"),
        call=frame_of("age_risk", as_of="2026-01-14", sle_days=6),
        expected="""
        item_key | age_days | longer_than_age_count | longer_than_limit_count | late_share | is_past
        A-7      | 2        | 5                     | 1                       | 0.2        | no
        A-8      | 8        | 1                     | 1                       | 1          | yes
        A-9      | 10       | 0                     | 0                       | 1          | yes
        """,
    )


def test_items_that_will_be_late_are_expected_by_their_chances(spec):
    """The chances add up to the items that will be late; past the promise it is certain."""
    spec(
        SIX_FINISHED + AND_THREE_OPEN.lstrip("\n"),
        call=value_of("age_risk", as_of="2026-01-14", sle_days=6),
        expected="""
        expected_late_count | past_count | likely_late_count | n
        2.2                 | 2          | 0                 | 3
        """,
    )


def test_untouched_for_longer_than_the_limit_is_stale(spec):
    """An open item is stale when its last update or change of status is too long ago."""
    spec(
        """
        item | status      | created    | updated
        A-1  | To Do       | 2026-01-05 | 2026-01-05
        A-2  | To Do       | 2026-01-05 | 2026-01-06
        A-3  | In Progress | 2026-01-05 | 2026-01-20
        A-4  | Done        | 2026-01-05 | 2026-01-05
        """,
        call=frame_of("staleness", as_of="2026-02-05"),
        expected="""
        item_key | untouched_days | is_stale
        A-1      | 31             | yes
        A-2      | 30             | no
        A-3      | 16             | no
        """,
    )
