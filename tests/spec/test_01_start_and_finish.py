"""Start and finish.

The start of an item is the last crossing of the start point after which it did not go back before
it; its finish is the last completion.
"""

from tests.spec.calls import frame_of, value_of


def test_days_shown_count_the_first_and_the_last(spec):
    """Days that people are shown count the first and the last day; means are over elapsed days."""
    spec(
        """
        item | created    | started    | done
        A-1  | 2026-01-05 | 2026-01-06 | 2026-01-08
        """,
        call=frame_of("cycle_time", as_of="2026-01-11"),
        expected="""
        item_key | cycle_days | elapsed_cycle_days | lead_days | elapsed_lead_days
        A-1      | 3          | 2                  | 4         | 3
        """,
    )


def test_same_day_takes_one_day(spec):
    """An item started and finished on one day took one day, never none."""
    spec(
        """
        item | created          | started          | done
        A-1  | 2026-01-05 09:00 | 2026-01-05 09:30 | 2026-01-05 17:00
        """,
        call=frame_of("cycle_time", as_of="2026-01-11"),
        expected="""
        item_key | cycle_days | elapsed_cycle_days | elapsed_cycle_seconds
        A-1      | 1          | 0                  | 27000
        """,
    )


def test_item_started_on_creation_has_its_start(spec):
    """An item that was created in progress started when it was created."""
    spec(
        """
        item | at               | status
        A-1  | 2026-01-05 09:00 | In Progress
        A-1  | 2026-01-07 09:00 | Done
        """,
        call=frame_of("cycle_time", as_of="2026-01-11"),
        expected="""
        item_key | created_date | started_date | finished_date | cycle_days
        A-1      | 2026-01-05   | 2026-01-05   | 2026-01-07    | 3
        """,
    )


def test_reopened_item_counts_once_when_it_was_last_finished(spec):
    """A reopened item counts once, in the week of its last completion."""
    spec(
        """
        item | at         | status
        A-1  | 2026-01-05 | To Do
        A-1  | 2026-01-06 | In Progress
        A-1  | 2026-01-08 | Done
        A-1  | 2026-01-12 | In Progress
        A-1  | 2026-01-14 | Done
        """,
        call=frame_of("throughput", as_of="2026-01-18"),
        expected="""
        week     | finished_count
        2026-W02 | 0
        2026-W03 | 1
        """,
    )


def test_reopened_item_keeps_its_start(spec):
    """A reopened item keeps its start: the days on which it passed for finished count too."""
    spec(
        """
        item | at         | status
        A-1  | 2026-01-05 | To Do
        A-1  | 2026-01-06 | In Progress
        A-1  | 2026-01-08 | Done
        A-1  | 2026-01-12 | In Progress
        A-1  | 2026-01-14 | Done
        """,
        call=frame_of("cycle_time", as_of="2026-01-18"),
        expected="""
        item_key | started_date | finished_date | cycle_days | reopened_count
        A-1      | 2026-01-06   | 2026-01-14    | 9          | 1
        """,
    )


def test_item_sent_back_to_do_starts_its_clock_again(spec):
    """An item sent back to To Do starts its clock again when work on it is taken up again."""
    spec(
        """
        item | at         | status
        A-1  | 2026-01-05 | To Do
        A-1  | 2026-01-06 | In Progress
        A-1  | 2026-01-08 | To Do
        A-1  | 2026-01-12 | In Progress
        A-1  | 2026-01-14 | Done
        """,
        call=frame_of("cycle_time", as_of="2026-01-18"),
        expected="""
        item_key | started_date | finished_date | cycle_days
        A-1      | 2026-01-12   | 2026-01-14    | 3
        """,
    )


def test_item_reopened_to_do_starts_its_clock_again(spec):
    """A finished item reopened to To Do was sent back before its start: the clock starts again."""
    spec(
        """
        item | at         | status
        A-1  | 2026-01-05 | In Progress
        A-1  | 2026-01-06 | Done
        A-1  | 2026-01-08 | To Do
        A-1  | 2026-01-12 | In Progress
        A-1  | 2026-01-14 | Done
        """,
        call=frame_of("cycle_time", as_of="2026-01-18"),
        expected="""
        item_key | started_date | finished_date | cycle_days | reopened_count
        A-1      | 2026-01-12   | 2026-01-14    | 3          | 1
        """,
    )


def test_move_between_stages_in_progress_is_no_new_start(spec):
    """A move between stages that are both in progress is no new start."""
    spec(
        """
        item | at         | status
        A-1  | 2026-01-05 | To Do
        A-1  | 2026-01-06 | In Progress
        A-1  | 2026-01-08 | In Review
        A-1  | 2026-01-12 | In Progress
        A-1  | 2026-01-14 | Done
        """,
        call=frame_of("cycle_time", as_of="2026-01-18"),
        expected="""
        item_key | started_date | finished_date | cycle_days
        A-1      | 2026-01-06   | 2026-01-14    | 9
        """,
    )


def test_move_between_finished_stages_is_no_new_finish(spec):
    """A move from one finished status to the next, such as Done to Closed, is no new completion."""
    spec(
        """
        item | at         | status
        A-1  | 2026-01-05 | In Progress
        A-1  | 2026-01-08 | Done
        A-1  | 2026-01-14 | Closed
        """,
        call=frame_of("cycle_time", as_of="2026-01-18"),
        expected="""
        item_key | finished_date | cycle_days | reopened_count
        A-1      | 2026-01-08    | 4          | 0
        """,
    )


def test_changes_of_one_moment_keep_the_order_of_the_file(spec):
    """Changes of one moment count in the order of the file: the last one stands."""
    spec(
        """
        item | at         | status
        A-1  | 2026-01-05 | To Do
        A-1  | 2026-01-06 | In Progress
        A-1  | 2026-01-06 | Done
        A-1  | 2026-01-06 | In Progress
        """,
        call=value_of("wip", as_of="2026-01-06"),
        expected="""
        wip_count | wip_any_time_count
        1         | 1
        """,
    )


def test_cancelled_item_is_not_done(spec):
    """A cancelled item is not done: it is no throughput."""
    spec(
        """
        item | created    | started    | done       | cancelled
        A-1  | 2026-01-05 | 2026-01-06 | 2026-01-08 |
        A-2  | 2026-01-05 | 2026-01-06 |            | 2026-01-08
        """,
        call=frame_of("throughput", as_of="2026-01-11"),
        expected="""
        week     | finished_count
        2026-W02 | 1
        """,
    )


def test_done_item_that_was_cancelled_later_is_cancelled(spec):
    """An item that was done and cancelled after is cancelled: its completion does not stand."""
    spec(
        """
        item | at         | status      | resolution
        A-1  | 2026-01-05 | In Progress |
        A-1  | 2026-01-08 | Done        | Done
        A-1  | 2026-01-09 | Done        | Duplicate
        """,
        call=frame_of("throughput", as_of="2026-01-11"),
        expected="""
        week     | finished_count
        2026-W02 | 0
        """,
    )


def test_done_without_a_start_is_throughput(spec):
    """An item done without a start is counted in throughput."""
    spec(
        """
        item | created    | started    | done
        A-1  | 2026-01-05 |            | 2026-01-08
        """,
        call=frame_of("throughput", as_of="2026-01-11"),
        expected="""
        week     | finished_count
        2026-W02 | 1
        """,
    )


def test_done_without_a_start_has_no_cycle_time(spec):
    """An item done without a start is left out of cycle time, and said to be."""
    spec(
        """
        item | created    | started    | done
        A-1  | 2026-01-05 | 2026-01-05 | 2026-01-06
        A-2  | 2026-01-05 | 2026-01-05 | 2026-01-07
        A-3  | 2026-01-05 | 2026-01-05 | 2026-01-08
        A-4  | 2026-01-05 | 2026-01-05 | 2026-01-08
        A-5  | 2026-01-05 | 2026-01-05 | 2026-01-09
        A-6  | 2026-01-05 |            | 2026-01-09
        """,
        call=value_of("cycle_time", as_of="2026-01-11"),
        expected="""
        half_days | sure_days | mean_elapsed_days | n | left_out
        4         | 5         | 2.6               | 5 | 1 without a known start
        """,
    )


def test_done_without_a_start_starts_in_cumulative_flow_when_it_finishes(spec):
    """In cumulative flow an item done without a start starts when it finishes."""
    spec(
        """
        item | created    | started | done
        A-1  | 2026-01-05 |         | 2026-01-06
        """,
        call=frame_of("cumulative_flow", as_of="2026-01-06"),
        expected="""
        date       | stage       | reached_count | item_count
        2026-01-05 | To do       | 1             | 1
        2026-01-05 | In progress | 0             | 0
        2026-01-05 | Finished    | 0             | 0
        2026-01-06 | To do       | 1             | 0
        2026-01-06 | In progress | 1             | 0
        2026-01-06 | Finished    | 1             | 1
        """,
    )


def test_start_after_the_finish_is_no_start(spec):
    """A start after the finish is a fault of the file: the finish stands, the start does not."""
    spec(
        """
        item | created    | started    | done
        A-1  | 2026-01-05 | 2026-01-09 | 2026-01-08
        """,
        call=frame_of("cycle_time", as_of="2026-01-11"),
        expected="""
        item_key | started_date | finished_date | cycle_days | lead_days
        A-1      |              | 2026-01-08    |            | 4
        """,
    )


def test_finish_before_creation_has_no_lead_time(spec):
    """An item finished before it was created is throughput, but its lead time is left out."""
    spec(
        """
        item | created    | done
        A-1  | 2026-01-05 | 2026-01-06
        A-2  | 2026-01-05 | 2026-01-06
        A-3  | 2026-01-05 | 2026-01-07
        A-4  | 2026-01-05 | 2026-01-08
        A-5  | 2026-01-05 | 2026-01-09
        A-6  | 2026-01-09 | 2026-01-08
        """,
        call=value_of("lead_time", as_of="2026-01-11"),
        expected="""
        half_days | sure_days | n | left_out
        3         | 5         | 5 | 1 finished before they were created
        """,
    )


def test_percentile_is_a_time_that_an_item_took(spec):
    """A percentile is nearest rank: a number of days that an item really took."""
    spec(
        """
        item | created    | started    | done
        A-1  | 2026-01-05 | 2026-01-05 | 2026-01-05
        A-2  | 2026-01-05 | 2026-01-05 | 2026-01-06
        A-3  | 2026-01-05 | 2026-01-05 | 2026-01-07
        A-4  | 2026-01-05 | 2026-01-05 | 2026-01-12
        A-5  | 2026-01-05 | 2026-01-05 | 2026-01-17
        A-6  | 2026-01-05 | 2026-01-05 | 2026-01-18
        """,
        call=value_of("cycle_time", as_of="2026-01-18", percentile=0.7),
        expected="""
        half_days | percentile_days | sure_days | n
        3         | 13              | 14        | 6
        """,
    )
