"""Local days.

Moments are kept in UTC; what is counted and shown are local days of the portfolio.
"""

from tests.spec.board import Board
from tests.spec.calls import frame_of, rows_of, sql

AUCKLAND = """
[portfolio]
time_zone = "Pacific/Auckland"
"""
NEW_YORK = """
[portfolio]
time_zone = "America/New_York"
"""
BERLIN = """
[portfolio]
time_zone = "Europe/Berlin"
"""


def test_day_of_a_moment_is_the_local_one(spec):
    """Half past noon on Sunday in UTC is Monday in Auckland: the item counts in the next week."""
    spec(
        """
        item | created              | done
        A-1  | 2026-01-05T00:00:00Z | 2026-01-11T12:30:00Z
        """,
        call=frame_of("throughput", as_of="2026-01-18"),
        expected="""
        week     | finished_count
        2026-W02 | 0
        2026-W03 | 1
        """,
        toml=AUCKLAND,
    )


def test_local_midnight_begins_the_day(spec):
    """Local midnight belongs to the day that begins with it."""
    spec(
        """
        item | created    | done
        A-1  | 2026-01-05 | 2026-01-08 23:59:59
        A-2  | 2026-01-05 | 2026-01-09 00:00:00
        """,
        call=frame_of("lead_time", as_of="2026-01-11"),
        expected="""
        item_key | finished_date | lead_days
        A-1      | 2026-01-08    | 4
        A-2      | 2026-01-09    | 5
        """,
        toml=NEW_YORK,
    )


def test_times_of_a_source_are_read_in_its_zone(spec):
    """Times without an offset are local times of their source; days are those of the portfolio."""
    spec(
        Board(
            """
            item | created          | done
            A-1  | 2026-01-05 09:00 | 2026-01-08 22:00
            """,
            zone="America/New_York",
        ),
        call=frame_of("lead_time", as_of="2026-01-11"),
        expected="""
        item_key | created_date | finished_date | lead_days
        A-1      | 2026-01-05   | 2026-01-09    | 5
        """,
        toml=BERLIN,
    )


def test_bare_day_is_a_day_of_the_portfolio(spec):
    """A day without a time is that day of the portfolio, whatever the zone of its source."""
    spec(
        Board(
            """
            item | created    | done
            A-1  | 2026-01-05 | 2026-01-08
            """,
            zone="America/New_York",
        ),
        call=frame_of("lead_time", as_of="2026-01-11"),
        expected="""
        item_key | created_date | finished_date | lead_days
        A-1      | 2026-01-05   | 2026-01-08    | 4
        """,
        toml=BERLIN,
    )


def test_bare_day_may_be_any_moment_of_it(spec):
    """A change known by its day only can have happened at any moment of that day."""
    spec(
        """
        item | created    | done
        A-1  | 2026-01-05 | 2026-01-08
        """,
        call=sql("from transitions order by sequence"),
        expected="""
        to_state | earliest_at      | latest_at
        to_do    | 2026-01-05 00:00 | 2026-01-06 00:00
        done     | 2026-01-08 00:00 | 2026-01-09 00:00
        """,
    )


def test_bounds_of_a_clock_change_day_are_its_local_midnights(spec):
    """The bounds of a day are its local midnights, 25 hours apart where clocks go back."""
    spec(
        """
        item | created    | done
        A-1  | 2026-10-19 | 2026-10-25
        """,
        call=sql("from transitions order by sequence"),
        expected="""
        to_state | earliest_at      | latest_at
        to_do    | 2026-10-18 22:00 | 2026-10-19 22:00
        done     | 2026-10-24 22:00 | 2026-10-25 23:00
        """,
        toml=BERLIN,
    )


def test_clock_change_makes_no_day_longer(spec):
    """A day of 23 or 25 hours is one day: from Saturday to Monday are three."""
    spec(
        """
        item | created          | started          | done
        A-1  | 2026-03-28 00:30 | 2026-03-28 00:30 | 2026-03-30 00:15
        A-2  | 2026-10-24 23:45 | 2026-10-24 23:45 | 2026-10-26 00:15
        """,
        call=frame_of("cycle_time", as_of="2026-10-31"),
        expected="""
        item_key | started_date | finished_date | cycle_days | elapsed_cycle_seconds
        A-1      | 2026-03-28   | 2026-03-30    | 3          | 168300
        A-2      | 2026-10-24   | 2026-10-26    | 3          | 91800
        """,
        toml=BERLIN,
    )


def test_last_moment_of_a_clock_change_day_belongs_to_it(spec):
    """The day on which clocks go back ends after 25 hours, and what happens in its last counts."""
    spec(
        """
        item | created    | done
        A-1  | 2026-10-19 | 2026-10-25 23:30
        A-2  | 2026-10-19 | 2026-10-26 00:00
        """,
        call=rows_of("items_as_of", as_of="2026-10-25"),
        expected="""
        item_key | state | done_date
        A-1      | done  | 2026-10-25
        A-2      | to_do |
        """,
        toml=BERLIN,
    )
