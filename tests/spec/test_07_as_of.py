"""As of a day.

`as_of` means the end of that local day, or the moment of the newest export if that is earlier.
What was only known later does not count.
"""

from tests.spec.board import Board, Register
from tests.spec.calls import frame_of, rows_of, value_of


def test_item_reopened_later_was_finished(spec):
    """An item reopened later was finished on the day asked for."""
    spec(
        """
        item | at         | status
        A-1  | 2026-01-05 | In Progress
        A-1  | 2026-01-08 | Done
        A-1  | 2026-01-12 | In Progress
        """,
        call=rows_of("items_as_of", as_of="2026-01-11"),
        expected="""
        item_key | state | started_date | done_date
        A-1      | done  | 2026-01-05   | 2026-01-08
        """,
    )


def test_reopened_item_is_not_finished_while_it_is_open(spec):
    """Between its reopening and its next completion an item is in progress."""
    spec(
        """
        item | at         | status
        A-1  | 2026-01-05 | In Progress
        A-1  | 2026-01-08 | Done
        A-1  | 2026-01-12 | In Progress
        A-1  | 2026-01-14 | Done
        """,
        call=rows_of("items_as_of", as_of="2026-01-13"),
        expected="""
        item_key | state       | started_date | done_date
        A-1      | in_progress | 2026-01-05   |
        """,
    )


def test_item_sent_back_later_had_its_start(spec):
    """An item sent back later had its start on the day asked for."""
    spec(
        """
        item | at         | status
        A-1  | 2026-01-05 | To Do
        A-1  | 2026-01-06 | In Progress
        A-1  | 2026-01-12 | To Do
        """,
        call=frame_of("item_age", as_of="2026-01-11"),
        expected="""
        item_key | state       | started_date | age_days
        A-1      | in_progress | 2026-01-06   | 6
        """,
    )


def test_item_cancelled_later_was_open(spec):
    """An item cancelled later was open on the day asked for."""
    spec(
        """
        item | created    | started    | cancelled
        A-1  | 2026-01-05 | 2026-01-06 | 2026-01-12
        """,
        call=value_of("wip", as_of="2026-01-11"),
        expected="""
        wip_count
        1
        """,
    )


def test_item_created_later_was_not_there(spec):
    """An item created later was not there on the day asked for."""
    spec(
        """
        item | created    | started
        A-1  | 2026-01-05 | 2026-01-06
        A-2  | 2026-01-12 | 2026-01-12
        """,
        call=rows_of("items_as_of", as_of="2026-01-11"),
        expected="""
        item_key | state
        A-1      | in_progress
        """,
    )


def test_item_due_later_has_not_fallen_due(spec):
    """An item whose due day comes later had not fallen due on the day asked for."""
    spec(
        """
        item | created    | done       | due
        A-1  | 2026-01-05 | 2026-01-14 | 2026-01-12
        A-2  | 2026-01-05 | 2026-01-09 | 2026-01-08
        """,
        call=frame_of("due_date_performance", as_of="2026-01-11"),
        expected="""
        item_key | state | has_fallen_due | is_on_time
        A-1      | to_do | no             | no
        A-2      | done  | yes            | no
        """,
    )


def test_day_is_known_as_far_as_the_newest_export(spec):
    """The day of the newest export is known up to the moment of the export."""
    spec(
        Board(
            """
            item | created    | started          | done
            A-1  | 2026-01-05 | 2026-01-08 09:00 |
            A-2  | 2026-01-05 | 2026-01-08 16:00 |
            """,
            exported="2026-01-08 12:00",
        ),
        call=rows_of("items_as_of", as_of="2026-01-08"),
        expected="""
        item_key | state       | is_partial
        A-1      | in_progress | yes
        A-2      | to_do       | yes
        """,
    )


def test_what_a_later_export_tells_was_not_known(spec):
    """Between two exports counts what the first one knew, not what the second tells of the time."""
    spec(
        Board(
            """
            item | status      | created    | started    | done
            A-1  | In Progress | 2026-01-05 | 2026-01-06 |
            """,
            exported="2026-01-11",
        ),
        Board(
            """
            item | status | created    | started    | done
            A-1  | Done   | 2026-01-05 | 2026-01-06 | 2026-01-14
            A-2  | To Do  | 2026-01-15 |            |
            """,
            exported="2026-01-25",
        ),
        call=frame_of("throughput", as_of="2026-01-18"),
        expected="""
        week     | finished_count | is_partial
        2026-W02 | 0              | no
        """,
    )


def test_item_is_as_the_last_export_by_then_showed_it(spec):
    """Title, due date and other fields are those of the last export by the day asked for."""
    spec(
        Board(
            """
            item | title      | created    | due
            A-1  | Old title  | 2026-01-05 | 2026-01-09
            """,
            exported="2026-01-11",
        ),
        Board(
            """
            item | title      | created    | due
            A-1  | New title  | 2026-01-05 | 2026-01-30
            """,
            exported="2026-01-25",
        ),
        call=rows_of("items_as_of", as_of="2026-01-18"),
        expected="""
        item_key | title     | due_date
        A-1      | Old title | 2026-01-09
        """,
    )


def test_before_the_first_export_later_ones_speak(spec):
    """Before the first export of a source later ones speak, by the dates they tell."""
    spec(
        Board(
            """
            item | created    | started    | done
            A-1  | 2026-01-05 | 2026-01-06 | 2026-01-08
            A-2  | 2026-01-05 | 2026-01-06 | 2026-01-14
            """,
            exported="2026-01-25",
        ),
        call=frame_of("throughput", as_of="2026-01-11"),
        expected="""
        week     | finished_count | is_partial
        2026-W02 | 1              | no
        """,
    )


def test_baseline_in_force_is_the_last_one_approved_by_then(spec):
    """The baseline in force is the last one approved by the day; the first stays the original."""
    spec(
        """
        item | created
        A-1  | 2026-01-05
        """,
        Register(
            "projects",
            """
            project_id | name  | items
            ALPHA      | Alpha | A
            """,
        ),
        Register(
            "baselines",
            """
            project_id | approved_date | start_date | finish_date
            ALPHA      | 2026-01-01    | 2026-01-05 | 2026-03-31
            ALPHA      | 2026-01-10    | 2026-01-05 | 2026-04-30
            ALPHA      | 2026-01-20    | 2026-01-05 | 2026-05-31
            """,
        ),
        call=rows_of("projects_as_of", as_of="2026-01-15"),
        expected="""
        project_id | baseline_finish_date | original_finish_date | is_rebaselined
        ALPHA      | 2026-04-30           | 2026-03-31           | yes
        """,
    )
