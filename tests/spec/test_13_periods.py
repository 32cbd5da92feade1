"""Periods and working days.

A series stands in weeks, or in days, months or quarters; a period that the data do not cover is
partial. Working days are those of pmo.toml and `calendar.csv`, of the item's team where it has own.
"""

from tests.spec.board import Board, Register
from tests.spec.calls import frame_of, value_of

OVER_A_WEEKEND = """
    item | created    | started    | done       | team
    A-1  | 2026-01-09 | 2026-01-09 | 2026-01-12 | North
    A-2  | 2026-01-09 | 2026-01-10 | 2026-01-11 | South
    A-3  | 2026-01-09 | 2026-01-12 | 2026-01-16 | North
"""


def test_months_without_any_are_zeros(spec):
    """A series of months has the months without any, and marks what is not covered as partial."""
    spec(
        """
        item | created    | done
        A-1  | 2026-01-15 | 2026-01-20
        A-2  | 2026-01-15 | 2026-03-31
        """,
        call=frame_of("throughput", as_of="2026-04-10", period="month"),
        expected="""
        period  | period_date | period_end_date | finished_count | is_partial
        2026-01 | 2026-01-01  | 2026-01-31      | 1              | yes
        2026-02 | 2026-02-01  | 2026-02-28      | 0              | no
        2026-03 | 2026-03-01  | 2026-03-31      | 1              | no
        2026-04 | 2026-04-01  | 2026-04-30      | 0              | yes
        """,
    )


def test_quarter_ends_with_its_last_day(spec):
    """A quarter is complete when its last day has ended."""
    spec(
        """
        item | created    | done
        A-1  | 2025-10-01 | 2025-12-31
        A-2  | 2025-10-01 | 2026-03-31
        """,
        call=frame_of("throughput", as_of="2026-03-31", period="quarter"),
        expected="""
        period  | period_date | period_end_date | finished_count | is_partial
        2025-Q4 | 2025-10-01  | 2025-12-31      | 1              | no
        2026-Q1 | 2026-01-01  | 2026-03-31      | 1              | no
        """,
    )


def test_day_is_a_period_too(spec):
    """A series can stand in days; the day on which the export was taken is partial."""
    spec(
        Board(
            """
            item | created    | done
            A-1  | 2026-01-05 | 2026-01-07
            """,
            exported="2026-01-07 18:00",
        ),
        call=frame_of("throughput", as_of="2026-01-07", period="day"),
        expected="""
        period     | finished_count | is_partial
        2026-01-05 | 0              | no
        2026-01-06 | 0              | no
        2026-01-07 | 1              | yes
        """,
    )


def test_week_at_the_turn_of_the_year_is_one_week(spec):
    """The days around New Year's are one ISO week, but two months and two quarters."""
    spec(
        """
        item | created    | done
        A-1  | 2025-12-29 | 2025-12-31
        A-2  | 2025-12-29 | 2026-01-01
        """,
        call=frame_of("throughput", as_of="2026-01-04", period="week"),
        expected="""
        period   | period_date | period_end_date | finished_count | is_partial
        2026-W01 | 2025-12-29  | 2026-01-04      | 2              | no
        """,
    )


def test_net_flow_is_balanced_within_a_little(spec):
    """What is started and what is finished are balanced where less than two lie between them."""
    spec(
        """
        item | created    | started    | done
        A-1  | 2026-01-05 | 2026-01-05 | 2026-01-06
        A-2  | 2026-01-05 | 2026-01-07 |
        """,
        call=value_of("net_flow", as_of="2026-01-11"),
        expected="""
        net_flow_count | started_count | finished_count | wip_change_count | is_balanced
        1              | 2             | 1              | 1                | yes
        """,
    )


def test_net_flow_says_how_many_finished_without_a_known_start(spec):
    """What is finished without a known start was never counted as come, which is said beside it."""
    spec(
        """
        item | created    | started    | done
        A-1  | 2026-01-05 | 2026-01-05 | 2026-01-06
        A-2  | 2026-01-05 |            | 2026-01-07
        A-3  | 2026-01-05 |            | 2026-01-08
        """,
        call=value_of("net_flow", as_of="2026-01-11"),
        expected="""
        net_flow_count | started_count | finished_count | finished_without_start_count
        -2             | 1             | 3              | 2
        """,
    )


def test_started_over_finished_is_a_debt(spec):
    """More started than finished is a debt; without any finish its ratio is blank."""
    spec(
        """
        item | created    | started
        A-1  | 2026-01-05 | 2026-01-05
        A-2  | 2026-01-05 | 2026-01-07
        """,
        call=value_of("flow_debt", as_of="2026-01-11"),
        expected="""
        started_per_finished_ratio | debt_count | started_count | finished_count
                                   | 2          | 2             | 0
        """,
    )


def test_cancelled_items_leave_too(spec):
    """A started item that is cancelled leaves the work in progress; one never started does not."""
    spec(
        """
        item | created    | started    | done       | cancelled
        A-1  | 2026-01-05 | 2026-01-05 |            | 2026-01-07
        A-2  | 2026-01-05 |            |            | 2026-01-07
        A-3  | 2026-01-05 | 2026-01-06 | 2026-01-08 |
        A-4  | 2026-01-05 |            | 2026-01-08 |
        """,
        call=frame_of("net_flow", as_of="2026-01-11"),
        expected="""
        period   | started_count | finished_count | dropped_count | wip_change_count
        2026-W02 | 2             | 2              | 2             | 0
        """,
    )


def test_weekend_is_no_working_day(spec):
    """Working days leave out Saturday and Sunday; an item takes at least one."""
    spec(
        OVER_A_WEEKEND,
        call=frame_of("cycle_time", as_of="2026-01-18", calendar="working"),
        expected="""
        item_key | calendar_cycle_days | working_cycle_days | cycle_days | elapsed_working_days
        A-2      | 2                   | 1                  | 1          | 0
        A-1      | 4                   | 2                  | 2          | 1
        A-3      | 5                   | 5                  | 5          | 4
        """,
    )


def test_weekend_is_a_setting(spec):
    """Which days are the weekend is a setting."""
    spec(
        OVER_A_WEEKEND,
        toml="""
        [calendar]
        weekend = ["friday", "saturday"]
        """,
        call=frame_of("cycle_time", as_of="2026-01-18", calendar="working"),
        expected="""
        item_key | working_cycle_days
        A-2      | 1
        A-1      | 2
        A-3      | 4
        """,
    )


def test_holiday_of_a_team_is_its_own(spec):
    """A holiday of calendar.csv is no working day, for all teams or for the one it names."""
    spec(
        OVER_A_WEEKEND,
        Register(
            "calendar",
            """
            date       | kind    | team
            2026-01-10 | working | South
            2026-01-13 | holiday | North
            2026-01-14 | holiday |
            """,
        ),
        call=frame_of("cycle_time", as_of="2026-01-18", calendar="working"),
        expected="""
        item_key | working_cycle_days
        A-2      | 1
        A-1      | 2
        A-3      | 3
        """,
    )


def test_public_holiday_of_the_country_is_no_working_day(spec):
    """A public holiday of the country is no working day, unless calendar.csv calls it one."""
    spec(
        """
        item | at         | status
        A-1  | 2026-04-02 | To Do
        A-1  | 2026-04-02 | In Progress
        A-1  | 2026-04-07 | Done
        """,
        Register(
            "calendar",
            """
            date       | kind    | team
            2026-04-03 | working |
            """,
        ),
        toml="""
        [calendar]
        country = "GB-ENG"
        """,
        call=frame_of("cycle_time", as_of="2026-04-12", calendar="working"),
        expected="""
        item_key | calendar_cycle_days | working_cycle_days
        A-1      | 6                   | 3
        """,
    )


def test_clock_runs_between_named_stages(spec):
    """A named stage starts or stops the clock: by the last entry after which nothing went back."""
    spec(
        """
        item | at         | status
        A-1  | 2026-01-05 | To Do
        A-1  | 2026-01-06 | Design
        A-1  | 2026-01-08 | Build
        A-1  | 2026-01-09 | Design
        A-1  | 2026-01-11 | Build
        A-1  | 2026-01-13 | Test
        A-1  | 2026-01-16 | Done
        A-2  | 2026-01-05 | To Do
        A-2  | 2026-01-06 | Design
        A-2  | 2026-01-12 | Test
        A-2  | 2026-01-15 | Done
        A-3  | 2026-01-05 | To Do
        A-3  | 2026-01-06 | Design
        """,
        toml="""
        [[workflow.stages]]
        name = "Design"
        category = "active"
        statuses = ["Design"]

        [[workflow.stages]]
        name = "Build"
        category = "active"
        statuses = ["Build"]

        [[workflow.stages]]
        name = "Test"
        category = "active"
        statuses = ["Test"]

        [[workflow.stages]]
        name = "Done"
        category = "done"
        statuses = ["Done"]
        """,
        call=frame_of("cycle_time", as_of="2026-01-18", start_stage="Build", finish_stage="Test"),
        expected="""
        item_key | started_date | finished_date | cycle_days
        A-2      | 2026-01-12   | 2026-01-12    | 1
        A-1      | 2026-01-11   | 2026-01-13    | 3
        """,
    )
