"""Weeks.

Counts stand in ISO weeks of local days. A week without any is a zero; a week that the data do not
cover is partial, and no mean is taken of it.
"""

from tests.spec.board import Board
from tests.spec.calls import frame_of, value_of


def test_weeks_without_any_are_zeros(spec):
    """Weeks in which nothing was finished are in the series, as zeros."""
    spec(
        """
        item | created    | done
        A-1  | 2026-01-05 | 2026-01-07
        A-2  | 2026-01-05 | 2026-01-28
        """,
        call=frame_of("throughput", as_of="2026-02-01"),
        expected="""
        week     | week_date  | finished_count
        2026-W02 | 2026-01-05 | 1
        2026-W03 | 2026-01-12 | 0
        2026-W04 | 2026-01-19 | 0
        2026-W05 | 2026-01-26 | 1
        """,
    )


def test_first_week_is_partial_when_the_data_begin_within_it(spec):
    """The first week is partial unless the data begin on its Monday."""
    spec(
        """
        item | created    | done
        A-1  | 2026-01-07 | 2026-01-08
        A-2  | 2026-01-07 | 2026-01-14
        """,
        call=frame_of("throughput", as_of="2026-01-18"),
        expected="""
        week     | finished_count | is_partial
        2026-W02 | 1              | yes
        2026-W03 | 1              | no
        """,
    )


def test_last_week_is_partial_until_its_sunday_has_ended(spec):
    """The last week is partial until its Sunday has ended."""
    spec(
        """
        item | created    | done
        A-1  | 2026-01-05 | 2026-01-08
        A-2  | 2026-01-05 | 2026-01-14
        """,
        call=frame_of("throughput", as_of="2026-01-17"),
        expected="""
        week     | finished_count | is_partial
        2026-W02 | 1              | no
        2026-W03 | 1              | yes
        """,
    )


def test_last_week_is_partial_when_the_export_was_taken_on_its_sunday(spec):
    """A Sunday on which the export was taken has not ended: its week is partial."""
    spec(
        Board(
            """
            item | created    | done
            A-1  | 2026-01-05 | 2026-01-08
            A-2  | 2026-01-05 | 2026-01-14
            """,
            exported="2026-01-18 18:00",
        ),
        call=frame_of("throughput", as_of="2026-01-18"),
        expected="""
        week     | finished_count | is_partial
        2026-W02 | 1              | no
        2026-W03 | 1              | yes
        """,
    )


def test_weeks_after_the_last_export_are_unknown_and_not_zero(spec):
    """After the last export of its source nothing is known of a project: its weeks end there."""
    spec(
        Board(
            """
            item | created    | done
            A-1  | 2026-01-05 | 2026-01-08
            """,
            source="board",
            exported="2026-01-18",
        ),
        Board(
            """
            item | created    | done
            B-1  | 2026-01-05 | 2026-02-04
            """,
            source="tracker",
            exported="2026-02-08",
        ),
        call=frame_of("throughput", as_of="2026-02-08", project="A"),
        expected="""
        week     | finished_count | is_partial
        2026-W02 | 1              | no
        2026-W03 | 0              | no
        """,
    )


def test_week_of_a_stale_export_is_partial_when_it_was_taken_on_its_sunday(spec):
    """The same Sunday is partial too when others are known for longer."""
    spec(
        Board(
            """
            item | created    | done
            A-1  | 2026-01-05 | 2026-01-08
            """,
            source="board",
            exported="2026-01-18 18:00",
        ),
        Board(
            """
            item | created    | done
            B-1  | 2026-01-05 | 2026-02-04
            """,
            source="tracker",
            exported="2026-02-08",
        ),
        call=frame_of("throughput", as_of="2026-02-08", project="A"),
        expected="""
        week     | finished_count | is_partial
        2026-W02 | 1              | no
        2026-W03 | 0              | yes
        """,
    )


def test_week_belongs_to_its_iso_year(spec):
    """The days around New Year belong to one ISO week: 1 January 2027 stands in week 53 of 2026."""
    spec(
        """
        item | created    | done
        A-1  | 2026-12-28 | 2026-12-31
        A-2  | 2026-12-28 | 2027-01-01
        A-3  | 2026-12-28 | 2027-01-04
        """,
        call=frame_of("throughput", as_of="2027-01-10"),
        expected="""
        week     | week_date  | finished_count
        2026-W53 | 2026-12-28 | 2
        2027-W01 | 2027-01-04 | 1
        """,
    )


def test_weeks_of_which_nothing_tells_the_finishes_are_blank_and_partial(spec):
    """Finished before the first known finish, nobody knows when: those weeks are blank, not 0."""
    spec(
        """
        item | created    | status | done
        A-1  | 2026-01-05 | Done   |
        A-2  | 2026-01-05 | Done   | 2026-01-21
        A-3  | 2026-01-12 | To Do  |
        """,
        call=frame_of("throughput", as_of="2026-02-01"),
        expected="""
        week     | finished_count | is_partial
        2026-W02 |                | yes
        2026-W03 |                | yes
        2026-W04 | 1              | yes
        2026-W05 | 0              | no
        """,
    )


def test_means_are_over_complete_periods_only(spec):
    """A mean is taken over complete weeks; what a partial one holds is in the total only."""
    spec(
        """
        item | created    | done
        A-1  | 2026-01-05 | 2026-01-08
        A-2  | 2026-01-05 | 2026-01-14
        A-3  | 2026-01-05 | 2026-01-15
        A-4  | 2026-01-05 | 2026-01-19
        """,
        call=value_of("throughput", as_of="2026-01-20"),
        expected="""
        mean_count | last_count | complete_periods | recent_finished_count | finished_count
        1.5             | 2               | 2              | 3                     | 4
        """,
    )


def test_means_are_over_so_many_weeks(spec):
    """The number of weeks behind a mean is the option `weeks`."""
    spec(
        """
        item | created    | done
        A-1  | 2026-01-05 | 2026-01-08
        A-2  | 2026-01-05 | 2026-01-14
        A-3  | 2026-01-05 | 2026-01-15
        """,
        call=value_of("throughput", as_of="2026-01-18", periods=1),
        expected="""
        mean_count | complete_periods | finished_count
        2               | 1              | 3
        """,
    )


def test_active_days_are_days_with_finished_work(spec):
    """Active days are the different days of a week on which something was finished."""
    spec(
        """
        item | created    | done
        A-1  | 2026-01-05 | 2026-01-07
        A-2  | 2026-01-05 | 2026-01-07
        A-3  | 2026-01-05 | 2026-01-09
        """,
        call=frame_of("throughput", as_of="2026-01-11"),
        expected="""
        week     | finished_count | active_days
        2026-W02 | 3              | 2
        """,
    )


def test_net_flow_is_started_less_finished(spec):
    """Net flow is what was started less what was finished, week by week."""
    spec(
        """
        item | created    | started    | done
        A-1  | 2026-01-05 | 2026-01-06 | 2026-01-08
        A-2  | 2026-01-05 | 2026-01-07 | 2026-01-14
        A-3  | 2026-01-13 |            |
        """,
        call=frame_of("arrivals", as_of="2026-01-18"),
        expected="""
        week     | arrived_count | started_count | finished_count | net_flow_count
        2026-W02 | 2             | 2             | 1              | 1
        2026-W03 | 1             | 0             | 1              | -1
        """,
    )


def test_cancelled_items_arrived(spec):
    """What was cancelled later still arrived, and is not finished."""
    spec(
        """
        item | created    | started    | cancelled
        A-1  | 2026-01-05 | 2026-01-06 | 2026-01-08
        """,
        call=frame_of("arrivals", as_of="2026-01-11"),
        expected="""
        week     | arrived_count | started_count | finished_count | net_flow_count
        2026-W02 | 1             | 1             | 0              | 1
        """,
    )
