"""What is counted.

Sub-tasks and epics are never counted with their stories; a blank is never a zero; what is missing
has its own sentence.
"""

from tests.spec.board import Board
from tests.spec.calls import frame_of, rows_of, value_of


def test_subtasks_and_epics_are_not_counted(spec):
    """Sub-tasks and epics are not counted with their stories: that would count work twice."""
    spec(
        """
        item | type     | parent | created    | started    | done
        A-1  | Epic     |        | 2026-01-05 | 2026-01-05 | 2026-01-08
        A-2  | Story    | A-1    | 2026-01-05 | 2026-01-05 | 2026-01-08
        A-3  | Sub-task | A-2    | 2026-01-05 | 2026-01-05 | 2026-01-08
        A-4  | Bug      | A-1    | 2026-01-05 | 2026-01-05 | 2026-01-08
        """,
        call=frame_of("throughput", as_of="2026-01-11"),
        expected="""
        week     | finished_count
        2026-W02 | 2
        """,
    )


def test_unknown_status_changes_nothing(spec):
    """In a status that nobody explained an item counts as it did before."""
    spec(
        """
        item | at         | status
        A-1  | 2026-01-05 | To Do
        A-1  | 2026-01-06 | In Progress
        A-1  | 2026-01-07 | Parked
        A-1  | 2026-01-09 | Done
        A-2  | 2026-01-05 | To Do
        A-2  | 2026-01-06 | Parked
        """,
        call=frame_of("wip", as_of="2026-01-09"),
        expected="""
        date       | wip_count
        2026-01-05 | 0
        2026-01-06 | 1
        2026-01-07 | 1
        2026-01-08 | 1
        2026-01-09 | 0
        """,
    )


def test_unknown_status_is_listed(spec):
    """A status that nobody explained is listed as unknown, with the items that stand in it."""
    spec(
        """
        item | status | created
        A-1  | Parked | 2026-01-05
        A-2  | Done   | 2026-01-05
        """,
        call=rows_of("data_checks", as_of="2026-01-06"),
        expected="""
        check_id          | checked_count | failed_count
        finish_dated      | 1             | 1
        status_agrees     | 2             | 0
        status_understood | 2             | 1
        """,
    )


def test_nothing_finished_is_said_and_not_zero_days(spec):
    """Where nothing was finished there is no cycle time; it is not 0 days."""
    spec(
        """
        item | created    | started    | done
        A-1  | 2026-01-05 | 2026-01-06 |
        """,
        call=value_of("cycle_time", as_of="2026-01-11"),
        expected="""
        half_days | n | reason
                  | 0 | not measurable from this data: the column "done" is there and empty: fill it in the tracker, or export again when it is filled
        """,  # noqa: E501
    )


def test_thin_data_have_no_percentile(spec):
    """From fewer than five items no percentile is given: how many there are is said instead."""
    spec(
        """
        item | created    | started    | done
        A-1  | 2026-01-05 | 2026-01-06 | 2026-01-08
        A-2  | 2026-01-05 | 2026-01-06 | 2026-01-09
        """,
        call=value_of("cycle_time", as_of="2026-01-11"),
        expected="""
        half_days | n | reason
                  | 2 | 2 items; 5 are needed
        """,
    )


def test_cycle_time_without_any_start_is_not_measurable(spec):
    """Where no item has a start, cycle time is not measurable, and what to export is said."""
    spec(
        """
        item | created    | done
        A-1  | 2026-01-05 | 2026-01-08
        """,
        call=value_of("cycle_time", as_of="2026-01-11"),
        expected="""
        half_days | n | left_out
                  | 0 | 1 without a known start
        """,
    )


def test_finish_without_a_date_is_no_throughput(spec):
    """An item known to be finished, but not when, stands in no week and is said to be left out."""
    spec(
        Board(
            """
            item | status | created    | updated
            A-1  | Done   | 2026-01-05 | 2026-01-07
            A-2  | To Do  | 2026-01-06 | 2026-01-07
            """
        ),
        call=value_of("throughput", as_of="2026-01-11"),
        expected="""
        finished_count | n | left_out
                       | 0 | 1 finished at an unknown time
        """,
    )


def test_empty_scope_has_nothing_to_measure(spec):
    """A scope without items has nothing to measure: no zero is made up for it."""
    spec(
        """
        item | type  | created    | started    | done
        A-1  | Story | 2026-01-05 | 2026-01-06 | 2026-01-08
        """,
        call=value_of("throughput", as_of="2026-01-11", item_types=["Bug"]),
        expected="""
        mean_count | n | reason
                   | 0 | nothing to measure yet
        """,
    )


def test_empty_scope_has_no_work_in_progress_to_tell(spec):
    """A scope without items has no work in progress to tell of either."""
    spec(
        """
        item | type  | created    | started    | done
        A-1  | Story | 2026-01-05 | 2026-01-06 | 2026-01-08
        """,
        call=value_of("wip", as_of="2026-01-11", item_types=["Bug"]),
        expected="""
        wip_count | n | reason
                  | 0 | nothing to measure yet
        """,
    )


def test_no_work_in_progress_is_a_zero(spec):
    """Where there are items and none is in progress, work in progress is 0."""
    spec(
        """
        item | created    | started    | done
        A-1  | 2026-01-05 | 2026-01-06 | 2026-01-08
        """,
        call=value_of("wip", as_of="2026-01-11"),
        expected="""
        wip_count | n | reason
        0         | 0 |
        """,
    )
