"""Due dates.

A due day is inclusive: an item has fallen due when the day has ended, and then it was met or not.
"""

from tests.spec.board import Board
from tests.spec.calls import frame_of, value_of


def test_due_day_is_inclusive(spec):
    """An item finished on its due day was in time, one finished the day after is one day late."""
    spec(
        """
        item | created    | done             | due
        A-1  | 2026-01-05 | 2026-01-08 23:59 | 2026-01-08
        A-2  | 2026-01-05 | 2026-01-09 00:00 | 2026-01-08
        """,
        call=frame_of("due_date_performance", as_of="2026-01-11"),
        expected="""
        item_key | is_on_time | days_late
        A-1      | yes        |
        A-2      | no         | 1
        """,
    )


def test_item_falls_due_when_its_day_has_ended(spec):
    """An item has fallen due when its day has ended, and not while it lasts."""
    spec(
        Board(
            """
            item | created    | due
            A-1  | 2026-01-05 | 2026-01-07
            A-2  | 2026-01-05 | 2026-01-08
            A-3  | 2026-01-05 | 2026-01-09
            """,
            exported="2026-01-08 15:00",
        ),
        call=frame_of("due_date_performance", as_of="2026-01-08"),
        expected="""
        item_key | has_fallen_due | days_overdue
        A-1      | yes            | 1
        A-2      | no             |
        A-3      | no             |
        """,
    )


def test_item_open_at_the_end_of_its_due_day_missed_it(spec):
    """An item still open when its due day ends has missed it; it is overdue from the next day."""
    spec(
        """
        item | created    | due
        A-1  | 2026-01-05 | 2026-01-08
        """,
        call=frame_of("due_date_performance", as_of="2026-01-08"),
        expected="""
        item_key | has_fallen_due | is_on_time | days_overdue
        A-1      | yes            | no         | 0
        """,
    )


def test_performance_is_over_all_that_fell_due(spec):
    """Performance is over all that fell due: over finished items only it would flatter."""
    spec(
        """
        item | created    | done       | due
        A-1  | 2026-01-05 | 2026-01-06 | 2026-01-06
        A-2  | 2026-01-05 | 2026-01-07 | 2026-01-07
        A-3  | 2026-01-05 | 2026-01-10 | 2026-01-07
        A-4  | 2026-01-05 |            | 2026-01-08
        A-5  | 2026-01-05 |            | 2026-01-09
        A-6  | 2026-01-05 |            | 2026-01-30
        """,
        call=value_of("due_date_performance", as_of="2026-01-11"),
        expected="""
        on_time_share | on_time_count | n | finished_on_time_share | mean_days_late
        0.4           | 2             | 5 | 0.6667                 | 3
        """,
    )


def test_item_finished_before_its_due_day_has_not_fallen_due(spec):
    """An item finished ahead counts once its due day has ended, like the open ones of that day."""
    spec(
        """
        item | created    | done       | due
        A-1  | 2026-01-05 | 2026-01-06 | 2026-01-20
        """,
        call=frame_of("due_date_performance", as_of="2026-01-11"),
        expected="""
        item_key | is_on_time | has_fallen_due
        A-1      | yes        | no
        """,
    )


def test_overdue_items_are_open_and_past_their_day(spec):
    """Overdue is what is open and past its due day, by the days since."""
    spec(
        """
        item | created    | done       | cancelled  | due
        A-1  | 2026-01-05 |            |            | 2026-01-06
        A-2  | 2026-01-05 |            |            | 2026-01-09
        A-3  | 2026-01-05 | 2026-01-10 |            | 2026-01-06
        A-4  | 2026-01-05 |            | 2026-01-10 | 2026-01-06
        A-5  | 2026-01-05 |            |            | 2026-01-07
        A-6  | 2026-01-05 |            |            | 2026-01-08
        """,
        call=value_of("due_date_performance", as_of="2026-01-11"),
        expected="""
        overdue_count | longest_overdue_days | n
        4             | 5                    | 5
        """,
    )


def test_coverage_is_said_beside_performance(spec):
    """How many items have a due date at all is said beside it; cancelled items do not count."""
    spec(
        """
        item | created    | done       | cancelled  | due
        A-1  | 2026-01-05 | 2026-01-06 |            | 2026-01-06
        A-2  | 2026-01-05 | 2026-01-06 |            | 2026-01-06
        A-3  | 2026-01-05 | 2026-01-06 |            | 2026-01-06
        A-4  | 2026-01-05 |            |            | 2026-01-06
        A-5  | 2026-01-05 |            |            | 2026-01-06
        A-6  | 2026-01-05 | 2026-01-06 |            |
        A-7  | 2026-01-05 |            |            |
        A-8  | 2026-01-05 |            |            |
        A-9  | 2026-01-05 |            | 2026-01-08 |
        """,
        call=value_of("due_date_performance", as_of="2026-01-11"),
        expected="""
        due_date_share | n | left_out
        0.625          | 5 | 3 without a due date
        """,
    )


def test_nothing_has_fallen_due_yet(spec):
    """Where there are due dates and none has fallen, there is nothing to measure yet."""
    spec(
        """
        item | created    | due
        A-1  | 2026-01-05 | 2026-01-30
        A-2  | 2026-01-05 |
        """,
        call=value_of("due_date_performance", as_of="2026-01-11"),
        expected="""
        on_time_share | n | reason                 | left_out
                      | 0 | nothing to measure yet | 1 without a due date
        """,
    )


def test_without_any_due_date_it_is_not_measurable(spec):
    """Without any due date it is not measurable, and what to add is said."""
    spec(
        """
        item | created    | done
        A-1  | 2026-01-05 | 2026-01-08
        """,
        call=value_of("due_date_performance", as_of="2026-01-11"),
        expected="""
        n | reason
        0 | not measurable from this data: add the Due date column to the export
        """,
    )


def test_a_column_of_due_dates_that_is_empty_is_not_asked_for_again(spec):
    """Where the column is there and empty, it is said that it is empty."""
    spec(
        """
        item | created    | done       | due
        A-1  | 2026-01-05 | 2026-01-08 |
        """,
        call=value_of("due_date_performance", as_of="2026-01-11"),
        expected="""
        n | reason
        0 | not measurable from this data: the column "due" is there and empty: fill it in the tracker, or export again when it is filled
        """,  # noqa: E501 - the sentence
    )


def test_due_day_is_a_day_of_the_portfolio(spec):
    """A due day is a day of the portfolio: what was finished by its local midnight was in time."""
    spec(
        """
        item | created    | done                 | due
        A-1  | 2026-01-05 | 2026-01-09T04:30:00Z | 2026-01-08
        A-2  | 2026-01-05 | 2026-01-09T05:00:00Z | 2026-01-08
        """,
        call=frame_of("due_date_performance", as_of="2026-01-11"),
        expected="""
        item_key | done_date  | is_on_time
        A-1      | 2026-01-08 | yes
        A-2      | 2026-01-09 | no
        """,
        toml="""
        [portfolio]
        time_zone = "America/New_York"
        """,
    )
