"""In progress.

Work in progress, age and cumulative flow. An item is in progress from its start until it is
finished, cancelled or sent back: the moment of leaving is no longer part of it.
"""

from tests.spec.board import Board
from tests.spec.calls import frame_of, rows_of, value_of


def test_work_in_progress_is_counted_at_the_end_of_the_day(spec):
    """Work in progress is counted when the day ends, and beside it at any time of the day."""
    spec(
        """
        item | created    | started          | done
        A-1  | 2026-01-05 | 2026-01-06 09:00 | 2026-01-08 17:00
        A-2  | 2026-01-05 | 2026-01-08 08:00 |
        """,
        call=frame_of("wip", as_of="2026-01-09"),
        expected="""
        date       | wip_count | wip_any_time_count
        2026-01-05 | 0         | 0
        2026-01-06 | 1         | 1
        2026-01-07 | 1         | 1
        2026-01-08 | 1         | 2
        2026-01-09 | 1         | 1
        """,
    )


def test_item_started_and_finished_on_one_day_was_in_progress_on_it(spec):
    """An item started and finished on one day was in progress on it, but not at its end."""
    spec(
        """
        item | created    | started          | done
        A-1  | 2026-01-05 | 2026-01-05 09:00 | 2026-01-05 17:00
        """,
        call=frame_of("wip", as_of="2026-01-06"),
        expected="""
        date       | wip_count | wip_any_time_count
        2026-01-05 | 0         | 1
        2026-01-06 | 0         | 0
        """,
    )


def test_item_sent_back_to_do_is_not_in_progress(spec):
    """An item sent back to To Do is not in progress until it is taken up again."""
    spec(
        """
        item | at         | status
        A-1  | 2026-01-05 | In Progress
        A-1  | 2026-01-06 | To Do
        A-1  | 2026-01-08 | In Progress
        """,
        call=frame_of("wip", as_of="2026-01-08"),
        expected="""
        date       | wip_count
        2026-01-05 | 1
        2026-01-06 | 0
        2026-01-07 | 0
        2026-01-08 | 1
        """,
    )


def test_reopened_item_is_in_progress_again(spec):
    """A reopened item is in progress again, and was not while it passed for finished."""
    spec(
        """
        item | at         | status
        A-1  | 2026-01-05 | In Progress
        A-1  | 2026-01-06 | Done
        A-1  | 2026-01-08 | In Progress
        """,
        call=frame_of("wip", as_of="2026-01-08"),
        expected="""
        date       | wip_count
        2026-01-05 | 1
        2026-01-06 | 0
        2026-01-07 | 0
        2026-01-08 | 1
        """,
    )


def test_waiting_item_is_in_progress(spec):
    """An item that was started and waits is in progress."""
    spec(
        """
        item | at         | status
        A-1  | 2026-01-05 | In Progress
        A-1  | 2026-01-06 | Blocked
        """,
        call=value_of("wip", as_of="2026-01-07"),
        expected="""
        wip_count | mean_wip_count | days
        1         | 1              | 3
        """,
    )


def test_age_counts_the_first_day(spec):
    """Age counts the first day and the day asked for; an item still to do has none."""
    spec(
        """
        item | created    | started
        A-1  | 2026-01-05 | 2026-01-06
        A-2  | 2026-01-05 | 2026-01-09
        A-3  | 2026-01-05 |
        """,
        call=frame_of("item_age", as_of="2026-01-09"),
        expected="""
        item_key | state       | age_days | elapsed_age_days
        A-1      | in_progress | 4        | 3
        A-2      | in_progress | 1        | 0
        A-3      | to_do       |          |
        """,
    )


def test_age_of_a_reopened_item_counts_from_its_start(spec):
    """A reopened item is as old as its start says; it did not become young by being reopened."""
    spec(
        """
        item | at         | status
        A-1  | 2026-01-05 | In Progress
        A-1  | 2026-01-06 | Done
        A-1  | 2026-01-12 | In Progress
        """,
        call=value_of("item_age", as_of="2026-01-12"),
        expected="""
        oldest_days | total_age_days | n
        8           | 7              | 1
        """,
    )


def test_current_status_alone_counts_as_work_in_progress_today(spec):
    """Where only the current status is known, an item in progress counts from its last update."""
    spec(
        """
        item | status      | created    | updated
        A-1  | In Progress | 2026-01-05 | 2026-01-08
        """,
        call=frame_of("wip", as_of="2026-01-09"),
        expected="""
        date       | wip_count
        2026-01-05 | 0
        2026-01-06 | 0
        2026-01-07 | 0
        2026-01-08 | 1
        2026-01-09 | 1
        """,
    )


def test_current_status_alone_has_no_age(spec):
    """Where only the current status is known, age is not measurable: the start is not known."""
    spec(
        """
        item | status      | created    | updated
        A-1  | In Progress | 2026-01-05 | 2026-01-08
        """,
        call=value_of("item_age", as_of="2026-01-09"),
        expected="""
        oldest_days | n | left_out
                    | 0 | 1 without a known start
        """,
    )


def test_change_of_category_is_the_start_of_an_item_in_progress(spec):
    """The category of an item in progress changed last when it was started."""
    spec(
        """
        item | status      | category    | created    | category changed | updated
        A-1  | In Progress | In Progress | 2026-01-05 | 2026-01-07       | 2026-01-09
        """,
        call=frame_of("item_age", as_of="2026-01-09"),
        expected="""
        item_key | started_date | started_evidence | age_days
        A-1      | 2026-01-07   | category change  | 3
        """,
    )


def test_change_of_category_is_the_finish_of_a_finished_item(spec):
    """The category of a finished item changed last when it was finished."""
    spec(
        """
        item | status | category | created    | category changed | updated
        A-1  | Done   | Done     | 2026-01-05 | 2026-01-07       | 2026-01-09
        """,
        call=frame_of("lead_time", as_of="2026-01-11"),
        expected="""
        item_key | finished_date | finished_evidence | lead_days
        A-1      | 2026-01-07    | category change   | 3
        """,
    )


def test_cumulative_flow_never_falls(spec):
    """In cumulative flow an item sent back counts from its last arrival, so no band ever falls."""
    spec(
        """
        item | at         | status
        A-1  | 2026-01-05 | In Progress
        A-1  | 2026-01-06 | Done
        A-1  | 2026-01-07 | To Do
        A-1  | 2026-01-08 | In Progress
        """,
        call=frame_of("cumulative_flow", as_of="2026-01-08"),
        expected="""
        date       | stage       | reached_count
        2026-01-05 | To do       | 1
        2026-01-05 | In progress | 0
        2026-01-05 | Finished    | 0
        2026-01-06 | To do       | 1
        2026-01-06 | In progress | 0
        2026-01-06 | Finished    | 0
        2026-01-07 | To do       | 1
        2026-01-07 | In progress | 0
        2026-01-07 | Finished    | 0
        2026-01-08 | To do       | 1
        2026-01-08 | In progress | 1
        2026-01-08 | Finished    | 0
        """,
    )


def test_cumulative_flow_counts_what_began_or_ended_unseen_from_the_day_that_shows_it(spec):
    """Started or finished at an unknown time, an item counts from the day of the export."""
    spec(
        """
        item | created    | status      | done
        A-1  | 2026-01-05 | Done        |
        A-2  | 2026-01-05 | Done        | 2026-01-10
        A-3  | 2026-01-05 | In Progress |
        A-4  | 2026-01-06 | To Do       |
        """,
        call=frame_of("cumulative_flow", as_of="2026-01-12"),
        expected="""
        date       | stage       | item_count | reached_count
        2026-01-10 | To do       | 2          | 3
        2026-01-10 | In progress | 0          | 1
        2026-01-10 | Finished    | 1          | 1
        2026-01-11 | To do       | 2          | 3
        2026-01-11 | In progress | 0          | 1
        2026-01-11 | Finished    | 1          | 1
        2026-01-12 | To do       | 1          | 4
        2026-01-12 | In progress | 1          | 3
        2026-01-12 | Finished    | 2          | 2
        """,
    )


def test_days_of_which_nothing_tells_what_was_finished_are_not_shown(spec):
    """Where nothing dates a finish, the first export does: no day before it is shown as 0."""
    spec(
        """
        item | created    | status
        A-1  | 2026-01-05 | Done
        A-2  | 2026-01-06 | To Do
        """,
        call=frame_of("burn_up", as_of="2026-01-12"),
        expected="""
        date       | scope_count | finished_count
        2026-01-12 | 2           | 1
        """,
    )


def test_cancelled_items_are_left_out_of_cumulative_flow(spec):
    """Cancelled items are left out of cumulative flow, on the days before as well."""
    spec(
        """
        item | created    | started    | cancelled
        A-1  | 2026-01-05 | 2026-01-05 |
        A-2  | 2026-01-05 | 2026-01-05 | 2026-01-06
        """,
        call=value_of("cumulative_flow", as_of="2026-01-06"),
        expected="""
        arrived_count | started_count | finished_count
        1             | 1             | 0
        """,
    )


def test_burn_up_shows_each_day_as_it_was(spec):
    """A burn-up shows each day as it was: an item reopened since counts as finished then."""
    spec(
        """
        item | at         | status      | resolution
        A-1  | 2026-01-05 | In Progress |
        A-1  | 2026-01-06 | Done        | Done
        A-1  | 2026-01-07 | In Progress |
        A-2  | 2026-01-05 | To Do       |
        A-2  | 2026-01-06 | Done        | Won't Do
        """,
        call=rows_of("burn_up", as_of="2026-01-07"),
        expected="""
        date       | scope_count | finished_count
        2026-01-05 | 2           | 0
        2026-01-06 | 1           | 1
        2026-01-07 | 1           | 0
        """,
    )


def test_item_is_blocked_by_its_flag_or_its_status(spec):
    """An item is blocked by its flag or its status."""
    spec(
        Board(
            """
            item | status      | created    | started    | flagged
            A-1  | In Progress | 2026-01-05 | 2026-01-05 | yes
            A-2  | Blocked     | 2026-01-05 | 2026-01-05 |
            A-3  | In Progress | 2026-01-05 | 2026-01-05 |
            """
        ),
        call=rows_of("blocked_items", as_of="2026-01-06"),
        expected="""
        item_key | blocked_by
        A-1      | flagged
        A-2      | status Blocked
        """,
    )


def test_open_item_that_nobody_touches_or_whose_status_nobody_explained_is_in_doubt(spec):
    """An open item untouched for long, or in a status that nobody explained, may not be open."""
    spec(
        """
        item | status          | created    | updated
        A-1  | In Progress     | 2026-01-05 | 2026-01-08
        A-2  | In Progress     | 2026-01-05 | 2026-03-01
        A-3  | Zurueckgestellt | 2026-01-05 | 2026-03-01
        A-4  | To Do           | 2026-01-05 | 2026-01-05
        A-5  | Done            | 2026-01-05 | 2026-01-09
        """,
        call=value_of("headline_bounds", as_of="2026-03-05"),
        expected="""
        suspect_count | untouched_count | unexplained_count | n
        2             | 1               | 1                 | 2
        """,
    )
