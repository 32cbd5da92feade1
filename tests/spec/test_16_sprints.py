"""Sprints.

Which days a sprint has is told by `sprints.csv`, which items it holds by the Sprint column of
exports or a history. Committed is what it held when its first day ended.
"""

from tests.spec.board import Board, Register
from tests.spec.calls import frame_of, rows_of, value_of

SPRINTS = Register(
    "sprints",
    """
    sprint | start_date | end_date
    S1     | 2026-01-05 | 2026-01-16
    S2     | 2026-01-19 | 2026-01-30
    """,
)
BEFORE = Board(
    """
    item | created    | sprints | points | status | done
    A-1  | 2026-01-02 | S1      | 5      | To Do  |
    A-2  | 2026-01-02 | S1      | 3      | To Do  |
    A-3  | 2026-01-02 | S1      | 2      | To Do  |
    A-4  | 2026-01-02 |         | 8      | To Do  |
    """,
    exported="2026-01-04",
)
AFTER = Board(
    """
    item | created    | sprints | points | status | done
    A-1  | 2026-01-02 | S1      | 5      | Done   | 2026-01-14
    A-2  | 2026-01-02 | S1 S2   | 3      | To Do  |
    A-3  | 2026-01-02 |         | 2      | To Do  |
    A-4  | 2026-01-02 | S1      | 8      | Done   | 2026-01-16
    """,
    exported="2026-01-16",
)


def test_committed_is_what_the_sprint_held_when_its_first_day_ended(spec):
    """Committed is what was in the sprint when its first day ended; what came later was added."""
    spec(
        SPRINTS,
        BEFORE,
        AFTER,
        call=frame_of("say_do", as_of="2026-01-18"),
        expected="""
        committed_size | committed_done_size | added_size | removed_size | done_size | carried_size
        10             | 5                   | 8          | 2            | 13        | 3
        """,
    )


def test_said_and_done_leaves_added_work_out(spec):
    """Said and done is over the committed work only; all that was done stands beside it."""
    spec(
        SPRINTS,
        BEFORE,
        AFTER,
        call=value_of("say_do", as_of="2026-01-18"),
        expected="""
        said_done_share | done_per_committed_share | gross_change_share | net_change_share | n
        0.5             | 1.3                      | 1                  | 0.6              | 1
        """,
    )


def test_size_may_be_counted_in_items(spec):
    """Sizes are points, or as an option items."""
    spec(
        SPRINTS,
        BEFORE,
        AFTER,
        call=frame_of("say_do", as_of="2026-01-18", sized_in="items"),
        expected="""
        sprint | committed_size | committed_done_size | added_size | removed_size | carried_size
        S1     | 3              | 1                   | 1          | 1            | 1
        """,
    )


def test_sprint_that_has_not_ended_is_not_counted(spec):
    """A sprint counts when its last day has ended."""
    spec(
        SPRINTS,
        BEFORE,
        Board(AFTER.text, exported="2026-01-16 12:00"),
        call=value_of("carry_over", as_of="2026-01-16"),
        expected="""
        carried_share | n
                      | 0
        """,
    )


def test_without_a_sight_of_its_start_nothing_was_committed(spec):
    """An export after the sprint tells what it finished, not what it had committed to."""
    spec(
        SPRINTS,
        AFTER,
        call=value_of("say_do", as_of="2026-01-18"),
        expected="""
        said_done_share | n
                        | 0
        """,
    )


def test_export_of_more_than_a_week_before_does_not_show_the_start(spec):
    """An export tells what a sprint began with for a week, up to the end of its first day."""
    told = "item | created | sprints | points\nA-1 | 2025-12-01 | S1 S2 | 5"
    spec(
        Register(
            "sprints",
            """
            sprint | start_date | end_date
            S1     | 2026-01-05 | 2026-01-09
            S2     | 2026-01-06 | 2026-01-09
            """,
        ),
        Board(told, exported="2025-12-29"),
        Board(told, exported="2026-01-09"),
        call=frame_of("say_do", as_of="2026-01-09"),
        expected="""
        sprint | committed_size | carried_size
        S1     | 5              | 5
        S2     |                | 5
        """,
    )


def test_item_out_of_the_sprint_after_its_end_was_carried_over(spec):
    """Seen out of the sprint only after its end, an item was moved on, not taken out during it."""
    spec(
        SPRINTS,
        BEFORE,
        Board(AFTER.text, exported="2026-01-18"),
        call=frame_of("say_do", as_of="2026-01-18"),
        expected="""
        sprint | committed_size | removed_size | done_size | carried_size
        S1     | 10             | 0            | 13        | 5
        """,
    )


def test_points_count_as_they_were(spec):
    """Committed points are those of the end of the first day, finished ones those of the last."""
    spec(
        SPRINTS,
        """
        item | at         | status      | sprints | points
        A-1  | 2026-01-02 | To Do       | S1      | 5
        A-1  | 2026-01-08 | In Progress | S1      | 8
        A-1  | 2026-01-14 | Done        | S1      | 8
        A-1  | 2026-01-20 | Done        | S1      | 13
        """,
        call=frame_of("say_do", as_of="2026-01-25"),
        expected="""
        sprint | committed_size | committed_done_size | done_size
        S1     | 5              | 5                   | 8
        """,
    )


def test_item_done_before_the_sprint_is_not_its_work(spec):
    """What was done before the first day was not the work of the sprint."""
    spec(
        SPRINTS,
        """
        item | created    | sprints | points | done
        A-1  | 2026-01-02 | S1      | 5      | 2026-01-03
        A-2  | 2026-01-02 | S1      | 3      | 2026-01-08
        """,
        call=frame_of("carry_over", as_of="2026-01-18"),
        expected="""
        sprint | done_size | final_size | carried_size
        S1     | 3         | 3          | 0
        """,
    )


def test_history_tells_what_the_sprint_held_at_its_end(spec):
    """What a history puts into a sprint after its end was not in it, nor was a later item."""
    spec(
        SPRINTS,
        """
        item | at         | status | sprints | points
        A-1  | 2026-01-02 | To Do  | S1      | 5
        A-2  | 2026-01-02 | To Do  |         | 3
        A-2  | 2026-01-17 | To Do  | S1      | 3
        A-3  | 2026-01-18 | To Do  | S1      | 2
        """,
        call=frame_of("carry_over", as_of="2026-01-25"),
        expected="""
        sprint | item_count | final_size
        S1     | 1          | 5
        """,
    )


def test_export_tells_nothing_of_a_sprint_that_ended_before_the_item(spec):
    """An export after the sprint tells what it held, but for items created after its end."""
    spec(
        SPRINTS,
        """
        item | created    | sprints | points | status | done
        A-1  | 2026-01-02 | S1      | 5      | To Do  |
        A-2  | 2026-01-18 | S1      | 3      | To Do  |
        """,
        call=frame_of("carry_over", as_of="2026-01-25"),
        expected="""
        sprint | item_count | carried_size
        S1     | 1          | 5
        """,
    )


def test_points_given_later_do_not_count(spec):
    """Asked about an earlier day, points are those of then; without any an item counts as 0."""
    spec(
        SPRINTS,
        """
        item | at         | status | sprints | points
        A-1  | 2026-01-02 | To Do  | S1      | 5
        A-1  | 2026-01-14 | Done   | S1      | 5
        A-1  | 2026-01-20 | Done   | S1      | 13
        A-2  | 2026-01-02 | To Do  | S1      |
        A-2  | 2026-01-14 | Done   | S1      |
        A-2  | 2026-01-21 | Done   | S1      | 8
        """,
        call=frame_of("velocity", as_of="2026-01-18"),
        expected="""
        sprint | committed_size | done_size | unestimated_count
        S1     | 5              | 5         | 1
        """,
    )


def test_all_that_was_finished_counts_as_it_was_estimated_at_the_end(spec):
    """All that was done over the committed is velocity over commitment: points of the last day."""
    spec(
        SPRINTS,
        """
        item | at         | status | sprints | points
        A-1  | 2026-01-02 | To Do  | S1      | 5
        A-1  | 2026-01-08 | To Do  | S1      | 8
        A-1  | 2026-01-14 | Done   | S1      | 8
        """,
        call=value_of("say_do", as_of="2026-01-18"),
        expected="""
        said_done_share | done_per_committed_share
        1               | 1.6
        """,
    )


def test_last_three_of_sprints_that_end_together_go_by_name_and_project(spec):
    """Of sprints that end on one day the last are those that come last by name and project."""
    spec(
        Register(
            "sprints",
            """
            sprint | project_id | start_date | end_date
            S1     | A          | 2026-01-05 | 2026-01-16
            S1     | B          | 2026-01-05 | 2026-01-16
            S2     | A          | 2026-01-05 | 2026-01-16
            S2     | B          | 2026-01-05 | 2026-01-16
            """,
        ),
        """
        item | created    | sprints | points | done
        A-1  | 2026-01-02 | S1      | 30     | 2026-01-08
        B-1  | 2026-01-02 | S1      | 1      | 2026-01-08
        A-2  | 2026-01-02 | S2      | 2      | 2026-01-08
        B-2  | 2026-01-02 | S2      | 3      | 2026-01-08
        """,
        call=value_of("velocity", as_of="2026-01-18"),
        expected="""
        recent_mean_size | mean_size | n
        2                | 9         | 4
        """,
    )


def test_cancelled_is_neither_committed_before_a_sprint_nor_carried_out_of_it(spec):
    """What was cancelled by the end of the first day was not committed; later, it was taken out."""
    spec(
        SPRINTS,
        """
        item | at               | field  | from  | to
        A-1  | 2026-01-02 10:00 | Sprint |       | S1
        A-2  | 2026-01-02 10:00 | Sprint |       | S1
        A-3  | 2026-01-02 10:00 | Sprint |       | S1
        A-4  | 2026-01-07 10:00 | Sprint |       | S1
        A-1  | 2026-01-14 10:00 | status | To Do | Done
        A-2  | 2026-01-03 10:00 | status | To Do | Cancelled
        A-3  | 2026-01-08 10:00 | status | To Do | Cancelled
        A-4  | 2026-01-09 10:00 | status | To Do | Cancelled
        """,
        call=frame_of("say_do", as_of="2026-01-18", sized_in="items"),
        expected="""
        committed_size | committed_done_size | added_size | removed_size | done_size | carried_size
        2              | 1                   | 0          | 1            | 1         | 0
        """,
    )


RUNNING = """
item | created    | sprints | status | done
A-1  | 2026-01-02 | S1      | Done   | 2026-01-08
A-2  | 2026-01-02 | S1      | To Do  |
A-3  | 2026-01-02 |         | To Do  |
A-4  | 2026-01-02 | S1      | To Do  |
"""


def test_committed_of_a_running_sprint_is_what_it_held_when_its_first_day_ended(spec):
    """What came later is held, but was not committed; what was taken out is held no more."""
    spec(
        SPRINTS,
        BEFORE,
        Board(RUNNING, exported="2026-01-09"),
        call=rows_of("running_sprints", as_of="2026-01-09"),
        expected="""
        item_key | is_open | was_committed
        A-1      | no      | yes
        A-2      | yes     | yes
        A-4      | yes     | no
        """,
    )


def test_what_no_sighting_tells_was_neither_committed_nor_added(spec):
    """Without an export of the days before its start nobody knows what came to a sprint later."""
    spec(
        SPRINTS,
        Board(RUNNING, exported="2026-01-09"),
        call=rows_of("running_sprints", as_of="2026-01-09"),
        expected="""
        item_key | is_open | was_committed
        A-1      | no      |
        A-2      | yes     |
        A-4      | yes     |
        """,
    )
